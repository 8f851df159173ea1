#include "connectors/program/housing/housing_lines.h"

#include <algorithm>

#include "engine/catalogue/adopted.h"
#include "engine/families/housing/assignment_line.h"
#include "engine/families/person.h"

namespace fascicolo::program {
namespace {

using engine::State;
using engine::TenancyRow;

std::vector<EntityId> PersonsOf(const TenancyRow& row) {
  std::vector<EntityId> persons = row.members;
  persons.push_back(row.person);
  return persons;
}

bool IsHidden(const State& state, const TenancyRow& row, Day today) {
  const auto persons = PersonsOf(row);
  return std::any_of(persons.begin(), persons.end(),
                     [&](EntityId person) { return engine::IsAddressProtected(state, person, today); });
}

/// Checked last, or moved in, longer ago than the sheet allows.
bool IsUnverified(const State& state, const TenancyRow& row, Day today) {
  const auto sheet = engine::AdoptedSheet(state, row.service);
  const auto* rule = sheet ? engine::FindRule(*sheet, engine::kCheckTerm) : nullptr;
  if (rule == nullptr || !row.IsLivedIn() || !row.from) return false;
  const Day last = std::max(row.checked_on.value_or(*row.from), *row.from);
  const Day due = rule->unit == engine::Deadline::Unit::kMonths ? AddMonths(last, rule->length) : last + rule->length;
  return due < today;
}

std::int64_t ArrearsOf(const State& state, EntityId tenancy, const TenancyRow& row, Day today) {
  std::int64_t cents = 0;
  std::vector<EntityId> tenants = row.former;
  tenants.push_back(row.person);
  for (const EntityId person : tenants) {
    state.Scan<engine::DebtTable>(engine::DebtTable::Key(person), [&](std::string_view, const engine::DebtRow& debt) {
      const bool is_rent = debt.cause == schema::DebtCause::rent && debt.activation == tenancy;
      if (is_rent && debt.due_on < today) cents += debt.Left();
      return true;
    });
  }
  return cents;
}

EntityId Found(const std::variant<EntityId, engine::Refusal>& next) {
  const auto* id = std::get_if<EntityId>(&next);
  return id == nullptr ? EntityId{} : *id;
}

/// Of the final lists of public housing the first that has somebody; then those who wait for a change.
EntityId NextFor(const State& state, const HousingLine& line, Day today) {
  EntityId next;
  engine::Intent intent;
  intent.effective_on = today;
  std::shared_ptr<const engine::Sheet> last;
  state.Scan<engine::CallTable>(engine::CallTable::Key(), [&](std::string_view bytes, const engine::CallRow& row) {
    auto sheet = engine::AdoptedSheet(state, row.service);
    if (row.state != engine::CallState::kFinal || !sheet || !sheet->housing) return true;
    EntityId call;
    engine::CallTable::Read(bytes, call);
    next = Found(engine::NextOfCall(state, intent, call, *sheet, line.dwelling, line.row));
    last = std::move(sheet);
    return next.is_zero();
  });
  if (!next.is_zero() || !last) return next;
  return Found(engine::NextForChange(state, intent, *last, line.dwelling, line.row));
}

void TakeTenancy(const State& state, HousingLine& line, Day today) {
  line.held = line.row.tenancy.is_zero() ? std::nullopt : state.Find<engine::TenancyTable>(line.row.tenancy);
  if (!line.held) return;
  line.is_hidden = IsHidden(state, *line.held, today);
  line.tenancy = line.is_hidden ? EntityId{} : line.row.tenancy;
  const bool is_lodging = line.held->title == schema::TenancyTitle::lodging;
  line.has_no_contract = line.held->IsLivedIn() && line.held->contract.empty() && !is_lodging;
  line.is_unverified = IsUnverified(state, *line.held, today);
  line.arrears_cents = ArrearsOf(state, line.row.tenancy, *line.held, today);
}

}  // namespace

std::vector<HousingLine> HousingLines(const State& state, Day today) {
  std::vector<HousingLine> lines;
  state.Scan<engine::DwellingTable>(engine::DwellingTable::Key(), [&](std::string_view bytes, engine::DwellingRow row) {
    HousingLine& line = lines.emplace_back();
    engine::DwellingTable::Read(bytes, line.dwelling);
    line.row = std::move(row);
    return true;
  });
  std::sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.row.code < b.row.code; });
  for (HousingLine& line : lines) {
    const bool is_gone = line.row.state == schema::DwellingState::disposed;
    if (!engine::IsLivedIn(line.row.state) && !is_gone) line.vacant_days = today - line.row.vacant_since;
    TakeTenancy(state, line, today);
    const bool is_for_ranking = line.row.use == schema::DwellingUse::public_housing && line.row.reserve.empty();
    if (line.row.state == schema::DwellingState::ready && is_for_ranking) line.next = NextFor(state, line, today);
  }
  return lines;
}

}  // namespace fascicolo::program
