// A client that sends bytes as they are, right or wrong, and says what came back.
#pragma once

#include "connectors/http/server.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace fascicolo::http {

/// As one request should end within a test that waits for nothing.
inline constexpr std::chrono::milliseconds kSoon{5'000};

class RawClient {
 public:
  /// Connects to loopback.
  explicit RawClient(std::uint16_t port);
  ~RawClient();
  RawClient(RawClient&& other) noexcept : socket_(std::exchange(other.socket_, -1)), read_(std::move(other.read_)) {}
  RawClient(const RawClient&) = delete;

  /// False: the server had closed.
  bool Send(std::string_view bytes) const;
  void FinishSending() const;
  /// The next answer with its body, as it came; empty: none came in time, or the server closed.
  [[nodiscard]] std::string Answer(bool is_to_head = false, std::chrono::milliseconds wait = kSoon);
  /// All that came until `text` did, with it, as it came; empty: it did not come in time.
  [[nodiscard]] std::string ReadUntil(std::string_view text, std::chrono::milliseconds wait = kSoon);
  /// Whether the server closes within this time, whatever it sends before.
  [[nodiscard]] bool IsClosedWithin(std::chrono::milliseconds wait);

 private:
  /// Reads some more. False: closed, or nothing came in time.
  bool ReadMore(std::chrono::milliseconds wait);
  int socket_ = -1;
  std::string read_;
};

/// The status of an answer; 0: it is none.
[[nodiscard]] int StatusOf(const std::string& answer);
[[nodiscard]] std::string BodyOf(const std::string& answer);

/// "GET path" with a host, and the connection kept.
[[nodiscard]] std::string Get(const std::string& path, const std::string& more_headers = {});
[[nodiscard]] std::string Post(const std::string& path, const std::string& body, const std::string& more_headers = {});

/// Answers at once: the method, the target and the body.
[[nodiscard]] Handler Echo();
/// On a free port of loopback.
[[nodiscard]] std::unique_ptr<Server> StartedServer(Handler handler, const Limits& limits = {});

}  // namespace fascicolo::http
