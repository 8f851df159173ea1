#include "events/proof/signed_checkpoints.h"

#include <gtest/gtest.h>

#include "events/proof/ledger_of_headers.h"
#include "faults/segments/faulty_files.h"

namespace fascicolo::proof {
namespace {

using events::FaultyFiles;

Hash RootNumber(std::uint8_t number) {
  Hash root;
  root.bytes.fill(number);
  return root;
}

SignedCheckpoints OpenOn(FaultyFiles& disk) {
  auto opened = SignedCheckpoints::Open(disk, "/signed");
  EXPECT_TRUE(opened) << opened.error().message;
  return std::move(opened).value();
}

TEST(SignedCheckpoints, AreRemembered) {
  FaultyFiles disk;
  EXPECT_FALSE(OpenOn(disk).newest());
  for (const std::uint8_t size : std::initializer_list<std::uint8_t>{8, 100, 101}) {
    ASSERT_TRUE(OpenOn(disk).Keep(NoteAbout(size, RootNumber(size))));
    const SignedCheckpoints again = OpenOn(disk);
    ASSERT_TRUE(again.newest());
    EXPECT_EQ(again.newest()->checkpoint, (Checkpoint{kOrigin, size, RootNumber(size)}));
  }
  EXPECT_EQ(OpenOn(disk).sizes(), (std::vector<std::uint64_t>{8, 100, 101}));
  EXPECT_EQ(OpenOn(disk).Find(100)->checkpoint.root, RootNumber(100));
}

TEST(SignedCheckpoints, NeverFallBehindNorContradict) {
  FaultyFiles disk;
  SignedCheckpoints kept = OpenOn(disk);
  ASSERT_TRUE(kept.Keep(NoteAbout(8, RootNumber(8))));
  ASSERT_TRUE(kept.Keep(NoteAbout(20, RootNumber(20))));
  for (const SignedNote& note :
       {NoteAbout(19, RootNumber(19)), NoteAbout(20, RootNumber(21)), NoteAbout(8, RootNumber(9))}) {
    const Status done = kept.Keep(note);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, FailureCode::kLocked);
  }
  EXPECT_EQ(OpenOn(disk).newest()->checkpoint.root, RootNumber(20));
}

TEST(SignedCheckpoints, TakeFurtherSignatures) {
  FaultyFiles disk;
  SignedCheckpoints kept = OpenOn(disk);
  SignedNote note = NoteAbout(8, RootNumber(8));
  ASSERT_TRUE(kept.Keep(note));
  ASSERT_TRUE(kept.Keep(NoteAbout(9, RootNumber(9))));
  note.signatures.push_back(CosignText(note.text, SignerKey("w", KeyType::kCosignature, Seed{2}), 1));
  ASSERT_TRUE(kept.Keep(note));
  EXPECT_EQ(OpenOn(disk).Find(8)->note.signatures.size(), 2U);
  EXPECT_EQ(kept.newest()->checkpoint.size, 9U);
}

TEST(SignedCheckpoints, ThatAreDamagedAreNotTakenForNone) {
  FaultyFiles disk;
  ASSERT_TRUE(OpenOn(disk).Keep(NoteAbout(8, RootNumber(8))));
  const auto contents = disk.Contents();
  const auto& [path, bytes] = *contents.begin();
  for (const std::size_t kept : {std::size_t{0}, bytes.size() / 2, bytes.size() - 1}) {
    disk.SetContents({{path, Bytes(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(kept))}});
    const auto opened = SignedCheckpoints::Open(disk, "/signed");
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, FailureCode::kDamaged);
  }
  disk.SetContents({{"/signed/00000000000000000009", bytes}});
  EXPECT_FALSE(SignedCheckpoints::Open(disk, "/signed")) << "a name that is not the note's";
}

TEST(SignedCheckpoints, PassOverWhatIsNotOfTheirs) {
  FaultyFiles disk;
  disk.SetContents({{"/signed/00000000000000000008.new", {'x'}}, {"/signed/notes.txt", {'x'}}});
  EXPECT_FALSE(OpenOn(disk).newest());
}

class ContinuationTest : public testing::Test {
 protected:
  ContinuationTest() : was_(300), tree_(TreeOf(disk_, was_)) {
    EXPECT_NE(tree_, nullptr);
    signed_ = {kOrigin, 300, tree_->Root()};
  }
  /// What is said of a ledger that stands in the place of the one that was signed.
  std::string Verdict(LedgerOfHeaders& now) {
    tree_ = TreeOf(disk_, now);
    const Status done = CheckContinues(*tree_, signed_);
    if (done) return "continues";
    EXPECT_EQ(done.error().code, FailureCode::kDamaged);
    return done.error().message;
  }
  FaultyFiles disk_;
  LedgerOfHeaders was_;
  std::unique_ptr<TreeFiles> tree_;
  Checkpoint signed_;
};

TEST_F(ContinuationTest, HoldsForTheSameLedgerAndALongerOne) {
  EXPECT_EQ(Verdict(was_), "continues");
  was_.Add(100);
  EXPECT_EQ(Verdict(was_), "continues");
}

TEST_F(ContinuationTest, FindsALogThatWasCut) {
  LedgerOfHeaders cut(299);
  EXPECT_NE(Verdict(cut).find("ends behind 299 commits, but 300 were signed"), std::string::npos);
}

TEST_F(ContinuationTest, FindsAnotherHistoryHoweverLong) {
  for (const std::uint64_t commits : {300U, 500U}) {
    LedgerOfHeaders other(commits, 2);
    EXPECT_NE(Verdict(other).find("not those that were signed"), std::string::npos);
  }
}

}  // namespace
}  // namespace fascicolo::proof
