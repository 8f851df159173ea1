// The municipal service that INPS asks, at the paths of INPS's own description; where a file says who transmits.
#include "connectors/program/serve/all_routes.h"
#include "connectors/program/serve/described.h"

#include <memory>
#include <utility>

namespace fascicolo::program {
namespace {

void AskSiuss(const Parts& parts, Visit visit) {
  if (parts.siuss_issuer == nullptr && !MayUseSiuss(visit.asker)) return visit.answer.Send(Forbidden());
  const auto request = std::make_shared<http::Request>(std::move(visit.request));
  PutJob(parts, std::move(visit.answer),
         [&parts, request](http::Answer answer) { answer.Send(parts.siuss->Answer(*request)); });
}

Operation DescribedSiuss(const char* id, const char* summary, PossibleAnswer answer) {
  Operation operation;
  operation.id = id;
  operation.tag = "siuss";
  operation.summary = summary;
  operation.description = "As INPS describes it (WaaS Comuni, api-comuni.yaml). Answered to the role siuss, or to INPS's own issuer.";
  operation.answers = {std::move(answer)};
  return operation;
}

Operation DescribedFlows() {
  Operation operation = DescribedSiuss("siuss-flussi", "Flows behind an instant, in the order of their timestamps",
                                       JsonAnswer("Flows", cli::Object().Add("type", "object").Done()));
  operation.parameters = {TakenText("since", "query", false, "Milliseconds since 1970: flows behind it"),
                          TakenText("limit", "query", false, "Flows at most")};
  return WithProblems(std::move(operation), false);
}

Operation DescribedOutcomes() {
  Operation operation = DescribedSiuss("siuss-esiti", "What became of flows", {204, "Taken in", {}, {}, {}, {}});
  operation.body = cli::Object().Add("type", "object").Done();
  return WithProblems(std::move(operation), false, {413});
}

}  // namespace

std::vector<Route> SiussRoutes(const Parts& parts) {
  if (parts.siuss == nullptr) return {};
  const auto take = [&parts](Visit visit) { AskSiuss(parts, std::move(visit)); };
  const std::string root(kSiussRoot);
  std::vector<Route> routes{
      {"GET", root + "flussi", false, take, DescribedFlows(), parts.siuss_issuer},
      {"POST", root + "esiti", false, take, DescribedOutcomes(), parts.siuss_issuer},
      {"GET", root + "status", false, take,
       WithProblems(DescribedSiuss("siuss-status", "Whether the service works", {200, "It does", "application/problem+json", {}, {}, {}}), false),
       parts.siuss_issuer}};
  return routes;
}

}  // namespace fascicolo::program
