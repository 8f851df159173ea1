// The days that a unit's matters have, and their obligations. Internal to unit_running.
#pragma once

#include <string_view>

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr std::string_view kAccreditationEnds = "accreditation_ends";
inline constexpr std::string_view kRemedyLate = "remedy";
inline constexpr std::string_view kComplaintLate = "complaint";

/// So many days before its end an accreditation is warned of.
[[nodiscard]] int WarningDaysOf(const State& state, EntityId unit);
/// The last day for an answer to a complaint of `start`.
[[nodiscard]] Day AnswerBy(const State& state, const std::string& service, Day start, Day today);

/// Opens the obligation of a unit's matter. Returns its id.
EntityId OpenUnitDue(const EventContext& context, EntityId unit, std::uint32_t number, Instant due, StateEditor& editor,
                     std::uint32_t ordinal = 0);

/// The warning, or the end, of an accreditation.
Decision FulfilAccreditation(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due);
/// After the warning: the end comes next. False: there is no end.
[[nodiscard]] bool FollowAccreditation(const EventContext& context, EntityId unit, UnitRunningRow& row,
                                       StateEditor& editor);

}  // namespace fascicolo::engine
