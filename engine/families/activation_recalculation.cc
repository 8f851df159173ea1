#include "engine/families/activation_recalculation.h"

#include <algorithm>
#include <set>

#include "engine/catalogue/adopted.h"
#include "engine/families/activation_charges.h"
#include "engine/families/activation_deciding.h"
#include "engine/families/activation_states.h"
#include "engine/families/activation_fee.h"
#include "engine/families/activation_inputs.h"
#include "engine/families/isee_figures.h"
#include "engine/families/limits.h"
#include "engine/families/obligations.h"
#include "engine/rules/fee.h"

namespace fascicolo::engine {
namespace {

/// Days [from, until) of a service.
struct Span {
  Day from;
  std::optional<Day> until;
};

bool HasRun(const ActivationRow& row) {
  return ActivationsBefore(schema::EventPayload::FeeRecalculated).Has(row.state) && row.from.has_value();
}

/// Whether an attested figure takes the place of what the application brought.
bool TakesOver(const State& state, EntityId activation, const ActivationRow& row, const AttestedIsee& figure) {
  const InputRow* input = FindInput(row.inputs, kIseeInput);
  if (input == nullptr || input->source != activation) return true;
  return figure.from > *row.from || StoodIn(state, figure, input->number);
}

/// The figures of a service from `begin` on, each with the days on which it applies; none: what the application brought.
using Figures = std::vector<std::pair<Span, std::optional<AttestedIsee>>>;
Figures FiguresOf(const State& state, EntityId activation, const ActivationRow& row, Day begin) {
  std::set<Day> days = IseeTurningDays(state, row.person);
  days.erase(days.begin(), days.lower_bound(begin));
  days.insert(begin);
  Figures figures;
  bool is_attested = false;
  for (const Day day : days) {
    if (row.until && day >= *row.until) break;
    auto figure = IseeOn(state, row.person, day);
    if (figure && !is_attested && !TakesOver(state, activation, row, *figure)) figure.reset();
    const bool begins = figures.empty() && day == *row.from;
    if (!figure && !begins) continue;
    if (!figures.empty() && figures.back().second == figure) continue;
    if (!figures.empty()) figures.back().first.until = day;
    is_attested = is_attested || figure.has_value();
    figures.push_back({{day, row.until}, figure});
  }
  return figures;
}

/// The parts of `span` on each of which one fee, or none, is recorded.
std::vector<Span> PartsOf(const FeesRow& fees, const Span& span) {
  std::vector<Span> parts{span};
  for (const FeeStepRow& step : fees.steps) {
    if (step.from <= span.from || (span.until && step.from >= *span.until)) continue;
    parts.back().until = step.from;
    parts.push_back({step.from, span.until});
  }
  return parts;
}

schema::FeeRecalculatedT Recalculated(const State& state, EntityId activation, const Span& days,
                                      std::optional<std::int64_t> before, FeeOfUnit fee, Unit unit) {
  schema::FeeRecalculatedT fact;
  fact.from = days.from.days;
  fact.until = DaysOf(days.until);
  fact.unsettled = !before;
  fact.previous = before.value_or(0);
  if (before) {
    fact.quantity = UnitsDelivered(state, activation, days.from, days.until, fee.per);
    fact.owed = OwedFor(fact.quantity, fee.fee->amount - *before, fee.per, unit);
  }
  fact.fee = std::move(fee.fee);
  return fact;
}

}  // namespace

std::vector<EntityId> ServicesWithFee(const State& state, EntityId person, Day from) {
  std::vector<EntityId> services;
  state.Scan<PersonServiceTable>(PersonServiceTable::Key(person), [&](std::string_view bytes, const MarkRow&) {
    EntityId of;
    EntityId id;
    PersonServiceTable::Read(bytes, of, id);
    const auto row = state.FindEntity<ActivationTable>(id);
    if (!row || !HasRun(*row) || (row->until && *row->until <= from)) return true;
    const auto sheet = AdoptedSheet(state, row->service);
    if (sheet && !sheet->fee.empty()) services.push_back(id);
    return true;
  });
  return services;
}

Decision FulfilFeeRecalculation(const State& state, const Intent& intent, EntityId obligation,
                                const ObligationRow& due) {
  const auto drop = [&](std::string_view ground) {
    return Dropped(intent, obligation, due, kActivationKind, "recalculate_fee", std::string(ground));
  };
  const auto row = state.FindEntity<ActivationTable>(due.entity);
  if (!row || !HasRun(*row)) return drop("not_running");
  const auto sheet = AdoptedSheet(state, row->service);
  if (!sheet || sheet->fee.empty()) return drop("no_fee");
  Drafts drafts(intent);
  const FeesRow recorded = state.Find<FeeTable>(due.entity).value_or(FeesRow{});
  FeesRow after = recorded;
  const Day begin = std::max(*row->from, due.from.value_or(*row->from));
  for (const auto& [span, figure] : FiguresOf(state, due.entity, *row, begin)) {
    for (const Span& days : PartsOf(recorded, span)) {
      auto fee = FeeByFigure(state, *sheet, *row, span.from, figure);
      const auto before = FeeOn(recorded, days.from);
      if (!fee || before == fee->fee->amount) continue;
      SetFee(after, days.from, days.until, fee->fee->amount);
      auto fact = Recalculated(state, due.entity, days, before, *std::move(fee), sheet->unit);
      drafts.Add(due.entity, kActivationKind, std::move(fact)).effective_on = days.from;
    }
  }
  if (after.steps.size() > kMaxFeeSteps) return drop("too_many_fees");
  if (drafts.empty()) return drop("same_fee");
  return drafts.Done();
}

}  // namespace fascicolo::engine
