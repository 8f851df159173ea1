#include "events/proof/tiles.h"

#include <algorithm>
#include <bit>

#include "events/big_endian.h"
#include "events/proof/decimal.h"
#include "events/tree.h"

namespace fascicolo::proof {
namespace {

constexpr std::uint64_t kGroup = 1'000;  ///< an index is written in groups of three digits

Hash HashAt(ConstBytes tile, std::size_t number) {
  Hash hash;
  std::copy_n(tile.begin() + static_cast<std::ptrdiff_t>(number * kHashBytes), kHashBytes, hash.bytes.begin());
  return hash;
}

/// The root over 2^level neighbouring hashes of a tile.
Hash TopOf(ConstBytes tile, std::size_t first, unsigned level) {
  std::vector<Hash> row(std::size_t{1} << level);
  for (std::size_t i = 0; i < row.size(); ++i) row[i] = HashAt(tile, first + i);
  for (; row.size() > 1; row.resize(row.size() / 2)) {
    for (std::size_t i = 0; i < row.size() / 2; ++i) row[i] = events::TreeNode(row[2 * i], row[2 * i + 1]);
  }
  return row.front();
}

std::string ThreeDigits(std::uint64_t number) {
  std::string digits = std::to_string(number % kGroup);
  return std::string(3 - digits.size(), '0') + digits;
}

std::string IndexPath(const Tile& tile) {
  std::string path = ThreeDigits(tile.index);
  for (std::uint64_t rest = tile.index / kGroup; rest > 0; rest /= kGroup) path = "x" + ThreeDigits(rest) + "/" + path;
  if (tile.width < kTileWidth) path += ".p/" + std::to_string(tile.width);
  return path;
}

/// Any way to write it; ReadTilePath holds against it what would have been written.
std::optional<Tile> GuessTile(std::string_view path) {
  constexpr std::string_view kBegin = "tile/";
  if (!path.starts_with(kBegin)) return std::nullopt;
  path.remove_prefix(kBegin.size());
  Tile tile;
  if (const auto partial = path.find(".p/"); partial != std::string_view::npos) {
    const auto width = ReadDecimal(path.substr(partial + 3));
    if (!width || *width == 0 || *width >= kTileWidth) return std::nullopt;
    tile.width = static_cast<std::uint32_t>(*width);
    path = path.substr(0, partial);
  }
  const auto level_end = path.find('/');
  const auto level = ReadDecimal(path.substr(0, level_end));
  if (!level || *level > kMaxTileLevel || level_end == std::string_view::npos) return std::nullopt;
  tile.level = static_cast<unsigned>(*level);
  for (const char c : path.substr(level_end + 1)) {
    if (c == 'x' || c == '/') continue;
    if (c < '0' || c > '9' || tile.index > (UINT64_MAX >> kTileHeight) / 10) return std::nullopt;
    tile.index = tile.index * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return tile;
}

}  // namespace

std::uint32_t WidthIn(std::uint64_t size, unsigned level, std::uint64_t index) {
  if (level > kMaxTileLevel) return 0;
  const std::uint64_t nodes = NodesAt(level, size);
  if (index > nodes / kTileWidth) return 0;
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(kTileWidth, nodes - index * kTileWidth));
}

Status ForNewTiles(std::uint64_t old_size, std::uint64_t size, const std::function<Status(const Tile&)>& take) {
  for (unsigned level = 0; level <= kMaxTileLevel && NodesAt(level, size) > 0; ++level) {
    for (std::uint64_t index = NodesAt(level, old_size) / kTileWidth; WidthIn(size, level, index) > 0; ++index) {
      const std::uint32_t width = WidthIn(size, level, index);
      if (width == WidthIn(old_size, level, index)) continue;
      if (Status taken = take({level, index, width}); !taken) return taken;
    }
  }
  return {};
}

std::string PathOf(const Tile& tile) { return "tile/" + std::to_string(tile.level) + "/" + IndexPath(tile); }

std::string EntriesPathOf(const Tile& tile) { return "tile/entries/" + IndexPath(tile); }

std::optional<Tile> ReadTilePath(std::string_view path) {
  const auto tile = GuessTile(path);
  if (!tile || PathOf(*tile) != path) return std::nullopt;
  return tile;
}

void AddEntry(Bytes& bundle, ConstBytes entry) {
  FASCICOLO_CHECK(entry.size() <= UINT16_MAX);
  std::uint8_t length[2];
  events::PutBigEndian(length, static_cast<std::uint16_t>(entry.size()));
  bundle.insert(bundle.end(), length, length + 2);
  bundle.insert(bundle.end(), entry.begin(), entry.end());
}

Result<std::vector<Bytes>, FormError> ReadEntries(ConstBytes bundle) {
  std::vector<Bytes> entries;
  while (!bundle.empty()) {
    const std::size_t length = bundle.size() < 2 ? SIZE_MAX : events::GetBigEndian<std::uint16_t>(bundle.data());
    if (length > bundle.size() - std::min<std::size_t>(bundle.size(), 2)) {
      return FormError{"entries", "end in the middle of entry " + std::to_string(entries.size()), ""};
    }
    entries.emplace_back(bundle.begin() + 2, bundle.begin() + 2 + static_cast<std::ptrdiff_t>(length));
    bundle = bundle.subspan(2 + length);
  }
  return entries;
}

Hash TopOf(ConstBytes full_tile) {
  FASCICOLO_CHECK(full_tile.size() == kTileWidth * kHashBytes);
  return TopOf(full_tile, 0, kTileHeight);
}

Result<Hash> TileNodes::Node(unsigned level, std::uint64_t index) {
  const unsigned within = level % kTileHeight;
  if (level >= 64 || index >= size_ >> level) return Failure{FailureCode::kNotFound, "the tree has no such node"};
  const std::uint64_t first = index << within;
  const Tile tile{level / kTileHeight, first / kTileWidth, WidthIn(size_, level / kTileHeight, first / kTileWidth)};
  const auto bytes = Hold(tile);
  if (!bytes) return bytes.error();
  return TopOf(**bytes, first % kTileWidth, within);
}

Result<const Bytes*> TileNodes::Hold(const Tile& tile) {
  const auto found = held_.find(tile.level);
  if (found != held_.end() && found->second.first == tile) return &found->second.second;
  auto bytes = fetch_(tile);
  if (!bytes) return bytes.error();
  if (bytes->size() != tile.width * kHashBytes) {
    return Failure{FailureCode::kDamaged, PathOf(tile) + " has " + std::to_string(bytes->size()) + " bytes, not " +
                                              std::to_string(tile.width * kHashBytes)};
  }
  auto& held = held_[tile.level];
  held = {tile, std::move(bytes).value()};
  return &held.second;
}

}  // namespace fascicolo::proof
