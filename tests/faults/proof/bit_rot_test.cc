// One bit flips anywhere in the tree's files: nothing wrong is ever published, and the tree is made again.
#include <gtest/gtest.h>

#include "events/proof/ledger_of_headers.h"
#include "events/proof/publishing.h"
#include "events/proof/published_folder.h"
#include "events/proof/trees.h"
#include "faults/segments/faulty_files.h"

namespace fascicolo::proof {
namespace {

using events::FaultyFiles;

constexpr std::uint64_t kCommits = 600;
constexpr std::size_t kStride = 37;  ///< bytes from one flip to the next

class BitRotOfTrees : public testing::Test {
 protected:
  BitRotOfTrees() : ledger_(kCommits) {
    FaultyFiles disk;
    tree_ = TreeOf(disk, ledger_);
    whole_ = disk.Contents();
    note_ = NoteAbout(kCommits, tree_->Root());
  }
  /// Publishes from files with one bit flipped, as the program does: what is damaged is made again.
  void PublishFrom(const std::map<std::string, Bytes>& contents) {
    FaultyFiles disk;
    disk.SetContents(contents);
    const auto tree = TreeOf(disk, ledger_);
    ASSERT_NE(tree, nullptr);
    auto published = Publish(disk, "/www", note_, *tree, ledger_.log());
    if (!published) {
      ++found_late_;
      ASSERT_FALSE(disk.Contents().contains("/www/checkpoint"));
      ASSERT_TRUE(tree->BeginAnew());
      ASSERT_TRUE(FollowLog(*tree, ledger_.log()));
      published = Publish(disk, "/www", note_, *tree, ledger_.log());
    }
    ASSERT_TRUE(published) << published.error().message;
    const auto www = disk.Contents();
    for (const auto& [path, bytes] : expected_) ASSERT_EQ(www.at(path), bytes) << path;
  }

  LedgerOfHeaders ledger_;
  std::unique_ptr<TreeFiles> tree_;
  std::map<std::string, Bytes> whole_;
  std::map<std::string, Bytes> expected_;
  SignedNote note_;
  int found_late_ = 0;
};

TEST_F(BitRotOfTrees, IsNeverPublished) {
  FaultyFiles right;
  right.SetContents(whole_);
  ASSERT_TRUE(Publish(right, "/www", note_, *TreeOf(right, ledger_), ledger_.log()));
  ExpectFolderHolds(right, ledger_, kCommits);
  for (const auto& [path, bytes] : right.Contents()) {
    if (path.starts_with("/www/")) expected_[path] = bytes;
  }
  for (const auto& [path, bytes] : whole_) {
    for (std::size_t at = 0; at < bytes.size(); at += kStride) {
      auto contents = whole_;
      contents[path][at] ^= static_cast<std::uint8_t>(1U << (at % 8));
      PublishFrom(contents);
      if (HasFailure()) FAIL() << path << ", byte " << at;
    }
  }
  EXPECT_GT(found_late_, 0) << "what is not at the edge is found when it is read";
}

}  // namespace
}  // namespace fascicolo::proof
