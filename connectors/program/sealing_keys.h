// The keys that a ledger's sealed texts name, and which of them the vault lacks.
#pragma once

#include "engine/state/state.h"
#include "events/vault/vault.h"

#include <set>
#include <vector>

namespace fascicolo::program {

/// Without those that the ledger erased.
[[nodiscard]] std::set<KeyId> AssignedKeys(const engine::State& state);

struct MissingKeys {
  std::uint64_t assigned = 0;
  std::uint64_t missing = 0;
  std::vector<EntityId> subjects;  ///< whose texts stay closed, the first kMaxSubjects, each once
  static constexpr std::size_t kMaxSubjects = 100;
};
/// Which of them cannot be opened: the vault is older than the ledger.
[[nodiscard]] Result<MissingKeys> FindMissingKeys(const engine::State& state, vault::Vault& vault);

}  // namespace fascicolo::program
