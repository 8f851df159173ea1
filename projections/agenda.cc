#include "projections/agenda.h"

#include <limits>

#include "engine/decision.h"
#include "projections/ledger_rows.h"

namespace fascicolo::projections {
namespace {

using engine::Text;
using schema::EventPayload;

std::optional<Day> DayOrNone(std::int32_t days) {
  return days == 0 ? std::nullopt : std::optional(Day{days});
}

/// The items of one activation while an event changes them.
class Pending {
 public:
  Pending(const FoldedCommit& commit, EntityId activation, ViewRows& rows)
      : at_(commit.header.position),
        activation_(activation),
        rows_(rows),
        found_(rows.Find<PendingTable>(activation)) {
    row_ = found_.value_or(PendingRow{});
  }

  [[nodiscard]] bool found() const { return found_.has_value(); }
  [[nodiscard]] PendingRow& row() { return row_; }

  void Clear(DueKind kind) { Set(kind, std::nullopt); }
  void ClearAll() {
    for (const DueKind kind : kDueKinds) Clear(kind);
  }
  void Set(DueKind kind, std::optional<Day> due_on) {
    auto& standing = row_.due_on[static_cast<std::size_t>(kind) - 1];
    if (standing) rows_.Erase<DueTable>(*standing, kind, activation_);
    standing = due_on;
    if (!due_on) return;
    rows_.Put<DueTable>(DueRow{row_.case_file, row_.unit, row_.service, at_}, *due_on, kind,
                        activation_);
  }
  void Save() { rows_.Put<PendingTable>(row_, activation_); }

 private:
  Position at_;
  EntityId activation_;
  ViewRows& rows_;
  std::optional<PendingRow> found_;
  PendingRow row_;
};

void Start(const schema::ServiceStarted& fact, Pending& pending) {
  pending.Clear(DueKind::kOfferExpires);
  pending.Clear(DueKind::kOfferProposed);
  pending.row().unit = events::Entity(fact.unit());
  pending.Set(DueKind::kServiceEnds, DayOrNone(fact.until()));
}

void Offer(const schema::OfferMade& fact, Pending& pending) {
  pending.Clear(DueKind::kOfferProposed);
  pending.row().unit = events::Entity(fact.unit());
  pending.Set(DueKind::kOfferExpires, DayOrNone(fact.expires_on()));
}

void Change(const schema::Event& event, Pending& pending) {
  switch (event.payload_type()) {
    case EventPayload::ApplicationFiled:
      pending.row().case_file = events::Entity(event.payload_as_ApplicationFiled()->case_file());
      pending.row().service = Text(event.payload_as_ApplicationFiled()->service());
      return;
    case EventPayload::OfferMade: return Offer(*event.payload_as_OfferMade(), pending);
    case EventPayload::OfferAccepted:
    case EventPayload::OfferRefused:
    case EventPayload::OfferLapsed: return pending.Clear(DueKind::kOfferExpires);
    case EventPayload::ServiceStarted: return Start(*event.payload_as_ServiceStarted(), pending);
    case EventPayload::ServiceSuspended:
      return pending.Set(DueKind::kSuspensionEnds,
                         DayOrNone(event.payload_as_ServiceSuspended()->until()));
    case EventPayload::ServiceResumed: return pending.Clear(DueKind::kSuspensionEnds);
    case EventPayload::ServiceEnded:
    case EventPayload::ApplicationWithdrawn: return pending.ClearAll();
    default: return;
  }
}

/// Most events put nothing on anybody's agenda and take nothing off it: their rows are not read.
bool Concerns(EventPayload type) {
  switch (type) {
    case EventPayload::ApplicationFiled:
    case EventPayload::OfferMade:
    case EventPayload::OfferAccepted:
    case EventPayload::OfferRefused:
    case EventPayload::OfferLapsed:
    case EventPayload::ServiceStarted:
    case EventPayload::ServiceSuspended:
    case EventPayload::ServiceResumed:
    case EventPayload::ServiceEnded:
    case EventPayload::ApplicationWithdrawn: return true;
    default: return false;
  }
}

/// Told to the office: an event of the unit, about an activation.
void Propose(const FoldedCommit& commit, const FoldedEvent& event,
             const schema::OfferProposed& fact, ViewRows& rows) {
  const EntityId activation = events::Entity(fact.activation());
  if (commit.IsFrozen(activation)) return;
  Pending pending(commit, activation, rows);
  pending.row().unit = event.entity;
  pending.Set(DueKind::kOfferProposed, Day{fact.from()});
  pending.Save();
}

/// Who is off the list is not offered a place any more.
void LeaveList(const FoldedCommit& commit, const schema::EntryRemoved& fact, ViewRows& rows) {
  const EntityId activation = events::Entity(fact.activation());
  if (commit.IsFrozen(activation)) return;
  Pending pending(commit, activation, rows);
  if (!pending.found()) return;
  pending.Clear(DueKind::kOfferProposed);
  pending.Save();
}

}  // namespace

bool FoldAgenda(const FoldedCommit& commit, ViewRows& rows) {
  for (const FoldedEvent& event : commit.events) {
    const EventPayload type = event.event->payload_type();
    if (type == EventPayload::OfferProposed) {
      Propose(commit, event, *event.event->payload_as_OfferProposed(), rows);
    } else if (type == EventPayload::EntryRemoved) {
      LeaveList(commit, *event.event->payload_as_EntryRemoved(), rows);
    } else if (Concerns(type)) {
      Pending pending(commit, event.entity, rows);
      if (!pending.found() && type != EventPayload::ApplicationFiled) return false;
      Change(*event.event, pending);
      pending.Save();
    }
  }
  return true;
}

AgendaPage Agenda(const store::Rows& rows, const AgendaFilter& filter, std::optional<DueKey> after,
                  std::size_t page) {
  AgendaPage found;
  const auto standing = StandingOf(rows);
  Day today{std::numeric_limits<std::int32_t>::min()};  // before the first day, nothing is overdue
  if (standing && standing->today) today = *standing->today;
  std::string from = filter.from ? DueTable::Key(*filter.from) : DueTable::Key();
  if (after) from = DueTable::Key(after->due_on, after->kind, after->activation) + '\0';
  ViewReader(rows).Scan<DueTable>(
      DueTable::Key(), from, [&](std::string_view key, const DueRow& row) {
        DueItem item{.due_on = {}, .kind = {}, .activation = {}, .row = row, .frozen_since = {}};
        DueTable::Read(key, item.due_on, item.kind, item.activation);
        if (filter.until && item.due_on > *filter.until) return false;
        if (filter.kind && item.kind != *filter.kind) return true;
        if (filter.service && row.service != *filter.service) return true;
        if (found.items.size() == PageOf(page)) {
          const DueItem& last = found.items.back();
          found.after = DueKey{last.due_on, last.kind, last.activation};
          return false;
        }
        item.overdue = item.due_on < today;
        item.frozen_since = FrozenSince(rows, item.activation);
        found.items.push_back(std::move(item));
        return true;
      });
  return found;
}

}  // namespace fascicolo::projections
