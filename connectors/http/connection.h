// One client of the server, from the first byte to the last.
#pragma once

#include "connectors/http/connections.h"
#include "connectors/http/limits.h"
#include "connectors/http/message.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

namespace boost::asio {
class io_context;
namespace ssl {
class context;
}
}  // namespace boost::asio

namespace fascicolo::http {

/// What connections share with their server.
struct Shared {
  Connections open;
  std::mutex answering;    ///< held while an answer is handed to its connection
  bool is_closed = false;  ///< no answer reaches its client any more; under `answering`
  Handler handler;
  Limits limits;
  std::atomic<bool> is_stopping{false};
  std::atomic<std::uint64_t> in_flight{0};
  std::atomic<std::uint64_t> requests{0};
  std::atomic<std::uint64_t> refused{0};
  std::atomic<std::uint64_t> closed{0};
  std::atomic<std::uint64_t> streams{0};
};

/// Serves who has connected by `socket`, a descriptor that it owns from now on. `tls` null: in the clear.
void BeginConnection(boost::asio::io_context& context, int socket, bool is_v6, boost::asio::ssl::context* tls,
                     std::shared_ptr<Shared> owner, std::string peer);

}  // namespace fascicolo::http
