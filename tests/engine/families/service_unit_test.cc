#include "engine/families/service_unit.h"

#include "engine/kit.h"
#include "engine/told_commands.h"

namespace fascicolo::engine {
namespace {

class ServiceUnit : public testing::Test {
 protected:
  ServiceUnit() { AdoptCatalogue(kit); }
  std::int64_t Free(EntityId unit, int from, std::optional<int> until = std::nullopt) {
    const auto end = until ? std::optional(kit.today() + *until) : std::nullopt;
    return LeastFree(kit.state(), unit, kit.today() + from, end);
  }
  Kit kit;
};

TEST_F(ServiceUnit, OpensWithItsCapacity) {
  kit.When(OpenUnit(kCentre, 20, kit.today())).ThenEvents({"UnitOpened", "CapacitySet"});
  EXPECT_EQ(Free(kit.Made(), 0), 20);
  EXPECT_EQ(Free(kit.Made(), -1, 0), 0) << "it was not open yesterday";
}

TEST_F(ServiceUnit, CountsTheLeastThatIsFreeOnAnyDay) {
  const EntityId unit = kit.Given(OpenUnit(kCentre, 3, kit.today()));
  kit.Given(Start(Applicant(kit), unit, kit.today() + 10, kit.today() + 20));
  kit.Given(SetCapacity(unit, 2, kit.today() + 15));
  EXPECT_EQ(Free(unit, 0, 10), 3);
  EXPECT_EQ(Free(unit, 0, 11), 2);
  EXPECT_EQ(Free(unit, 0), 1) << "from day 15 to day 20 two places, one taken";
  EXPECT_EQ(Free(unit, 20), 2);
}

TEST_F(ServiceUnit, NamesTheFirstDayOnWhichThereIsNoRoom) {
  const EntityId unit = kit.Given(OpenUnit(kCentre, 1, kit.today()));
  kit.Given(Start(Applicant(kit), unit, kit.today() + 10, kit.today() + 20));
  kit.When(Start(Applicant(kit), unit, kit.today() + 5))
      .ThenRefused(Rule::kNoCapacity, "day", FormatDay(kit.today() + 10));
  kit.When(Start(kit.Given(Apply(CaseInCharge(kit), kCentre)), unit, kit.today() + 5, kit.today() + 10))
      .ThenEvents({"ServiceStarted", "PlaceTaken"});
}

TEST_F(ServiceUnit, IsOverbookedVisiblyWhenItsCapacityFalls) {
  const EntityId unit = kit.Given(OpenUnit(kCentre, 2, kit.today()));
  for (int i = 0; i < 2; ++i) kit.Given(Start(Applicant(kit), unit, kit.today()));
  kit.When(SetCapacity(unit, 1, kit.today())).ThenEvents({"CapacitySet"});
  EXPECT_EQ(Free(unit, 0), -1);
}

TEST_F(ServiceUnit, OffersWhatAHigherCapacityMakesFree) {
  const EntityId unit = kit.Given(OpenUnit(kCentre, 0, kit.today()));
  const EntityId first = Waiting(kit);
  kit.Given(SetCapacity(unit, 1, kit.today() + 3));
  EXPECT_EQ(NamesOf(kit.RunDue()), (std::vector<std::string>{"OfferMade", "PlaceTaken"}));
  EXPECT_EQ(kit.Activation(first)->from, kit.today() + 3);
}

TEST_F(ServiceUnit, RejectsNumbersAndDaysThatCannotBe) {
  kit.When(OpenUnit(kCentre, -1, kit.today())).ThenRejected(RejectionCode::kForm, "/capacity");
  kit.When(OpenUnit(kCentre, 1'000'001, kit.today())).ThenRejected(RejectionCode::kForm, "/capacity");
  kit.When(OpenUnit(kCentre, 1, Day{500'000})).ThenRejected(RejectionCode::kForm, "/from");
  kit.When(SetCapacity({}, 1, kit.today())).ThenRejected(RejectionCode::kUnknownEntity, "/unit");
  auto nameless = OpenUnit(kCentre, 1, kit.today());
  nameless.name = "";
  kit.When(nameless).ThenRejected(RejectionCode::kForm, "/name");
}

}  // namespace
}  // namespace fascicolo::engine
