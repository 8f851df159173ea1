// A link between clients and a server that loses requests, loses answers, says things twice and late: by chance, from a
// seed.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace fascicolo::http {

/// How often each happened.
struct ProxyFigures {
  std::uint64_t passed = 0;
  std::uint64_t requests_dropped = 0;  ///< the server never sees it; the client's connection is closed
  std::uint64_t answers_dropped = 0;   ///< the server has answered; the client's connection is closed
  std::uint64_t doubled = 0;           ///< the server gets it twice at once
  std::uint64_t delayed = 0;           ///< it takes its time
  std::uint64_t late = 0;              ///< the client's connection is closed; it arrives afterwards
};

/// Listens on loopback. Takes a request with a length, whole, and asks the server on a connection of its own.
class DroppingProxy {
 public:
  DroppingProxy(std::uint16_t server_port, std::uint64_t seed);
  ~DroppingProxy();
  DroppingProxy(const DroppingProxy&) = delete;
  DroppingProxy& operator=(const DroppingProxy&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] ProxyFigures figures() const;

 private:
  enum class Fate { kPass, kDropRequest, kDropAnswer, kDouble, kDelay, kLate };
  void Accept();
  void Serve(int client);
  /// The answer for the client; empty: its connection is closed.
  [[nodiscard]] std::string Meet(Fate fate, const std::string& request);
  [[nodiscard]] std::string AskServer(const std::string& request) const;
  [[nodiscard]] Fate Draw();
  [[nodiscard]] std::uint64_t DrawBelow(std::uint64_t limit);
  void Later(std::string request);

  const std::uint16_t server_port_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<bool> ends_{false};
  mutable std::mutex mutex_;
  std::mt19937_64 chance_;
  ProxyFigures figures_;
  std::vector<std::thread> threads_;  ///< of connections, and of what is late
  std::thread accepting_;
};

}  // namespace fascicolo::http
