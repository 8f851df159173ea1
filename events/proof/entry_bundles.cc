#include "events/proof/entry_bundles.h"

#include <algorithm>

#include "events/header.h"

namespace fascicolo::proof {
namespace {

constexpr std::size_t kReadBytes = 1U << 20;

}  // namespace

Status EntryBundles::Seek(std::uint64_t index) {
  if (reader_ && index_ == index) return {};
  const auto start = tree_.StartOf(index);
  if (!start) return start.error();
  auto reader = ledger_.Read(*start);
  if (!reader) return reader.error();
  reader_ = std::move(reader).value();
  index_ = index;
  batch_.entries.clear();
  taken_ = 0;
  return {};
}

Result<ConstBytes> EntryBundles::NextHeader() {
  if (taken_ == batch_.entries.size()) {
    if (Status read = reader_->Read(kReadBytes, batch_); !read) return read.error();
    taken_ = 0;
    if (batch_.entries.empty()) return ConstBytes();
  }
  return batch_.entries[taken_++].record.header();
}

Result<Bytes> EntryBundles::Of(const Tile& tile) {
  FASCICOLO_CHECK(tile.level == 0);
  const auto hashes = tree_.ReadTile(tile);
  if (!hashes) return hashes.error();
  if (Status sought = Seek(tile.index); !sought) return sought.error();
  Bytes bundle;
  for (std::uint32_t taken = 0; taken < tile.width;) {
    const auto header = NextHeader();
    if (!header || header->empty()) {
      reader_.reset();
      if (!header) return header.error();
      return Failure{FailureCode::kDamaged, EntriesPathOf(tile) + ": the log has not the commits that its tree has"};
    }
    const Hash leaf = events::LeafOf(*header);
    // What is not the next leaf is a record that was not accepted.
    if (!std::equal(leaf.bytes.begin(), leaf.bytes.end(), hashes->begin() + taken * std::ptrdiff_t{kHashBytes})) continue;
    AddEntry(bundle, *header);
    ++taken;
  }
  if (tile.width == kTileWidth) {
    ++index_;
  } else {
    reader_.reset();
  }
  return bundle;
}

}  // namespace fascicolo::proof
