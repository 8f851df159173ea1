// What the ledger knows of somebody's circumstances on a day: means and where they live. Ids, days and codes only.
#pragma once

#include "engine/catalogue/sheet.h"
#include "engine/state/state.h"

#include <optional>
#include <string>
#include <vector>

namespace fascicolo::program {

/// Attestations of any type, of the ISEE households in which a person is on a day.
struct AttestedMeans {
  bool is_valid = false;          ///< one covers the day
  std::optional<Day> last_until;  ///< last day of the one that ended last; none: there was never one
  std::string protocol;           ///< of that one
};
[[nodiscard]] AttestedMeans MeansOf(const engine::State& state, EntityId person, Day day);

/// The sheet says that means are looked at by the ISEE.
[[nodiscard]] bool WantsIsee(const engine::Sheet& sheet);

/// The municipality of the registry household of the person on the day; empty: not known, or protected.
[[nodiscard]] std::string MunicipalityOf(const engine::State& state, EntityId person, Day day);

/// The days of one person in one household of any composition.
struct HouseholdStay {
  EntityId household;
  Day from;
  std::optional<Day> until;  ///< first day after
};
[[nodiscard]] std::vector<HouseholdStay> StaysOf(const engine::State& state, EntityId person);

}  // namespace fascicolo::program
