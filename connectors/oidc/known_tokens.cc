#include "connectors/oidc/known_tokens.h"

#include "events/hash.h"

namespace fascicolo::oidc {

Result<Claims, Fault> KnownTokens::Check(std::string_view token, const std::shared_ptr<const KeySet>& keys,
                                         Instant now) {
  const Hash hash = events::Sha256({events::AsBytes(token)});
  {
    const std::lock_guard lock(mutex_);
    if (keys_ != keys) {
      known_.clear();
      keys_ = keys;
    }
    const auto found = known_.find(hash);
    if (found != known_.end()) {
      constexpr std::int64_t kLeeway = kLeewaySeconds * 1'000'000;
      if (found->second.expires.micros + kLeeway > now.micros) return found->second;
      known_.erase(found);
      return Fault::kExpired;
    }
  }
  auto claims = CheckToken(token, *keys, trust_, now);
  if (!claims) return claims;
  const std::lock_guard lock(mutex_);
  if (keys_ != keys) return claims;
  if (known_.size() >= kMaxKnownTokens) known_.clear();
  known_.emplace(hash, *claims);
  return claims;
}

std::size_t KnownTokens::size() const {
  const std::lock_guard lock(mutex_);
  return known_.size();
}

}  // namespace fascicolo::oidc
