// The keys by which an issuer signs (RFC 7517): a JSON Web Key Set, read once, asked by key id.
#pragma once

#include "events/result.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace fascicolo::oidc {

inline constexpr std::size_t kMaxKeys = 50;
inline constexpr std::size_t kLeastRsaBits = 2'048;

enum class Algorithm { kRs256, kEs256 };  ///< RFC 7518, sections 3.3 and 3.4: all that is taken

/// One public key, for the one algorithm of its type.
class PublicKey {
 public:
  class Impl;
  PublicKey(Algorithm algorithm, std::shared_ptr<const Impl> impl) : algorithm_(algorithm), impl_(std::move(impl)) {}
  [[nodiscard]] Algorithm algorithm() const { return algorithm_; }
  /// The payload of a compact JWS (RFC 7515, section 3.1) that this key signed; none: it did not.
  [[nodiscard]] std::optional<std::string> Open(std::string_view jws) const;

 private:
  Algorithm algorithm_;
  std::shared_ptr<const Impl> impl_;
};

class KeySet {
 public:
  /// Takes RSA keys from kLeastRsaBits on and keys on P-256; passes over other types, and keys that are for encryption. A key
  /// without an id, and two with the same, are errors: a token names its key.
  static Result<KeySet, FormError> Read(std::string_view json);
  [[nodiscard]] const PublicKey* Find(const std::string& id) const;
  [[nodiscard]] std::size_t size() const { return keys_.size(); }

 private:
  std::map<std::string, PublicKey> keys_;
};

}  // namespace fascicolo::oidc
