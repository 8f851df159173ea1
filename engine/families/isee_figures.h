// Whose ISEE is what on which day, by the attestations that were recorded.
//
// Figures are taken by themselves from the ordinary attestation, and from the current one that replaces it for a while
// (D.P.C.M. 159/2013 art. 9); from one with omissions or differences too, which its event shows. The others are for
// particular services: whoever applies the rules brings their figure by hand.
#pragma once

#include <cstdint>
#include <optional>
#include <set>

#include "engine/state/state.h"

namespace fascicolo::engine {

/// A figure, and the event that brought it.
struct AttestedIsee {
  std::int64_t cents = 0;
  Day from;            ///< the attestation's first day
  EntityId household;  ///< whose `version`-th event it is
  Version version;
  bool operator==(const AttestedIsee&) const = default;
};

/// Taken by itself where a figure is wanted.
[[nodiscard]] bool IsForEveryService(schema::IseeType type);

/// By the attestation of the household of composition isee in which `person` is on `day`, which is valid then and was not
/// corrected; of several the one that began last. Throws ReadsFrozen.
[[nodiscard]] std::optional<AttestedIsee> IseeOn(const State& state, EntityId person, Day day);

/// The days on which the answer of IseeOn may change.
[[nodiscard]] std::set<Day> IseeTurningDays(const State& state, EntityId person);

/// Whether `cents` stood in the attestation of `figure`, or in one that it corrects.
[[nodiscard]] bool StoodIn(const State& state, const AttestedIsee& figure, std::int64_t cents);

}  // namespace fascicolo::engine
