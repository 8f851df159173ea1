// The table of a plan's life: what it allows is not refused by it, everything else is.
#include "engine/families/plan/plan_states.h"

#include <functional>
#include <map>
#include <set>

#include "engine/told_plans.h"

namespace fascicolo::engine {
namespace {

using enum PlanState;
using Step = PlanStep;


/// Which steps a state allows, written down once more.
const std::map<PlanState, std::set<Step>> kAllowed{
    {kRequested, {Step::kAssess, Step::kWithdraw, Step::kDeny, Step::kCertify}},
    {kAssessed, {Step::kAssess, Step::kPrice, Step::kWithdraw, Step::kDeny, Step::kCertify}},
    {kPriced, {Step::kAssess, Step::kPrice, Step::kDraft, Step::kWithdraw, Step::kDeny, Step::kCertify}},
    {kDrafted, {Step::kPrice, Step::kDraft, Step::kSign, Step::kAgree, Step::kWithdraw, Step::kDeny, Step::kCertify}},
    {kAgreed, {Step::kSend, Step::kDeclare, Step::kWithdraw, Step::kDeny, Step::kCertify}},
    {kSent, {Step::kFund, Step::kRefuseFunds, Step::kDeclare, Step::kWithdraw, Step::kCertify}},
    {kFunded, {Step::kStart, Step::kDeclare, Step::kWithdraw, Step::kCertify}},
    {kUnfunded, {Step::kFund, Step::kWithdraw, Step::kDeny, Step::kCertify}},
    {kRunning,
     {Step::kAssess, Step::kPrice, Step::kDraft, Step::kFund, Step::kRefuseFunds, Step::kRenew, Step::kVary, Step::kDeclare,
      Step::kExpenses, Step::kSuspend, Step::kEnd, Step::kGiveBack, Step::kCertify}},
    {kSuspended, {Step::kDeclare, Step::kExpenses, Step::kResume, Step::kEnd, Step::kCertify}},
    {kEnded, {Step::kDeclare, Step::kExpenses, Step::kGiveBack}},
    {kWithdrawn, {}},
    {kDenied, {}},
};

/// A command for each step that has one of its own; what it says beside the plan is not looked at before the table.
Then Try(Kit& kit, Step step, const PlanAsked& asked) {
  const EntityId plan = asked.plan;
  const Day today = kit.today();
  const std::map<Step, std::function<Then()>> commands{
      {Step::kAssess, [&] { return kit.When(ScorePlan(plan, asked.person)); }},
      {Step::kPrice, [&] { return kit.When(OfYear<schema::SetPlanAmountT>(plan)); }},
      {Step::kDraft, [&] { return kit.When(UsualDraft(plan, schema::PlanManagement::direct)); }},
      {Step::kSign, [&] { return kit.When(SignPlan(plan, schema::Party::service)); }},
      {Step::kSend, [&] { return kit.When(SendPlan(plan)); }},
      {Step::kFund, [&] { return kit.When(Funding(plan, kEuro, asked.chapter, 1)); }},
      {Step::kRefuseFunds, [&] { return kit.When(NoFunding(plan)); }},
      {Step::kStart, [&] { return kit.When(StartPlan(plan, today, asked.payee)); }},
      {Step::kRenew, [&] { return kit.When(OfYear<schema::RenewPlanT>(plan, 2027)); }},
      {Step::kVary, [&] { return kit.When(WithItems(OfYear<schema::VaryPlanT>(plan), Item("day_centre", kEuro))); }},
      {Step::kDeclare, [&] { return kit.When(Helper(plan, today)); }},
      {Step::kExpenses, [&] { return kit.When(Expenses(plan, kMarch)); }},
      {Step::kSuspend, [&] { return kit.When(SuspendPlan(plan, today)); }},
      {Step::kResume, [&] { return kit.When(ResumePlan(plan, today + 1)); }},
      {Step::kEnd, [&] { return kit.When(EndPlan(plan, today)); }},
      {Step::kGiveBack, [&] { return kit.When(GiveBack(plan)); }},
      {Step::kWithdraw, [&] { return kit.When(WithdrawPlan(plan)); }},
      {Step::kDeny, [&] { return kit.When(DenyPlan(plan)); }},
      {Step::kCertify, [&] { return kit.When(Certificate(plan, today)); }},
  };
  return commands.at(step)();
}

schema::SetPlanAmountT PriceOf2027(EntityId plan) {
  auto price = OfYear<schema::SetPlanAmountT>(plan, 2027);
  price.inputs.push_back(Number("isee_cents", 1'000'000));
  return price;
}

/// In December a running plan goes on with its next year, as far as before `step`.
void PrepareNextYear(Kit& kit, const PlanAsked& asked, Step step) {
  kit.PassUntil(On(2026, 12, 1));
  if (step == Step::kPrice) return;
  kit.Given(PriceOf2027(asked.plan));
  if (step == Step::kDraft) return;
  kit.Given(UsualDraft(asked.plan, schema::PlanManagement::direct, 2027));
  if (step == Step::kFund || step == Step::kRefuseFunds) return;
  FundAll(kit, asked, 2027);
  if (step == Step::kRenew) return;
  kit.Given(OfYear<schema::RenewPlanT>(asked.plan, 2027));
}

/// A command for each step that the table allows, with all that it wants beside that.
Then Take(Kit& kit, Step step, const PlanAsked& asked, PlanState state) {
  const bool is_of_next_year = state == kRunning && (step == Step::kPrice || step == Step::kDraft || step == Step::kFund ||
                                                     step == Step::kRefuseFunds || step == Step::kRenew || step == Step::kGiveBack);
  if (is_of_next_year) PrepareNextYear(kit, asked, step);
  const std::int32_t year = is_of_next_year ? 2027 : 2026;
  if (is_of_next_year && step == Step::kPrice) return kit.When(PriceOf2027(asked.plan));
  if (step == Step::kDraft) return kit.When(UsualDraft(asked.plan, schema::PlanManagement::direct, year));
  if (step == Step::kFund) {
    kit.Given(Reserve(asked.chapter, 4'000 * kEuro, asked.plan));
    auto funding = Funding(asked.plan, 4'000 * kEuro, asked.chapter, kit.state().Find<ChapterTable>(asked.chapter)->commitments);
    funding.year = year;
    return kit.When(std::move(funding));
  }
  if (step == Step::kRefuseFunds) {
    auto refused = NoFunding(asked.plan);
    refused.year = year;
    return kit.When(std::move(refused));
  }
  if (step == Step::kDeny && state != kUnfunded) Forewarn(kit, asked.plan);  // once it was sent no term runs for deciding
  return Try(kit, step, asked);
}

/// Takes a 162 plan to one of the states before it runs.
void Prepare(Kit& kit, const PlanAsked& asked, PlanState state) {
  if (state >= kAssessed) kit.Given(ScorePlan(asked.plan, asked.person));
  if (state >= kPriced) kit.Given(OfYear<schema::SetPlanAmountT>(asked.plan));
  if (state >= kDrafted) kit.Given(UsualDraft(asked.plan, schema::PlanManagement::indirect));
  if (state >= kAgreed) SignByAll(kit, asked);
  if (state >= kSent) kit.Given(SendPlan(asked.plan));
}

PlanAsked InState(Kit& kit, PlanState state) {
  AdoptCatalogue(kit);
  if (state == kRunning || state == kSuspended || state == kEnded) {
    const PlanAsked running = RunningPlan(kit);
    if (state != kRunning) kit.PassUntil(kApril + 1);
    if (state == kSuspended) EffectiveAct(kit, NextAct(kit), SuspendPlan(running.plan, kit.today()));
    if (state == kEnded) EffectiveAct(kit, NextAct(kit), EndPlan(running.plan, kit.today()));
    return running;
  }
  const PlanAsked asked = AskForPlan(kit);
  if (state == kWithdrawn) {
    kit.Given(WithdrawPlan(asked.plan));
  } else if (state == kDenied) {
    Forewarn(kit, asked.plan);
    EffectiveAct(kit, NextAct(kit), DenyPlan(asked.plan));
  } else {
    Prepare(kit, asked, std::min(state, kSent));
    if (state == kFunded) FundAll(kit, asked);
    if (state == kUnfunded) kit.Given(NoFunding(asked.plan));
  }
  return asked;
}

TEST(PlanStates, EachStateAllowsItsStepsAndNoOthers) {
  for (const auto& [state, steps] : kAllowed) {
    Kit kit;
    const PlanAsked asked = InState(kit, state);
    ASSERT_EQ(PlanOf(kit, asked.plan).state, state) << TextOf(state);
    for (int i = 0; i <= static_cast<int>(Step::kDeny); ++i) {
      const auto step = static_cast<Step>(i);
      EXPECT_EQ(NextPlanState(state, step).has_value(), steps.contains(step)) << TextOf(state) << ", step " << i;
      if (steps.contains(step) || step == Step::kAgree) continue;
      Try(kit, step, asked).ThenRefused(Rule::kPlanOutOfOrder, "state", std::string(TextOf(state)));
    }
  }
}

TEST(PlanStates, WhatTheTableAllowsIsTakenAndLeadsWhereItSays) {
  for (const auto& [state, steps] : kAllowed) {
    for (const Step step : steps) {
      if (step == Step::kAgree) continue;
      Kit kit;
      const PlanAsked asked = InState(kit, state);
      kit.Given(AdoptSheet(With(kPlan162, "/act", "none")));
      const Told told = Take(kit, step, asked, state).told();
      SCOPED_TRACE(std::string(TextOf(state)) + ", step " + std::to_string(static_cast<int>(step)));
      EXPECT_FALSE(told.events.empty()) << ToString(told);
      EXPECT_EQ(PlanOf(kit, asked.plan).state, *NextPlanState(state, step));
    }
  }
}

TEST(PlanStates, HaveNamesAndWhatIsNoneHasNone) {
  EXPECT_EQ(TextOf(kUnfunded), "unfunded");
  EXPECT_EQ(TextOf(static_cast<PlanState>(99)), "unknown");
  EXPECT_TRUE(IsPending(kUnfunded));
  EXPECT_FALSE(IsPending(kEnded));
}

}  // namespace
}  // namespace fascicolo::engine
