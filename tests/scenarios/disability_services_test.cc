// R18, R19, R22, R24: disabled people, and people in mental distress.
#include "activation_walk.h"
#include "facts.h"

namespace fascicolo::engine {
namespace {

using testing::Contains;

TEST(R18, ADisabledPersonIsAccompaniedToWorkPhaseByPhase) {
  // Given two hours a week of a tutor for disabled people.
  Kit kit;
  ActivationWalk walk(kit, {"work_inclusion_disabled", 120, nullptr});
  EXPECT_EQ(walk.sheet().served, Served::kPerson);
  walk.Wait();
  walk.AdaGetsIn();

  // When the project goes through its seven phases, then each is on record, until somebody is employed.
  ASSERT_EQ(walk.sheet().activities.size(), 7U);
  walk.IsGiven();
  walk.IsSuspended("illness");
  walk.Ends("employed");
}

TEST(R19, HomeCareOfDisabledPeopleHasPointsAndAFeeOfItsOwn) {
  // Given five hours a week, for people with 5,250 EUR of ISEE: half way between 2 and 5 EUR an hour and operator.
  Kit kit;
  ActivationWalk walk(kit, {"home_care_disabled", 300, [](bool is_needy) { return CareFacts(is_needy, 525'000); }});
  walk.Wait();

  // When Ada, whose disability is severe, is next and starts, then her hour costs 3.50 EUR.
  const auto started = walk.AdaGetsIn();
  ASSERT_NE(started.fee, nullptr);
  EXPECT_EQ(started.fee->rule_set, "home_care_fee_operators");
  EXPECT_EQ(started.fee->amount, 3'50);
  EXPECT_TRUE(started.fee->sample) << "nobody confirmed the table";
  walk.IsGiven();

  // When she needs less, then the hours that become free are too few for Carla, who goes on waiting.
  kit.When(Vary(walk.ada(), 240, kit.today() + 1)).ThenEvents({"ServiceVaried", "PlaceFreed"});
  EXPECT_EQ(NamesOf(kit.RunDue()), std::vector<std::string>{"ObligationDropped"});
  kit.When(Vary(walk.ada(), 300, kit.today() + 1)).ThenEvents({"ServiceVaried", "PlaceTaken"});
  walk.IsSuspended("respite");
  walk.Ends("residential_care");
}

TEST(R22, ADayFacilityIsOfferedByTheOfficeAndPaidInShares) {
  // Given one place, at 45 EUR a day, for people with 6,150 EUR of ISEE.
  Kit kit;
  ActivationWalk walk(kit, {"day_facility_disabled", 1, [](bool) {
                              return FactsOf(Number("isee_cents", 615'000), Number("cost_cents", 45'00));
                            }});
  EXPECT_THAT(walk.sheet().reporting->funding, Contains(Funding::kHealthService));
  walk.Wait();

  // When Ada comes, then her share is 20.5 percent, which the rules round up to 21.
  const auto started = walk.AdaGetsIn();
  ASSERT_NE(started.fee, nullptr);
  EXPECT_EQ(started.fee->amount, 9'45);
  walk.IsGiven();
  walk.IsSuspended("holiday");

  // And Carla's silence leaves her on the list.
  walk.Ends("moved_away");
  EXPECT_EQ(kit.ListInOrder("day_facility_disabled").size(), 1U);
}

TEST(R24, MentalDistressIsMetAloneInGroupsAndWithTheMentalHealthCentre) {
  // Given an hour and a half a week; the reports count it with dependencies and mental health, not with disability.
  Kit kit;
  ActivationWalk walk(kit, {"mental_distress_support", 90, nullptr});
  EXPECT_EQ(walk.sheet().istat_area, IstatArea::kDependencies);
  walk.Wait();
  walk.AdaGetsIn();

  // When Ada is met alone, in a group, and together with the centre, then each counts apart.
  ASSERT_EQ(walk.sheet().activities.size(), 3U);
  EXPECT_EQ(walk.sheet().activities.back().code, "with_mental_health_centre");
  walk.IsGiven();

  // And a stay in hospital keeps her hours; the health service takes over in the end.
  walk.IsSuspended("hospital");
  walk.Ends("health_service");
}

}  // namespace
}  // namespace fascicolo::engine
