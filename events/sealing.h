// Sealed sections: personal text encrypted under its subject's key, beside the leaf that describes it (design D7, D8).
// XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) as libsodium offers it, padded to 64 bytes so that lengths tell
// little, with a BLAKE2b key commitment, because Poly1305 alone lets a holder present another key for other text.
//
// Each section has a key of its own, derived from the subject's by command and ordinal: it can be handed to an auditor
// without the others, and sections cannot be exchanged. Where subjects' keys come from: events/vault/vault.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "events/body.h"
#include "events/keyed_hash.h"
#include "events/names.h"
#include "events/random.h"
#include "events/result.h"
#include "schemas/kinds_generated.h"

namespace fascicolo::events {

/// Whose text, and which of their keys seals it: there is one for each retention class, so that what may go first can go
/// alone, and for each merge epoch, so that two persons merged by mistake part again with what was each one's (design D8).
struct SealedFor {
  EntityId subject;
  schema::RetentionClass retention = schema::RetentionClass::ordinary;
  std::uint32_t epoch = 0;  ///< merges and un-merges of the subject so far
  auto operator<=>(const SealedFor&) const = default;
};

/// A key, and the name under which the vault keeps it.
struct SubjectKey {
  KeyId id;
  Key key{};
};

struct Sealed {
  schema::SectionT descriptor;
  Bytes ciphertext;
};

/// `ordinal` = number of the section within its command. `field` is a JSON pointer within the leaf's payload.
[[nodiscard]] Sealed Seal(const SubjectKey& key, const SealedFor& whose, const CommandId& command, std::uint32_t ordinal,
                          std::string_view field, std::string_view text, RandomSource& random);

/// `key` is the one that the section names. kDamaged: ciphertext, commitment or key do not belong together.
[[nodiscard]] Result<std::string> Open(const Key& key, const schema::Section& section, const CommandId& command,
                                       std::uint32_t ordinal, ConstBytes ciphertext);

}  // namespace fascicolo::events
