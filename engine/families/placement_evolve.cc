// What the facts of a placement's course change in its rows: asked for, begun, extended, moved, ended. A fact that does not
// fit the state is poison, never a crash.
#include <algorithm>

#include "engine/catalogue/adopted.h"
#include "engine/families/deadline_keeping.h"
#include "engine/families/limits.h"
#include "engine/families/obligations.h"
#include "engine/families/placement.h"
#include "engine/families/placement_evolving.h"

namespace fascicolo::engine {
namespace {

using enum PlacementState;

/// A new row with these persons; false: there is one, or it makes no sense.
template <class Fact>
bool NewRow(const schema::Event& event, const Fact& fact, StateEditor& editor, PlacementRow& row) {
  const auto sheet = AdoptedSheet(editor.state(), Text(fact.service()));
  if (!sheet || !sheet->placement || editor.Find<PlacementTable>(events::Entity(event.entity()))) return false;
  row.case_file = events::Entity(fact.case_file());
  row.service = sheet->code;
  row.kind = sheet->placement->kind;
  row.requested_on = Day{event.effective_on()};
  NamePersons(row, EntitiesIn(fact.persons()));
  return !row.persons.empty() && row.persons.size() <= kMaxMembers && IsPossible(row.requested_on);
}

bool AreFees(std::int64_t daily, std::int64_t monthly) {
  return daily >= 0 && daily <= kMaxFeeCents && monthly >= 0 && monthly <= kMaxFeeCents;
}

void OpenMajorities(const EventContext& context, EntityId id, Day from, PlacementRow& row, StateEditor& editor) {
  if (row.kind != PlacementKind::kResidential && row.kind != PlacementKind::kFoster) return;
  for (std::uint32_t i = 0; i < row.persons.size(); ++i) {
    const auto of_age = BirthdayOf(editor.state(), row.persons[i].person, kFullAge);
    if (!of_age || *of_age <= from || !IsPossible(*of_age)) continue;
    ObligationRow obligation;
    obligation.kind = ObligationKind::kComesOfAge;
    obligation.entity = id;
    obligation.number = i;
    obligation.due = StartOfDay(*of_age);
    row.persons[i].majority_due = obligation.due;
    row.persons[i].majority = OpenBy(context, obligation, editor, i);
  }
}

/// By night: the morning on which they leave.
void OpenNightsEnd(const EventContext& context, EntityId id, Day until, PlacementRow& row, StateEditor& editor) {
  if (!row.nights_end.is_zero()) editor.CloseObligation(row.nights_end, row.nights_end_due);
  ObligationRow obligation;
  obligation.kind = ObligationKind::kNightsEnd;
  obligation.entity = id;
  obligation.due = StartOfDay(until);
  row.nights_end_due = obligation.due;
  row.nights_end = OpenBy(context, obligation, editor);
}

}  // namespace

bool BeginPlacement(const EventContext& context, EntityId id, const HostRow& host, std::optional<Day> until,
                    PlacementRow& row, StateEditor& editor) {
  if (!IsInterval(host.from, until) || host.unit.is_zero()) return false;
  if (!AreFees(host.daily_fee_cents, host.monthly_contribution_cents)) return false;
  const bool is_by_night = row.kind == PlacementKind::kShelter;
  if (is_by_night && !until) return false;
  BeginDays(row, host, is_by_night ? until : std::nullopt);
  row.until = until;
  row.state = kInForce;
  row.asked.clear();
  for (const PlacedRow& placed : row.persons) editor.Put<PersonPlacementTable>(MarkRow{}, placed.person, id);
  OpenMajorities(context, id, host.from, row, editor);
  if (is_by_night) OpenNightsEnd(context, id, *until, row, editor);
  return true;
}

void ClosePlacement(EntityId id, PlacementState state, PlacementRow& row, StateEditor& editor) {
  row.state = state;
  row.asked.clear();
  for (PlacedRow& placed : row.persons) {
    if (!placed.majority.is_zero()) editor.CloseObligation(placed.majority, placed.majority_due);
    placed.majority = {};
  }
  if (!row.nights_end.is_zero()) editor.CloseObligation(row.nights_end, row.nights_end_due);
  row.nights_end = {};
  CloseDeadlines(id, editor);
  editor.Erase<CaseServiceTable>(row.case_file, id);
  for (const auto action : {schema::Proposal::end_placement, schema::Proposal::transfer_placement}) {
    if (editor.Find<ProposalTable>(id, action)) editor.Erase<ProposalTable>(id, action);
  }
}

void EndNow(EntityId id, Day on, PlacementRow& row, StateEditor& editor) {
  LeaveDays(row, {}, on);
  ClosePlacement(id, kEnded, row, editor);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::PlacementRequested& fact,
            StateEditor& editor) {
  PlacementRow row;
  if (!NewRow(event, fact, editor, row) || fact.need() > schema::Urgency::MAX) return false;
  row.need = fact.need();
  row.nights = fact.nights();
  row.first_night = DayIfGiven(fact.from());
  row.state = fact.queued() ? kQueued : kRequested;
  const bool is_by_night = row.kind == PlacementKind::kShelter;
  if (row.nights > kMaxNights || (fact.queued() && !is_by_night)) return false;
  if (row.first_night && !IsPossible(*row.first_night)) return false;
  editor.Put<PlacementTable>(row, events::Entity(event.entity()));
  editor.Put<CaseServiceTable>(MarkRow{}, row.case_file, events::Entity(event.entity()));
  return true;
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::RemovalRecorded& fact,
            StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  PlacementRow row;
  if (!NewRow(event, fact, editor, row) || !KnowsAct(row.kind, PlacementAct::kMeasureStep)) return false;
  row.payer = Text(fact.payer());
  row.measure.present = true;
  if (row.payer.size() > kMunicipalityDigits) return false;
  const HostRow host{events::Entity(fact.unit()), row.requested_on, fact.daily_fee(), 0};
  if (!BeginPlacement(context, id, host, std::nullopt, row, editor)) return false;
  editor.Put<PlacementTable>(row, id);
  editor.Put<CaseServiceTable>(MarkRow{}, row.case_file, id);
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::SearchStarted& fact, StateEditor& editor) {
  return EditPlacement(event, editor, PlacementAct::kSearch, [&](EntityId, PlacementRow& row) {
    row.state = kSearching;
    row.searches = fact.number();
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::HostAsked& fact, StateEditor& editor) {
  return EditPlacement(event, editor, PlacementAct::kAsk, [&](EntityId, PlacementRow& row) {
    row.state = row.kind == PlacementKind::kFoster ? kMatching : kSearching;
    row.asked.push_back(events::Entity(fact.unit()));
    return row.asked.size() <= kMaxAskedHosts;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::HostAnswered& fact, StateEditor& editor) {
  return EditPlacement(event, editor, PlacementAct::kAnswer, [&](EntityId, PlacementRow& row) {
    const EntityId unit = events::Entity(fact.unit());
    if (std::erase(row.asked, unit) != 1) return false;
    if (fact.accepted()) {
      row.found = unit;
      row.state = kFound;
    } else if (row.asked.empty()) {
      row.state = row.searches > 0 ? kSearching : kRequested;
    }
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::PlacementWithdrawn&, StateEditor& editor) {
  return EditPlacement(event, editor, PlacementAct::kWithdraw, [&](EntityId id, PlacementRow& row) {
    ClosePlacement(id, kWithdrawn, row, editor);
    return true;
  });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::PlacementStarted& fact,
            StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  auto row = editor.Find<PlacementTable>(id);
  // A bed that was free at once is given by the commit of its request.
  const bool is_at_once = row && row->kind == PlacementKind::kShelter && row->state == kRequested;
  if (!row || (!is_at_once && !IsAllowed(row->kind, row->state, PlacementAct::kStart))) return false;
  row->payer = Text(fact.payer());
  const HostRow host{events::Entity(fact.unit()), Day{fact.from()}, fact.daily_fee(), fact.monthly_contribution()};
  if (row->payer.size() > kMunicipalityDigits) return false;
  if (!BeginPlacement(context, id, host, DayIfGiven(fact.until()), *row, editor)) return false;
  editor.Put<PlacementTable>(*row, id);
  NoteEffectOfAct(event, editor);
  return true;
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::PlacementExtended& fact,
            StateEditor& editor) {
  return EditPlacement(event, editor, PlacementAct::kExtend, [&](EntityId id, PlacementRow& row) {
    const Day until{fact.until()};
    const EntityId person = events::Entity(fact.person());
    if (!IsPossible(until)) return false;
    if (!person.is_zero()) {
      PlacedRow* placed = FindPlaced(row, person);
      if (placed != nullptr) placed->prolonged = until;
      return placed != nullptr;
    }
    if (row.kind == PlacementKind::kShelter) {
      if (!row.until || until <= *row.until) return false;
      ProlongDays(row, until);
      OpenNightsEnd(context, id, until, row, editor);
    }
    row.until = until;
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::PlacementTransferred& fact,
            StateEditor& editor) {
  return EditPlacement(event, editor, PlacementAct::kTransfer, [&](EntityId id, PlacementRow& row) {
    const HostRow host{events::Entity(fact.unit()), Day{fact.from()}, fact.daily_fee(), fact.monthly_contribution()};
    if (!IsPossible(host.from) || host.unit.is_zero() || host.from < row.hosts.back().from) return false;
    if (!AreFees(host.daily_fee_cents, host.monthly_contribution_cents)) return false;
    MoveDays(row, host);
    editor.Erase<ProposalTable>(id, schema::Proposal::transfer_placement);
    return row.hosts.size() <= kMaxHosts;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::PlacementEnded& fact, StateEditor& editor) {
  return EditPlacement(event, editor, PlacementAct::kEnd, [&](EntityId id, PlacementRow& row) {
    const Day on{fact.on()};
    if (!IsPossible(on)) return false;
    LeaveDays(row, events::Entity(fact.person()), on);
    if (!IsAnybodyLeft(row, on)) ClosePlacement(id, kEnded, row, editor);
    return true;
  });
}

}  // namespace fascicolo::engine
