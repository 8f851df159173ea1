// The municipal service that INPS asks, at the paths of INPS's own description; where a file says who transmits.
#include "connectors/exports/siuss/entries.h"
#include "connectors/program/serve/all_routes.h"
#include "connectors/program/serve/answer_schemas.h"
#include "connectors/program/serve/described.h"

#include <utility>

namespace fascicolo::program {
namespace {

bool MayAskSiuss(const Parts& parts, const Asker& asker) { return parts.siuss_issuer != nullptr || MayUseSiuss(asker); }

using SiussAnswer = http::Response (SiussService::*)(const http::Request&);
void AskSiuss(const Parts& parts, SiussAnswer answer_of, Visit visit) {
  if (!MayAskSiuss(parts, visit.asker)) return visit.answer.Send(Forbidden());
  PutJob(parts, std::move(visit.answer), [&parts, answer_of, request = std::move(visit.request)](http::Answer answer) {
    http::Response response = (parts.siuss->*answer_of)(request);
    parts.moments.Answered(Position{parts.node.head().next.value - 1});
    answer.Send(std::move(response));
  });
}

Operation DescribedSiuss(const char* id, const char* summary) {
  Operation operation;
  operation.id = id;
  operation.tag = "siuss";
  operation.summary = summary;
  operation.description = "As INPS describes it (WaaS Comuni, api-comuni.yaml). Answered to the role siuss, or to INPS's own issuer.";
  return operation;
}

Operation DescribedFlows() {
  Operation operation = DescribedSiuss("siuss-flussi", "Flows behind an instant, in the order of their timestamps");
  const std::string shape = cli::ShapeWith("{elenco_flussi: [%]}", {siuss::kEntryShape});
  AddAnswer(operation, JsonAnswer("Flows"), {{"SiussFlussi", cli::SchemaOfShape(shape)}});
  operation.parameters = {TakenText("since", "query", false, "Milliseconds since 1970: flows behind it"),
                          TakenText("limit", "query", false, "Flows at most")};
  return WithProblems(std::move(operation), false);
}

Operation DescribedOutcomes() {
  Operation operation = DescribedSiuss("siuss-esiti", "What became of flows");
  operation.answers = {{204, "Taken in", {}, {}, {}, {}}};
  operation.body = cli::Object().Add("type", "object").Done();
  return WithProblems(std::move(operation), false, {413});
}

Operation DescribedAllWell() {
  Operation operation = DescribedSiuss("siuss-status", "Whether the service works");
  AddAnswer(operation, {200, "It does", "application/problem+json"},
            {{"SiussStatus", cli::SchemaOfShape(SiussService::kAllWellShape)}});
  return WithProblems(std::move(operation), false);
}

}  // namespace

std::vector<Route> SiussRoutes(const Parts& parts) {
  if (parts.siuss == nullptr) return {};
  const auto flows = [&parts](Visit visit) { AskSiuss(parts, &SiussService::Flows, std::move(visit)); };
  const auto outcomes = [&parts](Visit visit) { AskSiuss(parts, &SiussService::TakeOutcomes, std::move(visit)); };
  const auto status = [&parts](Visit visit) {
    visit.answer.Send(MayAskSiuss(parts, visit.asker) ? SiussService::AllWell() : Forbidden());
  };
  const std::string root(kSiussRoot);
  std::vector<Route> routes{
      {"GET", root + "flussi", false, flows, DescribedFlows(), parts.siuss_issuer},
      {"POST", root + "esiti", false, outcomes, DescribedOutcomes(), parts.siuss_issuer},
      {"GET", root + "status", false, status, DescribedAllWell(), parts.siuss_issuer}};
  return routes;
}

}  // namespace fascicolo::program
