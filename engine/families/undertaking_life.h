// The lives of undertakings, one table per life:
//
//   plan       drafted -> (opinion asked -> opinion given ->) approved -> in force, reviewed there -> replaced
//   study      drafted -> data recorded -> reported
//   briefing   drafted -> delivered -> used: it fed an act
//   measure    drafted -> in force, money is spent there -> closed
//   agreement  drafted -> in force, renewed there -> closed, or expired on its day
//
// All can be withdrawn before they take effect; a plan in force can be withdrawn too.
#pragma once

#include "engine/families/life_cycle.h"
#include "engine/state/programme_rows.h"

namespace fascicolo::engine {

using UndertakingTransition = Transition<UndertakingState, schema::UndertakingStep>;

/// The life of undertakings of this kind; empty: there is no such kind.
[[nodiscard]] std::span<const UndertakingTransition> LifeOf(schema::UndertakingKind kind);

/// One of the five kinds of plan about a service (row R36).
[[nodiscard]] bool IsPlan(schema::UndertakingKind kind);
/// Something is still expected of it: its programme is not closed before.
[[nodiscard]] bool GoesOn(schema::UndertakingKind kind, UndertakingState state);
/// The engine's own, which nobody asks for.
[[nodiscard]] bool IsEnginesOwn(schema::UndertakingStep step);

/// "opinion_asked"; for refusals.
[[nodiscard]] std::string_view TextOf(UndertakingState state);

/// What must be told with a step.
struct StepNeeds {
  bool reference = false;
  bool reason = false;
  bool document = false;
  bool amount = false;
  bool until = false;
  bool data_position = false;
};
[[nodiscard]] StepNeeds NeedsOf(schema::UndertakingStep step);

/// The instant at which its day has passed: to review, to report, to deliver, or the agreement's end. None: no clock runs.
[[nodiscard]] std::optional<Instant> ClockOf(const UndertakingRow& row);

}  // namespace fascicolo::engine
