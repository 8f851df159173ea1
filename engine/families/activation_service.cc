// The service: started, varied, suspended, resumed, delivered, ended.
#include <algorithm>

#include "engine/families/act.h"
#include "engine/families/activation.h"
#include "engine/families/activation_charges.h"
#include "engine/families/activation_deciding.h"
#include "engine/families/limits.h"
#include "engine/families/provider_change.h"
#include "engine/families/recovery.h"
#include "engine/families/waiting_list.h"

namespace fascicolo::engine {
namespace {

using enum ActivationState;

Refusal OutOfOrder(std::string_view name, Day day, const ActivationRow& row) {
  Refusal refusal{Rule::kDateOutOfOrder, {{std::string(name), FormatDay(day)}}};
  if (row.from) refusal.facts.emplace_back("service_from", FormatDay(*row.from));
  if (row.until) refusal.facts.emplace_back("service_until", FormatDay(*row.until));
  return refusal;
}

bool IsWithin(const ActivationRow& row, Day day) {
  return row.from && day >= *row.from && (!row.until || day < *row.until);
}

/// Drafts `fact` about the activation, then what the difference between the rows means to the unit, if it has room.
template <class Fact>
Decision Changed(const State& state, const Intent& intent, EntityId id, const ActivationRow& before,
                 const ActivationRow& after, Fact fact, Day effective_on) {
  const auto changes = SinceMoved(state, id, Changes(HeldBy(before), HeldBy(after)));
  if (auto answer = CheckCapacity(state, intent, after.unit, changes)) return *std::move(answer);
  Drafts drafts(intent);
  drafts.Add(id, kActivationKind, std::move(fact)).effective_on = effective_on;
  DraftPlaces(drafts, intent, id, after.unit, changes);
  return drafts.Done();
}

/// The decision, and what it proposes because months after the end were paid already.
Decision AndRecovery(const State& state, const Intent& intent, EntityId id, EntityId person, Day on, Decision decision) {
  auto* ended = std::get_if<std::vector<EventDraft>>(&decision);
  if (ended == nullptr) return decision;
  Drafts drafts(intent);
  DraftRecovery(drafts, state, id, person, on);
  auto proposed = std::get<std::vector<EventDraft>>(drafts.Done());
  std::move(proposed.begin(), proposed.end(), std::back_inserter(*ended));
  return decision;
}

/// A suspension that the sheet foresees.
std::optional<Decision> CheckSuspension(const Sheet& sheet, const Intent& intent, std::string_view reason, Day from,
                                        std::optional<Day> until) {
  if (!sheet.suspension) return Refusal{Rule::kSuspensionNotForeseen, {{"service", sheet.code}}};
  if (auto answer = CheckReason(reason, sheet.suspension->reasons)) return answer;
  if (auto answer = CheckInterval(from, until)) return answer;
  if (!until || intent.imported || *until - from <= sheet.suspension->max_days) return std::nullopt;
  return Refusal{Rule::kSuspensionTooLong,
                 {{"days", std::to_string(*until - from)},
                  {"max_days", std::to_string(sheet.suspension->max_days)}}};
}

std::optional<Decision> CheckActivity(const Sheet& sheet, std::string_view activity) {
  if (sheet.activities.empty() && activity.empty()) return std::nullopt;
  const auto is_it = [&](const Activity& one) { return one.code == activity; };
  if (std::any_of(sheet.activities.begin(), sheet.activities.end(), is_it)) return std::nullopt;
  return Refusal{Rule::kUnknownActivity, {{"service", sheet.code}}};
}

Refusal NotDeliverable(Day on, std::string_view why) {
  return {Rule::kNotDeliverable, {{"on", FormatDay(on)}, {"why", std::string(why)}}};
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::StartService& command) {
  const auto decide = [&](EntityId id, const ActivationRow& row, const Sheet& sheet) -> Decision {
    if (row.state == kWaiting && !intent.imported) {
      return Refusal{Rule::kWrongActivationState, {{"state", std::string(TextOf(row.state))}}};
    }
    if (sheet.family == Family::kAllowance) return Refusal{Rule::kServiceHasNoCapacity, {{"service", row.service}}};
    const Day from{command.from()};
    const auto until = DayIfGiven(command.until());
    const EntityId unit = events::Entity(command.unit());
    if (auto answer = CheckInterval(from, until)) return *std::move(answer);
    if (!unit.is_zero() || sheet.capacity != CapacityModel::kNone) {
      if (auto answer = CheckUnit(state, unit, row.service)) return *std::move(answer);
    }
    if (!intent.imported) {
      if (auto answer = CheckCompatible(state, row.person, sheet, from)) return *std::move(answer);
    }
    if (sheet.waiting && !intent.imported && SomebodyWaits(state, row.service)) {
      return Refusal{Rule::kOthersWait, {{"service", row.service}}};
    }
    ActivationRow after = row;
    BeginDays(after, unit, row.quantity, from, until);
    const auto changes = Changes({}, HeldBy(after));
    if (auto answer = CheckCapacity(state, intent, unit, changes)) return *std::move(answer);
    Drafts drafts(intent);
    if (row.state == kWaiting) DraftRemovedEntry(drafts, id, row, "started");
    DraftBeginning(drafts, state, intent, id, after, sheet);
    DraftPlaces(drafts, intent, id, unit, changes);
    return drafts.Done();
  };
  return OnActivation(state, intent, command.activation(), {kFiled, kScored, kWaiting}, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::PutInForce& command) {
  const auto decide = [&](EntityId id, const ActivationRow& row, const Sheet& sheet) -> Decision {
    if (auto answer = CheckByAct(intent, sheet)) return *std::move(answer);
    const Day from = std::max(row.from.value_or(intent.effective_on), intent.effective_on);
    if (row.until && *row.until <= from) return OutOfOrder("from", from, row);
    if (auto answer = CheckCompatible(state, row.person, sheet, from)) return *std::move(answer);
    ActivationRow after = row;
    BeginDays(after, row.unit, row.quantity, from, row.until);
    Drafts drafts(intent);
    DraftBeginning(drafts, state, intent, id, after, sheet);
    DraftPlaces(drafts, intent, id, row.unit, Changes(HeldBy(row), HeldBy(after)));
    return drafts.Done();
  };
  return OnActivation(state, intent, command.activation(), {kProposed}, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::VaryService& command) {
  const auto decide = [&](EntityId id, const ActivationRow& row, const Sheet& sheet) -> Decision {
    const Day from{command.from()};
    if (auto answer = CheckInterval(from, std::nullopt)) return *std::move(answer);
    if (auto answer = CheckQuantity(command.quantity(), sheet)) return *std::move(answer);
    if (!IsWithin(row, from)) return OutOfOrder("from", from, row);
    ActivationRow after = row;
    VaryDays(after, command.quantity(), from);
    if (Changes(row.agreed, after.agreed).empty()) {
      return Refusal{Rule::kNothingToVary, {{"quantity", std::to_string(command.quantity())}}};
    }
    if (after.agreed.size() > kMaxVariations) {
      return Malformed("/from", "varies the service too often", std::to_string(kMaxVariations) + " at most");
    }
    schema::ServiceVariedT varied;
    varied.quantity = command.quantity();
    varied.previous = AgreedOn(row, from);
    varied.from = from.days;
    return Changed(state, intent, id, row, after, varied, from);
  };
  return OnActivation(state, intent, command.activation(), schema::EventPayload::ServiceVaried, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::SuspendService& command) {
  const auto decide = [&](EntityId id, const ActivationRow& row, const Sheet& sheet) -> Decision {
    const Day from{command.from()};
    const auto until = DayIfGiven(command.until());
    const std::int64_t left = command.quantity_left();
    if (auto answer = CheckByAct(intent, sheet)) return *std::move(answer);
    if (auto answer = CheckSuspension(sheet, intent, Text(command.reason()), from, until)) {
      return *std::move(answer);
    }
    if (!IsWithin(row, from)) return OutOfOrder("from", from, row);
    if (left < 0) return Refusal{Rule::kQuantityNotPositive, {{"quantity_left", std::to_string(left)}}};
    if (left >= AgreedOn(row, from)) {
      return Refusal{Rule::kNothingToVary, {{"quantity_left", std::to_string(left)}}};
    }
    if (const auto* other = FindOverlap(row, from, until)) {
      return Refusal{Rule::kAlreadySuspended, {{"from", FormatDay(other->from)}}};
    }
    if (row.suspensions.size() >= kMaxSuspensions) {
      return Malformed("/from", "suspends the service too often", std::to_string(kMaxSuspensions) + " at most");
    }
    ActivationRow after = row;
    SuspendDays(after, {from, until, left, sheet.suspension->keeps_place});
    schema::ServiceSuspendedT suspended;
    suspended.from = from.days;
    suspended.until = DaysOf(until);
    suspended.quantity_left = left;
    suspended.place_kept = sheet.suspension->keeps_place;
    suspended.reason = Text(command.reason());
    return Changed(state, intent, id, row, after, std::move(suspended), from);
  };
  return OnActivation(state, intent, command.activation(), schema::EventPayload::ServiceSuspended, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::ResumeService& command) {
  const auto decide = [&](EntityId id, const ActivationRow& row, const Sheet&) -> Decision {
    const Day from{command.from()};
    if (auto answer = CheckInterval(from, std::nullopt)) return *std::move(answer);
    ActivationRow after = row;
    if (!ResumeDays(after, from)) return Refusal{Rule::kNotSuspended, {{"from", FormatDay(from)}}};
    schema::ServiceResumedT resumed;
    resumed.from = from.days;
    return Changed(state, intent, id, row, after, resumed, from);
  };
  return OnActivation(state, intent, command.activation(), schema::EventPayload::ServiceResumed, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::RecordDelivery& command) {
  const auto decide = [&](EntityId id, const ActivationRow& row, const Sheet& sheet) -> Decision {
    const Day on{command.on()};
    if (!IsPossible(on)) return Malformed("/on", "is missing or out of range", "a day of 1900 to 2200");
    const std::int64_t quantity = command.quantity();
    if (quantity <= 0) return Refusal{Rule::kQuantityNotPositive, {{"quantity", std::to_string(quantity)}}};
    if (quantity > kMaxQuantity) {
      return Malformed("/quantity", "is out of range", "1.." + std::to_string(kMaxQuantity));
    }
    if (DeliveredOn(state, id, on) > kMaxQuantity - quantity) {
      return Malformed("/quantity", "makes too much of one day", std::to_string(kMaxQuantity) + " at most");
    }
    if (auto answer = CheckActivity(sheet, Text(command.activity()))) return *std::move(answer);
    if (on > intent.today) return NotDeliverable(on, "not_open_yet");
    if (AgreedOn(row, on) == 0) return NotDeliverable(on, "outside_the_service");
    const auto* suspension = SuspensionOn(row, on);
    if (suspension != nullptr && suspension->quantity_left == 0) return NotDeliverable(on, "suspended");
    Drafts drafts(intent);
    schema::ServiceDeliveredT delivered;
    delivered.on = on.days;
    delivered.quantity = quantity;
    delivered.activity = Text(command.activity());
    drafts.Add(id, kActivationKind, std::move(delivered)).effective_on = on;
    return drafts.Done();
  };
  return OnActivation(state, intent, command.activation(), schema::EventPayload::ServiceDelivered, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::EndService& command) {
  const auto decide = [&](EntityId id, const ActivationRow& row, const Sheet& sheet) -> Decision {
    const Day on{command.on()};
    if (!IsPossible(on)) return Malformed("/on", "is missing or out of range", "a day of 1900 to 2200");
    if (auto answer = CheckByAct(intent, sheet)) return *std::move(answer);
    if (auto answer = CheckReason(Text(command.reason()), sheet.end_reasons)) return *std::move(answer);
    if (on < row.from.value_or(on) || on > row.until.value_or(on)) return OutOfOrder("on", on, row);
    ActivationRow after = row;
    EndDays(after, on);
    schema::ServiceEndedT ended;
    ended.on = on.days;
    ended.reason = Text(command.reason());
    return AndRecovery(state, intent, id, row.person, on, Changed(state, intent, id, row, after, std::move(ended), on));
  };
  return OnActivation(state, intent, command.activation(), schema::EventPayload::ServiceEnded, decide);
}

}  // namespace fascicolo::engine
