#include "connectors/program/serve/door.h"

#include "connectors/program/serve/answering.h"
#include "connectors/program/serve/api_description.h"

#include <utility>

namespace fascicolo::program {
namespace {

constexpr std::string_view kBearer = "Bearer ";
constexpr std::string_view kCommands = "/v1/commands";

std::string_view PathOf(const std::string& target) { return std::string_view(target).substr(0, target.find('?')); }

/// No more is said of why: whoever forges tokens would learn from it.
http::Response Unknown() {
  http::Response response = http::ProblemResponse({.status = 401, .title = "A bearer token is needed", .code = "token"});
  response.headers.push_back({"WWW-Authenticate", "Bearer"});
  return response;
}
http::Response Forbidden() {
  return http::ProblemResponse({.status = 403, .title = "No role of this token allows it", .code = "not_permitted"});
}
http::Response Busy() {
  return http::ProblemResponse({.status = 503, .title = "Too much waits", .code = "busy", .retry_after = 1});
}
http::Response OnlyBy(const char* method) {
  http::Response response = http::ProblemResponse({.status = 405, .title = "There is another method for this", .code = "method"});
  response.headers.push_back({"Allow", method});
  return response;
}

bool IsReading(const http::Request& request) { return request.method == "GET" || request.method == "HEAD"; }

}  // namespace

void Door::Take(http::Request request, http::Answer answer) {
  const auto began = std::chrono::steady_clock::now();
  auto counted = http::Answer([this, began, answer = std::make_shared<http::Answer>(std::move(answer))](http::Response response) {
    const auto took = std::chrono::steady_clock::now() - began;
    parts_.report.Count(response.status, std::chrono::duration_cast<std::chrono::microseconds>(took));
    answer->Send(std::move(response));
  });
  const std::string path(PathOf(request.target));
  const bool is_dev = parts_.development != nullptr && path == "/dev/token";
  const bool is_for_all = path == "/status" || path == "/metrics" || path == "/openapi.json" || is_dev;
  if (!is_for_all) return TakeFromSomebody(std::move(request), std::move(counted));
  if (!IsReading(request)) return counted.Send(OnlyBy("GET, HEAD"));
  counted.Send(OpenAnswer(path, request.target));
}

http::Response Door::OpenAnswer(std::string_view path, const std::string& target) {
  if (path == "/status") return parts_.report.Status();
  if (path == "/openapi.json") return ApiDescription();
  if (path == "/dev/token") return DevelopmentToken(target);
  const http::Server* server = server_;
  return parts_.report.Metrics(server == nullptr ? http::ServerFigures{} : server->figures(), parts_.inbox.size());
}

void Door::TakeFromSomebody(http::Request request, http::Answer answer) {
  const auto given = http::ValueOf(request.headers, "Authorization");
  if (!given || !given->starts_with(kBearer)) return answer.Send(Unknown());
  const auto claims = oidc::CheckToken(given->substr(kBearer.size()), parts_.issuer.keys, parts_.issuer.trust, parts_.session.clock().Now());
  if (!claims) return answer.Send(Unknown());
  const Asker asker{claims->subject, claims->roles};
  const bool is_command = PathOf(request.target) == kCommands;
  if (is_command && request.method == "POST") return Command(asker, request, std::move(answer));
  if (is_command || !IsReading(request)) return answer.Send(OnlyBy(is_command ? "POST" : "GET, HEAD"));
  Ask(asker, request, std::move(answer));
}

void Door::Ask(const Asker& asker, const http::Request& request, http::Answer answer) {
  auto asked = ReadQuestion(request.target);
  if (!asked) return answer.Send(http::ProblemResponse(asked.error()));
  if (!MayAsk(asker, asked->question->name, asked->parameters)) return answer.Send(Forbidden());
  PutJob(std::move(answer), [this, asked = std::move(asked).value()](http::Answer answering) {
    answering.Send(AnswerQuestion(parts_.node, parts_.session.options, asked));
  });
}

void Door::Command(const Asker& asker, const http::Request& request, http::Answer answer) {
  if (!MayCommand(asker)) return answer.Send(Forbidden());
  auto read = ReadPosted(request, asker);
  if (!read) return answer.Send(http::ProblemResponse(read.error()));
  PutJob(std::move(answer), [this, read = std::move(read).value()](http::Answer answering) {
    const auto answered = std::make_shared<http::Answer>(std::move(answering));
    const Status offered = parts_.node.Offer(read, [this, answered](const engine::Outcome& outcome) {
      answered->Send(AnswerOutcome(outcome, parts_.session.language()));
    });
    if (!offered) answered->Send(AnswerOutcome(engine::Outcome(offered.error()), parts_.session.language()));
  });
}

http::Response Door::DevelopmentToken(const std::string& target) {
  std::string subject = "developer";
  std::vector<std::string> roles;
  for (const std::string_view one : QueryOf(target)) {
    if (one.starts_with("subject=")) subject = one.substr(8);
    if (one.starts_with("role=")) roles.emplace_back(one.substr(5));
  }
  return {200, {{"Content-Type", "text/plain"}, {"Cache-Control", "no-store"}},
          parts_.development->Issue(subject, roles, parts_.session.clock().Now())};
}

void Door::PutJob(http::Answer answer, std::function<void(http::Answer)> work) {
  const auto waiting = std::make_shared<http::Answer>(std::move(answer));
  if (!parts_.inbox.Put([waiting, work = std::move(work)] { work(std::move(*waiting)); })) waiting->Send(Busy());
}

}  // namespace fascicolo::program
