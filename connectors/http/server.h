// The HTTP/1.1 server: reads requests within its limits, hands them on, writes the answers. What is malformed or too
// large is refused with problem+json, what is too slow is closed; others do not notice.
#pragma once

#include "connectors/http/limits.h"
#include "connectors/http/message.h"
#include "events/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace fascicolo::http {

/// PEM files. TLS 1.2 and later.
struct TlsFiles {
  std::filesystem::path certificates;  ///< the server's first, then those that lead to its root
  std::filesystem::path key;
};

struct ServerOptions {
  std::string host = "127.0.0.1";  ///< an address, not a name
  std::uint16_t port = 0;          ///< 0: a free one
  unsigned threads = 1;            ///< that read and write; the handler runs on them
  Limits limits{};
  std::optional<TlsFiles> tls{};
};

/// Since the start; each may be read at any time, from any thread.
struct ServerFigures {
  std::uint64_t connections = 0;  ///< open now
  std::uint64_t in_flight = 0;    ///< requests handed on, not answered
  std::uint64_t streams = 0;      ///< open now
  std::uint64_t requests = 0;     ///< handed on
  std::uint64_t refused = 0;      ///< malformed or beyond a limit: answered by the server itself
  std::uint64_t closed = 0;       ///< too slow, or one connection too many
};

class Server {
 public:
  /// Listens. kUnavailable: the address cannot be listened on; kNotFound, kDamaged: the files of TLS.
  static Result<std::unique_ptr<Server>> Start(const ServerOptions& options, Handler handler);
  ~Server();

  [[nodiscard]] std::uint16_t port() const;
  [[nodiscard]] ServerFigures figures() const;

  /// Takes no more requests, answers those it took within the limit, and closes. May be called again.
  void Stop();

 private:
  class Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace fascicolo::http
