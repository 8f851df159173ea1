#include "connectors/program/audit/held_benefits.h"

#include "engine/catalogue/adopted.h"

#include <algorithm>

namespace fascicolo::program {

Exclusions ExclusionsIn(const engine::State& state) {
  std::map<std::string, engine::Sheet> sheets;
  state.Scan<engine::SheetTable>(engine::SheetTable::Key(), [&](std::string_view, const engine::SheetRow& row) {
    if (auto sheet = engine::ParseSheet(row.json)) sheets.emplace(sheet->code, *sheet);
    return true;
  });
  const auto serves_household = [&](const std::string& code) {
    const auto sheet = sheets.find(code);
    return sheet != sheets.end() && sheet->second.served == engine::Served::kHousehold;
  };
  Exclusions exclusions;
  for (const auto& [code, sheet] : sheets) {
    for (const std::string& other : sheet.incompatible_with) {
      exclusions[std::minmax(code, other)] = serves_household(code) || serves_household(other);
    }
  }
  return exclusions;
}

bool BeginsBenefit(const schema::Event& event) {
  using enum schema::EventPayload;
  switch (event.payload_type()) {
    case ServiceStarted:
    case PlacementStarted:
    case RemovalRecorded:
    case EntryConfirmed:
      return true;
    case PlanEvent:
      return event.payload_as_PlanEvent()->payload_type() == schema::PlanEventPayload::PlanStarted;
    default:
      return false;
  }
}

void HoldingsInLog::See(const SeenEvent& seen) {
  using enum schema::EventPayload;
  if (BeginsBenefit(seen.event)) {
    started_.try_emplace(seen.entity(), RefOf(seen));
    entries_over_.erase(seen.entity());
    return;
  }
  switch (seen.event.payload_type()) {
    case EntryEnded:
    case EntryWithdrawn:
    case EntryExcluded:
      entries_over_[seen.entity()] = Day{seen.event.effective_on()};
      return;
    case ApplicationFiled:
      if (const auto* members = seen.event.payload_as_ApplicationFiled()->members()) {
        for (const auto* member : *members) members_[seen.entity()].push_back(events::Entity(member));
      }
      return;
    case DeadlineOpened:
      return SeeDeadline(seen, *seen.event.payload_as_DeadlineOpened());
    case CaseClosed:
    case TransferAnswered:
      return SeeClosure(seen);
    default:
      return;
  }
}

/// A service of case files leaves no other trace of its beginning than the first of its terms.
void HoldingsInLog::SeeDeadline(const SeenEvent& seen, const schema::DeadlineOpened& opened) {
  const std::string service(engine::Text(opened.service()));
  const auto sheet = engine::AdoptedSheet(seen.state, service);
  if (!sheet || sheet->family != engine::Family::kCaseFile) return;
  auto& known = cases_[seen.entity()];
  const auto runs = [&](const CaseService& one) { return one.service == service && !one.until; };
  if (std::none_of(known.begin(), known.end(), runs)) known.push_back({service, RefOf(seen), std::nullopt});
}

void HoldingsInLog::SeeClosure(const SeenEvent& seen) {
  const auto row = seen.state.Find<engine::CaseTable>(seen.entity());
  using enum engine::CaseState;
  const bool is_over = row && (row->state == kClosed || row->state == kTransferred);
  const auto known = cases_.find(seen.entity());
  if (!is_over || known == cases_.end()) return;
  for (CaseService& one : known->second) {
    if (!one.until) one.until = Day{seen.event.effective_on()};
  }
}

void HoldingsInLog::AddServices(const engine::State& state, std::vector<HeldBenefit>& held) const {
  for (const auto& [id, by] : started_) {
    const auto row = state.Find<engine::ActivationTable>(id);
    if (!row || !row->from) continue;
    HeldBenefit one{id, row->case_file, row->service, {row->person}, *row->from, row->until, by};
    if (const auto members = members_.find(id); members != members_.end()) {
      one.persons.insert(one.persons.end(), members->second.begin(), members->second.end());
    }
    held.push_back(std::move(one));
  }
}

void HoldingsInLog::AddPlacements(const engine::State& state, std::vector<HeldBenefit>& held) const {
  for (const auto& [id, by] : started_) {
    const auto row = state.Find<engine::PlacementTable>(id);
    if (!row) continue;
    for (const engine::PlacedRow& placed : row->persons) {
      if (!placed.from) continue;
      held.push_back({id, row->case_file, row->service, {placed.person}, *placed.from, placed.until, by});
    }
  }
}

void HoldingsInLog::AddPlans(const engine::State& state, std::vector<HeldBenefit>& held) const {
  for (const auto& [id, by] : started_) {
    const auto row = state.Find<engine::PlanTable>(id);
    if (!row || !row->from) continue;
    held.push_back({id, row->case_file, row->service, {row->person}, *row->from, row->until, by});
  }
}

void HoldingsInLog::AddEntries(const engine::State& state, std::vector<HeldBenefit>& held) const {
  for (const auto& [id, by] : started_) {
    const auto row = state.Find<engine::RankingEntryTable>(id);
    const auto call = row ? state.Find<engine::CallTable>(row->call) : std::nullopt;
    if (!call) continue;
    HeldBenefit one{id, row->case_file, call->service, {row->person}, by.on, std::nullopt, by};
    one.persons.insert(one.persons.end(), row->members.begin(), row->members.end());
    if (const auto over = entries_over_.find(id); over != entries_over_.end()) one.until = over->second;
    held.push_back(std::move(one));
  }
}

void HoldingsInLog::AddCases(const engine::State& state, std::vector<HeldBenefit>& held) const {
  for (const auto& [id, services] : cases_) {
    const auto row = state.Find<engine::CaseTable>(id);
    if (!row) continue;
    for (const CaseService& one : services) {
      held.push_back({id, id, one.service, {row->person}, one.by.on, one.until, one.by});
    }
  }
}

std::vector<HeldBenefit> HoldingsInLog::Held(const engine::State& state, const std::set<std::string>& wanted) const {
  std::vector<HeldBenefit> held;
  AddServices(state, held);
  AddPlacements(state, held);
  AddPlans(state, held);
  AddEntries(state, held);
  AddCases(state, held);
  std::erase_if(held, [&](const HeldBenefit& one) { return !wanted.contains(one.service); });
  return held;
}

}  // namespace fascicolo::program
