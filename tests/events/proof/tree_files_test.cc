#include "events/proof/tree_files.h"

#include <gtest/gtest.h>

#include "events/proof/entry_bundles.h"
#include "events/proof/ledger_of_headers.h"
#include "events/proof/trees.h"
#include "faults/segments/faulty_files.h"

namespace fascicolo::proof {
namespace {

using events::FaultyFiles;

void ExpectIsTreeOf(const TreeFiles& tree, const LedgerOfHeaders& ledger) {
  const auto& leaves = ledger.leaves();
  ASSERT_EQ(tree.size(), leaves.size());
  EXPECT_EQ(tree.Root(), PlainRoot(leaves, 0, leaves.size()));
  TileNodes nodes = tree.NodesOf(tree.size());
  ListedNodes plain(leaves);
  for (unsigned level : {0U, 1U, 7U, 8U, 9U}) {
    for (std::uint64_t index = 0; index < leaves.size() >> level; ++index) {
      const auto node = nodes.Node(level, index);
      ASSERT_TRUE(node) << node.error().message;
      EXPECT_EQ(*node, *plain.Node(level, index)) << level << ", " << index;
    }
  }
}

TEST(TreeFiles, HoldTheTreeOfTheAcceptedCommits) {
  FaultyFiles disk;
  LedgerOfHeaders ledger(600);
  const auto tree = TreeOf(disk, ledger);
  ASSERT_NE(tree, nullptr);
  ExpectIsTreeOf(*tree, ledger);
}

TEST(TreeFiles, GoOnWhereTheyStood) {
  FaultyFiles disk;
  LedgerOfHeaders ledger;
  for (const std::uint64_t more : {1U, 0U, 254U, 1U, 1U, 255U, 100U, 300U}) {
    ledger.Add(more);
    const auto tree = TreeOf(disk, ledger);
    ASSERT_NE(tree, nullptr);
    if (!ledger.leaves().empty()) ExpectIsTreeOf(*tree, ledger);
  }
}

TEST(TreeFiles, LeaveOutRecordsThatWereNotAccepted) {
  FaultyFiles disk;
  LedgerOfHeaders ledger(300);
  ledger.AddSuperseded();
  ledger.Add(5);
  ledger.AddSuperseded();
  const auto tree = TreeOf(disk, ledger);
  ASSERT_NE(tree, nullptr);
  ExpectIsTreeOf(*tree, ledger);
}

TEST(TreeFiles, OfAnotherHistoryAreMadeAnew) {
  FaultyFiles disk;
  LedgerOfHeaders before(600);
  ASSERT_NE(TreeOf(disk, before), nullptr);
  for (const std::uint64_t commits : {600U, 700U, 20U}) {
    LedgerOfHeaders after(commits, 2);
    const auto tree = TreeOf(disk, after);
    ASSERT_NE(tree, nullptr);
    ExpectIsTreeOf(*tree, after);
  }
}

TEST(TreeFiles, OfALogThatWasCutAreMadeAnew) {
  FaultyFiles disk;
  LedgerOfHeaders whole(600);
  ASSERT_NE(TreeOf(disk, whole), nullptr);
  LedgerOfHeaders cut(599);
  const auto tree = TreeOf(disk, cut);
  ASSERT_NE(tree, nullptr);
  ExpectIsTreeOf(*tree, cut);
}

TEST(TreeFiles, KnowTheRootOfEveryEarlierSize) {
  FaultyFiles disk;
  LedgerOfHeaders ledger(300);
  const auto tree = TreeOf(disk, ledger);
  ASSERT_NE(tree, nullptr);
  for (std::uint64_t size = 1; size <= 300; ++size) {
    TileNodes nodes = tree->NodesOf(size);
    EXPECT_EQ(*RootOf(nodes, size), PlainRoot(ledger.leaves(), 0, size)) << size;
  }
  EXPECT_FALSE(tree->ReadTile({0, 1, 45}));
  EXPECT_FALSE(tree->ReadTile({0, 2, 1}));
  EXPECT_FALSE(tree->ReadTile({2, 0, 1}));
}

TEST(TreeFiles, ThatAreCutOrMissingAreMadeAnew) {
  LedgerOfHeaders ledger(600);
  FaultyFiles whole;
  ASSERT_NE(TreeOf(whole, ledger), nullptr);
  for (const auto& [path, bytes] : whole.Contents()) {
    for (const std::size_t kept : {std::size_t{0}, bytes.size() / 2, bytes.size() - 1, bytes.size()}) {
      FaultyFiles disk;
      auto contents = whole.Contents();
      contents[path].resize(kept);
      if (kept == bytes.size()) contents.erase(path);
      disk.SetContents(contents);
      const auto tree = TreeOf(disk, ledger);
      ASSERT_NE(tree, nullptr) << path;
      ExpectIsTreeOf(*tree, ledger);
    }
  }
}

TEST(TreeFiles, DoNotStartWhereTheDiskDoesNotAnswer) {
  FaultyFiles disk;
  LedgerOfHeaders ledger(10);
  ASSERT_NE(TreeOf(disk, ledger), nullptr);
  disk.Break([](FaultyFiles::Operation, const std::string& path) { return path.ends_with("hashes.0") ? EIO : 0; });
  EXPECT_FALSE(TreeFiles::Open(disk, "/tree", kOrigin)) << "a broken disk is no damaged tree";
}

TEST(EntryBundles, HoldTheHeadersOfTheCommits) {
  FaultyFiles disk;
  LedgerOfHeaders ledger(300);
  ledger.AddSuperseded();
  ledger.Add(300);
  const auto tree = TreeOf(disk, ledger);
  ASSERT_NE(tree, nullptr);
  EntryBundles bundles(*tree, ledger.log());
  for (const Tile& tile : {Tile{0, 0, 256}, Tile{0, 1, 256}, Tile{0, 2, 88}, Tile{0, 1, 10}, Tile{0, 0, 256}}) {
    const auto bundle = bundles.Of(tile);
    ASSERT_TRUE(bundle) << bundle.error().message;
    const auto entries = ReadEntries(*bundle);
    ASSERT_TRUE(entries);
    ASSERT_EQ(entries->size(), tile.width);
    for (std::size_t i = 0; i < entries->size(); ++i) {
      const auto& header = ledger.headers()[tile.index * kTileWidth + i];
      EXPECT_TRUE(std::equal(header.begin(), header.end(), (*entries)[i].begin(), (*entries)[i].end()));
    }
  }
}

TEST(EntryBundles, SayThatTheLogHasThemNoMore) {
  FaultyFiles disk;
  LedgerOfHeaders ledger(300);
  const auto tree = TreeOf(disk, ledger);
  ASSERT_NE(tree, nullptr);
  LedgerOfHeaders other(300, 2);
  EntryBundles bundles(*tree, other.log());
  const auto bundle = bundles.Of({0, 0, 256});
  ASSERT_FALSE(bundle);
  EXPECT_EQ(bundle.error().code, FailureCode::kDamaged);
}

}  // namespace
}  // namespace fascicolo::proof
