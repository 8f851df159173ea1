#include "engine/loop/drafting.h"

#include <algorithm>
#include <map>

#include "engine/families/rights_texts.h"
#include "engine/named_subject.h"

namespace fascicolo::engine {
namespace {

/// The personal texts of one command, each sealed once. Keys come first: if one is not there yet, nothing was drawn at
/// random and no key was used, so that the command is drafted again later with the same bytes.
class Sealing {
 public:
  Sealing(const State& state, const Request& request, const SealingMeans& means)
      : state_(state), request_(request), means_(means) {}

  Status SealAll(const std::vector<events::SealedFor>& owners) {
    std::vector<events::SubjectKey> keys;
    for (const auto& owner : owners) {
      const auto key = KeyOf(owner);
      if (!key) {
        means_.vault.TakeBack(std::move(unused_));
        return key.error();
      }
      keys.push_back(*key);
    }
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const auto& [field, text] = request_.personal[i];
      sealed_.push_back(events::Seal(keys[i], owners[i], request_.id(), static_cast<std::uint32_t>(i), field, text,
                                     means_.random));
    }
    return {};
  }

  void MoveTo(schema::RecordedT& recorded, events::CommitContent& content) {
    for (auto& sealed : sealed_) {
      recorded.sections.push_back(std::make_unique<schema::SectionT>(std::move(sealed.descriptor)));
      content.ciphertexts.push_back(std::move(sealed.ciphertext));
    }
  }

 private:
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
  std::map<events::SealedFor, events::SubjectKey> given_;
  std::vector<events::SubjectKey> unused_;
  std::vector<events::Sealed> sealed_;
};

/// How often a person was merged and un-merged; anything else never was.
std::uint32_t EpochOf(const State& state, EntityId subject) {
  const auto person = state.Find<PersonTable>(subject);
  return person ? person->epoch : 0;
}

Sections SectionsOf(const EventDraft& draft, const Sections& sections) {
  Sections claimed;
  for (const SealedField& claim : draft.sealed) {
    for (const auto& section : sections) {
      if (section->field != claim.place) continue;
      claimed.push_back(std::make_unique<schema::SectionT>(*section));
      claimed.back()->field = claim.field;
    }
  }
  return claimed;
}

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
  if (!draft.act.is_zero()) event.act = std::make_unique<schema::Id>(events::ToSchema(draft.act));
  event.payload = std::move(draft.payload);
  return event;
}

/// All but what came beside the command.
Intent IntentOf(const schema::Command& command, const Stamp& stamp) {
  Intent intent;
  intent.command = events::FromSchema<CommandId>(command.id());
  intent.actor = Text(command.actor());
  intent.position = stamp.position;
  intent.now = stamp.now;
  intent.today = stamp.today.value_or(LocalDay(stamp.now));
  intent.occurred_at = command.occurred_at() == 0 ? stamp.now : Instant{command.occurred_at()};
  intent.effective_on = command.effective_on() == 0 ? intent.today : Day{command.effective_on()};
  if (const auto* fact = command.payload_as_ImportFact()) {
    intent.imported = true;
    intent.occurred_at = Instant{fact->at()};
    intent.effective_on = LocalDay(intent.occurred_at);
  }
  intent.use = command.use();
  return intent;
}

/// What no event claimed (a refused command's texts) goes with whom the command is about, so that it is erased with them;
/// where there is nobody yet, it is sealed under an id of its own.
events::SealedFor OwnerOfNoEvent(const State& state, const schema::Command& command) {
  EntityId named = NamedSubject(command);
  if (const auto placement = state.Find<PlacementTable>(named)) named = placement->case_file;
  const bool is_there = !named.is_zero() && state.Find<EntityTable>(named) && MayBeSealedFor(state, named);
  if (is_there) return {named, schema::RetentionClass::ordinary, EpochOf(state, named)};
  return {NewEntity(events::FromSchema<CommandId>(command.id()), 0)};
}

}  // namespace

Intent IntentOf(const Request& request, const Stamp& stamp) {
  Intent intent = IntentOf(request.view(), stamp);
  for (const PersonalText& text : request.personal) intent.personal.push_back(text.field);
  intent.findings = request.findings;
  return intent;
}

Intent IntentOf(const schema::Recorded& recorded, const schema::Command& command, Position position) {
  Stamp stamp;
  stamp.position = position;
  if (const auto* kept = recorded.stamp()) stamp = {Instant{kept->now()}, Day{kept->today()}, position};
  Intent intent = IntentOf(command, stamp);
  if (const auto* sections = recorded.sections()) {
    for (const auto* section : *sections) intent.personal.emplace_back(Text(section->field()));
  }
  if (recorded.stamp() != nullptr && recorded.stamp()->findings() != nullptr) {
    for (const auto* found : *recorded.stamp()->findings()) {
      intent.findings.emplace_back(Text(found->name()), Text(found->value()));
    }
  }
  return intent;
}

std::optional<Rejection> ConflictOf(const State& state, const schema::Command& command) {
  if (command.expected() == nullptr) return std::nullopt;
  for (const auto* one : *command.expected()) {
    const Version version = state.VersionOf(events::Entity(one->entity()));
    if (version.value == one->version()) continue;
    return Rejection{RejectionCode::kVersionConflict,
                     {"/expected/" + ToHex(events::Entity(one->entity())),
                      "is at version " + std::to_string(version.value),
                      "version " + std::to_string(one->version())}};
  }
  return std::nullopt;
}

void CheckWrites(const State& state, const Decision& decision) {
  const auto* drafts = std::get_if<std::vector<EventDraft>>(&decision);
  if (drafts == nullptr || state.Ledger().frozen == 0) return;
  for (const EventDraft& draft : *drafts) state.CheckNotFrozen(draft.entity);
}

std::vector<events::SealedFor> OwnersOf(const State& state, const schema::Command& command,
                                        const std::vector<std::string>& places,
                                        std::span<const EventDraft> drafts) {
  std::vector<std::optional<events::SealedFor>> owners(places.size());
  for (const EventDraft& draft : drafts) {
    for (const SealedField& claim : draft.sealed) {
      for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i] != claim.place || owners[i]) continue;
        owners[i] = {claim.subject, claim.retention, EpochOf(state, claim.subject)};
      }
    }
  }
  std::vector<events::SealedFor> all;
  for (const auto& owner : owners) all.push_back(owner ? *owner : OwnerOfNoEvent(state, command));
  return all;
}

Writings WritingsOf(const State& state, const Intent& intent, std::vector<EventDraft> drafts,
                    const Sections& sections) {
  Writings writings;
  std::map<EntityId, events::Touched> touched;
  for (EventDraft& draft : drafts) {
    auto [entry, is_new] = touched.try_emplace(draft.entity);
    if (is_new) entry->second = {draft.entity, draft.kind, state.VersionOf(draft.entity)};
    entry->second.version = entry->second.version.next();
    auto claimed = SectionsOf(draft, sections);
    writings.events.push_back(EventOf(std::move(draft), intent, entry->second.version));
    writings.events.back().sections = std::move(claimed);
  }
  for (const auto& [entity, entry] : touched) writings.touched.push_back(entry);
  return writings;
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
  auto* drafts = std::get_if<std::vector<EventDraft>>(&decided);
  Sealing sealing(state, request, means);
  const auto owners = OwnersOf(state, request.view(), intent.personal,
                               drafts == nullptr ? std::span<const EventDraft>() : std::span<const EventDraft>(*drafts));
  if (Status sealed = sealing.SealAll(owners); !sealed) return sealed.error();
  sealing.MoveTo(recorded, content);
  if (drafts != nullptr) {
    auto writings = WritingsOf(state, intent, std::move(*drafts), recorded.sections);
    for (const auto& event : writings.events) content.events.push_back(events::PackLeaf(event));
    content.touched = std::move(writings.touched);
  } else {
    content.kind = events::CommitKind::kRefused;
    recorded.refused = NoteOf(std::get<Refusal>(decided));
  }

  recorded.command = request.command;
  recorded.stamp = std::make_unique<schema::StampT>();
  recorded.stamp->now = stamp.now.micros;
  recorded.stamp->today = intent.today.days;
  recorded.stamp->findings = AttributesOf(request.findings);
  recorded.decider = kDeciderVersion;
  recorded.request_hash = std::make_unique<schema::Hash>(
      flatbuffers::span<const std::uint8_t, 32>(RequestHash(request, means.vault).bytes));
  content.recorded = events::PackLeaf(recorded);
  return content;
}

}  // namespace fascicolo::engine
