// Who bears a share of a cost, bills of placements, and allowances that were paid beyond their end.
#include "engine/families/cost_share.h"

#include "engine/families/placement_days.h"
#include "engine/told_grants.h"
#include "engine/told_placements.h"

namespace fascicolo::engine {
namespace {

using Payer = schema::CostPayer;

struct CostShares : testing::Test {
  CostShares() { AdoptCatalogue(kit); }
  [[nodiscard]] std::int64_t SharedBy(EntityId entity, Day day) const {
    return SharedOn(kit.state().Find<CostShareTable>(entity).value_or(CostSharesRow{}), day);
  }
  Kit kit;
};

TEST_F(CostShares, HoldFromTheirDayUntilTheNextOfTheirPayer) {
  AdoptPlacing(kit);
  const EntityId stay = ChildInFacility(kit).placement;
  kit.Given(CostShare(stay, Payer::health_authority, 50, kMarch));
  kit.Given(CostShare(stay, Payer::region, 20, kMarch + 5));
  kit.Given(CostShare(stay, Payer::health_authority, 0, kMarch + 10));
  EXPECT_EQ(SharedBy(stay, kMarch - 1), 0);
  EXPECT_EQ(SharedBy(stay, kMarch), 5'000);
  EXPECT_EQ(SharedBy(stay, kMarch + 5), 7'000);
  EXPECT_EQ(SharedBy(stay, kMarch + 10), 2'000);
}

TEST_F(CostShares, AreOfAServiceToo) {
  const EntityId unit = kit.Given(OpenUnit(kCentre, 5, kit.today()));
  const EntityId service = Applicant(kit);
  kit.Given(Start(service, unit, kit.today()));
  kit.When(CostShare(service, Payer::health_authority, 40, kit.today())).ThenEvents({"CostShareRecorded"});
  kit.When(CostShare(unit, Payer::health_authority, 40, kit.today())).ThenRejected(RejectionCode::kUnknownEntity, "/entity");
}

TEST_F(CostShares, APlacementIsBilledForTheDaysOfItsPlacesAbsencesWithThem) {
  // Given a child in a facility since 2 March, who is away for a week.
  AdoptPlacing(kit);
  const InFacility stay = ChildInFacility(kit);
  kit.PassUntil(kit.today() + 3);
  kit.Given(Absent(stay.placement, stay.child, kit.today()));
  kit.PassUntil(kit.today() + 7);
  kit.Given(Returned(stay.placement, stay.child, kit.today()));
  kit.PassUntil(kApril);
  // When the facility bills the month: thirty days, the first one was before.
  const auto billed = kit.When(Bill(stay.placement, kMarch, 31)).ThenEvents({"BillRecorded"});
  EXPECT_EQ(billed.First<schema::BillRecordedT>().delivered, 30);
  kit.Given(ContestBill(stay.placement, 1));
  kit.Given(Bill(stay.placement, kMarch, 30));
  kit.Given(AcceptBill(stay.placement, 2));
  // Then it is liquidated like every other bill.
  const EntityId chapter = Chapter(kit, 9'000 * kEuro);
  const auto commitment = Committed(kit, chapter, 3'000 * kEuro, stay.placement, "60/2026");
  auto payment = Liquidate(chapter, commitment, 3'000 * kEuro, Provider(kit));
  payment.activation = Ref(stay.placement);
  payment.bill = 2;
  EffectiveAct(kit, "61/2026", std::move(payment));
  EXPECT_EQ(kit.state().Find<ChapterTable>(chapter)->liquidations, 1U);
}

TEST_F(CostShares, FactsThatDoNotFitArePoison) {
  AdoptPlacing(kit);
  const EntityId stay = ChildInFacility(kit).placement;
  schema::CostShareRecordedT too_much;
  too_much.payer = Payer::region;
  too_much.share = kWholeCost + 1;
  too_much.from = kit.today().days;
  EXPECT_FALSE(kit.Folds(stay, schema::EntityKind::placement, std::move(too_much)));
}

TEST_F(CostShares, AnAllowancePaidBeyondAnEndThatBecameKnownLateIsProposedForRecovery) {
  // Given help of which March and April were paid, and that should have ended on 20 March.
  const HelpAsked asked = HelpPaid(kit);
  kit.PassUntil(kApril + 5);
  kit.Given(Sign(kit.Given(Payments(kApril)), "70/2026"));
  kit.RunDue();
  const auto then = WhenByAct(kit, "71/2026", End(asked.application, kMarch + 19, "requisites_lost"));
  const auto proposed = then.ThenEvents({"ServiceEnded", "ActionProposed"}).First<schema::ActionProposedT>();
  EXPECT_EQ(proposed.action, schema::Proposal::recover_payments);
  EXPECT_EQ(proposed.amount, 250 * kEuro) << "March began before the end";
  auto back = Recovery(asked.person, 250 * kEuro, kit.today() + 60);
  back.activation = Ref(asked.application);
  kit.When(std::move(back)).ThenEvents({"DebtRaised", "ProposalWithdrawn"});
}

}  // namespace
}  // namespace fascicolo::engine
