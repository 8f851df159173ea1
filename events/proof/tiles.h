// Tiles (C2SP tlog-tiles): 256 neighbouring hashes of a level in one piece, and as many entries in a bundle. Pure: names,
// widths and bytes; who keeps them where is somebody else's affair.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "events/proof/tree_proof.h"
#include "events/proof/base64.h"

namespace fascicolo::proof {

inline constexpr unsigned kTileHeight = 8;      ///< levels of the tree from one level of tiles to the next
inline constexpr std::uint32_t kTileWidth = 256;  ///< hashes of a full tile
inline constexpr std::size_t kHashBytes = 32;
inline constexpr unsigned kMaxTileLevel = 7;      ///< of trees that a 64-bit size can count

/// A tile of hashes: those of the nodes [index * 256, index * 256 + width) at tree level 8 * level.
struct Tile {
  unsigned level = 0;
  std::uint64_t index = 0;
  std::uint32_t width = kTileWidth;  ///< 1..256; less than 256: a partial one
  auto operator<=>(const Tile&) const = default;
};

/// Nodes at tree level 8 * `level` in a tree of `size` leaves.
[[nodiscard]] constexpr std::uint64_t NodesAt(unsigned level, std::uint64_t size) {
  return size >> (kTileHeight * level);
}
/// The width of a tile in a tree of `size`; 0: it is not there.
[[nodiscard]] std::uint32_t WidthIn(std::uint64_t size, unsigned level, std::uint64_t index);
/// Calls with every tile of the tree of `size` that is not in that of `old_size`: lower levels first, from left to right,
/// partial ones included. Ends with the first failure.
Status ForNewTiles(std::uint64_t old_size, std::uint64_t size, const std::function<Status(const Tile&)>& take);

/// "tile/0/x001/x234/067", "tile/1/000.p/17".
[[nodiscard]] std::string PathOf(const Tile& tile);
/// The entries under a tile of level 0: "tile/entries/x001/x234/067.p/8".
[[nodiscard]] std::string EntriesPathOf(const Tile& tile);
/// What PathOf wrote; none: no such path, or not in its one form.
[[nodiscard]] std::optional<Tile> ReadTilePath(std::string_view path);

/// Entries one behind the other, each with its length before it.
void AddEntry(Bytes& bundle, ConstBytes entry);  ///< at most 65,535 bytes
[[nodiscard]] Result<std::vector<Bytes>, FormError> ReadEntries(ConstBytes bundle);

/// The hash over what is below a full tile: the hash that stands for it one level up.
[[nodiscard]] Hash TopOf(ConstBytes full_tile);

/// The nodes of a tree of `size` leaves, out of its tiles. Keeps the tile of each level that was asked for last.
class TileNodes final : public NodeSource {
 public:
  /// Gives a tile's bytes, 32 for each hash of its width.
  using Fetch = std::function<Result<Bytes>(const Tile&)>;
  TileNodes(std::uint64_t size, Fetch fetch) : size_(size), fetch_(std::move(fetch)) {}

  /// Failures of the fetch; kDamaged: a tile of another length; kNotFound: no node of this tree.
  Result<Hash> Node(unsigned level, std::uint64_t index) override;

 private:
  Result<const Bytes*> Hold(const Tile& tile);

  std::uint64_t size_;
  Fetch fetch_;
  std::map<unsigned, std::pair<Tile, Bytes>> held_;
};

}  // namespace fascicolo::proof
