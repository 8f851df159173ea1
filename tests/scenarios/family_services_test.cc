// R13 to R15: children and their families. R14 and R15 serve the household: who is counted is the family, not the child.
#include "activation_walk.h"
#include "facts.h"

namespace fascicolo::engine {
namespace {

TEST(R13, EducatorsComeFirstToWhomTheCourtSends) {
  // Given three hours a week of an educator, for a child whom the court sends and others who are over 18.
  Kit kit;
  ActivationWalk walk(kit, {"territorial_education", 180, [](bool is_needy) {
                              return FactsOf(Code("priority_group", is_needy ? "court_decree" : "over_18"));
                            }});
  walk.Wait();

  // When hours are free, then the office is told who is next, and offers them itself.
  EXPECT_EQ(walk.sheet().waiting->on_free, OnFree::kByOffice);
  EXPECT_EQ(walk.AdaGetsIn().fee, nullptr) << "nobody pays for it";

  // And the educator works with the child, with a group, with the parents.
  walk.IsGiven();
  walk.IsSuspended("school_holidays");
  walk.Ends("goals_reached");
  EXPECT_EQ(kit.ListInOrder("territorial_education").size(), 1U) << "silence does not cost a child its turn";
}

TEST(R14, AHouseholdIsServedByTheYouthCentre) {
  // Given one place in the youth centre, which serves a household: each applicant comes with a member of theirs.
  Kit kit;
  ActivationWalk walk(kit, {"youth_centre", 1, nullptr});
  EXPECT_EQ(walk.sheet().served, Served::kHousehold);
  EXPECT_EQ(walk.sheet().unit, Unit::kPlaces);
  walk.Wait();
  walk.AdaGetsIn();

  // When a child has been to the workshop and the parents to a meeting, then both count for the one household.
  walk.IsGiven();
  walk.IsSuspended("school_holidays");
  walk.Ends("came_of_age");
}

TEST(R15, AHouseholdIsAccompaniedToWorkPhaseByPhase) {
  // Given two hours a week of a tutor for households.
  Kit kit;
  ActivationWalk walk(kit, {"work_inclusion_families", 120, nullptr});
  EXPECT_EQ(walk.sheet().served, Served::kHousehold);
  walk.Wait();
  walk.AdaGetsIn();

  // When the project goes from the first talk to its evaluation, then each of its seven phases is on record.
  ASSERT_EQ(walk.sheet().activities.size(), 7U);
  EXPECT_EQ(walk.sheet().activities.front().code, "preliminary");
  EXPECT_EQ(walk.sheet().activities.back().code, "final_evaluation");
  walk.IsGiven();

  // And a temporary job suspends it; a lasting one ends it.
  walk.IsSuspended("job");
  walk.Ends("employed");
}

}  // namespace
}  // namespace fascicolo::engine
