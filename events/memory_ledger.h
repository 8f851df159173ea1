// The reference driver of the port: a vector. What the others must do, it does in the plainest way.
#pragma once

#include "events/ledger.h"

#include <memory>
#include <vector>

namespace fascicolo::events {

/// A log in memory; an offset is the record's index. It is as durable as the process. Readers share
/// the log with the ledger, live on any thread and may outlive it. Never kFull, never kIo.
class MemoryLedger final : public Ledger {
 public:
  MemoryLedger();
  /// kTooLarge above kMaxRecordBytes. A record shorter than a header is a bug.
  Status Append(std::span<const Record> records) override;
  Result<std::uint64_t> Settle() override;
  /// kNotFound when `from` lies behind the end.
  Result<std::unique_ptr<LogReader>> Read(LogOffset from) override;
  [[nodiscard]] LogOffset end() const override;

 private:
  struct Log;
  class Reader;
  std::shared_ptr<Log> log_;
  std::vector<Record> pending_;
};

}  // namespace fascicolo::events
