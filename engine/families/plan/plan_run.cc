// A plan begins, goes on for a year, changes, pauses and ends.
#include <algorithm>

#include "engine/families/act.h"
#include "engine/families/activation_deciding.h"
#include "engine/families/applying.h"
#include "engine/families/person.h"
#include "engine/families/plan/plan_deciding.h"
#include "engine/families/recovery.h"
#include "engine/families/schema_ids.h"

namespace fascicolo::engine {
namespace {

constexpr std::string_view kHigherLevel = "higher_level";

Refusal OutOfOrder(std::string_view name, Day day, const PlanRow& row) {
  Refusal refusal{Rule::kDateOutOfOrder, {{std::string(name), FormatDay(day)}}};
  if (row.from) refusal.facts.emplace_back("plan_from", FormatDay(*row.from));
  if (row.until) refusal.facts.emplace_back("plan_until", FormatDay(*row.until));
  return refusal;
}

/// The days [from, until) in which a plan is to run.
struct Stretch {
  Day from;
  Day until;
};

/// Other plans that stand in the way of these days, or that they end.
class Beside {
 public:
  Beside(const State& state, const PlanSeen& seen, Stretch days) : seen_(seen), days_(days) {
    for (const EntityId entry : EntriesOf(state, seen.row.person)) {
      for (const EntityId plan : state.SecondsOf<PersonPlanTable>(entry)) {
        const auto row = plan == seen.id ? std::nullopt : state.FindEntity<PlanTable>(plan);
        if (row && !answer_) Take(plan, *row);
      }
    }
  }
  [[nodiscard]] std::optional<Decision> TakeAnswer() { return std::move(answer_); }
  /// Plans of a lower level, which end on the first day.
  [[nodiscard]] const std::vector<EntityId>& lower() const { return lower_; }

 private:
  void Take(EntityId plan, const PlanRow& row) {
    const bool overlaps = row.from && row.until && *row.from < days_.until && *row.until > days_.from;
    if (!overlaps) return;
    const auto& excluded = seen_.sheet.incompatible_with;
    if (std::find(excluded.begin(), excluded.end(), row.service) != excluded.end()) {
      answer_ = Refusal{Rule::kPlansExclude, {{"service", row.service}, {"plan", ToHex(plan)}}};
    } else if (row.service == seen_.row.service && IsLower(row)) {
      lower_.push_back(plan);
    } else if (row.service == seen_.row.service) {
      answer_ = Refusal{Rule::kPlanInForce, {{"plan", ToHex(plan)}, {"level", row.level}}};
    }
  }
  /// It runs since before, at a level below this one's.
  [[nodiscard]] bool IsLower(const PlanRow& row) const {
    const auto theirs = RankOfLevel(seen_.terms, row.level);
    const auto ours = RankOfLevel(seen_.terms, seen_.row.level);
    return theirs && ours && *theirs < *ours && IsInForce(row.state) && *row.from < days_.from;
  }

  const PlanSeen& seen_;
  Stretch days_;
  std::optional<Decision> answer_;
  std::vector<EntityId> lower_;
};

/// The year is funded, and neither over nor given back.
std::optional<Decision> CheckFunded(const State& state, const PlanSeen& seen, std::int32_t year) {
  const auto row = YearOfPlan(state, seen.id, year);
  if (!row || row->funded == 0) return YearOutOfOrder(year, "funding");
  if (row->returned) return YearOutOfOrder(year, "leftover");
  return std::nullopt;
}

std::optional<Decision> CheckStart(const State& state, const Intent& intent, const PlanSeen& seen,
                                   const schema::StartPlan& command) {
  if (auto answer = FirstOf(CheckByAct(intent, seen.sheet), CheckDay("/from", command.from()))) return answer;
  const Day from{command.from()};
  if (auto answer = CheckYear(YearOf(from))) return answer;
  const EntityId payee = events::Entity(command.payee());
  if (!state.FindEntity<PayeeTable>(payee)) return Unknown("/payee", payee, "payee");
  return FirstOf(CheckFunded(state, seen, YearOf(from)), CheckAlive(state, intent, seen.row.person),
                 CheckCertifiedOn(seen.row, from), CheckCompatible(state, seen.row.person, seen.sheet, from));
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::StartPlan& command) {
  return OnPlan(state, intent, command.plan(), PlanStep::kStart, [&](const PlanSeen& seen) -> Decision {
    if (auto answer = CheckStart(state, intent, seen, command)) return *std::move(answer);
    const Day from{command.from()};
    const Day until = FirstOfYear(YearOf(from) + 1);
    Beside beside(state, seen, {from, until});
    if (auto answer = beside.TakeAnswer()) return *std::move(answer);
    Drafts drafts(intent);
    for (const EntityId lower : beside.lower()) {
      schema::PlanEndedT ended;
      ended.on = from.days;
      ended.reason = kHigherLevel;
      ended.successor = IdOf(seen.id);
      drafts.Add(lower, kPlanKind, std::move(ended)).effective_on = from;
    }
    schema::PlanStartedT started;
    started.year = YearOf(from);
    started.from = from.days;
    started.until = until.days;
    started.payee = CopyOf(command.payee());
    drafts.Add(seen.id, kPlanKind, std::move(started)).effective_on = from;
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::RenewPlan& command) {
  return OnPlan(state, intent, command.plan(), PlanStep::kRenew, [&](const PlanSeen& seen) -> Decision {
    const std::int32_t year = command.year();
    if (auto answer = FirstOf(CheckByAct(intent, seen.sheet), CheckYear(year))) return *std::move(answer);
    if (year != seen.row.year + 1) return YearOutOfOrder(year, "turn");
    if (auto answer = FirstOf(CheckFunded(state, seen, year), CheckAlive(state, intent, seen.row.person),
                              CheckCertifiedOn(seen.row, FirstOfYear(year)), CheckCompatible(state, seen.row.person, seen.sheet, FirstOfYear(year)))) {
      return *std::move(answer);
    }
    const Stretch days{FirstOfYear(year), FirstOfYear(year + 1)};
    Beside beside(state, seen, days);
    if (auto answer = beside.TakeAnswer()) return *std::move(answer);
    if (!beside.lower().empty()) return Refusal{Rule::kPlanInForce, {{"plan", ToHex(beside.lower().front())}}};
    schema::PlanRenewedT renewed;
    renewed.year = year;
    renewed.until = days.until.days;
    Drafts drafts(intent);
    drafts.Add(seen.id, kPlanKind, renewed).effective_on = days.from;
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::VaryPlan& command) {
  return OnPlan(state, intent, command.plan(), PlanStep::kVary, [&](const PlanSeen& seen) -> Decision {
    if (auto answer = FirstOf(CheckByAct(intent, seen.sheet), CheckYear(command.year()),
                              CheckItems(command.items(), seen.sheet), CheckPayees(state, command.items()),
                              CheckFunded(state, seen, command.year()),
                              CheckLimits(state, seen, command.year(), command.items()))) {
      return *std::move(answer);
    }
    const PlanYearRow year = *YearOfPlan(state, seen.id, command.year());
    const auto items = *RowsOf(command.items());
    if (TotalOf(items) > year.funded) {
      return Refusal{Rule::kPlanOverAmount,
                     {{"total", std::to_string(TotalOf(items))}, {"most", std::to_string(year.funded)}}};
    }
    if (const auto activity = FindOverdrawn(items, year.spent)) {
      return Refusal{Rule::kPlanOverdrawn, {{"activity", *activity}}};
    }
    schema::PlanVariedT varied;
    varied.year = command.year();
    varied.items = CopiesOf(command.items());
    return OnePlanFact(intent, seen, std::move(varied));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::SuspendPlan& command) {
  return OnPlan(state, intent, command.plan(), PlanStep::kSuspend, [&](const PlanSeen& seen) -> Decision {
    if (auto answer = CheckByAct(intent, seen.sheet)) return *std::move(answer);
    if (!seen.sheet.suspension) return Refusal{Rule::kSuspensionNotForeseen, {{"service", seen.row.service}}};
    if (auto answer = FirstOf(CheckReason(Text(command.reason()), seen.sheet.suspension->reasons),
                              CheckDay("/from", command.from()))) {
      return *std::move(answer);
    }
    const Day from{command.from()};
    const auto& pauses = seen.row.pauses;
    const Day earliest = pauses.empty() ? *seen.row.from : *pauses.back().until;
    if (from < earliest || from >= *seen.row.until) return OutOfOrder("from", from, seen.row);
    if (pauses.size() >= kMaxPlanPauses) return Refusal{Rule::kTooMany, {{"of", "suspensions"}}};
    schema::PlanSuspendedT suspended;
    suspended.from = from.days;
    suspended.reason = Text(command.reason());
    Drafts drafts(intent);
    drafts.Add(seen.id, kPlanKind, std::move(suspended)).effective_on = from;
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::ResumePlan& command) {
  return OnPlan(state, intent, command.plan(), PlanStep::kResume, [&](const PlanSeen& seen) -> Decision {
    if (auto answer = CheckDay("/from", command.from())) return *std::move(answer);
    const Day from{command.from()};
    if (from <= seen.row.pauses.back().from || from >= *seen.row.until) return OutOfOrder("from", from, seen.row);
    schema::PlanResumedT resumed;
    resumed.from = from.days;
    Drafts drafts(intent);
    drafts.Add(seen.id, kPlanKind, resumed).effective_on = from;
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::EndPlan& command) {
  return OnPlan(state, intent, command.plan(), PlanStep::kEnd, [&](const PlanSeen& seen) -> Decision {
    if (auto answer = FirstOf(CheckByAct(intent, seen.sheet),
                              CheckReason(Text(command.reason()), seen.sheet.end_reasons),
                              CheckDay("/on", command.on()))) {
      return *std::move(answer);
    }
    const Day on{command.on()};
    if (on < *seen.row.from || on > *seen.row.until) return OutOfOrder("on", on, seen.row);
    schema::PlanEndedT ended;
    ended.on = on.days;
    ended.reason = Text(command.reason());
    Drafts drafts(intent);
    drafts.Add(seen.id, kPlanKind, std::move(ended)).effective_on = on;
    // What was paid provisionally for those months is in the year's balance.
    if (!seen.terms.provisional) DraftRecovery(drafts, state, seen.id, seen.row.person, on);
    return drafts.Done();
  });
}

}  // namespace fascicolo::engine
