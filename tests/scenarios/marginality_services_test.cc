// R31 and R32: severely marginalised people, and people with alcohol dependence.
#include "activation_walk.h"

namespace fascicolo::engine {
namespace {

using testing::IsEmpty;

TEST(R31, GoodsAndShowersAreGivenByTheAccessWithoutPapers) {
  // Given two accesses a week, for which nobody is asked for documents.
  Kit kit;
  ActivationWalk walk(kit, {"severe_marginality_support", 2, nullptr});
  EXPECT_EQ(walk.sheet().unit, Unit::kAccessesPerWeek);
  EXPECT_THAT(walk.sheet().documents, IsEmpty());
  walk.Wait();
  walk.AdaGetsIn();

  // When Ada takes food, clothes and medicines and has a shower, then each counts apart.
  walk.IsGiven();

  // And while she is away her accesses are free; who leaves may come back at once.
  walk.IsSuspended("away");
  walk.Ends("untraceable");
  EXPECT_EQ(walk.sheet().waiting->reentry_days, 0);
}

TEST(R32, SupportInAlcoholDependenceWaitsForTheEndOfATreatment) {
  // Given an hour a week, with the addiction service of the health authority.
  Kit kit;
  ActivationWalk walk(kit, {"alcohol_support", 60, nullptr});
  EXPECT_EQ(walk.sheet().istat_area, IstatArea::kDependencies);
  walk.Wait();
  walk.AdaGetsIn();
  walk.IsGiven();

  // When Ada is in treatment, for half a year at most, then her place is kept.
  EXPECT_EQ(walk.sheet().suspension->max_days, 180);
  walk.IsSuspended("treatment");

  // And whoever breaks it off is not barred: the case is closed, and can be opened again.
  const EntityId case_file = kit.Activation(walk.ada())->case_file;
  walk.Ends("interrupted");
  kit.When(ReopenCase(case_file)).ThenEvents({"CaseReopened"});
  kit.When(Apply(case_file, "alcohol_support", 60)).ThenEvents({"ApplicationFiled"});
}

}  // namespace
}  // namespace fascicolo::engine
