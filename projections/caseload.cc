#include "projections/caseload.h"

#include <algorithm>

#include "engine/decision.h"
#include "projections/activation_states.h"
#include "projections/ledger_rows.h"

namespace fascicolo::projections {
namespace {

using engine::ActivationState;
using engine::CaseState;
using engine::Text;
using schema::EventPayload;

WorkerTotalsRow Contribution(const CaseloadRow& row) {
  WorkerTotalsRow totals;
  if (!row.is_open()) return totals;
  totals.cases = 1;
  totals.by_urgency[static_cast<std::size_t>(row.urgency) % kUrgencies] = 1;
  totals.services = row.services.size();
  totals.running = static_cast<std::uint64_t>(
      std::count_if(row.services.begin(), row.services.end(), [](const OpenServiceRow& service) {
        return service.state == ActivationState::kInForce;
      }));
  if (row.state != CaseState::kDormant) {
    totals.weight = 1 + static_cast<std::uint64_t>(row.urgency) + totals.services;
  }
  return totals;
}

/// `sign` is 1, or all ones for minus: unsigned sums wrap, and come out right.
void AddTotals(ViewRows& rows, const std::string& worker, const WorkerTotalsRow& change,
               std::uint64_t sign) {
  auto totals = rows.Find<WorkerTotalsTable>(worker).value_or(WorkerTotalsRow{});
  totals.cases += sign * change.cases;
  totals.services += sign * change.services;
  totals.running += sign * change.running;
  totals.weight += sign * change.weight;
  for (std::size_t i = 0; i < kUrgencies; ++i) {
    totals.by_urgency[i] += sign * change.by_urgency[i];
  }
  if (totals == WorkerTotalsRow{}) return rows.Erase<WorkerTotalsTable>(worker);
  rows.Put<WorkerTotalsTable>(totals, worker);
}

void UpdateTotals(ViewRows& rows, const CaseloadRow& before, const CaseloadRow& now) {
  const WorkerTotalsRow old_part = Contribution(before);
  const WorkerTotalsRow new_part = Contribution(now);
  if (before.worker == now.worker && old_part == new_part) return;
  if (old_part.cases > 0) AddTotals(rows, before.worker, old_part, ~std::uint64_t{0});
  if (new_part.cases > 0) AddTotals(rows, now.worker, new_part, 1);
}

bool HasService(const CaseloadRow& row, std::string_view service) {
  return std::any_of(row.services.begin(), row.services.end(),
                     [&](const OpenServiceRow& open) { return open.service == service; });
}

/// Moves the case in one index from its former value to the present one.
template <class Table, class Value>
void UpdateIndex(ViewRows& rows, EntityId id, const CaseloadRow* before, const CaseloadRow& now,
                 Value CaseloadRow::*value) {
  const bool was_there = before != nullptr && before->is_open();
  if (was_there && now.is_open() && before->*value == now.*value) return;
  if (was_there) rows.Mark<Table>(false, before->*value, id);
  if (now.is_open()) rows.Mark<Table>(true, now.*value, id);
}

void UpdateServiceIndex(ViewRows& rows, EntityId id, const CaseloadRow& before,
                        const CaseloadRow& now) {
  if (before.is_open() == now.is_open() && before.services == now.services) return;
  for (const OpenServiceRow& open : before.services) {
    const bool stays = now.is_open() && HasService(now, open.service);
    if (before.is_open() && !stays) rows.Mark<CaseByServiceTable>(false, open.service, id);
  }
  if (!now.is_open()) return;
  for (const OpenServiceRow& open : now.services) {
    const bool was_there = before.is_open() && HasService(before, open.service);
    if (!was_there) rows.Mark<CaseByServiceTable>(true, open.service, id);
  }
}

/// Writes a case's row and all that hangs on it. `before` is null for a new case.
void Store(ViewRows& rows, EntityId id, const CaseloadRow* before, const CaseloadRow& now) {
  if (before != nullptr && *before == now) return;
  rows.Put<CaseloadTable>(now, id);
  UpdateIndex<CaseByWorkerTable>(rows, id, before, now, &CaseloadRow::worker);
  UpdateIndex<CaseByAreaTable>(rows, id, before, now, &CaseloadRow::area);
  UpdateIndex<CaseByUrgencyTable>(rows, id, before, now, &CaseloadRow::urgency);
  if (before == nullptr || before->is_open() != now.is_open()) {
    rows.Mark<OpenCaseTable>(now.is_open(), id);
  }
  CaseloadRow none;
  none.state = CaseState::kClosed;
  UpdateServiceIndex(rows, id, before != nullptr ? *before : none, now);
  UpdateTotals(rows, before != nullptr ? *before : none, now);
}

void Begin(const FoldedEvent& event, const schema::ContactRegistered& fact, CaseloadRow& row) {
  row.person = events::Entity(fact.person());
  row.area = fact.area();
  row.desk = fact.desk();
  row.urgency = fact.urgency();
  row.opened_on = event.day();
}

void End(CaseState state, const FoldedEvent& folded, CaseloadRow& row) {
  row.state = state;
  row.closed_on = folded.day();
}

void Change(const FoldedEvent& folded, CaseloadRow& row) {
  const schema::Event& event = *folded.event;
  switch (event.payload_type()) {
    case EventPayload::ContactRegistered:
      return Begin(folded, *event.payload_as_ContactRegistered(), row);
    case EventPayload::TakenInCharge:
      row.state = CaseState::kInCharge;
      row.worker = Text(event.payload_as_TakenInCharge()->worker());
      row.urgency = event.payload_as_TakenInCharge()->urgency();
      row.in_charge_since = folded.day();
      return;
    case EventPayload::WorkerAssigned:
      row.worker = Text(event.payload_as_WorkerAssigned()->worker());
      return;
    case EventPayload::UrgencySet:
      row.urgency = event.payload_as_UrgencySet()->urgency();
      return;
    case EventPayload::HandoverProposed:
      row.state = CaseState::kHandedOver;
      return;
    case EventPayload::HandoverDeclined:
      row.state = CaseState::kContact;
      return;
    case EventPayload::ConflictDeclared:
      if (event.payload_as_ConflictDeclared()->released()) row.worker.clear();
      return;
    case EventPayload::CaseMadeDormant:
      row.state = CaseState::kDormant;
      return;
    case EventPayload::TransferAnswered:
      if (event.payload_as_TransferAnswered()->accepted()) End(CaseState::kTransferred, folded, row);
      return;
    case EventPayload::ContactConcluded:
    case EventPayload::CaseClosed:
      return End(CaseState::kClosed, folded, row);
    case EventPayload::CaseReopened:
      row.state = row.in_charge_since ? CaseState::kInCharge : CaseState::kContact;
      if (row.in_charge_since) row.in_charge_since = folded.day();
      row.closed_on.reset();
      return;
    default:
      return;
  }
}

/// What the case shows on its own page: the day of its last event, and whether it was imported.
void Stamp(const FoldedEvent& event, CaseloadRow& row) {
  row.last_event_on = std::max(row.last_event_on, event.day());
  row.imported = row.imported || event.event->imported();
}

bool FoldOnCase(const FoldedEvent& event, ViewRows& rows) {
  const auto type = event.event->payload_type();
  const auto before = rows.Find<CaseloadTable>(event.entity);
  const bool begins =
      type == EventPayload::ContactRegistered || type == EventPayload::SourceFactImported;
  if (!before && !begins) return false;
  CaseloadRow now = before.value_or(CaseloadRow{});
  if (!before) {
    now.opened_on = event.day();
    now.last_event_on = event.day();
  }
  Change(event, now);
  Stamp(event, now);
  Store(rows, event.entity, before ? &*before : nullptr, now);
  return true;
}

void ShowOnCase(EntityId activation, const CaseActivationRow& row, CaseloadRow& on) {
  const auto shown =
      std::find_if(on.services.begin(), on.services.end(),
                   [&](const OpenServiceRow& open) { return open.activation == activation; });
  const bool is_shown = shown != on.services.end();
  if (IsOver(row.state)) {
    if (is_shown) on.services.erase(shown);
    return;
  }
  const OpenServiceRow open{activation, row.service, row.state, row.suspended};
  if (is_shown) {
    *shown = open;
  } else {
    on.services.push_back(open);
  }
}

bool FoldOnActivation(const FoldedCommit& commit, const FoldedEvent& event, ViewRows& rows) {
  auto before = rows.Find<CaseActivationTable>(event.entity);
  CaseActivationRow now;
  if (const auto* filed = event.event->payload_as_ApplicationFiled()) {
    now.case_file = events::Entity(filed->case_file());
    now.service = Text(filed->service());
  } else {
    if (!before) return false;
    now = *before;
    ApplyState(*event.event, now.state, now.suspended);
  }
  const bool is_changed = !before || *before != now;
  if (is_changed) rows.Put<CaseActivationTable>(now, event.entity);
  if (commit.IsFrozen(now.case_file)) return true;
  const auto on = rows.Find<CaseloadTable>(now.case_file);
  if (!on) return false;
  CaseloadRow shown = *on;
  if (is_changed) ShowOnCase(event.entity, now, shown);
  Stamp(event, shown);
  Store(rows, now.case_file, &*on, shown);
  return true;
}

}  // namespace

bool FoldCaseload(const FoldedCommit& commit, ViewRows& rows) {
  for (const FoldedEvent& event : commit.events) {
    bool fits = true;
    if (event.event->kind() == schema::EntityKind::case_file) fits = FoldOnCase(event, rows);
    if (event.event->kind() == schema::EntityKind::activation) {
      fits = FoldOnActivation(commit, event, rows);
    }
    if (!fits) return false;
  }
  return true;
}

namespace {

bool Passes(const CaseFilter& filter, const CaseloadRow& row) {
  return (filter.state ? row.state == *filter.state : row.is_open()) &&
         (!filter.worker || row.worker == *filter.worker) &&
         (!filter.area || row.area == *filter.area) &&
         (!filter.service || HasService(row, *filter.service)) &&
         (!filter.urgency || row.urgency == *filter.urgency);
}

/// The keys to walk, narrowest index first: a worker has some forty open cases, an area thousands.
std::string KeysOf(const CaseFilter& filter) {
  if (filter.state == CaseState::kClosed || filter.state == CaseState::kTransferred) {
    return CaseloadTable::Key();
  }
  if (filter.worker) return CaseByWorkerTable::Key(*filter.worker);
  if (filter.service) return CaseByServiceTable::Key(*filter.service);
  if (filter.urgency) return CaseByUrgencyTable::Key(*filter.urgency);
  if (filter.area) return CaseByAreaTable::Key(*filter.area);
  return OpenCaseTable::Key();
}

/// Every one of these keys ends with the case's id.
EntityId CaseOf(std::string_view key) {
  EntityId id;
  if (key.size() < id.bytes.size()) throw store::StoreBroken("view row has a malformed key");
  key.substr(key.size() - id.bytes.size())
      .copy(reinterpret_cast<char*>(id.bytes.data()), id.bytes.size());
  return id;
}

std::string Behind(std::string prefix, const std::optional<EntityId>& after) {
  if (!after) return prefix;
  prefix.append(reinterpret_cast<const char*>(after->bytes.data()), after->bytes.size());
  prefix.push_back('\0');
  return prefix;
}

}  // namespace

std::optional<CaseEntry> FindCase(const store::Rows& rows, EntityId case_file) {
  auto row = ViewReader(rows).Find<CaseloadTable>(case_file);
  if (!row) return std::nullopt;
  return CaseEntry{case_file, *std::move(row), FrozenSince(rows, case_file)};
}

CasePage FindCases(const store::Rows& rows, const CaseFilter& filter,
                   std::optional<EntityId> after, std::size_t page) {
  CasePage found;
  const std::string prefix = KeysOf(filter);
  for (auto cursor = rows.SeekWithin(Behind(prefix, after), prefix); cursor->valid();
       cursor->Next()) {
    auto entry = FindCase(rows, CaseOf(cursor->key()));
    if (!entry || !Passes(filter, entry->row)) continue;
    if (found.cases.size() == PageOf(page)) {
      found.after = found.cases.back().case_file;
      break;
    }
    found.cases.push_back(*std::move(entry));
  }
  return found;
}

std::vector<WorkerTotals> TotalsPerWorker(const store::Rows& rows, const std::string& after) {
  std::vector<WorkerTotals> found;
  const std::string prefix = WorkerTotalsTable::Key();
  const std::string from = after.empty() ? prefix : WorkerTotalsTable::Key(after) + '\0';
  ViewReader(rows).Scan<WorkerTotalsTable>(
      prefix, from, [&](std::string_view key, const WorkerTotalsRow& totals) {
        WorkerTotals& entry = found.emplace_back();
        WorkerTotalsTable::Read(key, entry.worker);
        entry.totals = totals;
        return found.size() < kMaxPage;
      });
  return found;
}

}  // namespace fascicolo::projections
