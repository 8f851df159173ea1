#include "connectors/program/remote/posted_outcome.h"

#include "connectors/program/outcome_form.h"
#include "engine/refusals.h"
#include "events/json/value.h"

#include <array>

namespace fascicolo::program {
namespace {

using events::json::MemberOf;
using events::json::Value;

constexpr std::array kRejections{engine::RejectionCode::kForm, engine::RejectionCode::kUnknownEntity,
                                 engine::RejectionCode::kVersionConflict, engine::RejectionCode::kIdReused};
constexpr std::array kFailures{FailureCode::kUnavailable, FailureCode::kFull,     FailureCode::kDamaged,
                               FailureCode::kFrozen,      FailureCode::kTooLarge, FailureCode::kLocked,
                               FailureCode::kNotHolder,   FailureCode::kTooNew,   FailureCode::kIo,
                               FailureCode::kNotFound};

std::string TextOfMember(const Value& answer, std::string_view name) {
  const Value* member = MemberOf(answer, name);
  const auto* text = member == nullptr ? nullptr : member->As<std::string>();
  return text == nullptr ? std::string() : *text;
}

std::uint64_t NumberOfMember(const Value& answer, std::string_view name) {
  const Value* member = MemberOf(answer, name);
  const auto* number = member == nullptr ? nullptr : member->As<std::int64_t>();
  return number == nullptr || *number < 0 ? 0 : static_cast<std::uint64_t>(*number);
}

engine::Outcome TooNew(const http::Response& response) {
  return Failure{FailureCode::kTooNew,
                 "the server answered " + std::to_string(response.status) + ", which this program does not understand"};
}

engine::Outcome RefusedIn(const Value& answer, const http::Response& response) {
  const auto rule = engine::RuleFromCode(TextOfMember(answer, "code"));
  if (!rule) return TooNew(response);
  engine::Refused refused{Position{NumberOfMember(answer, "position")}, {*rule, {}}};
  const Value* facts = MemberOf(answer, "facts");
  const auto* members = facts == nullptr ? nullptr : facts->As<Value::Object>();
  if (members == nullptr) return refused;
  for (const auto& [name, value] : *members) {
    const auto* text = value.As<std::string>();
    if (text == nullptr) return TooNew(response);
    refused.refusal.facts.emplace_back(name, *text);
  }
  return refused;
}

engine::Outcome RejectedIn(const Value& answer) {
  engine::Rejection rejection{
      engine::RejectionCode::kForm,
      {TextOfMember(answer, "place"), TextOfMember(answer, "problem"), TextOfMember(answer, "expected")}};
  const std::string code = TextOfMember(answer, "code");
  for (const auto one : kRejections) {
    if (TextOf(one) == code) rejection.code = one;
  }
  return rejection;
}

engine::Outcome FailedIn(const Value& answer) {
  Failure failure{FailureCode::kUnavailable, TextOfMember(answer, "text")};
  const std::string code = TextOfMember(answer, "code");
  for (const auto one : kFailures) {
    if (TextOf(one) == code) failure.code = one;
  }
  return failure;
}

/// A problem that the server saw before the engine did: its first error, or its title.
engine::Outcome ProblemIn(const Value& answer, const http::Response& response) {
  if (response.status >= 500) return Failure{FailureCode::kUnavailable, TextOfMember(answer, "title")};
  if (response.status < 400) return TooNew(response);
  constexpr std::string_view kExpected = "; expected ";
  const Value* errors = MemberOf(answer, "errors");
  const auto* list = errors == nullptr ? nullptr : errors->As<Value::Array>();
  if (list == nullptr || list->empty())
    return engine::Rejection{response.status == 404 ? engine::RejectionCode::kUnknownEntity : engine::RejectionCode::kForm,
                             {"", TextOfMember(answer, "title"), ""}};
  const std::string detail = TextOfMember(list->front(), "detail");
  const auto expected = detail.rfind(kExpected);
  FormError error{TextOfMember(list->front(), "pointer"), detail.substr(0, expected), ""};
  if (expected != std::string::npos) error.expected = detail.substr(expected + kExpected.size());
  return engine::Rejection{engine::RejectionCode::kForm, error};
}

}  // namespace

engine::Outcome OutcomeOf(const http::Response& response) {
  const auto answer = events::json::ParseJson(response.body);
  if (!answer) return TooNew(response);
  const std::string outcome = TextOfMember(*answer, "outcome");
  if (outcome == "accepted") {
    return engine::Accepted{Position{NumberOfMember(*answer, "position")},
                            static_cast<std::uint32_t>(NumberOfMember(*answer, "events"))};
  }
  if (outcome == "refused") return RefusedIn(*answer, response);
  if (outcome == "rejected") return RejectedIn(*answer);
  return outcome == "failed" ? FailedIn(*answer) : ProblemIn(*answer, response);
}

}  // namespace fascicolo::program
