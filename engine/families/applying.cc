#include "engine/families/applying.h"

#include <algorithm>

#include "engine/families/limits.h"
#include "engine/families/person.h"

namespace fascicolo::engine {

std::optional<Decision> CheckAlive(const State& state, const Intent& intent, EntityId person) {
  const auto died_on = intent.imported ? std::nullopt : DiedOn(state, person);
  if (!died_on || intent.effective_on <= *died_on) return std::nullopt;
  return Refusal{Rule::kPersonDeceased, {{"died_on", FormatDay(*died_on)}}};
}

std::optional<Decision> CheckMembers(const State& state, const Sheet& sheet, EntityId applicant,
                                     const flatbuffers::Vector<const schema::Id*>* members) {
  if (members == nullptr || members->size() == 0) return std::nullopt;
  if (sheet.served != Served::kHousehold) return Refusal{Rule::kServesOnePerson, {{"service", sheet.code}}};
  if (members->size() > kMaxMembers) return Malformed("/members", "are too many", std::to_string(kMaxMembers));
  std::vector<EntityId> known{applicant};
  for (flatbuffers::uoffset_t i = 0; i < members->size(); ++i) {
    const EntityId id = events::Entity(members->Get(i));
    const std::string place = "/members/" + std::to_string(i);
    if (std::find(known.begin(), known.end(), id) != known.end()) {
      return Malformed(place, "is the applicant or stands twice", "every other member once");
    }
    if (!state.FindEntity<PersonTable>(id)) return Unknown(place, id, "person");
    known.push_back(id);
  }
  return std::nullopt;
}

Refusal InputsWanted(const std::vector<InputProblem>& problems) {
  Refusal refusal{Rule::kInputsMissing, {}};
  for (const InputProblem& problem : problems) refusal.facts.emplace_back(problem.input, TextOf(problem));
  return refusal;
}

std::vector<std::unique_ptr<schema::TieBreakT>> TieBreaksOf(const std::vector<TieBreakValue>& values) {
  std::vector<std::unique_ptr<schema::TieBreakT>> tie_breaks;
  for (const TieBreakValue& value : values) {
    auto tie_break = std::make_unique<schema::TieBreakT>();
    tie_break->by = value.by;
    tie_break->value = value.value;
    tie_break->descending = value.order == TieBreak::Order::kDescending;
    tie_breaks.push_back(std::move(tie_break));
  }
  return tie_breaks;
}

}  // namespace fascicolo::engine
