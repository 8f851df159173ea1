// What the serving process says of itself, without a token; and tokens for developers.
#include "connectors/program/serve/all_routes.h"
#include "connectors/program/serve/described.h"
#include "connectors/program/serve/percent.h"
#include "connectors/program/serve/questions.h"

#include <utility>

namespace fascicolo::program {
namespace {

http::Response DevelopmentToken(const Parts& parts, const std::string& target) {
  std::string subject = "developer";
  std::vector<std::string> roles;
  std::vector<std::string> areas;
  for (const std::string_view one : QueryOf(target)) {
    if (one.starts_with("subject=")) subject = PercentDecoded(one.substr(8), true).value_or("");
    if (one.starts_with("role=")) roles.push_back(PercentDecoded(one.substr(5), true).value_or(""));
    if (one.starts_with("area=")) areas.push_back(PercentDecoded(one.substr(5), true).value_or(""));
  }
  return {200, {{"Content-Type", "text/plain"}, {"Cache-Control", "no-store"}},
          parts.development->Issue(subject, roles, parts.session.clock().Now(), areas)};
}

http::Response Metrics(const Parts& parts) {
  const http::Server* server = parts.server;
  return parts.report.Metrics(server == nullptr ? http::ServerFigures{} : server->figures(),
                              {.jobs = parts.inbox.size(),
                               .questions = parts.readers.size(),
                               .long_questions = parts.long_readers.size(),
                               .awaiting = parts.moments.awaiting(),
                               .without_writer = parts.commands.kept(),
                               .forwarded = parts.commands.forwarded()});
}

}  // namespace

std::vector<Route> OwnRoutes(const Parts& parts) {
  std::vector<Route> routes{
      {"GET", "/status", true, [&parts](Visit visit) { visit.answer.Send(parts.report.Status()); }, DescribedStatus()},
      {"GET", "/metrics", true, [&parts](Visit visit) { visit.answer.Send(Metrics(parts)); }, DescribedMetrics()}};
  if (parts.development != nullptr) {
    const auto sign = [&parts](Visit visit) { visit.answer.Send(DevelopmentToken(parts, visit.request.target)); };
    routes.push_back({"GET", "/dev/token", true, sign, DescribedDevelopmentToken()});
  }
  return routes;
}

}  // namespace fascicolo::program
