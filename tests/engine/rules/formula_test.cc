#include "engine/rules/formula.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/rules/dated_rules.h"
#include "tests/engine/catalogue/documents.h"

namespace fascicolo::engine {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

Formula BuiltInFormula(std::string_view name) { return ParseFormula(FindBuiltIn(name)->json).value(); }

using Given = std::vector<std::pair<std::string, std::variant<std::int64_t, bool, std::string>>>;
Inputs InputsOfThese(const Given& given) {
  Inputs inputs;
  for (const auto& [name, value] : given) inputs[name] = {value, "event of " + name};
  return inputs;
}
std::int64_t Value(std::string_view name, const Given& given) {
  const auto evaluation = Evaluate(BuiltInFormula(name), InputsOfThese(given));
  EXPECT_TRUE(evaluation.ok());
  return evaluation ? evaluation->hundredths : -1;
}
std::vector<std::string> FormulaErrorsWith(const std::string& pointer, const nlohmann::json& value) {
  return ErrorsIn(ParseFormula(With("isee_scale-2025", pointer, value)));
}

// --- published examples ---

TEST(IseeScale, IsThatOfTheTableByMembers) {
  const std::vector<std::int64_t> scale{100, 157, 204, 246, 285, 320, 355};
  for (std::size_t i = 0; i < scale.size(); ++i) {
    EXPECT_EQ(Value("isee_scale-2025", {{"members_count", static_cast<std::int64_t>(i) + 1}}), scale[i]) << i + 1;
  }
}

TEST(IseeScale, AddsForDisabledMembersAndForWorkingParents) {
  EXPECT_EQ(Value("isee_scale-2025", {{"members_count", 3}, {"disabled_count", 2}}), 304);
  EXPECT_EQ(Value("isee_scale-2025", {{"members_count", 4}, {"working_parents_of_minors", true}}), 266);
  EXPECT_EQ(Value("isee_scale-2025", {{"members_count", 4},
                                      {"working_parents_of_minors", true},
                                      {"working_parents_child_under_three", true}}),
            276);
}

TEST(IseeFigure, IsIncomeAndAFifthOfPropertyByTheScale) {
  // 12,000 of income and 10,000 of property are an ISE of 14,000; by 2.04 an ISEE of 6,862.75.
  EXPECT_EQ(Value("isee_figure-2025",
                  {{"isr_cents", 12'000'00}, {"isp_cents", 10'000'00}, {"scale_hundredths", 204}}),
            6'862'75);
}

TEST(AdiAmount, IsThatOfThePublishedExamples) {
  EXPECT_EQ(Value("adi_amount-2025", {{"income_cents", 0}, {"rent_cents", 4'500'00}}), 10'140'00) << "845 a month";
  EXPECT_EQ(Value("adi_amount-2025", {{"income_cents", 6'500'00}, {"rent_cents", 3'000'00}}), 3'000'00);
  EXPECT_EQ(Value("adi_amount-2025", {{"income_cents", 8'140'00}, {"rent_cents", 3'640'00}}), 3'640'00);
}

TEST(AdiAmount, GoesByTheScaleUpToItsCap) {
  EXPECT_EQ(Value("adi_amount-2025", {{"income_cents", 0}, {"minors_count", 3}}), 9'100'00) << "1 + 0.15 + 0.15 + 0.10";
  EXPECT_EQ(Value("adi_amount-2025", {{"income_cents", 0}, {"other_disabled_count", 5}}), 14'300'00) << "2.2";
  EXPECT_EQ(Value("adi_amount-2025", {{"income_cents", 0}, {"other_disabled_count", 5}, {"severe_disability", true}}),
            14'950'00)
      << "2.3";
}

TEST(AdiAmount, SaysWhichRequisiteIsNotThere) {
  const auto evaluation =
      Evaluate(BuiltInFormula("adi_amount-2025"), InputsOfThese({{"income_cents", 0}, {"isee_cents", 10'140'01}}));
  ASSERT_TRUE(evaluation.ok());
  EXPECT_THAT(evaluation->unmet, ElementsAre("isee_within"));
}

TEST(ReisOrder, GivesTheGapToTheCeilingByTheScaleAndNeverLessThanTheMinimum) {
  const Given means{{"isre_cents", 1'000'00}, {"isee_cents", 2'000'00}, {"scale_hundredths", 157}};
  EXPECT_EQ(Value("reis_order-2024", means), 7'850'00) << "(6,000 - 1,000) x 1.57";
  EXPECT_EQ(Value("reis_order-2025", means), 8'635'00) << "(6,500 - 1,000) x 1.57";
  EXPECT_EQ(Value("reis_order-2024", {{"isre_cents", 6'400'00}, {"isee_cents", 0}, {"scale_hundredths", 100}}), 600'00);
}

TEST(ReisOrder, IsByIsreThenIseeThenTheLargerScale) {
  const auto evaluation =
      Evaluate(BuiltInFormula("reis_order-2025"),
               InputsOfThese({{"isre_cents", 5}, {"isee_cents", 7}, {"scale_hundredths", 204}}));
  ASSERT_TRUE(evaluation.ok());
  const auto ascending = TieBreak::Order::kAscending;
  EXPECT_THAT(evaluation->order,
              ElementsAre(TieBreakValue{"isre_cents", ascending, 5}, TieBreakValue{"isee_cents", ascending, 7},
                          TieBreakValue{"scale_hundredths", TieBreak::Order::kDescending, 204}));
}

// --- derivation ---

TEST(Formula, TellsEachStepWithItsInputItsRowAndTheEventThatBroughtIt) {
  const auto evaluation =
      Evaluate(BuiltInFormula("isee_scale-2025"), InputsOfThese({{"members_count", 6}, {"disabled_count", 1}}));
  ASSERT_TRUE(evaluation.ok());
  EXPECT_EQ(evaluation->version, "2025");
  EXPECT_EQ(evaluation->lines.at(0), (FormulaLine{"members", "members_count", "6", "5+1", 320, "event of members_count"}));
  EXPECT_EQ(evaluation->lines.at(1), (FormulaLine{"disabled", "disabled_count", "1", "", 50, "event of disabled_count"}));
  EXPECT_EQ(evaluation->lines.at(2).value, std::nullopt) << "not known: the value that the rules give then";
  EXPECT_EQ(evaluation->lines.back(), (FormulaLine{"scale", "", std::nullopt, "", 370, ""}));
}

TEST(Formula, NamesWhatItWants) {
  const auto problems = [](const Given& given) {
    std::vector<std::string> texts;
    const auto evaluation = Evaluate(BuiltInFormula("reis_order-2025"), InputsOfThese(given));
    EXPECT_FALSE(evaluation.ok());
    if (!evaluation) {
      for (const InputProblem& problem : evaluation.error()) texts.push_back(TextOf(problem));
    }
    return texts;
  };
  EXPECT_THAT(problems({}), ElementsAre("isre_cents is missing; expected integer",
                                        "scale_hundredths is missing; expected integer",
                                        "isee_cents is missing; expected integer"));
  EXPECT_THAT(problems({{"isre_cents", true}, {"isee_cents", 1}, {"scale_hundredths", 100}}),
              ElementsAre("isre_cents has the wrong type; expected integer"));
  EXPECT_THAT(problems({{"isre_cents", kMaxThreshold + 1}, {"isee_cents", 1}, {"scale_hundredths", 100}}),
              Contains(HasSubstr("isre_cents is out of range")));
}

TEST(Formula, ListsItsInputs) {
  const auto needs = InputsOf(BuiltInFormula("reis_order-2025"));
  EXPECT_THAT(needs, ElementsAre(InputNeed{"isee_cents", InputType::kInteger, true},
                                 InputNeed{"isre_cents", InputType::kInteger, true},
                                 InputNeed{"scale_hundredths", InputType::kInteger, true}));
}

TEST(Formula, NeverReckonsBeyondItsBounds) {
  // A figure as large as may be, by a scale as large as may be; and divided by nothing.
  const Formula figure = BuiltInFormula("isee_figure-2025");
  const auto too_much = Evaluate(figure, InputsOfThese({{"isr_cents", kMaxThreshold}, {"isp_cents", kMaxThreshold}, {"scale_hundredths", 1}}));
  ASSERT_FALSE(too_much.ok());
  EXPECT_EQ(too_much.error().front().kind, InputProblem::Kind::kOutOfRange);
  const auto by_nothing = Evaluate(figure, InputsOfThese({{"isr_cents", 1}, {"scale_hundredths", 0}}));
  ASSERT_FALSE(by_nothing.ok());
  EXPECT_EQ(TextOf(by_nothing.error().front()), "scale is out of range; expected above 0");
}

// --- the document ---

TEST(FormulaDocument, IsAdoptedAsDatedRules) {
  const auto rules = ParseDatedRules(FindBuiltIn("reis_order-2025")->json);
  ASSERT_TRUE(rules.ok());
  EXPECT_TRUE(std::holds_alternative<Formula>(*rules));
}

TEST(FormulaDocument, FindsWhatIsWrong) {
  EXPECT_THAT(FormulaErrorsWith("/steps/0/rows/1/at", 3), Contains(HasSubstr("/steps/0/rows/1/at: 3 does not follow; expected 2")));
  EXPECT_THAT(FormulaErrorsWith("/steps/1/code", "members"), Contains(HasSubstr("stands twice")));
  EXPECT_THAT(FormulaErrorsWith("/steps/1/op", "times"), Contains(HasSubstr("/steps/1/op")));
  EXPECT_THAT(FormulaErrorsWith("/steps/4/of", {"members", "later"}), Contains(HasSubstr("\"later\" is no step before this")));
  EXPECT_THAT(FormulaErrorsWith("/steps/4/of", {"members"}), Contains(HasSubstr("/steps/4/of")));
  EXPECT_THAT(FormulaErrorsWith("/steps/2/input", "members_count"), Contains(HasSubstr("is read as flag here, as integer before")));
  EXPECT_THAT(FormulaErrorsWith("/steps/1/missing", "nothing"), Contains(HasSubstr("/steps/1/missing")));
  EXPECT_THAT(FormulaErrorsWith("/extra", 1), Contains(HasSubstr("/extra")));
  const nlohmann::json requisite{{"code", "within"}, {"name", {{"it", "x"}, {"en", "x"}}}, {"value", "scale"}, {"at_most", "cap"}};
  EXPECT_THAT(FormulaErrorsWith("/requisites", nlohmann::json::array({requisite})),
              Contains(HasSubstr("/requisites/0/at_most: \"cap\" is no step before this")));
}

TEST(FormulaDocument, MultipliesTwoSteps) {
  auto document = BuiltIn("isee_figure-2025");
  document["steps"][3]["of"] = {"isr", "isp", "share"};
  EXPECT_THAT(ErrorsIn(ParseFormula(document.dump())), Contains(HasSubstr("has too many steps; expected two steps")));
}

}  // namespace
}  // namespace fascicolo::engine
