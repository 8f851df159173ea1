// What may be recorded about a household, and what cannot have been.
#include "engine/families/household.h"

#include <algorithm>

#include "engine/families/checks.h"
#include "engine/families/household_days.h"
#include "engine/families/household_deciding.h"
#include "engine/families/person.h"
#include "engine/families/schema_ids.h"

namespace fascicolo::engine {
namespace {

bool BringsAddress(const Intent& intent) {
  return std::find(intent.personal.begin(), intent.personal.end(), "/address") != intent.personal.end();
}

/// `members` leave `household` together on `on`, and still somebody stays.
std::optional<Decision> LeaveTogether(const State& state, EntityId household, HouseholdRow& after,
                                      const SchemaMembers& members, Day on) {
  for (const auto* member : members) {
    const EntityId person = events::Entity(member->person());
    if (!LeaveDays(after, person, on)) return NotAMember(person, on - 1);
    if (auto answer = CheckFree(state, person, after.composition, on, household)) return answer;
  }
  if (MembersOn(after, on) == 0) return Refusal{Rule::kNobodyStays, {{"day", FormatDay(on)}}};
  return CheckSound(after);
}

bool SomebodyIsProtected(const State& state, const SchemaMembers& members, Day today) {
  return std::any_of(members.begin(), members.end(), [&](const schema::Member* member) {
    return IsAddressProtected(state, events::Entity(member->person()), today);
  });
}

/// What `members` are to a new reference person.
std::optional<Decision> CheckRelated(HouseholdRow& after, const std::vector<std::unique_ptr<schema::MemberT>>& members,
                                     Day from) {
  for (std::size_t i = 0; i < members.size(); ++i) {
    const std::string place = "/members/" + std::to_string(i) + "/relationship";
    const EntityId member = events::Entity(members[i]->person.get());
    if (auto answer = CheckRelationshipToReference(place, members[i]->relationship)) return answer;
    if (!Relate(after, member, members[i]->relationship, from)) return NotAMember(member, from);
  }
  return std::nullopt;
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::FormHousehold& command) {
  const Day from{command.from()};
  const auto composition = command.composition();
  if (composition == schema::Composition::none || composition > schema::Composition::MAX) {
    return Malformed("/composition", "is missing or unknown", "registry, real or isee");
  }
  if (auto answer = CheckMembers(state, command.members())) return *std::move(answer);
  if (auto answer = CheckPast(intent, "/from", from)) return *std::move(answer);
  if (auto answer = CheckMunicipality(Text(command.municipality()),
                                      SomebodyIsProtected(state, *command.members(), intent.today))) {
    return *std::move(answer);
  }
  for (const auto* member : *command.members()) {
    if (auto answer = CheckFree(state, events::Entity(member->person()), composition, from)) return *std::move(answer);
  }
  const EntityId id = NewEntity(intent.command, 0);
  Drafts drafts(intent);
  schema::HouseholdFormedT formed;
  formed.composition = composition;
  formed.members = Copied(command.members());
  formed.from = from.days;
  formed.municipality = Text(command.municipality());
  drafts.Seal(DraftOn(drafts, id, from, std::move(formed)), "/address", id);
  return drafts.Done();
}

Decision Decide(const State& state, const Intent& intent, const schema::JoinHousehold& command) {
  const Day from{command.from()};
  const auto decide = [&](EntityId id, HouseholdRow& after) -> Decision {
    const EntityId person = events::Entity(command.person());
    if (auto answer = CheckPerson(state, "/person", person)) return *std::move(answer);
    if (auto answer = CheckRelationshipToReference("/relationship", command.relationship())) return *std::move(answer);
    if (auto answer = CheckFree(state, person, after.composition, from, id)) return *std::move(answer);
    if (!JoinDays(after, person, command.relationship(), from)) {
      return AlreadyInHousehold(person, id, after.composition);
    }
    if (auto answer = CheckSound(after)) return *std::move(answer);
    Drafts drafts(intent);
    schema::MemberJoinedT joined;
    joined.person = IdOf(person);
    joined.relationship = command.relationship();
    joined.from = from.days;
    DraftOn(drafts, id, from, std::move(joined));
    return drafts.Done();
  };
  return OnHousehold(state, intent, command.household(), "/from", from, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::LeaveHousehold& command) {
  const Day on{command.on()};
  const auto decide = [&](EntityId id, HouseholdRow& after) -> Decision {
    const EntityId person = events::Entity(command.person());
    const EntityId reference = events::Entity(command.reference());
    if (auto answer = CheckReason(command.reason())) return *std::move(answer);
    if (!PassReferenceTo(after, reference, on)) return NotAMember(reference, on);
    if (!LeaveDays(after, person, on)) return NotAMember(person, on - 1);
    if (auto answer = CheckSound(after)) return *std::move(answer);
    Drafts drafts(intent);
    schema::MemberLeftT left;
    left.person = IdOf(person);
    left.on = on.days;
    left.reason = command.reason();
    left.reference = IdOf(reference);
    DraftOn(drafts, id, on, std::move(left));
    DraftDissolved(drafts, id, after);
    return drafts.Done();
  };
  return OnHousehold(state, intent, command.household(), "/on", on, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::NameReferencePerson& command) {
  const Day from{command.from()};
  const auto decide = [&](EntityId id, HouseholdRow& after) -> Decision {
    const EntityId person = events::Entity(command.person());
    if (ReferenceOn(after, from) == person) return Refusal{Rule::kSameReferencePerson, {{"person", ToHex(person)}}};
    if (!NameReference(after, person, from)) return NotAMember(person, from);
    schema::ReferencePersonNamedT named;
    named.person = IdOf(person);
    named.from = from.days;
    named.members = Copied(command.members());
    if (auto answer = CheckRelated(after, named.members, from)) return *std::move(answer);
    if (auto answer = CheckSound(after)) return *std::move(answer);
    Drafts drafts(intent);
    DraftOn(drafts, id, from, std::move(named));
    return drafts.Done();
  };
  return OnHousehold(state, intent, command.household(), "/from", from, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::SplitHousehold& command) {
  const Day on{command.on()};
  const auto decide = [&](EntityId id, HouseholdRow& after) -> Decision {
    const bool is_violence = command.reason() == schema::LeaveReason::violence;
    if (auto answer = CheckReason(command.reason())) return *std::move(answer);
    if (auto answer = CheckMembers(state, command.members())) return *std::move(answer);
    const bool hides = is_violence || SomebodyIsProtected(state, *command.members(), intent.today);
    if (auto answer = CheckMunicipality(Text(command.municipality()), hides)) return *std::move(answer);
    const EntityId reference = events::Entity(command.reference());
    if (!PassReferenceTo(after, reference, on)) return NotAMember(reference, on);
    if (auto answer = LeaveTogether(state, id, after, *command.members(), on)) return *std::move(answer);
    const EntityId into = NewEntity(intent.command, 0);
    Drafts drafts(intent);
    schema::HouseholdSplitT split;
    for (const auto* member : *command.members()) split.persons.push_back(*member->person());
    split.on = on.days;
    split.reference = IdOf(reference);
    if (!is_violence) {
      split.reason = command.reason();
      split.into = IdOf(into);
    }
    DraftOn(drafts, id, on, std::move(split));
    DraftDissolved(drafts, id, after);
    schema::HouseholdFormedT formed;
    formed.composition = after.composition;
    formed.members = Copied(command.members());
    formed.from = on.days;
    formed.municipality = Text(command.municipality());
    formed.split_from = IdOf(id);
    formed.reason = command.reason();
    formed.address_protected = is_violence;
    drafts.Seal(DraftOn(drafts, into, on, std::move(formed)), "/address", into);
    return drafts.Done();
  };
  return OnHousehold(state, intent, command.household(), "/on", on, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::MoveHousehold& command) {
  const Day from{command.from()};
  const auto decide = [&](EntityId id, HouseholdRow& after) -> Decision {
    const std::string given(Text(command.municipality()));
    const bool hides = HidesAddress(state, after, intent.today);
    if (auto answer = CheckMunicipality(given, hides)) return *std::move(answer);
    if (given.empty() && !BringsAddress(intent)) {
      return Malformed("/address", "is missing, and so is the municipality", "where they live now");
    }
    schema::HouseholdMovedT moved;
    moved.from = from.days;
    if (!hides) moved.previous = MunicipalityOn(after, from - 1);
    moved.municipality = given.empty() ? moved.previous : given;
    moved.left_municipality = !moved.previous.empty() && moved.municipality != moved.previous;
    ResideFrom(after, moved.municipality, from);
    if (auto answer = CheckSound(after)) return *std::move(answer);
    Drafts drafts(intent);
    drafts.Seal(DraftOn(drafts, id, from, std::move(moved)), "/address", id);
    return drafts.Done();
  };
  return OnHousehold(state, intent, command.household(), "/from", from, decide);
}

}  // namespace fascicolo::engine
