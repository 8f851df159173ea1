#include "connectors/program/history_steps.h"

#include "connectors/cli/labels.h"
#include "connectors/cli/shape.h"
#include "connectors/cli/table.h"
#include "connectors/program/command_json.h"
#include "engine/decision.h"
#include "engine/payload_names.h"

namespace fascicolo::program {
namespace {

using events::json::Value;

using Sections = flatbuffers::Vector<flatbuffers::Offset<schema::Section>>;

Status AddSealed(const events::CommitReading& commit, const Sections* sections, TextAccess* texts, Step& step) {
  if (sections == nullptr) return {};
  for (const auto* section : *sections) {
    std::string_view name = engine::Text(section->field());  // a pointer: "/surname"
    SealedField field;
    field.subject = events::Entity(section->subject());
    field.retention = section->retention();
    if (texts != nullptr) {
      auto shown = texts->Open(commit, *section);
      if (!shown) return shown.error();
      field.shown = std::move(shown).value();
      if (step.event) {
        field.rectified =
            texts->state().Find<engine::RectificationTable>(step.entity, step.version, std::string(name));
      }
    }
    if (name.starts_with('/')) name.remove_prefix(1);
    field.field = name;
    step.sealed.push_back(std::move(field));
  }
  return {};
}

Value* FindMember(Value& document, std::string_view key) {
  auto* object = std::get_if<Value::Object>(&document.content);
  if (object == nullptr) return nullptr;
  for (auto& member : *object) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

void AddRefusal(const schema::Recorded& recorded, Step& step) {
  const auto* refused = recorded.refused();
  if (refused == nullptr) return;
  step.refused = engine::Text(refused->code());
  step.ground = engine::Text(refused->ground());
  if (refused->facts() == nullptr) return;
  for (const auto* fact : *refused->facts()) {
    step.facts.emplace_back(engine::Text(fact->name()), engine::Text(fact->value()));
  }
}

Status AddEvent(const events::CommitReading& commit, std::uint32_t index, TextAccess* texts, Step& step) {
  if (index >= commit.events().size())
    return Failure{FailureCode::kDamaged, "the commit has no such event"};
  const schema::Event& event = *commit.events()[index];
  step.entity = events::Entity(event.entity());
  step.kind = schema::EnumNameEntityKind(event.kind());
  step.version = event.version();
  step.occurred_at = Instant{event.occurred_at()};
  step.effective_on = Day{event.effective_on()};
  step.imported = event.imported();
  step.act = events::Entity(event.act());
  auto payload = PayloadFieldsOf("fascicolo.schema.Event", commit.leaves()[index + 1]);
  if (!payload) return payload.error();
  step.type = std::move(payload->type);
  step.fields = std::move(payload->fields);
  return AddSealed(commit, event.sections(), texts, step);
}

/// What the command said, where no event tells it: it was refused, or it is shown as a whole.
Status AddCommand(const events::CommitReading& commit, TextAccess* texts, Step& step) {
  const auto* bytes = commit.recorded().command();
  auto payload = PayloadFieldsOf("fascicolo.schema.Command", {bytes->data(), bytes->size()});
  if (!payload) return payload.error();
  step.fields = std::move(payload->fields);
  return AddSealed(commit, commit.recorded().sections(), texts, step);
}

/// "sealed": each text, or null; "closed": why not; "rectified": where what is right stands.
void AddTexts(const Step& step, cli::Object& form) {
  cli::Object sealed;
  cli::Object closed;
  cli::Object rectified;
  for (const auto& field : step.sealed) {
    const ShownText& shown = field.shown;
    sealed.Add(field.field, shown.text);
    if (shown.closed != Closed::kNot) {
      cli::Object why;
      why.Add("why", WordOf(shown.closed));
      if (shown.erased) {
        why.Add("person", shown.erased->person).Add("erasure", shown.erased->erasure);
        why.Add("act", shown.act).Add("position", shown.erased->position);
      }
      if (shown.restriction) {
        why.Add("person", shown.restriction->entry).Add("since", shown.restriction->row.since);
        why.Add("ground", schema::EnumNameRestrictionGround(shown.restriction->row.ground));
      }
      closed.Add(field.field, why.Done());
    }
    if (!field.rectified) continue;
    rectified.Add(field.field, cli::Object()
                                   .Add("position", field.rectified->position)
                                   .Add("version", field.rectified->version)
                                   .Done());
  }
  form.Add("sealed", sealed.Done()).Add("closed", closed.Done()).Add("rectified", rectified.Done());
}

}  // namespace

Value ActForm(EntityId act, const engine::ActRow& by) {
  return cli::Object()
      .Add("act", act)
      .Add("kind", schema::EnumNameActKind(by.kind))
      .Add("number", by.number)
      .Add("signed_on", by.signed_on)
      .Add("signer", by.signer)
      .Add("delegation", by.delegation)
      .Add("effective_from", by.effective_from)
      .Done();
}

Result<PayloadFields> PayloadFieldsOf(std::string_view table, events::ConstBytes bytes) {
  auto decoded = SchemaCodec().DecodeValue(table, bytes);
  if (!decoded) return decoded.error();
  PayloadFields read;
  Value* payload = FindMember(*decoded, "payload");
  auto* members = payload == nullptr ? nullptr : std::get_if<Value::Object>(&payload->content);
  if (members == nullptr) return read;
  for (auto& member : *members) {
    if (member.key == "type") {
      read.type = *member.value.As<std::string>();
    } else {
      read.fields.push_back({member.key, std::move(member.value)});
    }
  }
  return read;
}

Result<Step> StepOf(const events::CommitReading& commit, std::optional<std::uint32_t> event, TextAccess* texts) {
  Step step;
  const auto& header = commit.header();
  step.position = header.position;
  step.event = event;
  step.recorded_at = step.occurred_at = header.recorded_at;
  step.effective_on = LocalDay(header.recorded_at);
  step.command = header.command;
  step.understood = commit.understood();
  if (!step.understood) return step;
  step.actor = engine::Text(commit.command().actor());
  step.command_type = engine::CommandName(commit.command());
  AddRefusal(commit.recorded(), step);
  Status added = event ? AddEvent(commit, *event, texts, step) : AddCommand(commit, texts, step);
  if (!added) return added.error();
  return step;
}

void AddAct(const engine::State& state, Step& step) {
  if (!step.act.is_zero()) step.by = state.Find<engine::ActTable>(step.act);
}

Value FormOf(const Step& step, engine::Language language) {
  cli::Object form;
  form.Add("position", step.position).Add("event", step.event).Add("recorded_at", step.recorded_at);
  form.Add("understood", step.understood).Add("command", step.command);
  if (!step.understood) return form.Done();
  form.Add("command_type", step.command_type)
      .Add("actor", step.actor)
      .Add("occurred_at", step.occurred_at)
      .Add("effective_on", step.effective_on);
  if (step.event) {
    form.Add("entity", step.entity)
        .Add("kind", step.kind)
        .Add("version", step.version)
        .Add("type", step.type)
        .Add("imported", step.imported);
  }
  if (step.by) form.Add("by_act", ActForm(step.act, *step.by));
  cli::Object fields;
  for (const auto& field : step.fields) fields.Add(field.name, field.value);
  form.Add("fields", fields.Done());
  AddTexts(step, form);
  if (step.refused.empty()) return form.Done();
  const auto rule = engine::RuleFromCode(step.refused);
  cli::Object facts;
  for (const auto& [name, value] : step.facts) facts.Add(name, value);
  cli::Object refused;
  refused.Add("code", step.refused);
  if (rule) {
    const auto& text = engine::TextOf(*rule);
    refused.Add("text", language == engine::Language::kItalian ? text.italian : text.english);
  }
  return form.Add("refused", refused.Add("ground", step.ground).Add("facts", facts.Done()).Done())
      .Done();
}

std::string StepShape() {
  return cli::ShapeWith(
      "{position: count, event: count?, recorded_at: instant, understood: flag, command: id?, command_type?: "
      "text, actor?: text, occurred_at?: instant, effective_on?: day, entity?: id, kind?: word, version?: "
      "count, type?: text, imported?: flag, by_act?: %, fields?: {*: any}, sealed?: {*: text?}, closed?: {*: "
      "{why: word, person?: id, erasure?: count, act?: text, position?: count, since?: day, ground?: word}}, "
      "rectified?: {*: {position: count, version: count}}, refused?: {code: word, text?: text, ground: text, "
      "facts: {*: text}}}",
      {kActShape});
}

std::string ActLine(engine::Language language, const engine::ActRow& by) {
  const auto label = [&](std::string_view key) { return std::string(cli::LabelOf(language, key)); };
  std::string line(cli::LabelOf(language, "act_kind", schema::EnumNameActKind(by.kind)));
  line += " " + cli::Printable(by.number);
  if (by.signed_on) line += " " + label("text.of_day") + " " + FormatDay(*by.signed_on);
  line += ", " + label("field.signatory") + " " + cli::Printable(by.signer);
  if (!by.delegation.empty()) line += ", " + label("field.delegation") + " " + cli::Printable(by.delegation);
  return line;
}

std::string ShownLine(engine::Language language, const SealedField& field) {
  const auto label = [&](std::string_view key) { return std::string(cli::LabelOf(language, key)); };
  const ShownText& shown = field.shown;
  std::string line;
  if (shown.text) {
    line = cli::Printable(*shown.text);
  } else if (shown.erased) {
    line = "(" + label("text.erased_by_act") + " " + cli::Printable(shown.act) + ", " + label("text.position") + " " +
           std::to_string(shown.erased->position.value) + ")";
  } else if (shown.restriction) {
    line = "(" + label("text.restricted_since") + " " + FormatDay(shown.restriction->row.since) + ")";
  } else {
    line = label(shown.closed == Closed::kLost ? "text.lost" : "text.sealed");
  }
  if (field.rectified) {
    line += " [" + label("text.rectified_at") + " " + std::to_string(field.rectified->position.value) + "]";
  }
  return line;
}

}  // namespace fascicolo::program
