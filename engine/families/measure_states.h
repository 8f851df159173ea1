// The steps of a removal by the public authority (civil code, art. 403): each after the one before; told to the prosecutor,
// revoked or lapsed at any time.
#pragma once

#include <array>
#include <span>

#include "engine/families/life_cycle.h"
#include "engine/state/placement_rows.h"

namespace fascicolo::engine {

/// Of those that are steps the values are the steps'.
enum class MeasureState : std::uint8_t {
  kRemoved = 1,  ///< nothing has followed
  kFileSent,
  kValidationAsked,
  kValidated,
  kHeard,
  kConfirmed,
  kRevoked,
  kLapsed,  ///< or there never was a measure
};
/// Of those that are steps the values are the steps'.
enum class MeasureMove : std::uint8_t { kLapse, kNotice, kSendFile, kAskValidation, kValidate, kHear, kConfirm, kRevoke };

[[nodiscard]] inline MeasureMove MoveOf(schema::MeasureStep step) { return static_cast<MeasureMove>(step); }

[[nodiscard]] inline MeasureState StateOf(const MeasureRow& row) {
  using schema::MeasureStep;
  if (!row.present) return row.last == MeasureStep::revoked ? MeasureState::kRevoked : MeasureState::kLapsed;
  return row.last == MeasureStep::none ? MeasureState::kRemoved : static_cast<MeasureState>(row.last);
}

[[nodiscard]] inline std::span<const Transition<MeasureState, MeasureMove>> MeasureCourse() {
  using enum MeasureState;
  using Move = MeasureMove;
  static constexpr auto kMoves = [] {
    constexpr std::array kGoesOn{kRemoved, kFileSent, kValidationAsked, kValidated, kHeard, kConfirmed};
    constexpr std::array kForward{Move::kSendFile, Move::kAskValidation, Move::kValidate, Move::kHear, Move::kConfirm};
    std::array<Transition<MeasureState, Move>, 3 * kGoesOn.size() + kForward.size()> moves{};
    std::size_t count = 0;
    for (std::size_t i = 0; i < kForward.size(); ++i) moves[count++] = {kGoesOn[i], kForward[i], kGoesOn[i + 1]};
    for (const MeasureState state : kGoesOn) {
      moves[count++] = {state, Move::kNotice, state};
      moves[count++] = {state, Move::kRevoke, kRevoked};
      moves[count++] = {state, Move::kLapse, kLapsed};
    }
    return moves;
  }();
  return kMoves;
}

}  // namespace fascicolo::engine
