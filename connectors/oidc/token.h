// Bearer tokens as an issuer signs them (RFC 7519, OpenID Connect Core 1.0, RFC 9068): whose they are, and until when.
#pragma once

#include "connectors/oidc/key_set.h"
#include "events/calendar.h"

#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::oidc {

inline constexpr std::size_t kMaxTokenBytes = 8'192;
inline constexpr std::int64_t kLeewaySeconds = 60;  ///< by which the issuer's clock may differ from ours

/// Who signs for us, and what we are called by them.
struct Trust {
  std::string issuer;    ///< "iss", letter by letter
  std::string audience;  ///< among "aud"
};

struct Claims {
  std::string subject;             ///< "sub": who
  std::vector<std::string> roles;  ///< "roles", as the issuer gives them; what they allow is the policy's to say
  Instant issued;                  ///< "iat"
  Instant expires;                 ///< "exp"
  std::vector<std::string> areas{};  ///< "areas" in which they work, in the words of the schema; none: of none
};

/// Why a token is no good. A client is told no more than that it is none; operators are.
enum class Fault {
  kMalformed,   ///< no compact JWS with JSON in it, a claim is missing or of another type, or it is too long
  kAlgorithm,   ///< none, or another than its key's
  kUnknownKey,  ///< names no key of the set: it may have been rotated
  kSignature,
  kIssuer,
  kAudience,
  kExpired,
  kNotYet,      ///< "nbf" or "iat" lie ahead
};
[[nodiscard]] std::string_view TextOf(Fault fault);

/// The claims of a token that is good at `now`.
[[nodiscard]] Result<Claims, Fault> CheckToken(std::string_view token, const KeySet& keys, const Trust& trust, Instant now);

}  // namespace fascicolo::oidc
