#include "connectors/program/siuss/siuss_service.h"

#include "connectors/cli/form_error_text.h"
#include "connectors/cli/json_form.h"
#include "connectors/http/problem.h"
#include "connectors/program/serve/not_now.h"
#include "connectors/program/serve/questions.h"
#include "connectors/program/siuss/flow_writing.h"
#include "connectors/program/siuss/outcomes_in_ledger.h"
#include "connectors/program/siuss/transmitter_file.h"

#include <algorithm>

namespace fascicolo::program {
namespace {

constexpr int kPiecesAtOnce = 4;  ///< of the log, read for one request: some tens of milliseconds

http::Response Malformed(const FormError& error) {
  const std::string wrong = cli::TextOf(error, cli::Language::kEnglish);
  return http::ProblemResponse(
      {.status = 400, .title = "The request is malformed", .code = "form", .errors = {{error.place, wrong}}});
}

}  // namespace

bool MayUseSiuss(const Asker& asker) {
  return std::find(asker.roles.begin(), asker.roles.end(), kSiussRole) != asker.roles.end();
}

// The description has a problem also where all is well.
http::Response SiussService::AllWell() {
  return {200,
          {{"Content-Type", "application/problem+json"}},
          events::json::PrintJson(cli::Object().Add("status", 200).Add("title", "OK").Add("detail", "Il servizio funziona").Done())};
}

std::optional<http::Response> SiussService::CatchUp() {
  const auto caught_up = reading_.CatchUp(kPiecesAtOnce);
  if (!caught_up) return NotNow(caught_up.error().message);
  if (*caught_up) return std::nullopt;
  return http::ProblemResponse(
      {.status = 503, .title = "The ledger is being read", .code = "busy", .retry_after = 1});
}

http::Response SiussService::Flows(const http::Request& request) {
  const auto asked = siuss::ReadFlowsAsked(QueryOf(request.target));
  if (!asked) return Malformed(asked.error());
  TakeSenders(node_.state(), transmitter_);
  const Day today = node_.state().Ledger().today.value_or(Day{});
  const auto is_named = [&](bool is_sinba) {
    return transmitter_.SenderOn(today, is_sinba) != nullptr && !transmitter_.OperatorOn(today, is_sinba).empty();
  };
  if (!is_named(false) && !is_named(true)) {
    return http::ProblemResponse({.status = 404, .title = "Nobody is named to transmit", .code = "no_sender"});
  }
  if (auto waiting = CatchUp()) return *std::move(waiting);
  // A node that does not write hands flows out all the same: the next request to one that does says as much.
  const Status read = RecordFlowsRead(node_, reading_.book(), asked->since_ms, clock_.Now());
  const bool writes_not = !read && (read.error().code == FailureCode::kNotHolder || read.error().code == FailureCode::kUnavailable);
  if (!read && !writes_not) return NotNow(read.error().message);
  cli::Value::Array entries;
  const auto& flows = reading_.book().flows();
  for (std::size_t i = reading_.book().After(asked->since_ms); i < flows.size() && entries.size() < asked->limit; ++i) {
    if (!is_named(flows[i].is_sinba())) continue;
    const auto written = WriteFlow(node_, flows[i], transmitter_);
    if (!written) return NotNow(written.error().message);
    if (!written->xml.empty()) entries.push_back(siuss::EntryOf(flows[i], transmitter_, written->xml));
  }
  return {200,
          {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}},
          events::json::PrintJson(cli::Object().Add("elenco_flussi", std::move(entries)).Done())};
}

http::Response SiussService::TakeOutcomes(const http::Request& request) {
  const auto outcomes = siuss::ReadOutcomes(request.body);
  if (!outcomes) return Malformed(outcomes.error());
  if (auto waiting = CatchUp()) return *std::move(waiting);
  const Status recorded = RecordOutcomes(node_, reading_.book(), transmitter_.body, *outcomes);
  if (!recorded) return NotNow(recorded.error().message);
  return {204, {}, {}};
}

}  // namespace fascicolo::program
