// Commands about households as tests say them.
#pragma once

#include <vector>

#include "engine/catalogue/sheet.h"
#include "engine/told_commands.h"

namespace fascicolo::engine {

inline constexpr const char* kSassari = "090064";
inline constexpr const char* kCagliari = "092009";

struct Place {
  EntityId person;
  schema::Relationship relationship;
};

/// The first is the reference person, the others are their children.
inline std::vector<Place> Family(const std::vector<EntityId>& persons) {
  std::vector<Place> places;
  for (const EntityId person : persons) {
    places.push_back({person, places.empty() ? schema::Relationship::reference_person : schema::Relationship::child});
  }
  return places;
}
inline std::vector<std::unique_ptr<schema::MemberT>> MembersOf(const std::vector<Place>& places) {
  std::vector<std::unique_ptr<schema::MemberT>> members;
  for (const Place& place : places) {
    auto member = std::make_unique<schema::MemberT>();
    member->person = Ref(place.person);
    member->relationship = place.relationship;
    members.push_back(std::move(member));
  }
  return members;
}

inline schema::FormHouseholdT Form(const std::vector<Place>& places, Day from,
                                   schema::Composition composition = schema::Composition::registry,
                                   std::string municipality = kSassari) {
  schema::FormHouseholdT command;
  command.composition = composition;
  command.members = MembersOf(places);
  command.from = from.days;
  command.municipality = std::move(municipality);
  return command;
}
inline schema::JoinHouseholdT Join(EntityId household, EntityId person, Day from,
                                   schema::Relationship relationship = schema::Relationship::child) {
  schema::JoinHouseholdT command;
  command.household = Ref(household);
  command.person = Ref(person);
  command.relationship = relationship;
  command.from = from.days;
  return command;
}
inline schema::LeaveHouseholdT Leave(EntityId household, EntityId person, Day on, EntityId reference = {},
                                     schema::LeaveReason reason = schema::LeaveReason::moved) {
  schema::LeaveHouseholdT command;
  command.household = Ref(household);
  command.person = Ref(person);
  command.on = on.days;
  command.reason = reason;
  command.reference = Ref(reference);
  return command;
}
inline schema::NameReferencePersonT NameReferencePerson(EntityId household, EntityId person, Day from,
                                                        const std::vector<Place>& places = {}) {
  schema::NameReferencePersonT command;
  command.household = Ref(household);
  command.person = Ref(person);
  command.from = from.days;
  command.members = MembersOf(places);
  return command;
}
inline schema::SplitHouseholdT Split(EntityId household, const std::vector<Place>& places, Day on,
                                     schema::LeaveReason reason = schema::LeaveReason::separated,
                                     std::string municipality = "") {
  schema::SplitHouseholdT command;
  command.household = Ref(household);
  command.members = MembersOf(places);
  command.on = on.days;
  command.reason = reason;
  command.municipality = std::move(municipality);
  return command;
}
inline schema::MoveHouseholdT Move(EntityId household, Day from, std::string municipality = "") {
  schema::MoveHouseholdT command;
  command.household = Ref(household);
  command.from = from.days;
  command.municipality = std::move(municipality);
  return command;
}

/// Somebody new, with a case in charge.
inline EntityId SomePerson(Kit& kit) { return PersonOf(kit, CaseInCharge(kit)); }
inline std::vector<EntityId> SomePersons(Kit& kit, std::size_t count) {
  std::vector<EntityId> persons;
  while (persons.size() < count) persons.push_back(SomePerson(kit));
  return persons;
}

}  // namespace fascicolo::engine
