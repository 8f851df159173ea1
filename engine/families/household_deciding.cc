#include "engine/families/household_deciding.h"

#include <algorithm>

#include "engine/families/checks.h"
#include "engine/families/household.h"
#include "engine/families/limits.h"
#include "engine/families/person.h"

namespace fascicolo::engine {

std::string_view TextOf(schema::Composition composition) { return schema::EnumNameComposition(composition); }

std::optional<Decision> CheckReason(schema::LeaveReason reason) {
  if (reason != schema::LeaveReason::none && reason <= schema::LeaveReason::MAX) return std::nullopt;
  return Malformed("/reason", "is missing or unknown", "a reason to leave");
}

bool HidesAddress(const State& state, const HouseholdRow& row, Day day) {
  return row.address_protected || std::any_of(row.members.begin(), row.members.end(), [&](const auto& membership) {
           return MembershipOn(row, membership.person, day) != nullptr &&
                  IsAddressProtected(state, membership.person, day);
         });
}

std::optional<Decision> CheckRelationship(const std::string& place, schema::Relationship relationship) {
  if (relationship != schema::Relationship::none && relationship <= schema::Relationship::MAX) return std::nullopt;
  return Malformed(place, "is missing or unknown", "what they are to the reference person");
}

std::optional<Decision> CheckRelationshipToReference(const std::string& place, schema::Relationship relationship) {
  if (relationship != schema::Relationship::reference_person) return CheckRelationship(place, relationship);
  return Malformed(place, "makes a second reference person", "NameReferencePerson for a member");
}

std::optional<Decision> CheckPerson(const State& state, const std::string& place, EntityId person) {
  if (state.FindEntity<PersonTable>(person)) return std::nullopt;
  return Unknown(place, person, "person");
}

std::optional<Decision> CheckMembers(const State& state, const SchemaMembers* members) {
  if (members == nullptr || members->size() == 0) return Malformed("/members", "are missing", "one or more");
  if (members->size() > kMaxMembers) return Malformed("/members", "are too many", std::to_string(kMaxMembers));
  std::vector<EntityId> known;
  std::size_t references = 0;
  for (flatbuffers::uoffset_t i = 0; i < members->size(); ++i) {
    const auto& member = *members->Get(i);
    const EntityId person = events::Entity(member.person());
    const std::string place = "/members/" + std::to_string(i);
    if (std::find(known.begin(), known.end(), person) != known.end()) {
      return Malformed(place, "stands twice", "every member once");
    }
    if (auto answer = CheckRelationship(place + "/relationship", member.relationship())) return answer;
    if (auto answer = CheckPerson(state, place + "/person", person)) return answer;
    known.push_back(person);
    if (member.relationship() == schema::Relationship::reference_person) ++references;
  }
  if (references == 1) return std::nullopt;
  return Malformed("/members", "name " + std::to_string(references) + " reference persons", "one");
}

Refusal AlreadyInHousehold(EntityId person, EntityId household, schema::Composition composition) {
  return {Rule::kAlreadyInHousehold,
          {{"person", ToHex(person)},
           {"household", ToHex(household)},
           {"composition", std::string(TextOf(composition))}}};
}

std::optional<Decision> CheckFree(const State& state, EntityId person, schema::Composition composition, Day from,
                                  EntityId but) {
  std::optional<Decision> answer;
  std::size_t households = 0;
  state.Scan<StaysTable>(StaysTable::Key(person, composition), [&](std::string_view bytes, const StaysRow& row) {
    EntityId of;
    auto kind = composition;
    EntityId household;
    StaysTable::Read(bytes, of, kind, household);
    if (household == but) return true;
    ++households;
    state.CheckNotFrozen(household);
    const auto overlaps = [&](const MembershipRow& stay) { return !stay.until || *stay.until > from; };
    if (!std::any_of(row.stays.begin(), row.stays.end(), overlaps)) return true;
    answer = AlreadyInHousehold(person, household, composition);
    return false;
  });
  if (answer || households < kMaxHouseholds) return answer;
  return Malformed("/household", "is one too many for this person", std::to_string(kMaxHouseholds) + " at most");
}

std::optional<Decision> CheckSound(const HouseholdRow& after) {
  if (const auto day = FirstDayWithoutReference(after)) {
    return Refusal{Rule::kReferencePersonMissing, {{"day", FormatDay(*day)}}};
  }
  if (IsWithinLimits(after)) return std::nullopt;
  return Malformed("/household", "has too many members or moves",
                   std::to_string(kMaxMembers) + " members on one day, " + std::to_string(kMaxStays) + " stays, " +
                       std::to_string(kMaxResidences) + " moves");
}

Refusal NotAMember(EntityId person, Day day) {
  return {Rule::kNotAMember, {{"person", ToHex(person)}, {"day", FormatDay(day)}}};
}

Decision OnHousehold(const State& state, const Intent& intent, const schema::Id* id, std::string_view place, Day day,
                     const std::function<Decision(EntityId, HouseholdRow&)>& decide) {
  const EntityId household = events::Entity(id);
  auto row = state.FindEntity<HouseholdTable>(household);
  if (!row) return Unknown("/household", household, "household");
  if (row->dissolved_on) {
    return Refusal{Rule::kHouseholdDissolved, {{"dissolved_on", FormatDay(*row->dissolved_on)}}};
  }
  if (auto answer = CheckPast(intent, place, day)) return *std::move(answer);
  if (day < row->formed_on) {
    return Refusal{Rule::kDateOutOfOrder, {{"day", FormatDay(day)}, {"formed_on", FormatDay(row->formed_on)}}};
  }
  return decide(household, *row);
}

std::vector<std::unique_ptr<schema::MemberT>> Copied(const SchemaMembers* members) {
  std::vector<std::unique_ptr<schema::MemberT>> copies;
  if (members == nullptr) return copies;
  for (const auto* member : *members) copies.emplace_back(member->UnPack());
  return copies;
}

void DraftDissolved(Drafts& drafts, EntityId household, const HouseholdRow& after) {
  const auto empty = EmptyFrom(after);
  if (!empty) return;
  schema::HouseholdDissolvedT dissolved;
  dissolved.on = empty->days;
  DraftOn(drafts, household, *empty, dissolved);
}

}  // namespace fascicolo::engine
