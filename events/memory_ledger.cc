#include "events/memory_ledger.h"

#include <cstring>
#include <mutex>
#include <string>

namespace fascicolo::events {

struct MemoryLedger::Log {
  std::mutex guard;
  std::vector<Record> records;
};

class MemoryLedger::Reader final : public LogReader {
 public:
  Reader(std::shared_ptr<Log> log, LogOffset from) : log_(std::move(log)), next_(from.value) {}

  Status Read(std::size_t max_bytes, LogBatch& batch) override {
    batch.entries.clear();
    const std::scoped_lock hold(log_->guard);
    const std::uint64_t first = next_;
    std::size_t bytes = 0;
    std::size_t words = 0;
    for (; next_ < log_->records.size() && (next_ == first || bytes < max_bytes); ++next_) {
      const std::size_t size = log_->records[next_].size();
      bytes += size;
      words += (size + 7) / 8;
    }
    batch.buffer.resize(words);
    std::size_t at = 0;
    for (std::uint64_t i = first; i < next_; ++i) {
      const ConstBytes from = log_->records[i].view().bytes;
      auto* to = reinterpret_cast<std::uint8_t*>(batch.buffer.data() + at);
      std::memcpy(to, from.data(), from.size());
      batch.entries.push_back({LogOffset{i}, LogOffset{i + 1}, {ConstBytes(to, from.size())}});
      at += (from.size() + 7) / 8;
    }
    return {};
  }

 private:
  std::shared_ptr<Log> log_;
  std::uint64_t next_;
};

MemoryLedger::MemoryLedger() : log_(std::make_shared<Log>()) {}

Status MemoryLedger::Append(std::span<const Record> records) {
  for (const Record& record : records) {
    FASCICOLO_CHECK(record.size() >= kHeaderBytes);
    if (record.size() > kMaxRecordBytes) {
      return Failure{FailureCode::kTooLarge, "record of " + std::to_string(record.size()) +
                                                 " bytes; the limit (kMaxRecordBytes) is " +
                                                 std::to_string(kMaxRecordBytes)};
    }
  }
  pending_.insert(pending_.end(), records.begin(), records.end());
  return {};
}

Result<std::uint64_t> MemoryLedger::Settle() {
  const std::scoped_lock hold(log_->guard);
  log_->records.insert(log_->records.end(), pending_.begin(), pending_.end());
  pending_.clear();
  return std::uint64_t{log_->records.size()};
}

Result<std::unique_ptr<LogReader>> MemoryLedger::Read(LogOffset from) {
  if (from > end()) {
    return Failure{FailureCode::kNotFound,
                   "log offset " + std::to_string(from.value) + " lies behind the end of the log"};
  }
  return std::unique_ptr<LogReader>(std::make_unique<Reader>(log_, from));
}

LogOffset MemoryLedger::end() const {
  const std::scoped_lock hold(log_->guard);
  return LogOffset{log_->records.size()};
}

}  // namespace fascicolo::events
