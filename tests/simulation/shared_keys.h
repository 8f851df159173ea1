// The vault that all simulated processes share, and what stands of it when one of them is killed.
#pragma once

#include <memory>
#include <vector>

#include "events/vault/row_key_store.h"
#include "events/vault/vault.h"

namespace fascicolo::simulation {

/// The store itself, which outlives every process.
class SharedKeys {
 public:
  SharedKeys();
  /// As a process opens it. `forgetful`: a planted mistake, by which keys are given out before they are durable.
  [[nodiscard]] vault::Vault OpenVault(bool forgetful = false);

 private:
  class Lent;
  std::unique_ptr<vault::KeyStore> store_ = vault::RowKeyStore::InMemory();
};

}  // namespace fascicolo::simulation
