// A vault's records as one text, which is how a backup keeps them: to be put in a folder of its own, because it must not be kept
// as long as the log (erased means erased only when the last copy is gone). Every key in it is wrapped as it was in the vault;
// without the master key nobody learns anything from it.
//
//   fascicolo keys 1 <number of records>
//   <kind> <id> <value>                     in ascending order; kind in decimal, id and value in hexadecimal digits
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "events/vault/row_key_store.h"

namespace fascicolo::vault {

struct KeyCopy {
  std::string text;
  std::uint64_t subjects = 0;  ///< keys of subjects in it
};

/// All that `store` has heard of.
[[nodiscard]] Result<KeyCopy> CopyKeys(KeyStore& store);
/// The records again, in memory. kTooNew: another format. kDamaged names the line.
[[nodiscard]] Result<std::unique_ptr<RowKeyStore>> ReadKeyCopy(std::string_view text);

}  // namespace fascicolo::vault
