// What a front end asks first: how one logs in, who one is and may do, and what codes are called.
#include "connectors/cli/labels.h"
#include "connectors/http/compressed.h"
#include "connectors/program/serve/all_routes.h"
#include "connectors/program/serve/answer_schemas.h"
#include "connectors/program/serve/command_forms.h"
#include "connectors/program/serve/described.h"
#include "connectors/program/serve/files/command_rights.h"
#include "connectors/program/serve/json_response.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace fascicolo::program {
namespace {

using cli::Object;
using cli::Value;

Value TextsOf(const std::vector<std::string>& texts) {
  Value::Array list;
  for (const std::string& text : texts) list.push_back(cli::Form(text));
  return Value{std::move(list)};
}

/// With which condition somebody may put the question; none: not at all. The mildest of their roles' counts.
std::optional<Condition> ConditionFor(const Asker& asker, std::string_view question) {
  std::optional<Condition> mildest;
  for (const Permission& cell : Permissions()) {
    if (cell.question == question && HasRole(asker, cell.role)) mildest = std::min(mildest.value_or(cell.condition), cell.condition);
  }
  return mildest;
}

Value QuestionsFor(const Asker& asker) {
  Value::Array list;
  for (const Question& question : Questions()) {
    const auto condition = ConditionFor(asker, question.name);
    if (!condition) continue;
    Object row;
    row.Add("question", question.name);
    if (*condition == Condition::kAlways) row.Add("only", Value{});
    if (*condition == Condition::kOwn) row.Add("only", "own");
    if (*condition == Condition::kPublic) row.Add("only", "public");
    list.push_back(row.Done());
  }
  return Value{std::move(list)};
}

/// Commands that one of their roles gives them, or that are an action of the policy, which decides by the case.
Value CommandsFor(const Asker& asker) {
  Value::Array list;
  if (!MayCommand(asker)) return Value{std::move(list)};
  for (const CommandRight& right : CommandRights()) {
    if (right.action || HasOneOf(asker, right.roles)) list.push_back(cli::Form(right.command));
  }
  return Value{std::move(list)};
}

void TellMe(const Parts& parts, Visit visit) {
  const auto left = std::max<std::int64_t>(0, (visit.until.micros - parts.session.clock().Now().micros) / kMicrosPerSecond);
  visit.answer.Send(UnstoredJsonResponse(Object()
                                     .Add("subject", visit.asker.subject)
                                     .Add("roles", TextsOf(visit.asker.roles))
                                     .Add("areas", TextsOf(visit.asker.areas))
                                     .Add("until", FormatInstant(visit.until))
                                     .Add("seconds_left", left)
                                     .Add("questions", QuestionsFor(visit.asker))
                                     .Add("commands", CommandsFor(visit.asker))
                                     .Done()));
}

void TellIssuer(const Parts& parts, Visit visit) {
  const auto& [issuer, client] = parts.login;
  visit.answer.Send(UnstoredJsonResponse(Object()
                                     .Add("development", parts.development != nullptr)
                                     .Add("issuer", issuer)
                                     .Add("client", client.empty() ? Value{} : cli::Form(client))
                                     .Done()));
}

/// Made once: labels change with the program alone.
struct MadeText {
  std::string body;
  std::string packed;
};
std::shared_ptr<const MadeText> MadeLabels() {
  Object italian;
  Object english;
  for (const cli::LabelText& label : cli::AllLabels()) {
    italian.Add(std::string(label.key), label.italian);
    english.Add(std::string(label.key), label.english);
  }
  auto made = std::make_shared<MadeText>();
  made->body = events::json::PrintJson(Object().Add("it", italian.Done()).Add("en", english.Done()).Done());
  made->packed = http::Compressed(made->body);
  return made;
}

constexpr std::string_view kMeShape =
    "{subject: text, roles: [word], areas: [word], until: instant, seconds_left: count, questions: [{question: text, only: word?}], commands: [word]}";
constexpr std::string_view kIssuerShape = "{development: flag, issuer: text, client: text?}";
constexpr std::string_view kLabelsShape = "{it: {*: text}, en: {*: text}}";

Operation Described(const char* id, const char* summary, NamedSchema schema, bool is_open) {
  Operation operation;
  operation.id = id;
  operation.tag = "service";
  operation.summary = summary;
  AddAnswer(operation, {200, summary, "application/json"}, {std::move(schema)});
  return WithProblems(std::move(operation), is_open);
}

}  // namespace

std::vector<Route> PersonRoutes(const Parts& parts) {
  const auto labels = MadeLabels();
  const auto tell_labels = [labels](Visit visit) {
    http::Response response{200, {{"Content-Type", "application/json"}, {"Vary", "Accept-Encoding"}}, {}};
    http::SetBody(response, visit.request, labels->body, labels->packed);
    visit.answer.Send(std::move(response));
  };
  return {{"GET", "/issuer", true, [&parts](Visit visit) { TellIssuer(parts, std::move(visit)); },
           Described("issuer", "How one logs in: whose tokens are taken", {"Issuer", cli::SchemaOfShape(kIssuerShape)}, true)},
          {"GET", "/v1/me", false, [&parts](Visit visit) { TellMe(parts, std::move(visit)); },
           Described("me", "Who the token is of, what they may ask, and which commands some case may allow them",
                     {"Me", cli::SchemaOfShape(kMeShape)}, false)},
          {"GET", "/labels", true, tell_labels,
           Described("labels", "What codes are called, in Italian and English, by group.code",
                     {"Labels", cli::SchemaOfShape(kLabelsShape)}, true)}};
}

}  // namespace fascicolo::program
