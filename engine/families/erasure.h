// Erasing a person (GDPR, art. 17): proposed with the authorisation to discard records, approved by two others, executed
// as an obligation that destroys keys a batch at a time, completed with their count.
//
// The events are the authority; the vault follows them (Vault::Erase, by engine/loop, whenever a commit with KeysErased
// is accepted, and again at each start). So the keys may be destroyed twice, on every node, and after any crash, and an
// older vault that is put back revives nobody. What sealed texts leave behind (dates, scores, ids, hashes) stays: every
// count and every proof is the same as before.
//
// Retention comes first (art. 17, par. 3, lett. b and d): nobody is erased whose cases are open, or on whom a hold stands.
// An erasure of other classes than the ordinary one alone may go before the case does.
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr std::size_t kErasureApprovals = 2;     ///< by as many, and none of them who proposed
inline constexpr std::size_t kMaxKeysErasedAtOnce = 200;  ///< in one commit; more go on in the next
inline constexpr std::size_t kMaxErasures = 20;         ///< of one person

Decision Decide(const State& state, const Intent& intent, const schema::ProposeErasure& command);
Decision Decide(const State& state, const Intent& intent, const schema::ApproveErasure& command);
Decision Decide(const State& state, const Intent& intent, const schema::WithdrawErasure& command);
Decision FulfilErasure(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due);

/// Neither being erased nor erased, or an answer: what is merged or parted then would not be reached any more.
[[nodiscard]] std::optional<Decision> CheckNotErased(const State& state, EntityId person);

bool Evolve(const EventContext& context, const schema::Event& event, const schema::ErasureProposed& fact,
            StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::ErasureApproved& fact,
            StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::ErasureStopped& fact,
            StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::KeysErased& fact, StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::ErasureCompleted& fact,
            StateEditor& editor);

}  // namespace fascicolo::engine
