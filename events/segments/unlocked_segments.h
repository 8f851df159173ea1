// The segments of a log that another process may be writing, or that lie in a backup: read up to an end that is given, without
// taking the lock and without changing a byte.
#pragma once

#include "events/ledger.h"

#include <memory>
#include <string>

namespace fascicolo::events {

class LogExtent;

/// As a Ledger that takes nothing: Append and Settle fail with kIo. Thread use as in Ledger.
class UnlockedSegments final : public Ledger {
 public:
  /// Up to the end that the log in `directory`/segments remembers now: what lies behind it may not be durable yet. What is
  /// written later is not seen. kNotFound: no log; kDamaged and kTooNew name file and byte.
  static Result<std::unique_ptr<UnlockedSegments>> Open(const std::string& directory, LedgerId ledger);
  /// Up to `end`, whatever the log remembers and whatever lies behind it.
  static Result<std::unique_ptr<UnlockedSegments>> OpenUpTo(const std::string& directory, LedgerId ledger, LogOffset end);

  Status Append(std::span<const Record> records) override;
  Result<std::uint64_t> Settle() override;
  /// kNotFound: `from` lies behind the end, or no record can begin there.
  Result<std::unique_ptr<LogReader>> Read(LogOffset from) override;
  [[nodiscard]] LogOffset end() const override;

 private:
  explicit UnlockedSegments(std::shared_ptr<const LogExtent> extent) : extent_(std::move(extent)) {}
  std::shared_ptr<const LogExtent> extent_;
};

}  // namespace fascicolo::events
