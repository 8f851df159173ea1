// Another master key for a vault. The new key file is written beside the old one, the vault is put under it, and then it
// takes the old one's place; whatever moment the process dies at, one of the two files opens the vault.
#pragma once

#include "events/random.h"
#include "events/vault/vault.h"

#include <filesystem>
#include <functional>

namespace fascicolo::program {

/// `file` will hold a key of chance, or one that comes out of a passphrase, which is asked for. Failures of
/// vault::Vault::ChangeMaster, and of the files.
Status ChangeKeyFile(const std::filesystem::path& file, bool from_passphrase, vault::Vault& vault,
                     events::RandomSource& random);

/// Opens the vault with the key in `file`, or, where a change was interrupted, with the one beside it, which then takes its
/// place. `open` is called with a master key, once or twice.
[[nodiscard]] Result<vault::Vault> OpenWithKeyFile(
    const std::filesystem::path& file, const std::function<Result<vault::Vault>(const events::Key& master)>& open);

}  // namespace fascicolo::program
