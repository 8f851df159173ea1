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

#define FASCICOLO_HOUSEHOLD_EVENT(Name)                                                                     \
  bool Evolve(const EventContext& context, const schema::Event& event, const schema::Name& fact, StateEditor& editor)
FASCICOLO_HOUSEHOLD_EVENT(HouseholdFormed);
FASCICOLO_HOUSEHOLD_EVENT(MemberJoined);
FASCICOLO_HOUSEHOLD_EVENT(MemberLeft);
FASCICOLO_HOUSEHOLD_EVENT(ReferencePersonNamed);
FASCICOLO_HOUSEHOLD_EVENT(HouseholdSplit);
FASCICOLO_HOUSEHOLD_EVENT(HouseholdMoved);
FASCICOLO_HOUSEHOLD_EVENT(HouseholdDissolved);
#undef FASCICOLO_HOUSEHOLD_EVENT

}  // namespace fascicolo::engine
