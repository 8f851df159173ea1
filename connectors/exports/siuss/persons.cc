#include "connectors/exports/siuss/persons.h"

#include "connectors/exports/siuss/regions.h"
#include "engine/families/household_days.h"
#include "engine/families/person.h"
#include "engine/families/rights_scope.h"

#include <algorithm>

namespace fascicolo::siuss {
namespace {

using engine::Text;

bool Holds(const engine::IdentifierRow& row, Day day) { return !row.until || day < *row.until; }

/// Of the registry household in which they are on the day; empty: none, or not known.
std::string RegistryMunicipality(const engine::State& state, EntityId person, Day day) {
  std::string found;
  using engine::StaysTable;
  const auto key = StaysTable::Key(person, schema::Composition::registry);
  state.Scan<StaysTable>(key, [&](std::string_view bytes, const engine::StaysRow& row) {
    const bool is_there = std::any_of(row.stays.begin(), row.stays.end(), [&](const engine::MembershipRow& stay) {
      return stay.from <= day && (!stay.until || day < *stay.until);
    });
    if (!is_there) return true;
    EntityId same;
    EntityId household;
    schema::Composition composition{};
    StaysTable::Read(bytes, same, composition, household);
    if (const auto of = state.Find<engine::HouseholdTable>(household)) found = engine::MunicipalityOn(*of, day);
    return found.empty();
  });
  return found;
}

bool IsProtected(const engine::PersonRow& row, Day day) {
  return row.is_protected && (!row.protected_until || day < *row.protected_until);
}

}  // namespace

void Persons::Take(Position commit, std::uint32_t index, const schema::Event& event) {
  using enum schema::EventPayload;
  const EntityId entity = events::Entity(event.entity());
  switch (event.payload_type()) {
    case PersonRegistered:
      known_[entity].citizenship = Text(event.payload_as_PersonRegistered()->citizenship());
      break;
    case CitizenshipRecorded:
      known_[entity].citizenship = Text(event.payload_as_CitizenshipRecorded()->citizenship());
      break;
    case AddressRecorded: {
      const auto& address = *event.payload_as_AddressRecorded();
      if (address.kind() == schema::AddressKind::residence) known_[entity].municipality = Text(address.municipality());
      return;  // its section is the address
    }
    case PersonIdentified:
    case PersonCorrected:
    case IdentifierAdded:
      break;
    default:
      return;
  }
  TakeSections(commit, index, event, known_[entity]);
}

void Persons::TakeSections(Position commit, std::uint32_t index, const schema::Event& event, Known& known) {
  if (event.sections() == nullptr) return;
  for (std::uint32_t i = 0; i < event.sections()->size(); ++i) {
    const std::string_view field = Text(event.sections()->Get(i)->field());
    const TextPlace place{commit, index, i};
    if (field == "/surname") known.surname = place;
    if (field == "/name") known.name = place;
    if (field == "/birthplace") known.birthplace = place;
    if (field == "/fiscal_code") known.codes.push_back({1, schema::IdentifierKind::fiscal_code, place});
    const auto* added = event.payload_as_IdentifierAdded();
    if (field == "/value" && added != nullptr) known.codes.push_back({added->identifier(), added->kind(), place});
  }
}

/// What an earlier entry told stands: the one behind a merge comes first.
void Persons::AddWhatIsKnown(const engine::State& state, EntityId entry, Day day, Beneficiary& who) const {
  const auto found = known_.find(entry);
  const auto row = state.Find<engine::PersonTable>(entry);
  if (found == known_.end() || !row) return;
  const Known& known = found->second;
  if (row->naming == schema::Naming::identified) {
    if (!who.surname) who.surname = known.surname;
    if (!who.name) who.name = known.name;
    if (!who.birthplace) who.birthplace = known.birthplace;
  }
  for (const auto wanted : {schema::IdentifierKind::fiscal_code, schema::IdentifierKind::provisional}) {
    for (auto code = known.codes.rbegin(); code != known.codes.rend() && !who.fiscal_code; ++code) {
      const bool is_known = code->number >= 1 && code->number <= row->identifiers.size();
      if (code->kind == wanted && is_known && Holds(row->identifiers[code->number - 1], day)) who.fiscal_code = code->place;
    }
  }
  if (who.birth_year == 0 && row->born) who.birth_year = YearOf(*row->born);
  if (who.sex == schema::Sex::unknown) who.sex = row->sex;
  if (who.citizenship.empty()) who.citizenship = known.citizenship;
  if (who.municipality.empty()) who.municipality = RegistryMunicipality(state, entry, day);
  if (who.municipality.empty()) who.municipality = known.municipality;
}

void Persons::CheckCode(const engine::State& state, const std::vector<EntityId>& entries,
                        std::set<Reason>& reasons) const {
  const bool has_health_code = std::any_of(entries.begin(), entries.end(), [&](EntityId entry) {
    const auto row = state.Find<engine::PersonTable>(entry);
    return row && std::any_of(row->identifiers.begin(), row->identifiers.end(), [](const engine::IdentifierRow& one) {
             return one.kind == schema::IdentifierKind::stp || one.kind == schema::IdentifierKind::eni;
           });
  });
  reasons.insert(has_health_code ? Reason::kOnlyHealthCode : Reason::kNoFiscalCode);
}

Beneficiary Persons::Of(const engine::State& state, EntityId person, Day day, std::set<Reason>& reasons) const {
  const auto entries = engine::EntriesOf(state, person);
  Beneficiary who{.person = entries.empty() ? person : entries.front()};
  bool is_protected = false;
  for (const EntityId entry : entries) {
    AddWhatIsKnown(state, entry, day, who);
    const auto row = state.Find<engine::PersonTable>(entry);
    is_protected = is_protected || (row && IsProtected(*row, day));
  }
  if (!who.surname || !who.name) reasons.insert(Reason::kNotIdentified);
  if (!who.fiscal_code) CheckCode(state, entries, reasons);
  if (who.sex == schema::Sex::unknown) reasons.insert(Reason::kNoSex);
  if (who.birth_year == 0) reasons.insert(Reason::kNoBirth);
  if (who.citizenship.empty()) reasons.insert(Reason::kNoCitizenship);
  if (is_protected) {
    who.municipality.clear();
    reasons.insert(Reason::kProtectedAddress);
  } else if (RegionOf(who.municipality).empty()) {
    reasons.insert(Reason::kNoResidence);
  }
  if (engine::FindRestriction(engine::RightsOf(state, person))) reasons.insert(Reason::kRestricted);
  return who;
}

}  // namespace fascicolo::siuss
