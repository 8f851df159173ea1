// The HTTP/1.1 client: one request after the other to servers of ours, and to nobody whom their certificate does not
// name. Redirections are not followed: a token goes where it was meant for, and nowhere else.
#pragma once

#include "connectors/http/message.h"
#include "events/result.h"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace fascicolo::http {

struct ClientOptions {
  /// PEM file of those who sign servers' certificates; none: whom the system trusts.
  std::optional<std::filesystem::path> ca_file{};
  std::chrono::milliseconds connect_time{2'000};
  std::chrono::milliseconds answer_time{60'000};     ///< from the beginning to the answer's last byte
  std::size_t answer_bytes = std::size_t{64} << 20;  ///< of its body; more is no answer
};

/// Why there is no answer.
struct NoAnswer {
  bool may_have_arrived = false;  ///< the server may have taken the request
  std::string why;                ///< for operators; without what was sent
};

/// "http://host:port" or "https://host:port", with nothing behind it, user, path and query included.
[[nodiscard]] bool IsServerUrl(std::string_view url);

/// One thread. Keeps its connections open.
class Client {
 public:
  explicit Client(ClientOptions options = {});
  ~Client();
  Client(Client&& other) noexcept;
  Client(const Client&) = delete;

  /// Sends to `server` (IsServerUrl) and waits for the whole answer. `goes_on`, where it is given, is asked about once
  /// a second: false ends the waiting.
  [[nodiscard]] Result<Response, NoAnswer> Send(const std::string& server, const Request& request,
                                                const std::function<bool()>& goes_on = {});

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fascicolo::http
