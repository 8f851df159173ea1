// --effective-on: what is in force on a day, as it is known at the moment that is read (--as-of). The two are independent: what
// was in force in January as it was known in March, and as it is known now, after it was corrected.
#pragma once

#include "connectors/cli/arguments.h"
#include "connectors/program/entities.h"

#include <optional>
#include <string>

namespace fascicolo::program {

inline constexpr cli::HelpText kEffectiveOnHelp{
    "In force on this day (default: the last day opened), as known at --as-of",
    "In vigore in questo giorno (predefinito: l'ultimo giorno aperto), per quanto noto in --as-of"};
inline constexpr cli::HelpText kOnlyEffectiveOnHelp{"Only what is in force on this day, as known at --as-of",
                                                    "Solo ciò che è in vigore in questo giorno, per quanto noto in --as-of"};

/// None: nothing was typed.
[[nodiscard]] inline Result<std::optional<Day>, FormError> ReadEffectiveOn(const std::optional<std::string>& typed) {
  if (!typed) return std::optional<Day>{};
  const auto day = ReadDay(*typed, "--effective-on");
  if (!day) return day.error();
  return std::optional<Day>{*day};
}

/// Of a stretch of days: `until` is the first day without it.
[[nodiscard]] inline bool IsInForce(const std::optional<Day>& from, const std::optional<Day>& until, Day on) {
  return from && *from <= on && (!until || on < *until);
}

}  // namespace fascicolo::program
