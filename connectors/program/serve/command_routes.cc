// POST /v1/commands: read here, decided by the thread that holds the node.
#include "connectors/program/serve/all_routes.h"
#include "connectors/program/serve/described.h"
#include "connectors/program/serve/files/command_rights.h"
#include "connectors/program/serve/submitting.h"

#include <memory>
#include <utility>

namespace fascicolo::program {
namespace {

using AnswerPointer = std::shared_ptr<http::Answer>;

/// What came between is read by a reader, from a moment that has all of it.
void AnswerConflict(const Parts& parts, const engine::Outcome& outcome, const AnswerPointer& answer) {
  const bool is_taken = parts.moments.Ask(std::nullopt, [&parts, outcome, answer](Result<Moments::Pointer> moment) {
    if (!moment) return answer->Send(AnswerOutcome(outcome, parts.session.language()));
    const bool is_read = parts.readers.Put([&parts, outcome, answer, moment = *moment] {
      answer->Send(AnswerOutcome(outcome, parts.session.language(), WhatCameBetween(*moment, outcome)));
    });
    if (!is_read) answer->Send(AnswerOutcome(outcome, parts.session.language()));
  });
  if (!is_taken) answer->Send(AnswerOutcome(outcome, parts.session.language()));
}

void Finish(const Parts& parts, const engine::Outcome& outcome, const AnswerPointer& answer) {
  if (const auto* accepted = std::get_if<engine::Accepted>(&outcome)) parts.moments.Answered(accepted->position);
  if (const auto* refused = std::get_if<engine::Refused>(&outcome)) parts.moments.Answered(refused->position);
  const auto* rejection = std::get_if<engine::Rejection>(&outcome);
  if (rejection != nullptr && rejection->code == engine::RejectionCode::kVersionConflict) {
    return AnswerConflict(parts, outcome, answer);
  }
  answer->Send(AnswerOutcome(outcome, parts.session.language()));
}

std::optional<http::Response> WhyNot(const Parts& parts, const Asker& asker, const engine::Request& read) {
  try {
    return WhyNotCommand(parts.node.state(), asker, read, parts.session.clock().Now());
  } catch (const engine::ReadsFrozen&) {
    return Busy();
  }
}

void Submit(const Parts& parts, Visit visit) {
  if (!MayCommand(visit.asker)) return visit.answer.Send(Forbidden());
  auto read = ReadPosted(visit.request, visit.asker);
  if (!read) return visit.answer.Send(http::ProblemResponse(read.error()));
  PutJob(parts, std::move(visit.answer), [&parts, asker = std::move(visit.asker), read = std::move(read).value()](http::Answer answering) {
    if (auto why_not = WhyNot(parts, asker, read)) return answering.Send(std::move(*why_not));
    const auto answer = std::make_shared<http::Answer>(std::move(answering));
    const Status offered =
        parts.node.Offer(read, [&parts, answer](const engine::Outcome& outcome) { Finish(parts, outcome, answer); });
    if (!offered) answer->Send(AnswerOutcome(engine::Outcome(offered.error()), parts.session.language()));
  });
}

}  // namespace

std::vector<Route> CommandRoutes(const Parts& parts) {
  return {{"POST", "/v1/commands", false, [&parts](Visit visit) { Submit(parts, std::move(visit)); }, DescribedCommands()}};
}

}  // namespace fascicolo::program
