// What an authority signs with, and what it signed (authority/signing.h), as a backup has it: the secret key, the notes, the
// witnesses' policy, and what was put aside when a loss was accepted. One file, a line before the bytes of each part:
//
//   part NAME BYTES     NAME: signing-key, witnesses, signed/SIZE, signed.lost-WHEN/...
#pragma once

#include "connectors/program/authority/signing.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace fascicolo::program {

/// The bytes of each part, by its name.
using SigningParts = std::map<std::string, std::string>;

/// What lies there now; empty: nothing was ever signed. kIo, kTooLarge.
[[nodiscard]] Result<SigningParts> ReadSigning(const SigningPaths& paths);

[[nodiscard]] std::string SigningCopyOf(const SigningParts& parts);
/// kDamaged: it is no such copy, or names a place outside of those above.
[[nodiscard]] Result<SigningParts> ReadSigningCopy(std::string_view text);

/// The newest note that was signed and not put aside.
[[nodiscard]] std::optional<std::string> NewestNoteIn(const SigningParts& parts);
/// `now` with what `before` has besides: what was signed once, a backup does not forget. Notes that were put aside since stay
/// aside, and a key comes back only with notes of its own.
[[nodiscard]] SigningParts WithEarlier(SigningParts now, const SigningParts& before);

/// Writes what is not there yet. kLocked: another key lies there. kIo, kFull.
Status PutSigningBack(const SigningParts& parts, const SigningPaths& paths);

}  // namespace fascicolo::program
