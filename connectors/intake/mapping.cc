#include "connectors/intake/mapping.h"

#include "connectors/intake/byte_source.h"

#include <algorithm>

namespace fascicolo::intake {

std::string Text::ValueFor(const SourceEvent& event) const {
  switch (kind) {
    case Kind::kLiteral:
      return literal;
    case Kind::kCase:
      return event.case_id;
    case Kind::kActivity:
      return event.activity;
    case Kind::kActor:
      return event.actor;
    case Kind::kInstant:
      return FormatInstant(event.instant);
    case Kind::kDate:
      return FormatDay(LocalDay(event.instant));
    case Kind::kAttribute:
      break;
  }
  const std::string* value = event.Find(literal);
  return value == nullptr ? std::string() : *value;
}

bool CommandRule::Fits(const SourceEvent& event) const {
  if (first && *first != event.is_first) return false;
  if (last && *last != event.is_last) return false;
  if (!activities.empty() &&
      std::find(activities.begin(), activities.end(), event.activity) == activities.end()) {
    return false;
  }
  for (const std::string& name : has) {
    const std::string* value = event.Find(name);
    if (value == nullptr || value->empty()) return false;
  }
  for (const auto& [left, right] : equal) {
    const std::string value = left.ValueFor(event);
    if (value.empty() || value != right.ValueFor(event)) return false;
  }
  return true;
}

std::vector<NamedValue> Mapping::Kept(const SourceEvent& event) const {
  std::vector<NamedValue> kept;
  for (const std::string& attribute : keep) {
    const std::string* value = event.Find(attribute);
    if (value != nullptr && !value->empty()) kept.push_back({attribute, *value});
  }
  return kept;
}

namespace {

// Empty: the field is left out.
std::string FieldValue(const FieldRule& rule, const SourceEvent& event) {
  std::string value = rule.text.ValueFor(event);
  if (!rule.translated) return value;
  for (const auto& [code, translation] : rule.codes) {
    if (code == value) return translation;
  }
  return rule.otherwise.value_or(std::string());
}

}  // namespace

Translator::Translator(const Mapping& mapping) : mapping_(mapping) {
  FASCICOLO_CHECK(mapping.rules.size() <= kMaxRules);
}

std::optional<MappedCommand> Translator::Lookup(const SourceEvent& event) {
  std::optional<MappedCommand> mapped;
  for (std::size_t index = 0; index < mapping_.rules.size() && !mapped; ++index) {
    const CommandRule& rule = mapping_.rules[index];
    if (!rule.Fits(event)) continue;
    if (rule.once) {
      const auto number = static_cast<std::uint16_t>(index);
      std::vector<std::uint16_t>& used = used_[event.case_id];
      if (std::find(used.begin(), used.end(), number) != used.end()) continue;
      used.push_back(number);
    }
    mapped.emplace();
    mapped->command = rule.command;
    for (const FieldRule& field : rule.fields) {
      std::string value = FieldValue(field, event);
      if (!value.empty()) mapped->fields.push_back({field.field, std::move(value)});
    }
  }
  if (event.is_last) used_.erase(event.case_id);
  return mapped;
}

Result<Mapping, ReadStop> LoadMapping(const std::string& path) {
  auto source = ByteSource::Open(path, kMaxMappingBytes);
  if (!source) return ReadStop(std::move(source).error());
  std::string json;
  char chunk[4096];
  for (;;) {
    auto count = source->Read(chunk, sizeof chunk, 1);
    if (!count) return std::move(count).error();
    if (*count == 0) break;
    json.append(chunk, *count);
  }
  auto mapping = Mapping::Parse(json);
  if (!mapping) return ReadStop(std::move(mapping).error());
  return std::move(mapping).value();
}

Result<ReadSummary, ReadStop> ReadMapped(const std::string& path, const Mapping& mapping,
                                         const ReadLimits& limits, const ReadSinks& sinks) {
  if (const auto* keys = std::get_if<XesKeys>(&mapping.format))
    return ReadXes(path, *keys, limits, sinks);
  return ReadCsv(path, std::get<CsvColumns>(mapping.format), limits, sinks);
}

}  // namespace fascicolo::intake
