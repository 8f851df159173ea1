#include "engine/rules/counter_facts.h"

#include <gmock/gmock.h>

#include "tests/engine/rules/built_in_rules.h"

namespace fascicolo::engine {
namespace {

const Inputs& SomebodysInputs() {
  static const Inputs inputs{{"barthel", {std::int64_t{35}, ""}},       {"lives_alone", {true, ""}},
                             {"family_network", {std::string("weak"), ""}}, {"age_years", {std::int64_t{85}, ""}},
                             {"isee_cents", {std::int64_t{653'101}, ""}},   {"housing_barriers", {false, ""}}};
  return inputs;
}

/// An input for which the row of a table holds.
InputValue Holding(const Criterion& criterion, const CriterionRow& row) {
  switch (criterion.kind) {
    case CriterionKind::kBands:
      return {row.from ? *row.from : *row.to, ""};
    case CriterionKind::kChoice:
      return {row.choice, ""};
    case CriterionKind::kFlag:
      return {row.flag, ""};
    case CriterionKind::kLinear:
      return {row.at, ""};
  }
  return {};
}

TEST(CounterFacts, AreEveryRowByWhichTheTotalWouldBeAnother) {
  // Given somebody's points by a rule set of the catalogue.
  const RuleSet rules = BuiltInRules("home_care_points-2025");
  const auto evaluation = Evaluate(rules, SomebodysInputs()).value();

  // When what would score otherwise is listed, then each is what the evaluation itself gives where that alone is different,
  // and no other row is.
  std::vector<CounterFact> expected;
  for (const Criterion& criterion : rules.criteria) {
    for (const CriterionRow& row : criterion.rows) {
      Inputs inputs = SomebodysInputs();
      inputs[criterion.input] = Holding(criterion, row);
      const auto other = Evaluate(rules, inputs).value();
      if (other.total_hundredths == evaluation.total_hundredths) continue;
      const std::string text = criterion.kind == CriterionKind::kLinear ? std::to_string(row.at) : RowText(criterion.kind, row);
      expected.push_back({criterion.code, criterion.input, text, row.points_hundredths, other.total_hundredths});
    }
  }
  EXPECT_GT(expected.size(), 10U);
  EXPECT_EQ(CounterFacts(rules, evaluation), expected);
}

TEST(CounterFacts, KeepWhatWasTakenOffAndTheCap) {
  // Given two flags of ten points each under a cap of fifteen, both given, and four points taken off since.
  Criterion one{.code = "one", .input = "a", .kind = CriterionKind::kFlag,
                .rows = {{.flag = false}, {.flag = true, .points_hundredths = 1'000}}};
  Criterion two = one;
  two.code = "two";
  two.input = "b";
  const RuleSet rules{.code = "test", .version = "1", .criteria = {one, two}, .cap_hundredths = 1'500};
  auto evaluation = Evaluate(rules, {{"a", {true, ""}}, {"b", {true, ""}}}).value();
  evaluation = WithPenalty(std::move(evaluation), 400, "offer_refused", "");
  ASSERT_EQ(evaluation.total_hundredths, 1'100);

  // Then without either the cap no longer matters, and the four points stay off.
  const auto facts = CounterFacts(rules, evaluation);
  ASSERT_EQ(facts.size(), 2U);
  EXPECT_EQ(facts[0], (CounterFact{"one", "a", "false", 0, 600}));
  EXPECT_EQ(facts[1].criterion, "two");
}

}  // namespace
}  // namespace fascicolo::engine
