// GET /v1/cases/{id}/commands: what somebody may hand in about a case, so that a front end offers nothing that would be forbidden.
#include "connectors/http/problem.h"
#include "connectors/program/serve/all_routes.h"
#include "connectors/program/serve/answer_schemas.h"
#include "connectors/program/serve/command_forms.h"
#include "connectors/program/serve/described.h"
#include "connectors/program/serve/files/asked_file.h"
#include "connectors/program/serve/files/case_access.h"
#include "connectors/program/serve/files/command_rights.h"
#include "connectors/program/serve/json_response.h"
#include "connectors/program/serve/not_now.h"

#include <utility>

namespace fascicolo::program {
namespace {

using cli::Object;
using cli::Value;

constexpr std::string_view kShape = "{case: id, version: count?, commands: [{command: word, about: [word]}]}";

http::Response CommandsOf(const engine::State& state, const Asker& asker, EntityId case_file, Instant now) {
  const auto known = state.Find<engine::EntityTable>(case_file);
  if (!known || known->kind != schema::EntityKind::case_file) return NotThere();
  const auto commands = CommandsAbout(state, asker, case_file, now);
  if (commands.empty()) return NotThere();
  Value::Array rows;
  for (const std::string_view command : commands) {
    Value::Array about;
    for (const std::string& field : NeededIds(command)) about.push_back(cli::Form(field));
    rows.push_back(Object().Add("command", command).Add("about", std::move(about)).Done());
  }
  Object answer;
  answer.Add("case", case_file);
  // A version counts events: it is for those alone who may read some of them.
  if (AccessToCase(AccessOf(state, asker, now), case_file).ReadsAnything()) {
    answer.Add("version", known->version);
  } else {
    answer.Add("version", Value{});
  }
  return UnstoredJsonResponse(answer.Add("commands", std::move(rows)).Done());
}

void TellCommands(const Parts& parts, Visit visit) {
  const auto id = IdFromText<EntityId>(visit.named.front());
  if (!id) return visit.answer.Send(NotThere());
  PutJob(parts, std::move(visit.answer), [&parts, asker = std::move(visit.asker), id = *id](http::Answer answer) {
    answer.Send(OrNotNow([&] { return CommandsOf(parts.node.state(), asker, id, parts.session.clock().Now()); }));
  });
}

Operation DescribedCaseCommands() {
  Operation operation;
  operation.id = "case-commands";
  operation.tag = "commands";
  operation.summary = "Which commands about a case the asker may hand in";
  operation.description =
      "By the adopted policy of access and the asker's roles, as the case stands; `about`: the fields of the command's form that name "
      "something, without which it is malformed. A rule may refuse what is allowed. Nothing of the case is told, but how many events it has "
      "(`version`, for If-Match) to those who may read some of them.";
  operation.parameters = {TakenText("id", "path", true, "Which one: 32 hexadecimal digits")};
  AddAnswer(operation, JsonAnswer("As far as the asker may find the case"), {{"CaseCommands", cli::SchemaOfShape(kShape)}});
  return WithProblems(std::move(operation), false);
}

}  // namespace

std::vector<Route> CaseCommandRoutes(const Parts& parts) {
  return {{"GET", "/v1/cases/{id}/commands", false, [&parts](Visit visit) { TellCommands(parts, std::move(visit)); }, DescribedCaseCommands()}};
}

}  // namespace fascicolo::program
