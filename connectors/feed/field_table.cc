#include "connectors/feed/field_table.h"

#include <algorithm>
#include <optional>
#include <sstream>
#include <utility>

namespace fascicolo::feed {
namespace {

constexpr std::string_view kWithinPrefix = "in/";

constexpr std::pair<std::string_view, Leaving> kWords[] = {
    {"-", Leaving::kWithheld},  {"keep", Leaving::kKept},   {"id", Leaving::kPseudonym},
    {"day", Leaving::kDay},     {"birth", Leaving::kBirth}, {"figure", Leaving::kFigure},
    {"count", Leaving::kCount}, {"code", Leaving::kCode},   {"fact", Leaving::kFact},
};

std::optional<FieldLine> ReadField(std::string_view word) {
  const auto colon = word.find(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  FieldLine line{std::string(word.substr(0, colon)), Leaving::kWithheld, {}};
  const std::string_view how = word.substr(colon + 1);
  if (how.substr(0, kWithinPrefix.size()) == kWithinPrefix) {
    line.leaving = Leaving::kWithin;
    line.table = how.substr(kWithinPrefix.size());
    return line.table.empty() ? std::nullopt : std::optional(line);
  }
  const auto* found =
      std::find_if(std::begin(kWords), std::end(kWords), [&](const auto& one) { return one.first == how; });
  if (found == std::end(kWords)) return std::nullopt;
  line.leaving = found->second;
  return line;
}

}  // namespace

const FieldLine* TypeLine::Find(std::string_view field) const {
  const auto found =
      std::find_if(fields.begin(), fields.end(), [&](const FieldLine& line) { return line.field == field; });
  return found == fields.end() ? nullptr : &*found;
}

Result<FieldTable, FormError> FieldTable::Read(std::string_view text) {
  FieldTable table;
  TypeLine* current = nullptr;
  std::istringstream lines{std::string(text)};
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const auto wrong = [&](const char* what) { return FormError{"line " + std::to_string(number), what, {}}; };
    std::istringstream words(line);
    std::string word;
    if (line.front() != ' ') {
      words >> word;
      const auto [place, is_new] = table.lines_.try_emplace(word);
      if (!is_new) return wrong("the type stands there twice");
      current = &place->second;
    }
    if (current == nullptr) return wrong("it belongs to no type");
    while (words >> word) {
      const auto field = word == "never" ? std::nullopt : ReadField(word);
      if (word != "never" && !field) return wrong("a field and how it leaves were expected, as in unit:id");
      if (field && current->Find(field->field) != nullptr) return wrong("the field stands there twice");
      if (field) current->fields.push_back(*field);
      if (word == "never") current->never = true;
    }
    if (current->never && !current->fields.empty()) return wrong("what never leaves has no fields that do");
  }
  return table;
}

const FieldTable& FieldTable::Own() {
  static const FieldTable table = [] {
    auto read = Read(OwnFieldText());
    FASCICOLO_CHECK(read.ok());
    return std::move(read).value();
  }();
  return table;
}

const TypeLine* FieldTable::Find(std::string_view type) const {
  const auto found = lines_.find(type);
  return found == lines_.end() || found->second.never ? nullptr : &found->second;
}

}  // namespace fascicolo::feed
