// The lives of money: what is set aside in a chapter, what is liquidated of it, and what persons owe.
#pragma once

#include <span>
#include <string_view>

#include "engine/families/life_cycle.h"
#include "engine/state/money_rows.h"

namespace fascicolo::engine {

// --- commitments (prenotazioni, impegni) ---

enum class CommitmentState : std::uint8_t {
  kReserved = 1,  ///< set aside only
  kCommitted,     ///< bound by an act, and some of it can be liquidated
  kUsedUp,        ///< bound, and all of it liquidated or released
  kReleased,      ///< free again, and never bound
};
enum class CommitmentStep : std::uint8_t { kCommit, kLiquidate, kRelease };

[[nodiscard]] inline CommitmentState StateOf(const CommitmentRow& row) {
  using enum CommitmentState;
  if (!row.committed) return row.amount == 0 ? kReleased : kReserved;
  return row.amount == row.liquidated ? kUsedUp : kCommitted;
}

[[nodiscard]] inline std::span<const Transition<CommitmentState, CommitmentStep>> CommitmentCourse() {
  using enum CommitmentState;
  using Step = CommitmentStep;
  static constexpr Transition<CommitmentState, CommitmentStep> kMoves[] = {
      {kReserved, Step::kCommit, kCommitted},      {kReserved, Step::kRelease, kReserved},
      {kReserved, Step::kRelease, kReleased},      {kCommitted, Step::kLiquidate, kCommitted},
      {kCommitted, Step::kLiquidate, kUsedUp},     {kCommitted, Step::kRelease, kCommitted},
      {kCommitted, Step::kRelease, kUsedUp},
  };
  return kMoves;
}

// --- liquidations (liquidazioni), and the orders to pay them (mandati) ---

enum class LiquidationState : std::uint8_t {
  kToPay = 1,  ///< not paid, or the money came back
  kPaid,
};
enum class LiquidationStep : std::uint8_t { kPay, kBounce };

[[nodiscard]] inline LiquidationState StateOf(const LiquidationRow& row) {
  return row.paid_by.empty() ? LiquidationState::kToPay : LiquidationState::kPaid;
}

[[nodiscard]] inline std::span<const Transition<LiquidationState, LiquidationStep>> LiquidationCourse() {
  using enum LiquidationState;
  static constexpr Transition<LiquidationState, LiquidationStep> kMoves[] = {
      {kToPay, LiquidationStep::kPay, kPaid},
      {kPaid, LiquidationStep::kBounce, kToPay},
  };
  return kMoves;
}

// --- debts (crediti dell'ente) ---

enum class DebtState : std::uint8_t {
  kOwed = 1,    ///< some of it
  kSettled,     ///< all of it was received
  kWrittenOff,  ///< what was left is asked for no more
};
enum class DebtStep : std::uint8_t { kReceive, kRemind, kAgreeInstalments, kWriteOff };

[[nodiscard]] inline DebtState StateOf(const DebtRow& row) {
  using enum DebtState;
  if (row.Left() > 0) return kOwed;
  return row.written_off > 0 ? kWrittenOff : kSettled;
}

/// "owed"; for views.
[[nodiscard]] constexpr std::string_view TextOf(DebtState state) {
  constexpr std::string_view kTexts[] = {"", "owed", "settled", "written_off"};
  return kTexts[static_cast<std::size_t>(state)];
}

[[nodiscard]] inline std::span<const Transition<DebtState, DebtStep>> DebtCourse() {
  using enum DebtState;
  using Step = DebtStep;
  static constexpr Transition<DebtState, DebtStep> kMoves[] = {
      {kOwed, Step::kReceive, kOwed},          {kOwed, Step::kReceive, kSettled},     {kOwed, Step::kRemind, kOwed},
      {kOwed, Step::kAgreeInstalments, kOwed}, {kOwed, Step::kWriteOff, kWrittenOff},
  };
  return kMoves;
}

}  // namespace fascicolo::engine
