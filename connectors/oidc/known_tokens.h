// Tokens that were found good, so that a signature is checked once: it costs more than most answers.
#pragma once

#include "connectors/oidc/token.h"
#include "events/names.h"

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>

namespace fascicolo::oidc {

/// All are forgotten when there is one more.
inline constexpr std::size_t kMaxKnownTokens = 10'000;

/// From any thread.
class KnownTokens {
 public:
  explicit KnownTokens(Trust trust) : trust_(std::move(trust)) {}
  /// As CheckToken. A token that is known is asked only whether its time is over; with another set of keys none is
  /// known.
  [[nodiscard]] Result<Claims, Fault> Check(std::string_view token, const std::shared_ptr<const KeySet>& keys,
                                            Instant now);
  [[nodiscard]] std::size_t size() const;

 private:
  const Trust trust_;
  mutable std::mutex mutex_;
  std::shared_ptr<const KeySet> keys_;  ///< by which those below were checked
  std::map<Hash, Claims> known_;        ///< by the token's SHA-256
};

}  // namespace fascicolo::oidc
