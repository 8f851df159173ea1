#include "connectors/simulator/people_office.h"

#include "connectors/simulator/in_charge.h"
#include "connectors/simulator/invented_person.h"
#include "connectors/simulator/neighbours.h"

#include <algorithm>
#include <array>

namespace fascicolo::simulator {
namespace {

constexpr std::uint64_t kPeopleStream = 0x7065'6F70'6C65;  ///< "people"
constexpr int kFrailAge = 75;

std::string PeopleText(std::string_view text) { return std::string(kInventedMark) + std::string(text); }

/// The one that waits longest, taken out; none: nobody waits.
template <class One>
std::optional<One> TakeFirst(std::vector<One>& waiting) {
  if (waiting.empty()) return std::nullopt;
  const One first = waiting.front();
  waiting.erase(waiting.begin());
  return first;
}

template <class Command>
Command OfPerson(const TownHall& hall, std::uint32_t person) {
  Command command;
  command.person = SchemaId(hall.neighbours[person].id);
  return command;
}

}  // namespace

PeopleOffice::PeopleOffice(TownHall& hall) : hall_(hall), chance_(hall.parameters.seed ^ kPeopleStream) {}

std::span<const Happening<PeopleOffice>> PeopleOffice::Table() {
  using Office = PeopleOffice;
  static constexpr std::array<Happening<Office>, 24> kTable{{
      {160, &Office::Correct},        {25, &Office::IdentifyAlias},   {120, &Office::AddIdentifier},
      {40, &Office::EndIdentifier},   {400, &Office::SetPreferences}, {30, &Office::ProtectAddress},
      {15, &Office::LiftProtection},  {40, &Office::Merge},           {3, &Office::Unmerge},
      {150, &Office::Represent},      {40, &Office::EndRepresentation}, {120, &Office::JoinHousehold},
      {120, &Office::LeaveHousehold}, {60, &Office::SplitHousehold},  {20, &Office::NameReference},
      {3, &Office::TakeForDead},      {12, &Office::Revive},          {30, &Office::Rectify},
      {12, &Office::Restrict},        {12, &Office::LiftRestriction}, {10, &Office::Hold},
      {8, &Office::LiftHold},         {12, &Office::ProposeErasure},  {24, &Office::AnswerErasure},
  }};
  return kTable;
}

void PeopleOffice::PlanYear() { PlanHappenings(hall_, chance_, ErrandKind::kPeople, Table()); }

void PeopleOffice::Do(const Errand& errand) {
  if (errand.kind == ErrandKind::kPeople) (this->*Table()[errand.subject].does)();
}

void PeopleOffice::Correct() {
  const auto person = SomebodyRegistered(hall_, chance_);
  if (!person) return;
  auto correct = OfPerson<schema::CorrectPersonT>(hall_, *person);
  correct.reason = "registry";
  hall_.door.Send(kRegistryOffice, std::move(correct), {{"/surname", InventPerson(chance_, hall_.today, 20, 80).surname}});
}

/// Known by what they were called on the street, until papers turn up.
void PeopleOffice::IdentifyAlias() {
  schema::RegisterPersonT alias;
  alias.naming = schema::Naming::alias;
  const InventedPerson invented = InventPerson(chance_, hall_.today, 20, 70);
  const EntityId id = engine::NewEntity(
      hall_.door.Send("dormitorio.accoglienza", std::move(alias), {{"/name", invented.name}}), 0);
  schema::IdentifyPersonT identify;
  identify.person = SchemaId(id);
  identify.born = invented.born.days;
  hall_.door.Send(kRegistryOffice, std::move(identify), {{"/surname", invented.surname}, {"/name", invented.name}});
}

void PeopleOffice::AddIdentifier() {
  const auto person = SomebodyRegistered(hall_, chance_);
  if (!person || !touched_.insert(*person).second) return;
  auto add = OfPerson<schema::AddIdentifierT>(hall_, *person);
  add.kind = schema::IdentifierKind::other;
  identified_.push_back(*person);
  hall_.door.Send(kRegistryOffice, std::move(add), {{"/value", PeopleText("tessera ") + std::to_string(++papers_)}});
}

void PeopleOffice::EndIdentifier() {
  const auto person = TakeFirst(identified_);
  if (!person) return;
  auto end = OfPerson<schema::EndIdentifierT>(hall_, *person);
  const auto row = hall_.state().Find<engine::PersonTable>(hall_.neighbours[*person].id);
  end.identifier = row ? static_cast<std::uint32_t>(row->identifiers.size()) : 1;
  end.reason = "expired";
  hall_.door.Send(kRegistryOffice, std::move(end));
}

void PeopleOffice::SetPreferences() {
  const auto person = SomebodyRegistered(hall_, chance_);
  if (!person) return;
  auto preferences = OfPerson<schema::SetContactPreferencesT>(hall_, *person);
  preferences.preferred = chance_.Happens(700) ? schema::Channel::phone : schema::Channel::mail;
  preferences.spoken = "it";
  hall_.door.Send("sportello.adulti", std::move(preferences), {{"/contact", PeopleText("000 0000000")}});
}

void PeopleOffice::ProtectAddress() {
  const auto person = SomebodyRegistered(hall_, chance_);
  if (!person || !touched_.insert(*person).second) return;
  auto protect = OfPerson<schema::ProtectAddressT>(hall_, *person);
  protect.ground = "violence";
  protected_.push_back(*person);
  hall_.hidden.insert(*person);
  hall_.door.Send(kRegistryOffice, std::move(protect));
}

void PeopleOffice::LiftProtection() {
  const auto person = TakeFirst(protected_);
  if (!person) return;
  auto lift = OfPerson<schema::LiftAddressProtectionT>(hall_, *person);
  lift.reason = "danger_over";
  hall_.door.Send(kRegistryOffice, std::move(lift));
}

/// Entered a second time at another desk.
void PeopleOffice::Merge() {
  const auto person = SomebodyRegistered(hall_, chance_);
  if (!person || !touched_.insert(*person).second) return;
  const InventedPerson invented = InventPerson(chance_, hall_.today, 20, 80);
  schema::RegisterPersonT again;
  again.born = hall_.neighbours[*person].born.days;
  const EntityId duplicate = engine::NewEntity(
      hall_.door.Send("sportello.famiglie", std::move(again), {{"/surname", invented.surname}, {"/name", invented.name}}),
      0);
  auto merge = OfPerson<schema::MergePersonsT>(hall_, *person);
  merge.duplicate = SchemaId(duplicate);
  merge.reason = "same_papers";
  duplicates_.push_back(duplicate);
  hall_.door.Send(kRegistryOffice, std::move(merge));
}

void PeopleOffice::Unmerge() {
  const auto duplicate = TakeFirst(duplicates_);
  if (!duplicate) return;
  schema::UnmergePersonsT unmerge;
  unmerge.duplicate = SchemaId(*duplicate);
  unmerge.reason = "two_after_all";
  hall_.door.Send(kRegistryOffice, std::move(unmerge));
}

void PeopleOffice::Represent() {
  constexpr int kLookAt = 20;
  for (int i = 0; i < kLookAt; ++i) {
    const auto person = SomebodyRegistered(hall_, chance_);
    const auto by = SomebodyRegistered(hall_, chance_);
    if (!person || !by || *person == *by || touched_.contains(*person)) continue;
    if (AgeOn(hall_.today, hall_.neighbours[*person].born) < kFrailAge) continue;
    touched_.insert(*person);
    auto grant = OfPerson<schema::GrantRepresentationT>(hall_, *person);
    const bool is_by_court = chance_.Happens(500);
    grant.kind = is_by_court ? schema::RepresentationKind::support_administrator : schema::RepresentationKind::delegate;
    grant.representative = SchemaId(hall_.neighbours[*by].id);
    grant.powers = {schema::Power::sign, schema::Power::receive};
    if (is_by_court) grant.decree = "R.G. " + std::to_string(++papers_) + "/" + std::to_string(YearOf(hall_.today));
    represented_.push_back(*person);
    hall_.door.Send("sportello.adulti", std::move(grant));
    return;
  }
}

void PeopleOffice::EndRepresentation() {
  const auto person = TakeFirst(represented_);
  if (!person) return;
  auto end = OfPerson<schema::EndRepresentationT>(hall_, *person);
  end.representation = 1;
  end.reason = "revoked";
  hall_.door.Send("sportello.adulti", std::move(end));
}

std::optional<std::uint32_t> PeopleOffice::SomebodyWithHousehold() {
  constexpr int kLookAt = 40;
  for (int i = 0; i < kLookAt; ++i) {
    const auto person = SomebodyRegistered(hall_, chance_);
    if (!person || hall_.in_housing.contains(*person) || touched_.contains(*person)) continue;
    const Neighbour& neighbour = hall_.neighbours[*person];
    if (!neighbour.others.empty() && hall_.IsHousehold(neighbour.household)) return person;
  }
  return std::nullopt;
}

void PeopleOffice::JoinHousehold() {
  const auto person = SomebodyWithHousehold();
  if (!person) return;
  const std::uint32_t newcomer = RegisterNeighbour(hall_, 0, 60, kItaly);  // moves the neighbours
  hall_.neighbours[*person].others.push_back(newcomer);
  schema::JoinHouseholdT join;
  join.household = SchemaId(hall_.neighbours[*person].household);
  join.person = SchemaId(hall_.neighbours[newcomer].id);
  join.relationship = schema::Relationship::other_relative;
  join.from = hall_.today.days;
  hall_.door.Send(kRegistryOffice, std::move(join));
}

void PeopleOffice::LeaveHousehold() {
  const auto person = SomebodyWithHousehold();
  if (!person) return;
  auto& others = hall_.neighbours[*person].others;
  schema::LeaveHouseholdT leave;
  leave.household = SchemaId(hall_.neighbours[*person].household);
  leave.person = SchemaId(hall_.neighbours[others.back()].id);
  leave.on = hall_.today.days;
  leave.reason = schema::LeaveReason::moved;
  others.pop_back();
  hall_.door.Send(kRegistryOffice, std::move(leave));
}

void PeopleOffice::SplitHousehold() {
  const auto person = SomebodyWithHousehold();
  if (!person) return;
  auto& others = hall_.neighbours[*person].others;
  schema::SplitHouseholdT split;
  split.household = SchemaId(hall_.neighbours[*person].household);
  split.members.push_back(std::make_unique<schema::MemberT>());
  split.members.back()->person = SchemaId(hall_.neighbours[others.back()].id);
  split.members.back()->relationship = schema::Relationship::reference_person;
  split.on = hall_.today.days;
  split.reason = chance_.Happens(900) ? schema::LeaveReason::separated : schema::LeaveReason::violence;
  if (split.reason == schema::LeaveReason::violence) hall_.hidden.insert(others.back());
  if (!hall_.IsHidden(*person)) split.municipality = kHere;
  others.pop_back();
  hall_.door.Send(kRegistryOffice, std::move(split), {{"/address", InventedStreet(chance_)}});
}

void PeopleOffice::NameReference() {
  const auto person = SomebodyWithHousehold();
  if (!person) return;
  touched_.insert(*person);
  const Neighbour& neighbour = hall_.neighbours[*person];
  schema::NameReferencePersonT name;
  name.household = SchemaId(neighbour.household);
  name.person = SchemaId(hall_.neighbours[neighbour.others.front()].id);
  name.from = hall_.today.days;
  name.members.push_back(std::make_unique<schema::MemberT>());
  name.members.back()->person = SchemaId(neighbour.id);
  name.members.back()->relationship = schema::Relationship::cohabitant;
  hall_.door.Send(kRegistryOffice, std::move(name));
}

/// Of the same name as somebody who died: it comes out within days (Revive).
void PeopleOffice::TakeForDead() {
  const auto person = SomebodyRegistered(hall_, chance_);
  if (!person || !touched_.insert(*person).second) return;
  auto death = OfPerson<schema::RecordDeathT>(hall_, *person);
  death.source = "family";
  believed_dead_.push_back(*person);
  hall_.restricted.insert(*person);
  hall_.door.Send(kRegistryOffice, std::move(death));
}

void PeopleOffice::Revive() {
  const auto person = TakeFirst(believed_dead_);
  if (!person) return;
  auto revoke = OfPerson<schema::RevokeDeathT>(hall_, *person);
  revoke.reason = "same_name";
  hall_.restricted.erase(*person);
  hall_.door.Send(kRegistryOffice, std::move(revoke));
}

}  // namespace fascicolo::simulator
