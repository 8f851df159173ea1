// Those who wait are asked from time to time whether they still do. The sheet of home care: every 180 days, 30 to answer.
#include "engine/families/revalidation.h"

#include "engine/families/waiting_list.h"
#include "engine/told_waiting.h"

namespace fascicolo::engine {
namespace {

constexpr int kEvery = 180;
constexpr int kAnswer = 30;

struct Revalidating : testing::Test {
  Revalidating() { AdoptCatalogue(kit); }
  [[nodiscard]] ActivationState StateOf(EntityId id) const { return kit.Activation(id)->state; }
  Kit kit;
};

TEST_F(Revalidating, AsksWhoHasWaitedAsLongAsTheSheetSays) {
  const EntityId id = WaitingForHomeCare(kit, 60, 30);
  const Day start = kit.today();
  EXPECT_THAT(NamesOf(kit.PassUntil(start + kEvery - 1)), testing::Not(testing::Contains("ConfirmationAsked")));
  EXPECT_THAT(NamesOf(kit.PassUntil(start + kEvery)), testing::ElementsAre("ConfirmationAsked"));
  EXPECT_EQ(RevalidationOf(kit, id).answer_by, start + kEvery + kAnswer);
}

TEST_F(Revalidating, KeepsWhoConfirmsAndAsksThemAgain) {
  const EntityId id = WaitingForHomeCare(kit, 60, 30);
  kit.PassUntil(kit.today() + kEvery);
  kit.When(ConfirmInterest(id)).ThenEvents({"InterestConfirmed"});
  const Day confirmed = kit.today();
  EXPECT_THAT(NamesOf(kit.PassUntil(confirmed + kEvery)), testing::ElementsAre("ConfirmationAsked"));
  EXPECT_EQ(StateOf(id), ActivationState::kWaiting);
}

TEST_F(Revalidating, RemovesWhoSaysNothingWhereTheSheetSaysSo) {
  const EntityId id = WaitingForHomeCare(kit, 60, 30);
  kit.PassUntil(kit.today() + kEvery + kAnswer);
  EXPECT_EQ(StateOf(id), ActivationState::kWaiting) << "on the last day there is still time";
  EXPECT_THAT(NamesOf(kit.PassUntil(kit.today() + 1)), testing::ElementsAre("InterestLapsed", "EntryRemoved"));
  EXPECT_EQ(StateOf(id), ActivationState::kRemoved);
  EXPECT_THAT(kit.ListInOrder(kHomeCare), testing::IsEmpty());
}

TEST_F(Revalidating, KeepsWhoSaysNothingAsInactiveWhereTheSheetKeepsThem) {
  KeepTheSilent(kit);
  const EntityId silent = WaitingForHomeCare(kit, 60, 10);
  const EntityId other = WaitingForHomeCare(kit, 60, 50);
  kit.PassUntil(kit.today() + kEvery);
  kit.Given(ConfirmInterest(other));
  kit.PassUntil(kit.today() + kAnswer + 1);
  EXPECT_TRUE(IsInactive(kit.state(), silent));
  EXPECT_THAT(kit.ListInOrder(kHomeCare), testing::ElementsAre(silent, other)) << "where they stood";
  kit.Given(OpenUnit(kHomeCare, 60, kit.today()));
  kit.RunDue();
  EXPECT_EQ(StateOf(other), ActivationState::kOffered) << "the silent one is passed over";
}

TEST_F(Revalidating, CallsWhoWasInactiveAgainOnceTheyConfirm) {
  KeepTheSilent(kit);
  const EntityId silent = WaitingForHomeCare(kit, 60, 10);
  kit.PassUntil(kit.today() + kEvery + kAnswer + 1);
  EXPECT_FALSE(SomebodyWaits(kit.state(), kHomeCare));
  kit.When(ConfirmInterest(silent)).ThenEvents({"InterestConfirmed"});
  EXPECT_TRUE(SomebodyWaits(kit.state(), kHomeCare));
}

TEST_F(Revalidating, AsksBeforeTheTurnWhoTheOfficeAsks) {
  const EntityId id = WaitingForHomeCare(kit, 60, 30);
  kit.When(AskToConfirm(id)).ThenEvents({"ConfirmationAsked"});
  EXPECT_EQ(RevalidationOf(kit, id).answer_by, kit.today() + kAnswer);
}

TEST_F(Revalidating, ForgetsWhoLeavesTheList) {
  const EntityId withdrawn = WaitingForHomeCare(kit, 60, 30);
  const EntityId offered = WaitingForHomeCare(kit, 60, 30);
  kit.Given(AskToConfirm(offered));
  kit.Given(Withdraw(withdrawn));
  EXPECT_FALSE(kit.state().Find<RevalidationTable>(withdrawn));
  const EntityId unit = kit.Given(OpenUnit(kHomeCare, 60, kit.today()));
  kit.RunDue();
  if (StateOf(offered) != ActivationState::kOffered) kit.Given(Offer(offered, unit, kit.today()));
  kit.Given(Accept(offered));
  EXPECT_FALSE(kit.state().Find<RevalidationTable>(offered));
}

TEST_F(Revalidating, DoesNotRemoveWhoHoldsAnOffer) {
  const EntityId id = WaitingForHomeCare(kit, 60, 30);
  kit.PassUntil(kit.today() + kEvery + kAnswer - 5);
  const EntityId unit = kit.Given(OpenUnit(kHomeCare, 60, kit.today()));
  kit.RunDue();
  if (StateOf(id) != ActivationState::kOffered) kit.Given(Offer(id, unit, kit.today()));
  kit.PassUntil(kit.today() + 6);
  EXPECT_EQ(StateOf(id), ActivationState::kOffered);
  EXPECT_TRUE(IsInactive(kit.state(), id));
}

TEST_F(Revalidating, AsksNobodyWhoseSheetDoesNot) {
  const EntityId id = Waiting(kit);
  EXPECT_FALSE(kit.state().Find<RevalidationTable>(id));
}

TEST_F(Revalidating, FactsThatDoNotFitArePoison) {
  const EntityId id = WaitingForHomeCare(kit, 60, 30);
  const auto folds = [&](auto fact) { return kit.Folds(id, schema::EntityKind::activation, std::move(fact)); };
  schema::InterestLapsedT not_asked;
  EXPECT_FALSE(folds(not_asked));
  schema::ConfirmationAskedT never;
  never.answer_by = (DayFromCivil({.year = 2201, .month = 1, .day = 1})).days;
  EXPECT_FALSE(folds(never));
  schema::InterestConfirmedT of_a_stranger;
  of_a_stranger.confirm_from = kit.today().days;
  EXPECT_FALSE(kit.Folds(Applicant(kit), schema::EntityKind::activation, of_a_stranger));
}

}  // namespace
}  // namespace fascicolo::engine
