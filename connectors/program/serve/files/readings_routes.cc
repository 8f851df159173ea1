// GET /v1/readings: who read files of persons that they had nothing to do with, over all cases. Asked of a moment, on the thread of
// those questions that read the log; what it names is recorded as read before it leaves.
#include "connectors/http/accepted.h"
#include "connectors/program/reads/unrelated.h"
#include "connectors/program/rights/named_cases.h"
#include "connectors/program/serve/all_routes.h"
#include "connectors/program/serve/answer_schemas.h"
#include "connectors/program/serve/answering.h"
#include "connectors/program/serve/csv_form.h"
#include "connectors/program/serve/described.h"
#include "connectors/program/serve/files/case_access.h"
#include "connectors/program/serve/files/file_answers.h"
#include "connectors/program/serve/not_now.h"
#include "connectors/program/serve/percent.h"

#include <array>
#include <charconv>
#include <memory>
#include <utility>

namespace fascicolo::program {
namespace {

constexpr std::array<std::string_view, 2> kTypes{"application/json", "text/csv"};
constexpr const char* kQuestion = "who-read";

/// As it was asked; days that are not named follow from today.
struct ReadingsAsked {
  std::optional<Day> first{};
  std::optional<Day> last{};
  UnrelatedAsked rest{};
  bool as_csv = false;
};

/// What is wrong with it; empty: nothing.
std::string TakeParameter(const std::string& name, const std::string& value, ReadingsAsked& asked) {
  if (name == "from" || name == "to") {
    auto& day = name == "from" ? asked.first : asked.last;
    day = ParseDay(value);
    return day ? "" : "is no day; expected such as 2026-03-31";
  }
  if (name == "by") {
    asked.rest.by = value;
    return value.empty() ? "names nobody" : "";
  }
  if (name == "case") {
    asked.rest.case_file = IdFromText<EntityId>(value);
    return asked.rest.case_file ? "" : "is no whole id; expected 32 digits";
  }
  if (name == "lang") return {};
  if (name != "limit") return "is no parameter here; there are: from, to, by, case, limit";
  const auto read = std::from_chars(value.data(), value.data() + value.size(), asked.rest.most);
  const bool is_number = read.ec == std::errc{} && read.ptr == value.data() + value.size();
  if (is_number && asked.rest.most >= 1 && asked.rest.most <= kMaxRows) return {};
  return "is no number of readings; expected 1 to " + std::to_string(kMaxRows);
}

Result<ReadingsAsked, http::Response> ReadTarget(const std::string& target) {
  ReadingsAsked asked;
  std::vector<http::FieldError> errors;
  for (const std::string_view member : QueryOf(target)) {
    const auto equals = std::min(member.find('='), member.size());
    const auto name = PercentDecoded(member.substr(0, equals), true);
    const auto value = PercentDecoded(member.substr(std::min(equals + 1, member.size())), true);
    const bool is_read = name && value && value->size() <= kMaxParameterBytes;
    const std::string wrong = is_read ? TakeParameter(*name, *value, asked) : "cannot be read";
    if (!wrong.empty()) errors.push_back({name.value_or("?"), wrong});
  }
  if (errors.empty() && asked.first && asked.last && *asked.last < *asked.first) errors.push_back({"to", "comes before from"});
  if (errors.empty()) return asked;
  return http::ProblemResponse({.status = 400, .title = "A parameter is wrong", .code = "parameter", .errors = std::move(errors)});
}

/// The action of the policy that opens the record, asked case by case, as for the readers of one.
class RecordAccess {
 public:
  RecordAccess(const engine::State& state, const Asker& asker, Instant now) : state_(state), access_(AccessOf(state, asker, now)) {}

  [[nodiscard]] engine::Verdict For(EntityId file) const {
    engine::Verdict verdict;
    for (const EntityId one : CasesBehind(state_, file)) {
      verdict = access_.May(engine::AccessAction::kAccessLog, one);
      if (verdict.allowed()) break;
    }
    return verdict;
  }
  /// Looking at the record is a reading of whatever it names.
  [[nodiscard]] reads::ShownFile ShownAs(const reads::ShownFile& file) const {
    return ReadAccess{{std::string(engine::TextOf(engine::AccessAction::kAccessLog))}, For(file.id)}.ShownAs(file.kind, file.id);
  }

 private:
  const engine::State& state_;
  engine::Access access_;
};

reads::Reading ReadingOf(const Asker& asker, const std::string& trace, const Moment& moment, const UnrelatedReadings& found,
                         const RecordAccess& access) {
  reads::Reading reading{.who = asker.subject, .roles = asker.roles, .areas = asker.areas, .question = kQuestion};
  reading.position = moment.position();
  reading.trace = trace;
  std::set<EntityId> named;
  for (const ReadingLine& line : found.lines) {
    if (named.insert(line.file.id).second) reading.files.push_back(access.ShownAs(line.file));
  }
  return reading;
}

struct ReadingsVisit {
  Asker asker;
  std::string trace;
  ReadingsAsked asked;
  http::Answer answer;
};

http::Response AnswerReadings(const Parts& parts, Moment& moment, ReadingsVisit& visit) {
  const engine::State state = moment.state();
  const Day today = DayOf(state);
  UnrelatedAsked asked = visit.asked.rest;
  asked.last = visit.asked.last.value_or(today);
  asked.first = visit.asked.first.value_or(asked.last - kDaysLookedThrough);
  const RecordAccess access(state, visit.asker, parts.session.clock().Now());
  const auto found = FindUnrelated(moment, parts.readings.place(), {}, asked,
                                   [&](const reads::ShownFile& file) { return access.For(file.id).allowed(); });
  if (!found) return NotNow(found.error().message);
  http::Response response{200, {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}}, {}};
  const auto reading = ReadingOf(visit.asker, visit.trace, moment, *found, access);
  if (!reading.files.empty()) {
    const auto id = parts.readings.Record(reading, parts.session.clock().Now());
    if (!id) return NotRecorded();
    response.headers.push_back({"Reading", ToHex(*id)});
  }
  cli::Object answer;
  answer.Add("position", moment.position());
  AddUnrelated(answer, asked, *found, state);
  cli::Value document = answer.Done();
  if (visit.asked.as_csv) {
    response.headers.front().value = "text/csv; charset=utf-8; header=present";
    response.body = CsvOf(*ListIn(document));
  } else {
    response.body = events::json::PrintJson(document);
  }
  return response;
}

void ShowReadings(const Parts& parts, Visit visit) {
  if (!HasOneOf(visit.asker, {"auditor", "dpo"})) return visit.answer.Send(Forbidden());
  auto asked = ReadTarget(visit.request.target);
  if (!asked) return visit.answer.Send(std::move(asked).error());
  const auto type = http::BestType(visit.request.headers, kTypes);
  if (!type) return visit.answer.Send(NotAcceptable());
  asked->as_csv = *type == 1;
  const auto kept = std::make_shared<ReadingsVisit>(
      ReadingsVisit{std::move(visit.asker), std::move(visit.trace), std::move(asked).value(), std::move(visit.answer)});
  const bool is_taken = parts.moments.Ask(std::nullopt, [&parts, kept](Result<Moments::Pointer> moment) {
    if (!moment) return kept->answer.Send(NotNow(moment.error().message));
    const bool is_put = parts.long_readers.Put(
        [&parts, kept, at = *moment] { kept->answer.Send(OrNotNow([&] { return AnswerReadings(parts, *at, *kept); })); });
    if (!is_put) kept->answer.Send(Busy());
  });
  if (!is_taken) kept->answer.Send(Busy());
}

Operation DescribedReadings() {
  Operation operation;
  operation.id = "readings";
  operation.tag = "files";
  operation.summary = "Readings of files by whoever was neither in charge nor of the team, or by an emergency or a grant";
  operation.description =
      "To auditors and the data protection officer, of cases whose record of readings the policy of access opens to them; what this "
      "node sees, which 'nodes' says. The newest first. Recorded before it is answered, under the id in the header Reading.";
  for (const auto& [name, what] : {std::pair{"from", "First day; thirty days before the last where it is not named"},
                                   {"to", "Last day; today where it is not named"},
                                   {"by", "By this worker alone"},
                                   {"case", "Of this case, its person and household alone: 32 hexadecimal digits"},
                                   {"limit", "Readings at most: 1 to 1,000 (default 100)"}}) {
    operation.parameters.push_back(TakenText(name, "query", false, what));
  }
  PossibleAnswer answer = JsonAnswer("As far as the policy opens the record");
  answer.headers = {"Reading"};
  const std::string shape = "{position: count, " + cli::ShapeWith(kUnrelatedShape, {kReadingMembers}) + "}";
  AddAnswer(operation, std::move(answer), {{"Readings", cli::SchemaOfShape(shape)}});
  return WithProblems(std::move(operation), false, {406});
}

}  // namespace

std::vector<Route> ReadingsRoutes(const Parts& parts) {
  const auto show = [&parts](Visit visit) { ShowReadings(parts, std::move(visit)); };
  return {{"GET", "/v1/readings", false, show, DescribedReadings()}};
}

}  // namespace fascicolo::program
