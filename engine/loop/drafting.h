// From a decision to the content of a commit: versions, stamp, sealing.
#pragma once

#include "engine/decision.h"
#include "engine/loop/request.h"
#include "engine/state/state.h"
#include "events/sealing.h"

namespace fascicolo::engine {

/// All that comes to a decision from outside the ledger.
struct Stamp {
  Instant now;
  std::optional<Day> today;  ///< none before the first day is opened
};

[[nodiscard]] Intent IntentOf(const Request& request, const Stamp& stamp);

/// The content of a commit: `decided` are events, or the refusal that is recorded instead.
[[nodiscard]] events::CommitContent DraftCommit(const State& state, const Request& request, const Stamp& stamp,
                                                std::variant<std::vector<EventDraft>, Refusal> decided,
                                                const events::SealingKeys& keys, events::NonceSource& nonces);

[[nodiscard]] Hash RequestHash(const Request& request, const events::SealingKeys& keys);

/// A command of the engine's own, with a derived id.
template <class Payload>
[[nodiscard]] Request OwnRequest(CommandId id, Payload payload) {
  schema::CommandT command;
  command.id = std::make_unique<schema::Id>(events::ToSchema(id));
  command.actor = "fascicolo";
  command.payload.Set(std::move(payload));
  return Request{events::PackLeaf(command), {}};
}

}  // namespace fascicolo::engine
