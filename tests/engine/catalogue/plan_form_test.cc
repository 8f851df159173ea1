// What a sheet says about personal plans.
#include "engine/catalogue/sheet.h"

#include "tests/engine/catalogue/sheets.h"

#include <gmock/gmock.h>

namespace fascicolo::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;


TEST(PlanTerms, StandInTheSheetsOfPlans) {
  const auto by_points = ParseSheet(FindBuiltIn("plan_162")->json).value();
  ASSERT_TRUE(by_points.plan.has_value());
  EXPECT_TRUE(by_points.plan->needs_certificate);
  EXPECT_EQ(by_points.plan->base, "plan_162_base");
  EXPECT_EQ(by_points.plan->cut, "plan_isee_cut");
  EXPECT_EQ(by_points.plan->expenses_day, 15);
  EXPECT_TRUE(by_points.plan->levels.empty());
  EXPECT_EQ(by_points.plan->limits.at(0),
            (PlanLimit{.activity = "education", .below_age = 65, .most_days = 0, .needs_helper = false}));
  const auto by_level = ParseSheet(FindBuiltIn("plan_back_home")->json).value();
  EXPECT_EQ(by_level.plan->levels.size(), 6U);
  EXPECT_TRUE(by_level.plan->provisional);
  EXPECT_FALSE(by_points.plan->provisional);
}

TEST(PlanTerms, BelongToTheirFamilyAndMayBeLeftOut) {
  EXPECT_FALSE(ParseSheet(Without("plan_162", "/plan")).value().plan);
  EXPECT_THAT(ErrorsOf(With("plan_162", "/family", "activation")),
              ElementsAre(HasSubstr("/plan: does not belong here: only with the family \"plan\"")));
}

TEST(PlanTerms, NameTheirRulesAndTheirDay) {
  EXPECT_THAT(ErrorsOf(Without("plan_162", "/plan/base")), ElementsAre(HasSubstr("/plan/base: the key is missing")));
  EXPECT_THAT(ErrorsOf(With("plan_162", "/plan/expenses_day", 29)), ElementsAre(HasSubstr("/plan/expenses_day")));
  EXPECT_THAT(ErrorsOf(With("plan_162", "/plan/recepits_day", 15)), ElementsAre(HasSubstr("recepits_day")));
}

TEST(PlanTerms, LimitActivitiesOfTheSheet) {
  EXPECT_THAT(ErrorsOf(With("plan_162", "/plan/limits/0/activity", "gardening")),
              ElementsAre(HasSubstr("\"gardening\" is no activity of this sheet")));
  EXPECT_THAT(ErrorsOf(With("plan_162", "/plan/limits/2/most_days", 367)), ElementsAre(HasSubstr("most_days")));
}

}  // namespace
}  // namespace fascicolo::engine
