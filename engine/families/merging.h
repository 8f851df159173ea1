// Two entries that are one person (design D8): merging makes the duplicate another name of the person, un-merging gives
// both sides back.
//
// Nothing is moved: every event keeps the id that it named, before, meanwhile and after, so that undoing needs no
// guessing. Who asks about the person is told of its duplicates as well (PersonBehind, the history's parts). Each merge and
// un-merge raises the merge epoch of both, so that what is sealed meanwhile has a key of its own, and either side can later
// be erased without the other.
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr std::size_t kMaxDuplicates = 64;  ///< merged directly into one person

Decision Decide(const State& state, const Intent& intent, const schema::MergePersons& command);
Decision Decide(const State& state, const Intent& intent, const schema::UnmergePersons& command);

bool Evolve(const EventContext& context, const schema::Event& event, const schema::MergedInto& fact,
            StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::DuplicateMerged& fact,
            StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::UnmergedFrom& fact,
            StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::DuplicateReleased& fact,
            StateEditor& editor);

}  // namespace fascicolo::engine
