// Part of the golden town: vouchers, checks of declarations, a plan's balance, and who bears a share of a cost.
#include "engine/told_grants.h"
#include "engine/told_plans.h"
#include "released/golden_town.h"

namespace fascicolo::engine {
namespace {

Day ThisMonth(const Kit& kit) { return kit.today() - (CivilFromDay(kit.today()).day - 1); }

HelpAsked AskForMore(Kit& kit) {
  const HelpAsked asked = AskForHelp(kit);
  kit.Given(ChangeChapter(asked.chapter, 10'000 * kEuro));
  return asked;
}

/// Some of them are redeemed, billed twice and paid; the rest lapses.
void LiveVouchers(Kit& kit) {
  const HelpAsked asked = AskForMore(kit);
  kit.When(Vouchers(asked, 2, 50 * kEuro, kit.today(), kit.today(), 1)).ThenRefused(Rule::kActNeeded);
  GrantSomeVouchers(kit, asked, 2, 50 * kEuro);
  const Day month = ThisMonth(kit);
  const EntityId shop = Provider(kit, "bottega_inventata");
  kit.Given(Redeem(asked.application, 1, shop, 30 * kEuro));
  kit.When(Redeem(asked.application, 1, shop, 30 * kEuro)).ThenRefused(Rule::kMoreThanVoucher);
  kit.PassUntil(AddMonths(month, 1));
  kit.Given(BillVouchers(shop, month, 40 * kEuro));
  kit.Given(ContestVouchers(shop, 1));
  kit.Given(BillVouchers(shop, month, 30 * kEuro));
  kit.Given(AcceptVouchers(shop, 2));
  kit.Given(Sign(kit.Given(Payments(month)), NextAct(kit)));
  kit.RunDue();
  kit.PassUntil(kit.state().Find<VouchersTable>(asked.application)->until + kVoucherGraceDays + 1);
}

void LiveChecks(Kit& kit) {
  const HelpAsked asked = AskForMore(kit);
  GrantHelp(kit, asked, 250 * kEuro, 2, NextAct(kit));
  kit.Given(CostShare(asked.application, schema::CostPayer::region, 50, kit.today()));
  kit.Given(Sign(kit.Given(Payments(ThisMonth(kit))), NextAct(kit)));
  kit.PassUntil(kit.today() + 1);
  const EntityId sample = kit.Given(SampleOf(kit, 100));
  kit.PassUntil(kit.today() + 1);
  kit.Given(RevealSample(sample));
  kit.Given(Checked(asked.application, schema::DeclarationResult::untrue, sample));
  kit.When(Forfeit(asked.application, kit.today() + 60)).ThenRefused(Rule::kActNeeded);
  EffectiveAct(kit, NextAct(kit), Forfeit(asked.application, kit.today() + 60));
}

}  // namespace

void LiveGrants(Kit& kit) {
  LiveVouchers(kit);
  LiveChecks(kit);
}

void LiveBalance(Kit& kit) {
  kit.Given(AdoptSheet(With(kPlan162, "/plan/provisional", true)));
  const Day month = ThisMonth(kit);
  const PlanAsked asked = RunningPlan(kit, month);
  PayPlans(kit, month);
  EffectiveAct(kit, NextAct(kit), EndPlan(asked.plan, kit.today() + 1));
  kit.Given(Balance(asked.plan));
}

}  // namespace fascicolo::engine
