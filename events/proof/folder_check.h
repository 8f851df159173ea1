// A published folder verified (publishing.h, C2SP tlog-tiles): from its files, the ledger's origin and its key alone.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "events/proof/checkpoint.h"
#include "events/proof/super_log.h"

namespace fascicolo::proof {

/// A file of the folder, by its path in it. kNotFound: there is none.
using FetchFile = std::function<Result<Bytes>(const std::string& path)>;
/// Called with the entries checked so far, and all.
using OnChecked = std::function<void(std::uint64_t done, std::uint64_t all)>;

/// The folder's checkpoint, if `key` signed it, each entry is a header that continues the chain of the one before it, the
/// tiles are those over the entries, and the root is theirs. With `against`, a checkpoint of this ledger that somebody kept
/// from earlier: the folder must also continue that one. The error names the first thing that does not hold.
[[nodiscard]] Result<Checkpoint, FormError> CheckFolder(const FetchFile& fetch, std::string_view origin,
                                                        const VerifierKey& key,
                                                        const std::optional<Checkpoint>& against = {},
                                                        const OnChecked& on_checked = {});

/// A super-log that holds, and what its entries say of the ledgers last.
struct CheckedSuperLog {
  Checkpoint checkpoint;
  NotedLedgers ledgers;
};
/// The same of a published super-log (super_log.h), whose entries are ledgers' checkpoints: none by the same key falls behind
/// or contradicts one before it. The ledgers' own signatures are not asked: their keys are not known here.
[[nodiscard]] Result<CheckedSuperLog, FormError> CheckSuperLog(const FetchFile& fetch, std::string_view origin,
                                                               const VerifierKey& key,
                                                               const std::optional<Checkpoint>& against = {});

}  // namespace fascicolo::proof
