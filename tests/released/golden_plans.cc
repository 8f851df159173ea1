// Part of the golden town: personal plans, and a list that is revalidated.
#include "engine/told_people.h"
#include "engine/told_plans.h"
#include "engine/told_waiting.h"
#include "released/golden_town.h"

namespace fascicolo::engine {
namespace {

Day FirstOfThisMonth(const Kit& kit) { return kit.today() - (CivilFromDay(kit.today()).day - 1); }

/// What comes to nothing, and what is decided by an act alone.
void LiveRefusedPlans(Kit& kit) {
  PlanAsked asked = AskForPlan(kit);
  kit.Given(WithdrawPlan(asked.plan));
  asked.plan = kit.Given(RequestPlan(asked.case_file, kit.today()));
  kit.When(DenyPlan(asked.plan)).ThenRefused(Rule::kActNeeded);
  Forewarn(kit, asked.plan);
  EffectiveAct(kit, NextAct(kit), DenyPlan(asked.plan));
}

void LiveBackHome(Kit& kit) {
  const PlanAsked lower = FundedBackHome(kit, "base_a");
  EffectiveAct(kit, NextAct(kit), StartPlan(lower.plan, kit.today() - 5, lower.payee));
  const PlanAsked higher = FundedBackHome(kit, "second", lower);
  EffectiveAct(kit, NextAct(kit), StartPlan(higher.plan, kit.today(), higher.payee));
}

}  // namespace

void LivePlans(Kit& kit) {
  LiveRefusedPlans(kit);
  const std::int32_t year = fascicolo::YearOf(kit.today());
  const Day month = FirstOfThisMonth(kit);
  const PlanAsked asked = RunningPlan(kit, month);
  const EntityId plan = asked.plan;
  kit.When(StartPlan(plan, month, asked.payee)).ThenRefused(Rule::kPlanOutOfOrder);
  kit.Given(Expenses(plan, month));
  kit.Given(ContestExpenses(plan, month));
  kit.Given(Expenses(plan, month));
  kit.Given(OfMonth<schema::AcceptExpensesT>(plan, month));
  kit.Given(Sign(kit.Given(PlanPayments(month)), NextAct(kit)));
  kit.RunDue();
  const auto vary = [&] {
    return WithItems(OfYear<schema::VaryPlanT>(plan, year), Item("personal_care", 3'500 * kEuro, 200 * 60));
  };
  kit.When(vary()).ThenRefused(Rule::kActNeeded);
  EffectiveAct(kit, NextAct(kit), vary());
  kit.When(SuspendPlan(plan, kit.today() + 1)).ThenRefused(Rule::kActNeeded);
  EffectiveAct(kit, NextAct(kit), SuspendPlan(plan, kit.today() + 1));
  kit.Given(ResumePlan(plan, kit.today() + 3));
  auto price = OfYear<schema::SetPlanAmountT>(plan, year + 1);
  price.inputs.push_back(Number("isee_cents", 1'000'000));
  kit.Given(std::move(price));
  kit.Given(UsualDraft(plan, schema::PlanManagement::indirect, year + 1));
  FundAll(kit, asked, year + 1);
  kit.When(OfYear<schema::RenewPlanT>(plan, year + 1)).ThenRefused(Rule::kActNeeded);
  EffectiveAct(kit, NextAct(kit), OfYear<schema::RenewPlanT>(plan, year + 1));
  kit.PassUntil(AddMonths(month, 2) + 20);  // nobody brings the next expenses
  kit.When(EndPlan(plan, kit.today())).ThenRefused(Rule::kActNeeded);
  EffectiveAct(kit, NextAct(kit), EndPlan(plan, kit.today()));
  kit.Given(GiveBack(plan, year));
  LiveBackHome(kit);
}

/// One confirms, one is silent.
void LiveRevalidation(Kit& kit) {
  const EntityId silent = WaitingForHomeCare(kit, 60, 95);
  const EntityId other = WaitingForHomeCare(kit, 60, 95);
  kit.Given(AskToConfirm(silent));
  kit.Given(AskToConfirm(other));
  kit.Given(ConfirmInterest(other));
  kit.PassUntil(kit.today() + 31);
}

}  // namespace fascicolo::engine
