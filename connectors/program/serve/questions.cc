#include "connectors/program/serve/questions.h"

#include "connectors/program/serve/percent.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace fascicolo::program {
namespace {

constexpr std::string_view kRoot = "/v1/";
constexpr std::string_view kEffectiveOn = "effective_on";

/// Of every question: of the answer as a whole, not of what is asked.
constexpr std::array<std::string_view, 4> kOfAnswers{"fields", "limit", "cursor", "at_least"};

bool IsOfAnswers(std::string_view name) { return std::find(kOfAnswers.begin(), kOfAnswers.end(), name) != kOfAnswers.end(); }

std::string NamesOf(const Question& question) {
  std::string names;
  for (const auto* list : {&question.places, &question.parameters}) {
    for (const std::string_view name : *list) names += std::string(name) + ", ";
  }
  return names + "fields, limit, cursor, at_least";
}

bool IsAmong(const std::vector<std::string_view>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::optional<std::uint64_t> NumberOf(std::string_view text) {
  std::uint64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

std::vector<std::string> FieldsIn(std::string_view text) {
  std::vector<std::string> fields;
  while (!text.empty()) {
    fields.emplace_back(text.substr(0, text.find(',')));
    text.remove_prefix(std::min(text.size(), fields.back().size() + 1));
  }
  return fields;
}

/// What is wrong with it; empty: nothing.
std::string TakeOfAnswer(const Parameter& said, AskedQuestion& asked) {
  const auto number = NumberOf(said.value);
  if (said.name == "cursor") {
    asked.cursor = said.value;
  } else if (said.name == "fields") {
    asked.fields = FieldsIn(said.value);
    if (asked.fields.empty()) return "names no field";
  } else if (said.name == "at_least") {
    if (!number || *number == UINT64_MAX) return "is no position";
    asked.at_least = Position{*number};
  } else {
    if (!number || *number < 1 || *number > kMaxRows) return "is no number of rows; expected 1 to " + std::to_string(kMaxRows);
    asked.limit = *number;
  }
  return {};
}

std::string NamesOfThoseWith(std::string_view parameter) {
  std::string names;
  for (const Question& one : Questions()) {
    if (IsAmong(one.parameters, parameter)) names += (names.empty() ? "" : ", ") + std::string(one.name);
  }
  return names;
}

/// Adds the parameter, or what is wrong with it.
void TakeParameter(std::string_view text, AskedQuestion& asked, std::vector<std::string>& seen,
                   std::vector<http::FieldError>& errors) {
  const auto equals = text.find('=');
  const auto name = PercentDecoded(text.substr(0, equals), true);
  const auto value = equals == std::string_view::npos ? "true" : PercentDecoded(text.substr(equals + 1), true);
  const Question& question = *asked.question;
  const bool is_own = name && (IsAmong(question.parameters, *name) || IsAmong(question.places, *name));
  if (!is_own && name == kEffectiveOn) {
    errors.push_back({*name, "has no meaning here: what is answered holds from no day to another; it is taken by " + NamesOfThoseWith(*name)});
    return;
  }
  if (!is_own && !(name && IsOfAnswers(*name))) {
    errors.push_back({name.value_or("?"), "is no parameter here; there are: " + NamesOf(*asked.question)});
    return;
  }
  std::string wrong;
  if (!value || value->size() > kMaxParameterBytes) {
    wrong = "cannot be read; expected at most " + std::to_string(kMaxParameterBytes) + " bytes";
  } else if (!IsAmong(question.repeated, *name) && std::find(seen.begin(), seen.end(), *name) != seen.end()) {
    wrong = "stands twice";
  } else if (is_own) {
    asked.parameters.push_back({*name, *value});
  } else {
    wrong = TakeOfAnswer({*name, *value}, asked);
  }
  seen.push_back(*name);
  if (!wrong.empty()) errors.push_back({*name, wrong});
}

}  // namespace

const std::vector<Question>& Questions() {
  static const std::vector<Question> questions{
      {"services", "", {"effective_on", "as_of", "lang"}},
      {"caseload", "", {"worker", "area", "service", "urgency", "state", "placed", "as_of", "lang"}, Paging::kByItself},
      {"waiting-list", "list", {"explain", "explained", "exceptions", "asked", "as_of", "lang"}, Paging::kByItself},
      {"occupancy", "unit", {"service", "from", "to", "effective_on", "as_of", "lang"}},
      {"workload", "", {"per_worker", "as_of", "lang"}},
      {"absences", "", {"until", "uncovered", "as_of", "lang"}},
      {"acts", "", {"waits", "as_of", "lang"}},
      {"score", "instrument", {"answer", "effective_on", "as_of", "lang"}, Paging::kCut, false, {}, {"answer"}},
      {"agenda", "", {"from", "until", "kind", "weight", "service", "as_of", "lang"}, Paging::kByItself},
      {"changes", "", {"since", "worker", "lang"}},
      {"housing", "", {"dwelling", "vacant", "unverified", "arrears", "lodgings", "forfeitures", "as_of", "lang"}},
      {"plans", "", {"service", "state", "effective_on", "as_of", "lang"}},
      {"placements", "", {"service", "state", "late", "effective_on", "as_of", "lang"}},
      {"programmes", "programme", {"training", "year", "units", "until", "service", "as_of", "lang"}},
      {"ranking", "call", {"explain", "public", "standing", "as_of", "lang"}},
      {"reconcile", "month", {"provider", "service", "differences", "as_of", "lang"}, Paging::kCut, true},
      {"statistics", "topic", {"of", "by", "year", "from", "to", "service", "area", "public", "restates", "as_of", "lang"}, Paging::kCut, true},
      {"audit", "what", {"from", "to", "service", "as_of", "lang"}, Paging::kCut, true},
      {"process-map", "kind", {"from", "to", "service", "as_of", "lang"}, Paging::kCut, true},
      {"may", "", {"role", "area", "effective_on", "as_of", "lang"}, Paging::kCut, false, {"who", "action", "case"}, {"role", "area"}},
      {"figures", "action", {"lang"}, Paging::kCut, true, {"figure"}},
      {"budget", "", {"year", "as_of", "lang"}},
      {"receivables", "", {"overdue", "settled", "as_of", "lang"}},
      {"trace", "payment", {"as_of", "lang"}, Paging::kCut, true},
      {"transmissions", "", {"rejected", "as_of", "lang"}, Paging::kCut, true},
  };
  return questions;
}

const Question* FindQuestion(std::string_view name) {
  const auto& all = Questions();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Question& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
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
  AskedQuestion asked;
  asked.question = FindQuestion(rest.substr(0, slash));
  if (asked.question == nullptr) return absent;
  if (slash != std::string_view::npos) {
    const auto subject = PercentDecoded(rest.substr(slash + 1), false);
    const bool is_one = subject && !subject->empty() && !subject->starts_with('-') && subject->size() <= kMaxParameterBytes;
    if (asked.question->subject.empty() || !is_one) return absent;
    asked.subject = *subject;
  }
  std::vector<http::FieldError> errors;
  auto query = QueryOf(target);
  const bool is_too_long = query.size() > kMaxParameters;
  if (is_too_long) query.resize(kMaxParameters);
  std::vector<std::string> seen;
  for (const std::string_view parameter : query) TakeParameter(parameter, asked, seen, errors);
  if (is_too_long) errors.push_back({"?", "has too many parameters; expected at most " + std::to_string(kMaxParameters)});
  if (errors.empty()) return asked;
  return http::Problem{.status = 400, .title = "A parameter is wrong", .code = "parameter", .errors = std::move(errors)};
}

std::vector<std::string> WordsOf(const AskedQuestion& asked, bool as_json) {
  std::vector<std::string> words{std::string(asked.question->name)};
  if (as_json) words.emplace_back("--json");
  if (asked.question->paging == Paging::kByItself) {
    words.push_back("--limit=" + std::to_string(RowsOf(asked)));
    if (asked.skip > 0) words.push_back("--skip=" + std::to_string(asked.skip));
  }
  std::vector<std::string> arguments;
  if (!asked.subject.empty()) arguments.push_back(asked.subject);
  for (const std::string_view place : asked.question->places) {
    for (const Parameter& parameter : asked.parameters) {
      if (parameter.name == place) arguments.push_back(parameter.value);
    }
  }
  for (const Parameter& parameter : asked.parameters) {
    if (IsAmong(asked.question->places, parameter.name)) continue;
    std::string name = parameter.name;
    std::replace(name.begin(), name.end(), '_', '-');
    words.push_back("--" + name + "=" + parameter.value);
  }
  if (!arguments.empty()) words.emplace_back("--");
  words.insert(words.end(), arguments.begin(), arguments.end());
  return words;
}

std::uint64_t RowsOf(const AskedQuestion& asked) { return asked.limit.value_or(kDefaultRows); }

bool IsLong(const AskedQuestion& asked) {
  const auto is_past = [](const Parameter& one) { return one.name == "as_of"; };
  return asked.question->reads_log || std::any_of(asked.parameters.begin(), asked.parameters.end(), is_past);
}

std::string TextOf(const AskedQuestion& asked) {
  std::vector<std::string> members{std::string(asked.question->name), asked.subject, std::to_string(asked.limit.value_or(0))};
  for (const Parameter& one : asked.parameters) members.push_back(one.name + "=" + one.value);
  for (const std::string& field : asked.fields) members.push_back(field);
  std::sort(members.begin() + 3, members.end());
  std::string text;
  for (const std::string& member : members) text += std::to_string(member.size()) + ":" + member;
  return text;
}

std::string TargetOf(const AskedQuestion& asked, std::string_view cursor) {
  std::string target = std::string(kRoot) + std::string(asked.question->name);
  if (!asked.subject.empty()) target += "/" + PercentEncoded(asked.subject);
  char before = '?';
  const auto add = [&](std::string_view name, const std::string& value) {
    target += std::exchange(before, '&') + std::string(name) + "=" + value;
  };
  for (const Parameter& one : asked.parameters) add(one.name, PercentEncoded(one.value));
  std::string fields;
  for (const std::string& field : asked.fields) fields += (fields.empty() ? "" : "%2C") + PercentEncoded(field);
  if (!fields.empty()) add("fields", fields);
  if (asked.limit) add("limit", std::to_string(*asked.limit));
  if (!cursor.empty()) add("cursor", PercentEncoded(cursor));
  return target;
}

}  // namespace fascicolo::program
