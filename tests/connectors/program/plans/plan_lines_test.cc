// What the office sees of its personal plans; and that the agenda, which is folded from events, says the same.
#include "connectors/program/plans/plan_lines.h"

#include "engine/told_plans.h"
#include "tests/connectors/program/folded_agenda.h"

namespace fascicolo::program {
namespace {

using namespace engine;  // NOLINT: tests are told in its words
using projections::DueKind;

constexpr Day kMarch = DayFromCivil({.year = 2026, .month = 3, .day = 1});

class PlanOffice : public testing::Test {
 protected:
  PlanOffice() : agenda(kit) { AdoptPlans(kit); }
  [[nodiscard]] PlanLine LineOf(EntityId plan) const {
    for (const PlanLine& line : PlanLines(kit.state())) {
      if (line.plan == plan) return line;
    }
    ADD_FAILURE() << "no such plan";
    return {};
  }
  /// What is due next, on a day; and the agenda's first item about the plan is on that day too.
  void ExpectNext(EntityId plan, std::string_view what, Day on) const {
    const PlanLine line = LineOf(plan);
    ASSERT_TRUE(line.next);
    EXPECT_EQ(line.next->what, what);
    EXPECT_EQ(line.next->on, on) << FormatDay(line.next->on);
    const auto items = agenda.About(plan);
    ASSERT_FALSE(items.empty());
    EXPECT_EQ(items.front().key.due_on, on) << FormatDay(items.front().key.due_on) << " " << items.front().row.what;
    EXPECT_EQ(items.front().row.case_file, line.row.case_file);
  }
  [[nodiscard]] std::vector<std::string> DueMonths(EntityId plan) const {
    std::vector<std::string> months;
    for (const auto& item : agenda.About(plan)) {
      if (item.key.kind == DueKind::kExpenses) months.push_back(item.row.what);
    }
    return months;
  }
  void Settle(EntityId plan, Day month) {
    kit.Given(Expenses(plan, month));
    kit.Given(OfMonth<schema::AcceptExpensesT>(plan, month));
  }
  static Day On(int year, int month, int day) { return DayFromCivil({.year = year, .month = month, .day = day}); }

  Kit kit;
  FoldedAgenda agenda;
};

TEST_F(PlanOffice, SeesByWhenTheRequestIsToBeDecided) {
  const PlanAsked asked = AskForPlan(kit);
  ExpectNext(asked.plan, "decision", kit.today() + 60);
  kit.Given(WithdrawPlan(asked.plan));
  EXPECT_FALSE(LineOf(asked.plan).next);
  EXPECT_TRUE(agenda.About(asked.plan).empty());
}

TEST_F(PlanOffice, SeesWhatWasGrantedSpentAndIsLeft) {
  const PlanAsked asked = RunningPlan(kit);
  kit.PassUntil(On(2026, 4, 1));
  Settle(asked.plan, kMarch);
  const PlanLine line = LineOf(asked.plan);
  EXPECT_EQ(line.months, 10) << "March to December";
  EXPECT_EQ(line.granted_cents, 4'000 * kEuro);
  EXPECT_EQ(line.spent_cents, 250 * kEuro);
  EXPECT_EQ(line.left_cents, 3'750 * kEuro);
  ASSERT_EQ(line.years.size(), 1U);
  EXPECT_EQ(line.years.front().year, 2026);
}

TEST_F(PlanOffice, WaitsForEachMonthsExpensesAndForgetsNoneThatDidNotCome) {
  const PlanAsked asked = RunningPlan(kit);
  ExpectNext(asked.plan, "expenses", On(2026, 4, 15));
  kit.PassUntil(On(2026, 4, 20));
  ExpectNext(asked.plan, "expenses", On(2026, 4, 15));
  EXPECT_EQ(DueMonths(asked.plan), (std::vector<std::string>{"2026-03", "2026-04"})) << "late, and the next";
  kit.Given(Expenses(asked.plan, kMarch));
  ExpectNext(asked.plan, "expenses", On(2026, 5, 15));
  kit.Given(ContestExpenses(asked.plan, kMarch));
  ExpectNext(asked.plan, "expenses", On(2026, 4, 15));
  Settle(asked.plan, kMarch);
  EXPECT_EQ(DueMonths(asked.plan), std::vector<std::string>{"2026-04"});
}

TEST_F(PlanOffice, WaitsForNoExpensesOfMonthsInWhichItDoesNotRun) {
  const PlanAsked asked = RunningPlan(kit);
  EffectiveAct(kit, NextAct(kit), SuspendPlan(asked.plan, On(2026, 4, 1)));
  kit.PassUntil(On(2026, 4, 2));
  Settle(asked.plan, kMarch);
  EXPECT_EQ(LineOf(asked.plan).months, 1);
  ExpectNext(asked.plan, "renewal", On(2027, 1, 1));
  kit.PassUntil(On(2026, 6, 20));
  kit.Given(ResumePlan(asked.plan, kit.today()));
  EXPECT_EQ(LineOf(asked.plan).months, 8) << "March, June to December";
  ExpectNext(asked.plan, "expenses", On(2026, 7, 15));
}

TEST_F(PlanOffice, SeesWhatGoesBackOnceItIsOver) {
  const PlanAsked asked = RunningPlan(kit);
  kit.PassUntil(On(2026, 4, 1));
  Settle(asked.plan, kMarch);
  EffectiveAct(kit, NextAct(kit), EndPlan(asked.plan, kit.today()));
  ExpectNext(asked.plan, "leftover", On(2026, 4, 1));
  EXPECT_EQ(agenda.About(asked.plan).size(), 1U) << "neither expenses nor a renewal";
}

TEST_F(PlanOffice, SeesNothingThatIsDueOnceAllHasGoneBack) {
  const PlanAsked asked = RunningPlan(kit, kit.today() + 5);
  EffectiveAct(kit, NextAct(kit), EndPlan(asked.plan, kit.today() + 5));
  kit.Given(GiveBack(asked.plan));
  const PlanLine line = LineOf(asked.plan);
  EXPECT_EQ(line.left_cents, 0);
  EXPECT_FALSE(line.next);
  EXPECT_TRUE(agenda.About(asked.plan).empty());
}

}  // namespace
}  // namespace fascicolo::program
