// What the deciders of allowances and of vouchers share: finding the application, and the money that was set aside for it.
#pragma once

#include <string>

#include "engine/families/act.h"
#include "engine/families/activation_deciding.h"
#include "engine/families/money_deciding.h"

namespace fascicolo::engine {

/// An application for an allowance in one of these states, by an act where the sheet wants one.
template <class Rules>
[[nodiscard]] Decision OnAllowance(const State& state, const Intent& intent, const schema::Id* id,
                                   StateSet<ActivationState> allowed, Rules rules) {
  const auto decide = [&](EntityId activation, const ActivationRow& row, const Sheet& sheet) -> Decision {
    if (sheet.family != Family::kAllowance) return Refusal{Rule::kNotAnAllowance, {{"service", row.service}}};
    if (auto answer = CheckByAct(intent, sheet)) return *std::move(answer);
    return rules(activation, row, sheet);
  };
  return OnActivation(state, intent, id, allowed, decide);
}

/// The money is there, and for this: `times` the amount. Neither is 0.
template <class Command>
[[nodiscard]] std::optional<Decision> CheckSetAside(const State& state, EntityId activation, const Command& command,
                                                    std::uint32_t times) {
  const EntityId chapter = events::Entity(command.chapter());
  if (!state.FindEntity<ChapterTable>(chapter)) return Unknown("/chapter", chapter, "chapter");
  const auto commitment = state.Find<CommitmentTable>(chapter, command.commitment()).value_or(CommitmentRow{});
  const std::int64_t left = commitment.about == activation ? commitment.amount - commitment.liquidated : 0;
  if (command.amount() <= left / times) return std::nullopt;
  return Refusal{Rule::kNotSetAsideForIt, {{"set_aside", std::to_string(left)}}};
}

}  // namespace fascicolo::engine
