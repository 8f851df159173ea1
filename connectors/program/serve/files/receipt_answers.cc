// Receipts at the doors: the bytes that 'fascicolo prove' writes, for who may take the case out of the program.
#include "connectors/http/problem.h"
#include "connectors/program/commands.h"
#include "connectors/program/rights/named_cases.h"
#include "connectors/program/serve/answering.h"
#include "connectors/program/serve/files/file_answers.h"
#include "connectors/program/serve/not_now.h"
#include "projections/history_reader.h"

#include <algorithm>

namespace fascicolo::program {
namespace {

constexpr engine::AccessAction kTakesOut = engine::AccessAction::kExport;

http::Response NeedsAnother() {
  return http::ProblemResponse({.status = 403,
                                .title = "Another has to agree to it first",
                                .detail = "RequestAccess of action 'export', then ApproveAccess by somebody else",
                                .code = "needs_two"});
}

std::vector<std::string> WordsFor(const AskedFile& asked) {
  std::vector<std::string> words{"prove"};
  for (const Parameter& parameter : asked.parameters) words.push_back("--" + parameter.name + "=" + parameter.value);
  if (asked.event) {
    words.push_back("--event=" + std::to_string(asked.event->position.value) + "." + std::to_string(*asked.event->event));
  } else {
    words.insert(words.end(), {"--", ToHex(asked.id)});
  }
  return words;
}

bool IsPlain(const AskedFile& asked) {
  return std::any_of(asked.parameters.begin(), asked.parameters.end(),
                     [](const Parameter& one) { return one.name == "plain" && one.value == "true"; });
}

/// A page of the program's own: nothing in it is run, and nothing fetched.
http::Response ReceiptResponse(bool is_plain, const std::string& reading, const Said& said) {
  http::Response response{200, {{"Cache-Control", "no-store"}, {"Reading", reading}}, said.out};
  response.headers.push_back({"Content-Type", is_plain ? "text/plain; charset=utf-8" : "text/html; charset=utf-8"});
  response.headers.push_back({"Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"});
  AddEnd(said, response);
  return response;
}

}  // namespace

std::vector<EntityId> FileAnswers::CasesOfReceipt(const AskedFile& asked) {
  if (asked.resource->kind == FileKind::kReceipt) return {asked.id};
  if (!asked.event) return {};
  const auto commit = projections::HistoryReader(node_.log(), node_.views()).Load(asked.event->position);
  if (!commit || !(*commit)->reading.understood()) return {};
  const auto& events = (*commit)->reading.events();
  if (*asked.event->event >= events.size()) return {};
  return CasesBehind(node_.state(), events::Entity(events[*asked.event->event]->entity()));
}

// Whoever takes out all that happened needs no level beside that: the receipt holds what stands in the clear, and no sealed text.
http::Response FileAnswers::ShowReceipt(const Asker& asker, const AskedFile& asked, const std::string& trace) {
  if (Status caught_up = node_.CatchUpViews(); !caught_up) return NotNow(caught_up.error().message);
  const engine::State state = node_.state();
  const engine::Access access = AccessOf(state, asker, session_.clock().Now());
  reads::Reading reading{.who = asker.subject, .roles = asker.roles, .areas = asker.areas};
  reading.question = asked.resource->command;
  reading.trace = trace;
  for (const EntityId one : CasesOfReceipt(asked)) {
    const ReadAccess given{.levels = {std::string(engine::TextOf(kTakesOut))}, .verdict = access.May(kTakesOut, one)};
    const bool waits = given.verdict.why == engine::Verdict::Why::kNeedsTwo && MayFind(access, one);
    if (waits) return NeedsAnother();
    if (!given.verdict.allowed()) return NotThere();
    reading.files.push_back(given.ShownAs("case", one));
  }
  if (reading.files.empty()) return NotThere();
  const Said said = RunLent(node_, session_.options, session_.language(), AddProve, WordsFor(asked), false);
  if (said.code != cli::kExitDone) return NotNow("the receipt could not be put together");
  reading.position = Position{node_.head().next.value - 1};
  const auto id = Recorded(reading);
  return id ? ReceiptResponse(IsPlain(asked), ToHex(*id), said) : id.error();
}

}  // namespace fascicolo::program
