#include "events/proof/publishing.h"

#include <gtest/gtest.h>

#include "events/proof/ledger_of_headers.h"
#include "events/proof/published_folder.h"
#include "faults/segments/faulty_files.h"

namespace fascicolo::proof {
namespace {

using events::FaultyFiles;

/// A ledger, its tree, and a folder on one disk.
class PublishingTest : public testing::Test {
 protected:
  void Grow(std::uint64_t commits) {
    ledger_.Add(commits);
    tree_ = TreeOf(disk_, ledger_);
    ASSERT_NE(tree_, nullptr);
  }
  Result<std::uint64_t> PublishNow() {
    return Publish(disk_, "/www", NoteAbout(tree_->size(), tree_->Root()), *tree_, ledger_.log());
  }
  void ExpectLocked(const Result<std::uint64_t>& published, const std::string& why) {
    ASSERT_FALSE(published);
    EXPECT_EQ(published.error().code, FailureCode::kLocked);
    EXPECT_NE(published.error().message.find(why), std::string::npos) << published.error().message;
  }

  FaultyFiles disk_;
  LedgerOfHeaders ledger_;
  std::unique_ptr<TreeFiles> tree_;
};

TEST_F(PublishingTest, GivesAClientAllThatItNeeds) {
  Grow(600);
  const auto tiles = PublishNow();
  ASSERT_TRUE(tiles) << tiles.error().message;
  EXPECT_EQ(*tiles, 4U);
  ExpectFolderHolds(disk_, ledger_, 600);
}

TEST_F(PublishingTest, WritesOnlyWhatIsNew) {
  Grow(600);
  ASSERT_TRUE(PublishNow());
  Grow(10);
  const auto tiles = PublishNow();
  ASSERT_TRUE(tiles);
  EXPECT_EQ(*tiles, 1U);
  ExpectFolderHolds(disk_, ledger_, 610);
  const auto again = PublishNow();
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, 0U);
}

TEST_F(PublishingTest, MayBeOfAnEarlierCheckpointThanTheTreesEnd) {
  Grow(300);
  const SignedNote note = NoteAbout(300, tree_->Root());
  Grow(300);
  ASSERT_TRUE(Publish(disk_, "/www", note, *tree_, ledger_.log()));
  ExpectFolderHolds(disk_, ledger_, 300);
}

TEST_F(PublishingTest, DoesNotGoBack) {
  Grow(300);
  const SignedNote early = NoteAbout(300, tree_->Root());
  Grow(10);
  ASSERT_TRUE(PublishNow());
  ExpectLocked(Publish(disk_, "/www", early, *tree_, ledger_.log()), "310 commits already");
  ExpectFolderHolds(disk_, ledger_, 310);
}

TEST_F(PublishingTest, LeavesWhatIsSomebodyElses) {
  Grow(30);
  disk_.SetContents({{"/www/index.html", {'x'}}});
  tree_ = TreeOf(disk_, ledger_);
  ExpectLocked(PublishNow(), "not empty");

  disk_.SetContents({{"/www/checkpoint", {'x'}}});
  tree_ = TreeOf(disk_, ledger_);
  ExpectLocked(PublishNow(), "cannot be read");

  const std::string other = NoteAbout(1, Hash{}, "another.example/ledger").ToString();
  disk_.SetContents({{"/www/checkpoint", {other.begin(), other.end()}}});
  tree_ = TreeOf(disk_, ledger_);
  ExpectLocked(PublishNow(), "another.example/ledger");
}

TEST_F(PublishingTest, OfAnotherHistoryIsRefused) {
  Grow(30);
  ASSERT_TRUE(PublishNow());
  LedgerOfHeaders other(40, 2);
  const auto tree = TreeOf(disk_, other);
  ASSERT_NE(tree, nullptr);
  const auto published = Publish(disk_, "/www", NoteAbout(40, tree->Root()), *tree, other.log());
  ASSERT_FALSE(published);
  EXPECT_EQ(published.error().code, FailureCode::kDamaged);
  EXPECT_NE(published.error().message.find("another history"), std::string::npos) << published.error().message;
}

TEST_F(PublishingTest, OfMoreOrOtherThanTheTreeHasIsRefused) {
  Grow(30);
  for (const SignedNote& note : {NoteAbout(31, tree_->Root()), NoteAbout(30, Hash{})}) {
    const auto published = Publish(disk_, "/www", note, *tree_, ledger_.log());
    ASSERT_FALSE(published);
    EXPECT_EQ(published.error().code, FailureCode::kDamaged);
  }
}

TEST_F(PublishingTest, FindsWhatRottedWithinTheTree) {
  Grow(65'535);
  ASSERT_TRUE(PublishNow());
  Grow(2);
  auto contents = disk_.Contents();
  contents["/tree/hashes.1"][100] ^= 1;
  const auto expect_found = [&](const std::string& what) {
    disk_.SetContents(contents);
    tree_ = TreeOf(disk_, ledger_);
    ASSERT_NE(tree_, nullptr) << "what lies within is not seen when the tree is opened";
    const auto published = PublishNow();
    ASSERT_FALSE(published);
    EXPECT_EQ(published.error().code, FailureCode::kDamaged);
    EXPECT_NE(published.error().message.find(what), std::string::npos) << published.error().message;
  };
  expect_found("another history");
  std::erase_if(contents, [](const auto& file) { return file.first.starts_with("/www/"); });
  expect_found("tile/0/003");
}

TEST_F(PublishingTest, EndsWhereItIsToldTo) {
  Grow(600);
  const auto published = Publish(disk_, "/www", NoteAbout(600, tree_->Root()), *tree_, ledger_.log(),
                                 [](std::uint64_t tiles) -> Status {
                                   return tiles < 2 ? Status{} : Failure{FailureCode::kUnavailable, "interrupted"};
                                 });
  ASSERT_FALSE(published);
  EXPECT_FALSE(disk_.Contents().contains("/www/checkpoint"));
  ASSERT_TRUE(PublishNow());
  ExpectFolderHolds(disk_, ledger_, 600);
}

}  // namespace
}  // namespace fascicolo::proof
