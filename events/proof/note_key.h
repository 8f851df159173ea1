// The keys of signed notes (C2SP signed-note, tlog-cosignature): Ed25519 (RFC 8032), with a name and an id of four bytes.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "events/proof/base64.h"
#include "events/result.h"

namespace fascicolo::proof {

/// What a key signs; the number stands in its text form and in its id.
enum class KeyType : std::uint8_t {
  kEd25519 = 0x01,      ///< a note's text
  kCosignature = 0x04,  ///< a witness's: that a checkpoint was seen, and when
};

using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;
using Seed = std::array<std::uint8_t, 32>;  ///< of a private key: a secret

/// Not empty, without Unicode spaces, control characters and '+'.
[[nodiscard]] bool IsKeyName(std::string_view name);

/// Who may have signed.
struct VerifierKey {
  std::string name;
  KeyType type = KeyType::kEd25519;
  PublicKey key{};
  /// SHA-256(name || '\n' || type || key), its first four bytes. Tells keys apart, proves nothing.
  [[nodiscard]] std::uint32_t id() const;
  /// NAME+ID in 8 hexadecimal digits+base64(type || key)
  [[nodiscard]] std::string ToString() const;
  [[nodiscard]] bool Verify(std::string_view message, const Signature& signature) const;
  bool operator==(const VerifierKey&) const = default;
};

/// The error says what is wrong, also when the id is not that of name and key.
[[nodiscard]] Result<VerifierKey, FormError> ReadVerifierKey(std::string_view text);

/// Who signs. Wiped when it goes.
class SignerKey {
 public:
  SignerKey(std::string name, KeyType type, const Seed& seed);
  SignerKey(SignerKey&&) noexcept = default;
  SignerKey& operator=(SignerKey&&) noexcept = default;
  SignerKey(const SignerKey&) = delete;
  SignerKey& operator=(const SignerKey&) = delete;
  ~SignerKey();

  [[nodiscard]] const VerifierKey& verifier() const { return verifier_; }
  [[nodiscard]] Signature Sign(std::string_view message) const;
  /// PRIVATE+KEY+NAME+ID+base64(type || seed), as golang.org/x/mod/sumdb/note has it: a secret.
  [[nodiscard]] std::string ToString() const;

 private:
  VerifierKey verifier_;
  Seed seed_;
};

[[nodiscard]] Result<SignerKey, FormError> ReadSignerKey(std::string_view text);

}  // namespace fascicolo::proof
