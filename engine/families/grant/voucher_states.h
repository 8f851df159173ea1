// The life of the vouchers that were granted for one application.
#pragma once

#include <span>

#include "engine/families/life_cycle.h"
#include "engine/state/grant_rows.h"

namespace fascicolo::engine {

enum class VouchersState : std::uint8_t {
  kGood = 1,  ///< something is left of them
  kUsedUp,
  kLapsed,  ///< their term is over, and what was left buys nothing
};
enum class VouchersStep : std::uint8_t { kRedeem, kLapse };

[[nodiscard]] inline VouchersState StateOf(const VouchersRow& row) {
  using enum VouchersState;
  if (row.lapsed) return kLapsed;
  return row.redeemed == row.count * row.amount ? kUsedUp : kGood;
}

[[nodiscard]] inline std::span<const Transition<VouchersState, VouchersStep>> VouchersCourse() {
  using enum VouchersState;
  static constexpr Transition<VouchersState, VouchersStep> kMoves[] = {
      {kGood, VouchersStep::kRedeem, kGood},
      {kGood, VouchersStep::kRedeem, kUsedUp},
      {kGood, VouchersStep::kLapse, kLapsed},
  };
  return kMoves;
}

}  // namespace fascicolo::engine
