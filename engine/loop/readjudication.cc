#include "engine/loop/readjudication.h"

#include "engine/deciders.h"
#include "engine/payload_names.h"
#include "events/json/difference.h"

namespace fascicolo::engine {
namespace {

using events::json::Value;

const char* TextOf(Derivation::Outcome outcome) {
  switch (outcome) {
    case Derivation::Outcome::kAccepted:
      return "accepted";
    case Derivation::Outcome::kRefused:
      return "refused";
    case Derivation::Outcome::kRejected:
      return "rejected";
  }
  return "";
}

const char* TextOf(events::CommitKind kind) {
  switch (kind) {
    case events::CommitKind::kLedgerOpened:
      return "ledger_opened";
    case events::CommitKind::kTermStarted:
      return "term_started";
    case events::CommitKind::kLineageStarted:
      return "lineage_started";
    case events::CommitKind::kDecided:
      return "decided";
    case events::CommitKind::kRefused:
      return "refused";
  }
  return "";
}

/// What a commit of this command's must be. Whether a claim begins a lineage is the operator's wish, which no state tells.
events::CommitKind KindOf(schema::CommandPayload type, events::CommitKind recorded) {
  if (type == schema::CommandPayload::OpenLedger) return events::CommitKind::kLedgerOpened;
  if (type != schema::CommandPayload::ClaimTerm) return events::CommitKind::kDecided;
  return recorded == events::CommitKind::kLineageStarted ? recorded : events::CommitKind::kTermStarted;
}

Sections SectionsOf(const schema::Recorded& recorded) {
  Sections sections;
  if (recorded.sections() == nullptr) return sections;
  for (const auto* section : *recorded.sections()) {
    sections.emplace_back(section->UnPack());
  }
  return sections;
}

void Reject(Derivation& derivation, const Rejection& rejection) {
  derivation.outcome = Derivation::Outcome::kRejected;
  derivation.rejection = rejection.error.ToString();
}

// --- in JSON form, where two differ ---

Value TextValue(std::string_view text) { return Value{std::string(text)}; }

Value FactsValue(const Derivation& derivation) {
  Value::Object facts;
  for (const auto& [name, value] : derivation.facts) facts.push_back({name, TextValue(value)});
  return Value{std::move(facts)};
}

Value OwnersValue(const Derivation& derivation) {
  Value::Array owners;
  for (const auto& owner : derivation.owners) {
    owners.push_back(Value{Value::Object{{"subject", TextValue(ToHex(owner.subject))},
                                         {"retention", TextValue(schema::EnumNameRetentionClass(owner.retention))},
                                         {"epoch", Value{std::int64_t{owner.epoch}}}}});
  }
  return Value{std::move(owners)};
}

Value EventsValue(const Derivation& derivation, const events::json::JsonCodec& codec) {
  Value::Array all;
  for (const auto& bytes : derivation.events) {
    auto event = codec.DecodeValue("fascicolo.schema.Event", bytes);
    all.push_back(event ? std::move(event).value() : TextValue(event.error().message));
  }
  return Value{std::move(all)};
}

Value TouchedValue(const Derivation& derivation) {
  Value::Array all;
  for (const auto& touched : derivation.touched) {
    all.push_back(Value{Value::Object{{"entity", TextValue(ToHex(touched.entity))},
                                      {"kind", TextValue(schema::EnumNameEntityKind(touched.kind))},
                                      {"version", Value{static_cast<std::int64_t>(touched.version.value)}}}});
  }
  return Value{std::move(all)};
}

Value FormOf(const Derivation& derivation, const events::json::JsonCodec& codec) {
  return Value{Value::Object{{"outcome", TextValue(TextOf(derivation.outcome))},
                             {"kind", TextValue(TextOf(derivation.kind))},
                             {"now", TextValue(FormatInstant(derivation.now))},
                             {"today", TextValue(FormatDay(derivation.today))},
                             {"rule", TextValue(derivation.rule)},
                             {"ground", TextValue(derivation.ground)},
                             {"facts", FactsValue(derivation)},
                             {"rejection", TextValue(derivation.rejection)},
                             {"events", EventsValue(derivation, codec)},
                             {"touched", TouchedValue(derivation)},
                             {"sealed_for", OwnersValue(derivation)}}};
}

}  // namespace

std::vector<std::string> Derivation::Names() const {
  if (outcome == Outcome::kRefused) return {"refused: " + rule};
  if (outcome == Outcome::kRejected) return {"rejected: " + rejection};
  std::vector<std::string> names;
  for (const auto& bytes : events) {
    const auto& event = *flatbuffers::GetRoot<schema::Event>(bytes.data());
    names.emplace_back(EventName(event));
  }
  return names;
}

Derivation DerivationOf(const events::CommitReading& commit) {
  const auto& recorded = commit.recorded();
  Derivation derivation;
  derivation.kind = commit.header().kind;
  if (const auto* stamp = recorded.stamp()) {
    derivation.now = Instant{stamp->now()};
    derivation.today = Day{stamp->today()};
  }
  if (const auto* sections = recorded.sections()) {
    for (const auto* section : *sections) {
      derivation.owners.push_back({events::Entity(section->subject()), section->retention(), section->epoch()});
    }
  }
  if (const auto* refused = recorded.refused()) {
    derivation.outcome = Derivation::Outcome::kRefused;
    derivation.rule = Text(refused->code());
    derivation.ground = Text(refused->ground());
    if (refused->facts() != nullptr) {
      for (const auto* fact : *refused->facts()) derivation.facts.emplace_back(Text(fact->name()), Text(fact->value()));
    }
  }
  for (std::size_t i = 1; i < commit.leaves().size(); ++i) {
    derivation.events.emplace_back(commit.leaves()[i].begin(), commit.leaves()[i].end());
  }
  derivation.touched = commit.touched();
  return derivation;
}

Derivation DecideAgain(const State& before, const events::CommitReading& commit) {
  const auto& command = commit.command();
  const Intent intent = IntentOf(commit.recorded(), command, commit.header().position);
  Derivation derivation;
  derivation.kind = KindOf(command.payload_type(), commit.header().kind);
  derivation.now = commit.header().recorded_at;
  derivation.today = before.Ledger().today.value_or(LocalDay(derivation.now));
  std::vector<EventDraft> drafts;
  if (const auto conflict = ConflictOf(before, command)) {
    Reject(derivation, *conflict);
  } else {
    Decision decision = DecidePayload(before, intent, command.payload_type(), command.payload());
    CheckWrites(before, decision);
    if (const auto* rejection = std::get_if<Rejection>(&decision)) Reject(derivation, *rejection);
    if (const auto* refusal = std::get_if<Refusal>(&decision)) {
      derivation.outcome = Derivation::Outcome::kRefused;
      derivation.kind = events::CommitKind::kRefused;
      derivation.rule = engine::TextOf(refusal->rule).code;
      derivation.ground = engine::TextOf(refusal->rule).ground;
      derivation.facts = refusal->facts;
    }
    if (auto* accepted = std::get_if<std::vector<EventDraft>>(&decision)) drafts = std::move(*accepted);
  }
  derivation.owners = OwnersOf(before, command, intent.personal, drafts);
  auto writings = WritingsOf(before, intent, std::move(drafts), SectionsOf(commit.recorded()));
  for (const auto& event : writings.events) derivation.events.push_back(events::PackLeaf(event));
  derivation.touched = std::move(writings.touched);
  return derivation;
}

std::optional<Disagreement> Compare(const Derivation& recorded, const Derivation& again,
                                    const events::json::JsonCodec& codec) {
  if (recorded == again) return std::nullopt;
  auto difference = events::json::FirstDifference(FormOf(recorded, codec), FormOf(again, codec));
  if (!difference) return std::nullopt;
  return Disagreement{recorded.Names(), again.Names(), std::move(difference->place), std::move(difference->one),
                      std::move(difference->other)};
}

}  // namespace fascicolo::engine
