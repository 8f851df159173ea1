// A folder in C2SP tlog-tiles' layout as its clients see it: the checkpoint, and from there whatever it promises.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>

#include "events/proof/ledger_of_headers.h"
#include "events/tree.h"
#include "faults/segments/faulty_files.h"

namespace fascicolo::proof {

/// The checkpoint in /www, verified; none: there is none.
inline std::optional<Checkpoint> CheckpointIn(const std::map<std::string, Bytes>& disk) {
  const auto found = disk.find("/www/checkpoint");
  if (found == disk.end()) return std::nullopt;
  const auto note = ReadNote(std::string(found->second.begin(), found->second.end()));
  EXPECT_TRUE(note);
  const SignerKey key(kOrigin, KeyType::kEd25519, Seed{1});
  auto checkpoint = VerifyCheckpoint(*note, kOrigin, key.verifier());
  EXPECT_TRUE(checkpoint) << checkpoint.error().ToString();
  return *checkpoint;
}

/// Every commit of the checkpoint's tree is there as an entry, and proven by the tiles.
inline void ExpectPromiseKept(const std::map<std::string, Bytes>& disk, const Checkpoint& checkpoint,
                              const LedgerOfHeaders& ledger) {
  const auto get = [&disk](const std::string& path) -> Result<Bytes> {
    const auto found = disk.find("/www/" + path);
    if (found == disk.end()) return Failure{FailureCode::kNotFound, path};
    return found->second;
  };
  TileNodes nodes(checkpoint.size, [&get](const Tile& tile) { return get(PathOf(tile)); });
  const auto root = RootOf(nodes, checkpoint.size);
  ASSERT_TRUE(root) << root.error().message;
  EXPECT_EQ(*root, checkpoint.root);
  for (std::uint64_t index = 0; WidthIn(checkpoint.size, 0, index) > 0; ++index) {
    const std::uint32_t width = WidthIn(checkpoint.size, 0, index);
    const auto bundle = get(EntriesPathOf({0, index, width}));
    ASSERT_TRUE(bundle) << bundle.error().message;
    const auto entries = ReadEntries(*bundle);
    ASSERT_TRUE(entries);
    ASSERT_EQ(entries->size(), width);
    for (std::uint32_t i = 0; i < width; ++i) {
      const std::uint64_t position = index * kTileWidth + i;
      const Hash leaf = events::TreeLeaf((*entries)[i]);
      EXPECT_EQ(leaf, ledger.leaves()[position]);
      const auto path = ProveInclusion(nodes, position, checkpoint.size);
      ASSERT_TRUE(path) << path.error().message;
      EXPECT_TRUE(VerifyInclusion(position, checkpoint.size, leaf, *path, checkpoint.root)) << position;
    }
  }
}

inline void ExpectFolderHolds(const events::FaultyFiles& disk, const LedgerOfHeaders& ledger, std::uint64_t size) {
  const auto contents = disk.Contents();
  const auto checkpoint = CheckpointIn(contents);
  ASSERT_TRUE(checkpoint);
  EXPECT_EQ(checkpoint->size, size);
  ExpectPromiseKept(contents, *checkpoint, ledger);
}

}  // namespace fascicolo::proof
