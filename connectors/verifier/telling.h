// What a verified receipt or folder says, in Italian or English.
#pragma once

#include <string>
#include <vector>

#include "events/proof/folder_check.h"
#include "events/proof/receipt_check.h"

namespace fascicolo::verifier {

enum class Language { kEnglish, kItalian };

/// Lines about a receipt that holds: what was signed, what is proven, and the events. JSON keeps the ledger's own
/// words.
[[nodiscard]] std::vector<std::string> Tell(proof::ReceiptKind kind, const proof::CheckedReceipt& receipt,
                                            const proof::VerifierKey& key, Language language);
/// About a folder that holds.
[[nodiscard]] std::vector<std::string> Tell(const proof::Checkpoint& folder, const proof::VerifierKey& key,
                                            bool was_held_against, Language language);
/// About a super-log that holds: a line for each ledger in it.
[[nodiscard]] std::vector<std::string> Tell(const proof::CheckedSuperLog& super, const proof::VerifierKey& key,
                                            bool was_held_against, Language language);
/// That the receipt's checkpoint is in a super-log, of which this is the checkpoint.
[[nodiscard]] std::string TellSuper(const proof::Checkpoint& super, const proof::VerifierKey& key, Language language);
/// That another receipt was held beside it.
[[nodiscard]] std::string TellBeside(Language language);
/// That something does not hold.
[[nodiscard]] std::string Tell(const FormError& wrong, Language language);

}  // namespace fascicolo::verifier
