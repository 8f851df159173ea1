#include "connectors/program/serve/csv_form.h"

#include "connectors/exports/csv.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::program {
namespace {

using events::json::Value;

/// Lists of texts by what they are, which shows in no empty one.
constexpr std::string_view kTexts[] = {"samples", "notes", "breaches", "by", "measures", "nodes"};
/// Statistics have their rows within this member, beside what was asked.
constexpr std::string_view kFigures = "figures";

bool IsListOfObjects(const Value& value) {
  const auto* array = value.As<Value::Array>();
  return array != nullptr &&
         std::all_of(array->begin(), array->end(), [](const Value& one) { return one.As<Value::Object>() != nullptr; });
}

std::string CellOf(const Value& value) {
  if (value.is_null()) return {};
  const auto* text = value.As<std::string>();
  return text == nullptr ? events::json::PrintJson(value) : *text;
}

/// Those of one line, by column.
using Cells = std::map<std::string, std::string>;

class CsvColumns {
 public:
  void Add(const Value::Object& object, const std::string& prefix, Cells& line) {
    for (const auto& member : object) {
      const std::string name = prefix + member.key;
      if (const auto* inner = member.value.As<Value::Object>()) {
        Add(*inner, name + ".", line);
        continue;
      }
      if (std::find(names_.begin(), names_.end(), name) == names_.end()) names_.push_back(name);
      line[name] = CellOf(member.value);
    }
  }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

 private:
  std::vector<std::string> names_;
};

}  // namespace

Value::Array* ListIn(Value& answer) {
  auto* object = std::get_if<Value::Object>(&answer.content);
  if (object == nullptr) return nullptr;
  const std::string name = ListNameIn(answer);
  for (auto& member : *object) {
    if (!name.empty() && member.key == name) return &std::get<Value::Array>(member.value.content);
    if (name.empty() && member.key == kFigures) return ListIn(member.value);
  }
  return nullptr;
}

std::string ListNameIn(const Value& answer) {
  const auto* object = answer.As<Value::Object>();
  if (object == nullptr) return {};
  std::string name;
  for (const auto& member : *object) {
    const bool is_of_texts = std::find(std::begin(kTexts), std::end(kTexts), member.key) != std::end(kTexts);
    if (is_of_texts || !IsListOfObjects(member.value)) continue;
    if (!name.empty()) return {};
    name = member.key;
  }
  return name;
}

std::string CsvOf(const Value::Array& objects) {
  CsvColumns columns;
  std::vector<Cells> lines;
  for (const Value& one : objects) columns.Add(std::get<Value::Object>(one.content), {}, lines.emplace_back());
  const auto& names = columns.names();
  std::string csv = exports::CsvLine(names) + "\r\n";
  for (Cells& line : lines) {
    std::vector<std::string> fields;
    for (const std::string& name : names) fields.push_back(std::move(line[name]));
    csv += exports::CsvLine(fields) + "\r\n";
  }
  return csv;
}

}  // namespace fascicolo::program
