// Before a placement begins: asked for, searched for, matched, accepted; or withdrawn. A bed by night is given at once where
// one is free and nobody waits for it.
#include <algorithm>

#include "engine/catalogue/adopted.h"
#include "engine/families/activation_deciding.h"
#include "engine/families/case_deciding.h"
#include "engine/families/checks.h"
#include "engine/families/placement.h"
#include "engine/families/placement_days.h"
#include "engine/families/placement_deciding.h"
#include "engine/families/placement_shelter.h"
#include "engine/families/schema_ids.h"
#include "engine/families/service_unit.h"

namespace fascicolo::engine {
namespace {

/// One request at a time for a service.
std::optional<Decision> CheckNotAsked(const State& state, EntityId case_file, const std::string& service) {
  for (const EntityId id : state.SecondsOf<CaseServiceTable>(case_file)) {
    const auto row = state.Find<PlacementTable>(id);
    if (!row || row->service != service || !IsAllowed(row->kind, row->state, PlacementAct::kWithdraw)) continue;
    return Refusal{Rule::kAlreadyApplied, {{"placement", ToHex(id)}, {"state", std::string(TextOf(row->state))}}};
  }
  return std::nullopt;
}

std::optional<Decision> CheckNights(const schema::RequestPlacement& command, const Sheet& sheet) {
  const int most = sheet.placement->max_nights;
  const auto from = DayIfGiven(command.from());
  if (!from || !IsPossible(*from)) return Malformed("/from", "is missing or out of range", "the first night");
  if (command.nights() == 0) return Malformed("/nights", "is missing", "1.." + std::to_string(most));
  if (command.nights() <= static_cast<std::uint32_t>(most)) return std::nullopt;
  return Refusal{Rule::kTooManyNights, {{"nights", std::to_string(command.nights())}, {"max_nights", std::to_string(most)}}};
}

schema::PlacementRequestedT RequestedBy(const schema::RequestPlacement& command, const Sheet& sheet,
                                        const std::vector<EntityId>& persons) {
  schema::PlacementRequestedT requested;
  requested.case_file = CopyOf(command.case_file());
  requested.service = sheet.code;
  requested.persons = IdsOf(persons);
  requested.need = command.need();
  if (sheet.placement->kind != PlacementKind::kShelter) return requested;
  requested.unit = IdOf(events::Entity(command.unit()));
  requested.from = command.from();
  requested.nights = command.nights();
  return requested;
}

/// The row as the request will make it.
PlacementRow RowAsked(const schema::RequestPlacement& command, const Intent& intent, const Sheet& sheet,
                      const std::vector<EntityId>& persons) {
  PlacementRow row;
  row.case_file = events::Entity(command.case_file());
  row.service = sheet.code;
  row.kind = sheet.placement->kind;
  row.need = command.need();
  row.requested_on = intent.effective_on;
  NamePersons(row, persons);
  row.first_night = Day{command.from()};
  row.nights = command.nights();
  return row;
}

/// A bed, or a place in the queue.
Decision DecideNights(const State& state, const Intent& intent, const schema::RequestPlacement& command,
                      const Sheet& sheet, const std::vector<EntityId>& persons) {
  if (auto answer = CheckNights(command, sheet)) return *std::move(answer);
  const EntityId unit = events::Entity(command.unit());
  const Day from{command.from()};
  const EntityId id = NewEntity(intent.command, 0);
  const Bed bed{id, RowAsked(command, intent, sheet, persons), unit, from, command.nights()};
  if (auto answer = CheckNotBanned(state, bed.row, from)) return *std::move(answer);
  bool has_bed = false;
  if (!unit.is_zero()) {
    if (auto answer = CheckHost(state, unit, sheet, from)) return *std::move(answer);
    auto answer = CheckBed(state, intent, bed);
    const auto* refusal = answer ? std::get_if<Refusal>(&*answer) : nullptr;
    if (answer && (refusal == nullptr || refusal->rule != Rule::kNoCapacity)) return *std::move(answer);
    has_bed = !answer && !NextForBed(state, intent, unit, sheet.code, from);
  }
  Drafts drafts(intent);
  auto requested = RequestedBy(command, sheet, persons);
  requested.queued = !has_bed;
  drafts.Seal(drafts.Add(id, kPlacement, std::move(requested)), "/text", bed.row.case_file,
              schema::RetentionClass::ordinary);
  if (has_bed) {
    DraftBed(drafts, state, bed);
  } else {
    DraftQueued(drafts, intent, id, bed.row);
  }
  return drafts.Done();
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::RequestPlacement& command) {
  return OnCaseInCharge(state, intent, command.case_file(), [&](EntityId case_file, const CaseRow& row) -> Decision {
    if (auto answer = FirstOf(CheckKnownWord("/need", command.need()), CheckHappened(intent))) return *std::move(answer);
    auto found = PlacingSheet(state, Text(command.service()));
    if (auto* answer = std::get_if<Decision>(&found)) return std::move(*answer);
    const Sheet& sheet = *std::get<0>(found);
    std::vector<EntityId> persons;
    if (auto answer = CheckPersons(state, intent, command.persons(), row.person, persons)) return *std::move(answer);
    if (!intent.imported) {
      if (auto answer = CheckNotAsked(state, case_file, sheet.code)) return *std::move(answer);
    }
    if (sheet.placement->kind == PlacementKind::kShelter) return DecideNights(state, intent, command, sheet, persons);
    if (sheet.placement->kind == PlacementKind::kFoster) {
      if (auto answer = CheckMinors(state, persons, intent.effective_on)) return *std::move(answer);
    }
    Drafts drafts(intent);
    const EntityId id = NewEntity(intent.command, 0);
    drafts.Seal(drafts.Add(id, kPlacement, RequestedBy(command, sheet, persons)), "/text", case_file,
                schema::RetentionClass::court);
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::StartSearch& command) {
  const auto decide = [&](EntityId id, const PlacementRow& row, const Sheet&) {
    schema::SearchStartedT started;
    started.number = row.searches + 1;
    return OneEventOf(intent, id, row, started);
  };
  return OnPlacement(state, intent, command.placement(), PlacementAct::kSearch, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::AskHost& command) {
  const auto decide = [&](EntityId id, const PlacementRow& row, const Sheet& sheet) -> Decision {
    const EntityId unit = events::Entity(command.unit());
    if (auto answer = CheckHost(state, unit, sheet, intent.effective_on)) return *std::move(answer);
    if (std::find(row.asked.begin(), row.asked.end(), unit) != row.asked.end()) {
      return Refusal{Rule::kHostAlreadyAsked, {{"unit", ToHex(unit)}}};
    }
    if (row.asked.size() >= kMaxAskedHosts) {
      return Refusal{Rule::kTooMany, {{"of", "asked"}, {"at_most", std::to_string(kMaxAskedHosts)}}};
    }
    schema::HostAskedT asked;
    asked.unit = IdOf(unit);
    return OneEventOf(intent, id, row, std::move(asked));
  };
  return OnPlacement(state, intent, command.placement(), PlacementAct::kAsk, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::AnswerHost& command) {
  const auto decide = [&](EntityId id, const PlacementRow& row, const Sheet& sheet) -> Decision {
    const EntityId unit = events::Entity(command.unit());
    if (!command.accepted()) {
      if (auto answer = CheckReason(Text(command.reason()), sheet.refusal_reasons)) return *std::move(answer);
    }
    if (std::find(row.asked.begin(), row.asked.end(), unit) == row.asked.end()) {
      return Refusal{Rule::kHostNotAsked, {{"unit", ToHex(unit)}}};
    }
    schema::HostAnsweredT answered;
    answered.unit = IdOf(unit);
    answered.accepted = command.accepted();
    if (!command.accepted()) answered.reason = Text(command.reason());
    return OneEventOf(intent, id, row, std::move(answered));
  };
  return OnPlacement(state, intent, command.placement(), PlacementAct::kAnswer, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::WithdrawPlacement& command) {
  const auto decide = [&](EntityId id, const PlacementRow& row, const Sheet&) -> Decision {
    if (auto answer = CheckText("/reason", Text(command.reason()))) return *std::move(answer);
    Drafts drafts(intent);
    schema::PlacementWithdrawnT withdrawn;
    withdrawn.reason = Text(command.reason());
    drafts.Add(id, kPlacement, std::move(withdrawn));
    if (row.state == PlacementState::kQueued) DraftOffQueue(drafts, id, row, "withdrawn");
    return drafts.Done();
  };
  return OnPlacement(state, intent, command.placement(), PlacementAct::kWithdraw, decide);
}

}  // namespace fascicolo::engine
