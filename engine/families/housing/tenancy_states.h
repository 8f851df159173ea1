// The life of a tenancy as one table: which step is allowed in which state, and where it leads.
//
//   offered -> accepted -> assigned (by act) -> signed -> in force (keys) -> ended (keys back)
//       \_________\___________\___________\-> lapsed: they said no                \-> forfeited -> ended
//
// A provisional assignment begins assigned, and is signed once the region has authorised it. A lodging begins in force, and so
// does an occupation that is made regular, whose contract comes after.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "engine/state/housing_rows.h"

namespace fascicolo::engine {

enum class TenancyStep : std::uint8_t {
  kAccept,
  kDecline,
  kAssign,
  kAuthorise,
  kSign,
  kMoveIn,
  kSetRent,
  kLive,      ///< guests and absences
  kCheck,     ///< of requisites
  kChange,    ///< asked for, or given up
  kSucceed,
  kForfeit,   ///< the procedure
  kDeclare,   ///< it is forfeited
  kEvict,
  kExtend,    ///< a lodging's term
  kRelease,
};
inline constexpr int kTenancySteps = static_cast<int>(TenancyStep::kRelease) + 1;
inline constexpr int kTenancyStates = static_cast<int>(TenancyState::kLapsed);

struct TenancyRule {
  enum class Of : std::uint8_t { kBoth, kDwelling, kLodging };
  TenancyState state;
  TenancyStep step;
  TenancyState next;
  Of of = Of::kDwelling;
};
[[nodiscard]] std::span<const TenancyRule> TenancyRules();

/// Where `step` leads; none: it is not allowed in this state, or for this title.
[[nodiscard]] std::optional<TenancyState> NextState(schema::TenancyTitle title, TenancyState state, TenancyStep step);
/// "in_force"; for refusals and views.
[[nodiscard]] std::string_view TextOf(TenancyState state);

}  // namespace fascicolo::engine
