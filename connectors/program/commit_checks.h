// What must hold within one accepted commit, and between it and the state before it. Hashes are checked by whoever opens it
// (events/body.h), the decision itself by deciding again (engine/loop/readjudication.h).
#pragma once

#include "engine/state/state.h"
#include "events/body.h"
#include "events/vault/vault.h"

#include <functional>
#include <string>

namespace fascicolo::program {

/// What was met on the way.
struct CommitCounts {
  std::uint64_t sealed = 0;             ///< personal texts
  std::uint64_t removed = 0;            ///< of them, those whose ciphertext is not there any more
  std::uint64_t requests = 0;           ///< commands that are what was handed in, as the vault says
  std::uint64_t requests_unknown = 0;   ///< a text cannot be opened any more, so that nobody can tell
};

using OnProblem = std::function<void(std::string what)>;

/// Problems are: a time that goes back, or that is not the stamp's; a command under another id than the header's; a kind that
/// does not fit the command; a refusal with events, or events without one; an event whose version does not follow its
/// entity's, or a touched array that is not its events'; a ciphertext that is not the one its section describes; an event's
/// section that is none of its command's; an obligation executed before it was due, or under another command id than its own.
/// A commit that is not understood is checked as far as its header goes. `before` is at the commit before, which was recorded
/// at `recorded_before`.
void CheckCommit(const events::CommitReading& commit, const engine::State& before, Instant recorded_before,
                 CommitCounts& counts, const OnProblem& on_problem);

/// A command that is not what was handed in, by the keyed hash that was recorded with it: nobody without the vault can make a
/// right one for another command; and a text that does not open although its key is there, because the commitment to the key, or
/// the ciphertext, is another. Failures of the vault itself.
Status CheckRequest(const events::CommitReading& commit, vault::Vault& vault, CommitCounts& counts,
                    const OnProblem& on_problem);

}  // namespace fascicolo::program
