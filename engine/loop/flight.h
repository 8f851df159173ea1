// The commits on their way: decided, perhaps appended, not yet accepted or not yet reported durable.
#pragma once

#include <deque>
#include <unordered_map>
#include <vector>

#include "engine/loop/request.h"
#include "events/acceptance.h"
#include "events/record.h"

namespace fascicolo::engine {

/// A command in the loop's hands. `own` commands come from the state (days, obligations, claims): when their commit is
/// lost they are forgotten, because the state brings them up again.
struct WaitingCommand {
  Request request;
  Completion completion;
  bool own = false;
  bool raises_lineage = false;  ///< of a claim
};

/// A commit on its way.
struct Flying {
  events::Record record;
  Hash leaf;
  Position position;
  WaitingCommand waiting;
  Hash request_hash;
  Outcome outcome;                  ///< the answer, once it is certain
  std::vector<Completion> retries;  ///< the same command, come in again meanwhile
  std::uint64_t append_index = 0;   ///< when it was first appended, counted in appends; 0: not yet
};

/// In position order. An acknowledgement needs two things, in either order: that the writer's own reader accepted the
/// commit, and that the log reported it, or a later one, durable (design D2).
class Flight {
 public:
  void Add(Flying commit);
  [[nodiscard]] bool empty() const { return flying_.empty(); }
  [[nodiscard]] std::size_t size() const { return flying_.size(); }
  /// Accepted commits that wait for their report.
  [[nodiscard]] bool all_reported() const { return accepted_.empty(); }

  /// The flying commit of a command, or null.
  [[nodiscard]] Flying* Find(const CommandId& command);

  /// Records not yet appended; MarkAppended counts them as appended.
  [[nodiscard]] std::vector<events::Record> NotAppended() const;
  /// Every record in flight, in order: the doubtful suffix, to be repeated with the same bytes.
  [[nodiscard]] std::vector<events::Record> All() const;
  void MarkAppended();

  /// The reader accepted a commit with this leaf. False: it is not the first in flight, so all of them are lost.
  [[nodiscard]] bool Accept(const Hash& leaf);
  /// The log reports the first `durable` appended records durable. Returns what can be answered now.
  [[nodiscard]] std::vector<Flying> Report(std::uint64_t durable);

  /// Takes out everything not accepted, in order.
  [[nodiscard]] std::vector<Flying> TakeLost();
  /// Takes out everything, accepted or not.
  [[nodiscard]] std::vector<Flying> TakeAll();
  /// Counts appends made outside (a repeated suffix).
  void CountRepeated(std::size_t records) { appended_ += records; }
  /// The log gave up everything behind its first `durable` appends: they do not count.
  void CountLost(std::uint64_t durable) { appended_ = durable; }

 private:
  std::deque<Flying> flying_;
  std::deque<Flying> accepted_;
  std::unordered_map<CommandId, std::uint64_t, IdHash> numbers_;  ///< command -> running number of its commit
  std::uint64_t first_number_ = 0;                                ///< of flying_.front()
  std::uint64_t appended_ = 0;
};

}  // namespace fascicolo::engine
