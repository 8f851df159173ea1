#include "engine/families/activation_days.h"

#include <algorithm>
#include <set>

namespace fascicolo::engine {
namespace {

std::int64_t LevelOn(const Steps& steps, Day day) {
  std::int64_t level = 0;
  for (const AgreedRow& step : steps) {
    if (step.from > day) break;
    level = step.quantity;
  }
  return level;
}

bool Holds(const SuspensionRow& suspension, Day day) {
  return suspension.from <= day && (!suspension.until || day < *suspension.until);
}

/// Sets `level` from `from` on, and forgets every later step.
void CutSteps(Steps& steps, Day from, std::int64_t level) {
  std::erase_if(steps, [&](const AgreedRow& step) { return step.from >= from; });
  const std::int64_t before = steps.empty() ? 0 : steps.back().quantity;
  if (level != before) steps.push_back({from, level});
}

}  // namespace

void BeginDays(ActivationRow& row, EntityId unit, std::int64_t quantity, Day from, std::optional<Day> until) {
  row.unit = unit;
  row.quantity = quantity;
  row.from = from;
  row.until = until;
  row.agreed.clear();
  CutSteps(row.agreed, from, quantity);
  if (until) CutSteps(row.agreed, *until, 0);
}

void ForgetDays(ActivationRow& row) {
  row.unit = {};
  row.from.reset();
  row.until.reset();
  row.agreed.clear();
}

void VaryDays(ActivationRow& row, std::int64_t quantity, Day from) {
  row.quantity = quantity;
  CutSteps(row.agreed, from, quantity);
  if (row.until) CutSteps(row.agreed, *row.until, 0);
}

void SuspendDays(ActivationRow& row, const SuspensionRow& suspension) {
  const auto later = std::find_if(row.suspensions.begin(), row.suspensions.end(),
                                  [&](const SuspensionRow& other) { return other.from > suspension.from; });
  row.suspensions.insert(later, suspension);
}

bool ResumeDays(ActivationRow& row, Day from) {
  const auto found = std::find_if(row.suspensions.begin(), row.suspensions.end(),
                                  [&](const SuspensionRow& suspension) { return Holds(suspension, from); });
  if (found == row.suspensions.end()) return false;
  if (found->from == from) {
    row.suspensions.erase(found);
  } else {
    found->until = from;
  }
  return true;
}

void EndDays(ActivationRow& row, Day on) {
  row.until = on;
  CutSteps(row.agreed, on, 0);
}

std::int64_t AgreedOn(const ActivationRow& row, Day day) { return LevelOn(row.agreed, day); }

const SuspensionRow* SuspensionOn(const ActivationRow& row, Day day) {
  for (const SuspensionRow& suspension : row.suspensions) {
    if (Holds(suspension, day)) return &suspension;
  }
  return nullptr;
}

const SuspensionRow* FindOverlap(const ActivationRow& row, Day from, std::optional<Day> until) {
  for (const SuspensionRow& suspension : row.suspensions) {
    const bool is_before = suspension.until && *suspension.until <= from;
    const bool is_after = until && suspension.from >= *until;
    if (!is_before && !is_after) return &suspension;
  }
  return nullptr;
}

Steps HeldBy(const ActivationRow& row) {
  if (row.unit.is_zero()) return {};
  std::set<Day> days;
  for (const AgreedRow& step : row.agreed) days.insert(step.from);
  for (const SuspensionRow& suspension : row.suspensions) {
    if (suspension.place_kept) continue;
    days.insert(suspension.from);
    if (suspension.until) days.insert(*suspension.until);
  }
  Steps held;
  for (const Day day : days) {
    std::int64_t level = AgreedOn(row, day);
    const SuspensionRow* suspension = SuspensionOn(row, day);
    if (suspension != nullptr && !suspension->place_kept) level = std::min(level, suspension->quantity_left);
    CutSteps(held, day, level);
  }
  return held;
}

std::vector<HeldChange> Changes(const Steps& before, const Steps& after) {
  std::set<Day> days;
  for (const AgreedRow& step : before) days.insert(step.from);
  for (const AgreedRow& step : after) days.insert(step.from);
  std::vector<HeldChange> changes;
  std::int64_t last = 0;
  for (const Day day : days) {
    const std::int64_t delta = LevelOn(after, day) - LevelOn(before, day);
    if (delta == last) continue;
    if (last != 0) changes.back().until = day;
    if (delta != 0) changes.push_back({day, std::nullopt, delta});
    last = delta;
  }
  return changes;
}

}  // namespace fascicolo::engine
