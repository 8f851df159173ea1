// What the deciders of households share: finding the row, checking what a command names, drafting what several decide.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/decision.h"
#include "engine/families/household_days.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

using SchemaMembers = flatbuffers::Vector<flatbuffers::Offset<schema::Member>>;

inline constexpr auto kHousehold = schema::EntityKind::household;

/// A decision about a household on a day of its life; `decide` gets a copy of its row to change. `place`: of the day.
Decision OnHousehold(const State& state, const Intent& intent, const schema::Id* id, std::string_view place, Day day,
                     const std::function<Decision(EntityId, HouseholdRow&)>& decide);

// --- checks: an answer where something stands in the way ---

[[nodiscard]] std::optional<Decision> CheckReason(schema::LeaveReason reason);
[[nodiscard]] std::optional<Decision> CheckRelationship(const std::string& place, schema::Relationship relationship);
/// The same, of somebody who is not the reference person.
[[nodiscard]] std::optional<Decision> CheckRelationshipToReference(const std::string& place,
                                                                   schema::Relationship relationship);
[[nodiscard]] std::optional<Decision> CheckPerson(const State& state, const std::string& place, EntityId person);
/// The members of a household to be: persons, each once, exactly one of them the reference person.
[[nodiscard]] std::optional<Decision> CheckMembers(const State& state, const SchemaMembers* members);
/// From `from` on no other household of the composition counts `person` as a member; `but` is the one that is changed.
[[nodiscard]] std::optional<Decision> CheckFree(const State& state, EntityId person, schema::Composition composition,
                                                Day from, EntityId but = {});
/// On `day` the household's address is protected, or that of somebody who lives in it then.
[[nodiscard]] bool HidesAddress(const State& state, const HouseholdRow& row, Day day);
/// A household can be like this.
[[nodiscard]] std::optional<Decision> CheckSound(const HouseholdRow& after);
[[nodiscard]] Refusal AlreadyInHousehold(EntityId person, EntityId household, schema::Composition composition);
[[nodiscard]] Refusal NotAMember(EntityId person, Day day);

// --- drafts ---

template <class Fact>
EventDraft& DraftOn(Drafts& drafts, EntityId household, Day day, Fact fact) {
  EventDraft& draft = drafts.Add(household, kHousehold, std::move(fact));
  draft.effective_on = day;
  return draft;
}
/// When nobody is left, the household is no more.
void DraftDissolved(Drafts& drafts, EntityId household, const HouseholdRow& after);

[[nodiscard]] std::vector<std::unique_ptr<schema::MemberT>> Copied(const SchemaMembers* members);

}  // namespace fascicolo::engine
