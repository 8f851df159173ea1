// The life cycles of placements as one table: which command is allowed in which state, for which kind of service.
//
//   residential, residence   requested -> searching (asked) -> found (accepted) -> in_force -> ended
//   foster                   requested -> searching (a family) -> matching -> found -> in_force -> ended
//   shelter (beds by night)  requested -> in_force, or queued -> in_force -> ended
//   site (pitches)           requested -> in_force -> ended
//
// Before it begins each may be withdrawn. A removal by the public authority (civil code, art. 403) begins in force; where a
// term of the law is missed it lapses, and goes on only by a decree of its own.
#pragma once

#include <span>
#include <string_view>

#include "engine/state/placement_rows.h"

namespace fascicolo::engine {

enum class PlacementAct : std::uint8_t {
  kSearch,
  kAsk,
  kAnswer,
  kDecree,
  kStart,
  kAbsence,
  kReturn,
  kContact,
  kVisit,
  kReport,
  kExtend,
  kTransfer,
  kIncident,
  kEnd,
  kWithdraw,
  kMeasureStep,
  kMeasureLapse,
  kNight,
  kBan,
  kSignPact,
  kSelfSufficiency,
  kDeclineTransfer,
};

inline constexpr PlacementKind kEveryPlacementKind[] = {PlacementKind::kResidential, PlacementKind::kFoster,
                                                        PlacementKind::kShelter, PlacementKind::kSite,
                                                        PlacementKind::kResidence};
inline constexpr int kPlacementStates = static_cast<int>(PlacementState::kWithdrawn);
inline constexpr int kPlacementActs = static_cast<int>(PlacementAct::kDeclineTransfer) + 1;

/// A row of the table: `act` is allowed for a kind of `kinds` in a state of `states`, and leads to one of `next`, all as masks;
/// no `next`: the state stays. A kind that stands in no row of an act does not know it.
struct PlacementRule {
  PlacementAct act;
  unsigned kinds = 0;
  unsigned states = 0;
  unsigned next = 0;
};
[[nodiscard]] std::span<const PlacementRule> PlacementRules();

[[nodiscard]] bool KnowsAct(PlacementKind kind, PlacementAct act);
[[nodiscard]] bool IsAllowed(PlacementKind kind, PlacementState state, PlacementAct act);
/// By the act, allowed in `before`, it may come to `after`.
[[nodiscard]] bool Leads(PlacementKind kind, PlacementState before, PlacementAct act, PlacementState after);

/// "in_force"; for refusals and views.
[[nodiscard]] std::string_view TextOf(PlacementState state);

}  // namespace fascicolo::engine
