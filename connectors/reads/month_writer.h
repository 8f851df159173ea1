// Writing one month's ledger of readings.
#pragma once

#include "connectors/reads/month.h"
#include "events/body.h"
#include "events/fold_point.h"
#include "events/segments/segment_ledger.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace fascicolo::reads {

/// What becomes one commit.
struct Entry {
  CommandId id;  ///< of the request
  std::vector<events::Bytes> leaves;
};

/// One thread, one process; after a failure it must be opened anew.
class MonthWriter {
 public:
  struct Options {
    std::string node;
    std::string month;
    WriterId writer;  ///< random per process
    CommandId claim;  ///< names the commit by which this process claims the month
    /// The node's month before; asked where this one is begun.
    std::function<Result<std::optional<MonthEnd>>()> after;
  };
  /// Opens the month, made where it is not there, and claims it as of `now`; both are durable when this returns. What a
  /// crash left is brought into order first. Failures of events::SegmentLedger, and kDamaged: its chain is not whole.
  static Result<std::unique_ptr<MonthWriter>> Open(const ReadsPlace& place, const Options& options, Instant now);

  /// One commit for each, in this order, all recorded at `now`, or later where the clock went back; durable when this
  /// returns.
  Status Write(std::span<const Entry> entries, Instant now);

  [[nodiscard]] const std::string& month() const { return month_; }
  /// Behind what is durable.
  [[nodiscard]] MonthEnd end() const;
  Status Close() { return ledger_->Close(); }

 private:
  MonthWriter(std::string month, WriterId writer, std::unique_ptr<events::SegmentLedger> ledger,
              events::FoldPoint point)
      : month_(std::move(month)), writer_(writer), ledger_(std::move(ledger)), point_(std::move(point)) {}
  Status Claim(const Options& options, Instant now);
  Status Append(events::CommitKind kind, std::span<const Entry> entries, Instant now);

  std::string month_;
  WriterId writer_;
  std::unique_ptr<events::SegmentLedger> ledger_;
  events::FoldPoint point_;
};

}  // namespace fascicolo::reads
