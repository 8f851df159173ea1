// Sealed sections: personal text encrypted under its subject's key, beside the leaf that describes it (design D7, D8).
// XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) as libsodium offers it, padded to 64 bytes so that lengths tell
// little, with a BLAKE2b key commitment, because Poly1305 alone lets a holder present another key for other text.
//
// Until the vault comes, subject keys are derived from one master key kept in a file.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "events/body.h"
#include "events/names.h"
#include "events/result.h"

namespace fascicolo::events {

using Key = std::array<std::uint8_t, 32>;
using NonceBytes = std::array<std::uint8_t, 24>;

/// Where nonces come from: chance in production, a seed in simulations. Never the same one twice.
class NonceSource {
 public:
  virtual ~NonceSource() = default;
  virtual NonceBytes Next() = 0;
};
/// The operating system's chance.
class RandomNonces final : public NonceSource {
 public:
  NonceBytes Next() override;
};
/// Deterministic: BLAKE2b of seed and counter. For simulations and goldens only.
class SeededNonces final : public NonceSource {
 public:
  explicit SeededNonces(std::uint64_t seed) : seed_(seed) {}
  NonceBytes Next() override;

 private:
  std::uint64_t seed_;
  std::uint64_t count_ = 0;
};

struct Sealed {
  schema::SectionT descriptor;
  Bytes ciphertext;
};

/// Derives every subject's key from a master key. Immutable; may be shared by threads.
class SealingKeys {
 public:
  explicit SealingKeys(const Key& master) : master_(master) {}
  /// For keeping it in another place. Secret.
  [[nodiscard]] const Key& master() const { return master_; }
  /// Reads 64 hexadecimal digits from a file; the error names the file and what is wrong.
  static Result<SealingKeys> FromFile(const std::filesystem::path& file);
  /// Makes a new random key file, readable by its owner alone. Fails if the file exists.
  static Result<SealingKeys> CreateFile(const std::filesystem::path& file);

  /// `ordinal` = number of the section within its command; bound into the key, so sections cannot be exchanged.
  [[nodiscard]] Sealed Seal(const EntityId& subject, const CommandId& command, std::uint32_t ordinal,
                            std::string_view field, std::string_view text,
                            const NonceBytes& nonce) const;
  /// kDamaged: ciphertext, commitment or key do not belong together.
  [[nodiscard]] Result<std::string> Open(const schema::Section& section, const CommandId& command,
                                         std::uint32_t ordinal, ConstBytes ciphertext) const;

  /// Keyed hash of a request, personal texts included: tells a retry from an id used for something else without
  /// letting a reader of the ledger guess the text (design D11).
  [[nodiscard]] Hash RequestHash(ConstBytes command, const std::vector<std::string>& personal) const;

 private:
  [[nodiscard]] Key SectionKey(const EntityId& subject, const CommandId& command,
                               std::uint32_t ordinal) const;
  Key master_;
};

}  // namespace fascicolo::events
