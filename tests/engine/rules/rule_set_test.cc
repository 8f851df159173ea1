#include "engine/rules/rule_set.h"

#include "tests/engine/catalogue/documents.h"

#include <gmock/gmock.h>

namespace fascicolo::engine {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

constexpr std::string_view kPoints2025 = "home_care_points-2025";

std::vector<std::string> RulesErrors(const std::string& text) { return ErrorsIn(ParseRuleSet(text)); }
std::vector<std::string> RulesErrorsWith(const std::string& pointer, const json& value) {
  return RulesErrors(With(kPoints2025, pointer, value));
}
std::vector<std::string> RulesErrorsWithout(const std::string& pointer) {
  return RulesErrors(Without(kPoints2025, pointer));
}

/// The built-in rule set with its last criterion replaced by a linear one.
json WithLinear() {
  json document = BuiltIn(kPoints2025);
  document["criteria"][5] = json::parse(R"({
    "code": "fee", "name": {"it": "a", "en": "b"}, "input": "income_cents",
    "kind": "linear", "missing": "11",
    "round": {"to": "0.01", "rule": "half_up"},
    "rows": [{"at": 653100, "points": "3"}, {"at": 1142900, "points": "11"}]})");
  return document;
}

TEST(RuleSet, IsReadFromJson) {
  const auto rule_set = ParseRuleSet(FindBuiltIn(kPoints2025)->json);
  ASSERT_TRUE(rule_set.ok());
  EXPECT_EQ(rule_set->code, "home_care_points");
  EXPECT_EQ(rule_set->version, "2025");
  EXPECT_EQ(FormatDay(rule_set->valid_from), "2025-01-01");
  EXPECT_EQ(rule_set->valid_to, std::nullopt);
  EXPECT_EQ(rule_set->status, DocumentStatus::kSample);
  EXPECT_EQ(rule_set->ground.at(0).source, Ground::Source::kAct);
  EXPECT_EQ(rule_set->cap_hundredths, 10'000);
  ASSERT_EQ(rule_set->criteria.size(), 6U);
  const Criterion& dependence = rule_set->criteria[0];
  EXPECT_EQ(dependence.kind, CriterionKind::kBands);
  EXPECT_EQ(dependence.input, "barthel");
  EXPECT_EQ(dependence.missing_hundredths, std::nullopt);
  EXPECT_EQ(dependence.rows.at(1).from, 21);
  EXPECT_EQ(dependence.rows.at(1).to, 60);
  EXPECT_EQ(dependence.rows.at(1).points_hundredths, 3000);
  EXPECT_EQ(rule_set->criteria[4].rows.at(3).to, std::nullopt);
  EXPECT_EQ(rule_set->criteria[4].missing_hundredths, 0);
  EXPECT_THAT(
      rule_set->tie_breaks,
      ElementsAre(TieBreak{"isee_cents", TieBreak::Order::kAscending, TieBreak::Missing::kLast},
                  TieBreak{"applied_on", TieBreak::Order::kAscending, TieBreak::Missing::kRefuse}));
}

TEST(RuleSet, SaysWhichInputsItNeeds) {
  const auto rule_set = ParseRuleSet(FindBuiltIn(kPoints2025)->json);
  ASSERT_TRUE(rule_set.ok());
  EXPECT_THAT(InputsOf(*rule_set),
              ElementsAre(InputNeed{"age_years", InputType::kInteger, true},
                          InputNeed{"barthel", InputType::kInteger, true},
                          InputNeed{"family_network", InputType::kCode, true},
                          InputNeed{"housing_barriers", InputType::kFlag, false},
                          InputNeed{"isee_cents", InputType::kInteger, false},
                          InputNeed{"lives_alone", InputType::kFlag, true}));
}

TEST(RuleSet, IsFoundByTheDay) {
  std::vector<RuleSet> adopted{*ParseRuleSet(FindBuiltIn("home_care_points-2026")->json),
                               *ParseRuleSet(FindBuiltIn(kPoints2025)->json)};
  const auto version_on = [&](std::string_view day) -> std::string {
    const RuleSet* found = FindInForce(adopted, "home_care_points", ParseDay(day).value());
    return found == nullptr ? "none" : found->version;
  };
  EXPECT_EQ(version_on("2024-12-31"), "none");
  EXPECT_EQ(version_on("2025-01-01"), "2025");
  EXPECT_EQ(version_on("2025-12-31"), "2025");
  EXPECT_EQ(version_on("2026-01-01"), "2026");
  adopted[0].valid_to = ParseDay("2026-06-30");
  EXPECT_EQ(version_on("2026-06-30"), "2026");
  EXPECT_EQ(version_on("2026-07-01"), "2025");
  adopted.push_back(adopted[1]);
  adopted.back().version = "2025.1";
  EXPECT_EQ(version_on("2025-05-01"), "2025.1");
  EXPECT_EQ(FindInForce(adopted, "other_points", Day{20'000}), nullptr);
}

TEST(RuleSet, ReportsAllErrorsAtOnce) {
  json document = BuiltIn(kPoints2025);
  document["valid_from"] = "2025-02-30";
  document["criteria"][0]["rows"][2]["from"] = 60;
  document["cap"] = 100;
  document["tie_breaks"][0].erase("missing");
  EXPECT_THAT(
      RulesErrors(document.dump()),
      ElementsAre(
          "/valid_from: the text \"2025-02-30\" is not a day; expected a day of the calendar, as "
          "\"2025-01-31\"",
          "/criteria/0/rows/2/from: an overlap: the row before ends at 60; expected 61",
          StartsWith("/cap: the integer 100 stands here; expected points as a text"),
          "/tie_breaks/0/missing: the key is missing; expected one of refuse, first, last"));
}

TEST(RuleSet, RefusesEveryMissingKeyButTheOptionalOnes) {
  const json document = BuiltIn(kPoints2025);
  for (const auto& [key, value] : document.items()) {
    if (key == "cap") {
      EXPECT_THAT(RulesErrorsWithout("/" + key), IsEmpty());
      continue;
    }
    EXPECT_THAT(RulesErrorsWithout("/" + key),
                ElementsAre(StartsWith("/" + key + ": the key is missing")));
  }
  for (const char* key : {"code", "name", "input", "kind", "missing", "rows"}) {
    const std::string pointer = std::string("/criteria/0/") + key;
    EXPECT_THAT(RulesErrorsWithout(pointer), ElementsAre(StartsWith(pointer + ": the key is missing")));
  }
}

TEST(RuleSet, RefusesEveryKeyOfTheWrongTypeAtItsPlace) {
  const json flat = BuiltIn(kPoints2025).flatten();
  for (const auto& [pointer, value] : flat.items()) {
    EXPECT_THAT(RulesErrorsWith(pointer, 1.5), ElementsAre(StartsWith(pointer + ": "))) << pointer;
  }
}

TEST(RuleSet, AsksWhetherAnUnknownKeyIsASlip) {
  EXPECT_THAT(RulesErrorsWith("/tie_break", json::array()),
              ElementsAre(HasSubstr("did you mean \"tie_breaks\"?")));
  EXPECT_THAT(RulesErrorsWith("/criteria/1/rows/0/point", "1"),
              ElementsAre(HasSubstr("did you mean \"points\"?")));
  EXPECT_THAT(RulesErrorsWith("/criteria/1/weight", "1"),
              ElementsAre("/criteria/1/weight: unknown key; expected one of code, name, input, "
                          "missing, kind, rows, "
                          "round"));
}

TEST(RuleSet, RefusesAnUnknownKindWithoutGuessingAtItsRows) {
  EXPECT_THAT(RulesErrorsWith("/criteria/1/kind", "flags"),
              ElementsAre("/criteria/1/kind: unknown value: the text \"flags\"; expected one of "
                          "bands, choice, flag, "
                          "linear; did you mean \"flag\"?"));
}

TEST(RuleSet, RefusesAVersionThatIsNoName) {
  EXPECT_THAT(RulesErrorsWith("/version", "2025-bis"),
              ElementsAre(StartsWith("/version: the text \"2025-bis\"")));
}

TEST(RuleSet, RefusesToEndBeforeItBegins) {
  EXPECT_THAT(
      RulesErrorsWith("/valid_to", "2024-12-31"),
      ElementsAre("/valid_to: 2024-12-31 lies before valid_from; expected 2025-01-01 or later"));
  EXPECT_THAT(RulesErrorsWith("/valid_to", "2025-01-01"), IsEmpty());
}

TEST(RuleSet, RefusesBandsWithAGap) {
  EXPECT_THAT(RulesErrorsWith("/criteria/0/rows/1/from", 22),
              ElementsAre("/criteria/0/rows/1/from: a gap: no row holds 21; expected 21"));
}

TEST(RuleSet, RefusesABandThatEndsBeforeItBegins) {
  EXPECT_THAT(
      RulesErrorsWith("/criteria/0/rows/4/to", 99),
      ElementsAre("/criteria/0/rows/4/to: 99 is less than the row's from; expected 100 or more"));
}

TEST(RuleSet, RefusesBandsThatAreOpenInTheMiddle) {
  EXPECT_THAT(RulesErrorsWithout("/criteria/0/rows/1/from"),
              ElementsAre("/criteria/0/rows/1/from: the key is missing; expected a from in every "
                          "row but the first"));
  EXPECT_THAT(
      RulesErrorsWithout("/criteria/0/rows/1/to"),
      ElementsAre(
          "/criteria/0/rows/1/to: the key is missing; expected a to in every row but the last"));
  EXPECT_THAT(RulesErrorsWithout("/criteria/0/rows/0/from"), IsEmpty());
  EXPECT_THAT(RulesErrorsWithout("/criteria/0/rows/4/to"), IsEmpty());
}

TEST(RuleSet, RefusesAThresholdBeyondTheLimit) {
  EXPECT_THAT(RulesErrorsWith("/criteria/4/rows/3/to", kMaxThreshold), IsEmpty());
  EXPECT_THAT(RulesErrorsWith("/criteria/4/rows/3/to", kMaxThreshold + 1),
              ElementsAre(HasSubstr("is out of range")));
}

TEST(RuleSet, RefusesAChoiceThatStandsTwice) {
  EXPECT_THAT(
      RulesErrorsWith("/criteria/2/rows/1/is", "none"),
      ElementsAre("/criteria/2/rows/1/is: \"none\" stands twice; expected every choice once"));
}

TEST(RuleSet, WantsANameForEveryChoice) {
  EXPECT_THAT(RulesErrorsWithout("/criteria/2/rows/1/name"),
              ElementsAre(HasSubstr("the key is missing")));
  EXPECT_THAT(RulesErrorsWithout("/criteria/0/rows/1/name"), IsEmpty());
}

TEST(RuleSet, WantsBothAnswersOfAFlagOnce) {
  EXPECT_THAT(
      RulesErrorsWith("/criteria/1/rows/1/is", true),
      ElementsAre("/criteria/1/rows/1/is: true stands twice; expected true once and false once"));
  EXPECT_THAT(RulesErrorsWithout("/criteria/1/rows/1"), ElementsAre(HasSubstr("the list has 1 items")));
}

TEST(RuleSet, WantsALineThatAscendsWithItsRounding) {
  EXPECT_THAT(RulesErrors(WithLinear().dump()), IsEmpty());
  json document = WithLinear();
  document["criteria"][5]["rows"][1]["at"] = 653100;
  EXPECT_THAT(
      RulesErrors(document.dump()),
      ElementsAre("/criteria/5/rows/1/at: 653100 does not ascend; expected 653101 or more"));
  document = WithLinear();
  document["criteria"][5].erase("round");
  EXPECT_THAT(RulesErrors(document.dump()),
              ElementsAre(StartsWith("/criteria/5/round: the key is missing")));
  document = WithLinear();
  document["criteria"][5]["round"] = {{"to", "0"}, {"rule", "half_even"}};
  EXPECT_THAT(
      RulesErrors(document.dump()),
      ElementsAre("/criteria/5/round/to: 0 is out of range; expected from \"0.01\" to \"1000\"",
                  "/criteria/5/round/rule: unknown value: the text \"half_even\"; expected one of "
                  "half_up"));
  document = WithLinear();
  document["criteria"][5]["rows"].erase(1);
  EXPECT_THAT(RulesErrors(document.dump()),
              ElementsAre(StartsWith("/criteria/5/rows: the list has 1 items")));
}

TEST(RuleSet, RefusesARoundingWhereNothingIsRounded) {
  EXPECT_THAT(RulesErrorsWith("/criteria/0/round", json::object()),
              ElementsAre(StartsWith("/criteria/0/round: does not belong here")));
}

TEST(RuleSet, RefusesPointsThatAreNoDecimalText) {
  for (const json& points :
       {json(10), json(2.5), json("2,5"), json("1.234"), json("100000.01"), json(nullptr)}) {
    EXPECT_THAT(RulesErrorsWith("/criteria/0/rows/0/points", points),
                ElementsAre(StartsWith("/criteria/0/rows/0/points: ")))
        << points;
  }
}

TEST(RuleSet, RefusesAMissingThatIsNeitherRefuseNorPoints) {
  EXPECT_THAT(
      RulesErrorsWith("/criteria/0/missing", "zero"),
      ElementsAre(
          "/criteria/0/missing: the text \"zero\" stands here; expected \"refuse\", or points as a "
          "text: \"0\""));
}

TEST(RuleSet, RefusesACriterionThatStandsTwiceOrTakesAReservedName) {
  EXPECT_THAT(
      RulesErrorsWith("/criteria/1/code", "dependence"),
      ElementsAre("/criteria/1/code: \"dependence\" stands twice; expected every code once"));
  EXPECT_THAT(RulesErrorsWith("/criteria/1/code", "penalty"),
              ElementsAre(StartsWith("/criteria/1/code: \"penalty\"")));
  EXPECT_THAT(RulesErrorsWith("/criteria/1/input", "applied_on"),
              ElementsAre(StartsWith("/criteria/1/input: the day of application is no input")));
}

TEST(RuleSet, RefusesAnInputThatIsReadAsTwoTypes) {
  EXPECT_THAT(RulesErrorsWith("/criteria/1/input", "barthel"),
              ElementsAre("/criteria/1/input: \"barthel\" is read as flag here, as integer before; "
                          "expected an input "
                          "of one type"));
  EXPECT_THAT(RulesErrorsWith("/tie_breaks/0/by", "family_network"),
              ElementsAre("/tie_breaks/0/by: \"family_network\" is read as integer here, as code "
                          "before; expected an "
                          "input of one type"));
}

TEST(RuleSet, RefusesATieBreakThatStandsTwiceOrMissesADay) {
  EXPECT_THAT(
      RulesErrorsWith("/tie_breaks/2", {{"by", "applied_on"}, {"order", "descending"}}),
      ElementsAre("/tie_breaks/2/by: \"applied_on\" stands twice; expected every tie-break once"));
  EXPECT_THAT(RulesErrorsWith("/tie_breaks/1/missing", "last"),
              ElementsAre(HasSubstr("every application has its day")));
  EXPECT_THAT(RulesErrorsWith("/tie_breaks", json::array()), IsEmpty());
}

TEST(RuleSet, WantsAGroundWhenConfirmed) {
  json document = BuiltIn(kPoints2025);
  document["ground"] = json::array();
  EXPECT_THAT(RulesErrors(document.dump()), IsEmpty());
  document["status"] = "confirmed";
  EXPECT_THAT(RulesErrors(document.dump()), ElementsAre(StartsWith("/ground: the list has 0 items")));
}

TEST(RuleSet, RefusesAnotherFormat) {
  EXPECT_THAT(RulesErrorsWith("/format", 0), ElementsAre(StartsWith("/format: 0 is out of range")));
}

}  // namespace
}  // namespace fascicolo::engine
