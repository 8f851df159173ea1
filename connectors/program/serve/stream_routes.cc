// GET /v1/stream: server-sent events (WHATWG HTML, section 9.2) about what changed.
#include "connectors/http/problem.h"
#include "connectors/program/serve/all_routes.h"
#include "connectors/program/serve/described.h"
#include "connectors/program/serve/percent.h"
#include "connectors/program/serve/questions.h"

#include <charconv>
#include <set>
#include <utility>

namespace fascicolo::program {
namespace {

http::Response WrongOfStream(const std::string& name, const std::string& why) {
  return http::ProblemResponse({.status = 400, .title = "A parameter is wrong", .code = "parameter", .errors = {{name, why}}});
}

/// Questions that the asker may put without a condition.
std::set<std::string_view> QuestionsOf(const Asker& asker) {
  std::set<std::string_view> all;
  for (const Question& question : Questions()) {
    if (MayAsk(asker, question.name, {})) all.insert(question.name);
  }
  return all;
}

/// Those of "?questions=a,b" among `allowed`; all of them where nothing is said. The problem names what is no question, or not allowed.
Result<std::set<std::string_view>, http::Response> WantedIn(const std::string& target, const std::set<std::string_view>& allowed) {
  constexpr std::string_view kName = "questions=";
  std::set<std::string_view> wanted;
  for (const std::string_view member : QueryOf(target)) {
    if (!member.starts_with(kName)) return WrongOfStream(std::string(member.substr(0, member.find('='))).substr(0, 40), "is no parameter here");
    const auto text = PercentDecoded(member.substr(kName.size()), true);
    if (!text) return WrongOfStream("questions", "cannot be read");
    std::string_view rest = *text;
    while (!rest.empty()) {
      const auto name = rest.substr(0, rest.find(','));
      rest.remove_prefix(std::min(rest.size(), name.size() + 1));
      const auto& all = Questions();
      const auto found = std::find_if(all.begin(), all.end(), [&](const Question& one) { return one.name == name; });
      if (found == all.end()) return WrongOfStream("questions", "names no question");
      if (!allowed.contains(found->name)) return Forbidden();
      wanted.insert(found->name);
    }
  }
  return wanted.empty() ? allowed : wanted;
}

std::optional<Position> PositionIn(std::string_view text) {
  std::uint64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || number == UINT64_MAX) return std::nullopt;
  return Position{number};
}

void Listen(const Parts& parts, Visit visit) {
  const auto allowed = QuestionsOf(visit.asker);
  if (allowed.empty()) return visit.answer.Send(Forbidden());
  auto wanted = WantedIn(visit.request.target, allowed);
  if (!wanted) return visit.answer.Send(std::move(wanted.error()));
  std::optional<Position> after;
  if (const auto last = http::ValueOf(visit.request.headers, "Last-Event-ID")) {
    after = PositionIn(*last);
    if (!after) return visit.answer.Send(WrongOfStream("Last-Event-ID", "is no position"));
  }
  auto stream = visit.answer.Open({200, {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-store"}}, {}});
  if (stream != nullptr) parts.streams.Add(std::move(stream), std::move(wanted).value(), after, visit.until);
}

Operation DescribedStream() {
  Operation operation;
  operation.id = "stream";
  operation.tag = "stream";
  operation.summary = "What changes, as it does: server-sent events without anything personal";
  operation.description =
      "`changed`: entities, and the questions whose answers may be others now; ask them with at_least=POSITION. `reset`: ask everything "
      "anew. Of those questions that the token may put without a condition. A client that does not read is closed, and so is a stream "
      "whose token is over.";
  operation.parameters = {TakenText("questions", "query", false, "Only about these, separated by commas"),
                          TakenText("Last-Event-ID", "header", false, "The last position that the client knows: what came behind it is told first")};
  operation.answers = {{200, "Events, without an end", "text/event-stream", cli::Object().Add("type", "string").Done(), {}, {}}};
  return WithProblems(std::move(operation), false);
}

}  // namespace

std::vector<Route> StreamRoutes(const Parts& parts) {
  return {{"GET", "/v1/stream", false, [&parts](Visit visit) { Listen(parts, std::move(visit)); }, DescribedStream()}};
}

}  // namespace fascicolo::program
