#include "engine/families/rights_texts.h"

#include <algorithm>

#include "engine/families/rights_scope.h"

namespace fascicolo::engine {
namespace {

/// Whose text it is; zero: nobody's of whom rights are kept. A contact's case is not there before it.
EntityId PersonOf(const State& state, const EventDraft& draft, EntityId subject) {
  const auto* contact = draft.payload.AsContactRegistered();
  if (contact != nullptr && subject == draft.entity) return events::Entity(contact->person.get());
  return PersonOfSubject(state, subject);
}

/// The key that would seal it was destroyed, although the person as a whole was not erased: an erasure that was stopped.
std::optional<ErasedKeyRow> FindErasedKey(const State& state, EntityId subject, schema::RetentionClass retention) {
  const auto person = state.Find<PersonTable>(subject);
  const auto key = state.Find<SealingKeyTable>(subject, retention, person ? person->epoch : 0U);
  return key ? state.Find<ErasedKeyTable>(key->key) : std::nullopt;
}

Refusal ErasedBy(EntityId person, std::uint32_t erasure) {
  return Refusal{Rule::kPersonErased, {{"person", ToHex(person)}, {"erasure", std::to_string(erasure)}}};
}

std::optional<Refusal> CheckErased(const State& state, const std::vector<EntryRights>& rights, const SealedField& text) {
  if (const auto key = FindErasedKey(state, text.subject, text.retention)) return ErasedBy(key->person, key->erasure);
  const auto erasure = FindErasure(rights, text.retention);
  return erasure ? std::optional(ErasedBy(erasure->person, erasure->number)) : std::nullopt;
}

bool Corrects(const EventDraft& draft) {
  return draft.payload.type == schema::EventPayload::Rectified ||
         draft.payload.type == schema::EventPayload::PersonCorrected;
}

std::optional<Refusal> CheckRestricted(const Intent& intent, const std::vector<EntryRights>& rights) {
  const auto restriction = FindRestriction(rights);
  if (!restriction) return std::nullopt;
  const auto& uses = restriction->row.uses;
  if (std::find(uses.begin(), uses.end(), intent.use) != uses.end()) return std::nullopt;
  return Refusal{Rule::kProcessingRestricted,
                 {{"person", ToHex(restriction->entry)}, {"since", FormatDay(restriction->row.since)}}};
}

std::vector<EntryRights> RightsOfAny(const State& state, EntityId person) {
  return person.is_zero() ? std::vector<EntryRights>{} : RightsOf(state, person);
}

}  // namespace

std::optional<Refusal> CheckTexts(const State& state, const Intent& intent, const std::vector<EventDraft>& drafts) {
  EntityId person;
  std::vector<EntryRights> rights;  // of `person`: most texts of a command are about one
  for (const EventDraft& draft : drafts) {
    for (const SealedField& text : draft.sealed) {
      const EntityId whose = PersonOf(state, draft, text.subject);
      if (whose != person) rights = RightsOfAny(state, person = whose);
      if (auto refusal = CheckErased(state, rights, text)) return refusal;
      if (Corrects(draft)) continue;
      if (auto refusal = CheckRestricted(intent, rights)) return refusal;
    }
  }
  return std::nullopt;
}

bool MayBeSealedFor(const State& state, EntityId subject) {
  const SealedField text{{}, {}, subject, schema::RetentionClass::ordinary};
  return !CheckErased(state, RightsOfAny(state, PersonOfSubject(state, subject)), text);
}

}  // namespace fascicolo::engine
