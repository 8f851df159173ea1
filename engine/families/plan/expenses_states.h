// What becomes of the expenses of a plan's month once they were filed.
#pragma once

#include <span>

#include "engine/families/life_cycle.h"
#include "engine/state/plan_rows.h"

namespace fascicolo::engine {

enum class ExpensesStep : std::uint8_t { kFile, kAccept, kContest };

[[nodiscard]] inline std::span<const Transition<ExpensesState, ExpensesStep>> ExpensesCourse() {
  using enum ExpensesState;
  static constexpr Transition<ExpensesState, ExpensesStep> kMoves[] = {
      {kFiled, ExpensesStep::kAccept, kAccepted},
      {kFiled, ExpensesStep::kContest, kContested},
      {kContested, ExpensesStep::kFile, kFiled},
  };
  return kMoves;
}

}  // namespace fascicolo::engine
