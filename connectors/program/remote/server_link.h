// The way to a server, or to several that serve one ledger: who asks, and what happens when one of them does not
// answer.
#pragma once

#include "connectors/http/client.h"
#include "connectors/program/session.h"

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace fascicolo::program {

/// How long somebody asks again who gets no answer, or "not now" (503, 429).
inline constexpr std::chrono::seconds kServerPatience{60};
inline constexpr std::chrono::seconds kQuestionPatience{10};  ///< of who waits for an answer to read
inline constexpr std::chrono::milliseconds kFirstPause{50};   ///< doubled after each vain try
inline constexpr std::chrono::milliseconds kLongestPause{2'000};
inline constexpr std::size_t kMaxTokenBytes = 8'192;
inline constexpr std::size_t kMaxServers = 16;

/// Where to ask, and as whom.
struct ServerAddress {
  std::vector<std::string> urls;
  std::string token;
  http::ClientOptions client{};
};
/// From what was typed and FASCICOLO_TOKEN. A token never leaves this machine without TLS.
[[nodiscard]] Result<ServerAddress, FormError> ServerAddressOf(const ServerTyped& typed);

/// One thread.
class ServerLink {
 public:
  /// `goes_on`: false ends what is being waited for; asked about once a second, from this link's thread.
  ServerLink(const ServerAddress& address, std::function<bool()> goes_on);

  /// The answer to a request that may be sent again: one that is no "not now", from any of the servers. kUnavailable:
  /// there was none within the patience, or it was told to end.
  [[nodiscard]] Result<http::Response> Ask(http::Request request, std::chrono::seconds patience = kServerPatience);

 private:
  [[nodiscard]] bool Pause(std::chrono::milliseconds time) const;
  const ServerAddress& address_;
  std::function<bool()> goes_on_;
  http::Client client_;
  std::size_t at_ = 0;  ///< of the urls: the one that answered last
};

}  // namespace fascicolo::program
