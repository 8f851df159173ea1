#include "events/proof/tiles.h"

#include <gtest/gtest.h>

#include <set>

#include "events/proof/trees.h"
#include "events/proof/vectors.h"

namespace fascicolo::proof {
namespace {

/// Tiles made from leaves by the definition in C2SP tlog-tiles.
Bytes TileFrom(const std::vector<Hash>& leaves, const Tile& tile) {
  const std::uint64_t under = std::uint64_t{1} << (kTileHeight * tile.level);
  Bytes bytes;
  for (std::uint64_t i = 0; i < tile.width; ++i) {
    const std::uint64_t begin = (tile.index * kTileWidth + i) * under;
    const Hash hash = PlainRoot(leaves, begin, begin + under);
    bytes.insert(bytes.end(), hash.bytes.begin(), hash.bytes.end());
  }
  return bytes;
}

std::vector<Tile> NewTiles(std::uint64_t old_size, std::uint64_t size) {
  std::vector<Tile> tiles;
  const auto take = [&tiles](const Tile& tile) {
    tiles.push_back(tile);
    return Status();
  };
  EXPECT_TRUE(ForNewTiles(old_size, size, take));
  return tiles;
}

TEST(Tiles, AreWhatOthersMakeOf600Leaves) {
  const auto leaves = NumberedLeaves(600);
  std::set<std::string> paths;
  for (const Tile& tile : NewTiles(0, 600)) paths.insert(PathOf(tile));
  EXPECT_EQ(paths, (std::set<std::string>{"tile/0/000", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2"}));
  for (const auto& [path, hash] : vectors::k600Tiles) {
    const auto tile = ReadTilePath(path);
    ASSERT_TRUE(tile) << path;
    EXPECT_EQ(ToHex(events::Sha256(TileFrom(leaves, *tile))), hash) << path;
  }
  EXPECT_EQ(TileFrom(leaves, {1, 0, 2}), vectors::FromHexText(vectors::k600Tile1));
}

TEST(Tiles, StandOneLevelUpByTheirTop) {
  const auto leaves = NumberedLeaves(600);
  const Bytes above = TileFrom(leaves, {1, 0, 2});
  for (const std::uint64_t index : {0U, 1U}) {
    const Hash top = TopOf(TileFrom(leaves, {0, index, kTileWidth}));
    EXPECT_TRUE(std::equal(top.bytes.begin(), top.bytes.end(),
                           above.begin() + static_cast<std::ptrdiff_t>(index * kHashBytes)));
  }
}

TEST(Tiles, AreAsManyAsTheSpecificationCounts) {
  std::map<std::pair<unsigned, std::uint32_t>, int> counted;
  for (const Tile& tile : NewTiles(0, 70'000)) ++counted[{tile.level, tile.width}];
  const std::map<std::pair<unsigned, std::uint32_t>, int> expected{
      {{0, 256}, 273}, {{0, 112}, 1}, {{1, 256}, 1}, {{1, 17}, 1}, {{2, 1}, 1}};
  EXPECT_EQ(counted, expected);
}

TEST(Tiles, NewOnesAreThoseThatTheOldTreeHasNot) {
  for (const std::uint64_t size : {1U, 255U, 256U, 257U, 600U, 65'535U, 65'536U, 65'793U}) {
    const auto all = NewTiles(0, size);
    for (const std::uint64_t old_size : {0U, 1U, 256U, 300U, 65'536U}) {
      if (old_size > size) continue;
      const auto before = NewTiles(0, old_size);
      std::set<Tile> both(before.begin(), before.end());
      for (const Tile& tile : NewTiles(old_size, size)) EXPECT_TRUE(both.insert(tile).second) << PathOf(tile);
      for (const Tile& tile : all) EXPECT_TRUE(both.contains(tile)) << PathOf(tile) << " of " << size;
    }
  }
}

TEST(Tiles, HaveTheirPlaceInAFolder) {
  EXPECT_EQ(PathOf({0, 1'234'067, kTileWidth}), "tile/0/x001/x234/067");
  EXPECT_EQ(PathOf({1, 0, 17}), "tile/1/000.p/17");
  EXPECT_EQ(EntriesPathOf({0, 1'234'067, 8}), "tile/entries/x001/x234/067.p/8");
  for (const Tile& tile : {Tile{0, 1'234'067, 256}, Tile{7, 999, 255}, Tile{1, 1'000, 1}}) {
    EXPECT_EQ(ReadTilePath(PathOf(tile)), tile);
  }
  for (const char* path : {"", "tile/", "tile/0", "tile/0/", "tile/0/1", "tile/0/1234", "tile/0/x001", "tile/00/001",
                           "tile/8/001", "tile/0/x000/001", "tile/0/001.p/0", "tile/0/001.p/256", "tile/0/001.p/", "tile/0/001/x002",
                           "tile/0/x999/x999/x999/x999/x999/x999/999", "tile/entries/000", "other/0/001"}) {
    EXPECT_FALSE(ReadTilePath(path)) << path;
  }
}

TEST(Tiles, GiveEveryNodeOfTheTree) {
  const auto leaves = NumberedLeaves(600);
  ListedNodes plain(leaves);
  TileNodes nodes(600, [&](const Tile& tile) -> Result<Bytes> { return TileFrom(leaves, tile); });
  for (unsigned level = 0; level < 10; ++level) {
    for (std::uint64_t index = 0; index < std::uint64_t{600} >> level; ++index) {
      const auto node = nodes.Node(level, index);
      ASSERT_TRUE(node);
      EXPECT_EQ(*node, *plain.Node(level, index)) << level << ", " << index;
    }
    EXPECT_FALSE(nodes.Node(level, std::uint64_t{600} >> level));
  }
  EXPECT_FALSE(nodes.Node(64, 0));
}

TEST(Tiles, OfAnotherLengthAreDamaged) {
  TileNodes nodes(600, [](const Tile&) -> Result<Bytes> { return Bytes(31); });
  const auto node = nodes.Node(0, 0);
  ASSERT_FALSE(node);
  EXPECT_EQ(node.error().code, FailureCode::kDamaged);
}

TEST(EntryBundle, IsWhatOthersMake) {
  Bytes bundle;
  for (std::uint64_t i = 0; i < kTileWidth; ++i) AddEntry(bundle, NumberedEntry(i));
  EXPECT_EQ(ToHex(events::Sha256(bundle)), vectors::k600Entries.sha256);
  const auto entries = ReadEntries(bundle);
  ASSERT_TRUE(entries);
  ASSERT_EQ(entries->size(), kTileWidth);
  EXPECT_EQ(events::TreeLeaf((*entries)[200]), NumberedLeaves(201)[200]);
}

TEST(EntryBundle, CutAnywhereInAnEntryIsNone) {
  Bytes bundle;
  AddEntry(bundle, NumberedEntry(1));
  AddEntry(bundle, NumberedEntry(2));
  for (std::size_t length = 1; length < bundle.size(); ++length) {
    const auto entries = ReadEntries(ConstBytes(bundle).first(length));
    EXPECT_EQ(entries.ok(), length == bundle.size() / 2) << length;
  }
}

}  // namespace
}  // namespace fascicolo::proof
