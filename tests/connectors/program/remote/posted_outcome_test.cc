#include "connectors/program/remote/posted_outcome.h"

#include "connectors/program/outcome_form.h"
#include "connectors/program/serve/submitting.h"

#include <gtest/gtest.h>

namespace fascicolo::program {
namespace {

/// What people read of an outcome, in which everything of it stands.
std::string ToldOutcome(const engine::Outcome& outcome) {
  cli::Object form;
  AddOutcome(form, outcome, cli::Language::kEnglish);
  return events::json::PrintJson(form.Done());
}

TEST(OutcomeOfAnAnswer, IsTheOneThatWasAnswered) {
  const std::vector<engine::Outcome> outcomes{
      engine::Accepted{Position{7}, 3},
      engine::Refused{Position{8}, {engine::Rule::kCaseNotOpen, {{"state", "closed"}, {"since", "2026-01-01"}}}},
      engine::Rejection{engine::RejectionCode::kForm, {"/payload/reason", "is missing", "a text"}},
      engine::Rejection{engine::RejectionCode::kUnknownEntity, {"/payload/case_file", "is not in the ledger", ""}},
      engine::Rejection{engine::RejectionCode::kVersionConflict, {"/expected/0", "has moved on", "4"}},
      engine::Rejection{engine::RejectionCode::kIdReused, {"/id", "was used", ""}},
      Failure{FailureCode::kFrozen, "not understood"},
      Failure{FailureCode::kUnavailable, "not now"}};
  for (const auto& outcome : outcomes) {
    EXPECT_EQ(ToldOutcome(OutcomeOf(AnswerOutcome(outcome, cli::Language::kItalian))), ToldOutcome(outcome));
  }
}

TEST(OutcomeOfAnAnswer, IsARejectionWhereTheDoorSaidNo) {
  const auto outcome = OutcomeOf(
      http::ProblemResponse({.status = 403, .title = "No role of this token allows it", .code = "not_permitted"}));
  const auto* rejection = std::get_if<engine::Rejection>(&outcome);
  ASSERT_NE(rejection, nullptr);
  EXPECT_EQ(rejection->error.problem, "No role of this token allows it");
}

TEST(OutcomeOfAnAnswer, IsAFailureWhereThisProgramDoesNotUnderstandIt) {
  for (const http::Response& response :
       {http::Response{200, {}, "<html>"}, http::Response{200, {}, "{}"}, http::Response{502, {}, "{}"},
        http::Response{422, {}, R"({"outcome":"refused","code":"a_rule_of_tomorrow","position":1,"facts":{}})"}}) {
    EXPECT_TRUE(std::holds_alternative<Failure>(OutcomeOf(response))) << response.body;
  }
}

}  // namespace
}  // namespace fascicolo::program
