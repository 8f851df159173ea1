// GET /v1/QUESTION[/SUBJECT]: from a moment of the views, on a reader's thread.
#include "connectors/http/accepted.h"
#include "connectors/program/serve/all_routes.h"
#include "connectors/program/serve/answer_schemas.h"
#include "connectors/program/serve/answering.h"
#include "connectors/program/serve/described.h"

#include <array>
#include <memory>
#include <utility>

namespace fascicolo::program {
namespace {

constexpr std::array<std::string_view, 3> kTypes{"application/json", "text/csv", "text/plain"};

/// One question on its way.
struct Asking {
  AskedQuestion asked;
  AnswerForm form;
  Asker asker;
  std::string if_none_match;
  http::Answer answer;
};
using AskingPointer = std::shared_ptr<Asking>;

http::Response NoSuchCursor(const char* why) {
  return http::ProblemResponse({.status = 400, .title = "A parameter is wrong", .code = "parameter", .errors = {{"cursor", why}}});
}

/// A position so far ahead is not waited for.
constexpr std::uint64_t kFarAhead = 1'000'000;

/// Where a position was asked for, it is the client's condition that does not hold.
http::Response NotThere(const Failure& why, bool wants_position) {
  const bool is_late = wants_position && why.code == FailureCode::kUnavailable;
  return http::ProblemResponse({.status = is_late ? 412U : 503U,
                                .title = is_late ? "The position is not there yet" : "Not now",
                                .detail = why.message,
                                .code = is_late ? "not_there_yet" : "failed",
                                .retry_after = is_late ? 1U : 5U});
}

void AnswerFrom(const Parts& parts, const AskingPointer& asking, const Moments::Pointer& moment) {
  const std::string tag = EntityTag(moment->position(), asking->asked, asking->form, asking->asker);
  if (!asking->if_none_match.empty() && http::HasTag(asking->if_none_match, tag)) return asking->answer.Send(NotModified(tag));
  const auto send = [asking](const http::Response& response) { asking->answer.Send(response); };
  if (!parts.answers.Join(moment->position(), tag, send)) return;
  Readers& readers = IsLong(asking->asked) ? parts.long_readers : parts.readers;
  const bool is_taken = readers.Put([&parts, asking, moment, tag] {
    parts.answers.Made(moment->position(), tag, AnswerQuestion(parts, moment, asking->asked, asking->form, tag, asking->asker));
  });
  if (!is_taken) parts.answers.Made(moment->position(), tag, Busy());
}

void AnswerFromKept(const Parts& parts, const AskingPointer& asking) {
  const auto start = parts.cursors.Read(asking->asked.cursor, TextOf(asking->asked));
  if (!start) return asking->answer.Send(NoSuchCursor("is none that this question was answered with"));
  const auto moment = parts.moments.Kept(start->position);
  if (moment == nullptr) return asking->answer.Send(NoSuchCursor("is stale: begin again with the first page"));
  asking->asked.skip = start->skip;
  AnswerFrom(parts, asking, moment);
}

void Ask(const Parts& parts, Visit visit) {
  auto asked = ReadQuestion(visit.request.target);
  if (!asked) return visit.answer.Send(http::ProblemResponse(asked.error()));
  if (!MayAsk(visit.asker, asked->question->name, asked->parameters)) return visit.answer.Send(Forbidden());
  const auto type = http::BestType(visit.request.headers, kTypes);
  if (!type) return visit.answer.Send(NotAcceptable());
  const std::string none_match(http::ValueOf(visit.request.headers, "If-None-Match").value_or(""));
  const auto asking = std::make_shared<Asking>(Asking{std::move(asked).value(),
                                                      {.as_csv = *type == 1, .as_text = *type == 2, .packed = http::TakesGzip(visit.request.headers)},
                                                      visit.asker,
                                                      none_match,
                                                      std::move(visit.answer)});
  if (!asking->asked.cursor.empty()) return AnswerFromKept(parts, asking);
  const auto newest = parts.moments.newest();
  if (newest != nullptr && asking->asked.at_least && asking->asked.at_least->value > newest->position().value + kFarAhead) {
    return asking->answer.Send(NotThere({FailureCode::kUnavailable, "it is far ahead of the ledger"}, true));
  }
  const bool is_taken = parts.moments.Ask(asking->asked.at_least, [&parts, asking](Result<Moments::Pointer> moment) {
    if (!moment) return asking->answer.Send(NotThere(moment.error(), asking->asked.at_least.has_value()));
    AnswerFrom(parts, asking, *moment);
  });
  if (!is_taken) asking->answer.Send(Busy());
}

}  // namespace

std::vector<Route> QuestionRoutes(const Parts& parts) {
  std::vector<Route> routes;
  const auto take = [&parts](Visit visit) { Ask(parts, std::move(visit)); };
  for (const Question& question : Questions()) {
    const std::string path = "/v1/" + std::string(question.name);
    const auto answers = AnswersOf(AdderOf(question.name), parts.session);
    routes.push_back({"GET", path, false, take, DescribedQuestion(question, false, answers)});
    if (question.subject.empty()) continue;
    routes.push_back({"GET", path + "/{" + std::string(question.subject) + "}", false, take, DescribedQuestion(question, true, answers)});
  }
  return routes;
}

}  // namespace fascicolo::program
