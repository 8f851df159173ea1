// The lives of money: commitments, liquidations and their payments, debts, vouchers, bills, and a plan's expenses.
#include "engine/families/bill_states.h"
#include "engine/families/grant/voucher_states.h"
#include "engine/families/lives/life.h"
#include "engine/families/money_states.h"
#include "engine/families/plan/expenses_states.h"
#include "engine/told_grants.h"
#include "engine/told_plans.h"

namespace fascicolo::engine {
namespace {

constexpr std::int64_t kSum = 100 * kEuro;
constexpr std::uint32_t kOne = 1;  ///< the number of what is looked at

EntityId PayeeOf(const Kit& kit) {
  EntityId payee;
  kit.state().Scan<PayeeTable>(PayeeTable::Key(), [&](std::string_view bytes, const PayeeRow&) {
    PayeeTable::Read(bytes, payee);
    return false;
  });
  return payee;
}
/// A chapter with a payee, and 100 euro set aside for the payee's case.
EntityId ChapterWithMoneySetAside(Kit& kit) {
  const EntityId case_file = CaseInCharge(kit);
  static_cast<void>(PersonalPayee(kit, PersonOf(kit, case_file)));
  const EntityId chapter = Chapter(kit, 10 * kSum);
  kit.Given(Reserve(chapter, kSum, case_file));
  return chapter;
}
Then WhenLiquidated(Kit& kit, EntityId chapter, std::int64_t cents) {
  return WhenByAct(kit, NextAct(kit), Liquidate(chapter, kOne, cents, PayeeOf(kit)));
}
/// The act has its visa, which money that is bound wants.
Then WhenCommitted(Kit& kit, EntityId chapter) {
  auto draft = Act(CommitMoney(chapter, kOne));
  draft.terms->visa = true;
  Then drafted = kit.When(std::move(draft));
  if (drafted.told().refusal || drafted.told().rejection) return drafted;
  const EntityId act = kit.Made();
  kit.Given(Sign(act, NextAct(kit)));
  kit.Given(Visa(act));
  Told told;
  told.events = kit.RunDue();
  return Then(std::move(told));
}

TEST(CommitmentLife, IsLedByItsTable) {
  using enum CommitmentState;
  using Step = CommitmentStep;
  const auto come = [](Kit& kit, CommitmentState state) {
    const EntityId chapter = ChapterWithMoneySetAside(kit);
    if (state == kCommitted || state == kUsedUp) WhenCommitted(kit, chapter);
    if (state == kUsedUp) WhenLiquidated(kit, chapter, kSum);
    if (state == kReleased) kit.Given(Release(chapter, kOne, kSum));
    return chapter;
  };
  const auto now = [](const Kit& kit, EntityId chapter) { return StateOf(*kit.state().Find<CommitmentTable>(chapter, kOne)); };
  ExpectLife(Life<CommitmentState, Step>{
      LinesOf(CommitmentCourse()),
      {kReserved, kCommitted, kUsedUp, kReleased},
      come,
      now,
      {{Step::kCommit, "commit", WhenCommitted},
       {Step::kLiquidate, "liquidate a part", [](Kit& kit, EntityId id) { return WhenLiquidated(kit, id, kEuro); }},
       {Step::kLiquidate, "liquidate all", [](Kit& kit, EntityId id) { return WhenLiquidated(kit, id, kSum); }},
       {Step::kRelease, "release a part", [](Kit& kit, EntityId id) { return kit.When(Release(id, kOne, kEuro)); }},
       {Step::kRelease, "release all", [](Kit& kit, EntityId id) { return kit.When(Release(id, kOne, kSum)); }}},
      {},
      {Rule::kCommitmentOutOfOrder, Rule::kMoreThanCommitted}});
}

TEST(LiquidationLife, IsLedByItsTable) {
  using enum LiquidationState;
  using Step = LiquidationStep;
  const auto come = [](Kit& kit, LiquidationState state) {
    const EntityId chapter = ChapterWithMoneySetAside(kit);
    WhenCommitted(kit, chapter);
    WhenLiquidated(kit, chapter, kSum);
    if (state == kPaid) kit.Given(Pay(chapter, kOne));
    return chapter;
  };
  const auto now = [](const Kit& kit, EntityId chapter) { return StateOf(*kit.state().Find<LiquidationTable>(chapter, kOne)); };
  ExpectLife(Life<LiquidationState, Step>{
      LinesOf(LiquidationCourse()),
      {kToPay, kPaid},
      come,
      now,
      {{Step::kPay, "pay", [](Kit& kit, EntityId id) { return kit.When(Pay(id, kOne)); }},
       {Step::kBounce, "bounce", [](Kit& kit, EntityId id) { return kit.When(Bounce(id, kOne)); }}},
      {},
      {Rule::kLiquidationOutOfOrder}});
}

TEST(DebtLife, IsLedByItsTable) {
  using enum DebtState;
  using Step = DebtStep;
  const auto come = [](Kit& kit, DebtState state) {
    const EntityId person = kit.Given(Person());
    kit.Given(Recovery(person, kSum, kit.today() + 30));
    if (state == kSettled) kit.Given(Receive(person, kOne, kSum));
    if (state == kWrittenOff) kit.Given(WriteOff(person, kOne));
    return person;
  };
  const auto now = [](const Kit& kit, EntityId person) { return StateOf(*kit.state().Find<DebtTable>(person, kOne)); };
  ExpectLife(Life<DebtState, Step>{
      LinesOf(DebtCourse()),
      {kOwed, kSettled, kWrittenOff},
      come,
      now,
      {{Step::kReceive, "receive a part", [](Kit& kit, EntityId id) { return kit.When(Receive(id, kOne, kEuro)); }},
       {Step::kReceive, "receive all", [](Kit& kit, EntityId id) { return kit.When(Receive(id, kOne, kSum)); }},
       {Step::kRemind, "remind", [](Kit& kit, EntityId id) { return kit.When(Remind(id, kOne)); }},
       {Step::kAgreeInstalments, "agree instalments",
        [](Kit& kit, EntityId id) { return kit.When(Instalments(id, kOne, 4, kit.today() + 30)); }},
       {Step::kWriteOff, "write off", [](Kit& kit, EntityId id) { return kit.When(WriteOff(id, kOne)); }}},
      {},
      {Rule::kDebtSettled}});
}

TEST(DebtLife, OnceItIsSettledAnotherFactAboutItIsPoison) {
  Kit kit;
  const EntityId person = kit.Given(Person());
  kit.Given(Recovery(person, kSum, kit.today() + 30));
  schema::DebtRemindedT reminded;
  reminded.debt = kOne;
  EXPECT_TRUE(kit.Folds(person, schema::EntityKind::person, reminded));
  kit.Given(Receive(person, kOne, kSum));
  EXPECT_FALSE(kit.Folds(person, schema::EntityKind::person, reminded));
  schema::InstalmentsAgreedT agreed;
  agreed.debt = kOne;
  agreed.count = 4;
  agreed.first_due = kit.today().days;
  EXPECT_FALSE(kit.Folds(person, schema::EntityKind::person, agreed));
}

TEST(CommitmentLife, WhatIsOnlySetAsideIsNotLiquidatedByAnyFact) {
  Kit kit;
  const EntityId chapter = ChapterWithMoneySetAside(kit);
  schema::MoneyLiquidatedT liquidated;
  liquidated.liquidation = kOne;
  liquidated.commitment = kOne;
  liquidated.amount = kEuro;
  liquidated.payee = Ref(PayeeOf(kit));
  EXPECT_FALSE(kit.Folds(chapter, kBudgetKind, liquidated));
  schema::MoneyCommittedT committed;
  committed.commitment = kOne;
  committed.number = "2026/412";
  EXPECT_TRUE(kit.Folds(chapter, kBudgetKind, committed));
  EXPECT_FALSE(kit.Folds(chapter, kBudgetKind, committed)) << "it is bound once";
  EXPECT_TRUE(kit.Folds(chapter, kBudgetKind, std::move(liquidated)));
}

TEST(VouchersLife, IsLedByItsTable) {
  using enum VouchersState;
  using Step = VouchersStep;
  const auto row = [](const Kit& kit, EntityId id) { return *kit.state().Find<VouchersTable>(id); };
  const auto come = [&](Kit& kit, VouchersState state) {
    const HelpAsked asked = AskForHelp(kit);
    GrantSomeVouchers(kit, asked, 1, kSum);
    static_cast<void>(Provider(kit));
    const EntityId shop = kit.Made();
    if (state == kUsedUp) kit.Given(Redeem(asked.application, 1, shop, kSum));
    if (state == kLapsed) kit.PassUntil(row(kit, asked.application).until + kVoucherGraceDays + 1);
    return asked.application;
  };
  const auto redeem = [&](std::int64_t cents) {
    return [=](Kit& kit, EntityId id) {
      const EntityId shop = Provider(kit, "bottega_inventata");
      return kit.When(Redeem(id, 1, shop, cents), row(kit, id).from);
    };
  };
  ExpectLife(Life<VouchersState, Step>{
      LinesOf(VouchersCourse()),
      {kGood, kUsedUp, kLapsed},
      come,
      [&](const Kit& kit, EntityId id) { return StateOf(row(kit, id)); },
      {{Step::kRedeem, "redeem a part", redeem(kEuro)}, {Step::kRedeem, "redeem all", redeem(kSum)}},
      {Step::kLapse},
      {Rule::kVoucherNotGood, Rule::kMoreThanVoucher}});
}

TEST(BillLife, IsLedByItsTable) {
  using enum BillState;
  using Step = BillStep;
  const auto come = [](Kit& kit, BillState state) {
    AdoptCatalogue(kit);
    const Day month = AddMonths(kMarch, -1);
    const EntityId unit = kit.Given(OpenUnit(kCentre, 1, month));
    const EntityId service = kit.Given(Apply(CaseInCharge(kit), kCentre), month);
    kit.Given(Start(service, unit, month));
    kit.Given(Deliver(service, month));
    kit.Given(Bill(service, month, 1));
    if (state == kAccepted) kit.Given(AcceptBill(service, kOne));
    if (state == kContested) kit.Given(ContestBill(service, kOne));
    return service;
  };
  ExpectLife(Life<BillState, Step>{
      LinesOf(BillCourse()),
      {kRecorded, kAccepted, kContested},
      come,
      [](const Kit& kit, EntityId id) { return kit.state().Find<BillTable>(id, kOne)->state; },
      {{Step::kAccept, "accept", [](Kit& kit, EntityId id) { return kit.When(AcceptBill(id, kOne)); }},
       {Step::kContest, "contest", [](Kit& kit, EntityId id) { return kit.When(ContestBill(id, kOne)); }}},
      {},
      {Rule::kNothingOpen}});
}

TEST(VoucherBillLife, IsLedByTheTableOfBills) {
  using enum BillState;
  using Step = BillStep;
  const auto come = [](Kit& kit, BillState state) {
    const HelpAsked asked = AskForHelp(kit);
    GrantSomeVouchers(kit, asked, 1, kSum);
    const EntityId shop = Provider(kit);
    kit.Given(Redeem(asked.application, 1, shop, kSum));
    kit.PassUntil(kApril);
    kit.Given(BillVouchers(shop, kMarch, kSum));
    if (state == kAccepted) kit.Given(AcceptVouchers(shop, kOne));
    if (state == kContested) kit.Given(ContestVouchers(shop, kOne));
    return shop;
  };
  ExpectLife(Life<BillState, Step>{
      LinesOf(BillCourse()),
      {kRecorded, kAccepted, kContested},
      come,
      [](const Kit& kit, EntityId id) { return kit.state().Find<VoucherBillTable>(id, kOne)->state; },
      {{Step::kAccept, "accept", [](Kit& kit, EntityId id) { return kit.When(AcceptVouchers(id, kOne)); }},
       {Step::kContest, "contest", [](Kit& kit, EntityId id) { return kit.When(ContestVouchers(id, kOne)); }}},
      {},
      {Rule::kNothingOpen}});
}

TEST(ExpensesLife, IsLedByItsTable) {
  using enum ExpensesState;
  using Step = ExpensesStep;
  const auto come = [](Kit& kit, ExpensesState state) {
    AdoptCatalogue(kit);
    const EntityId plan = RunningPlan(kit).plan;
    kit.Given(Expenses(plan, kMarch));
    if (state == kAccepted) kit.Given(OfMonth<schema::AcceptExpensesT>(plan, kMarch));
    if (state == kContested) kit.Given(ContestExpenses(plan, kMarch));
    return plan;
  };
  ExpectLife(Life<ExpensesState, Step>{
      LinesOf(ExpensesCourse()),
      {kFiled, kContested, kAccepted},
      come,
      [](const Kit& kit, EntityId id) { return kit.state().Find<PlanMonthTable>(id, kMarch)->state; },
      {{Step::kFile, "file", [](Kit& kit, EntityId id) { return kit.When(Expenses(id, kMarch)); }},
       {Step::kAccept, "accept",
        [](Kit& kit, EntityId id) { return kit.When(OfMonth<schema::AcceptExpensesT>(id, kMarch)); }},
       {Step::kContest, "contest", [](Kit& kit, EntityId id) { return kit.When(ContestExpenses(id, kMarch)); }}},
      {},
      {Rule::kExpensesOutOfOrder}});
}

}  // namespace
}  // namespace fascicolo::engine
