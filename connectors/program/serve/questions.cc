#include "connectors/program/serve/questions.h"

#include <algorithm>
#include <optional>

namespace fascicolo::program {
namespace {

constexpr std::string_view kRoot = "/v1/";

std::optional<unsigned> HexDigit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
  return std::nullopt;
}

/// None: a percent sign without two digits, or a byte below the space.
std::optional<std::string> Decoded(std::string_view text, bool is_query) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const auto high = HexDigit(text[i + 1]);
      const auto low = HexDigit(text[i + 2]);
      if (!high || !low) return std::nullopt;
      c = static_cast<char>(*high * 16 + *low);
      i += 2;
    } else if (c == '+' && is_query) {
      c = ' ';
    }
    if (static_cast<unsigned char>(c) < 0x20) return std::nullopt;
    decoded += c;
  }
  return decoded;
}

const Question* FindQuestion(std::string_view name) {
  const auto& all = Questions();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Question& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

std::string NamesOf(const Question& question) {
  std::string names;
  for (const std::string_view name : question.parameters) names += (names.empty() ? "" : ", ") + std::string(name);
  return names;
}

/// Adds the parameter, or what is wrong with it.
void TakeParameter(std::string_view text, AskedQuestion& asked, std::vector<http::FieldError>& errors) {
  const auto equals = text.find('=');
  const auto name = Decoded(text.substr(0, equals), true);
  const auto value = equals == std::string_view::npos ? "true" : Decoded(text.substr(equals + 1), true);
  const auto& known = asked.question->parameters;
  if (!name || std::find(known.begin(), known.end(), *name) == known.end()) {
    errors.push_back({name.value_or("?"), "is no parameter here; there are: " + NamesOf(*asked.question)});
  } else if (!value || value->size() > kMaxParameterBytes) {
    errors.push_back({*name, "cannot be read; expected at most " + std::to_string(kMaxParameterBytes) + " bytes"});
  } else if (std::any_of(asked.parameters.begin(), asked.parameters.end(), [&](const auto& one) { return one.name == *name; })) {
    errors.push_back({*name, "stands twice"});
  } else {
    asked.parameters.push_back({*name, *value});
  }
}

}  // namespace

const std::vector<Question>& Questions() {
  static const std::vector<Question> questions{
      {"services", "", {"as_of", "lang"}},
      {"caseload", "", {"worker", "area", "service", "urgency", "state", "placed", "limit", "as_of", "lang"}},
      {"waiting-list", "list", {"explain", "exceptions", "asked", "limit", "as_of", "lang"}},
      {"occupancy", "unit", {"service", "from", "to", "as_of", "lang"}},
      {"workload", "", {"as_of", "lang"}},
      {"agenda", "", {"from", "until", "kind", "weight", "service", "limit", "as_of", "lang"}},
      {"changes", "", {"since", "worker", "lang"}},
      {"housing", "", {"dwelling", "vacant", "unverified", "arrears", "lodgings", "forfeitures", "as_of", "lang"}},
      {"plans", "", {"service", "state", "as_of", "lang"}},
      {"placements", "", {"service", "state", "late", "as_of", "lang"}},
      {"programmes", "programme", {"training", "year", "units", "until", "service", "as_of", "lang"}},
      {"ranking", "call", {"explain", "public", "standing", "as_of", "lang"}},
      {"reconcile", "month", {"provider", "service", "differences", "as_of", "lang"}},
      {"statistics", "topic", {"of", "by", "year", "from", "to", "service", "area", "public", "as_of", "lang"}},
  };
  return questions;
}

std::vector<std::string_view> QueryOf(std::string_view target) {
  std::vector<std::string_view> members;
  const auto mark = target.find('?');
  std::string_view rest = mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
  while (!rest.empty()) {
    members.push_back(rest.substr(0, rest.find('&')));
    rest.remove_prefix(std::min(rest.size(), members.back().size() + 1));
  }
  return members;
}

Result<AskedQuestion, http::Problem> ReadQuestion(std::string_view target) {
  const http::Problem absent{.status = 404, .title = "There is nothing here"};
  const std::string_view path = target.substr(0, target.find('?'));
  if (!path.starts_with(kRoot)) return absent;
  const std::string_view rest = path.substr(kRoot.size());
  const auto slash = rest.find('/');
  AskedQuestion asked{.question = FindQuestion(rest.substr(0, slash))};
  if (asked.question == nullptr) return absent;
  if (slash != std::string_view::npos) {
    const auto subject = Decoded(rest.substr(slash + 1), false);
    const bool is_one = subject && !subject->empty() && !subject->starts_with('-') && subject->size() <= kMaxParameterBytes;
    if (asked.question->subject.empty() || !is_one) return absent;
    asked.subject = *subject;
  }
  std::vector<http::FieldError> errors;
  auto query = QueryOf(target);
  const bool is_too_long = query.size() > kMaxParameters;
  if (is_too_long) query.resize(kMaxParameters);
  for (const std::string_view parameter : query) TakeParameter(parameter, asked, errors);
  if (is_too_long) errors.push_back({"?", "has too many parameters; expected at most " + std::to_string(kMaxParameters)});
  if (errors.empty()) return asked;
  return http::Problem{.status = 400, .title = "A parameter is wrong", .code = "parameter", .errors = std::move(errors)};
}

std::vector<std::string> WordsOf(const AskedQuestion& asked) {
  std::vector<std::string> words{std::string(asked.question->name), "--json"};
  for (const Parameter& parameter : asked.parameters) {
    std::string name = parameter.name;
    std::replace(name.begin(), name.end(), '_', '-');
    words.push_back("--" + name + "=" + parameter.value);
  }
  if (!asked.subject.empty()) words.insert(words.end(), {"--", asked.subject});
  return words;
}

}  // namespace fascicolo::program
