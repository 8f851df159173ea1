// A request as it came, whole and well-formed, and what answers it (RFC 9110, RFC 9112).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fascicolo::http {

struct Header {
  std::string name;  ///< compared without regard to case
  std::string value;
};

[[nodiscard]] std::size_t CountOf(const std::vector<Header>& headers, std::string_view name);
/// The only value of a header; none: it is not there, or there twice.
[[nodiscard]] std::optional<std::string_view> ValueOf(const std::vector<Header>& headers, std::string_view name);

struct Request {
  std::string method;  ///< "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"
  std::string target;  ///< path and query, as sent: "/v1/waiting-list?service=meals"
  std::vector<Header> headers;  ///< in the order in which they came
  std::string body;
  std::string peer;  ///< the address that connected: for diagnostics, never for trust
};

struct Response {
  unsigned status = 200;
  std::vector<Header> headers;  ///< without length, date and connection, which the server adds
  std::string body;
};

/// The body of an answer that goes on for as long as both sides like: pieces, sent as they come. From any thread.
class Stream {
 public:
  virtual ~Stream() = default;
  /// False: the client went away, or so much waits for it that it is closed for its slowness (Limits::stream_bytes).
  /// Nothing more is taken then.
  virtual bool Push(std::string_view piece) = 0;
  /// The answer ends behind what was pushed.
  virtual void End() = 0;
};

/// Answers one request, once, from any thread; the server may be stopped by then. One that is dropped answers 500.
class Answer {
 public:
  using Sender = std::function<void(Response)>;
  using Opener = std::function<std::shared_ptr<Stream>(Response)>;
  explicit Answer(Sender send, Opener open = {}) : send_(std::move(send)), open_(std::move(open)) {}
  ~Answer();
  Answer(Answer&& other) noexcept
      : send_(std::exchange(other.send_, nullptr)), open_(std::exchange(other.open_, nullptr)) {}
  Answer& operator=(Answer&&) = delete;
  void Send(Response response);
  /// Sends the response, whose body then comes in pieces. Null: there is no such stream, because too many are open (the
  /// client was told 503), the client asked for the head alone or speaks HTTP/1.0, or the server has stopped.
  [[nodiscard]] std::shared_ptr<Stream> Open(Response head);

 private:
  Sender send_;
  Opener open_;
};

/// Called on one of the server's threads; must not block.
using Handler = std::function<void(Request, Answer)>;

}  // namespace fascicolo::http
