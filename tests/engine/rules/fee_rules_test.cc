#include "engine/rules/fee_rules.h"

#include "engine/rules/dated_rules.h"
#include "tests/engine/catalogue/documents.h"

#include <gmock/gmock.h>

#include <set>

namespace fascicolo::engine {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

constexpr std::string_view kLine = "home_care_fee_line-2025";
constexpr std::string_view kShare = "cost_share_fee-2025";

std::vector<std::string> FeeErrors(const std::string& text) { return ErrorsIn(ParseFeeRules(text)); }
std::vector<std::string> FeeErrorsWith(const std::string& pointer, const json& value) {
  return FeeErrors(With(kLine, pointer, value));
}
std::vector<std::string> FeeErrorsWithout(const std::string& pointer) { return FeeErrors(Without(kLine, pointer)); }

TEST(FeeRules, AreReadFromJson) {
  const auto rules = ParseFeeRules(FindBuiltIn(kLine)->json);
  ASSERT_TRUE(rules.ok());
  EXPECT_EQ(rules->code, "home_care_fee_line");
  EXPECT_EQ(rules->version, "2025");
  EXPECT_EQ(FormatDay(rules->valid_from), "2025-01-01");
  EXPECT_EQ(rules->ground.at(0).source, Ground::Source::kAct);
  EXPECT_EQ(rules->per, FeePer::kHour);
  EXPECT_THAT(rules->table, ElementsAre(FeeStretch{653'100, false, 3'00, 3'00}, FeeStretch{1'142'900, false, 3'00, 11'00},
                                        FeeStretch{std::nullopt, false, 11'00, 11'00}));
  EXPECT_EQ(rules->missing, (FeeStretch{std::nullopt, false, 11'00, 11'00}));
  EXPECT_EQ(rules->round_to_cents, 1);
  ASSERT_EQ(rules->surcharges.size(), 3U);
  EXPECT_EQ(rules->surcharges[0], (Surcharge{"sunday", {"Domenica", "Sunday"}, 10'00}));
  EXPECT_EQ(rules->together, Together::kHighest);
  EXPECT_FALSE(rules->is_per_operator);
}

TEST(FeeRules, MayBeAShareOfTheCost) {
  const auto rules = ParseFeeRules(FindBuiltIn(kShare)->json);
  ASSERT_TRUE(rules.ok());
  EXPECT_EQ(rules->per, FeePer::kDay);
  EXPECT_EQ(rules->table.at(1), (FeeStretch{3'000'000, true, 20'00, 100'00}));
  EXPECT_EQ(rules->percent_step, 1'00);
  EXPECT_THAT(FeeErrors(With(kShare, "/table/0/percent", "100.01")),
              ElementsAre("/table/0/percent: 100.01 is out of range; expected from \"0\" to \"100\""));
}

TEST(FeeRules, AreToldFromPointsByTheirKind) {
  const auto fee = ParseDatedRules(FindBuiltIn(kLine)->json);
  ASSERT_TRUE(fee.ok());
  EXPECT_TRUE(std::holds_alternative<FeeRules>(*fee));
  const auto points = ParseDatedRules(FindBuiltIn("home_care_points-2025")->json);
  ASSERT_TRUE(points.ok());
  EXPECT_TRUE(std::holds_alternative<RuleSet>(*points));
  EXPECT_THAT(FeeErrorsWith("/kind", "fees"),
              ElementsAre("/kind: unknown value: the text \"fees\"; expected one of fee; did you mean \"fee\"?"));
  EXPECT_FALSE(ParseDatedRules("{").ok());
}

TEST(FeeRules, RefuseEveryMissingKeyButTheOptionalOnes) {
  const json document = BuiltIn(kLine);
  for (const auto& [key, value] : document.items()) {
    const bool is_optional = key == "missing";
    if (is_optional) {
      EXPECT_THAT(FeeErrorsWithout("/" + key), IsEmpty());
    } else if (key != "surcharges") {
      EXPECT_THAT(FeeErrorsWithout("/" + key), ElementsAre(StartsWith("/" + key + ": the key is missing"))) << key;
    }
  }
  EXPECT_THAT(FeeErrorsWithout("/surcharges"),
              ElementsAre("/together: does not belong here: there are no surcharges; expected the key left out"));
}

TEST(FeeRules, RefuseEveryKeyOfTheWrongTypeAtItsPlace) {
  for (const std::string_view name : {kLine, kShare, std::string_view("home_care_fee_operators-2025"),
                                      std::string_view("home_care_fee_ceiling-2025")}) {
    const json flat = BuiltIn(name).flatten();
    for (const auto& [pointer, value] : flat.items()) {
      EXPECT_THAT(FeeErrors(With(name, pointer, 1.5)), ElementsAre(StartsWith(pointer + ": "))) << pointer;
    }
  }
}

TEST(FeeRules, AskWhetherAnUnknownKeyIsASlip) {
  EXPECT_THAT(FeeErrorsWith("/table/0/fe", "1"), ElementsAre(HasSubstr("did you mean \"fee\"?")));
}

TEST(FeeRules, WantATableThatAscendsToAnOpenEnd) {
  EXPECT_THAT(FeeErrorsWith("/table/1/to", 653'100),
              ElementsAre("/table/1/to: 653100 does not ascend; expected 653101 or more"));
  EXPECT_THAT(FeeErrorsWithout("/table/0/to"),
              ElementsAre("/table/0/to: the key is missing; expected a to in every stretch but the last"));
  EXPECT_THAT(FeeErrorsWith("/table/2/to", 2'000'000),
              ElementsAre("/table/2/to: does not belong here: the last stretch has no end; expected the key left out"));
  EXPECT_THAT(FeeErrorsWith("/table", json::array()), ElementsAre(StartsWith("/table: the list has 0 items")));
}

TEST(FeeRules, WantALineWithBothEndsOrALevel) {
  EXPECT_THAT(FeeErrorsWithout("/table/1/fee_to"), ElementsAre(StartsWith("/table/1/fee_to: the key is missing")));
  EXPECT_THAT(FeeErrorsWith("/table/1/fee", "4"),
              ElementsAre("/table/1/fee: does not belong here: the stretch is a line; expected the key left out"));
  EXPECT_THAT(FeeErrorsWith("/table/2/fee_to", "12"),
              ElementsAre("/table/2/fee_to: does not belong here: a line wants a \"to\"; expected the key left out"));
  EXPECT_THAT(FeeErrorsWith("/table/0/percent", "4"),
              ElementsAre("/table/0/fee: does not belong here: the stretch has a percent; expected the key left out"));
  EXPECT_THAT(FeeErrorsWith("/table/0/fee", "-3"), ElementsAre(HasSubstr("-3 is out of range")));
  EXPECT_THAT(FeeErrorsWith("/missing/fee_from", "3"), ElementsAre(HasSubstr("a line wants a \"to\"")));
}

TEST(FeeRules, RefuseASurchargeThatStandsTwiceOrTakesNothing) {
  EXPECT_THAT(FeeErrorsWith("/surcharges/1/code", "sunday"),
              ElementsAre("/surcharges/1/code: \"sunday\" stands twice; expected every code once"));
  EXPECT_THAT(FeeErrorsWith("/surcharges/1/percent", "0"),
              ElementsAre("/surcharges/1/percent: 0 is out of range; expected from \"0.01\" to \"1000\""));
  EXPECT_THAT(FeeErrorsWith("/together", "both"), ElementsAre(HasSubstr("one of highest, added")));
}

TEST(FeeRules, WantAGroundWhenConfirmed) {
  json document = BuiltIn(kLine);
  document["ground"] = json::array();
  EXPECT_THAT(FeeErrors(document.dump()), IsEmpty());
  document["status"] = "confirmed";
  EXPECT_THAT(FeeErrors(document.dump()), ElementsAre(StartsWith("/ground: the list has 0 items")));
}

TEST(FeeRules, SpellTheirEnumerationsAsTheJsonDoes) {
  std::set<std::string_view> words;
  for (int i = 0; i <= static_cast<int>(FeePer::kMonth); ++i) words.insert(TextOf(static_cast<FeePer>(i)));
  EXPECT_THAT(words, ElementsAre("access", "day", "hour", "load", "meal", "month"));
  EXPECT_EQ(TextOf(Together::kAdded), "added");
}

}  // namespace
}  // namespace fascicolo::engine
