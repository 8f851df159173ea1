#include "connectors/program/plans/plan_lines.h"

#include <algorithm>
#include <tuple>

#include "engine/catalogue/adopted.h"
#include "engine/families/deadline_keeping.h"
#include "engine/families/plan/plan_deciding.h"

namespace fascicolo::program {
namespace {

using engine::PlanRow;
using engine::State;

void Offer(PlanDue due, PlanLine& line) {
  if (!line.next || due.on < line.next->on) line.next = due;
}

void TakeYears(const State& state, PlanLine& line) {
  using engine::PlanYearTable;
  state.Scan<PlanYearTable>(PlanYearTable::Key(line.plan), [&](std::string_view bytes, engine::PlanYearRow row) {
    EntityId plan;
    std::uint32_t year = 0;
    PlanYearTable::Read(bytes, plan, year);
    line.years.push_back({static_cast<std::int32_t>(year), std::move(row)});
    return true;
  });
  for (const PlanYear& one : line.years) {
    const std::int64_t spent = engine::TotalOf(one.row.spent);
    line.granted_cents += one.row.funded;
    line.spent_cents += spent;
    const bool has_begun = line.row.from && one.year <= line.row.year;
    if (has_begun && !one.row.returned) line.left_cents += one.row.funded - spent;
  }
}

/// The deadline for deciding about the request, while it runs or is late.
void OfferDecision(const State& state, PlanLine& line) {
  const auto deadline = state.Find<engine::DeadlineTable>(line.plan, engine::kDecisionNumber);
  if (deadline) Offer({LocalDay(deadline->due) - 1, engine::kDecisionDeadline}, line);
}

/// The months in which it runs; the first whose expenses did not come, or were contested, is due.
void TakeMonths(const State& state, PlanLine& line) {
  if (!line.row.from || !line.row.until) return;
  const auto sheet = engine::AdoptedSheet(state, line.row.service);
  bool is_due = false;
  for (Day month = engine::FirstOfMonth(*line.row.from); month < *line.row.until; month = AddMonths(month, 1)) {
    if (!engine::RunsIn(line.row, month)) continue;
    ++line.months;
    if (is_due || !sheet || !sheet->plan) continue;
    const auto filed = state.Find<engine::PlanMonthTable>(line.plan, month);
    if (filed && filed->state != engine::ExpensesState::kContested) continue;
    is_due = true;
    Offer({engine::ExpensesDue(state, *sheet->plan, month), "expenses"}, line);
  }
}

/// What is left of a year goes back once the year, or the plan, is over.
void OfferLeftovers(PlanLine& line) {
  if (!line.row.until) return;
  const bool is_over = line.row.state == engine::PlanState::kEnded;
  for (const PlanYear& one : line.years) {
    const bool is_left = !one.row.returned && one.row.funded > engine::TotalOf(one.row.spent);
    if (!is_left || one.year > line.row.year) continue;
    const Day next_year = engine::FirstOfYear(one.year + 1);
    Offer({is_over ? std::min(*line.row.until, next_year) : next_year, "leftover"}, line);
  }
}

PlanLine LineOf(const State& state, EntityId plan, PlanRow row) {
  PlanLine line{.plan = plan, .row = std::move(row), .years = {}, .next = {}};
  TakeYears(state, line);
  OfferDecision(state, line);
  TakeMonths(state, line);
  if (engine::IsInForce(line.row.state)) Offer({*line.row.until, "renewal"}, line);
  OfferLeftovers(line);
  return line;
}

}  // namespace

std::vector<PlanLine> PlanLines(const State& state) {
  std::vector<std::pair<EntityId, PlanRow>> plans;
  state.Scan<engine::PlanTable>(engine::PlanTable::Key(), [&](std::string_view bytes, PlanRow row) {
    EntityId plan;
    engine::PlanTable::Read(bytes, plan);
    plans.emplace_back(plan, std::move(row));
    return true;
  });
  std::sort(plans.begin(), plans.end(), [](const auto& one, const auto& other) {
    return std::tie(one.second.service, one.first) < std::tie(other.second.service, other.first);
  });
  std::vector<PlanLine> lines;
  for (auto& [plan, row] : plans) lines.push_back(LineOf(state, plan, std::move(row)));
  return lines;
}

}  // namespace fascicolo::program
