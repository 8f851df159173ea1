#include "connectors/oidc/key_set.h"

#include "connectors/oidc/base64url.h"
#include "events/json/value.h"

#include <cjose/cjose.h>

#include <algorithm>
#include <optional>

namespace fascicolo::oidc {

class PublicKey::Impl {
 public:
  explicit Impl(cjose_jwk_t* key) : key_(key) {}
  ~Impl() { cjose_jwk_release(key_); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  [[nodiscard]] const cjose_jwk_t* key() const { return key_; }

 private:
  cjose_jwk_t* key_;
};

namespace {

using events::json::Value;

const std::string* TextIn(const Value& key, std::string_view name) {
  const Value* member = MemberOf(key, name);
  return member == nullptr ? nullptr : member->As<std::string>();
}

bool Says(const Value& key, std::string_view name, std::string_view text) {
  const std::string* said = TextIn(key, name);
  return said != nullptr && *said == text;
}

/// The algorithm for which the key is taken; none: it is passed over.
std::optional<Algorithm> AlgorithmFor(const Value& key) {
  if (TextIn(key, "use") != nullptr && !Says(key, "use", "sig")) return std::nullopt;
  const bool is_rsa = Says(key, "kty", "RSA");
  const bool is_p256 = Says(key, "kty", "EC") && Says(key, "crv", "P-256");
  if (!is_rsa && !is_p256) return std::nullopt;
  const auto algorithm = is_rsa ? Algorithm::kRs256 : Algorithm::kEs256;
  if (TextIn(key, "alg") != nullptr && !Says(key, "alg", is_rsa ? "RS256" : "ES256")) return std::nullopt;
  return algorithm;
}

/// Its numbers are base64url (RFC 7518, section 6).
bool HasReadableNumbers(const Value& key) {
  constexpr const char* kNumbers[] = {"x", "y", "n", "e", "d", "p", "q", "dp", "dq", "qi"};
  return std::all_of(std::begin(kNumbers), std::end(kNumbers), [&](const char* name) {
    const std::string* number = TextIn(key, name);
    return number == nullptr || IsBase64Url(*number);
  });
}

}  // namespace

std::optional<std::string> PublicKey::Open(std::string_view jws) const {
  cjose_err error{};
  cjose_jws_t* read = cjose_jws_import(jws.data(), jws.size(), &error);
  if (read == nullptr) return std::nullopt;
  std::optional<std::string> payload;
  std::uint8_t* bytes = nullptr;
  std::size_t size = 0;
  if (cjose_jws_verify(read, impl_->key(), &error) && cjose_jws_get_plaintext(read, &bytes, &size, &error)) {
    payload.emplace(bytes, bytes + size);
  }
  cjose_jws_release(read);
  return payload;
}

Result<KeySet, FormError> KeySet::Read(std::string_view json) {
  const auto document = events::json::ParseJson(json);
  if (!document) return document.error();
  const Value* member = MemberOf(*document, "keys");
  const auto* keys = member == nullptr ? nullptr : member->As<Value::Array>();
  if (keys == nullptr) return FormError{"/keys", "is missing", "an array of keys (RFC 7517)"};
  if (keys->size() > kMaxKeys) return FormError{"/keys", "has too many", "at most " + std::to_string(kMaxKeys)};
  KeySet set;
  for (std::size_t i = 0; i < keys->size(); ++i) {
    const std::string place = "/keys/" + std::to_string(i);
    const auto algorithm = AlgorithmFor((*keys)[i]);
    if (!algorithm) continue;
    const std::string* id = TextIn((*keys)[i], "kid");
    if (id == nullptr || id->empty()) return FormError{place + "/kid", "is missing", "the id that tokens name"};
    const std::string text = events::json::PrintJson((*keys)[i]);
    cjose_err error{};
    cjose_jwk_t* key = HasReadableNumbers((*keys)[i]) ? cjose_jwk_import(text.data(), text.size(), &error) : nullptr;
    if (key == nullptr) return FormError{place, "is no public key", "RSA or EC as RFC 7518 has it"};
    auto impl = std::make_shared<const PublicKey::Impl>(key);
    if (*algorithm == Algorithm::kRs256 && cjose_jwk_get_keysize(key, &error) < kLeastRsaBits) {
      return FormError{place, "is too short", std::to_string(kLeastRsaBits) + " bits"};
    }
    if (!set.keys_.emplace(*id, PublicKey(*algorithm, std::move(impl))).second) {
      return FormError{place + "/kid", "stands twice", {}};
    }
  }
  return set;
}

const PublicKey* KeySet::Find(const std::string& id) const {
  const auto found = keys_.find(id);
  return found == keys_.end() ? nullptr : &found->second;
}

}  // namespace fascicolo::oidc
