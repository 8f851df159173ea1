// Forfeiture: begun on a ground, notified, answered, declared by an act or filed; and the eviction.
#include <algorithm>

#include "engine/told_housing.h"

namespace fascicolo::engine {
namespace {

using schema::ForfeitureStep;

class Forfeiture : public testing::Test {
 protected:
  Forfeiture() {
    AdoptHousing(kit);
    tenancy = Tenant(kit);
  }
  Then Step(ForfeitureStep step, Day on = {}) { return kit.When(ForfeitStep(tenancy, step, on)); }
  /// Begun, notified, and the time for observations is over.
  void GivenHeard() {
    kit.Given(Forfeit(tenancy));
    kit.Given(ForfeitStep(tenancy, ForfeitureStep::notified));
    kit.PassUntil(kit.today() + 12);
  }
  Kit kit;
  EntityId tenancy;
};

TEST_F(Forfeiture, NamesAGroundOfTheClosedListWithItsArticle) {
  kit.When(Forfeit(tenancy, "noise")).ThenRefused(Rule::kGroundNotForeseen);
  const auto started = kit.When(Forfeit(tenancy)).ThenEvents({"ForfeitureStarted"}).First<schema::ForfeitureStartedT>();
  EXPECT_EQ(started.article, "Sample regulation of public housing, art. forfeiture");
  kit.When(Forfeit(tenancy)).ThenRefused(Rule::kForfeitureOutOfOrder);
}

TEST_F(Forfeiture, IsNotDeclaredBeforeTheTenantCouldAnswer) {
  kit.Given(Forfeit(tenancy));
  Step(ForfeitureStep::declared).ThenRefused(Rule::kForfeitureOutOfOrder, "step", "none");
  Step(ForfeitureStep::notified).ThenEvents({"ForfeitureAdvanced", "DeadlineOpened"});
  Step(ForfeitureStep::declared).ThenRefused(Rule::kActNeeded);
}

TEST_F(Forfeiture, IsDeclaredByAnActOnceTheTimeIsOver) {
  kit.Given(Forfeit(tenancy));
  kit.Given(ForfeitStep(tenancy, ForfeitureStep::notified));
  kit.When(Act(ForfeitStep(tenancy, ForfeitureStep::declared))).ThenRefused(Rule::kObservationsRun);
  kit.PassUntil(kit.today() + 12);
  ByAct(kit, ForfeitStep(tenancy, ForfeitureStep::declared));
  EXPECT_EQ(TenancyOf(kit, tenancy).state, TenancyState::kForfeited);
}

TEST_F(Forfeiture, IsDeclaredOrFiledOnceObservationsHaveCome) {
  kit.Given(Forfeit(tenancy));
  kit.Given(ForfeitStep(tenancy, ForfeitureStep::notified));
  Step(ForfeitureStep::observed).ThenEvents({"ForfeitureAdvanced", "DeadlineMet"});
  Step(ForfeitureStep::filed).ThenEvents({"ForfeitureAdvanced"});
  EXPECT_EQ(TenancyOf(kit, tenancy).state, TenancyState::kInForce);
  kit.When(Forfeit(tenancy, "arrears")).ThenEvents({"ForfeitureStarted"});
}

TEST_F(Forfeiture, LeadsToAnEvictionThatMayBePostponed) {
  GivenHeard();
  ByAct(kit, ForfeitStep(tenancy, ForfeitureStep::declared));
  Step(ForfeitureStep::evicted).ThenRefused(Rule::kForfeitureOutOfOrder, "step", "declared");
  const Day day = kit.today() + 40;
  Step(ForfeitureStep::eviction_ordered, day).ThenRefused(Rule::kActNeeded);
  ByAct(kit, ForfeitStep(tenancy, ForfeitureStep::eviction_ordered, day));
  EXPECT_EQ(TenancyOf(kit, tenancy).forfeiture.eviction_on, day);
  kit.PassUntil(day);
  Step(ForfeitureStep::eviction_postponed, day - 1).ThenRefused(Rule::kDateOutOfOrder);
  Step(ForfeitureStep::eviction_postponed).ThenRejected(RejectionCode::kForm, "/on");
  Step(ForfeitureStep::eviction_postponed, day + 20).ThenEvents({"ForfeitureAdvanced"});
  kit.PassUntil(day + 20);
  Step(ForfeitureStep::evicted).ThenEvents({"ForfeitureAdvanced", "TenancyEnded", "DwellingMoved"});
  EXPECT_EQ(TenancyOf(kit, tenancy).state, TenancyState::kEnded);
  EXPECT_TRUE(DwellingOf(kit, TenancyOf(kit, tenancy).dwelling).tenancy.is_zero());
}

TEST_F(Forfeiture, IsOverWhenTheKeysComeBackBeforeTheEviction) {
  GivenHeard();
  ByAct(kit, ForfeitStep(tenancy, ForfeitureStep::declared));
  kit.When(Release(tenancy)).ThenEvents({"TenancyEnded", "DwellingMoved"});
}

TEST_F(Forfeiture, TellsTheOfficeWhenTheTermForLeavingHasPassed) {
  GivenHeard();
  ByAct(kit, ForfeitStep(tenancy, ForfeitureStep::declared));
  const auto told = NamesOf(kit.PassUntil(kit.today() + 35));
  EXPECT_EQ(std::count(told.begin(), told.end(), "DeadlinePassed"), 1);
}

}  // namespace
}  // namespace fascicolo::engine
