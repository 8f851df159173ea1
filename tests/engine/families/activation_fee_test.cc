// The fee that is recorded when a service begins.
#include "engine/catalogue/documents.h"
#include "engine/kit.h"
#include "engine/told_commands.h"

namespace fascicolo::engine {
namespace {

constexpr const char* kFee = "home_care_fee_line-2025";
constexpr const char* kDayCentre = "day_facility_disabled";

class FeeOfAService : public testing::Test {
 protected:
  FeeOfAService() {
    AdoptCatalogue(kit);
    pool = kit.Given(OpenUnit(kHomeCare, 600, kit.today()));
  }

  /// An application for an hour of home care, with these facts.
  template <class... Inputs>
  EntityId AppliedWith(Inputs... inputs) {
    auto application = Apply(CaseInCharge(kit), kHomeCare, 60);
    (application.inputs.push_back(std::move(inputs)), ...);
    return kit.Given(std::move(application));
  }
  schema::ServiceStartedT Started(EntityId activation, Day from) {
    return kit.When(Start(activation, pool, from)).ThenEvents({"ServiceStarted", "PlaceTaken"})
        .First<schema::ServiceStartedT>();
  }

  Kit kit;
  EntityId pool;
};

TEST_F(FeeOfAService, IsRecordedWithItsRulesAndItsSteps) {
  kit.Given(AdoptRuleSet(BuiltInText(kFee)));
  const auto started = Started(AppliedWith(Number("isee_cents", 898'000)), kit.today());
  ASSERT_NE(started.fee, nullptr);
  EXPECT_EQ(started.fee->rule_set, "home_care_fee_line");
  EXPECT_EQ(started.fee->rule_version, "2025");
  EXPECT_EQ(started.fee->per, "hour");
  EXPECT_EQ(started.fee->amount, 7'00);
  EXPECT_TRUE(started.fee->sample);
  ASSERT_EQ(started.fee->lines.size(), 1U);
  EXPECT_EQ(started.fee->lines[0]->step, "table");
  EXPECT_EQ(started.fee->lines[0]->value, 898'000);
  EXPECT_EQ(started.fee->lines[0]->amount, 7'00);
}

TEST_F(FeeOfAService, IsTheGreatestWhereNoIseeWasGiven) {
  kit.Given(AdoptRuleSet(BuiltInText(kFee)));
  const auto started = Started(AppliedWith(), kit.today());
  ASSERT_NE(started.fee, nullptr);
  EXPECT_EQ(started.fee->amount, 11'00);
  EXPECT_EQ(started.fee->lines.at(0)->step, "missing");
}

TEST_F(FeeOfAService, GoesByTheRulesOfItsFirstDay) {
  kit.Given(AdoptRuleSet(BuiltInText(kFee)));
  auto next = BuiltIn(kFee);
  next["version"] = "2026.1";
  next["valid_from"] = FormatDay(kit.today() + 10);
  next["table"][0]["fee"] = "4";
  kit.Given(AdoptRuleSet(next.dump()));
  EXPECT_EQ(Started(AppliedWith(Number("isee_cents", 1)), kit.today() + 9).fee->amount, 3'00);
  EXPECT_EQ(Started(AppliedWith(Number("isee_cents", 1)), kit.today() + 10).fee->amount, 4'00);
}

TEST_F(FeeOfAService, IsLeftToTheOfficeWhereNoRulesAreInForce) {
  EXPECT_EQ(Started(AppliedWith(Number("isee_cents", 898'000)), kit.today()).fee, nullptr);
}

TEST_F(FeeOfAService, IsLeftToTheOfficeWhereAFactIsWantedForIt) {
  kit.Given(AdoptSheet(With(kHomeCare, "/fee", "home_care_fee_ceiling")));
  kit.Given(AdoptRuleSet(BuiltInText("home_care_fee_ceiling-2025")));
  EXPECT_EQ(Started(AppliedWith(Number("isee_cents", 3'000'001)), kit.today()).fee, nullptr)
      << "above the ceiling, and nobody said that the municipality accepts";
  const auto accepted = Started(AppliedWith(Number("isee_cents", 3'000'001), Flag("fee_accepted", true)), kit.today());
  ASSERT_NE(accepted.fee, nullptr);
  EXPECT_EQ(accepted.fee->amount, 18'68);
}

TEST_F(FeeOfAService, IsAShareOfTheCostThatCameWithTheApplication) {
  kit.Given(AdoptSheet(BuiltInText(kDayCentre)));
  kit.Given(AdoptRuleSet(BuiltInText("cost_share_fee-2025")));
  const EntityId centre = kit.Given(OpenUnit(kDayCentre, 5, kit.today()));
  auto application = Apply(CaseInCharge(kit), kDayCentre);
  application.inputs.push_back(Number("isee_cents", 1'800'000));
  application.inputs.push_back(Number("cost_cents", 45'00));
  const auto started = kit.When(Start(kit.Given(std::move(application)), centre, kit.today()))
                           .ThenEvents({"ServiceStarted", "PlaceTaken"}).First<schema::ServiceStartedT>();
  ASSERT_NE(started.fee, nullptr);
  EXPECT_EQ(started.fee->amount, 27'00);
}

TEST_F(FeeOfAService, StandsInAProposalThatWaitsForItsAct) {
  kit.Given(AdoptSheet(With(kHomeCare, "/act", "determination")));
  kit.Given(AdoptRuleSet(BuiltInText(kFee)));
  const auto proposed = kit.When(Start(AppliedWith(Number("isee_cents", 898'000)), pool, kit.today()))
                            .ThenEvents({"ServiceProposed", "PlaceTaken"}).First<schema::ServiceProposedT>();
  ASSERT_NE(proposed.fee, nullptr);
  EXPECT_EQ(proposed.fee->amount, 7'00);
}

TEST_F(FeeOfAService, IsNotMadeUpForAForeignHistory) {
  kit.Given(AdoptRuleSet(BuiltInText(kFee)));
  const EntityId activation = AppliedWith(Number("isee_cents", 898'000));
  const EntityId case_file = kit.Activation(activation)->case_file;
  const auto started = kit.WhenImported(case_file, kit.today(), Start(activation, pool, kit.today()))
                           .First<schema::ServiceStartedT>();
  EXPECT_EQ(started.fee, nullptr);
}

TEST_F(FeeOfAService, HasRulesThatAreAdoptedOnceAndWhole) {
  kit.Given(AdoptRuleSet(BuiltInText(kFee)));
  kit.When(AdoptRuleSet(With(kFee, "/table/0/fee", "4"))).ThenRefused(Rule::kRuleSetVersionExists);
  kit.When(AdoptRuleSet(With(kFee, "/table/0/fee", "four"))).ThenRejected(RejectionCode::kForm, "/rule_set");
}

TEST_F(FeeOfAService, OfPointsAndFeesUnderOneCodeEachFindsItsOwn) {
  auto fee = BuiltIn(kFee);
  fee["code"] = "home_care_points";
  fee["version"] = "fee";
  kit.Given(AdoptRuleSet(fee.dump()));
  kit.Given(AdoptSheet(With(kHomeCare, "/fee", "home_care_points")));
  const EntityId activation = AppliedWith();
  kit.When(Score(activation, 35, 898'000)).ThenEvents({"ApplicationScored"});
  EXPECT_EQ(Started(activation, kit.today()).fee->amount, 7'00);
}

}  // namespace
}  // namespace fascicolo::engine
