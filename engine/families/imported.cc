#include "engine/families/imported.h"

#include "engine/deciders.h"

namespace fascicolo::engine {
namespace {

schema::SourceFactImportedT WordForWord(const schema::ImportFact& command) {
  schema::SourceFactImportedT fact;
  fact.source = Text(command.source());
  fact.case_name = Text(command.case_name());
  fact.activity = Text(command.activity());
  fact.actor = Text(command.actor());
  fact.at = command.at();
  fact.line = command.line();
  if (command.attributes() != nullptr) {
    for (const auto* attribute : *command.attributes()) {
      fact.attributes.push_back(std::unique_ptr<schema::AttributeT>(attribute->UnPack()));
    }
  }
  return fact;
}

/// Where the meaning's own command stands within the payload.
constexpr std::string_view kMeaning = "/meaning/payload";

/// As the meaning's decider sees it: a command of its own, with its personal texts where it looks for them.
Intent IntentOfMeaning(const Intent& intent) {
  Intent meaning = intent;
  meaning.personal.clear();
  for (const std::string& place : intent.personal) {
    if (place.starts_with(kMeaning)) meaning.personal.push_back(place.substr(kMeaning.size()));
  }
  return meaning;
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::ImportFact& command) {
  const EntityId case_file = events::Entity(command.case_file());
  if (case_file.is_zero()) return Malformed("/case_file", "is missing", "the case's id");
  Drafts drafts(intent);
  drafts.Add(case_file, schema::EntityKind::case_file, WordForWord(command));
  if (command.meaning() == nullptr) return drafts.Done();

  Decision meaning = DecidePayload(state, IntentOfMeaning(intent), command.meaning()->payload_type(),
                                   command.meaning()->payload());
  auto* events = std::get_if<std::vector<EventDraft>>(&meaning);
  if (events == nullptr) return meaning;
  auto all = std::get<std::vector<EventDraft>>(drafts.Done());
  for (EventDraft& event : *events) {
    for (SealedField& sealed : event.sealed) sealed.place.insert(0, kMeaning);
    all.push_back(std::move(event));
  }
  return all;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::SourceFactImported&,
            StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  if (!editor.Find<CaseTable>(id)) editor.Put<CaseTable>(CaseRow{}, id);
  return true;
}

}  // namespace fascicolo::engine
