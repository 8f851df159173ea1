#include "engine/families/ranking_deciding.h"

#include <algorithm>

#include "engine/catalogue/adopted.h"
#include "engine/families/activation_deciding.h"

namespace fascicolo::engine {
namespace {

bool IsPublished(const CallRow& call) { return call.edition > 0; }

Refusal NoGround(schema::ChangeGround ground) {
  return Refusal{Rule::kChangeGroundMissing, {{"ground", schema::EnumNameChangeGround(ground)}}};
}

/// What happened gives this ground.
bool HasGround(const EntryOfCall& entry, schema::ChangeGround ground) {
  switch (ground) {
    case schema::ChangeGround::none:
      return false;
    case schema::ChangeGround::appeal:
      return !entry.row.appeals.empty() && entry.row.appeals.back().is_upheld;
    case schema::ChangeGround::own_motion:
      return true;
    case schema::ChangeGround::court_order:
      return entry.row.ordered_rank > 0;
    case schema::ChangeGround::verification:
      return entry.row.state == EntryState::kCalled;
  }
  return false;
}

}  // namespace

std::string_view TextOf(CallState state) {
  switch (state) {
    case CallState::kOpen:
      return "open";
    case CallState::kProvisional:
      return "provisional";
    case CallState::kFinal:
      return "final";
    case CallState::kExhausted:
      return "exhausted";
    case CallState::kExpired:
      return "expired";
    case CallState::kReplaced:
      return "replaced";
  }
  return "unknown";
}

std::string_view TextOf(EntryState state) {
  switch (state) {
    case EntryState::kFiled:
      return "filed";
    case EntryState::kScored:
      return "scored";
    case EntryState::kAdmitted:
      return "admitted";
    case EntryState::kExcluded:
      return "excluded";
    case EntryState::kCalled:
      return "called";
    case EntryState::kConfirmed:
      return "confirmed";
    case EntryState::kWithdrawn:
      return "withdrawn";
    case EntryState::kRenounced:
      return "renounced";
    case EntryState::kEnded:
      return "ended";
  }
  return "unknown";
}

std::optional<Decision> CheckAct(std::string_view act) { return CheckText("/act", act, kMaxNameBytes); }

Decision OnCall(const State& state, const Intent& intent, const schema::Id* id, StateSet<CallState> allowed,
                const std::function<Decision(EntityId, const CallRow&)>& decide) {
  const EntityId call = events::Entity(id);
  const auto row = state.FindEntity<CallTable>(call);
  if (!row) return Unknown("/call", call, "call");
  if (auto answer = CheckHappened(intent)) return *std::move(answer);
  if (!allowed.Has(row->state)) {
    return Refusal{Rule::kWrongCallState, {{"state", std::string(TextOf(row->state))}}};
  }
  return decide(call, *row);
}

Decision OnEntry(const State& state, const Intent& intent, const schema::Id* id,
                 StateSet<EntryState> allowed, StateSet<CallState> calls,
                 const std::function<Decision(const EntryOfCall&)>& decide) {
  const EntityId entry = events::Entity(id);
  const auto row = state.FindEntity<RankingEntryTable>(entry);
  if (!row) return Unknown("/entry", entry, "entry");
  if (!allowed.Has(row->state)) {
    return Refusal{Rule::kWrongEntryState, {{"state", std::string(TextOf(row->state))}}};
  }
  const schema::Id call = events::ToSchema(row->call);
  return OnCall(state, intent, &call, calls,
                [&](EntityId, const CallRow& of) { return decide(EntryOfCall{entry, *row, of}); });
}

std::optional<Decision> CheckMember(const Intent& intent, const EntryOfCall& entry) {
  const auto has = [&](const std::vector<std::string>& names) {
    return std::find(names.begin(), names.end(), intent.actor) != names.end();
  };
  if (has(entry.row.conflicts)) return Refusal{Rule::kMemberInConflict, {{"member", std::string(intent.actor)}}};
  const bool is_before_final = entry.call.state == CallState::kOpen || entry.call.state == CallState::kProvisional;
  if (!is_before_final || entry.call.commission.empty() || has(entry.call.commission)) return std::nullopt;
  return Refusal{Rule::kNotInCommission, {{"actor", std::string(intent.actor)}}};
}

std::optional<Decision> CheckGround(const EntryOfCall& entry, schema::ChangeGround ground, std::string_view act) {
  if (auto answer = CheckKnownWord("/ground", ground)) return answer;
  if (!IsPublished(entry.call)) {
    if (ground == schema::ChangeGround::none) return std::nullopt;
    return Malformed("/ground", "belongs to what changes after a publication", "none");
  }
  if (!HasGround(entry, ground)) return NoGround(ground);
  return CheckAct(act);
}

std::optional<Decision> CheckSheetReason(const State& state, const CallRow& call, std::string_view reason,
                                         std::vector<Labelled> Sheet::*foreseen) {
  const auto sheet = AdoptedSheet(state, call.service);
  if (!sheet) return Refusal{Rule::kServiceNotAdopted, {{"service", call.service}}};
  return CheckReason(reason, (*sheet).*foreseen);
}

std::vector<EntityId> EntriesOfCall(const State& state, EntityId call) { return state.SecondsOf<CallEntryTable>(call); }

std::optional<Decision> CheckTextList(
    std::string_view place, const flatbuffers::Vector<flatbuffers::Offset<flatbuffers::String>>* texts, std::size_t most,
    std::size_t bytes) {
  const std::string at(place);
  if (texts == nullptr || texts->size() == 0) return Malformed(at, "is missing", "at least one");
  if (texts->size() > most) return Malformed(at, "has too many", "at most " + std::to_string(most));
  std::vector<std::string> seen;
  for (flatbuffers::uoffset_t i = 0; i < texts->size(); ++i) {
    const std::string one(Text(texts->Get(i)));
    if (auto answer = CheckText(at + "/" + std::to_string(i), one, bytes)) return answer;
    if (std::find(seen.begin(), seen.end(), one) != seen.end()) {
      return Malformed(at + "/" + std::to_string(i), "stands twice", "each once");
    }
    seen.push_back(one);
  }
  return std::nullopt;
}

std::vector<std::string> TextsOf(const flatbuffers::Vector<flatbuffers::Offset<flatbuffers::String>>* texts) {
  std::vector<std::string> all;
  if (texts == nullptr) return all;
  for (const auto* text : *texts) all.emplace_back(Text(text));
  return all;
}

}  // namespace fascicolo::engine
