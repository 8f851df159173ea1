// Persons: registered, identified, corrected; dated identifiers; citizenship, contact, address and its protection; death.
//
// A person has an internal id for ever, and may have several identifiers, or none: who comes to a shelter without papers
// is registered under an alias, or anonymously, and identified later. Deciders see no name and no code, which are sealed;
// their form is checked before they are sealed (engine/loop/request.h).
//
// A death proposes: for each service an end, or removal from its list, for each case its closure, for each person whom
// the deceased represented the end of that. It executes none (design D10). Its revocation withdraws what still stands.
#pragma once

#include <vector>

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr auto kPersonKind = schema::EntityKind::person;
inline constexpr std::size_t kMaxIdentifiers = 64;      ///< of one person
inline constexpr std::size_t kMaxEntries = 1'000;        ///< of one person; beyond, a ledger makes no sense
inline constexpr std::uint32_t kMaxProposalsPerCommit = 200;  ///< more go on in the next commit

/// The person of `id`, or the reason why the command cannot go on; `place` names the field.
[[nodiscard]] std::variant<PersonRow, Decision> PersonIn(const State& state, EntityId id, std::string_view place);

/// A decision about a person who is there.
template <class Rules>
Decision OnPerson(const State& state, const schema::Id* id, Rules rules) {
  const EntityId person = events::Entity(id);
  auto found = PersonIn(state, person, "/person");
  if (auto* answer = std::get_if<Decision>(&found)) return std::move(*answer);
  return rules(person, std::get<PersonRow>(found));
}

/// Not another's duplicate, or an answer.
[[nodiscard]] std::optional<Decision> CheckOwnPerson(EntityId id, const PersonRow& row);

/// Who `id` is: itself, or the person that it was merged into, in the end. An unknown id is itself.
[[nodiscard]] EntityId PersonBehind(const State& state, EntityId id);

/// Every entry of the person: the one behind `person` first, then its duplicates, and theirs. At most kMaxEntries.
[[nodiscard]] std::vector<EntityId> EntriesOf(const State& state, EntityId person);
/// By the first of their entries that says so. Who has died waits for nothing: the office decides about the application.
[[nodiscard]] std::optional<Day> DiedOn(const State& state, EntityId person);
/// On `day` the address is protected, by any of their entries.
[[nodiscard]] bool IsAddressProtected(const State& state, EntityId person, Day day);

/// What is known of somebody who is registered, by a command of their own or with a contact.
struct NewPerson {
  EntityId id;
  EntityId first_case;
  schema::Naming naming = schema::Naming::identified;
  std::optional<Day> born;
  schema::Sex sex = schema::Sex::unknown;
  std::string_view citizenship;
};
/// Drafts the registration, with the names and the fiscal code that the command brought.
void DraftPerson(Drafts& drafts, const Intent& intent, const NewPerson& person);
/// A person who is not registered yet, as the vault says, or an answer: persons who look alike and are not named in
/// `distinct_from`.
[[nodiscard]] std::optional<Decision> CheckDuplicates(const Intent& intent,
                                                      const flatbuffers::Vector<const schema::Id*>* distinct_from);
/// Born on a day that is possible and not in the future, or an answer.
[[nodiscard]] std::optional<Decision> CheckBorn(const Intent& intent, std::int32_t born);

Decision Decide(const State& state, const Intent& intent, const schema::RegisterPerson& command);
Decision Decide(const State& state, const Intent& intent, const schema::IdentifyPerson& command);
Decision Decide(const State& state, const Intent& intent, const schema::CorrectPerson& command);
Decision Decide(const State& state, const Intent& intent, const schema::AddIdentifier& command);
Decision Decide(const State& state, const Intent& intent, const schema::EndIdentifier& command);
Decision Decide(const State& state, const Intent& intent, const schema::RecordCitizenship& command);
Decision Decide(const State& state, const Intent& intent, const schema::SetContactPreferences& command);
Decision Decide(const State& state, const Intent& intent, const schema::RecordAddress& command);
Decision Decide(const State& state, const Intent& intent, const schema::ProtectAddress& command);
Decision Decide(const State& state, const Intent& intent, const schema::LiftAddressProtection& command);
Decision Decide(const State& state, const Intent& intent, const schema::RecordDeath& command);
Decision Decide(const State& state, const Intent& intent, const schema::RevokeDeath& command);

/// Executes the obligation that a death, or its revocation, opened.
Decision FulfilDeath(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due);

/// Opens that obligation about the event's person.
void FollowDeath(const EventContext& context, const schema::Event& event, StateEditor& editor);

FASCICOLO_EVOLVE(PersonRegistered);
FASCICOLO_EVOLVE(PersonIdentified);
FASCICOLO_EVOLVE(PersonCorrected);
FASCICOLO_EVOLVE(IdentifierAdded);
FASCICOLO_EVOLVE(IdentifierEnded);
FASCICOLO_EVOLVE(CitizenshipRecorded);
FASCICOLO_EVOLVE(ContactPreferencesSet);
FASCICOLO_EVOLVE(AddressRecorded);
FASCICOLO_EVOLVE(AddressProtected);
FASCICOLO_EVOLVE(AddressProtectionLifted);
FASCICOLO_EVOLVE(DeathRecorded);
FASCICOLO_EVOLVE(DeathRevoked);
FASCICOLO_EVOLVE(DeathFollowedUp);

}  // namespace fascicolo::engine
