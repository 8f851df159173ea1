#include "engine/families/household_facts.h"

#include "engine/decision.h"
#include "engine/families/household_days.h"
#include "engine/families/limits.h"

namespace fascicolo::engine {
namespace {

constexpr std::size_t kMaxMunicipalityBytes = 6;

bool IsSound(const HouseholdRow& row) { return IsWithinLimits(row) && !FirstDayWithoutReference(row); }

bool IsRelationship(schema::Relationship relationship) { return relationship <= schema::Relationship::MAX; }

bool IsComposition(schema::Composition composition) {
  return composition != schema::Composition::none && composition <= schema::Composition::MAX;
}

/// Something can still happen to it.
bool IsAlive(const HouseholdRow& row) { return !row.dissolved_on; }

}  // namespace

bool Apply(HouseholdRow& row, const schema::HouseholdFormed& fact) {
  row.composition = fact.composition();
  row.formed_on = Day{fact.from()};
  row.address_protected = fact.address_protected();
  if (!IsComposition(row.composition) || !IsPossible(row.formed_on)) return false;
  if (fact.members() == nullptr || fact.members()->size() == 0 || fact.members()->size() > kMaxMembers) return false;
  if (Text(fact.municipality()).size() > kMaxMunicipalityBytes) return false;
  ResideFrom(row, std::string(Text(fact.municipality())), row.formed_on);
  for (const auto* member : *fact.members()) {
    const EntityId person = events::Entity(member->person());
    if (!IsRelationship(member->relationship())) return false;
    if (!JoinDays(row, person, member->relationship(), row.formed_on)) return false;
    if (member->relationship() != schema::Relationship::reference_person) continue;
    if (!row.references.empty()) return false;
    row.references.push_back({row.formed_on, person});
  }
  return IsSound(row);
}

bool Apply(HouseholdRow& row, const schema::MemberJoined& fact) {
  const Day from{fact.from()};
  if (!IsAlive(row) || !IsPossible(from) || from < row.formed_on || !IsRelationship(fact.relationship())) return false;
  if (fact.relationship() == schema::Relationship::reference_person) return false;
  return JoinDays(row, events::Entity(fact.person()), fact.relationship(), from) && IsSound(row);
}

bool Apply(HouseholdRow& row, const schema::MemberLeft& fact) {
  const Day on{fact.on()};
  return IsAlive(row) && IsPossible(on) && PassReferenceTo(row, events::Entity(fact.reference()), on) &&
         LeaveDays(row, events::Entity(fact.person()), on) && IsSound(row);
}

bool Apply(HouseholdRow& row, const schema::ReferencePersonNamed& fact) {
  const Day from{fact.from()};
  if (!IsAlive(row) || !IsPossible(from) || !NameReference(row, events::Entity(fact.person()), from)) return false;
  if (fact.members() != nullptr) {
    for (const auto* member : *fact.members()) {
      if (!IsRelationship(member->relationship())) return false;
      if (!Relate(row, events::Entity(member->person()), member->relationship(), from)) return false;
    }
  }
  return IsSound(row);
}

bool Apply(HouseholdRow& row, const schema::HouseholdSplit& fact) {
  const Day on{fact.on()};
  if (!IsAlive(row) || !IsPossible(on) || fact.persons() == nullptr || fact.persons()->size() == 0) return false;
  if (!PassReferenceTo(row, events::Entity(fact.reference()), on)) return false;
  for (const auto* person : *fact.persons()) {
    if (!LeaveDays(row, events::Entity(person), on)) return false;
  }
  return MembersOn(row, on) > 0 && IsSound(row);
}

bool Apply(HouseholdRow& row, const schema::HouseholdMoved& fact) {
  const Day from{fact.from()};
  if (!IsAlive(row) || !IsPossible(from) || from < row.formed_on) return false;
  if (Text(fact.municipality()).size() > kMaxMunicipalityBytes) return false;
  ResideFrom(row, std::string(Text(fact.municipality())), from);
  return IsSound(row);
}

bool Apply(HouseholdRow& row, const schema::HouseholdDissolved& fact) {
  if (!IsAlive(row)) return false;
  row.dissolved_on = EmptyFrom(row);
  return row.dissolved_on == Day{fact.on()};
}

std::vector<EntityId> PersonsOf(const schema::HouseholdFormed& fact) {
  std::vector<EntityId> persons;
  for (const auto* member : *fact.members()) persons.push_back(events::Entity(member->person()));
  return persons;
}

std::vector<EntityId> PersonsOf(const schema::MemberJoined& fact) { return {events::Entity(fact.person())}; }

std::vector<EntityId> PersonsOf(const schema::MemberLeft& fact) { return {events::Entity(fact.person())}; }

std::vector<EntityId> PersonsOf(const schema::HouseholdSplit& fact) {
  std::vector<EntityId> persons;
  for (const auto* person : *fact.persons()) persons.push_back(events::Entity(person));
  return persons;
}

}  // namespace fascicolo::engine
