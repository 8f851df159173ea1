// The running service: variations, suspensions, deliveries, its end; and what a foreign history may say of it.
#include "engine/catalogue/documents.h"
#include "engine/families/activation.h"
#include "engine/families/limits.h"
#include "engine/families/service_unit.h"
#include "engine/kit.h"
#include "engine/told_commands.h"

namespace fascicolo::engine {
namespace {

class Service : public testing::Test {
 protected:
  Service() { AdoptCatalogue(kit); }
  /// Home care of `minutes`, from today, in a pool of 600.
  EntityId Running(std::int64_t minutes, std::optional<Day> until = std::nullopt) {
    if (unit.is_zero()) unit = kit.Given(OpenUnit(kHomeCare, 600, kit.today()));
    const EntityId id = kit.Given(Apply(CaseInCharge(kit), kHomeCare, minutes));
    kit.Given(Start(id, unit, kit.today(), until));
    return id;
  }
  std::int64_t Taken(int day) { return kit.state().LevelOn<TakenTable>(unit, kit.today() + day); }
  void FreeThePlaceOnSuspension() { kit.Given(AdoptSheet(With(kHomeCare, "/suspension/keeps_place", false))); }
  Kit kit;
  EntityId unit;
};

TEST_F(Service, HoldsItsPlaceForItsDaysOnly) {
  Running(100, kit.today() + 30);
  EXPECT_EQ(Taken(29), 100);
  EXPECT_EQ(Taken(30), 0);
}

TEST_F(Service, AVariationTakesOrFreesTheDifferenceFromItsDay) {
  const EntityId id = Running(100);
  const auto more = kit.When(Vary(id, 150, kit.today() + 10)).ThenEvents({"ServiceVaried", "PlaceTaken"});
  EXPECT_EQ(more.First<schema::PlaceTakenT>().quantity, 50);
  EXPECT_EQ(more.First<schema::ServiceVariedT>().previous, 100);
  kit.When(Vary(id, 40, kit.today() + 20)).ThenEvents({"ServiceVaried", "PlaceFreed"});
  EXPECT_EQ(Taken(9), 100);
  EXPECT_EQ(Taken(10), 150);
  EXPECT_EQ(Taken(20), 40);
}

TEST_F(Service, AVariationWantsRoomOnEachOfItsDays) {
  const EntityId id = Running(400);
  Running(150);
  kit.When(Vary(id, 460, kit.today())).ThenRefused(Rule::kNoCapacity, "free", "50");
}

TEST_F(Service, AnEndFreesWhatWasPlannedForLaterAsWell) {
  const EntityId id = Running(100);
  kit.Given(Vary(id, 150, kit.today() + 50));
  kit.When(End(id, kit.today() + 30)).ThenEvents({"ServiceEnded", "PlaceFreed", "PlaceFreed"});
  EXPECT_EQ(Taken(29), 100);
  EXPECT_EQ(Taken(30), 0);
  EXPECT_EQ(Taken(50), 0);
}

TEST_F(Service, AStayInHospitalKeepsThePlaceWhereTheSheetSaysSo) {
  const EntityId id = Running(100);
  const auto told = kit.When(Suspend(id, kit.today() + 1, kit.today() + 21)).ThenEvents({"ServiceSuspended"});
  EXPECT_TRUE(told.First<schema::ServiceSuspendedT>().place_kept);
  EXPECT_EQ(Taken(5), 100);
}

TEST_F(Service, ASuspensionThatKeepsNoPlaceFreesItForItsDays) {
  FreeThePlaceOnSuspension();
  const EntityId id = Running(100);
  const auto told = kit.When(Suspend(id, kit.today() + 1, kit.today() + 21, 30));
  told.ThenEvents({"ServiceSuspended", "PlaceFreed"});
  EXPECT_EQ(told.First<schema::PlaceFreedT>().quantity, 70);
  EXPECT_EQ(Taken(1), 30);
  EXPECT_EQ(Taken(21), 100);
}

TEST_F(Service, ResumingTakesThePlaceBackIfThereIsRoom) {
  FreeThePlaceOnSuspension();
  const EntityId id = Running(400);
  kit.Given(Suspend(id, kit.today()));
  Running(300);
  kit.When(Resume(id, kit.today() + 10)).ThenRefused(Rule::kNoCapacity, "free", "300");
  kit.Given(SetCapacity(unit, 700, kit.today()));
  kit.When(Resume(id, kit.today() + 10)).ThenEvents({"ServiceResumed", "PlaceTaken"});
  EXPECT_EQ(Taken(9), 300);
  EXPECT_EQ(Taken(10), 700);
}

TEST_F(Service, ResumingOnItsFirstDayUndoesASuspension) {
  const EntityId id = Running(100);
  kit.Given(Suspend(id, kit.today()));
  kit.Given(Resume(id, kit.today()));
  kit.When(Deliver(id, kit.today(), 60, "personal_hygiene")).ThenEvents({"ServiceDelivered"});
}

TEST_F(Service, WhatIsLeftInASuspensionIsDelivered) {
  const EntityId id = Running(100);
  kit.Given(Suspend(id, kit.today(), std::nullopt, 30));
  kit.When(Deliver(id, kit.today(), 30, "personal_hygiene")).ThenEvents({"ServiceDelivered"});
}

TEST_F(Service, ADeliveryIsRecordedLateButNotForASuspendedDay) {
  const EntityId id = Running(100);
  kit.Given(Suspend(id, kit.today() + 2, kit.today() + 4));
  const Day first = kit.today();
  kit.PassUntil(first + 10);
  kit.Given(End(id, first + 8));
  kit.When(Deliver(id, first + 7, 60, "personal_hygiene")).ThenEvents({"ServiceDelivered"});
  kit.When(Deliver(id, first + 3, 60, "personal_hygiene")).ThenRefused(Rule::kNotDeliverable, "why", "suspended");
  kit.When(Deliver(id, first + 8, 60, "personal_hygiene"))
      .ThenRefused(Rule::kNotDeliverable, "why", "outside_the_service");
}

TEST_F(Service, EndsNotAfterItsLastDay) {
  const EntityId id = Running(100, kit.today() + 30);
  kit.When(End(id, kit.today() + 31)).ThenRefused(Rule::kDateOutOfOrder);
  kit.When(End(id, kit.today() + 30)).ThenEvents({"ServiceEnded"});
}

TEST_F(Service, WithoutCapacityNeedsNoUnit) {
  auto sheet = BuiltIn(kCentre);
  sheet["code"] = "advice";
  sheet["capacity"] = {{"model", "none"}};
  sheet.erase("waiting");
  kit.Given(AdoptSheet(sheet.dump()));
  const EntityId id = kit.Given(Apply(CaseInCharge(kit), "advice"));
  kit.When(Start(id, {}, kit.today())).ThenEvents({"ServiceStarted"});
  kit.When(Deliver(id, kit.today())).ThenEvents({"ServiceDelivered"});
  kit.When(End(id, kit.today() + 1)).ThenEvents({"ServiceEnded"});
}

TEST_F(Service, WithCapacityNeedsAUnit) {
  kit.When(Start(Applicant(kit), {}, kit.today())).ThenRejected(RejectionCode::kUnknownEntity, "/unit");
}

TEST_F(Service, RejectsDaysThatCannotBe) {
  const EntityId id = Running(100);
  kit.When(Vary(id, 50, Day{})).ThenRefused(Rule::kDateOutOfOrder);
  kit.When(Vary(id, 50, kLastDay + 1)).ThenRejected(RejectionCode::kForm, "/from");
  kit.When(End(id, kFirstDay - 1)).ThenRejected(RejectionCode::kForm, "/on");
  kit.When(Suspend(id, kit.today(), kit.today() - 1)).ThenRefused(Rule::kDateOutOfOrder);
  kit.When(Deliver(id, kit.today(), kMaxQuantity + 1, "personal_hygiene"))
      .ThenRejected(RejectionCode::kForm, "/quantity");
  kit.When(End(id, kit.today()), kLastDay + 1).ThenRejected(RejectionCode::kForm, "/effective_on");
}

TEST_F(Service, IsVariedOnlySoManyTimes) {
  const EntityId id = Running(1);
  for (int i = 1; i < static_cast<int>(kMaxVariations); ++i) {
    kit.Given(Vary(id, 1 + i % 2, kit.today() + i));
  }
  kit.When(Vary(id, 7, kit.today() + 1'000)).ThenRejected(RejectionCode::kForm, "/from");
}

TEST_F(Service, AnImportedHistoryOverbooksVisiblyAndOffersNothing) {
  unit = kit.Given(OpenUnit(kHomeCare, 60, kit.today() - 100));
  kit.RunDue();
  WaitingForHomeCare(kit, 60, 10);
  const EntityId case_file = CaseInCharge(kit);
  const Day past = kit.today() - 50;
  kit.WhenImported(case_file, past, Apply(case_file, kHomeCare, 100))
      .ThenEvents({"SourceFactImported", "ApplicationFiled"});
  const EntityId id = kit.Made();
  EXPECT_EQ(kit.Activation(id)->applied_on, past);
  kit.WhenImported(case_file, past, Enter(id)).ThenEvents({"SourceFactImported", "WaitingStarted", "EntryAdded"});
  kit.WhenImported(case_file, past, Start(id, unit, past))
      .ThenEvents({"SourceFactImported", "EntryRemoved", "ServiceStarted", "PlaceTaken"});
  EXPECT_EQ(LeastFree(kit.state(), unit, past, std::nullopt), -40);
  kit.WhenImported(case_file, past, Accept(id)).ThenRefused(Rule::kWrongActivationState);
  kit.WhenImported(case_file, past + 1, End(id, past + 1))
      .ThenEvents({"SourceFactImported", "ServiceEnded", "PlaceFreed"});
  EXPECT_TRUE(kit.RunDue().empty());
}

TEST_F(Service, AnImportedOfferHasNoTermOfItsOwn) {
  unit = kit.Given(OpenUnit(kCentre, 1, kit.today() - 100));
  kit.RunDue();
  const EntityId case_file = CaseInCharge(kit);
  const Day past = kit.today() - 50;
  kit.WhenImported(case_file, past, Apply(case_file, kCentre));
  const EntityId id = kit.Made();
  kit.WhenImported(case_file, past, Enter(id));
  kit.WhenImported(case_file, past, Offer(id, unit, past)).ThenEvents({"SourceFactImported", "OfferMade", "PlaceTaken"});
  EXPECT_TRUE(kit.RunDue().empty());
  kit.WhenImported(case_file, past + 3, Accept(id))
      .ThenEvents({"SourceFactImported", "OfferAccepted", "EntryRemoved", "ServiceStarted"});
}

}  // namespace
}  // namespace fascicolo::engine
