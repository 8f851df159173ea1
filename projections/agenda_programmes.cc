// What is due of programmes and of how units are run: undertakings by their day, accreditations and contracts that end, what is
// to be put right, complaints to be answered. What is told to be late stays until it is done.
#include "engine/decision.h"
#include "engine/families/limits.h"
#include "engine/families/undertaking_life.h"
#include "projections/agenda_items.h"

namespace fascicolo::projections {
namespace {

using engine::DayIfGiven;
using engine::Text;
using engine::UndertakingRow;

DueRow RowOf(LegalWeight weight, std::string_view service, std::string_view what = {}) {
  DueRow row;
  row.service = service;
  row.what = what;
  row.weight = weight;
  return row;
}

/// The last day in time; of an agreement the first day without it. None: no clock runs.
std::optional<Day> DueOn(const UndertakingRow& row) {
  const auto clock = engine::ClockOf(row);
  if (!clock) return std::nullopt;
  return row.kind == schema::UndertakingKind::agreement ? LocalDay(*clock) : LocalDay(*clock) - 1;
}

void Keep(const UndertakingRow& row, std::uint32_t number, const FoldedEvent& event, AgendaItems& items, ViewRows& rows) {
  const auto service = rows.Find<DueServiceTable>(event.entity).value_or(DueServiceRow{});
  rows.Put<DueUndertakingTable>(row, event.entity, number);
  items.Set(DueKind::kUndertaking, number, DueOn(row),
            RowOf(LegalWeight::kOffice, service.service, schema::EnumNameUndertakingKind(row.kind)));
}

void Start(const schema::UndertakingStarted& fact, const FoldedEvent& event, AgendaItems& items, ViewRows& rows) {
  UndertakingRow row;
  row.kind = fact.kind();
  row.until = DayIfGiven(fact.until());
  row.due = DayIfGiven(fact.due());
  Keep(row, fact.number(), event, items, rows);
}

void Advance(const schema::UndertakingAdvanced& fact, const FoldedEvent& event, AgendaItems& items, ViewRows& rows) {
  auto row = rows.Find<DueUndertakingTable>(event.entity, fact.number());
  const auto next = row ? engine::NextState(engine::LifeOf(row->kind), row->state, fact.step()) : std::nullopt;
  if (!next) return;
  row->state = *next;
  if (row->due && *row->due < event.day()) row->due.reset();  // it was late, and is done now
  if (const auto until = DayIfGiven(fact.until())) row->until = until;
  if (const auto due = DayIfGiven(fact.due())) row->due = due;
  Keep(*row, fact.number(), event, items, rows);
}

void ChangeAccreditation(const schema::AccreditationSet& fact, std::string_view service, AgendaItems& items) {
  using Step = schema::AccreditationStep;
  if (fact.step() == Step::grant) {
    items.Set(DueKind::kAccreditationEnds, 0, DayIfGiven(fact.until()), RowOf(LegalWeight::kRegulation, service));
  } else if (fact.step() == Step::revoke) {
    items.Clear(DueKind::kAccreditationEnds);
  }
}

}  // namespace

void FoldProgramme(const FoldedCommit& commit, const FoldedEvent& event, ViewRows& rows) {
  AgendaItems items(commit, event.entity, rows);
  if (const auto* opened = event.event->payload_as_ProgrammeOpened()) {
    rows.Put<DueServiceTable>(DueServiceRow{std::string(Text(opened->service()))}, event.entity);
  } else if (const auto* started = event.event->payload_as_UndertakingStarted()) {
    Start(*started, event, items, rows);
  } else if (const auto* advanced = event.event->payload_as_UndertakingAdvanced()) {
    Advance(*advanced, event, items, rows);
  }
}

void FoldUnit(const FoldedCommit& commit, const FoldedEvent& event, ViewRows& rows) {
  AgendaItems items(commit, event.entity, rows);
  const std::string service = rows.Find<DueServiceTable>(event.entity).value_or(DueServiceRow{}).service;
  const auto set = [&](DueKind kind, std::uint32_t number, std::int32_t day, std::string_view what) {
    DueRow row = RowOf(kind == DueKind::kComplaint ? LegalWeight::kLaw : LegalWeight::kRegulation, service, what);
    row.unit = event.entity;
    items.Set(kind, number, DayIfGiven(day), row);
  };
  if (const auto* opened = event.event->payload_as_UnitOpened()) {
    rows.Put<DueServiceTable>(DueServiceRow{std::string(Text(opened->service()))}, event.entity);
  } else if (const auto* accredited = event.event->payload_as_AccreditationSet()) {
    ChangeAccreditation(*accredited, service, items);
  } else if (const auto* contract = event.event->payload_as_ContractSigned()) {
    items.ClearThrough(DueKind::kContractEnds, Day{contract->from()});  // it goes on in this one
    set(DueKind::kContractEnds, contract->number(), contract->until(), Text(contract->provider()));
  } else if (const auto* over = event.event->payload_as_ContractEnded()) {
    items.Move(DueKind::kContractEnds, over->number(), Day{over->on()});
  } else if (const auto* checked = event.event->payload_as_QualityChecked(); checked && checked->findings()) {
    for (const auto* one : *checked->findings()) set(DueKind::kFinding, one->number(), one->remedy_by(), Text(one->code()));
  } else if (const auto* resolved = event.event->payload_as_FindingResolved()) {
    items.Clear(DueKind::kFinding, resolved->number());
  } else if (const auto* complaint = event.event->payload_as_ComplaintReceived()) {
    set(DueKind::kComplaint, complaint->number(), complaint->answer_by(), Text(complaint->code()));
  } else if (const auto* answered = event.event->payload_as_ComplaintAnswered()) {
    items.Clear(DueKind::kComplaint, answered->number());
  }
}

}  // namespace fascicolo::projections
