#include "engine/loop/drafting.h"

#include <algorithm>
#include <map>

namespace fascicolo::engine {
namespace {

/// The personal texts of one command, each sealed once, under the subject that the first event claimed it for. Keys come
/// first: if one is not there yet, nothing was drawn at random and no key was used, so that the command is drafted again
/// later with the same bytes.
class Sealing {
 public:
  Sealing(const State& state, const Request& request, const SealingMeans& means)
      : state_(state), request_(request), means_(means), whose_(request.personal.size()) {}

  /// Notes whose the texts are that the event claims.
  void Note(const EventDraft& draft) {
    for (const SealedField& claim : draft.sealed) {
      for (std::size_t i = 0; i < whose_.size(); ++i) {
        if (request_.personal[i].field != claim.place || whose_[i]) continue;
        whose_[i] = {claim.subject, claim.retention, EpochOf(claim.subject)};
      }
    }
  }

  /// What no event claimed (a refused command's texts) is sealed under an id of its own.
  Status SealAll() {
    std::vector<events::SubjectKey> keys;
    for (auto& whose : whose_) {
      if (!whose) whose = events::SealedFor{NewEntity(request_.id(), 0)};
      const auto key = KeyOf(*whose);
      if (!key) {
        means_.vault.TakeBack(std::move(unused_));
        return key.error();
      }
      keys.push_back(*key);
    }
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const auto& [field, text] = request_.personal[i];
      sealed_.push_back(events::Seal(keys[i], *whose_[i], request_.id(), static_cast<std::uint32_t>(i), field, text,
                                     means_.random));
    }
    return {};
  }

  /// Copies of the descriptors of what the event claims, named as the event's own fields.
  [[nodiscard]] std::vector<std::unique_ptr<schema::SectionT>> SectionsOf(const EventDraft& draft) const {
    std::vector<std::unique_ptr<schema::SectionT>> sections;
    for (const SealedField& claim : draft.sealed) {
      for (std::size_t i = 0; i < sealed_.size(); ++i) {
        if (request_.personal[i].field != claim.place) continue;
        sections.push_back(std::make_unique<schema::SectionT>(sealed_[i].descriptor));
        sections.back()->field = claim.field;
      }
    }
    return sections;
  }

  void MoveTo(schema::RecordedT& recorded, events::CommitContent& content) {
    for (auto& sealed : sealed_) {
      recorded.sections.push_back(std::make_unique<schema::SectionT>(std::move(sealed.descriptor)));
      content.ciphertexts.push_back(std::move(sealed.ciphertext));
    }
  }

 private:
  /// How often a person was merged and un-merged; anything else never was.
  std::uint32_t EpochOf(EntityId subject) const {
    const auto person = state_.Find<PersonTable>(subject);
    return person ? person->epoch : 0;
  }
  Result<events::SubjectKey> KeyOf(const events::SealedFor& whose) {
    if (const auto given = given_.find(whose); given != given_.end()) return given->second;
    auto key = KeyFromVault(whose);
    if (key) given_.emplace(whose, *key);
    return key;
  }
  Result<events::SubjectKey> KeyFromVault(const events::SealedFor& whose) {
    if (const auto row = state_.Find<SealingKeyTable>(whose.subject, whose.retention, whose.epoch)) {
      const auto key = means_.vault.Find(row->key);
      if (!key) return key.error();
      return events::SubjectKey{row->key, *key};
    }
    auto key = means_.vault.NewKey(means_.term, means_.random);
    if (key) unused_.push_back(*key);
    return key;
  }

  const State& state_;
  const Request& request_;
  const SealingMeans& means_;
  std::vector<std::optional<events::SealedFor>> whose_;
  std::map<events::SealedFor, events::SubjectKey> given_;
  std::vector<events::SubjectKey> unused_;
  std::vector<events::Sealed> sealed_;
};

std::vector<std::unique_ptr<schema::AttributeT>> AttributesOf(
    const std::vector<std::pair<std::string, std::string>>& pairs) {
  std::vector<std::unique_ptr<schema::AttributeT>> attributes;
  for (const auto& [name, value] : pairs) {
    attributes.push_back(std::make_unique<schema::AttributeT>());
    attributes.back()->name = name;
    attributes.back()->value = value;
  }
  return attributes;
}

std::unique_ptr<schema::RefusedT> NoteOf(const Refusal& refusal) {
  const RuleText& text = TextOf(refusal.rule);
  auto note = std::make_unique<schema::RefusedT>();
  note->code = text.code;
  note->ground = text.ground;
  note->facts = AttributesOf(refusal.facts);
  return note;
}

schema::EventT EventOf(EventDraft draft, const Intent& intent, Version version) {
  schema::EventT event;
  event.entity = std::make_unique<schema::Id>(events::ToSchema(draft.entity));
  event.kind = draft.kind;
  event.version = version.value;
  event.effective_on = draft.effective_on.days;
  event.occurred_at = intent.occurred_at.micros;
  event.imported = intent.imported;
  event.payload = std::move(draft.payload);
  return event;
}

}  // namespace

Intent IntentOf(const Request& request, const Stamp& stamp) {
  const auto& command = request.view();
  Intent intent;
  intent.command = request.id();
  intent.actor = Text(command.actor());
  intent.now = stamp.now;
  intent.today = stamp.today.value_or(LocalDay(stamp.now));
  intent.occurred_at = command.occurred_at() == 0 ? stamp.now : Instant{command.occurred_at()};
  intent.effective_on = command.effective_on() == 0 ? intent.today : Day{command.effective_on()};
  if (const auto* fact = command.payload_as_ImportFact()) {
    intent.imported = true;
    intent.occurred_at = Instant{fact->at()};
    intent.effective_on = LocalDay(intent.occurred_at);
  }
  for (const PersonalText& text : request.personal) intent.personal.push_back(text.field);
  intent.findings = stamp.findings;
  return intent;
}

Hash RequestHash(const Request& request, const vault::Vault& vault) {
  std::vector<std::string> personal;
  for (const PersonalText& text : request.personal) {
    personal.push_back(text.field);
    personal.push_back(text.text);
  }
  return vault.RequestHash(request.command, personal);
}

Result<events::CommitContent> DraftCommit(const State& state, const Request& request, const Stamp& stamp,
                                          std::variant<std::vector<EventDraft>, Refusal> decided,
                                          const SealingMeans& means) {
  const Intent intent = IntentOf(request, stamp);
  events::CommitContent content;
  content.command = request.id();
  schema::RecordedT recorded;
  Sealing sealing(state, request, means);
  std::map<EntityId, events::Touched> touched;
  auto* drafts = std::get_if<std::vector<EventDraft>>(&decided);
  if (drafts != nullptr) {
    for (const EventDraft& draft : *drafts) sealing.Note(draft);
  }
  if (Status sealed = sealing.SealAll(); !sealed) return sealed.error();
  if (drafts != nullptr) {
    for (EventDraft& draft : *drafts) {
      auto [entry, is_new] = touched.try_emplace(draft.entity);
      if (is_new) entry->second = {draft.entity, draft.kind, state.VersionOf(draft.entity)};
      entry->second.version = entry->second.version.next();
      auto sections = sealing.SectionsOf(draft);
      schema::EventT event = EventOf(std::move(draft), intent, entry->second.version);
      event.sections = std::move(sections);
      content.events.push_back(events::PackLeaf(event));
    }
  } else {
    content.kind = events::CommitKind::kRefused;
    recorded.refused = NoteOf(std::get<Refusal>(decided));
  }
  for (const auto& [entity, entry] : touched) content.touched.push_back(entry);

  sealing.MoveTo(recorded, content);
  recorded.command = request.command;
  recorded.stamp = std::make_unique<schema::StampT>();
  recorded.stamp->now = stamp.now.micros;
  recorded.stamp->today = intent.today.days;
  recorded.stamp->findings = AttributesOf(stamp.findings);
  recorded.decider = kDeciderVersion;
  recorded.request_hash = std::make_unique<schema::Hash>(
      flatbuffers::span<const std::uint8_t, 32>(RequestHash(request, means.vault).bytes));
  content.recorded = events::PackLeaf(recorded);
  return content;
}

}  // namespace fascicolo::engine
