#include "engine/families/plan/plan_payments.h"

#include <algorithm>

#include "engine/catalogue/adopted.h"
#include "engine/families/money_deciding.h"
#include "engine/families/plan/plan_deciding.h"

namespace fascicolo::engine {
namespace {

constexpr int kMonthsOfYear = 12;

/// Who is paid for an activity of the plan's year.
EntityId PayeeFor(const PlanRow& plan, const PlanYearRow& year, std::string_view activity) {
  for (const PlanItemRow& item : year.items) {
    if (item.activity == activity && !item.payee.is_zero()) return item.payee;
  }
  return plan.payee;
}

void AddDue(EntityId payee, std::int64_t amount, std::vector<PlanDue>& dues) {
  if (amount == 0) return;
  const auto found = std::find_if(dues.begin(), dues.end(), [&](const PlanDue& due) { return due.payee == payee; });
  if (found == dues.end()) {
    dues.push_back({payee, amount});
  } else {
    found->amount += amount;
  }
}

/// Of every item the part for one month. Nothing while the items exceed what the Region gave: they are varied first.
std::vector<PlanDue> ProvisionalDues(const PlanRow& plan, const PlanYearRow& year, Day month) {
  std::vector<PlanDue> dues;
  if (year.balanced || TotalOf(year.items) > year.funded || !RunsIn(plan, month)) return dues;
  const bool began_then = YearOf(*plan.from) == YearOf(month);
  const int months = began_then ? kMonthsOfYear + 1 - MonthOf(*plan.from) : kMonthsOfYear;
  for (const PlanItemRow& item : year.items) {
    AddDue(PayeeFor(plan, year, item.activity), item.amount / months, dues);
  }
  return dues;
}

bool IsProvisional(const State& state, const PlanRow& plan) {
  const auto sheet = AdoptedSheet(state, plan.service);
  return sheet && sheet->plan && sheet->plan->provisional;
}

}  // namespace

std::vector<PlanDue> PlanDuesFor(const State& state, EntityId plan, Day month) {
  const auto row = state.FindEntity<PlanTable>(plan);
  const auto year = YearOfPlan(state, plan, YearOf(month));
  std::vector<PlanDue> dues;
  if (!row || !year) return dues;
  if (IsProvisional(state, *row)) return ProvisionalDues(*row, *year, month);
  const auto expenses = state.Find<PlanMonthTable>(plan, month);
  if (!expenses || expenses->state != ExpensesState::kAccepted) return dues;
  for (const PlanItemRow& item : expenses->items) AddDue(PayeeFor(*row, *year, item.activity), item.amount, dues);
  return dues;
}

bool IsPlanMonthPaid(const State& state, EntityId plan, Day month) {
  const auto dues = PlanDuesFor(state, plan, month);
  return std::all_of(dues.begin(), dues.end(), [&](const PlanDue& due) {
    return state.Find<PaidForTable>(plan, 0U, month, due.payee).has_value();
  });
}

std::int64_t PlanPaidIn(const State& state, EntityId plan, std::int32_t year) {
  std::int64_t paid = 0;
  for (Day month = FirstOfYear(year); YearOf(month) == year; month = AddMonths(month, 1)) {
    state.Scan<PaidForTable>(PaidForTable::Key(plan, 0U, month), [&](std::string_view, const PaidForRow& row) {
      paid += state.Find<LiquidationTable>(row.chapter, row.liquidation).value_or(LiquidationRow{}).amount;
      return true;
    });
  }
  return paid;
}

std::optional<Decision> CheckPlanDue(const State& state, EntityId about, std::optional<Day> month, EntityId payee,
                                     std::int64_t amount) {
  if (!state.Find<PlanTable>(about)) return std::nullopt;
  if (!month) return Malformed("/month", "is missing, and the money is a plan's month", "its first day");
  std::int64_t due = 0;
  for (const PlanDue& one : PlanDuesFor(state, about, *month)) due += one.payee == payee ? one.amount : 0;
  if (amount == due) return std::nullopt;
  return Refusal{Rule::kNotDueThatMonth, {{"month", FormatDay(*month)}, {"due", std::to_string(due)}}};
}

std::optional<Decision> CheckBalanceDue(const State& state, EntityId about, std::int32_t year, EntityId payee,
                                        std::int64_t amount) {
  const auto plan = state.FindEntity<PlanTable>(about);
  if (!plan) return Malformed("/year", "is given, and the money is no plan's");
  const auto row = YearOfPlan(state, about, year).value_or(PlanYearRow{});
  const std::int64_t due = payee == plan->payee ? row.to_pay : 0;
  if (amount == due) return std::nullopt;
  return Refusal{Rule::kBalanceNotDue, {{"year", std::to_string(year)}, {"due", std::to_string(due)}}};
}

std::vector<std::unique_ptr<schema::CarriedT>> PlanPaymentsOf(const State& state, const std::string& service, Day month) {
  std::vector<std::unique_ptr<schema::CarriedT>> payments;
  state.Scan<ServicePlanTable>(ServicePlanTable::Key(service), [&](std::string_view bytes, const MarkRow&) {
    std::string of;
    EntityId plan;
    ServicePlanTable::Read(bytes, of, plan);
    const auto year = YearOfPlan(state, plan, YearOf(month));
    for (const PlanDue& due : PlanDuesFor(state, plan, month)) {
      const bool is_paid = state.Find<PaidForTable>(plan, 0U, month, due.payee).has_value();
      if (is_paid || payments.size() >= kMaxCarried) continue;
      payments.push_back(CarriedPayment(year->chapter, year->commitment, due.payee, month, due.amount));
    }
    return payments.size() < kMaxCarried;
  });
  return payments;
}

}  // namespace fascicolo::engine
