#include "connectors/program/import_facts.h"

#include "connectors/cli/json_form.h"
#include "engine/loop/request_json.h"
#include "events/hash.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>

namespace fascicolo::program {
namespace {

using cli::Value;
using intake::Mapping;

constexpr std::string_view kActor = "import";

/// Commands about a case that exists: the import names it, because no source knows our ids.
constexpr std::array<std::string_view, 7> kAboutACase = {
    "TakeInCharge", "AssignWorker", "SetUrgency",     "AddDiaryEntry",
    "CloseCase",    "ReopenCase",   "FileApplication"};

std::optional<std::int64_t> IntegerIn(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

Value MeaningForm(const intake::MappedCommand& mapped, EntityId case_file,
                  std::string_view number_field) {
  cli::Object payload;
  payload.Add("type", mapped.command);
  if (std::find(kAboutACase.begin(), kAboutACase.end(), mapped.command) != kAboutACase.end()) {
    payload.Add("case_file", case_file);
  }
  for (const auto& field : mapped.fields) {
    const auto number = field.name == number_field ? IntegerIn(field.value) : std::nullopt;
    payload.Add(field.name, number ? cli::Form(*number) : cli::Form(field.value));
  }
  return cli::Object().Add("payload", payload.Done()).Done();
}

Value FactForm(const Mapping& mapping, const intake::SourceEvent& event, EntityId case_file) {
  Value::Array attributes;
  for (const auto& kept : mapping.Kept(event)) {
    attributes.push_back(cli::Object().Add("name", kept.name).Add("value", kept.value).Done());
  }
  cli::Object fact;
  fact.Add("type", "ImportFact")
      .Add("source", mapping.source)
      .Add("case_file", case_file)
      .Add("case_name", event.case_id)
      .Add("activity", event.activity)
      .Add("actor", event.actor)
      .Add("at", event.instant)
      .Add("line", event.line)
      .Add("attributes", std::move(attributes));
  return fact.Done();
}

Value CommandForm(CommandId id, Value fact, Value meaning) {
  if (!meaning.is_null())
    std::get<Value::Object>(fact.content).push_back({"meaning", std::move(meaning)});
  return cli::Object().Add("id", id).Add("payload", std::move(fact)).Done();
}

Result<ImportedCommand, FormError> InBothForms(Value command) {
  Value by_import = command;
  auto& members = std::get<Value::Object>(by_import.content);
  members.insert(members.begin() + 1, {"actor", cli::Form(kActor)});  // behind the id
  auto request = engine::RequestFromJson(by_import);
  if (!request) return request.error();
  return ImportedCommand{std::move(command), std::move(request).value()};
}

}  // namespace

CommandId ImportCommandId(const std::string& source, const std::string& case_id,
                          std::uint64_t ordinal) {
  const std::string zero(1, '\0');
  const std::string number = std::to_string(ordinal);
  const Hash hash =
      events::Sha256({events::AsBytes(std::string_view("fascicolo import")),
                      events::AsBytes(source), events::AsBytes(zero), events::AsBytes(case_id),
                      events::AsBytes(zero), events::AsBytes(number)});
  return IdFromHash<CommandId>(hash);
}

Result<Mapping, intake::ReadStop> FindMapping(const std::string& name) {
  std::error_code error;
  const auto built_in = BuiltInMapping(name);
  if (std::filesystem::exists(name, error) || built_in.empty()) return intake::LoadMapping(name);
  auto mapping = Mapping::Parse(built_in);
  if (!mapping) return intake::ReadStop(mapping.error());
  return std::move(mapping).value();
}

EntityId FactImporter::CaseOf(const intake::SourceEvent& event, CommandId command) {
  const auto [found, is_new] = cases_.try_emplace(event.case_id);
  if (is_new) found->second = engine::NewEntity(command, 0);
  const EntityId case_file = found->second;
  if (event.is_last) cases_.erase(found);
  return case_file;
}

Result<ImportedCommand, FormError> FactImporter::CommandFor(const intake::SourceEvent& event) {
  const CommandId id = ImportCommandId(mapping_.source, event.case_id, event.ordinal_in_case);
  const EntityId case_file = CaseOf(event, id);
  const Value fact = FactForm(mapping_, event, case_file);
  const auto mapped = translator_.Lookup(event);
  if (!mapped) return InBothForms(CommandForm(id, fact, {}));
  auto command = InBothForms(CommandForm(id, fact, MeaningForm(*mapped, case_file, {})));
  if (command) return command;
  // A mapping's values are texts; a field that wants a number says so by refusing one.
  const std::string& place = command.error().place;
  return InBothForms(
      CommandForm(id, fact, MeaningForm(*mapped, case_file, place.substr(place.rfind('/') + 1))));
}

}  // namespace fascicolo::program
