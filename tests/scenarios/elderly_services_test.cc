// R02 to R06, R08, R09: what helps elderly people at home and by day, beside R01 and R07, which have scenarios of their own.
#include <algorithm>

#include "activation_walk.h"
#include "facts.h"

namespace fascicolo::engine {
namespace {

using testing::Contains;

/// Home care for people with 8,980 EUR of ISEE: half way between 3 and 11 EUR an hour.
ActivationWalk::Row HomeCare() {
  return {kHomeCare, 120, [](bool is_needy) { return CareFacts(is_needy, 898'000); }};
}

const Activity* ActivityOf(const Sheet& sheet, std::string_view row) {
  const auto found = std::find_if(sheet.activities.begin(), sheet.activities.end(),
                                  [&](const Activity& one) { return one.row == row; });
  return found == sheet.activities.end() ? nullptr : &*found;
}

TEST(R02, TheHouseIsKeptCleanWithinHomeCareAndCountedApart) {
  // Given home care, one service for three rows, with one list and one pool of minutes.
  Kit kit;
  ActivationWalk walk(kit, HomeCare());
  walk.Wait();

  // When Ada is helped at home, then an hour costs her what her ISEE says.
  const auto started = walk.AdaGetsIn();
  ASSERT_NE(started.fee, nullptr);
  EXPECT_EQ(started.fee->amount, 7'00);
  EXPECT_EQ(started.fee->per, "hour");

  // And household hygiene is an activity of the row R02 within it.
  const Activity* hygiene = ActivityOf(walk.sheet(), "R02");
  ASSERT_NE(hygiene, nullptr);
  const auto given = kit.When(Deliver(walk.ada(), kit.today(), 60, hygiene->code)).ThenEvents({"ServiceDelivered"});
  EXPECT_EQ(given.First<schema::ServiceDeliveredT>().activity, "household_hygiene");
  walk.IsSuspended("hospital");
  walk.Ends("need_overcome");
}

TEST(R03, TheFamilyIsSupportedWithinTheHomeAndNothingIsCountedUnderR09Too) {
  // Given the same service.
  Kit kit;
  ActivationWalk walk(kit, HomeCare());
  walk.Wait();
  walk.AdaGetsIn();

  // When her family is supported at home, then it counts under R03.
  const Activity* support = ActivityOf(walk.sheet(), "R03");
  ASSERT_NE(support, nullptr);
  kit.When(Deliver(walk.ada(), kit.today(), 45, support->code)).ThenEvents({"ServiceDelivered"});

  // And no activity is one of R03 and of R09: an act is never counted under both.
  const Sheet carers = ParseSheet(BuiltInText("carer_support")).value();
  for (const Activity& one : carers.activities) {
    EXPECT_EQ(one.row, "R09");
    kit.When(Deliver(walk.ada(), kit.today(), 45, one.code)).ThenRefused(Rule::kUnknownActivity);
  }
  walk.Ends("other_service");
}

TEST(R04, MealsAreBroughtHomeAndPaidByTheMeal) {
  // Given two meals a day, for people with 8,000 EUR of ISEE.
  Kit kit;
  ActivationWalk walk(kit, {"meals_at_home", 2, [](bool) { return FactsOf(Number("isee_cents", 800'000)); }});
  walk.Wait();

  // When Ada gets them, then a meal costs her the second step of the table.
  const auto started = walk.AdaGetsIn();
  ASSERT_NE(started.fee, nullptr);
  EXPECT_EQ(started.fee->amount, 3'00);
  EXPECT_EQ(started.fee->per, "meal");
  EXPECT_EQ(started.quantity, 2);
  walk.IsGiven();

  // When one a day is enough, then the other is free, but Carla wants two.
  kit.When(Vary(walk.ada(), 1, kit.today() + 1)).ThenEvents({"ServiceVaried", "PlaceFreed"});
  EXPECT_EQ(NamesOf(kit.RunDue()), std::vector<std::string>{"ObligationDropped"});
  kit.When(Vary(walk.ada(), 2, kit.today() + 1)).ThenEvents({"ServiceVaried", "PlaceTaken"});
  walk.IsSuspended("hospital");
  walk.Ends("residential_care");
}

TEST(R05, MealsAtTheCanteenGoToOthersWhileOneIsAway) {
  // Given one meal a day at the canteen, and nobody's ISEE known.
  Kit kit;
  ActivationWalk walk(kit, {"meals_at_canteens", 1, nullptr});
  walk.Wait();

  // When Ada comes, then without an ISEE she pays the most.
  const auto started = walk.AdaGetsIn();
  ASSERT_NE(started.fee, nullptr);
  EXPECT_EQ(started.fee->amount, 6'00);
  EXPECT_EQ(started.fee->lines.at(0)->step, "missing");
  walk.IsGiven();

  // And while she is away her place at the table is not kept: whoever needs a meal these days can have it.
  EXPECT_FALSE(walk.sheet().suspension->keeps_place);
  walk.IsSuspended("illness");
  walk.Ends("never_came");
}

TEST(R06, LaundryIsCountedByTheLoad) {
  // Given three loads a week, for which the authority takes nothing.
  Kit kit;
  ActivationWalk walk(kit, {"laundry", 3, nullptr});
  EXPECT_EQ(walk.sheet().unit, Unit::kLoadsPerWeek);
  walk.Wait();

  // When Ada's laundry is taken, then no fee is recorded.
  EXPECT_EQ(walk.AdaGetsIn().fee, nullptr);
  walk.IsGiven();
  walk.IsSuspended("holiday");
  walk.Ends("need_overcome");
}

TEST(R08, ADayInTheIntegratedCentreIsPaidInSharesOfItsCost) {
  // Given one place, at 45 EUR a day, for people with 18,000 EUR of ISEE.
  Kit kit;
  ActivationWalk walk(kit, {"integrated_day_centre", 1, [](bool is_needy) {
                              auto facts = CareFacts(is_needy, 1'800'000);
                              facts.push_back(Number("cost_cents", 45'00));
                              return facts;
                            }});
  walk.Wait();

  // When Ada, who is needier than Carla, comes, then her share is 60 percent.
  const auto started = walk.AdaGetsIn();
  ASSERT_NE(started.fee, nullptr);
  EXPECT_EQ(started.fee->amount, 27'00);
  EXPECT_EQ(started.fee->per, "day");
  ASSERT_EQ(started.fee->lines.size(), 2U);
  EXPECT_EQ(started.fee->lines[1]->step, "share");
  EXPECT_EQ(started.fee->lines[1]->value, 60'00);

  // And the rest is borne by the municipality and the health service.
  EXPECT_THAT(walk.sheet().reporting->funding, Contains(Funding::kHealthService));
  walk.IsGiven();
  walk.IsSuspended("respite");
  walk.Ends("residential_care");
}

TEST(R09, CarersAreSupportedAloneAndInGroups) {
  // Given 90 minutes a week, by arrival, for those who care for an elderly person.
  Kit kit;
  ActivationWalk walk(kit, {"carer_support", 90, nullptr});
  walk.Wait();
  walk.AdaGetsIn();

  // When Ada talks with somebody, is relieved for an afternoon and comes to the group, then each counts apart.
  EXPECT_EQ(walk.sheet().activities.size(), 3U);
  walk.IsGiven();
  walk.IsSuspended("respite");
  walk.Ends("goals_reached");
}

}  // namespace
}  // namespace fascicolo::engine
