// Clients that hand in commands over HTTP, each with a key of its own, until they are accepted: at one door, or at the
// next one where that does not answer. What each was told is kept.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "connectors/http/client.h"
#include "events/names.h"

namespace fascicolo::http {

struct LoadOptions {
  std::vector<std::string> doors;  ///< URLs; clients begin at different ones
  std::string token;
  std::size_t clients = 8;
  std::uint64_t commands = 0;     ///< so many in all; 0: until they are told to stop
  std::uint64_t doubled_of = 10;  ///< one of so many is handed in twice at once, at two doors where there are two
  std::chrono::milliseconds answer_time{4'000};  ///< until an answer counts as lost
};

/// What happened beside acceptances.
struct LoadFigures {
  std::uint64_t not_now = 0;      ///< answered by 429 or 5xx
  std::uint64_t lost = 0;         ///< no answer to what may have arrived
  std::uint64_t unreachable = 0;  ///< nobody took the request
  std::uint64_t doubled = 0;
  std::chrono::milliseconds longest{0};  ///< from handing in to acceptance, all tries
};

class HttpClients {
 public:
  using Time = std::chrono::steady_clock::time_point;
  explicit HttpClients(LoadOptions options);
  ~HttpClients();

  /// Nothing new is begun; until what was begun is accepted.
  void Stop();
  /// Until all `commands` are accepted.
  void Wait();
  /// Works until a command that was begun after `since` is accepted, or fails the test; how long that took.
  std::chrono::milliseconds WaitUntilServed(Time since);

  [[nodiscard]] std::map<CommandId, Position> accepted() const;
  [[nodiscard]] LoadFigures figures() const;
  [[nodiscard]] static CommandId IdOf(std::uint64_t number);

 private:
  void Run(std::size_t first_door);
  void HandIn(Client& client, std::size_t& door, std::uint64_t number, Time begun);
  void Accept(CommandId id, Position position, Time begun);
  void JoinAll();

  const LoadOptions options_;
  std::atomic<bool> stops_{false};
  std::atomic<std::uint64_t> next_{0};
  mutable std::mutex mutex_;
  std::map<CommandId, Position> accepted_;
  LoadFigures figures_;
  Time last_served_{};  ///< when the youngest accepted command was begun
  std::vector<std::thread> threads_;
};

}  // namespace fascicolo::http
