#include "connectors/program/serve/answering.h"

#include "connectors/http/compressed.h"
#include "connectors/http/problem.h"
#include "connectors/program/commands.h"
#include "connectors/program/serve/csv_form.h"
#include "connectors/program/serve/files/case_access.h"
#include "connectors/program/serve/files/shown_rows.h"
#include "events/hash.h"
#include "events/store/rows.h"

#include <algorithm>
#include <map>
#include <sstream>

namespace fascicolo::program {
namespace {

using events::json::Value;

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

/// What the command said.
struct Said {
  int code = cli::kExitFailed;
  std::optional<Value> document{};
  std::string talk{};
};

Said RunCommand(const EverywhereOptions& everywhere, Readable& from, const AskedQuestion& asked, const Asker& asker) {
  Said said;
  std::string out;
  std::ostringstream complaints;
  try {
    Session session(out, said.talk, from);
    session.options = everywhere;
    session.terminal.KeepDocuments();
    cli::Arguments arguments("fascicolo", cli::LanguageFrom(everywhere.language).value_or(cli::Language::kEnglish), {});
    arguments.ComplainTo(complaints);
    AddEverywhere(arguments, session);
    AdderOf(asked.question->name)(arguments, session);
    const auto words = WordsOf(asked);
    std::vector<const char*> typed{"fascicolo"};
    for (const std::string& word : words) typed.push_back(word.c_str());
    said.code = arguments.Run(static_cast<int>(typed.size()), typed.data());
    said.document = session.terminal.Kept();
    if (said.document) {
      const engine::State state = from.state();
      KeepFindable(*said.document, state, AccessOf(state, asker, std::nullopt));
    }
  } catch (const engine::ReadsFrozen& frozen) {
    said.talk = std::string(frozen.what()) + ": this program does not understand it";
  } catch (const store::StoreBroken& broken) {
    said.talk = std::string("state or views cannot be read: ") + broken.what();
  }
  said.talk = Talk(said.talk + complaints.str());
  return said;
}

http::Problem WrongParameter(const char* name, std::string why) {
  return {.status = 400, .title = "A parameter is wrong", .code = "parameter", .errors = {{name, std::move(why)}}};
}

/// Takes "more" out of the answer, which a command that pages by itself puts there.
std::optional<bool> TakeMore(Value::Object& answer) {
  for (auto member = answer.begin(); member != answer.end(); ++member) {
    if (member->key != "more" || member->value.As<bool>() == nullptr) continue;
    const bool more = *member->value.As<bool>();
    answer.erase(member);
    return more;
  }
  return std::nullopt;
}

/// Leaves the rows of the page. Whether there are more behind them.
bool CutPage(Value::Array& rows, const AskedQuestion& asked) {
  const auto skipped = std::min<std::uint64_t>(asked.skip, rows.size());
  rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(skipped));
  if (!asked.limit || rows.size() <= *asked.limit) return false;
  rows.resize(*asked.limit);
  return true;
}

/// The fields that are asked for and that no row has; empty: all are there, or there are no rows.
std::string LeaveFields(Value::Array& rows, const std::vector<std::string>& fields) {
  if (fields.empty()) return {};
  const auto is_wanted = [&](const std::string& key) { return std::find(fields.begin(), fields.end(), key) != fields.end(); };
  std::vector<std::string> missing = fields;
  for (Value& row : rows) {
    auto& members = std::get<Value::Object>(row.content);
    for (const auto& member : members) std::erase(missing, member.key);
    std::erase_if(members, [&](const auto& member) { return !is_wanted(member.key); });
  }
  return rows.empty() || missing.empty() ? std::string() : missing.front();
}

/// The answer as a page of it; where there is another, `next` names its cursor.
Result<Value, http::Problem> Paged(Value answer, const AskedQuestion& asked, const Parts& parts, const Moments::Pointer& moment,
                                   std::string& next) {
  auto* members = std::get_if<Value::Object>(&answer.content);
  if (members == nullptr) return answer;
  auto more = TakeMore(*members);
  auto* rows = ListIn(answer);
  if (rows == nullptr && asked.limit) return WrongParameter("limit", "the answer has no one list");
  if (rows == nullptr && !asked.fields.empty()) return WrongParameter("fields", "the answer has no one list");
  if (rows == nullptr) return answer;
  if (!more && (asked.limit || asked.skip > 0)) more = CutPage(*rows, asked);
  if (const auto missing = LeaveFields(*rows, asked.fields); !missing.empty()) {
    return WrongParameter("fields", "no row has the field '" + missing + "'");
  }
  if (more) members->push_back({"more", Value{*more}});
  if (more.value_or(false)) {
    parts.moments.Keep(moment);
    next = parts.cursors.Write({moment->position(), asked.skip + RowsOf(asked)}, TextOf(asked));
    members->push_back({"next", Value{next}});
  }
  return answer;
}

void AddCaching(http::Response& response, const std::string& tag) {
  response.headers.push_back({"ETag", tag});
  response.headers.push_back({"Cache-Control", "private, no-cache"});
  response.headers.push_back({"Vary", "Accept, Accept-Encoding, Authorization"});
}

/// Rows and figures repeat nothing that was sent but what already stands in the ledger, so that they may be packed.
void Pack(http::Response& response) {
  if (response.body.size() < http::kCompressFrom) return;
  response.body = http::Compressed(response.body);
  response.headers.push_back({"Content-Encoding", "gzip"});
}

http::Response ResponseOf(Value answer, const AskedQuestion& asked, const AnswerForm& form, const std::string& next) {
  http::Response response{200, {{"Content-Type", form.as_csv ? "text/csv; charset=utf-8; header=present" : "application/json"}}, {}};
  if (form.as_csv) {
    const auto* rows = ListIn(answer);
    if (rows == nullptr) return NotAcceptable();
    response.body = CsvOf(*rows);
  } else {
    response.body = events::json::PrintJson(answer);
  }
  if (!next.empty()) response.headers.push_back({"Link", "<" + TargetOf(asked, next) + ">; rel=\"next\""});
  if (form.packed) Pack(response);
  return response;
}

}  // namespace

std::string EntityTag(Position position, const AskedQuestion& asked, const AnswerForm& form, const Asker& asker) {
  std::string text = TextOf(asked) + "|" + std::to_string(asked.skip) + (form.as_csv ? "c" : "j") + (form.packed ? "z" : "");
  for (const auto* words : {&asker.roles, &asker.areas}) {
    text += '\n';
    for (const std::string& word : *words) text += std::to_string(word.size()) + ":" + word;
  }
  text += '\n' + asker.subject;
  const auto hash = events::Sha256({events::AsBytes(text)});
  return '"' + std::to_string(position.value) + "-" + ToHex(hash).substr(0, 16) + '"';
}

http::Response AnswerQuestion(const Parts& parts, const Moments::Pointer& moment, const AskedQuestion& asked,
                              const AnswerForm& form, const std::string& tag, const Asker& asker) {
  Said said = RunCommand(parts.session.options, *moment, asked, asker);
  if (said.code == cli::kExitUsage) {
    return http::ProblemResponse(
        {.status = 400, .title = "The question cannot be answered so", .detail = std::move(said.talk), .code = "question"});
  }
  if ((said.code != cli::kExitDone && said.code != cli::kExitNo) || !said.document) {
    return http::ProblemResponse(
        {.status = 503, .title = "Not now", .detail = std::move(said.talk), .code = "failed", .retry_after = 5});
  }
  std::string next;
  auto page = Paged(*std::move(said.document), asked, parts, moment, next);
  if (!page) return http::ProblemResponse(page.error());
  http::Response response = ResponseOf(std::move(page).value(), asked, form, next);
  if (response.status == 200) AddCaching(response, tag);
  return response;
}

http::Response NotModified(const std::string& tag) {
  http::Response response{304, {}, {}};
  AddCaching(response, tag);
  return response;
}

http::Response NotAcceptable() {
  return http::ProblemResponse({.status = 406,
                                .title = "There is no such form of it",
                                .detail = "application/json; text/csv where the answer has one list",
                                .code = "not_acceptable"});
}

}  // namespace fascicolo::program
