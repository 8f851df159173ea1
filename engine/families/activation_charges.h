// What a running service costs its user from day to day, and what of it was delivered: as much as is needed to say what a
// changed fee comes to.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/catalogue/sheet.h"
#include "engine/rules/fee_rules.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr std::int64_t kMostOwedCents = 1'000'000'000'000'000;

/// Cents for one unit; none: no fee was recorded for that day.
[[nodiscard]] std::optional<std::int64_t> FeeOn(const FeesRow& fees, Day day);
[[nodiscard]] std::optional<std::int64_t> FeeOn(const State& state, EntityId activation, Day day);
/// `cents` on every day of [from, until); no `until`: for ever.
void SetFee(FeesRow& fees, Day from, std::optional<Day> until, std::int64_t cents);

/// All that was delivered on `day` so far.
[[nodiscard]] std::int64_t DeliveredOn(const State& state, EntityId activation, Day day);
void AddDelivered(StateEditor& editor, EntityId activation, Day day, std::int64_t quantity);
/// What was delivered on the days of [from, until), as the fee counts it: `day` and `month` once where anything was;
/// everything else in the unit in which it was delivered.
[[nodiscard]] std::int64_t UnitsDelivered(const State& state, EntityId activation, Day from, std::optional<Day> until,
                                          FeePer per);
/// `cents` more (or less) for each of `units`. An hour's fee is for 60 where the service is given in minutes; half a cent
/// away from zero. What nobody ever owes, above kMostOwedCents, is cut off there.
[[nodiscard]] std::int64_t OwedFor(std::int64_t units, std::int64_t cents, FeePer per, Unit unit);

}  // namespace fascicolo::engine
