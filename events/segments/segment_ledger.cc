#include "events/segments/segment_ledger.h"

#include "events/segments/opening.h"
#include "events/segments/reader.h"

#include <algorithm>
#include <filesystem>

namespace fascicolo::events {
namespace {

constexpr std::size_t kCheckBatchBytes = 1024 * 1024;

std::string SegmentsIn(const std::string& directory) { return directory + "/segments"; }

/// Makes `path` and its entry in the directory above it.
Status MakeDirectory(LogFiles& files, const std::string& path) {
  if (auto done = files.MakeDirectory(path); !done) return FailureOf(done.error(), path, "mkdir");
  std::string above = std::filesystem::path(path).parent_path().string();
  if (above.empty()) above = ".";
  if (auto done = files.SyncDirectory(above); !done) {
    return FailureOf(done.error(), above, "fsync");
  }
  return {};
}

/// What a crash left on its way to a name. It never held anything settled.
Status RemoveUnfinished(const LogPlace& place) {
  const std::string path = place.PathOfUnfinished();
  if (auto done = place.files->Remove(path); !done) {
    const Failure failure = FailureOf(done.error(), path, "remove");
    if (failure.code != FailureCode::kNotFound) return failure;
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<SegmentLedger>> SegmentLedger::Open(const std::string& directory,
                                                           LedgerId ledger,
                                                           SegmentOptions options) {
  return Open(SystemFiles(), directory, ledger, options);
}

Result<std::unique_ptr<SegmentLedger>> SegmentLedger::Open(LogFiles& files,
                                                           const std::string& directory,
                                                           LedgerId ledger,
                                                           SegmentOptions options) {
  FASCICOLO_CHECK(options.chunk_bytes > 0 && options.chunk_bytes % kEndSlotBytes == 0);
  const LogPlace place{&files, SegmentsIn(directory), ledger};
  if (options.create) {
    if (auto made = MakeDirectory(files, directory); !made) return made.error();
  }
  auto lock = files.Lock(directory + "/LOCK");
  if (!lock) return lock.error();
  if (options.create) {
    if (auto made = MakeDirectory(files, place.directory); !made) return made.error();
  }
  if (auto removed = RemoveUnfinished(place); !removed) return removed.error();
  auto opened = OpenLog(place);
  if (!opened && opened.error().code == FailureCode::kNotFound && options.create) {
    if (auto created = CreateLog(place, options.chunk_bytes); !created) return created.error();
    opened = OpenLog(place);
  }
  if (!opened) return opened.error();
  auto extent = std::make_shared<LogExtent>(place, opened->bases, opened->end);
  return std::unique_ptr<SegmentLedger>(
      new SegmentLedger(std::move(*lock), options, std::move(*opened), std::move(extent)));
}

Result<LedgerId> SegmentLedger::LedgerAt(const std::string& directory) {
  LogFiles& files = SystemFiles();
  const std::string path = SegmentsIn(directory) + "/" + SegmentName(0);
  auto file = files.Open(path, OpenMode::kRead);
  if (!file) return FailureOf(file.error(), path, "open");
  SegmentHeaderBytes bytes;
  auto got = ReadFully(**file, 0, bytes);
  if (!got) return FailureOf(got.error(), path, "read");
  if (*got < bytes.size()) return DamageAt(path, *got, "the file ends inside its header");
  auto header = DecodeSegmentHeader(bytes);
  if (!header) return DamageOf(path, header.error());
  return header->ledger;
}

SegmentLedger::SegmentLedger(std::unique_ptr<DirectoryLock> lock, SegmentOptions options,
                             OpenedLog opened, std::shared_ptr<LogExtent> extent)
    : options_(options),
      lock_(std::move(lock)),
      extent_(std::move(extent)),
      dropped_bytes_(opened.dropped_bytes),
      end_file_(std::make_unique<EndFile>(std::move(opened.end_file))),
      last_(std::make_unique<SegmentWriter>(std::move(opened.last))),
      used_(std::max<std::uint64_t>(opened.end.value - last_->base(), kSegmentHeaderBytes)) {}

SegmentLedger::~SegmentLedger() { static_cast<void>(Close().ok()); }

Status SegmentLedger::Die(Failure failure) {
  failure.code = FailureCode::kIo;
  dead_ = failure;
  pending_.clear();
  return failure;
}

Status SegmentLedger::Append(std::span<const Record> records) {
  if (dead_) return *dead_;
  std::uint64_t bytes = pending_.size();
  for (const Record& record : records) {
    FASCICOLO_CHECK(record.size() >= kHeaderBytes);
    FASCICOLO_CHECK(IsHeaderIntact(record.view().bytes));
    bytes += FramedBytes(record.size());
    if (record.size() > kMaxRecordBytes) {
      return Failure{FailureCode::kTooLarge, "record of " + std::to_string(record.size()) +
                                                 " bytes; the limit (kMaxRecordBytes) is " +
                                                 std::to_string(kMaxRecordBytes)};
    }
  }
  if (bytes > kMaxPendingBytes) {
    return Failure{FailureCode::kTooLarge, "more than " + std::to_string(kMaxPendingBytes) +
                                               " bytes (kMaxPendingBytes) between two settlements"};
  }
  for (const Record& record : records) AddFramed(pending_, record.view());
  pending_records_ += records.size();
  return {};
}

Result<std::uint64_t> SegmentLedger::Settle() {
  if (dead_) return *dead_;
  if (!pending_.empty()) {
    Status status = WritePending();
    if (!status.ok() && status.error().code != FailureCode::kFull) status = Die(status.error());
    if (status.ok()) settled_records_ += pending_records_;
    pending_.clear();
    pending_records_ = 0;
    if (!status.ok()) return status.error();
  }
  return std::uint64_t{settled_records_};
}

Status SegmentLedger::WritePending() {
  if (used_ > kSegmentHeaderBytes && used_ + pending_.size() > options_.max_segment_bytes) {
    if (auto rolled = Roll(); !rolled) return rolled;
  }
  if (auto reserved = last_->Reserve(used_ + pending_.size(), options_.chunk_bytes); !reserved) {
    return reserved;
  }
  if (auto written = last_->Write(used_, pending_); !written) return written;
  if (options_.settles_durably) {
    if (auto synced = last_->SyncData(); !synced) return synced;
  }
  used_ += pending_.size();
  const LogOffset end{last_->base() + used_};
  // The records are settled: what fails from here on must not say that they are gone.
  if (auto remembered = end_file_->Remember(end); !remembered) return Die(remembered.error());
  extent_->Publish(end);
  return {};
}

Status SegmentLedger::SyncSettled() {
  if (options_.settles_durably) return {};
  if (auto synced = last_->SyncData(); !synced) return Die(synced.error());
  return {};
}

Status SegmentLedger::Roll() {
  if (auto settled = SyncSettled(); !settled) return settled;
  if (auto synced = end_file_->Sync(); !synced) return Die(synced.error());
  if (auto finished = last_->Finish(used_); !finished) return finished;
  auto next = SegmentWriter::Create(extent_->place(), last_->base() + used_, pending_.size(),
                                    options_.chunk_bytes);
  if (!next) return next.error();
  last_ = std::make_unique<SegmentWriter>(std::move(*next));
  used_ = kSegmentHeaderBytes;
  extent_->AddSegment(last_->base());
  return {};
}

Result<std::unique_ptr<LogReader>> SegmentLedger::Read(LogOffset from) { return ReaderFrom(extent_, from); }

LogOffset SegmentLedger::end() const { return extent_->end(); }

Status SegmentLedger::Rest() {
  if (dead_) return *dead_;
  if (auto settled = SyncSettled(); !settled) return settled;
  if (auto synced = end_file_->Sync(); !synced) return Die(synced.error());
  return {};
}

Status SegmentLedger::Close() {
  if (dead_) return *dead_;
  if (auto settled = SyncSettled(); !settled) return settled;
  Status status = end_file_->Mark(end(), true);
  static_cast<void>(Die({FailureCode::kIo, "the ledger is closed"}).ok());
  return status;
}

Status SegmentLedger::CheckAll(const Progress& progress) const {
  SegmentReader reader(extent_, LogOffset{0});
  const LogOffset until = end();
  LogBatch batch;
  LogOffset at{0};
  while (at < until) {
    if (auto read = reader.Read(kCheckBatchBytes, batch); !read) return read;
    FASCICOLO_CHECK(!batch.entries.empty());
    at = batch.entries.back().next;
    if (!progress) continue;
    if (Status going_on = progress(std::min(at, until).value, until.value); !going_on) return going_on;
  }
  return {};
}

}  // namespace fascicolo::events
