// What is backed up: a ledger and its keys, read beside whoever has them open. Nothing is locked, changed or folded, and no key
// is unwrapped.
#pragma once

#include "connectors/program/authority/place.h"
#include "connectors/program/backup/signing_copy.h"

#include <functional>
#include <memory>
#include <string>

namespace fascicolo::program {

struct BackupSource {
  AuthorityIdentity identity;  ///< without a name on Kafka
  std::string where;           ///< for people
  std::filesystem::path key_file;
  SigningParts signing;                 ///< as it was before `log` was opened: nothing in it is ahead of that
  std::unique_ptr<events::Ledger> log;  ///< to where it was surely durable when this was opened
  /// The keys as they are when this is called: behind the log, so that whatever its texts name is there.
  std::function<Result<std::unique_ptr<vault::KeyStore>>()> open_keys;
};

/// kNotFound, kDamaged, kTooNew, kUnavailable: the ledger cannot be read.
[[nodiscard]] Result<BackupSource> OpenSource(const Place& place);

}  // namespace fascicolo::program
