#include "events/segments/reader.h"

#include <algorithm>

namespace fascicolo::events {
namespace {

// Readers that ask for little are not made to call the kernel for every record of a few hundred
// bytes.
constexpr std::uint64_t kLeastBlockBytes = 4096;

/// Reads `bytes` at `at` into the batch's buffer, which only ever grows.
Result<ConstBytes> ReadBlock(LogFile& file, const std::string& path, std::uint64_t at,
                             std::uint64_t bytes, LogBatch& batch) {
  if (batch.buffer.size() * 8 < bytes) batch.buffer.resize((bytes + 7) / 8);
  const std::span<std::uint8_t> block(reinterpret_cast<std::uint8_t*>(batch.buffer.data()), bytes);
  auto got = ReadFully(file, at, block);
  if (!got) {
    const std::string what = "read at byte " + std::to_string(at);
    return FailureOf(got.error(), path, what.c_str());
  }
  return ConstBytes(block).first(*got);
}

/// Adds the records at the beginning of `block`, which stands at `stop.at`; `room` is how far they
/// may reach. Answers how many bytes behind `stop.at` the next record needs, if that is why it
/// stopped; otherwise 0.
std::uint64_t WalkBlock(ConstBytes block, std::uint64_t base, std::uint64_t room,
                        std::size_t max_bytes, LogBatch& batch, WalkStop& stop) {
  std::uint64_t used = 0;
  while (used < room && (used == 0 || used < max_bytes)) {
    const FrameLook look = LookAtFrame(block.subspan(used));
    if (look.outcome == FrameLook::Outcome::kCut) return look.bytes;
    if (look.outcome == FrameLook::Outcome::kBad) {
      stop.problem = look.problem;
      stop.byte = stop.at.value - base + look.at;
      return 0;
    }
    const LogOffset next{stop.at.value + look.bytes};
    batch.entries.push_back({stop.at, next, {look.record}});
    stop.at = next;
    used += look.bytes;
  }
  return 0;
}

}  // namespace

Result<WalkStop> WalkRecords(LogFile& file, const std::string& path, std::uint64_t base,
                             LogOffset from, LogOffset to, std::size_t max_bytes, LogBatch& batch) {
  batch.entries.clear();
  if (from.value == base) from.value += kSegmentHeaderBytes;
  const std::uint64_t room = to > from ? to.value - from.value : 0;
  std::uint64_t wanted = std::min<std::uint64_t>(room, std::max(max_bytes, kLeastBlockBytes));
  WalkStop stop{from};
  while (true) {
    auto block = ReadBlock(file, path, from.value - base, wanted, batch);
    if (!block) return block.error();
    const std::uint64_t needed = WalkBlock(*block, base, room, max_bytes, batch, stop);
    if (needed == 0) return stop;
    if (stop.at.value + needed > to.value) {
      stop.problem = "the record reaches behind the end";
    } else if (!batch.entries.empty()) {
      return stop;
    } else if (needed <= wanted) {
      stop.problem = "the file ends before the log does";
    } else {
      wanted = needed;
      continue;
    }
    stop.byte = stop.at.value - base;
    return stop;
  }
}

Status SegmentReader::Read(std::size_t max_bytes, LogBatch& batch) {
  batch.entries.clear();
  const LogOffset end = extent_->end();
  while (next_ < end) {
    const LogExtent::Segment segment = extent_->Holding(next_);
    if (!file_ || segment.base != base_) {
      auto file = OpenSegment(extent_->place(), segment.base, OpenMode::kRead);
      if (!file) return file.error();
      file_ = std::move(*file);
      base_ = segment.base;
      path_ = extent_->place().PathOf(base_);
    }
    const LogOffset to = segment.next ? std::min(end, LogOffset{*segment.next}) : end;
    auto stop = WalkRecords(*file_, path_, base_, next_, to, max_bytes, batch);
    if (!stop) return stop.error();
    if (!batch.entries.empty()) {
      next_ = stop->at;
      return {};
    }
    if (stop->problem != nullptr) return DamageAt(path_, stop->byte, stop->problem);
    next_ = to;
  }
  return {};
}

Result<std::unique_ptr<LogReader>> ReaderFrom(std::shared_ptr<const LogExtent> extent, LogOffset from) {
  if (from > extent->end() || from.value % kFrameAlignment != 0) {
    return Failure{FailureCode::kNotFound, "no record begins at the log offset " + std::to_string(from.value) +
                                               "; the log ends at " + std::to_string(extent->end().value)};
  }
  return std::unique_ptr<LogReader>(std::make_unique<SegmentReader>(std::move(extent), from));
}

}  // namespace fascicolo::events
