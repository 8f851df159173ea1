#include "engine/families/merging.h"

#include <algorithm>

#include "engine/families/checks.h"
#include "engine/families/erasure.h"
#include "engine/families/person.h"
#include "engine/families/schema_ids.h"

namespace fascicolo::engine {
namespace {

/// Two days of birth are two persons, unless somebody says that one of them is wrong.
std::optional<Decision> CheckSameBirth(const PersonRow& person, const PersonRow& duplicate, bool despite) {
  if (despite || !person.born || !duplicate.born || *person.born == *duplicate.born) return std::nullopt;
  return Refusal{Rule::kPersonsDiffer,
                 {{"person", FormatDay(*person.born)}, {"duplicate", FormatDay(*duplicate.born)}}};
}

/// Changes the row of a person who is there, whose merge epoch goes on. Where either side has died, what is proposed
/// about this one is looked at again.
template <class Change>
bool EditEpoch(const EventContext& context, const schema::Event& event, const schema::Id* other, StateEditor& editor,
               Change change) {
  const EntityId id = events::Entity(event.entity());
  auto row = editor.Find<PersonTable>(id);
  if (!row || !change(*row)) return false;
  ++row->epoch;
  editor.Put<PersonTable>(*row, id);
  const auto other_side = editor.Find<PersonTable>(events::Entity(other));
  if (row->died_on || (other_side && other_side->died_on)) FollowDeath(context, event, editor);
  return true;
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::MergePersons& command) {
  const EntityId person = events::Entity(command.person());
  const EntityId duplicate = events::Entity(command.duplicate());
  auto found = PersonIn(state, person, "/person");
  if (auto* answer = std::get_if<Decision>(&found)) return std::move(*answer);
  auto other = PersonIn(state, duplicate, "/duplicate");
  if (auto* answer = std::get_if<Decision>(&other)) return std::move(*answer);
  if (person == duplicate) return Malformed("/duplicate", "is the person itself", "another person");
  const auto& kept = std::get<PersonRow>(found);
  const auto& merged = std::get<PersonRow>(other);
  if (auto answer = FirstOf(CheckText("/reason", Text(command.reason())), CheckOwnPerson(person, kept),
                            CheckOwnPerson(duplicate, merged), CheckNotErased(state, person),
                            CheckNotErased(state, duplicate),
                            CheckSameBirth(kept, merged, command.despite_differences()))) {
    return *std::move(answer);
  }
  if (kept.duplicates.size() >= kMaxDuplicates) {
    return Refusal{Rule::kTooMany, {{"of", "duplicates"}, {"at_most", std::to_string(kMaxDuplicates)}}};
  }
  Drafts drafts(intent);
  schema::MergedIntoT into;
  into.person = IdOf(person);
  into.reason = Text(command.reason());
  drafts.Add(duplicate, kPersonKind, std::move(into));
  schema::DuplicateMergedT absorbed;
  absorbed.duplicate = IdOf(duplicate);
  absorbed.reason = Text(command.reason());
  drafts.Add(person, kPersonKind, std::move(absorbed));
  return drafts.Done();
}

Decision Decide(const State& state, const Intent& intent, const schema::UnmergePersons& command) {
  const EntityId duplicate = events::Entity(command.duplicate());
  auto found = PersonIn(state, duplicate, "/duplicate");
  if (auto* answer = std::get_if<Decision>(&found)) return std::move(*answer);
  const EntityId person = std::get<PersonRow>(found).merged_into;
  if (auto answer = CheckText("/reason", Text(command.reason()))) return *std::move(answer);
  if (person.is_zero()) return Refusal{Rule::kPersonNotMerged, {}};
  if (auto answer = CheckNotErased(state, duplicate)) return *std::move(answer);
  state.CheckNotFrozen(person);
  Drafts drafts(intent);
  schema::UnmergedFromT from;
  from.person = IdOf(person);
  from.reason = Text(command.reason());
  drafts.Add(duplicate, kPersonKind, std::move(from));
  schema::DuplicateReleasedT released;
  released.duplicate = IdOf(duplicate);
  released.reason = Text(command.reason());
  drafts.Add(person, kPersonKind, std::move(released));
  return drafts.Done();
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::MergedInto& fact, StateEditor& editor) {
  return EditEpoch(context, event, fact.person(), editor, [&](PersonRow& row) {
    if (!row.merged_into.is_zero()) return false;
    row.merged_into = events::Entity(fact.person());
    return !row.merged_into.is_zero() && row.merged_into != events::Entity(event.entity());
  });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::DuplicateMerged& fact,
            StateEditor& editor) {
  return EditEpoch(context, event, fact.duplicate(), editor, [&](PersonRow& row) {
    const EntityId duplicate = events::Entity(fact.duplicate());
    const bool is_there = std::find(row.duplicates.begin(), row.duplicates.end(), duplicate) != row.duplicates.end();
    if (is_there || row.duplicates.size() >= kMaxDuplicates) return false;
    row.duplicates.push_back(duplicate);
    return true;
  });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::UnmergedFrom& fact,
            StateEditor& editor) {
  return EditEpoch(context, event, fact.person(), editor, [&](PersonRow& row) {
    if (row.merged_into != events::Entity(fact.person())) return false;
    row.merged_into = {};
    return true;
  });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::DuplicateReleased& fact,
            StateEditor& editor) {
  return EditEpoch(context, event, fact.duplicate(), editor,
                   [&](PersonRow& row) { return std::erase(row.duplicates, events::Entity(fact.duplicate())) == 1; });
}

}  // namespace fascicolo::engine
