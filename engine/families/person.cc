#include "engine/families/person.h"

#include <algorithm>
#include <functional>

#include "engine/families/checks.h"
#include "engine/families/schema_ids.h"
#include "engine/identity/other_codes.h"

namespace fascicolo::engine {
namespace {

bool IsProtectedOn(const PersonRow& row, Day day) {
  return row.is_protected && (!row.protected_until || day < *row.protected_until);
}

/// Visits every entry of the person until `visit` answers false, the one behind it first; one reading for each.
void ForEachEntry(const State& state, EntityId person, const std::function<bool(EntityId, const PersonRow&)>& visit) {
  std::vector<EntityId> entries{person};
  auto row = state.Find<PersonTable>(person);
  for (std::size_t i = 0; i < kMaxEntries && row && !row->merged_into.is_zero(); ++i) {
    entries[0] = row->merged_into;
    row = state.Find<PersonTable>(entries[0]);
  }
  for (std::size_t i = 0; row && visit(entries[i], *row); row = state.Find<PersonTable>(entries[i])) {
    if (entries.size() + row->duplicates.size() > kMaxEntries) return;
    entries.insert(entries.end(), row->duplicates.begin(), row->duplicates.end());
    if (++i == entries.size()) return;
  }
}

bool IsHealthCode(schema::IdentifierKind kind) {
  return kind == schema::IdentifierKind::stp || kind == schema::IdentifierKind::eni;
}

/// A person has one fiscal code at a time.
std::optional<Decision> CheckOneFiscalCode(const PersonRow& row, const schema::AddIdentifier& command, Day on) {
  if (command.kind() != schema::IdentifierKind::fiscal_code) return std::nullopt;
  for (std::size_t i = 0; i < row.identifiers.size(); ++i) {
    const IdentifierRow& other = row.identifiers[i];
    if (other.kind == command.kind() && (!other.until || *other.until > on)) {
      return Refusal{Rule::kIdentifierInForce, {{"identifier", std::to_string(i + 1)}}};
    }
  }
  return std::nullopt;
}

}  // namespace

std::variant<PersonRow, Decision> PersonIn(const State& state, EntityId id, std::string_view place) {
  auto row = state.FindEntity<PersonTable>(id);
  if (!row) return Decision(Unknown(std::string(place), id, "person"));
  return *std::move(row);
}

std::optional<Decision> CheckOwnPerson(EntityId id, const PersonRow& row) {
  if (row.merged_into.is_zero()) return std::nullopt;
  return Refusal{Rule::kPersonMerged, {{"duplicate", ToHex(id)}, {"person", ToHex(row.merged_into)}}};
}

std::vector<EntityId> EntriesOf(const State& state, EntityId person) {
  std::vector<EntityId> entries;
  ForEachEntry(state, person, [&](EntityId entry, const PersonRow&) {
    entries.push_back(entry);
    return true;
  });
  return entries;
}

EntityId PersonBehind(const State& state, EntityId id) {
  EntityId behind = id;
  ForEachEntry(state, id, [&](EntityId entry, const PersonRow&) {
    behind = entry;
    return false;
  });
  return behind;
}

std::optional<Day> DiedOn(const State& state, EntityId person) {
  std::optional<Day> died_on;
  ForEachEntry(state, person, [&](EntityId, const PersonRow& row) {
    died_on = row.died_on;
    return !died_on;
  });
  return died_on;
}

bool IsAddressProtected(const State& state, EntityId person, Day day) {
  bool is_protected = false;
  ForEachEntry(state, person, [&](EntityId, const PersonRow& row) {
    is_protected = IsProtectedOn(row, day);
    return !is_protected;
  });
  return is_protected;
}

void DraftPerson(Drafts& drafts, const Intent& intent, const NewPerson& person) {
  schema::PersonRegisteredT registered;
  registered.first_case = IdOf(person.first_case);
  registered.naming = person.naming;
  registered.born = DaysOf(person.born);
  registered.sex = person.sex;
  registered.citizenship = person.citizenship;
  registered.has_fiscal_code = intent.Brings("/fiscal_code");
  auto& draft = drafts.Add(person.id, kPersonKind, std::move(registered));
  for (const char* field : {"/surname", "/name", "/fiscal_code", "/birthplace"}) drafts.Seal(draft, field, person.id);
}

std::optional<Decision> CheckDuplicates(const Intent& intent,
                                        const flatbuffers::Vector<const schema::Id*>* distinct_from) {
  Refusal refusal{Rule::kLikelyDuplicate, {}};
  for (const auto& [name, value] : intent.findings) {
    if (name != kFoundAlike) continue;
    const bool is_known = distinct_from != nullptr &&
                          std::any_of(distinct_from->begin(), distinct_from->end(), [&](const schema::Id* other) {
                            return ToHex(events::Entity(other)) == value;
                          });
    if (!is_known) refusal.facts.emplace_back("person", value);
  }
  if (refusal.facts.empty()) return std::nullopt;
  return refusal;
}

std::optional<Decision> CheckBorn(const Intent& intent, std::int32_t born) {
  const auto day = DayIfGiven(born);
  if (!day) return std::nullopt;
  if (!IsPossible(*day)) return Malformed("/born", "is out of range", "a day of 1900 to 2200");
  if (*day <= intent.today) return std::nullopt;
  return Refusal{Rule::kDateOutOfOrder, {{"born", FormatDay(*day)}, {"today", FormatDay(intent.today)}}};
}

Decision Decide(const State&, const Intent& intent, const schema::RegisterPerson& command) {
  if (auto answer = FirstOf(CheckKnownWord("/naming", command.naming()), CheckKnownWord("/sex", command.sex()),
                            CheckDigits("/citizenship", Text(command.citizenship()), kCitizenshipDigits),
                            CheckBorn(intent, command.born()), CheckDuplicates(intent, command.distinct_from()))) {
    return *std::move(answer);
  }
  Drafts drafts(intent);
  DraftPerson(drafts, intent,
              {.id = NewEntity(intent.command, 0),
               .first_case = {},
               .naming = command.naming(),
               .born = DayIfGiven(command.born()),
               .sex = command.sex(),
               .citizenship = Text(command.citizenship())});
  return drafts.Done();
}

Decision Decide(const State& state, const Intent& intent, const schema::IdentifyPerson& command) {
  return OnPerson(state, command.person(), [&](EntityId person, const PersonRow& row) -> Decision {
    if (auto answer = FirstOf(CheckKnownWord("/sex", command.sex()), CheckBorn(intent, command.born()))) {
      return *std::move(answer);
    }
    if (row.naming == schema::Naming::identified) return Refusal{Rule::kAlreadyIdentified, {}};
    Drafts drafts(intent);
    schema::PersonIdentifiedT identified;
    identified.born = command.born();
    identified.sex = command.sex();
    auto& draft = drafts.Add(person, kPersonKind, identified);
    for (const char* field : {"/surname", "/name", "/birthplace"}) drafts.Seal(draft, field, person);
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::CorrectPerson& command) {
  return OnPerson(state, command.person(), [&](EntityId person, const PersonRow& row) -> Decision {
    if (auto answer = FirstOf(CheckText("/reason", Text(command.reason())), CheckKnownWord("/sex", command.sex()),
                              CheckBorn(intent, command.born()))) {
      return *std::move(answer);
    }
    if (row.naming != schema::Naming::identified) return Refusal{Rule::kNotIdentified, {}};
    Drafts drafts(intent);
    schema::PersonCorrectedT corrected;
    corrected.reason = Text(command.reason());
    corrected.born = command.born();
    corrected.sex = command.sex();
    auto& draft = drafts.Add(person, kPersonKind, std::move(corrected));
    for (const char* field : {"/surname", "/name", "/birthplace"}) drafts.Seal(draft, field, person);
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::AddIdentifier& command) {
  return OnPerson(state, command.person(), [&](EntityId person, const PersonRow& row) -> Decision {
    const Day from = intent.effective_on;
    if (auto answer = FirstOf(CheckWord("/kind", command.kind()), CheckUntil(from, command.until()),
                              CheckOneFiscalCode(row, command, from))) {
      return *std::move(answer);
    }
    if (row.identifiers.size() >= kMaxIdentifiers) {
      return Refusal{Rule::kTooMany, {{"of", "identifiers"}, {"at_most", std::to_string(kMaxIdentifiers)}}};
    }
    schema::IdentifierAddedT added;
    added.identifier = static_cast<std::uint32_t>(row.identifiers.size() + 1);
    added.kind = command.kind();
    added.from = from.days;
    added.until = command.until();
    if (added.until == 0 && IsHealthCode(command.kind())) added.until = EndOfHealthCode(from).days;
    Drafts drafts(intent);
    drafts.Seal(drafts.Add(person, kPersonKind, added), "/value", person);
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::EndIdentifier& command) {
  return OnPerson(state, command.person(), [&](EntityId person, const PersonRow& row) -> Decision {
    if (auto answer = FirstOf(CheckText("/reason", Text(command.reason())), CheckHappened(intent))) {
      return *std::move(answer);
    }
    const std::size_t number = command.identifier();
    const bool is_there = number >= 1 && number <= row.identifiers.size();
    const Day on = intent.effective_on;
    if (!is_there || (row.identifiers[number - 1].until && *row.identifiers[number - 1].until <= on)) {
      return Refusal{Rule::kIdentifierNotInForce, {{"identifier", std::to_string(number)}}};
    }
    Drafts drafts(intent);
    schema::IdentifierEndedT ended;
    ended.identifier = command.identifier();
    ended.reason = Text(command.reason());
    drafts.Add(person, kPersonKind, std::move(ended));
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::RecordCitizenship& command) {
  return OnPerson(state, command.person(), [&](EntityId person, const PersonRow&) -> Decision {
    if (auto answer = FirstOf(CheckText("/citizenship", Text(command.citizenship())),
                              CheckDigits("/citizenship", Text(command.citizenship()), kCitizenshipDigits),
                              CheckUntil(intent.effective_on, command.permit_until()))) {
      return *std::move(answer);
    }
    Drafts drafts(intent);
    schema::CitizenshipRecordedT recorded;
    recorded.citizenship = Text(command.citizenship());
    recorded.permit = Text(command.permit());
    recorded.permit_until = command.permit_until();
    drafts.Add(person, kPersonKind, std::move(recorded));
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::SetContactPreferences& command) {
  return OnPerson(state, command.person(), [&](EntityId person, const PersonRow&) -> Decision {
    if (auto answer = CheckWord("/preferred", command.preferred())) return *std::move(answer);
    Drafts drafts(intent);
    schema::ContactPreferencesSetT set;
    set.preferred = command.preferred();
    set.spoken = Text(command.spoken());
    set.interpreter = command.interpreter();
    drafts.Seal(drafts.Add(person, kPersonKind, std::move(set)), "/contact", person);
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::RecordAddress& command) {
  return OnPerson(state, command.person(), [&](EntityId person, const PersonRow&) -> Decision {
    const std::string_view municipality = Text(command.municipality());
    if (auto answer = FirstOf(CheckWord("/kind", command.kind()),
                              CheckMunicipality(municipality, IsAddressProtected(state, person, intent.today)))) {
      return *std::move(answer);
    }
    Drafts drafts(intent);
    schema::AddressRecordedT recorded;
    recorded.kind = command.kind();
    recorded.municipality = municipality;
    drafts.Seal(drafts.Add(person, kPersonKind, std::move(recorded)), "/address", person);
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::ProtectAddress& command) {
  return OnPerson(state, command.person(), [&](EntityId person, const PersonRow& row) -> Decision {
    if (auto answer = FirstOf(CheckText("/ground", Text(command.ground())),
                              CheckUntil(intent.effective_on, command.until()))) {
      return *std::move(answer);
    }
    if (IsProtectedOn(row, intent.today) && row.protected_until == DayIfGiven(command.until())) {
      return Refusal{Rule::kAddressIsProtected, {}};
    }
    Drafts drafts(intent);
    schema::AddressProtectedT protection;
    protection.ground = Text(command.ground());
    protection.until = command.until();
    drafts.Add(person, kPersonKind, std::move(protection));
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::LiftAddressProtection& command) {
  return OnPerson(state, command.person(), [&](EntityId person, const PersonRow& row) -> Decision {
    if (auto answer = CheckText("/reason", Text(command.reason()))) return *std::move(answer);
    if (!IsProtectedOn(row, intent.today)) return Refusal{Rule::kAddressNotProtected, {}};
    Drafts drafts(intent);
    schema::AddressProtectionLiftedT lifted;
    lifted.reason = Text(command.reason());
    drafts.Add(person, kPersonKind, std::move(lifted));
    return drafts.Done();
  });
}

}  // namespace fascicolo::engine
