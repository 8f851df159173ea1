#include "connectors/program/serve/files/asked_file.h"

#include "connectors/program/receipts/proving.h"
#include "connectors/program/serve/questions.h"
#include "events/json/value.h"

#include <algorithm>
#include <array>

namespace fascicolo::program {
namespace {

using events::json::Value;

constexpr std::size_t kIdDigits = 32;

http::Response Wrong(std::vector<http::FieldError> errors) {
  return http::ProblemResponse(
      {.status = 400, .title = "A parameter is wrong", .code = "parameter", .errors = std::move(errors)});
}

/// What stands in the path at the pattern's place, which is in braces; none: the path is another's.
std::optional<std::string_view> NamedIn(std::string_view pattern, std::string_view path) {
  const std::string_view head = pattern.substr(0, pattern.find('{'));
  const std::string_view tail = pattern.substr(pattern.find('}') + 1);
  if (!path.starts_with(head) || !path.ends_with(tail) || path.size() < head.size() + tail.size()) return std::nullopt;
  const std::string_view named = path.substr(head.size(), path.size() - head.size() - tail.size());
  if (named.find('/') != std::string_view::npos) return std::nullopt;
  return named;
}

void TakeNamed(std::string_view named, AskedFile& asked) {
  if (asked.resource->kind == FileKind::kEventReceipt) {
    const auto event = ReadEventPlace(named);
    if (event) asked.event = *event;
  } else if (named.size() == kIdDigits) {
    asked.id = IdFromText<EntityId>(named).value_or(EntityId{});
  }
}

/// No value of these needs more than letters, digits and a few signs.
bool IsPlain(std::string_view text) {
  return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
  }) && text.front() != '-';
}

void TakeText(const Value& said, std::string_view member, std::vector<std::string>& words,
              std::vector<http::FieldError>& errors) {
  const auto* text = said.As<std::string>();
  if (text == nullptr || text->size() > kMaxParameterBytes) {
    errors.push_back(
        {"/" + std::string(member), "is no text of at most " + std::to_string(kMaxParameterBytes) + " bytes"});
    return;
  }
  std::string option(member);
  std::replace(option.begin(), option.end(), '_', '-');
  words.push_back("--" + option + "=" + *text);
}

/// "-" would have the words read from elsewhere.
bool IsWord(const Value& one) {
  const auto* text = one.As<std::string>();
  return text != nullptr && !text->empty() && *text != "-" && text->size() <= kMaxParameterBytes;
}

}  // namespace

const std::vector<FileResource>& FileResources() {
  static const std::vector<FileResource> resources{
      {FileKind::kCase, "/v1/cases/{id}", "case", {"lang"}},
      {FileKind::kHistory, "/v1/cases/{id}/history", "history", {"limit", "after", "use", "lang"}},
      {FileKind::kReaders, "/v1/cases/{id}/readers", "who-read", {"lang", "unrelated"}},
      {FileKind::kReceipt, "/v1/cases/{id}/receipt", "prove", {"plain", "lang"}},
      {FileKind::kEventReceipt, "/v1/events/{event}/receipt", "prove", {"plain", "lang"}},
      {FileKind::kPerson, "/v1/persons/{id}", "person", {"effective_on", "use", "lang"}},
      {FileKind::kHousehold, "/v1/households/{id}", "household", {"effective_on", "lang"}},
  };
  return resources;
}

bool IsReceipt(FileKind kind) { return kind == FileKind::kReceipt || kind == FileKind::kEventReceipt; }

http::Response NotThere() { return http::ProblemResponse({.status = 404, .title = "There is nothing here", .code = "absent"}); }

Result<AskedFile, http::Response> ReadFileTarget(std::string_view target) {
  const std::string_view path = target.substr(0, target.find('?'));
  AskedFile asked;
  for (const FileResource& one : FileResources()) {
    const auto named = NamedIn(one.path, path);
    if (!named) continue;
    asked.resource = &one;
    TakeNamed(*named, asked);
  }
  if (asked.resource == nullptr) return NotThere();
  std::vector<http::FieldError> errors;
  for (const std::string_view member : QueryOf(target)) {
    const auto equals = member.find('=');
    const std::string name(member.substr(0, equals));
    const std::string value(equals == std::string_view::npos ? "true" : member.substr(equals + 1));
    const auto& known = asked.resource->parameters;
    const bool is_twice = std::any_of(asked.parameters.begin(), asked.parameters.end(),
                                      [&](const auto& one) { return one.name == name; });
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      const bool is_day = name == "effective_on";
      errors.push_back({IsPlain(name) ? name : "?", is_day ? "has no meaning here; persons and households take it" : "is no parameter here"});
    } else if (!IsPlain(value) || is_twice) {
      errors.push_back({name, is_twice ? "stands twice" : "cannot be read"});
    } else {
      asked.parameters.push_back({name, value});
    }
  }
  if (!errors.empty()) return Wrong(std::move(errors));
  return asked;
}

Result<AskedSearch, http::Response> ReadSearch(std::string_view body) {
  const auto document = events::json::ParseJson(body);
  const auto* members = document ? document->As<Value::Object>() : nullptr;
  if (members == nullptr) return Wrong({{"", "is no JSON object"}});
  constexpr std::array<std::string_view, 6> kTexts{"surname", "name", "fiscal_code", "born", "use", "lang"};
  std::vector<std::string> options;
  std::vector<std::string> words;
  std::vector<http::FieldError> errors;
  for (const auto& [key, value] : *members) {
    if (std::find(kTexts.begin(), kTexts.end(), key) != kTexts.end()) {
      TakeText(value, key, options, errors);
    } else if (key == "limit") {
      const auto* limit = value.As<std::int64_t>();
      const bool is_right = limit != nullptr && *limit >= 1 && *limit <= kMostFound;
      if (is_right) options.push_back("--limit=" + std::to_string(*limit));
      if (!is_right) errors.push_back({"/limit", "is no number from 1 to " + std::to_string(kMostFound)});
    } else if (const auto* array = key == "words" ? value.As<Value::Array>() : nullptr) {
      const bool is_right = array->size() <= kMaxParameters && std::all_of(array->begin(), array->end(), IsWord);
      if (!is_right) errors.push_back({"/words", "are no texts, or too many"});
      for (const Value& one : *array) {
        if (is_right) words.push_back(*one.As<std::string>());
      }
    } else {
      errors.push_back({"/" + (IsPlain(key) ? key : "?"), "is no member of a search"});
    }
  }
  if (!errors.empty()) return Wrong(std::move(errors));
  if (!words.empty()) options.emplace_back("--");
  options.insert(options.end(), words.begin(), words.end());
  return AskedSearch{.words = std::move(options)};
}

}  // namespace fascicolo::program
