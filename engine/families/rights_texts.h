// May texts be added of whom they are about? Asked once, for the texts of every decision.
#pragma once

#include <optional>
#include <vector>

#include "engine/decision.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

/// A refusal where a text that these events claim is of somebody erased (of its retention class), or of somebody restricted
/// and the command names no ground that the restriction allows. Corrections go on under a restriction.
[[nodiscard]] std::optional<Refusal> CheckTexts(const State& state, const Intent& intent,
                                                const std::vector<EventDraft>& drafts);

/// Texts of this subject can be sealed: neither the key nor the person behind it was erased. Asked of what was refused.
[[nodiscard]] bool MayBeSealedFor(const State& state, EntityId subject);

}  // namespace fascicolo::engine
