#include "connectors/program/serve/answer_schemas.h"

#include "connectors/program/serve/described.h"
#include "connectors/program/serve/files/shown_rows.h"
#include "events/result.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace fascicolo::program {
namespace {

using cli::Value;

Value::Object& PropertiesOf(Value& schema) {
  Value* properties = MemberIn(schema, "properties");
  FASCICOLO_CHECK(properties != nullptr);
  return std::get<Value::Object>(properties->content);
}

bool IsOfType(const Value& schema, std::string_view type) {
  const Value* said = events::json::MemberOf(schema, "type");
  const auto* text = said == nullptr ? nullptr : said->As<std::string>();
  return text != nullptr && *text == type;
}

void MakeOptional(Value& schema, std::string_view name) {
  Value* required = MemberIn(schema, "required");
  if (required == nullptr) return;
  std::erase_if(std::get<Value::Array>(required->content), [&](const Value& one) { return *one.As<std::string>() == name; });
}

void AddOptional(Value& schema, const char* name, std::string_view shape) {
  MakeOptional(schema, name);
  Value* there = MemberIn(*MemberIn(schema, "properties"), name);
  if (there == nullptr) PropertiesOf(schema).push_back({name, cli::SchemaOfShape(shape)});
}

void MakeNullable(Value& schema) {
  if (MemberIn(schema, "nullable") == nullptr) std::get<Value::Object>(schema.content).push_back({"nullable", Value{true}});
}

/// An object that names something goes where what it names may not be found; a row of a list goes as a whole.
void LetGo(Value& schema, bool is_row) {
  if (Value* items = MemberIn(schema, "items")) return LetGo(*items, true);
  if (MemberIn(schema, "properties") == nullptr) return;
  constexpr std::array<std::string_view, 4> kNames{"case", "about", "entity", "person"};
  bool names_something = false;
  for (auto& [name, property] : PropertiesOf(schema)) {
    names_something = names_something || std::find(kNames.begin(), kNames.end(), name) != kNames.end();
    LetGo(property, false);
  }
  if (names_something && !is_row) MakeNullable(schema);
}

/// Totals of lists are told to whoever may find every case.
void LetTotalsGo(Value& schema) {
  for (auto& [list, rows] : PropertiesOf(schema)) {
    Value* total = MemberIn(*MemberIn(schema, "properties"), TotalBeside(list));
    if (total != nullptr) MakeNullable(*total);
  }
}

void LetFieldsBeChosen(Value& schema) {
  for (auto& [name, property] : PropertiesOf(schema)) {
    Value* rows = IsOfType(property, "array") ? MemberIn(property, "items") : nullptr;
    if (rows == nullptr || !IsOfType(*rows, "object")) continue;
    for (auto& member : std::get<Value::Object>(rows->content)) {
      if (member.key == "required") member.key = kUnlessFields;
    }
  }
}

}  // namespace

std::vector<cli::AnswerShape> AnswersOf(AddCommand command, Session& session) {
  cli::Arguments arguments("fascicolo", session.language(), {});
  command(arguments, session);
  return arguments.answers();
}

std::string SchemaNameOf(const cli::AnswerShape& answer) {
  std::string name;
  bool begins = true;
  for (const char sign : answer.command + "-" + answer.when) {
    const auto letter = static_cast<unsigned char>(sign);
    if (std::isalnum(letter) != 0) name += static_cast<char>(begins ? std::toupper(letter) : std::tolower(letter));
    begins = std::isalnum(letter) == 0;
  }
  return name;
}

Value SchemaOfQuestion(const cli::AnswerShape& answer) {
  Value schema = cli::SchemaOfShape(answer.shape);
  for (auto& [name, property] : PropertiesOf(schema)) LetGo(property, false);
  AddOptional(schema, "more", "flag");
  AddOptional(schema, "next", "text");
  LetTotalsGo(schema);
  LetFieldsBeChosen(schema);
  return schema;
}

Value SchemaOfFile(const cli::AnswerShape& answer) {
  Value schema = cli::SchemaOfShape(answer.shape);
  if (answer.command == "household") {  // with what some other case allows, and without what none does
    AddOptional(schema, "withheld", "flag");
    MakeOptional(schema, "samples");
    Value* households = MemberIn(*MemberIn(schema, "properties"), "households");
    MakeOptional(*MemberIn(*households, "items"), "attestations");
  }
  return schema;
}

void AddAnswer(Operation& operation, PossibleAnswer answer, std::vector<NamedSchema> one_of) {
  FASCICOLO_CHECK(!one_of.empty());
  Value::Array references;
  for (NamedSchema& one : one_of) {
    references.push_back(SchemaReference(("#/components/schemas/" + one.name).c_str()));
    operation.schemas.push_back(std::move(one));
  }
  answer.schema = references.size() == 1 ? std::move(references.front())
                                         : cli::Object().Add("anyOf", std::move(references)).Done();
  operation.answers.push_back(std::move(answer));
}

}  // namespace fascicolo::program
