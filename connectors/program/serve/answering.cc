#include "connectors/program/serve/answering.h"

#include "connectors/program/command_json.h"
#include "connectors/program/commands.h"
#include "connectors/program/outcome_form.h"
#include "events/hash.h"
#include "events/store/rows.h"

#include <map>
#include <sstream>

namespace fascicolo::program {
namespace {

using events::json::Value;

constexpr const char* kJson = "application/json";

using AddTo = void (*)(cli::Arguments&, Session&);
AddTo AdderOf(std::string_view question) {
  static const std::map<std::string_view, AddTo> commands{
      {"services", AddServices},   {"caseload", AddCaseload}, {"waiting-list", AddWaitingList}, {"occupancy", AddOccupancy},
      {"workload", AddWorkload},   {"agenda", AddAgenda},     {"changes", AddChanges},          {"housing", AddHousing},
      {"plans", AddPlans},         {"placements", AddPlacements}, {"programmes", AddProgrammes},
      {"ranking", AddRanking},     {"reconcile", AddReconcile}, {"statistics", AddStatistics}};
  return commands.at(question);
}

/// What was said on stderr, as one line.
std::string Talk(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  constexpr std::string_view kName = "fascicolo: ";
  if (text.starts_with(kName)) text.erase(0, kName.size());
  return text;
}

http::Response ResponseOf(int code, std::string out, std::string err) {
  if (code == cli::kExitUsage) {
    return http::ProblemResponse({.status = 400, .title = "The question cannot be answered so", .detail = Talk(std::move(err)), .code = "question"});
  }
  if (code == cli::kExitDone || code == cli::kExitNo) return {200, {{"Content-Type", kJson}}, std::move(out)};
  return http::ProblemResponse(
      {.status = 503, .title = "Not now", .detail = Talk(std::move(err)), .code = "failed", .retry_after = 5});
}

/// A key that is an id in itself is the command's; of any other, the asker's own id comes out of it.
CommandId IdOfKey(std::string_view key, const Asker& asker) {
  if (const auto id = IdFromText<CommandId>(key)) return *id;
  return IdFromHash<CommandId>(events::Sha256({events::AsBytes(std::string_view("idempotency key\n")),
                                               events::AsBytes(asker.subject), events::AsBytes(std::string_view("\n")),
                                               events::AsBytes(key)}));
}

http::Problem Malformed(const FormError& error) {
  const std::string wrong = error.problem + (error.expected.empty() ? "" : "; expected " + error.expected);
  return {.status = 400, .title = "The command is malformed", .code = "form", .errors = {{error.place, wrong}}};
}

/// The member of the command, or a new one at its end.
Value& MemberToSet(Value::Object& command, const std::string& key) {
  for (auto& member : command) {
    if (member.key == key) return member.value;
  }
  command.push_back({key, {}});
  return command.back().value;
}

unsigned StatusOfOutcome(const engine::Outcome& outcome) {
  if (std::holds_alternative<engine::Accepted>(outcome)) return 200;
  if (std::holds_alternative<engine::Refused>(outcome)) return 422;
  const auto* rejection = std::get_if<engine::Rejection>(&outcome);
  if (rejection == nullptr) return 503;
  switch (rejection->code) {
    case engine::RejectionCode::kForm:
      return 400;
    case engine::RejectionCode::kUnknownEntity:
      return 404;
    case engine::RejectionCode::kVersionConflict:
      return 412;
    case engine::RejectionCode::kIdReused:
      return 409;
  }
  return 400;
}

}  // namespace

http::Response AnswerQuestion(Node& node, const EverywhereOptions& everywhere, const AskedQuestion& asked) {
  std::string out;
  std::string err;
  std::ostringstream complaints;
  int code = cli::kExitFailed;
  try {
    Session session(out, err, node);
    session.options = everywhere;
    cli::Arguments arguments("fascicolo", cli::LanguageFrom(everywhere.language).value_or(cli::Language::kEnglish), {});
    arguments.ComplainTo(complaints);
    AddEverywhere(arguments, session);
    AdderOf(asked.question->name)(arguments, session);
    const auto words = WordsOf(asked);
    std::vector<const char*> typed{"fascicolo"};
    for (const std::string& word : words) typed.push_back(word.c_str());
    code = arguments.Run(static_cast<int>(typed.size()), typed.data());
    session.terminal.Flush();
  } catch (const store::StoreBroken& broken) {
    err = std::string("state or views cannot be read: ") + broken.what();
  }
  return ResponseOf(code, std::move(out), err + complaints.str());
}

Result<engine::Request, http::Problem> ReadPosted(const http::Request& request, const Asker& asker) {
  const auto key = http::ValueOf(request.headers, "Idempotency-Key");
  if (!key || key->empty() || key->size() > kMaxParameterBytes) {
    return http::Problem{.status = 400,
                         .title = "There must be an Idempotency-Key",
                         .detail = "the same command, sent again with the same key, counts once",
                         .code = "idempotency_key"};
  }
  auto document = events::json::ParseJson(request.body);
  if (!document) return Malformed(document.error());
  auto* command = std::get_if<Value::Object>(&document->content);
  if (command == nullptr) return Malformed({"", "is no object", "a command"});
  const std::string id = ToHex(IdOfKey(*key, asker));
  for (const auto& [name, text] : {std::pair{"id", id}, {"actor", asker.subject}}) {
    Value& member = MemberToSet(*command, name);
    const auto* said = member.As<std::string>();
    if (!member.is_null() && (said == nullptr || *said != text)) {
      return Malformed({std::string("/") + name, "is not what the key and the token say", "none, or " + text});
    }
    member = Value{text};
  }
  auto read = ReadCommand(events::json::PrintJson(*document));  // which names what its own commands make
  if (!read) return Malformed(read.error());
  return std::move(read).value();
}

http::Response AnswerOutcome(const engine::Outcome& outcome, cli::Language language) {
  const unsigned status = StatusOfOutcome(outcome);
  cli::Object answer;
  if (status != 200) {
    answer.Add("type", http::kProblemTypes + std::string(OutcomeWord(outcome))).Add("title", OutcomeText(outcome, language));
    answer.Add("status", status);
  }
  AddOutcome(answer, outcome, language);
  http::Response response{status, {{"Content-Type", status == 200 ? kJson : "application/problem+json"}}, {}};
  if (status == 503) response.headers.push_back({"Retry-After", "1"});
  response.body = events::json::PrintJson(answer.Done());
  return response;
}

}  // namespace fascicolo::program
