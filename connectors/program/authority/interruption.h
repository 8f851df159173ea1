// Ctrl-C in the middle of long work. Whatever takes long here reads the log, so the log is where it is told to stop:
// its reader fails as if the log were unavailable, and each work ends as on any failure, with nothing half done.
#pragma once

#include "events/ledger.h"

#include <memory>
#include <span>

namespace fascicolo::program {

/// kUnavailable once the operator has asked for an end; Session::Fail says it in his language.
[[nodiscard]] Status NotInterrupted();
/// Whether this is why something ended.
[[nodiscard]] bool IsInterruption(const Failure& why);

/// A ledger whose readers fail with NotInterrupted, before each batch. Everything else passes through.
class InterruptibleLedger final : public events::Ledger {
 public:
  /// `ledger` must outlive this, and this its readers.
  explicit InterruptibleLedger(events::Ledger& ledger) : ledger_(ledger) {}

  /// False: readers go on whatever is asked, until true again. A writer must see what became of what it wrote, and what
  /// was begun to be put in another's place is put there whole.
  void Heed(bool heeds) { heeds_ = heeds; }

  Status Append(std::span<const events::Record> records) override { return ledger_.Append(records); }
  Result<std::uint64_t> Settle() override { return ledger_.Settle(); }
  Status Rest() override { return ledger_.Rest(); }
  Result<std::unique_ptr<events::LogReader>> Read(events::LogOffset from) override;
  [[nodiscard]] events::LogOffset end() const override { return ledger_.end(); }

 private:
  class Reader;
  events::Ledger& ledger_;
  bool heeds_ = true;
};

}  // namespace fascicolo::program
