// The published fee tables, with values worked out by hand: thresholds, the cents beside them, and the middle of each
// line.
#include "engine/rules/fee.h"

#include "engine/catalogue/built_in.h"
#include "engine/rules/rule_set.h"
#include "tests/engine/seed.h"

#include <gmock/gmock.h>

namespace fascicolo::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

FeeRules BuiltInFee(std::string_view name) { return ParseFeeRules(FindBuiltIn(name)->json).value(); }

const FeeRules& Line() {
  static const FeeRules rules = BuiltInFee("home_care_fee_line-2025");
  return rules;
}
const FeeRules& Ceiling() {
  static const FeeRules rules = BuiltInFee("home_care_fee_ceiling-2025");
  return rules;
}
const FeeRules& Operators() {
  static const FeeRules rules = BuiltInFee("home_care_fee_operators-2025");
  return rules;
}
const FeeRules& FullCost() {
  static const FeeRules rules = BuiltInFee("home_care_fee_full_cost-2025");
  return rules;
}
const FeeRules& CostShare() {
  static const FeeRules rules = BuiltInFee("cost_share_fee-2025");
  return rules;
}

/// In cents, for somebody with this ISEE in cents.
std::int64_t FeeAt(const FeeRules& rules, std::int64_t isee_cents) {
  return EvaluateFee(rules, {.isee_cents = isee_cents}).value().cents;
}
std::int64_t FeeOf(const FeeRules& rules, const FeeCase& of) { return EvaluateFee(rules, of).value().cents; }

/// What is wanted before there is a fee.
std::vector<std::string> Wanted(const FeeRules& rules, const FeeCase& of) {
  const auto evaluation = EvaluateFee(rules, of);
  std::vector<std::string> sentences;
  if (evaluation) return sentences;
  for (const InputProblem& problem : evaluation.error()) sentences.push_back(TextOf(problem));
  return sentences;
}

TEST(Fee, OnALineRisesFromTheFirstThresholdToTheSecond) {
  EXPECT_EQ(FeeAt(Line(), 0), 3'00);
  EXPECT_EQ(FeeAt(Line(), 653'100), 3'00);
  EXPECT_EQ(FeeAt(Line(), 653'101), 3'00);
  EXPECT_EQ(FeeAt(Line(), 653'406), 3'00) << "300.4998 cents";
  EXPECT_EQ(FeeAt(Line(), 653'407), 3'01) << "300.5014 cents";
  EXPECT_EQ(FeeAt(Line(), 898'000), 7'00) << "half way";
  EXPECT_EQ(FeeAt(Line(), 1'142'900), 11'00);
  EXPECT_EQ(FeeAt(Line(), 1'142'901), 11'00);
  EXPECT_EQ(FeeAt(Line(), kMaxThreshold), 11'00);
}

TEST(Fee, OnALineIsTheGreatestWithoutAnIsee) { EXPECT_EQ(FeeOf(Line(), {}), 11'00); }

TEST(Fee, OnALineIsATenthMoreOnSundaysHolidaysAndInTheEvening) {
  for (const char* when : {"sunday", "holiday", "evening"}) {
    EXPECT_EQ(FeeOf(Line(), {.isee_cents = 898'000, .surcharges = {when}}), 7'70) << when;
  }
  EXPECT_EQ(FeeOf(Line(), {.isee_cents = 898'000, .surcharges = {"sunday", "evening"}}), 7'70)
      << "the highest counts once";
  EXPECT_EQ(FeeOf(Line(), {.isee_cents = 653'407, .surcharges = {"sunday"}}), 3'31) << "331.1 cents";
}

TEST(Fee, WithACeilingIsFreeBelowAndForThoseAboveOnlyIfTheMunicipalityAccepts) {
  EXPECT_EQ(FeeAt(Ceiling(), 300'000), 0);
  EXPECT_EQ(FeeAt(Ceiling(), 300'722), 0) << "0.4995 cents";
  EXPECT_EQ(FeeAt(Ceiling(), 300'723), 1) << "0.5002 cents";
  EXPECT_EQ(FeeAt(Ceiling(), 1'650'000), 9'34) << "half way";
  EXPECT_EQ(FeeAt(Ceiling(), 3'000'000), 18'68);
  EXPECT_THAT(Wanted(Ceiling(), {.isee_cents = 3'000'001}),
              ElementsAre("fee_accepted is missing; expected true"));
  EXPECT_EQ(FeeOf(Ceiling(), {.isee_cents = 3'000'001, .is_accepted = true}), 18'68);
  EXPECT_THAT(Wanted(Ceiling(), {}), ElementsAre("isee_cents is missing; expected integer"));
}

TEST(Fee, ByOperatorJumpsToItsFirstLineAndCountsEachOperator) {
  EXPECT_EQ(FeeAt(Operators(), 300'000), 0);
  EXPECT_EQ(FeeAt(Operators(), 300'001), 2'00);
  EXPECT_EQ(FeeAt(Operators(), 525'000), 3'50) << "half way to 7,500";
  EXPECT_EQ(FeeAt(Operators(), 750'000), 5'00);
  EXPECT_EQ(FeeAt(Operators(), 750'001), 5'00);
  EXPECT_EQ(FeeAt(Operators(), 1'375'000), 11'50) << "half way to 20,000";
  EXPECT_EQ(FeeAt(Operators(), 2'000'000), 18'00);
  EXPECT_EQ(FeeAt(Operators(), 2'000'001), 18'00);
  EXPECT_EQ(FeeOf(Operators(), {.isee_cents = 525'000, .operators = 2}), 7'00);
  EXPECT_EQ(FeeOf(Operators(), {.operators = 3}), 60'00) << "20 each without an ISEE";
}

TEST(Fee, UpToTheFullCostWantsTheCostAboveTheLastThreshold) {
  EXPECT_EQ(FeeAt(FullCost(), 750'000), 0);
  EXPECT_EQ(FeeAt(FullCost(), 750'001), 1'50);
  EXPECT_EQ(FeeAt(FullCost(), 900'000), 1'50);
  EXPECT_EQ(FeeAt(FullCost(), 1'950'000), 3'25) << "half way to 30,000";
  EXPECT_EQ(FeeAt(FullCost(), 3'000'000), 5'00);
  EXPECT_THAT(Wanted(FullCost(), {.isee_cents = 3'000'001}),
              ElementsAre("cost_cents is missing; expected integer"));
  EXPECT_EQ(FeeOf(FullCost(), {.isee_cents = 3'000'001, .cost_cents = 21'37}), 21'37);
}

TEST(Fee, AsAShareOfTheCostRisesInStepsOfOnePercent) {
  const auto share = [](std::int64_t isee_cents) {
    return FeeOf(CostShare(), {.isee_cents = isee_cents, .cost_cents = 45'00});
  };
  EXPECT_EQ(share(600'000), 9'00) << "20 %";
  EXPECT_EQ(share(614'999), 9'00) << "20.49997 %";
  EXPECT_EQ(share(615'000), 9'45) << "20.5 %, half up to 21 %";
  EXPECT_EQ(share(1'800'000), 27'00) << "60 %";
  EXPECT_EQ(share(3'000'000), 45'00);
  EXPECT_EQ(FeeOf(CostShare(), {.cost_cents = 45'00}), 45'00) << "without an ISEE the whole cost";
}

TEST(Fee, ShowsEveryStepInBothLanguages) {
  const auto sunday = EvaluateFee(Line(), {.isee_cents = 898'000, .surcharges = {"sunday"}}).value();
  EXPECT_THAT(ExplainFee(Line(), sunday, Language::kEnglish),
              ElementsAre("ISEE 8980.00 (6531.01..11429.00) = 7.00 EUR per hour", "Sunday +10 % = 7.70 EUR per hour"));
  EXPECT_THAT(ExplainFee(Line(), sunday, Language::kItalian),
              ElementsAre("ISEE 8980,00 (6531,01..11429,00) = 7,00 EUR l'ora", "Domenica +10 % = 7,70 EUR l'ora"));
  const auto three = EvaluateFee(Operators(), {.operators = 3}).value();
  EXPECT_THAT(ExplainFee(Operators(), three, Language::kItalian),
              ElementsAre("ISEE non presentato = 20,00 EUR l'ora", "3 operatori = 60,00 EUR l'ora"));
  const auto share = EvaluateFee(CostShare(), {.isee_cents = 615'000, .cost_cents = 45'00}).value();
  EXPECT_THAT(ExplainFee(CostShare(), share, Language::kEnglish),
              ElementsAre("ISEE 6150.00 (6000.01..30000.00)", "21 % of the cost = 9.45 EUR per day"));
  const auto free = EvaluateFee(Ceiling(), {.isee_cents = 299'950}).value();
  EXPECT_THAT(ExplainFee(Ceiling(), free, Language::kEnglish), ElementsAre("ISEE 2999.50 (0.00..3000.00) = 0.00 EUR per hour"));
  const auto rich = EvaluateFee(Operators(), {.isee_cents = 5'000'000}).value();
  EXPECT_THAT(ExplainFee(Operators(), rich, Language::kEnglish), ElementsAre("ISEE 50000.00 (20000.01..) = 18.00 EUR per hour"));
}

TEST(Fee, NamesTheRulesThatItCameFrom) {
  const auto evaluation = EvaluateFee(Line(), {.isee_cents = 898'000}).value();
  EXPECT_EQ(evaluation.rule_set, "home_care_fee_line");
  EXPECT_EQ(evaluation.version, "2025");
  EXPECT_THAT(evaluation.lines, ElementsAre(FeeLine{FeeLine::Step::kTable, 898'000, 1, 7'00}));
}

TEST(Fee, AddsSurchargesWhereTheRulesSaySo) {
  FeeRules rules = Line();
  rules.surcharges[2].percent_hundredths = 25'00;
  const FeeCase both{.isee_cents = 898'000, .surcharges = {"sunday", "evening"}};
  EXPECT_EQ(FeeOf(rules, both), 8'75) << "the higher alone";
  rules.together = Together::kAdded;
  EXPECT_EQ(FeeOf(rules, both), 9'45) << "35 %";
  EXPECT_THAT(ExplainFee(rules, EvaluateFee(rules, both).value(), Language::kEnglish),
              ElementsAre(testing::_, "surcharges +35 % = 9.45 EUR per hour"));
}

TEST(Fee, WantsWhatIsNotGivenOrMakesNoSense) {
  EXPECT_THAT(Wanted(Line(), {.isee_cents = -1}), ElementsAre("isee_cents is out of range; expected 0..10000000000"));
  EXPECT_THAT(Wanted(Line(), {.isee_cents = kMaxThreshold + 1}), ElementsAre(testing::HasSubstr("isee_cents")));
  EXPECT_THAT(Wanted(CostShare(), {.cost_cents = kMaxThreshold + 1}), ElementsAre(testing::HasSubstr("cost_cents")));
  EXPECT_THAT(Wanted(Operators(), {.operators = 0}), ElementsAre("operators is out of range; expected 1..20"));
  EXPECT_THAT(Wanted(Operators(), {.operators = kMostOperators + 1}), ElementsAre(testing::HasSubstr("operators")));
  EXPECT_THAT(Wanted(Operators(), {.operators = kMostOperators}), IsEmpty());
  EXPECT_THAT(Wanted(Line(), {.surcharges = {"snow"}}),
              ElementsAre("surcharges is none of the choices; expected a surcharge of the fee rules"));
}

TEST(Fee, NeverFallsAsTheIseeRisesNorLeavesItsTable) {
  Chance chance(SeedOfThisRun());
  for (const auto* rules : {&Line(), &Operators(), &Ceiling(), &FullCost(), &CostShare()}) {
    const FeeCase most{.isee_cents = kMaxThreshold, .cost_cents = 45'00, .is_accepted = true};
    for (int i = 0; i < 2'000; ++i) {
      FeeCase poorer = most;
      poorer.isee_cents = chance.From(0, 4'000'000);
      FeeCase richer = most;
      richer.isee_cents = *poorer.isee_cents + chance.From(0, 10'000);
      const std::int64_t fee = FeeOf(*rules, poorer);
      EXPECT_GE(fee, 0);
      EXPECT_LE(fee, FeeOf(*rules, richer)) << rules->code << " at " << *poorer.isee_cents;
      EXPECT_LE(FeeOf(*rules, richer), FeeOf(*rules, most)) << rules->code;
    }
  }
}

TEST(Fee, StaysWithinWholeNumbersAtTheGreatestLimits) {
  FeeRules rules{.code = "test", .version = "1"};
  rules.table = {{.to = kMaxThreshold, .at_start = 0, .at_end = 10'000'000}, {.at_start = 10'000'000, .at_end = 10'000'000}};
  EXPECT_EQ(FeeAt(rules, kMaxThreshold), 10'000'000);
  EXPECT_EQ(FeeAt(rules, kMaxThreshold / 2), 5'000'000);
  rules.table = {{.is_of_cost = true, .at_start = 100'00, .at_end = 100'00}};
  rules.surcharges = {{.code = "night", .percent_hundredths = 1000'00}};
  rules.is_per_operator = true;
  EXPECT_EQ(FeeOf(rules, {.isee_cents = 0, .cost_cents = kMaxThreshold, .operators = kMostOperators, .surcharges = {"night"}}),
            kMaxThreshold * 11 * kMostOperators);
}

}  // namespace
}  // namespace fascicolo::engine
