// Commands on their way from this node's door to the one of the node that writes: whole, with their sender's own token,
// once.
//
// A heartbeat says where that door is, so whoever may write to the ledger's brokers says where tokens go; over TLS only
// a server whom the certificates vouch for gets them.
#pragma once

#include "connectors/http/client.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace fascicolo::program {

inline constexpr std::size_t kForwardingThreads = 16;  ///< commands that are at the other door at once
inline constexpr std::size_t kMaxToForward = 512;      ///< that wait for one of these threads
/// Marks what was forwarded: it is never forwarded again.
inline constexpr const char* kForwardedHeader = "Fascicolo-Forwarded";
/// Marks the answer of a node that does not write either.
inline constexpr const char* kNoWriterHeader = "Fascicolo-No-Writer";

class Forwarder {
 public:
  /// Called on one of the forwarder's threads. None: it found no writer, or its answer was lost; it may be sent again
  /// with the same key.
  using Done = std::function<void(std::optional<http::Response>)>;

  /// `secured_only`: no token leaves for a door without TLS.
  Forwarder(http::ClientOptions options, bool secured_only);
  ~Forwarder();

  /// The request as it goes to the other door: what matters of its headers, and the mark.
  [[nodiscard]] static http::Request Forwarded(const http::Request& request);

  /// False: too many wait. `door`: the URL that a heartbeat named; `still_there`: whether that node is still the one.
  [[nodiscard]] bool Put(std::string door, http::Request request, std::function<bool()> still_there, Done done);

  [[nodiscard]] std::uint64_t forwarded() const { return forwarded_; }  ///< that were answered at the other door

 private:
  struct Errand {
    std::string door;
    http::Request request;
    std::function<bool()> still_there;
    Done done;
  };
  void Run();
  [[nodiscard]] std::optional<http::Response> Send(http::Client& client, const Errand& errand);

  const http::ClientOptions options_;
  const bool secured_only_;
  std::mutex mutex_;
  std::condition_variable came_;
  std::deque<Errand> waiting_;
  bool is_closed_ = false;
  std::atomic<std::uint64_t> forwarded_{0};
  std::vector<std::thread> threads_;
};

}  // namespace fascicolo::program
