#include "connectors/program/outcome_form.h"

#include "connectors/cli/arguments.h"
#include "connectors/cli/form_error_text.h"

#include <algorithm>

namespace fascicolo::program {
namespace {

std::string RuleTextIn(const engine::RuleText& rule, cli::Language language) {
  return std::string(language == cli::Language::kItalian ? rule.italian : rule.english);
}

std::string_view WordIn(const engine::Outcome& outcome, cli::Language language) {
  constexpr std::string_view kItalian[] = {"accettato", "respinto", "non valido", "non riuscito"};
  return language == cli::Language::kItalian ? kItalian[outcome.index()] : OutcomeWord(outcome);
}

events::json::Value FactsForm(const engine::Refusal& refusal) {
  cli::Object facts;
  for (const auto& [name, value] : refusal.facts) facts.Add(name, value);
  return facts.Done();
}

void AddRejection(cli::Object& object, const engine::Rejection& rejection) {
  object.Add("code", TextOf(rejection.code))
      .Add("place", rejection.error.place)
      .Add("problem", rejection.error.problem);
  if (!rejection.error.expected.empty()) object.Add("expected", rejection.error.expected);
}

}  // namespace

std::string_view TextOf(engine::RejectionCode code) {
  switch (code) {
    case engine::RejectionCode::kForm:
      return "form";
    case engine::RejectionCode::kUnknownEntity:
      return "unknown_entity";
    case engine::RejectionCode::kVersionConflict:
      return "version_conflict";
    case engine::RejectionCode::kIdReused:
      return "id_reused";
  }
  return "";
}

std::string_view TextOf(FailureCode code) {
  switch (code) {
    case FailureCode::kUnavailable:
      return "unavailable";
    case FailureCode::kFull:
      return "full";
    case FailureCode::kDamaged:
      return "damaged";
    case FailureCode::kFrozen:
      return "frozen";
    case FailureCode::kTooLarge:
      return "too_large";
    case FailureCode::kLocked:
      return "locked";
    case FailureCode::kNotHolder:
      return "not_holder";
    case FailureCode::kTooNew:
      return "too_new";
    case FailureCode::kIo:
      return "io";
    case FailureCode::kNotFound:
      return "not_found";
  }
  return "";
}

std::string_view OutcomeWord(const engine::Outcome& outcome) {
  constexpr std::string_view kWords[] = {"accepted", "refused", "rejected", "failed"};
  return kWords[outcome.index()];
}

void AddOutcome(cli::Object& object, const engine::Outcome& outcome, cli::Language language) {
  object.Add("outcome", OutcomeWord(outcome));
  if (const auto* accepted = std::get_if<engine::Accepted>(&outcome)) {
    object.Add("position", accepted->position).Add("events", accepted->events);
  } else if (const auto* refused = std::get_if<engine::Refused>(&outcome)) {
    const auto& rule = engine::TextOf(refused->refusal.rule);
    object.Add("position", refused->position)
        .Add("code", rule.code)
        .Add("text", RuleTextIn(rule, language))
        .Add("ground", rule.ground)
        .Add("facts", FactsForm(refused->refusal));
  } else if (const auto* rejection = std::get_if<engine::Rejection>(&outcome)) {
    AddRejection(object, *rejection);
  } else {
    const auto& failure = std::get<Failure>(outcome);
    object.Add("code", TextOf(failure.code)).Add("text", failure.message);
  }
}

std::string OutcomeText(const engine::Outcome& outcome, cli::Language language) {
  std::string text(WordIn(outcome, language));
  if (const auto* accepted = std::get_if<engine::Accepted>(&outcome)) {
    return text + (language == cli::Language::kItalian ? " in posizione " : " at ") + std::to_string(accepted->position.value);
  }
  if (const auto* refused = std::get_if<engine::Refused>(&outcome)) {
    const auto& rule = engine::TextOf(refused->refusal.rule);
    text += ": " + RuleTextIn(rule, language) + " (" + std::string(rule.ground) + ")";
    for (const auto& [name, value] : refused->refusal.facts) text += " " + name + "=" + value;
    return text;
  }
  if (const auto* rejection = std::get_if<engine::Rejection>(&outcome)) {
    return text + ": " + cli::PlacedTextOf(rejection->error, language);
  }
  return text + ": " + std::get<Failure>(outcome).message;
}

void ExitCode::Count(const engine::Outcome& outcome) {
  const int code = std::holds_alternative<engine::Accepted>(outcome) ? cli::kExitDone
                   : std::holds_alternative<Failure>(outcome)        ? cli::kExitFailed
                                                                     : cli::kExitNo;
  value_ = std::max(value_, code);
}

}  // namespace fascicolo::program
