// The record of readings, as one node keeps it: nothing is shown before it stands here.
#pragma once

#include "connectors/reads/month_writer.h"
#include "connectors/reads/reading.h"
#include "events/random.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace fascicolo::reads {

/// Months are kept for as long as the Garante wants of records of access to health files (guidelines of 4 June 2015: 24
/// months).
inline constexpr int kKeptMonths = 24;

/// From any thread. One process writes a node's readings at a time; several nodes have a folder each.
class ReadingRecord {
 public:
  /// `node`: a name without '/'. Nothing is opened or made before the first reading.
  ReadingRecord(ReadsPlace place, std::string node);
  /// Closes, and cannot say whether that went well: what was recorded is durable in any case.
  ~ReadingRecord();

  /// Records what is about to be shown, durably, and gives the id under which it stands: an answer without it must not
  /// leave. Readings that come together share a sync. On any failure nobody must be shown anything; the next call
  /// begins anew with what is on the disk. kTooLarge: CheckForm. kDamaged: this month or the one before must be put
  /// right first.
  [[nodiscard]] Result<CommandId> Record(const Reading& reading, Instant now);

  /// Drops a month that is older than kKeptMonths: says so durably, with the act, then removes its files. Killed in
  /// between, the same call goes on. kUnavailable: it is not old enough yet. kNotFound: there is no such month.
  Status Drop(const std::string& month, const std::string& act, const std::string& by, Instant now);

  [[nodiscard]] const ReadsPlace& place() const { return place_; }
  [[nodiscard]] const std::string& node() const { return node_; }

 private:
  struct Waiting {
    Entry entry;
    Instant now;
    std::optional<Status> done{};
  };
  Status RecordEntry(Waiting& mine);
  void LeadOneWrite(std::unique_lock<std::mutex>& lock);
  // of the one thread that leads
  Status Write(const std::vector<Waiting*>& group);
  Status OpenMonthOf(Instant now);
  [[nodiscard]] Result<std::optional<MonthEnd>> EndBefore(const std::string& month) const;

  const ReadsPlace place_;
  const std::string node_;
  events::SystemRandom random_;
  const WriterId writer_;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Waiting*> waiting_;
  bool is_led_ = false;
  std::unique_ptr<MonthWriter> month_;  ///< null: not opened yet, or given up; the leader's
};

}  // namespace fascicolo::reads
