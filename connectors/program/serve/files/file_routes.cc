// Files of persons: /v1/cases/ID, /v1/persons/ID, /v1/households/ID, and the search for persons. On the thread that holds the node,
// whose vault opens what is sealed.
#include "connectors/http/accepted.h"
#include "connectors/program/commands.h"
#include "connectors/program/serve/all_routes.h"
#include "connectors/program/serve/answer_schemas.h"
#include "connectors/program/serve/described.h"
#include "connectors/program/serve/files/file_answers.h"

#include <array>
#include <utility>

namespace fascicolo::program {
namespace {

constexpr std::array<std::string_view, 2> kTypes{"application/json", "text/plain"};

/// As a terminal shows it; who takes neither gets JSON.
bool WantsText(const http::Request& request) { return http::BestType(request.headers, kTypes) == 1; }

void ShowFile(const Parts& parts, Visit visit) {
  auto asked = ReadFileTarget(visit.request.target);
  if (!asked) return visit.answer.Send(std::move(asked).error());
  asked->as_text = WantsText(visit.request);
  PutJob(parts, std::move(visit.answer),
         [&parts, asker = std::move(visit.asker), asked = std::move(asked).value(), trace = std::move(visit.trace)](
             http::Answer answer) { answer.Send(parts.files.Answer(asker, asked, trace)); });
}

void SearchPeople(const Parts& parts, Visit visit) {
  auto asked = ReadSearch(visit.request.body);
  if (!asked) return visit.answer.Send(std::move(asked).error());
  asked->as_text = WantsText(visit.request);
  PutJob(parts, std::move(visit.answer),
         [&parts, asker = std::move(visit.asker), asked = std::move(asked).value(), trace = std::move(visit.trace)](
             http::Answer answer) { answer.Send(parts.files.Search(asker, asked, trace)); });
}

void AddRecordedAnswer(Operation& operation, AddCommand command, Session& session) {
  PossibleAnswer answer = JsonAnswer("As far as the asker may read");
  answer.headers = {"Reading"};
  std::vector<NamedSchema> schemas;
  for (const cli::AnswerShape& one : AnswersOf(command, session)) {
    if (one.when.empty()) schemas.push_back({SchemaNameOf(one), SchemaOfFile(one)});  // others are of no one file
  }
  AddAnswer(operation, std::move(answer), std::move(schemas));
}

/// The same status, as another media type.
PossibleAnswer TextAnswer(const char* type, const char* what) {
  PossibleAnswer answer{200, what, type, cli::Object().Add("type", "string").Done()};
  answer.headers = {"Reading"};
  return answer;
}
PossibleAnswer PrintedAnswer() { return TextAnswer("text/plain", "As the command prints it, where nothing is left out"); }

Operation DescribedFile(const FileResource& resource, Session& session) {
  Operation operation;
  const bool is_event = resource.kind == FileKind::kEventReceipt;
  const bool is_receipt = IsReceipt(resource.kind);
  operation.id = "file-" + std::string(resource.command) + (is_event ? "-event" : "");
  operation.tag = is_receipt ? "proofs" : "files";
  operation.summary = is_receipt ? std::string("The receipt that 'fascicolo prove' makes of ") + (is_event ? "one event" : "a case")
                                 : "What 'fascicolo " + std::string(resource.command) + " --json' answers, as far as the asker may read";
  operation.description =
      "By the adopted policy of access. Recorded before it is answered, under the id in the header Reading. 404 says neither that there "
      "is nothing nor that it may not be read.";
  operation.parameters = {is_event ? TakenText("event", "path", true, "Which one: POSITION.NUMBER, as the history shows it")
                                   : TakenText("id", "path", true, "Which one: 32 hexadecimal digits")};
  for (const std::string_view name : resource.parameters) {
    operation.parameters.push_back(TakenText(std::string(name), "query", false, "As the command's option of this name"));
  }
  if (is_receipt) {
    operation.description += " By action 'export' of the case, or of every case that the event concerns.";
    operation.answers = {TextAnswer("text/html", "The receipt in a page to be read, as 'fascicolo-verify' verifies it"),
                         TextAnswer("text/plain", "With plain=true: the receipt alone")};
    return WithProblems(std::move(operation), false);
  }
  AddRecordedAnswer(operation, CommandOf(resource.kind), session);
  operation.answers.push_back(PrintedAnswer());
  return WithProblems(std::move(operation), false, {406});
}

cli::Value SearchSchema() {
  const cli::Value text = cli::Object().Add("type", "string").Add("maxLength", kMaxParameterBytes).Done();
  cli::Object members;
  members.Add("words", cli::Object().Add("type", "array").Add("items", text).Add("maxItems", kMaxParameters).Done());
  for (const char* name : {"surname", "name", "fiscal_code", "born", "use", "lang"}) members.Add(name, text);
  members.Add("limit", cli::Object().Add("type", "integer").Add("format", "int32").Add("minimum", 1).Add("maximum", kMostFound).Done());
  return cli::Object().Add("type", "object").Add("properties", members.Done()).Add("additionalProperties", false).Done();
}

Operation DescribedSearch(Session& session) {
  Operation operation;
  operation.id = "search-people";
  operation.tag = "files";
  operation.summary = "Searches persons: what 'fascicolo people --names --json' answers, of those who may be found";
  operation.description = "What is searched for stands in the body, so that no URL and no log names anybody. Recorded as files are.";
  operation.body = SearchSchema();
  AddRecordedAnswer(operation, AddPeople, session);
  operation.answers.push_back(PrintedAnswer());
  return WithProblems(std::move(operation), false, {406, 413});
}

}  // namespace

std::vector<Route> FileRoutes(const Parts& parts) {
  std::vector<Route> routes;
  for (const FileResource& resource : FileResources()) {
    const auto show = [&parts](Visit visit) { ShowFile(parts, std::move(visit)); };
    routes.push_back({"GET", std::string(resource.path), false, show, DescribedFile(resource, parts.session)});
  }
  const auto search = [&parts](Visit visit) { SearchPeople(parts, std::move(visit)); };
  routes.push_back({"POST", std::string(kPeoplePath), false, search, DescribedSearch(parts.session)});
  return routes;
}

}  // namespace fascicolo::program
