// What an activation was given, day by day: the quantity agreed, the suspensions, and what follows from both: what it
// holds of its unit. Deciders and evolvers change a row by the same functions, so the places that a decision takes and
// frees are exactly the difference between the row before and the row after.
#pragma once

#include <optional>
#include <vector>

#include "engine/state/rows.h"

namespace fascicolo::engine {

/// Steps by ascending day; before the first nothing, from the last on for ever.
using Steps = std::vector<AgreedRow>;

/// Offered, proposed or started: [from, until) at `quantity`. A zero `unit` holds nothing anywhere.
void BeginDays(ActivationRow& row, EntityId unit, std::int64_t quantity, Day from, std::optional<Day> until);
/// The offer came to nothing.
void ForgetDays(ActivationRow& row);
/// `quantity` from `from` on, whatever was agreed for later days.
void VaryDays(ActivationRow& row, std::int64_t quantity, Day from);
/// `suspension` overlaps no other: FindOverlap has been asked.
void SuspendDays(ActivationRow& row, const SuspensionRow& suspension);
/// Ends the suspension of day `from` there. False: there is none.
[[nodiscard]] bool ResumeDays(ActivationRow& row, Day from);
/// `on` is the first day without the service.
void EndDays(ActivationRow& row, Day on);

/// The quantity agreed for `day`; 0 outside the service.
[[nodiscard]] std::int64_t AgreedOn(const ActivationRow& row, Day day);
/// The suspension of `day`, or null.
[[nodiscard]] const SuspensionRow* SuspensionOn(const ActivationRow& row, Day day);
/// A suspension with a day in [from, until), or null.
[[nodiscard]] const SuspensionRow* FindOverlap(const ActivationRow& row, Day from, std::optional<Day> until);

/// What is held at the unit: as agreed, less where a suspension does not keep the place.
[[nodiscard]] Steps HeldBy(const ActivationRow& row);

/// `delta` more (or less) on every day of [from, until); no `until`: for ever. Never 0.
struct HeldChange {
  Day from;
  std::optional<Day> until;
  std::int64_t delta = 0;
};
/// In the order of days, without overlap.
[[nodiscard]] std::vector<HeldChange> Changes(const Steps& before, const Steps& after);

}  // namespace fascicolo::engine
