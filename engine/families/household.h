// Households (nuclei): formed, joined, left, split, moved, dissolved when nobody is left.
//
// Of each composition (schemas/kinds.fbs) a person is in at most one household on any day; households of different
// compositions know nothing of each other. What is recorded has happened: no day lies in the future, but it may lie in
// the past, before what was recorded earlier. On every day with members the reference person is one of them.
//
// Where a household lives is sealed under the household's own key; the municipality stands in the clear, unless the
// address is protected, as it is after violence.
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

/// "registry"; for refusals.
[[nodiscard]] std::string_view TextOf(schema::Composition composition);

Decision Decide(const State& state, const Intent& intent, const schema::FormHousehold& command);
Decision Decide(const State& state, const Intent& intent, const schema::JoinHousehold& command);
Decision Decide(const State& state, const Intent& intent, const schema::LeaveHousehold& command);
Decision Decide(const State& state, const Intent& intent, const schema::NameReferencePerson& command);
Decision Decide(const State& state, const Intent& intent, const schema::SplitHousehold& command);
Decision Decide(const State& state, const Intent& intent, const schema::MoveHousehold& command);

FASCICOLO_EVOLVE(HouseholdFormed);
FASCICOLO_EVOLVE(MemberJoined);
FASCICOLO_EVOLVE(MemberLeft);
FASCICOLO_EVOLVE(ReferencePersonNamed);
FASCICOLO_EVOLVE(HouseholdSplit);
FASCICOLO_EVOLVE(HouseholdMoved);
FASCICOLO_EVOLVE(HouseholdDissolved);

}  // namespace fascicolo::engine
