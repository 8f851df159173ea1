// Absences of workers, and who stands in: a worker is away from a day until the first day back; a substitute does their work on
// those days or some of them. Why somebody is away is not recorded: it may be their health (GDPR art. 9).
//
// A day of an absence is uncovered when nobody stands in, or whoever does is away as well. Nobody stands in for a substitute.
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

#include <map>
#include <string>
#include <vector>

namespace fascicolo::engine {

/// Who does the work of `worker` on `day`: himself, or who stands in for him.
[[nodiscard]] std::string WhoWorksFor(const State& state, std::string_view worker, Day day);

/// The same for the workers of many cases of one moment, each looked up once. Borrows the state. One thread.
class Covers {
 public:
  Covers(const State& state, Day day) : state_(state), day_(day) {}
  [[nodiscard]] const std::string& WhoWorksFor(const std::string& worker) const;

 private:
  const State& state_;
  Day day_;
  mutable std::map<std::string, std::string> known_;  ///< by worker
};

/// Days in a row on which a worker is away and the same is true of who stands in.
struct AwayDays {
  std::string worker;
  Day from;
  Day until;                        ///< the first day behind them
  std::string substitute;           ///< empty: nobody
  bool is_substitute_away = false;
  [[nodiscard]] bool is_covered() const { return !substitute.empty() && !is_substitute_away; }
  bool operator==(const AwayDays&) const = default;
};
/// Of all workers, cut to the days from `from` until before `until`: at most kMaxAwayHorizon later. In the order of workers and days.
/// A worker whom somebody stands in for is away, whether or not that was reported.
[[nodiscard]] std::vector<AwayDays> AwayWithin(const State& state, Day from, Day until);

Decision Decide(const State& state, const Intent& intent, const schema::ReportAbsence& command);
Decision Decide(const State& state, const Intent& intent, const schema::CoverAbsence& command);

FASCICOLO_EVOLVE(AbsenceReported);
FASCICOLO_EVOLVE(AbsenceCovered);

}  // namespace fascicolo::engine
