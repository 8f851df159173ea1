// What a command may name: wide enough for every authority, narrow enough that no sum overflows and no row or commit
// outgrows its store. Deciders reject what lies outside; evolvers take it for poison.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "events/calendar.h"

namespace fascicolo::engine {

inline constexpr std::int64_t kMaxQuantity = 1'000'000;  ///< of one activation or unit, in the sheet's unit
inline constexpr Day kFirstDay = DayFromCivil({.year = 1900, .month = 1, .day = 1});
inline constexpr Day kLastDay = DayFromCivil({.year = 2200, .month = 12, .day = 31});
inline constexpr std::size_t kMaxNameBytes = 500;
inline constexpr std::size_t kMunicipalityDigits = 6;  ///< ISTAT: "092009"
inline constexpr std::size_t kCitizenshipDigits = 3;   ///< ISO 3166-1 numeric: "380"
inline constexpr std::size_t kMaxWorkerBytes = 120;  ///< of a worker's name, which is a key as well
inline constexpr int kMaxCoverDays = 730;            ///< of one absence
inline constexpr std::size_t kMaxCodeBytes = 64;     ///< of an input's name or a code given as its value
inline constexpr std::size_t kMaxInputs = 256;       ///< known about one application
inline constexpr std::size_t kMaxMembers = 50;       ///< of a household on one day; served with an applicant
inline constexpr std::size_t kMaxStays = 200;        ///< in one household, of all who ever were its members
inline constexpr std::size_t kMaxHouseholds = 50;    ///< of one composition, of which one person ever was a member
inline constexpr std::int64_t kMaxFeeCents = 100'000'000'000;  ///< of one unit; rules on the dearest unit stay below
inline constexpr std::size_t kMaxFeeSteps = 1'000;      ///< days on which the fee of one service changes
inline constexpr std::size_t kMaxAttestations = 200;    ///< of one household
inline constexpr std::size_t kMaxRecalculations = 200;  ///< services whose fees one attestation may change
inline constexpr std::size_t kMaxResidences = 100;   ///< of one household
inline constexpr std::size_t kMaxVariations = 256;   ///< of one service
inline constexpr std::size_t kMaxSuspensions = 256;  ///< of one service
/// Of a place on a list. Doubled by the escapes of a key, and with the list before it, within store::kMaxKeyBytes.
inline constexpr std::size_t kMaxSortKeyBytes = 240;

[[nodiscard]] constexpr bool IsQuantity(std::int64_t quantity) {
  return quantity > 0 && quantity <= kMaxQuantity;
}
[[nodiscard]] constexpr bool IsPossible(Day day) { return day >= kFirstDay && day <= kLastDay; }

/// Dates of the schemas: 0 is "not given".
[[nodiscard]] constexpr std::optional<Day> DayIfGiven(std::int32_t days) {
  return days == 0 ? std::nullopt : std::optional(Day{days});
}
[[nodiscard]] constexpr std::int32_t DaysOf(std::optional<Day> day) { return day ? day->days : 0; }

/// [from, until) is an interval of possible days; no `until`: without end.
[[nodiscard]] constexpr bool IsInterval(Day from, std::optional<Day> until) {
  return IsPossible(from) && (!until || (IsPossible(*until) && *until > from));
}

}  // namespace fascicolo::engine
