// The power goes at every change on the disk: what was signed is remembered, a published checkpoint keeps its promise, and
// the tree is made again where it was half written.
#include <gtest/gtest.h>

#include <random>

#include "events/proof/ledger_of_headers.h"
#include "events/proof/publishing.h"
#include "events/proof/published_folder.h"
#include "events/proof/signed_checkpoints.h"
#include "events/proof/trees.h"
#include "faults/segments/faulty_files.h"

namespace fascicolo::proof {
namespace {

using events::FaultyFiles;

constexpr int kOutages = 3;

/// A node that follows its ledger, signs, and publishes; what it has said to the outside stays said.
class Town {
 public:
  explicit Town(std::uint64_t seed) : disk_(seed) {}

  /// Steps until the power is off, or all are done. `grown`: commits between two steps.
  void Live(std::uint64_t cut_after, std::uint64_t grown) {
    disk_.CutPowerAfter(cut_after);
    for (int step = 0; step < kOutages && disk_.has_power(); ++step) {
      ledger_.Add(grown);
      Step();
    }
    is_done_ = disk_.has_power();
    disk_.RestorePower();
  }
  [[nodiscard]] bool is_done() const { return is_done_; }

  void ExpectNothingIsLost() {
    const auto kept = SignedCheckpoints::Open(disk_, "/signed");
    ASSERT_TRUE(kept) << kept.error().message;
    if (said_) {
      ASSERT_TRUE(kept->newest());
      EXPECT_GE(kept->newest()->checkpoint.size, said_->size);
      EXPECT_EQ(kept->Find(said_->size)->checkpoint, *said_);
    }
    const auto contents = disk_.Contents();
    if (const auto published = CheckpointIn(contents)) ExpectPromiseKept(contents, *published, ledger_);
    const auto tree = TreeOf(disk_, ledger_);
    ASSERT_NE(tree, nullptr);
    EXPECT_EQ(tree->Root(), PlainRoot(ledger_.leaves(), 0, ledger_.leaves().size()));
    ASSERT_TRUE(!kept->newest() || CheckContinues(*tree, kept->newest()->checkpoint));
    // And it goes on.
    Step();
    ASSERT_TRUE(published_);
    ExpectFolderHolds(disk_, ledger_, ledger_.leaves().size());
  }

 private:
  void Step() {
    published_ = false;
    Status followed;
    const auto tree = TreeOf(disk_, ledger_, &followed);
    if (tree == nullptr) return;
    auto kept = SignedCheckpoints::Open(disk_, "/signed");
    if (!kept) return;
    const SignedNote note = NoteAbout(tree->size(), tree->Root());
    if (!kept->Keep(note)) return;
    said_ = Checkpoint{kOrigin, tree->size(), tree->Root()};
    published_ = Publish(disk_, "/www", note, *tree, ledger_.log()).ok();
  }

  FaultyFiles disk_;
  LedgerOfHeaders ledger_;
  std::optional<Checkpoint> said_;
  bool published_ = false;
  bool is_done_ = false;
};

TEST(PowerLossOfProofs, LosesNothingThatWasSaidWheneverItComes) {
  std::uint64_t cuts = 0;
  for (std::uint64_t cut_after = 1;; ++cut_after) {
    Town town(cut_after);
    town.Live(cut_after, 130);
    town.ExpectNothingIsLost();
    if (testing::Test::HasFailure()) FAIL() << "cut after " << cut_after << " changes";
    if (town.is_done()) break;
    ++cuts;
  }
  EXPECT_GT(cuts, 50U) << "so many places were tried";
}

TEST(PowerLossOfProofs, LosesNothingOverManyLives) {
  const std::uint64_t seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 chance(seed);
  Town town(seed);
  for (int life = 0; life < 20; ++life) {
    town.Live(1 + chance() % 60, 1 + chance() % 70);
    town.ExpectNothingIsLost();
    if (testing::Test::HasFailure()) return;
  }
}

}  // namespace
}  // namespace fascicolo::proof
