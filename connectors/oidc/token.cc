#include "connectors/oidc/token.h"

#include "connectors/oidc/base64url.h"
#include "events/json/value.h"

#include <cjose/base64.h>
#include <cjose/util.h>

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace fascicolo::oidc {
namespace {

using events::json::Value;

std::optional<std::string> FromBase64Url(std::string_view text) {
  cjose_err error{};
  std::uint8_t* bytes = nullptr;
  std::size_t size = 0;
  if (!cjose_base64url_decode(text.data(), text.size(), &bytes, &size, &error)) return std::nullopt;
  std::string decoded(bytes, bytes + size);
  cjose_get_dealloc()(bytes);
  return decoded;
}

/// A JSON object's members by name; strictly read, so that none stands twice.
class Members {
 public:
  static std::optional<Members> Of(std::string_view json) {
    auto read = events::json::ParseJson(json);
    if (!read || read->As<Value::Object>() == nullptr) return std::nullopt;
    return Members(std::move(read).value());
  }
  [[nodiscard]] const Value* Find(std::string_view name) const { return MemberOf(document_, name); }
  template <class T>
  [[nodiscard]] const T* As(std::string_view name) const {
    const Value* value = Find(name);
    return value == nullptr ? nullptr : value->As<T>();
  }

 private:
  explicit Members(Value document) : document_(std::move(document)) {}
  Value document_;
};

/// A text, or an array of texts: "aud", "roles" and "areas". None: it is something else, or not there.
std::optional<std::vector<std::string>> TextsIn(const Members& claims, std::string_view name) {
  const Value* value = claims.Find(name);
  if (value == nullptr) return std::nullopt;
  if (const auto* one = value->As<std::string>()) return std::vector<std::string>{*one};
  const auto* array = value->As<Value::Array>();
  if (array == nullptr) return std::nullopt;
  std::vector<std::string> texts;
  for (const Value& each : *array) {
    const auto* text = each.As<std::string>();
    if (text == nullptr) return std::nullopt;
    texts.push_back(*text);
  }
  return texts;
}

constexpr std::int64_t kLastSecond = 253'402'300'799;  ///< of the year 9999

/// Whole seconds since 1970 (RFC 7519 allows fractions; no issuer was met that uses them).
std::optional<Instant> InstantIn(const Members& claims, std::string_view name) {
  const auto* seconds = claims.As<std::int64_t>(name);
  if (seconds == nullptr || *seconds < 0 || *seconds > kLastSecond) return std::nullopt;
  return Instant{*seconds * kMicrosPerSecond};
}

std::optional<Algorithm> AlgorithmCalled(const std::string& name) {
  if (name == "RS256") return Algorithm::kRs256;
  if (name == "ES256") return Algorithm::kEs256;
  return std::nullopt;
}

/// Three parts of base64url, as RFC 7515, section 3.1, has it.
bool IsCompact(std::string_view token) {
  if (std::count(token.begin(), token.end(), '.') != 2) return false;
  const std::size_t first = token.find('.');
  const std::size_t last = token.rfind('.');
  return IsBase64Url(token.substr(0, first)) && IsBase64Url(token.substr(first + 1, last - first - 1)) &&
         IsBase64Url(token.substr(last + 1));
}

/// The key that the header names, which must be for the algorithm that it names.
Result<const PublicKey*, Fault> KeyFor(std::string_view token, const KeySet& keys) {
  const auto json = FromBase64Url(token.substr(0, token.find('.')));
  const auto header = json ? Members::Of(*json) : std::nullopt;
  if (!header) return Fault::kMalformed;
  const auto* called = header->As<std::string>("alg");
  const auto algorithm = called == nullptr ? std::nullopt : AlgorithmCalled(*called);
  if (!algorithm) return Fault::kAlgorithm;
  // What the header says must be understood (RFC 7515, section 4.1.11), and nothing is.
  if (header->Find("crit") != nullptr) return Fault::kMalformed;
  const auto* id = header->As<std::string>("kid");
  const PublicKey* key = id == nullptr ? nullptr : keys.Find(*id);
  if (key == nullptr) return Fault::kUnknownKey;
  if (key->algorithm() != *algorithm) return Fault::kAlgorithm;
  return key;
}

Result<Claims, Fault> ClaimsIn(const Members& claims, const Trust& trust, Instant now) {
  const auto* subject = claims.As<std::string>("sub");
  const auto* issuer = claims.As<std::string>("iss");
  const auto audiences = TextsIn(claims, "aud");
  const auto expires = InstantIn(claims, "exp");
  const auto issued = InstantIn(claims, "iat");
  if (subject == nullptr || subject->empty() || issuer == nullptr || !audiences || !expires || !issued) return Fault::kMalformed;
  if (*issuer != trust.issuer) return Fault::kIssuer;
  if (std::find(audiences->begin(), audiences->end(), trust.audience) == audiences->end()) return Fault::kAudience;
  constexpr std::int64_t kLeeway = kLeewaySeconds * kMicrosPerSecond;
  if (expires->micros + kLeeway <= now.micros) return Fault::kExpired;
  const auto not_before = claims.Find("nbf") == nullptr ? issued : InstantIn(claims, "nbf");
  if (!not_before) return Fault::kMalformed;
  if (std::max(not_before->micros, issued->micros) > now.micros + kLeeway) return Fault::kNotYet;
  const auto roles = claims.Find("roles") == nullptr ? std::vector<std::string>{} : TextsIn(claims, "roles");
  const auto areas = claims.Find("areas") == nullptr ? std::vector<std::string>{} : TextsIn(claims, "areas");
  if (!roles || !areas) return Fault::kMalformed;
  return Claims{*subject, *roles, *issued, *expires, *areas};
}

}  // namespace

std::string_view TextOf(Fault fault) {
  switch (fault) {
    case Fault::kMalformed:
      return "malformed";
    case Fault::kAlgorithm:
      return "algorithm";
    case Fault::kUnknownKey:
      return "unknown_key";
    case Fault::kSignature:
      return "signature";
    case Fault::kIssuer:
      return "issuer";
    case Fault::kAudience:
      return "audience";
    case Fault::kExpired:
      return "expired";
    case Fault::kNotYet:
      return "not_yet";
  }
  return "";
}

Result<Claims, Fault> CheckToken(std::string_view token, const KeySet& keys, const Trust& trust, Instant now) {
  if (token.size() > kMaxTokenBytes || !IsCompact(token)) return Fault::kMalformed;
  const auto key = KeyFor(token, keys);
  if (!key) return key.error();
  const auto payload = (*key)->Open(token);
  if (!payload) return Fault::kSignature;
  const auto claims = Members::Of(*payload);
  if (!claims) return Fault::kMalformed;
  return ClaimsIn(*claims, trust, now);
}

}  // namespace fascicolo::oidc
