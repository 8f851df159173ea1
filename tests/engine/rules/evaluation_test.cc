#include "engine/rules/evaluation.h"

#include "tests/engine/rules/built_in_rules.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <iostream>
#include <limits>
#include <random>

namespace fascicolo::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

InputValue Number(std::int64_t value, std::string source = "") {
  return {value, std::move(source)};
}
InputValue Yes() { return {true, ""}; }
InputValue No() { return {false, ""}; }
InputValue Choice(std::string code) { return {std::move(code), ""}; }

/// A rule set with this one criterion, read from "v".
RuleSet OneCriterion(Criterion criterion) {
  criterion.code = "only";
  criterion.input = "v";
  return {.code = "test", .version = "1", .criteria = {std::move(criterion)}};
}

/// The published fee table of domain practice: 3 EUR at an ISEE of 6,531, 11 EUR at 11,429, in
/// cents.
Criterion PublishedFee() {
  return {.kind = CriterionKind::kLinear,
          .rows = {{.at = 653'100, .points_hundredths = 300},
                   {.at = 1'142'900, .points_hundredths = 1'100}},
          .missing_hundredths = 1'100};
}

std::int64_t PointsFor(const RuleSet& rule_set, std::int64_t value) {
  return Evaluate(rule_set, {{"v", Number(value)}}).value().total_hundredths;
}

TEST(Evaluation, AddsUpAndShowsEveryStep) {
  const RuleSet rules = BuiltInRules("home_care_points-2025");
  const Inputs inputs{{"barthel", Number(35, "event 12")},
                      {"lives_alone", Yes()},
                      {"family_network", Choice("weak")},
                      {"age_years", Number(85)},
                      {"isee_cents", Number(653'101)},
                      {"housing_barriers", No()},
                      {"not_read", Number(1)}};
  const auto evaluation = Evaluate(rules, inputs);
  ASSERT_TRUE(evaluation.ok());
  EXPECT_EQ(evaluation->rule_set, "home_care_points");
  EXPECT_EQ(evaluation->version, "2025");
  EXPECT_EQ(evaluation->sum_hundredths, 3000 + 1500 + 1200 + 1000 + 1000);
  EXPECT_EQ(evaluation->total_hundredths, evaluation->sum_hundredths);
  ASSERT_EQ(evaluation->lines.size(), 6U);
  EXPECT_EQ(evaluation->lines[0], (EvaluationLine{.criterion = "dependence",
                                                  .input = "barthel",
                                                  .value = "35",
                                                  .points_hundredths = 3000,
                                                  .row = 1,
                                                  .row_text = "21..60",
                                                  .source = "event 12"}));
  EXPECT_EQ(evaluation->lines[1].row_text, "true");
  EXPECT_EQ(evaluation->lines[2].row_text, "weak");
  EXPECT_EQ(evaluation->lines[3].row_text, "85..");
  EXPECT_EQ(evaluation->lines[5].value, "false");
  EXPECT_THAT(evaluation->tie_breaks,
              ElementsAre(TieBreakValue{"isee_cents", TieBreak::Order::kAscending, 653'101},
                          TieBreakValue{"applied_on", TieBreak::Order::kAscending, 0}));
}

TEST(Evaluation, ChangesWithTheYearsTable) {
  const Inputs inputs{{"barthel", Number(100)},
                      {"lives_alone", No()},
                      {"family_network", Choice("present")},
                      {"age_years", Number(40)},
                      {"isee_cents", Number(690'000)}};
  EXPECT_EQ(Evaluate(BuiltInRules("home_care_points-2025"), inputs).value().total_hundredths, 1000);
  EXPECT_EQ(Evaluate(BuiltInRules("home_care_points-2026"), inputs).value().total_hundredths, 1500);
}

TEST(Evaluation, StopsAtTheCapAndKeepsTheSum) {
  const Inputs inputs{
      {"barthel", Number(0)},    {"lives_alone", Yes()},    {"family_network", Choice("none")},
      {"age_years", Number(99)}, {"isee_cents", Number(0)}, {"housing_barriers", Yes()}};
  const auto evaluation = Evaluate(BuiltInRules("home_care_points-2025"), inputs);
  ASSERT_TRUE(evaluation.ok());
  EXPECT_EQ(evaluation->sum_hundredths, 11'000);
  EXPECT_EQ(evaluation->total_hundredths, 10'000);
}

TEST(Evaluation, GivesTheStatedPointsForWhatIsNotKnown) {
  const Inputs inputs{{"barthel", Number(0)},
                      {"lives_alone", Yes()},
                      {"family_network", Choice("none")},
                      {"age_years", Number(70)}};
  const auto evaluation = Evaluate(BuiltInRules("home_care_points-2025"), inputs);
  ASSERT_TRUE(evaluation.ok());
  EXPECT_EQ(evaluation->lines[4], (EvaluationLine{.criterion = "isee", .input = "isee_cents"}));
  EXPECT_EQ(evaluation->tie_breaks[0].value, std::numeric_limits<std::int64_t>::max());
}

TEST(Evaluation, PlacesAnUnknownTieBreakFirstOrLastInEitherOrder) {
  RuleSet rules = OneCriterion(PublishedFee());
  const auto value_of = [&](TieBreak::Order order, TieBreak::Missing missing) {
    rules.tie_breaks = {{"t", order, missing}};
    return Evaluate(rules, {}).value().tie_breaks[0].value;
  };
  constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t kGreatest = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(value_of(TieBreak::Order::kAscending, TieBreak::Missing::kFirst), kLeast);
  EXPECT_EQ(value_of(TieBreak::Order::kAscending, TieBreak::Missing::kLast), kGreatest);
  EXPECT_EQ(value_of(TieBreak::Order::kDescending, TieBreak::Missing::kFirst), kGreatest);
  EXPECT_EQ(value_of(TieBreak::Order::kDescending, TieBreak::Missing::kLast), kLeast);
}

TEST(Evaluation, ListsEveryInputThatIsMissing) {
  const auto evaluation = Evaluate(BuiltInRules("home_care_points-2025"), {{"lives_alone", Yes()}});
  ASSERT_FALSE(evaluation.ok());
  std::vector<std::string> sentences;
  for (const InputProblem& problem : evaluation.error()) sentences.push_back(TextOf(problem));
  EXPECT_THAT(sentences, ElementsAre("barthel is missing; expected integer",
                                     "family_network is missing; expected code",
                                     "age_years is missing; expected integer"));
}

TEST(Evaluation, ReportsAnInputThatTwoRulesMissOnce) {
  RuleSet rules = OneCriterion({.kind = CriterionKind::kBands, .rows = {{}}});
  rules.tie_breaks = {{"v", TieBreak::Order::kAscending, TieBreak::Missing::kRefuse}};
  EXPECT_THAT(Evaluate(rules, {}).error(),
              ElementsAre(InputProblem{InputProblem::Kind::kMissing, "v", "integer"}));
}

TEST(Evaluation, RefusesInputsThatNoRowHoldsOrOfTheWrongType) {
  const Inputs inputs{{"barthel", Number(101)},
                      {"lives_alone", Number(1)},
                      {"family_network", Choice("large")},
                      {"age_years", Number(70)},
                      {"isee_cents", Choice("none")}};
  const auto evaluation = Evaluate(BuiltInRules("home_care_points-2025"), inputs);
  ASSERT_FALSE(evaluation.ok());
  EXPECT_THAT(evaluation.error(),
              ElementsAre(InputProblem{InputProblem::Kind::kOutOfRange, "barthel", "0..100"},
                          InputProblem{InputProblem::Kind::kWrongType, "lives_alone", "flag"},
                          InputProblem{InputProblem::Kind::kUnknownChoice, "family_network",
                                       "none, weak, partial, present"},
                          InputProblem{InputProblem::Kind::kWrongType, "isee_cents", "integer"}));
  EXPECT_EQ(TextOf(evaluation.error()[0]), "barthel is out of range; expected 0..100");
  EXPECT_EQ(TextOf(evaluation.error()[1]), "lives_alone has the wrong type; expected flag");
  EXPECT_EQ(TextOf(evaluation.error()[2]),
            "family_network is none of the choices; expected none, weak, partial, present");
}

TEST(Evaluation, HoldsBothEndsOfABand) {
  const RuleSet rules = OneCriterion({.kind = CriterionKind::kBands,
                                      .rows = {{.to = -1, .points_hundredths = 1},
                                               {.from = 0, .to = 0, .points_hundredths = 2},
                                               {.from = 1, .points_hundredths = 3}}});
  EXPECT_EQ(PointsFor(rules, std::numeric_limits<std::int64_t>::min()), 1);
  EXPECT_EQ(PointsFor(rules, -1), 1);
  EXPECT_EQ(PointsFor(rules, 0), 2);
  EXPECT_EQ(PointsFor(rules, 1), 3);
  EXPECT_EQ(PointsFor(rules, std::numeric_limits<std::int64_t>::max()), 3);
}

TEST(LinearCriterion, FollowsThePublishedFeeTable) {
  const RuleSet fee = OneCriterion(PublishedFee());
  EXPECT_EQ(PointsFor(fee, 653'100), 300);
  EXPECT_EQ(PointsFor(fee, 1'142'900), 1'100);
  EXPECT_EQ(PointsFor(fee, 898'000), 700);                       // the middle
  EXPECT_EQ(PointsFor(fee, 1'000'000), 867);                     // 3 + 3,469 x 8 / 4,898 = 8.666...
  EXPECT_EQ(PointsFor(fee, 800'000), 540);                       // 3 + 1,469 x 8 / 4,898 = 5.399...
  EXPECT_EQ(Evaluate(fee, {}).value().total_hundredths, 1'100);  // no ISEE: the highest fee
}

TEST(LinearCriterion, IsLevelBeyondItsEnds) {
  const RuleSet fee = OneCriterion(PublishedFee());
  EXPECT_EQ(PointsFor(fee, 0), 300);
  EXPECT_EQ(PointsFor(fee, std::numeric_limits<std::int64_t>::min()), 300);
  EXPECT_EQ(PointsFor(fee, std::numeric_limits<std::int64_t>::max()), 1'100);
}

TEST(LinearCriterion, RoundsHalfUpToItsUnit) {
  Criterion line{
      .kind = CriterionKind::kLinear,
      .rows = {{.at = 0, .points_hundredths = -100}, {.at = 200, .points_hundredths = 100}},
      .round_to_hundredths = 50};
  const RuleSet rules = OneCriterion(line);
  EXPECT_EQ(PointsFor(rules, 0), -100);
  EXPECT_EQ(PointsFor(rules, 24), -100);
  EXPECT_EQ(PointsFor(rules, 25), -50);  // -75 lies half-way: up
  EXPECT_EQ(PointsFor(rules, 124), 0);
  EXPECT_EQ(PointsFor(rules, 125), 50);  // 25 lies half-way: up
  EXPECT_EQ(PointsFor(rules, 200), 100);
}

TEST(LinearCriterion, IsExactAtItsLimits) {
  const RuleSet rules =
      OneCriterion({.kind = CriterionKind::kLinear,
                    .rows = {{.at = -kMaxThreshold, .points_hundredths = 10'000'000},
                             {.at = kMaxThreshold, .points_hundredths = -10'000'000}}});
  EXPECT_EQ(PointsFor(rules, -kMaxThreshold), 10'000'000);
  EXPECT_EQ(PointsFor(rules, 0), 0);
  EXPECT_EQ(PointsFor(rules, 1'000), -1);  // exactly -1
  EXPECT_EQ(PointsFor(rules, 500), 0);     // -0.5: up
  EXPECT_EQ(PointsFor(rules, 501), -1);
  EXPECT_EQ(PointsFor(rules, kMaxThreshold), -10'000'000);
}

TEST(LinearCriterion, TakesTheRightPieceAndNeverFallsWhereAllPiecesRise) {
  const RuleSet rules = OneCriterion({.kind = CriterionKind::kLinear,
                                      .rows = {{.at = 300'000, .points_hundredths = 0},
                                               {.at = 750'000, .points_hundredths = 200},
                                               {.at = 2'000'000, .points_hundredths = 1'800}}});
  EXPECT_EQ(PointsFor(rules, 750'000), 200);
  EXPECT_EQ(PointsFor(rules, 1'375'000), 1'000);
  const auto seed = std::random_device{}();
  std::cout << "seed " << seed << "\n";
  std::mt19937_64 random(seed);
  std::uniform_int_distribution<std::int64_t> any(0, 2'500'000);
  for (int i = 0; i < 10'000; ++i) {
    const std::int64_t a = any(random);
    const std::int64_t b = any(random);
    EXPECT_LE(PointsFor(rules, std::min(a, b)), PointsFor(rules, std::max(a, b))) << a << " " << b;
  }
}

TEST(Penalty, IsTakenOffAfterTheCapAndShown) {
  const Inputs inputs{
      {"barthel", Number(0)},    {"lives_alone", Yes()},    {"family_network", Choice("none")},
      {"age_years", Number(99)}, {"isee_cents", Number(0)}, {"housing_barriers", Yes()}};
  const RuleSet rules = BuiltInRules("home_care_points-2025");
  const Evaluation evaluation =
      WithPenalty(Evaluate(rules, inputs).value(), 1'000, "offer_refused", "event 40");
  EXPECT_EQ(evaluation.total_hundredths, 9'000);
  EXPECT_EQ(evaluation.lines.back(), (EvaluationLine{.criterion = "penalty",
                                                     .value = "offer_refused",
                                                     .points_hundredths = -1'000,
                                                     .source = "event 40"}));
}

TEST(Explain, SaysEveryStepInTheReadersLanguage) {
  const RuleSet rules = BuiltInRules("home_care_points-2025");
  const Inputs inputs{{"barthel", Number(35)},
                      {"lives_alone", Yes()},
                      {"family_network", Choice("weak")},
                      {"age_years", Number(80)}};
  const Evaluation evaluation =
      WithPenalty(Evaluate(rules, inputs).value(), 1'050, "offer_refused", "");
  EXPECT_THAT(
      Explain(rules, evaluation, Language::kItalian),
      ElementsAre("Indice di Barthel: 35 (dipendenza severa) = 30",
                  "Vive da solo: true (true) = 15", "Rete familiare: weak (lontana o fragile) = 12",
                  "Età: 80 (75..84) = 7", "ISEE in centesimi: dato mancante = 0",
                  "Barriere architettoniche: dato mancante = 0",
                  "Penalità: offer_refused = -10.5"));
  EXPECT_EQ(Explain(rules, evaluation, Language::kEnglish).at(4), "ISEE in cents: not known = 0");
}

}  // namespace
}  // namespace fascicolo::engine
