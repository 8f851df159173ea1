// The call: opened, rectified, its commission; exhausted, expired.
#include <algorithm>

#include "engine/catalogue/adopted.h"
#include "engine/families/limits.h"
#include "engine/families/obligations.h"
#include "engine/families/ranking_deciding.h"
#include "engine/families/ranking_score.h"
#include "engine/families/ranking_turns.h"
#include "engine/families/schema_ids.h"

namespace fascicolo::engine {
namespace {

using enum CallState;

std::optional<Decision> CheckGroup(const std::string& place, const schema::CallGroup& group, std::uint32_t call_places) {
  if (auto answer = FirstOf(CheckText(place + "/code", Text(group.code())),
                            CheckText(place + "/input", Text(group.input())), CheckWord(place + "/kind", group.kind()))) {
    return answer;
  }
  if ((group.kind() == schema::GroupKind::sub_list) == (group.places() > 0)) {
    return Malformed(place + "/places", "does not fit", "places of a reserve or quota; none of a sub-list");
  }
  if (group.kind() == schema::GroupKind::reserve && group.places() > call_places) {
    return Malformed(place + "/places", "are more than the call has", std::to_string(call_places) + " at most");
  }
  return std::nullopt;
}

std::optional<Decision> CheckGroups(const schema::OpenCall& command) {
  if (command.groups() == nullptr) return std::nullopt;
  if (command.groups()->size() > kMaxCallGroups) {
    return Malformed("/groups", "are too many", std::to_string(kMaxCallGroups));
  }
  std::vector<std::string_view> codes;
  for (flatbuffers::uoffset_t i = 0; i < command.groups()->size(); ++i) {
    const std::string place = "/groups/" + std::to_string(i);
    const auto& group = *command.groups()->Get(i);
    if (auto answer = CheckGroup(place, group, command.places())) return answer;
    if (std::find(codes.begin(), codes.end(), Text(group.code())) != codes.end()) {
      return Malformed(place + "/code", "stands twice", "every code once");
    }
    codes.push_back(Text(group.code()));
  }
  return std::nullopt;
}

std::optional<Decision> CheckBudgetAndPlaces(std::int64_t budget, std::uint32_t places) {
  if (budget < 0 || budget > kMaxThreshold) return Malformed("/budget", "is out of range", "0 to 100,000,000 euro");
  if (places > kMaxQuantity) return Malformed("/places", "is out of range", "0.." + std::to_string(kMaxQuantity));
  return std::nullopt;
}

std::optional<Decision> CheckWindow(Day from, Day last_day) {
  if (!IsPossible(from)) return Malformed("/from", "is missing or out of range", "a day of 1900 to 2200");
  if (!IsPossible(last_day)) return Malformed("/last_day", "is missing or out of range", "a day of 1900 to 2200");
  if (from <= last_day) return std::nullopt;
  return Refusal{Rule::kDateOutOfOrder, {{"from", FormatDay(from)}, {"last_day", FormatDay(last_day)}}};
}

std::optional<Decision> CheckOpening(const Intent& intent, const schema::OpenCall& command) {
  if (command.appeal_days() == 0 || command.appeal_days() > kMaxAppealDays) {
    return Malformed("/appeal_days", "is missing or out of range", "1.." + std::to_string(kMaxAppealDays));
  }
  return FirstOf(CheckText("/service", Text(command.service())),
                 CheckText("/name", Text(command.name()), kMaxNameBytes), CheckAct(Text(command.act())), CheckBudgetAndPlaces(command.budget(), command.places()),
                 CheckGroups(command), CheckWindow(Day{command.from()}, Day{command.last_day()}), CheckHappened(intent));
}

/// Who must apply anew, or is on no list any more, learns it from the call that replaces theirs.
std::optional<Decision> CheckReplaced(const State& state, const schema::OpenCall& command) {
  if (command.replaces() == nullptr) return std::nullopt;
  const EntityId id = events::Entity(command.replaces());
  const auto row = state.FindEntity<CallTable>(id);
  if (!row) return Unknown("/replaces", id, "call");
  if (row->service == Text(command.service())) return std::nullopt;
  return Refusal{Rule::kCallOfOtherService, {{"service", row->service}}};
}

/// Families whose services are given by ranking.
bool HasRankings(const Sheet& sheet) { return sheet.family == Family::kRanking || sheet.family == Family::kPlacement; }

std::string RuleSetCode(const schema::OpenCall& command, const Sheet& sheet) {
  const std::string given(Text(command.rule_set()));
  return given.empty() && sheet.waiting ? sheet.waiting->rule_set : given;
}

std::uint32_t MissingKept(const CallRow& row) {
  std::uint32_t most = 0;
  for (const CallGroupRow& group : row.groups) {
    if (group.kind == schema::GroupKind::reserve) most = std::max(most, group.places);
  }
  return most;
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::OpenCall& command) {
  if (auto answer = CheckOpening(intent, command)) return *std::move(answer);
  const auto sheet = AdoptedSheet(state, Text(command.service()));
  if (!sheet) return Refusal{Rule::kServiceNotAdopted, {{"service", std::string(Text(command.service()))}}};
  if (!HasRankings(*sheet)) return Refusal{Rule::kServiceHasNoRanking, {{"service", sheet->code}}};
  if (auto answer = CheckReplaced(state, command)) return *std::move(answer);
  const std::string code = RuleSetCode(command, *sheet);
  const auto rules = RankingRulesInForce(state, code, Day{command.from()});
  if (!rules) return Refusal{Rule::kNoRuleSetInForce, {{"rule_set", code}, {"from", FormatDay(Day{command.from()})}}};
  schema::CallOpenedT opened;
  opened.service = sheet->code;
  opened.name = Text(command.name());
  opened.from = command.from();
  opened.last_day = command.last_day();
  opened.act = Text(command.act());
  opened.rule_set = code;
  opened.rule_version = rules->version();
  opened.sample = rules->is_sample();
  opened.budget = command.budget();
  opened.places = command.places();
  opened.appeal_days = command.appeal_days();
  opened.replaces = CopyOf(command.replaces());
  if (command.groups() != nullptr) {
    for (const auto* group : *command.groups()) opened.groups.emplace_back(group->UnPack());
  }
  return OneFact(intent, NewEntity(intent.command, 0), kCallKind, std::move(opened));
}

Decision Decide(const State& state, const Intent& intent, const schema::RectifyCall& command) {
  const auto decide = [&](EntityId id, const CallRow& row) -> Decision {
    schema::CallRectifiedT rectified;
    rectified.last_day = command.last_day() == 0 ? row.last_day.days : command.last_day();
    rectified.budget = command.budget() == 0 ? row.budget : command.budget();
    rectified.places = command.places() == 0 ? row.places : command.places();
    rectified.act = Text(command.act());
    if (auto answer = FirstOf(CheckAct(rectified.act), CheckBudgetAndPlaces(rectified.budget, rectified.places),
                              CheckWindow(row.from, Day{rectified.last_day}))) {
      return *std::move(answer);
    }
    if (rectified.last_day < row.last_day.days) {
      return Refusal{Rule::kDateOutOfOrder,
                     {{"last_day", FormatDay(Day{rectified.last_day})}, {"last_day_now", FormatDay(row.last_day)}}};
    }
    const bool is_later = rectified.last_day > row.last_day.days;
    if (is_later && row.state != kOpen) {
      return Refusal{Rule::kWrongCallState, {{"state", std::string(TextOf(row.state))}}};
    }
    if (rectified.places < MissingKept(row)) {
      return Malformed("/places", "are fewer than a reserve keeps", std::to_string(MissingKept(row)) + " or more");
    }
    return OneFact(intent, id, kCallKind, std::move(rectified));
  };
  return OnCall(state, intent, command.call(), CallsBefore(schema::EventPayload::CallRectified), decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::NameCommission& command) {
  return OnCall(state, intent, command.call(), CallsBefore(schema::EventPayload::CommissionNamed), [&](EntityId id, const CallRow&) -> Decision {
    if (auto answer = FirstOf(CheckTextList("/commission", command.commission(), kMaxCommission, kMaxWorkerBytes),
                              CheckAct(Text(command.act())))) {
      return *std::move(answer);
    }
    schema::CommissionNamedT named;
    named.commission = TextsOf(command.commission());
    named.act = Text(command.act());
    return OneFact(intent, id, kCallKind, std::move(named));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::CloseRanking& command) {
  return OnCall(state, intent, command.call(), CallsBefore(schema::EventPayload::RankingExhausted), [&](EntityId id, const CallRow& row) -> Decision {
    if (auto answer = CheckAct(Text(command.act()))) return *std::move(answer);
    const auto ranked = RankedOf(state, id, row);
    const Turn turn = NextInLine(row, ranked, std::nullopt);
    if (turn.why == Turn::Why::kSomebody) {
      return Refusal{Rule::kEntriesRemain, {{"next", ToHex(turn.next.entry)}}};
    }
    schema::RankingExhaustedT exhausted;
    exhausted.act = Text(command.act());
    return OneFact(intent, id, kCallKind, std::move(exhausted));
  });
}

Decision FulfilRankingExpiry(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due) {
  const auto row = state.FindEntity<CallTable>(due.entity);
  const bool is_valid = row && row->valid_until && row->expiry == obligation &&
                        CallsBefore(schema::EventPayload::RankingExpired).Has(row->state);
  if (!is_valid) return Dropped(intent, obligation, due, kCallKind, "ranking_expiry", "list_not_in_force");
  schema::RankingExpiredT expired;
  expired.valid_until = row->valid_until->days;
  return OneFact(intent, due.entity, kCallKind, std::move(expired));
}

}  // namespace fascicolo::engine
