// From a decision to the content of a commit: versions, stamp, sealing.
#pragma once

#include "engine/decision.h"
#include "engine/loop/request.h"
#include "engine/state/state.h"
#include "events/random.h"
#include "events/vault/vault.h"

namespace fascicolo::engine {

/// All that comes to a decision from outside the ledger.
struct Stamp {
  Instant now;
  std::optional<Day> today;  ///< none before the first day is opened
  std::vector<std::pair<std::string, std::string>> findings = {};  ///< answers of other stores about this command
};

[[nodiscard]] Intent IntentOf(const Request& request, const Stamp& stamp);

/// What personal texts are sealed with. Borrowed.
struct SealingMeans {
  vault::Vault& vault;
  events::RandomSource& random;
  Term term;  ///< the writer's
};

/// The content of a commit: `decided` are events, or the refusal that is recorded instead. A failure is the vault's: it
/// lacks a subject's key, or cannot keep a new one.
[[nodiscard]] Result<events::CommitContent> DraftCommit(const State& state, const Request& request, const Stamp& stamp,
                                                        std::variant<std::vector<EventDraft>, Refusal> decided,
                                                        const SealingMeans& means);

[[nodiscard]] Hash RequestHash(const Request& request, const vault::Vault& vault);

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
