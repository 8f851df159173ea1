// Who is called from the final list, and what becomes of it.
#include <algorithm>

#include "engine/families/person.h"
#include "engine/families/ranking_deciding.h"
#include "engine/families/ranking_turns.h"

namespace fascicolo::engine {
namespace {

using enum EntryState;
constexpr auto kInForce = {CallState::kFinal, CallState::kExhausted};

/// The index of a sub-list; or an answer. No code: the general list.
std::variant<std::optional<std::size_t>, Decision> SubListOf(const CallRow& call, std::string_view code) {
  if (code.empty()) return std::optional<std::size_t>{};
  for (std::size_t i = 0; i < call.groups.size(); ++i) {
    const CallGroupRow& group = call.groups[i];
    if (group.code == code && group.kind == schema::GroupKind::sub_list) return std::optional(i);
  }
  return Decision(Refusal{Rule::kNoSuchSubList, {}});
}

/// It is `entry`'s turn, or why nobody's, or whose.
std::optional<Decision> CheckTurn(const Turn& turn, EntityId entry) {
  switch (turn.why) {
    case Turn::Why::kSomebody:
      if (turn.next.entry == entry) return std::nullopt;
      return Refusal{Rule::kNotNextInRanking, {{"first", ToHex(turn.next.entry)}}};
    case Turn::Why::kNobodyLeft:
      return Refusal{Rule::kNotNextInRanking, {{"first", "nobody"}}};
    case Turn::Why::kNoPlaces:
      return Refusal{Rule::kNoPlacesLeft, {}};
    case Turn::Why::kNoFunds:
      return Refusal{Rule::kFundsExhausted, {}};
  }
  return std::nullopt;
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::CallEntry& command) {
  const auto decide = [&](const EntryOfCall& entry) -> Decision {
    if (entry.row.with_reserve) return Refusal{Rule::kAdmittedWithReserve, {}};
    auto found = SubListOf(entry.call, Text(command.group()));
    if (auto* answer = std::get_if<Decision>(&found)) return std::move(*answer);
    const auto ranked = RankedOf(state, entry.row.call, entry.call);
    const Turn turn = NextInLine(entry.call, ranked, std::get<std::optional<std::size_t>>(found));
    if (auto answer = CheckTurn(turn, entry.id)) return *std::move(answer);
    if (const auto died_on = DiedOn(state, entry.row.person)) {
      return Refusal{Rule::kPersonDeceased, {{"died_on", FormatDay(*died_on)}}};
    }
    schema::EntryCalledT called;
    called.rank = turn.next.rank;
    called.group = Text(command.group());
    called.amount = entry.row.amount;
    called.sample = entry.row.sample;
    return OneFact(intent, entry.id, kEntryKind, std::move(called));
  };
  return OnEntry(state, intent, command.entry(), EntriesBefore(schema::EventPayload::EntryCalled), {CallState::kFinal}, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::ConfirmEntry& command) {
  return OnEntry(state, intent, command.entry(), EntriesBefore(schema::EventPayload::EntryConfirmed), kInForce, [&](const EntryOfCall& entry) -> Decision {
    if (auto answer = FirstOf(CheckAct(Text(command.act())), CheckMember(intent, entry))) return *std::move(answer);
    schema::EntryConfirmedT confirmed;
    confirmed.act = Text(command.act());
    return OneFact(intent, entry.id, kEntryKind, std::move(confirmed));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::SucceedEntry& command) {
  const auto decide = [&](const EntryOfCall& entry) -> Decision {
    const EntityId heir = events::Entity(command.person());
    if (!DiedOn(state, entry.row.person)) return Refusal{Rule::kPersonNotDeceased, {}};
    const auto& members = entry.row.members;
    if (std::find(members.begin(), members.end(), heir) == members.end()) return Refusal{Rule::kNotOfTheEntry, {}};
    if (const auto died_on = DiedOn(state, heir)) {
      return Refusal{Rule::kPersonDeceased, {{"died_on", FormatDay(*died_on)}}};
    }
    schema::EntrySucceededT succeeded;
    succeeded.person = IdOf(heir);
    succeeded.previous = IdOf(entry.row.person);
    return OneFact(intent, entry.id, kEntryKind, std::move(succeeded));
  };
  return OnEntry(state, intent, command.entry(), EntriesBefore(schema::EventPayload::EntrySucceeded),
                 {CallState::kOpen, CallState::kProvisional, CallState::kFinal, CallState::kExhausted}, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::EndEntry& command) {
  const auto decide = [&](const EntryOfCall& entry) -> Decision {
    if (auto answer = CheckSheetReason(state, entry.call, Text(command.reason()), &Sheet::end_reasons)) {
      return *std::move(answer);
    }
    const bool is_done = entry.row.state == kConfirmed;
    if (!is_done && !DiedOn(state, entry.row.person)) return Refusal{Rule::kPersonNotDeceased, {}};
    schema::EntryEndedT ended;
    ended.reason = Text(command.reason());
    return OneFact(intent, entry.id, kEntryKind, std::move(ended));
  };
  return OnEntry(state, intent, command.entry(), EntriesBefore(schema::EventPayload::EntryEnded),
                 {CallState::kOpen, CallState::kProvisional, CallState::kFinal, CallState::kExhausted,
                  CallState::kExpired, CallState::kReplaced},
                 decide);
}

}  // namespace fascicolo::engine
