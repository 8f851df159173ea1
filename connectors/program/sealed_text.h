// A sealed text of a commit, opened with the vault.
#pragma once

#include "events/body.h"
#include "events/vault/vault.h"

#include <optional>
#include <string>

namespace fascicolo::program {

/// `section` is one of an event's, or of the command's. None: it stays closed for good, because its key was erased, its
/// ciphertext was removed, or one does not belong to the other. Failures of the vault itself.
[[nodiscard]] Result<std::optional<std::string>> OpenSealed(const events::CommitReading& commit,
                                                            const schema::Section& section, vault::Vault& vault);

/// Whether the text's key and its ciphertext are both there. Failures of the vault itself.
[[nodiscard]] Result<bool> OughtToOpen(const events::CommitReading& commit, const schema::Section& section,
                                       vault::Vault& vault);

}  // namespace fascicolo::program
