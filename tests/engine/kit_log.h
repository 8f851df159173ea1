// The log under a Kit. A test program decides by what it links (no_log.cc, or a file that opens a log) whether its kits
// stand on one; the tests are the same.
#pragma once

#include <memory>

#include "events/follower.h"
#include "events/ledger.h"

namespace fascicolo::engine {

/// An open log that holds nothing yet, with what it lies in; the end of this object is the end of both.
class LogUnderTest {
 public:
  virtual ~LogUnderTest() = default;
  virtual events::Ledger& ledger() = 0;
};

/// Of this test program: a log for the records of `ledger`; null: its kits have none.
std::unique_ptr<LogUnderTest> OpenLogUnderTest(LedgerId ledger);

/// The way of a Kit's records: to the log, and back by the rule of acceptance.
class KitLog {
 public:
  /// `empty`: the head of a ledger without commits.
  KitLog(std::unique_ptr<LogUnderTest> log, const events::Head& empty);
  /// Reads the whole log once more, from its beginning: it must lead to the same head.
  ~KitLog();
  KitLog(const KitLog&) = delete;
  KitLog& operator=(const KitLog&) = delete;

  /// Appends the record, waits until it is durable, and returns what the follower accepted then.
  Result<events::Record> SendAndReadBack(const events::Record& record);

 private:
  Status Settle();

  const std::unique_ptr<LogUnderTest> log_;
  const events::FollowPoint beginning_;
  events::Follower follower_;
  std::uint64_t appended_ = 0;
};

}  // namespace fascicolo::engine
