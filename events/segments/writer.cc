#include "events/segments/writer.h"

#include <algorithm>

namespace fascicolo::events {
namespace {

bool MeansFull(IoError error) { return FailureOf(error, "", "").code == FailureCode::kFull; }

}  // namespace

/// A failure from which there is no going on, whatever its number.
Failure SegmentWriter::Broken(IoError error, const char* what) const {
  Failure failure = FailureOf(error, path_, what);
  failure.code = FailureCode::kIo;
  return failure;
}

Status SegmentWriter::SyncData() {
  if (auto done = file_->SyncData(); !done) return Broken(done.error(), "fdatasync");
  return {};
}

Result<SegmentWriter> SegmentWriter::Create(const LogPlace& place, std::uint64_t base,
                                            std::uint64_t bytes, std::uint64_t chunk_bytes) {
  const std::string unfinished = place.PathOfUnfinished();
  auto file = place.files->Open(unfinished, OpenMode::kCreate);
  if (!file) return FailureOf(file.error(), unfinished, "create");
  SegmentWriter writer(unfinished, base, std::move(*file), 0);
  const std::uint64_t end = kSegmentHeaderBytes + bytes;
  Status status = writer.Reserve(end, chunk_bytes);
  if (status.ok()) {
    status = writer.Write(0, EncodeSegmentHeader({place.ledger, base}));
  }
  if (status.ok()) status = writer.SyncData();
  if (status.ok()) {
    writer.path_ = place.PathOf(base);
    if (auto done = place.files->Rename(unfinished, writer.path_); !done) {
      status = FailureOf(done.error(), writer.path_, "rename");
    }
  }
  if (!status.ok()) {
    if (auto done = place.files->Remove(unfinished); !done) {
      return writer.Broken(done.error(), "remove");
    }
    return status.error();
  }
  if (auto done = place.files->SyncDirectory(place.directory); !done) {
    return writer.Broken(done.error(), "fsync of its directory");
  }
  return writer;
}

Status SegmentWriter::Reserve(std::uint64_t end, std::uint64_t chunk_bytes) {
  if (end <= size_) return {};
  const std::uint64_t wanted = (end + chunk_bytes - 1) / chunk_bytes * chunk_bytes;
  const auto grown = WriteZeros(*file_, size_, wanted, &size_);
  if (!grown.ok() && !MeansFull(grown.error())) return Broken(grown.error(), "write");
  if (auto done = file_->Sync(); !done) return Broken(done.error(), "fsync");
  if (size_ < end) return FailureOf(grown.error(), path_, "extend");
  return {};
}

Status SegmentWriter::Write(std::uint64_t at, ConstBytes bytes) {
  FASCICOLO_CHECK(at + bytes.size() <= size_);
  std::size_t written = 0;
  const auto done = WriteFully(*file_, at, bytes, &written);
  if (done.ok()) return {};
  if (!MeansFull(done.error())) return Broken(done.error(), "write");
  // What went through may be whole records, which an opening would take for settled ones: it must
  // go, durably.
  if (auto zeroed = WriteZeros(*file_, at, at + written); !zeroed) {
    return Broken(zeroed.error(), "take back");
  }
  if (auto synced = SyncData(); !synced) return synced;
  return FailureOf(done.error(), path_, "write");
}

Status SegmentWriter::Finish(std::uint64_t used) {
  if (size_ == used) return {};
  if (auto done = file_->Truncate(used); !done) return Broken(done.error(), "truncate");
  if (auto done = file_->Sync(); !done) return Broken(done.error(), "fsync");
  size_ = used;
  return {};
}

Status SegmentWriter::Confirm(std::uint64_t from, std::uint64_t end, std::uint64_t zero_end) {
  static constexpr std::uint64_t kPieceBytes = 1024 * 1024;
  // After a failed sync, pages that are not on the disk may pass for clean, and a sync alone would
  // skip them.
  std::vector<std::uint8_t> bytes;
  for (std::uint64_t at = from; at < end; at += bytes.size()) {
    bytes.resize(std::min(kPieceBytes, end - at));
    auto got = ReadFully(*file_, at, bytes);
    if (!got) return Broken(got.error(), "read");
    if (*got != bytes.size()) return DamageAt(path_, at + *got, "the file ends early");
    if (auto done = WriteFully(*file_, at, bytes); !done) return Broken(done.error(), "write");
  }
  if (auto done = WriteZeros(*file_, end, zero_end); !done) return Broken(done.error(), "write");
  return SyncData();
}

}  // namespace fascicolo::events
