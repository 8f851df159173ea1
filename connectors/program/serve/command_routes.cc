// POST /v1/commands: read here; decided by the thread that holds the node, or by the node that writes (posted_commands.h).
#include "connectors/program/serve/all_routes.h"
#include "connectors/program/serve/described.h"
#include "connectors/program/serve/files/command_rights.h"
#include "connectors/program/serve/language.h"
#include "connectors/program/serve/submitting.h"

#include <memory>
#include <utility>

namespace fascicolo::program {
namespace {

using AnswerPointer = std::shared_ptr<http::Answer>;

/// What came between is read by a reader, from a moment that has all of it.
void AnswerConflict(const Parts& parts, const engine::Outcome& outcome, cli::Language language, const AnswerPointer& answer) {
  const bool is_taken = parts.moments.Ask(std::nullopt, [&parts, outcome, language, answer](Result<Moments::Pointer> moment) {
    if (!moment) return answer->Send(AnswerOutcome(outcome, language));
    const bool is_read = parts.readers.Put([outcome, language, answer, moment = *moment] {
      answer->Send(AnswerOutcome(outcome, language, WhatCameBetween(*moment, outcome)));
    });
    if (!is_read) answer->Send(AnswerOutcome(outcome, language));
  });
  if (!is_taken) answer->Send(AnswerOutcome(outcome, language));
}

/// Whoever was told that a commit stands is answered from no moment without it.
void Stands(const Parts& parts, const engine::Outcome& outcome) {
  if (const auto* accepted = std::get_if<engine::Accepted>(&outcome)) parts.moments.Answered(accepted->position);
  if (const auto* refused = std::get_if<engine::Refused>(&outcome)) parts.moments.Answered(refused->position);
}

/// The same of what another node answered.
void StandsElsewhere(const Parts& parts, const http::Response& response) {
  if (response.status != 200 && response.status != 422) return;
  const auto document = events::json::ParseJson(response.body);
  const auto* position = document ? events::json::MemberOf(*document, "position") : nullptr;
  const auto* number = position == nullptr ? nullptr : position->As<std::int64_t>();
  if (number != nullptr && *number >= 0) parts.moments.Answered(Position{static_cast<std::uint64_t>(*number)});
}

void Finish(const Parts& parts, const engine::Outcome& outcome, cli::Language language, const AnswerPointer& answer) {
  Stands(parts, outcome);
  const auto* rejection = std::get_if<engine::Rejection>(&outcome);
  if (rejection != nullptr && rejection->code == engine::RejectionCode::kVersionConflict) {
    return AnswerConflict(parts, outcome, language, answer);
  }
  answer->Send(AnswerOutcome(outcome, language));
}

std::optional<http::Response> WhyNot(const Parts& parts, const Asker& asker, const engine::Request& read) {
  try {
    return WhyNotCommand(parts.node.state(), asker, read, parts.session.clock().Now());
  } catch (const engine::ReadsFrozen&) {
    return Busy();
  }
}

PostedCommand Posted(const Parts& parts, Visit visit, engine::Request read) {
  const auto answer = std::make_shared<http::Answer>(std::move(visit.answer));
  const auto language = LanguageOf(visit.request, parts.session.language());
  PostedCommand posted{std::move(visit.request), std::move(read), {}, {}, {}};
  posted.why_not = [&parts, asker = std::move(visit.asker), read = posted.read] { return WhyNot(parts, asker, read); };
  posted.decided = [&parts, language, answer](const engine::Outcome& outcome) { Finish(parts, outcome, language, answer); };
  posted.answered = [&parts, answer](http::Response response) {
    StandsElsewhere(parts, response);
    answer->Send(std::move(response));
  };
  return posted;
}

void Submit(const Parts& parts, Visit visit) {
  if (!MayCommand(visit.asker)) return visit.answer.Send(Forbidden());
  auto read = ReadPosted(visit.request, visit.asker);
  if (!read) return visit.answer.Send(http::ProblemResponse(read.error()));
  const auto posted = std::make_shared<PostedCommand>(Posted(parts, std::move(visit), std::move(read).value()));
  const bool is_put = parts.inbox.Put([&parts, posted] { parts.commands.Take(std::move(*posted)); });
  if (!is_put) posted->answered(Busy());
}

}  // namespace

std::vector<Route> CommandRoutes(const Parts& parts) {
  return {
      {"POST", "/v1/commands", false, [&parts](Visit visit) { Submit(parts, std::move(visit)); }, DescribedCommands()}};
}

}  // namespace fascicolo::program
