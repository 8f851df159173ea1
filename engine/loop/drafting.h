// From a decision to the content of a commit: versions, stamp, sealing.
#pragma once

#include "engine/decision.h"
#include "engine/loop/request.h"
#include "engine/state/state.h"
#include "events/random.h"
#include "events/vault/vault.h"

#include <span>

namespace fascicolo::engine {

/// All that comes to a decision from outside the ledger.
struct Stamp {
  Instant now;
  std::optional<Day> today;  ///< none before the first day is opened
  Position position{};       ///< of the commit to be
};

[[nodiscard]] Intent IntentOf(const Request& request, const Stamp& stamp);
/// The same intent once more, from what its commit, at `position`, keeps of it. `command` is the recorded one.
[[nodiscard]] Intent IntentOf(const schema::Recorded& recorded, const schema::Command& command, Position position);

/// "Only if the entity is still at this version": what of it no longer holds; none: all of it does.
[[nodiscard]] std::optional<Rejection> ConflictOf(const State& state, const schema::Command& command);
/// A frozen entity is not written either: what is not understood of it may forbid it. Throws ReadsFrozen.
void CheckWrites(const State& state, const Decision& decision);

/// Whose the personal texts at these places of a command are: each is that of the first event which claims it. What no
/// event claims (a refused command's texts) is of whom the command names (named_subject.h), so that it is erased with them;
/// where there is nobody yet, it goes under an id of its own, the command's first.
[[nodiscard]] std::vector<events::SealedFor> OwnersOf(const State& state, const schema::Command& command,
                                                      const std::vector<std::string>& places,
                                                      std::span<const EventDraft> drafts);

using Sections = std::vector<std::unique_ptr<schema::SectionT>>;

/// What a decision writes.
struct Writings {
  std::vector<schema::EventT> events;
  std::vector<events::Touched> touched;  ///< ascending
};
/// `sections`: the command's, named by their places in it; each event gets copies of those that it claims, named as its
/// own fields.
[[nodiscard]] Writings WritingsOf(const State& state, const Intent& intent, std::vector<EventDraft> drafts,
                                  const Sections& sections);

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
  command.payload = CommandOf(std::move(payload));
  return Request{events::PackLeaf(command), {}};
}

}  // namespace fascicolo::engine
