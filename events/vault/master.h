// The master key's file: one line, readable by its owner alone. It is the key itself, or says how the key comes out of a
// passphrase that stands nowhere:
//
//   <64 hexadecimal digits>
//   argon2id <operations> <memory, KiB> <salt, 32 hexadecimal digits>      RFC 9106
//
// Without the file, and the passphrase, nothing sealed can be opened: keep a copy apart from the ledger's backups.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "events/keyed_hash.h"
#include "events/random.h"
#include "events/result.h"

namespace fascicolo::vault {

/// What a guess costs.
struct PassphraseCost {
  std::uint32_t operations = 3;            ///< 1..kMostOperations
  std::uint32_t memory_kib = 256 * 1024;   ///< 8..kMostMemoryKib
};
inline constexpr std::uint32_t kMostOperations = 100;
inline constexpr std::uint32_t kMostMemoryKib = 4U << 20;
inline constexpr std::size_t kShortestPassphrase = 12;  ///< bytes

/// Asked for the passphrase, only where the file wants one.
using AskPassphrase = std::function<Result<std::string>()>;

/// kNotFound: no such file. kDamaged: it holds something else. Failures of `ask`.
[[nodiscard]] Result<events::Key> ReadMaster(const std::filesystem::path& file, const AskPassphrase& ask);

/// Makes a new file that holds `key`, durable. kLocked: there is one already, which stays as it is.
[[nodiscard]] Status WriteMaster(const std::filesystem::path& file, const events::Key& key);
/// Makes one for a key out of `passphrase`, which the answer is. kTooLarge: shorter than kShortestPassphrase.
[[nodiscard]] Result<events::Key> WritePassphraseMaster(const std::filesystem::path& file, std::string_view passphrase,
                                                        events::RandomSource& random, PassphraseCost cost = {});

}  // namespace fascicolo::vault
