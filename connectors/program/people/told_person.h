// What an event tells of who somebody is, opened with the vault.
#pragma once

#include "engine/identity/features.h"
#include "events/body.h"
#include "events/vault/vault.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace fascicolo::program {

struct ToldPerson {
  engine::PersonalData data;
  std::vector<KeyId> keys;   ///< that sealed what is told
  std::uint64_t closed = 0;  ///< texts that stay closed for good
};

/// By person: what the sections of event `index` say, where it is one that tells of persons. Failures of the vault.
[[nodiscard]] Result<std::map<EntityId, ToldPerson>> ToldBy(const events::CommitReading& commit, std::uint32_t index,
                                                            vault::Vault& vault);

/// What `later` says wins.
void Overlay(const engine::PersonalData& later, engine::PersonalData& data);

/// Changes with what is read of a ledger here: an index of another version is to be made anew.
[[nodiscard]] std::string ToldVersion();

}  // namespace fascicolo::program
