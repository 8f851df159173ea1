// What an act carries: kept as a finished command, and decided as the act's signer's.
#pragma once

#include <memory>
#include <variant>
#include <vector>

#include "engine/decision.h"
#include "engine/state/state.h"
#include "schemas/command_generated.h"

namespace fascicolo::engine {

/// What the act's row keeps of a command that it carries.
[[nodiscard]] CarriedRow Kept(const schema::Carried& carried);
/// What a command that `act` carries comes to, at this moment.
[[nodiscard]] Decision DecideCarried(const State& state, const Intent& intent, EntityId act, const CarriedRow& carried);

using SignedLists = std::vector<std::unique_ptr<schema::SignedListT>>;
/// The lists that the act publishes, as they are at this moment: they have effect as these, or not at all. An answer: why one of
/// them cannot be published.
[[nodiscard]] std::variant<SignedLists, Decision> ListsToSign(const State& state, const Intent& intent, EntityId act,
                                                              const ActRow& row);

}  // namespace fascicolo::engine
