#include "engine/families/plan/plan_payments.h"

#include "engine/families/money_deciding.h"
#include "engine/families/plan/plan_deciding.h"

namespace fascicolo::engine {

std::int64_t PlanDueFor(const State& state, EntityId plan, Day month) {
  const auto expenses = state.Find<PlanMonthTable>(plan, month);
  return expenses && expenses->state == ExpensesState::kAccepted ? TotalOf(expenses->items) : 0;
}

std::optional<Decision> CheckPlanDue(const State& state, EntityId about, std::optional<Day> month, std::int64_t amount) {
  if (!state.Find<PlanTable>(about)) return std::nullopt;
  if (!month) return Malformed("/month", "is missing, and the money is a plan's month", "its first day");
  const std::int64_t due = PlanDueFor(state, about, *month);
  if (amount == due) return std::nullopt;
  return Refusal{Rule::kNotDueThatMonth, {{"month", FormatDay(*month)}, {"due", std::to_string(due)}}};
}

std::vector<std::unique_ptr<schema::CarriedT>> PlanPaymentsOf(const State& state, const std::string& service, Day month) {
  std::vector<std::unique_ptr<schema::CarriedT>> payments;
  state.Scan<ServicePlanTable>(ServicePlanTable::Key(service), [&](std::string_view bytes, const MarkRow&) {
    std::string of;
    EntityId plan;
    ServicePlanTable::Read(bytes, of, plan);
    const std::int64_t due = PlanDueFor(state, plan, month);
    if (due == 0 || state.Find<PaidForTable>(plan, 0U, month)) return true;
    const auto row = state.FindEntity<PlanTable>(plan);
    const auto year = YearOfPlan(state, plan, YearOf(month));
    if (row && year) payments.push_back(CarriedPayment(year->chapter, year->commitment, row->payee, month, due));
    return payments.size() < kMaxCarried;
  });
  return payments;
}

}  // namespace fascicolo::engine
