#include "connectors/program/serve/door.h"

#include "connectors/http/problem.h"
#include "connectors/program/serve/language.h"

#include <chrono>
#include <memory>
#include <utility>

namespace fascicolo::program {
namespace {

using std::chrono::duration_cast;
using std::chrono::microseconds;
using std::chrono::steady_clock;

constexpr std::string_view kBearer = "Bearer ";

std::string_view PathOf(const std::string& target) { return std::string_view(target).substr(0, target.find('?')); }

/// No more is said of why: whoever forges tokens would learn from it.
http::Response Unknown() {
  http::Response response = http::ProblemResponse({.status = 401, .title = "A bearer token is needed", .code = "token"});
  response.headers.push_back({"WWW-Authenticate", "Bearer"});
  return response;
}
http::Response OnlyBy(const std::string& methods) {
  http::Response response = http::ProblemResponse({.status = 405, .title = "There is another method for this", .code = "method"});
  response.headers.push_back({"Allow", methods});
  return response;
}
http::Response Absent() {
  return http::ProblemResponse({.status = 404, .title = "There is nothing here", .code = "absent"});
}

/// The answer with how many requests are left to whom it is for.
http::Answer TellingRate(const RequestRate& rate, std::uint64_t left, http::Answer answer) {
  const auto inner = std::make_shared<http::Answer>(std::move(answer));
  return http::Answer(
      [&rate, left, inner](http::Response response) {
        TellRate(rate, left, response);
        inner->Send(std::move(response));
      },
      [&rate, left, inner](http::Response head) {
        TellRate(rate, left, head);
        return inner->Open(std::move(head));
      });
}

}  // namespace

http::Answer Door::Watched(const http::Request& request, const RouteTable::Found& found, const Trace& trace, http::Answer answer) {
  const auto began = steady_clock::now();
  const std::string route = found.route == nullptr ? "" : found.route->path;
  const auto language = LanguageOf(request, means_.language);
  const auto finish = [this, began, trace, route, language, method = request.method](http::Response& response) {
    const auto took = duration_cast<microseconds>(steady_clock::now() - began);
    TellIn(language, response);
    TellTrace(trace, response);
    means_.report.Count(route, response.status, took);
    means_.log.Write({means_.clock.Now(), trace.id, method, route, response.status, took, response.body.size()});
  };
  const auto inner = std::make_shared<http::Answer>(std::move(answer));
  return http::Answer(
      [finish, inner](http::Response response) {
        finish(response);
        inner->Send(std::move(response));
      },
      [finish, inner](http::Response head) {
        finish(head);
        return inner->Open(std::move(head));
      });
}

void Door::Take(http::Request request, http::Answer answer) {
  const auto found = means_.routes.Find(request.method, PathOf(request.target));
  const Trace trace = TraceOf(http::ValueOf(request.headers, "traceparent").value_or(""));
  http::Answer watched = Watched(request, found, trace, std::move(answer));
  Visit visit{std::move(request), {}, {}, trace.id, found.named, std::move(watched)};
  if (found.route == nullptr || !found.route->is_open) return TakeFromSomebody(found, std::move(visit));
  found.route->take(std::move(visit));
}

void Door::TakeFromSomebody(const RouteTable::Found& found, Visit visit) {
  const auto given = http::ValueOf(visit.request.headers, "Authorization");
  if (found.route == nullptr && !found.allowed.empty()) return visit.answer.Send(OnlyBy(found.allowed));
  if (!given || !given->starts_with(kBearer)) return visit.answer.Send(Unknown());
  const Instant now = means_.clock.Now();
  const bool has_own = found.route != nullptr && found.route->issuer != nullptr;
  const TrustedIssuer& issuer = has_own ? *found.route->issuer : means_.issuer;
  const auto keys = issuer.keys.Now();
  auto claims = issuer.tokens.Check(given->substr(kBearer.size()), keys, now);
  if (!claims && claims.error() == oidc::Fault::kUnknownKey) issuer.keys.Want();
  if (!claims) return visit.answer.Send(Unknown());
  const auto left = means_.rate.Takes(claims->subject);
  if (!left) return visit.answer.Send(TooMany(means_.rate));
  Visit known{std::move(visit.request),
              {claims->subject, claims->roles, claims->areas},
              claims->expires,
              std::move(visit.trace),
              std::move(visit.named),
              TellingRate(means_.rate, *left, std::move(visit.answer))};
  if (found.route == nullptr) return known.answer.Send(Absent());
  found.route->take(std::move(known));
}

}  // namespace fascicolo::program
