// What each fact about a household changes in its row: the same for the state and for views. False: the fact makes no sense
// of this row, which is then in no particular state.
#pragma once

#include <vector>

#include "engine/state/household_rows.h"
#include "schemas/event_generated.h"

namespace fascicolo::engine {

[[nodiscard]] bool Apply(HouseholdRow& row, const schema::HouseholdFormed& fact);  ///< `row` is a new one
[[nodiscard]] bool Apply(HouseholdRow& row, const schema::MemberJoined& fact);
[[nodiscard]] bool Apply(HouseholdRow& row, const schema::MemberLeft& fact);
[[nodiscard]] bool Apply(HouseholdRow& row, const schema::ReferencePersonNamed& fact);
[[nodiscard]] bool Apply(HouseholdRow& row, const schema::HouseholdSplit& fact);
[[nodiscard]] bool Apply(HouseholdRow& row, const schema::HouseholdMoved& fact);
[[nodiscard]] bool Apply(HouseholdRow& row, const schema::HouseholdDissolved& fact);

/// Whose stays a fact changes.
[[nodiscard]] std::vector<EntityId> PersonsOf(const schema::HouseholdFormed& fact);
[[nodiscard]] std::vector<EntityId> PersonsOf(const schema::MemberJoined& fact);
[[nodiscard]] std::vector<EntityId> PersonsOf(const schema::MemberLeft& fact);
[[nodiscard]] std::vector<EntityId> PersonsOf(const schema::HouseholdSplit& fact);
template <class Fact>
[[nodiscard]] std::vector<EntityId> PersonsOf(const Fact&) {
  return {};
}

}  // namespace fascicolo::engine
