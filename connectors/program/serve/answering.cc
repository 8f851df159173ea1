#include "connectors/program/serve/answering.h"

#include "connectors/http/compressed.h"
#include "connectors/http/problem.h"
#include "connectors/program/commands.h"
#include "connectors/program/rights/named_cases.h"
#include "connectors/program/serve/csv_form.h"
#include "connectors/program/serve/files/asked_file.h"
#include "connectors/program/serve/files/case_access.h"
#include "connectors/program/serve/files/shown_rows.h"
#include "connectors/program/serve/lent_command.h"
#include "connectors/program/serve/percent.h"
#include "connectors/program/serve/submitting.h"
#include "events/hash.h"
#include "events/store/rows.h"

#include <algorithm>
#include <array>
#include <map>

namespace fascicolo::program {
namespace {

using events::json::Value;

/// What was said on stderr, as one line.
std::string Talk(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  constexpr std::string_view kName = "fascicolo: ";
  if (text.starts_with(kName)) text.erase(0, kName.size());
  return text;
}

/// The language that was asked for, also for what is wrong with the question.
cli::Language LanguageAsked(const AskedQuestion& asked, const EverywhereOptions& everywhere) {
  for (const Parameter& parameter : asked.parameters) {
    if (parameter.name != "lang") continue;
    if (const auto language = cli::LanguageFrom(parameter.value)) return *language;
  }
  return cli::LanguageFrom(everywhere.language).value_or(cli::Language::kEnglish);
}

/// A question's command, whatever becomes of it.
Said RunCommand(const EverywhereOptions& everywhere, Readable& from, const AskedQuestion& asked, bool as_json) {
  try {
    return RunLent(from, everywhere, LanguageAsked(asked, everywhere), AdderOf(asked.question->name), WordsOf(asked, as_json), as_json);
  } catch (const engine::ReadsFrozen& frozen) {
    return {.talk = std::string(frozen.what()) + ": this program does not understand it"};
  } catch (const store::StoreBroken& broken) {
    return {.talk = std::string("state or views cannot be read: ") + broken.what()};
  }
}

/// The same as JSON without what the asker may not find, and whether anything was left out.
struct SaidTo {
  Said said;
  bool left_out = false;
  bool is_absent = false;  ///< it is about a case that they may not find
};

/// Parameters by which a question names a case, or what stands for one.
struct NamingParameter {
  std::string_view question;
  std::string_view parameter;
  bool takes_codes = false;  ///< public ones, beside ids
};
constexpr std::array<NamingParameter, 3> kNaming{{{"may", "case"}, {"waiting-list", "explain"}, {"ranking", "explain", true}}};

/// What is named in a question about one case is answered about those that may be found; of others nobody learns whether they are
/// there, and no id is completed for anybody.
bool NamesAbsentCase(const AskedQuestion& asked, const engine::State& state, const engine::Access& access) {
  for (const NamingParameter& naming : kNaming) {
    const auto named = std::find_if(asked.parameters.begin(), asked.parameters.end(), [&](const Parameter& one) {
      return asked.question->name == naming.question && one.name == naming.parameter;
    });
    if (named == asked.parameters.end()) continue;
    const auto id = IdFromText<EntityId>(named->value);
    if (!id) return !naming.takes_codes;
    const auto cases = CasesBehind(state, *id);
    return std::none_of(cases.begin(), cases.end(), [&](EntityId one) { return MayFind(access, one); });
  }
  return false;
}

/// Of a code it may be neither: nothing has it, or an id begins so, which others would be told of.
bool EndsAbsent(const AskedQuestion& asked, const Said& said) {
  if (asked.question->name != "ranking") return false;
  const bool explains = std::any_of(asked.parameters.begin(), asked.parameters.end(), [](const auto& one) { return one.name == "explain"; });
  const Value* explanation = said.document ? events::json::MemberOf(*said.document, "explanation") : nullptr;
  return explains && (explanation == nullptr ? said.code == cli::kExitUsage : explanation->is_null());
}

SaidTo RunFor(const Asker& asker, const EverywhereOptions& everywhere, Readable& from, const AskedQuestion& asked) {
  try {
    const engine::State state = from.state();
    const engine::Access access = AccessOf(state, asker, std::nullopt);
    if (NamesAbsentCase(asked, state, access)) return {.said = {}, .is_absent = true};
    SaidTo to{RunCommand(everywhere, from, asked, true)};
    if (to.said.document) to.left_out = KeepFindable(*to.said.document, state, access);
    to.is_absent = EndsAbsent(asked, to.said);
    if (!to.said.document) return to;
    const auto* rows = ListIn(*to.said.document);
    const bool tells_of_rows = to.said.code == cli::kExitNo && to.left_out && rows != nullptr && rows->empty();
    if (tells_of_rows) to.said.code = cli::kExitDone;  // as where there are none
    return to;
  } catch (const engine::ReadsFrozen& frozen) {
    return {{.talk = std::string(frozen.what()) + ": this program does not understand it"}};
  } catch (const store::StoreBroken& broken) {
    return {{.talk = std::string("state or views cannot be read: ") + broken.what()}};
  }
}

/// None: it was answered.
std::optional<http::Response> FailureIn(const Said& said, bool wants_document) {
  const bool is_done = said.code == cli::kExitDone || said.code == cli::kExitNo;
  if (is_done && (said.document || !wants_document)) return std::nullopt;
  const bool is_usage = said.code == cli::kExitUsage;
  http::Response response = http::ProblemResponse({.status = is_usage ? 400U : 503U,
                                                   .title = is_usage ? "The question cannot be answered so" : "Not now",
                                                   .detail = Talk(said.talk),
                                                   .code = is_usage ? "question" : "failed",
                                                   .retry_after = is_usage ? 0U : 5U});
  AddEnd(said, response);
  return response;
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

/// As people read it; nothing can be left out of that.
http::Response AnswerAsText(const Parts& parts, Moment& moment, const AskedQuestion& asked, const std::string& tag, bool left_out) {
  if (left_out) {
    return http::ProblemResponse(
        {.status = 406, .title = "There is no such form of it", .detail = "rows are left out: application/json", .code = "only_json"});
  }
  Said said = RunCommand(parts.session.options, moment, asked, false);
  if (auto failure = FailureIn(said, false)) return std::move(*failure);
  http::Response response{200, {{"Content-Type", "text/plain; charset=utf-8"}}, std::move(said.out)};
  AddCaching(response, tag);
  AddEnd(said, response);
  return response;
}

}  // namespace

void AddEnd(const Said& said, http::Response& response) {
  response.headers.push_back({kExitCodeHeader, std::to_string(said.code)});
  if (!said.talk.empty()) response.headers.push_back({kTalkHeader, PercentEncoded(said.talk.substr(0, kMaxTalkBytes))});
}

AddCommand AdderOf(std::string_view question) {
  static const std::map<std::string_view, AddCommand> commands{
      {"services", AddServices},   {"caseload", AddCaseload}, {"waiting-list", AddWaitingList}, {"occupancy", AddOccupancy},
      {"workload", AddWorkload},   {"agenda", AddAgenda},     {"changes", AddChanges},          {"housing", AddHousing},
      {"plans", AddPlans},         {"placements", AddPlacements}, {"programmes", AddProgrammes},
      {"ranking", AddRanking},     {"reconcile", AddReconcile}, {"statistics", AddStatistics},
      {"audit", AddAudit},         {"may", AddMay},           {"figures", AddFigures},
      {"receivables", AddReceivables}, {"trace", AddTrace},   {"absences", AddAbsences},        {"budget", AddBudget},
      {"process-map", AddProcessMap}, {"acts", AddActs},      {"score", AddScore},              {"transmissions", AddTransmissions}};
  return commands.at(question);
}

std::string EntityTag(Position position, const AskedQuestion& asked, const AnswerForm& form, const Asker& asker) {
  std::string text = TextOf(asked) + "|" + std::to_string(asked.skip) + (form.as_csv ? "c" : form.as_text ? "t" : "j") + (form.packed ? "z" : "");
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
  auto [said, left_out, is_absent] = RunFor(asker, parts.session.options, *moment, asked);
  if (is_absent) return NotThere();
  if (auto failure = FailureIn(said, true)) return std::move(*failure);
  if (form.as_text) return AnswerAsText(parts, *moment, asked, tag, left_out);
  std::string next;
  auto page = Paged(*std::move(said.document), asked, parts, moment, next);
  if (!page) return http::ProblemResponse(page.error());
  http::Response response = ResponseOf(std::move(page).value(), asked, form, next);
  if (response.status == 200) AddCaching(response, tag);
  AddEnd(said, response);
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
                                .detail = "application/json, text/plain; text/csv where the answer has one list",
                                .code = "not_acceptable"});
}

}  // namespace fascicolo::program
