#include "connectors/program/serve/described.h"

#include "connectors/program/outcome_form.h"
#include "connectors/program/serve/answer_schemas.h"
#include "connectors/program/serve/permissions.h"
#include "connectors/program/serve/request_rate.h"
#include "connectors/program/serve/self_report.h"

#include <algorithm>
#include <array>
#include <set>

namespace fascicolo::program {
namespace {

using cli::Object;
using cli::Value;

const char* TitleOf(unsigned status) {
  switch (status) {
    case 400:
      return "Something that was sent is wrong: errors[] says what";
    case 401:
      return "A bearer token is needed";
    case 403:
      return "No role of this token allows it";
    case 404:
      return "There is nothing here";
    case 405:
      return "There is another method for this";
    case 406:
      return "There is no such form of it";
    case 409:
      return "The key was used for another command";
    case 412:
      return "The entity has moved on (between[] says by what), or the position is not there yet";
    case 413:
      return "The body is too long";
    case 414:
      return "The target is too long";
    case 431:
      return "The headers are too long, or too many";
    case 422:
      return "A rule refuses it: with its code, ground and facts";
    case 429:
      return "Too many requests in this second";
    case 503:
      return "Not now: try again after Retry-After";
    default:
      return "What is wrong";
  }
}

/// Told how many requests are left: whoever showed a token that was taken. These are answered before anybody looks at it.
bool IsCounted(unsigned status) {
  constexpr std::array<unsigned, 5> kBefore{401, 405, 413, 414, 431};
  const bool is_before = std::find(kBefore.begin(), kBefore.end(), status) != kBefore.end();
  return status < 300 || (status >= 400 && status < 500 && !is_before);
}

Value TextSchema() { return Object().Add("type", "string").Add("maxLength", kMaxParameterBytes).Done(); }

Value NumberSchema(std::uint64_t least, std::uint64_t most) {
  return Object().Add("type", "integer").Add("format", "int64").Add("minimum", least).Add("maximum", most).Done();
}

std::string RolesFor(std::string_view question) {
  std::set<std::string> roles;
  for (const Permission& cell : Permissions()) {
    if (cell.question != question) continue;
    const char* condition = cell.condition == Condition::kOwn      ? " (worker: their own name)"
                            : cell.condition == Condition::kPublic ? " (public=true)"
                                                                   : "";
    roles.insert(std::string(cell.role) + condition);
  }
  std::string text = "Answered to: ";
  for (const std::string& role : roles) text += (role == *roles.begin() ? "" : ", ") + role;
  return text;
}

const char* WhatOf(std::string_view parameter) {
  if (parameter == "as_of") return "As of a position, a day or an instant";
  if (parameter == "lang") return "Language of labels: it or en";
  return "As the command's option of this name";
}

void AddOfAnswers(std::vector<TakenParameter>& parameters) {
  parameters.push_back({"fields", "query", false, "Members of each row, separated by commas; all where it is missing", TextSchema()});
  parameters.push_back({"limit", "query", false, "Rows of a page", NumberSchema(1, kMaxRows)});
  parameters.push_back({"cursor", "query", false, "Where the page begins: as `next` of the page before, with the same parameters", TextSchema()});
  parameters.push_back({"at_least", "query", false, "A position that the answer must have", NumberSchema(0, INT64_MAX)});
  parameters.push_back({"If-None-Match", "header", false, "The entity tag of the answer that the client has", TextSchema()});
}

/// With a subject, what is answered about one, or else whatever there is; without, the rest: none where one must be named.
std::vector<NamedSchema> SchemasOfQuestion(const std::vector<cli::AnswerShape>& answers, bool with_subject) {
  const auto is_option = [](const cli::AnswerShape& one) { return one.when.starts_with("--"); };
  const auto is_of_one = [&](const cli::AnswerShape& one) { return !one.when.empty() && !is_option(one); };
  const bool has_one = std::any_of(answers.begin(), answers.end(), is_of_one);
  std::vector<NamedSchema> schemas;
  for (const cli::AnswerShape& one : answers) {
    const bool fits = is_option(one) || (with_subject ? is_of_one(one) || !has_one : !is_of_one(one));
    if (fits) schemas.push_back({SchemaNameOf(one), SchemaOfQuestion(one)});
  }
  return schemas;
}

void AddGoodAnswers(Operation& operation, std::vector<NamedSchema> schemas) {
  PossibleAnswer answer = JsonAnswer("The answer, as of a position");
  answer.headers = {"ETag", "Link"};
  AddAnswer(operation, std::move(answer), std::move(schemas));
  const Value text = Object().Add("type", "string").Done();
  operation.answers.push_back({200, "The answer's list", "text/csv", text, {}, {"ETag", "Link"}});
  operation.answers.push_back({200, "As people read it, where nothing is left out", "text/plain", text, {}, {"ETag"}});
  operation.answers.push_back({304, "The client has it", {}, {}, {}, {"ETag"}});
}

}  // namespace

Value SchemaReference(const char* to) { return Object().Add("$ref", to).Done(); }

PossibleAnswer ProblemAnswer(unsigned status) {
  PossibleAnswer answer{status, TitleOf(status), "application/problem+json", SchemaReference(kProblemSchema)};
  if (status == 429) answer.headers = {"Retry-After"};
  if (status == 503) answer.headers = {"Retry-After"};
  if (status == 401) answer.headers = {"WWW-Authenticate"};
  if (status == 405) answer.headers = {"Allow"};
  return answer;
}

PossibleAnswer JsonAnswer(std::string what, Value schema, Value example) {
  return {200, std::move(what), "application/json", std::move(schema), std::move(example), {}};
}

Operation WithProblems(Operation operation, bool is_open, std::initializer_list<unsigned> also) {
  std::set<unsigned> statuses{400, 404, 405, 414, 429, 431, 503};
  statuses.insert(also);
  if (!is_open) statuses.insert({401, 403});
  for (const unsigned status : statuses) operation.answers.push_back(ProblemAnswer(status));
  for (PossibleAnswer& answer : operation.answers) {
    if (!is_open && IsCounted(answer.status)) answer.headers.insert(answer.headers.end(), {kRateLimit, kRateRemaining, kRateReset});
  }
  return operation;
}

TakenParameter TakenText(std::string name, const char* in, bool is_required, std::string what) {
  return {std::move(name), in, is_required, std::move(what), TextSchema()};
}

Operation DescribedQuestion(const Question& question, bool with_subject, const std::vector<cli::AnswerShape>& answers) {
  Operation operation;
  operation.id = std::string(question.name) + (with_subject ? "-one" : "");
  operation.tag = "questions";
  operation.summary = "What 'fascicolo " + std::string(question.name) + " --json' answers";
  operation.description = RolesFor(question.name) + ". Rows about cases that the asker may not find are left out";
  if (with_subject) operation.parameters.push_back(TakenText(std::string(question.subject), "path", true, "Which one"));
  for (const std::string_view name : question.parameters) {
    operation.parameters.push_back(TakenText(std::string(name), "query", false, WhatOf(name)));
  }
  AddOfAnswers(operation.parameters);
  auto schemas = SchemasOfQuestion(answers, with_subject);
  if (schemas.empty()) operation.description += ". Which one must be named";
  if (!schemas.empty()) AddGoodAnswers(operation, std::move(schemas));
  return WithProblems(std::move(operation), false, {406, 412});
}

Operation DescribedCommands() {
  Operation operation;
  operation.id = "submit";
  operation.tag = "commands";
  operation.summary = "Hands in a command; sent again with the same key, it counts once";
  operation.description = "By the adopted policy of access for what the command names, else by role";
  operation.parameters = {
      TakenText("Idempotency-Key", "header", true, "Of this wish: an id in itself, or any text"),
      {"If-Match", "header", false, "The version, in quotation marks, of what the command is aimed at",
       Object().Add("type", "string").Add("pattern", "^\"[0-9]+\"$").Done()}};
  operation.parameters[0].schema = Object().Add("type", "string").Add("minLength", 1).Add("maxLength", kMaxParameterBytes).Done();
  operation.body = SchemaReference("#/components/schemas/Command");
  operation.body_example =
      Object()
          .Add("payload",
               Object().Add("type", "RegisterContact").Add("desk", "adults_elderly").Add("area", "elderly").Add("reason", "home_help").Done())
          .Done();
  const Value outcome = Object().Add("outcome", "accepted").Add("position", 42).Add("events", 1).Done();
  AddAnswer(operation, JsonAnswer("Accepted: it is in the ledger", {}, outcome), {{"Outcome", cli::SchemaOfShape(kAcceptedShape)}});
  return WithProblems(std::move(operation), false, {409, 412, 413, 422});
}

Operation DescribedStatus() {
  Operation operation;
  operation.id = "status";
  operation.tag = "service";
  operation.summary = "Whether all is well";
  Object example;
  example.Add("status", "ok").Add("part", "writes").Add("writer", true).Add("term", 1).Add("holder", "node1:17").Add("next_position", 42);
  AddAnswer(operation, JsonAnswer("All is well", {}, example.Done()), {{"Status", cli::SchemaOfShape(kStatusShape)}});
  return WithProblems(std::move(operation), true);
}

Operation DescribedMetrics() {
  Operation operation;
  operation.id = "metrics";
  operation.tag = "service";
  operation.summary = "Figures of the running service, as OpenMetrics";
  operation.answers = {{200, "OpenMetrics 1.0", "application/openmetrics-text", Object().Add("type", "string").Done(), {}, {}}};
  return WithProblems(std::move(operation), true);
}

Operation DescribedDevelopmentToken() {
  Operation operation;
  operation.id = "development-token";
  operation.tag = "service";
  operation.summary = "A token for anybody: where nobody real is served";
  operation.parameters = {TakenText("subject", "query", false, "Who"), TakenText("role", "query", false, "A role; may stand again"),
                          TakenText("area", "query", false, "An area in which they work; may stand again")};
  operation.answers = {{200, "A bearer token", "text/plain", Object().Add("type", "string").Done(), {}, {}}};
  return WithProblems(std::move(operation), true);
}

}  // namespace fascicolo::program
