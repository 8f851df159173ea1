#include "connectors/program/history_steps.h"

#include "connectors/program/command_json.h"
#include "connectors/program/sealed_text.h"
#include "engine/decision.h"

namespace fascicolo::program {
namespace {

using events::json::Value;

void AddSealed(const events::CommitReading& commit,
               const flatbuffers::Vector<flatbuffers::Offset<schema::Section>>* sections,
               vault::Vault* vault, std::vector<SealedField>& sealed) {
  if (sections == nullptr) return;
  for (const auto* section : *sections) {
    std::string_view name = engine::Text(section->field());  // a pointer: "/surname"
    if (name.starts_with('/')) name.remove_prefix(1);
    SealedField field{std::string(name), {}};
    if (vault != nullptr) {
      if (auto text = OpenSealed(commit, *section, *vault)) field.text = std::move(*text);
    }
    sealed.push_back(std::move(field));
  }
}

/// "type" goes into `type`, every other member into `fields`.
void TakePayload(Value payload, std::string& type, std::vector<StepField>& fields) {
  auto* object = std::get_if<Value::Object>(&payload.content);
  if (object == nullptr) return;
  for (auto& member : *object) {
    if (member.key == "type") {
      type = *member.value.As<std::string>();
    } else {
      fields.push_back({member.key, std::move(member.value)});
    }
  }
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

Status AddEvent(const events::CommitReading& commit, std::uint32_t index,
                vault::Vault* vault, Step& step) {
  if (index >= commit.events().size())
    return Failure{FailureCode::kDamaged, "the commit has no such event"};
  const schema::Event& event = *commit.events()[index];
  step.entity = events::Entity(event.entity());
  step.kind = schema::EnumNameEntityKind(event.kind());
  step.version = event.version();
  step.occurred_at = Instant{event.occurred_at()};
  step.effective_on = Day{event.effective_on()};
  step.imported = event.imported();
  auto decoded = SchemaCodec().DecodeValue("fascicolo.schema.Event", commit.leaves()[index + 1]);
  if (!decoded) return decoded.error();
  if (Value* payload = FindMember(*decoded, "payload"))
    TakePayload(std::move(*payload), step.type, step.fields);
  AddSealed(commit, event.sections(), vault, step.sealed);
  return {};
}

/// What the command said, where no event tells it: it was refused, or it is shown as a whole.
Status AddCommand(const events::CommitReading& commit, vault::Vault* vault,
                  Step& step) {
  const auto* bytes = commit.recorded().command();
  std::string type;
  auto decoded =
      SchemaCodec().DecodeValue("fascicolo.schema.Command", {bytes->data(), bytes->size()});
  if (!decoded) return decoded.error();
  if (Value* payload = FindMember(*decoded, "payload"))
    TakePayload(std::move(*payload), type, step.fields);
  AddSealed(commit, commit.recorded().sections(), vault, step.sealed);
  return {};
}

}  // namespace

Result<Step> StepOf(const events::CommitReading& commit, std::optional<std::uint32_t> event,
                    vault::Vault* vault) {
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
  step.command_type = schema::EnumNameCommandPayload(commit.command().payload_type());
  AddRefusal(commit.recorded(), step);
  Status added = event ? AddEvent(commit, *event, vault, step) : AddCommand(commit, vault, step);
  if (!added) return added.error();
  return step;
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
  cli::Object fields;
  for (const auto& field : step.fields) fields.Add(field.name, field.value);
  form.Add("fields", fields.Done());
  cli::Object sealed;
  for (const auto& field : step.sealed) sealed.Add(field.field, field.text);
  form.Add("sealed", sealed.Done());
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

}  // namespace fascicolo::program
