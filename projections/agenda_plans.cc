// What is due of a personal plan: the decision, each month's expenses, what a year leaves, and the renewal.
#include <algorithm>

#include "engine/decision.h"
#include "engine/families/plan/plan_deciding.h"
#include "projections/agenda_items.h"

namespace fascicolo::projections {
namespace {

using engine::FirstOfMonth;
using engine::FirstOfYear;
using engine::Text;

constexpr std::string_view kRenewal = "renewal";

std::uint32_t NumberOf(Day month) {
  const auto civil = CivilFromDay(month);
  return static_cast<std::uint32_t>(civil.year) * 100 + static_cast<std::uint32_t>(civil.month);
}

/// A plan while one of its events changes what is due.
class PlanDues {
 public:
  PlanDues(const FoldedCommit& commit, EntityId plan, ViewRows& rows)
      : plan_(plan), rows_(rows), items_(commit, plan, rows), row_(rows.Find<DuePlanTable>(plan).value_or(DuePlanRow{})) {}

  [[nodiscard]] AgendaItems& items() { return items_; }
  [[nodiscard]] DuePlanRow& row() { return row_; }
  [[nodiscard]] DueRow Whose(LegalWeight weight, std::string_view what = {}) const {
    DueRow due;
    due.case_file = row_.case_file;
    due.service = row_.service;
    due.weight = weight;
    due.what = what;
    return due;
  }
  template <class Change>
  void ChangeYear(std::int32_t year, Change change) {
    const auto number = static_cast<std::uint32_t>(year);
    auto row = rows_.Find<DuePlanYearTable>(plan_, number).value_or(DuePlanYearRow{});
    change(row);
    rows_.Put<DuePlanYearTable>(row, plan_, number);
  }
  void MarkMonth(Day month, bool is_filed) { rows_.Mark<DuePlanMonthTable>(is_filed, plan_, month); }

  /// After an event: everything that follows from the days on which it runs.
  void Done() {
    rows_.Put<DuePlanTable>(row_, plan_);
    if (!row_.from || !row_.until) return;
    SetExpenses();
    SetLeftovers();
    if (row_.is_ended) return items_.Clear(DueKind::kServiceEnds);
    items_.Keep(DueKind::kServiceEnds, 0, *row_.until, Whose(LegalWeight::kRegulation, kRenewal));
  }

 private:
  /// All months whose expenses were told to be late and did not come, and the next one that runs.
  void SetExpenses() {
    const auto terms = rows_.Find<ExpensesDayTable>(row_.service);
    if (!terms) return;
    const engine::HolidayCalendar calendar = Calendar();
    engine::PlanRow days;
    days.from = row_.from;
    days.until = row_.until;
    days.pauses = row_.pauses;
    bool is_next = true;
    const Day end = std::max(*row_.until, FirstOfYear(row_.year + 1));
    for (Day month = FirstOfMonth(*row_.from); month < end; month = AddMonths(month, 1)) {
      const bool is_late = row_.missed && month <= *row_.missed;
      const bool is_open = RunsIn(days, month) && !rows_.Find<DuePlanMonthTable>(plan_, month) && (is_late || is_next);
      if (is_open && !is_late) is_next = false;
      if (!is_open) {
        items_.Clear(DueKind::kExpenses, NumberOf(month));
        continue;
      }
      items_.Keep(DueKind::kExpenses, NumberOf(month), engine::ExpensesDue(calendar, terms->day, month),
                  Whose(LegalWeight::kRegulation, FormatDay(month).substr(0, 7)));
    }
  }
  void SetLeftovers() {
    std::vector<std::pair<std::uint32_t, DuePlanYearRow>> years;
    rows_.Scan<DuePlanYearTable>(DuePlanYearTable::Key(plan_), [&](std::string_view bytes, const DuePlanYearRow& year) {
      EntityId plan;
      DuePlanYearTable::Read(bytes, plan, years.emplace_back().first);
      years.back().second = year;
      return true;
    });
    for (const auto& [number, year] : years) {
      const auto which = static_cast<std::int32_t>(number);
      if (year.is_returned || year.funded <= year.spent || which > row_.year) {
        items_.Clear(DueKind::kLeftover, number);
        continue;
      }
      const Day next_year = FirstOfYear(which + 1);
      items_.Keep(DueKind::kLeftover, number, row_.is_ended ? std::min(*row_.until, next_year) : next_year,
                  Whose(LegalWeight::kRegulation, std::to_string(number)));
    }
  }
  /// Sundays alone where none is adopted, as deciders have it.
  [[nodiscard]] engine::HolidayCalendar Calendar() const {
    const auto adopted = rows_.Find<DueCalendarTable>();
    auto parsed = engine::ParseHolidayCalendar(adopted ? adopted->json : std::string());
    return parsed ? std::move(parsed).value() : engine::HolidayCalendar{};
  }

  EntityId plan_;
  ViewRows& rows_;
  AgendaItems items_;
  DuePlanRow row_;
};

void SetCertificate(std::int32_t until, PlanDues& plan) {
  plan.items().Set(DueKind::kCertificateEnds, 0, engine::DayIfGiven(until), plan.Whose(LegalWeight::kLaw, "certificate"));
}

void Request(const schema::PlanRequested& fact, PlanDues& plan) {
  plan.row().case_file = events::Entity(fact.case_file());
  plan.row().service = Text(fact.service());
  SetCertificate(fact.certified_until(), plan);
  plan.items().Set(DueKind::kDeadline, 0, fact.decide_by() == 0 ? std::nullopt : std::optional(Day{fact.decide_by()}),
                   plan.Whose(LegalWeight::kLaw, "decision"));  // L. 241/1990, art. 2
}

void Start(const schema::PlanStarted& fact, PlanDues& plan) {
  plan.row().from = Day{fact.from()};
  plan.row().until = Day{fact.until()};
  plan.row().year = fact.year();
}

void Renew(const schema::PlanRenewed& fact, PlanDues& plan) {
  plan.row().year = fact.year();
  plan.row().until = Day{fact.until()};
}

void Resume(const schema::PlanResumed& fact, PlanDues& plan) {
  if (!plan.row().pauses.empty()) plan.row().pauses.back().until = Day{fact.from()};
}

void End(const schema::PlanEnded& fact, PlanDues& plan) {
  plan.items().Clear(DueKind::kProposal, static_cast<std::uint32_t>(schema::Proposal::end_plan));
  plan.items().Clear(DueKind::kCertificateEnds);
  plan.row().until = Day{fact.on()};
  plan.row().is_ended = true;
}

void ChangePlan(const schema::PlanEvent& event, PlanDues& plan) {
  using Payload = schema::PlanEventPayload;
  switch (event.payload_type()) {
    case Payload::PlanRequested:
      return Request(*event.payload_as_PlanRequested(), plan);
    case Payload::PlanSent:
      return plan.items().Clear(DueKind::kDeadline);
    case Payload::PlanDenied:
    case Payload::PlanWithdrawn:
      return plan.items().ClearAll();
    case Payload::PlanFunded:
      return plan.ChangeYear(event.payload_as_PlanFunded()->year(),
                             [&](DuePlanYearRow& year) { year.funded = event.payload_as_PlanFunded()->amount(); });
    case Payload::CertificateRecorded:
      return SetCertificate(event.payload_as_CertificateRecorded()->certified_until(), plan);
    case Payload::PlanStarted:
      return Start(*event.payload_as_PlanStarted(), plan);
    case Payload::PlanRenewed:
      return Renew(*event.payload_as_PlanRenewed(), plan);
    case Payload::PlanSuspended:
      return plan.row().pauses.push_back({Day{event.payload_as_PlanSuspended()->from()}, std::nullopt});
    case Payload::PlanResumed:
      return Resume(*event.payload_as_PlanResumed(), plan);
    case Payload::PlanEnded:
      return End(*event.payload_as_PlanEnded(), plan);
    case Payload::ExpensesFiled:
      return plan.MarkMonth(Day{event.payload_as_ExpensesFiled()->month()}, true);
    case Payload::ExpensesContested:
      return plan.MarkMonth(Day{event.payload_as_ExpensesContested()->month()}, false);
    case Payload::ExpensesMissed:
      plan.row().missed = Day{event.payload_as_ExpensesMissed()->month()};
      return;
    case Payload::ExpensesAccepted:
      return plan.ChangeYear(YearOf(Day{event.payload_as_ExpensesAccepted()->month()}),
                             [&](DuePlanYearRow& year) { year.spent += event.payload_as_ExpensesAccepted()->amount(); });
    case Payload::LeftoverReturned:
      return plan.ChangeYear(event.payload_as_LeftoverReturned()->year(),
                             [](DuePlanYearRow& year) { year.is_returned = true; });
    default:
      return;
  }
}

}  // namespace

void FoldPlan(const FoldedCommit& commit, const FoldedEvent& event, ViewRows& rows) {
  PlanDues plan(commit, event.entity, rows);
  if (ChangeProposals(event, plan.Whose(LegalWeight::kRegulation), plan.items())) return;
  if (ChangeDeadline(*event.event, plan.items())) return;
  const auto* own = event.event->payload_as_PlanEvent();
  if (own == nullptr) return;
  ChangePlan(*own, plan);
  plan.Done();
}

void KeepPlanTerms(const schema::Event& event, ViewRows& rows) {
  if (const auto* sheet = event.payload_as_SheetAdopted()) {
    const auto parsed = engine::ParseSheet(Text(sheet->sheet()));
    const bool has_plans = parsed && parsed->plan;
    if (has_plans) rows.Put<ExpensesDayTable>(ExpensesDayRow{parsed->plan->expenses_day}, parsed->code);
  } else if (const auto* calendar = event.payload_as_CalendarAdopted()) {
    rows.Put<DueCalendarTable>(DueCalendarRow{std::string(Text(calendar->calendar()))});
  }
}

}  // namespace fascicolo::projections
