#include "events/segments/opening.h"

#include "events/segments/reader.h"

#include <algorithm>

namespace fascicolo::events {
namespace {

constexpr std::size_t kBlockBytes = 1024 * 1024;

/// One segment under examination.
struct Segment {
  std::string path;
  std::uint64_t base = 0;
  std::uint64_t size = 0;
  std::unique_ptr<LogFile> file;
};

Result<Segment> Examine(const LogPlace& place, std::uint64_t base, OpenMode mode) {
  auto file = OpenSegment(place, base, mode);
  if (!file) return file.error();
  Segment segment{place.PathOf(base), base, 0, std::move(*file)};
  auto size = segment.file->Size();
  if (!size) return FailureOf(size.error(), segment.path, "stat");
  segment.size = *size;
  return segment;
}

/// Walks the segments from the one that holds the remembered end, and finds where the log really
/// ends.
class Scan {
 public:
  explicit Scan(LogOffset remembered) : remembered_(remembered) {}

  /// `is_last`: the segment may go on with zeros or a torn tail. Every other one must be full of
  /// records to its end.
  Status Over(const Segment& segment, bool is_last) {
    const LogOffset to{segment.base + segment.size};
    Meet(LogOffset{segment.base});
    while (end_ < to) {
      auto stop =
          WalkRecords(*segment.file, segment.path, segment.base, end_, to, kBlockBytes, batch_);
      if (!stop) return stop.error();
      for (const LogEntry& entry : batch_.entries) Meet(entry.next);
      if (stop->problem != nullptr) {
        if (is_last && end_ >= remembered_) break;
        return DamageAt(segment.path, stop->byte, stop->problem);
      }
      if (batch_.entries.empty()) break;  // nothing but a header
    }
    if (is_last && end_ < remembered_) {
      return DamageAt(
          segment.path, segment.size,
          "the file ends before the remembered end " + std::to_string(remembered_.value));
    }
    if (is_last && !met_remembered_) {
      return DamageAt(segment.path, remembered_.value - segment.base,
                      "the remembered end lies inside a record");
    }
    return {};
  }

  [[nodiscard]] LogOffset end() const { return end_; }

 private:
  void Meet(LogOffset boundary) {
    end_ = boundary;
    met_remembered_ = met_remembered_ || boundary == remembered_;
  }

  LogOffset remembered_;
  LogOffset end_;
  bool met_remembered_ = false;
  LogBatch batch_;
};

/// Behind the last byte of the file that is not zero, or `from` if all are.
Result<std::uint64_t> EndOfNonZero(const Segment& segment, std::uint64_t from) {
  std::vector<std::uint8_t> bytes(kBlockBytes);
  std::uint64_t behind = from;
  for (std::uint64_t at = from; at < segment.size;) {
    auto got = ReadFully(*segment.file, at, bytes);
    if (!got) return FailureOf(got.error(), segment.path, "read");
    if (*got == 0) break;
    for (std::size_t i = *got; i > 0; --i) {
      if (bytes[i - 1] == 0) continue;
      behind = at + i;
      break;
    }
    at += *got;
  }
  return behind;
}

/// No segment is missing, and each but the last has exactly the bytes up to the next one.
Status CheckChain(const LogPlace& place, const std::vector<std::uint64_t>& bases) {
  if (bases.front() != 0) {
    return DamageAt(place.PathOf(std::uint64_t{0}), 0, "the first segment is missing");
  }
  for (std::size_t i = 0; i + 1 < bases.size(); ++i) {
    auto segment = Examine(place, bases[i], OpenMode::kRead);
    if (!segment) return segment.error();
    if (segment->base + segment->size != bases[i + 1]) {
      return DamageAt(segment->path, segment->size,
                      "the next segment is " + SegmentName(bases[i + 1]) +
                          ": a segment is missing between them, or this one was cut");
    }
  }
  return {};
}

Result<LogOffset> ScanFrom(const LogPlace& place, const std::vector<std::uint64_t>& bases,
                           LogOffset remembered, const Segment& last) {
  Scan scan(remembered);
  const auto behind = std::upper_bound(bases.begin(), bases.end(), remembered.value);
  for (auto base = behind - 1; base + 1 != bases.end(); ++base) {
    auto segment = Examine(place, *base, OpenMode::kRead);
    if (!segment) return segment.error();
    if (auto status = scan.Over(*segment, false); !status) return status.error();
  }
  if (auto status = scan.Over(last, true); !status) return status.error();
  return scan.end();
}

}  // namespace

Result<std::vector<std::uint64_t>> ListSegments(const LogPlace& place) {
  auto names = place.files->List(place.directory);
  if (!names) return FailureOf(names.error(), place.directory, "list");
  std::vector<std::uint64_t> bases;
  for (const std::string& name : *names) {
    if (auto base = BaseInName(name)) bases.push_back(*base);
  }
  std::sort(bases.begin(), bases.end());
  return bases;
}

Status CreateLog(const LogPlace& place, std::uint64_t chunk_bytes) {
  auto end_file = EndFile::Open(place);
  if (end_file && end_file->end().value != 0) {
    return DamageAt(place.PathOfEnd(), 0, "there was a log here, and its segments are missing");
  }
  if (!end_file) {
    if (end_file.error().code != FailureCode::kNotFound) return end_file.error();
    if (auto created = EndFile::Create(place); !created) return created;
  }
  auto first = SegmentWriter::Create(place, 0, 0, chunk_bytes);
  if (!first) return first.error();
  return {};
}

Result<OpenedLog> OpenLog(const LogPlace& place) {
  auto bases = ListSegments(place);
  if (!bases) return bases.error();
  auto end_file = EndFile::Open(place);
  if (!end_file) {
    // The file of the end is made before the first segment: no crash leaves segments without it.
    if (end_file.error().code == FailureCode::kNotFound && !bases->empty()) {
      return DamageAt(place.PathOfEnd(), 0, "the file is missing");
    }
    return end_file.error();
  }
  const LogOffset remembered = end_file->end();
  if (bases->empty()) {
    if (remembered.value == 0) {
      return Failure{FailureCode::kNotFound, place.directory + ": there is no log yet"};
    }
    return DamageAt(place.PathOfEnd(), 0, "there was a log here, and its segments are missing");
  }
  if (auto chain = CheckChain(place, *bases); !chain) return chain.error();
  auto last = Examine(place, bases->back(), OpenMode::kReadWrite);
  if (!last) return last.error();
  auto end = ScanFrom(place, *bases, remembered, *last);
  if (!end) return end.error();
  const std::uint64_t used = std::max<std::uint64_t>(end->value - last->base, kSegmentHeaderBytes);
  auto dirty_end = EndOfNonZero(*last, used);
  if (!dirty_end) return dirty_end.error();
  if (end_file->was_clean() && (*end != remembered || *dirty_end != used)) {
    const std::uint64_t known = remembered.value > last->base ? remembered.value - last->base : 0;
    return DamageAt(last->path, *end != remembered ? known : used,
                    "bytes behind the end of a log that was closed cleanly");
  }

  SegmentWriter writer(last->path, last->base, std::move(last->file), last->size);
  const std::uint64_t sure = std::max<std::uint64_t>(
      std::max(remembered.value, last->base) - last->base, kSegmentHeaderBytes);
  if (auto done = writer.Confirm(sure, used, *dirty_end); !done) return done.error();
  if (auto done = place.files->SyncDirectory(place.directory); !done) {
    return FailureOf(done.error(), place.directory, "fsync");
  }
  if (auto done = end_file->Mark(*end, false); !done) return done.error();
  return OpenedLog{std::move(*bases), *end, std::move(*end_file), std::move(writer),
                   *dirty_end - used};
}

}  // namespace fascicolo::events
