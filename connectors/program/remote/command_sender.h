// Commands to a server, several at once: each with its own id as the key, so that it counts once however often it is
// sent.
//
// Two commands that name the same thing, or of which the later one names what the earlier one makes, go one after the
// other, in the order in which they came; others overtake each other. Who needs the order of all sends one at a time.
#pragma once

#include "connectors/cli/arguments.h"
#include "connectors/program/command_taker.h"
#include "connectors/program/remote/server_link.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace fascicolo::program {

inline constexpr std::uint64_t kDefaultAtOnce = 8;  ///< commands on their way
inline constexpr std::uint64_t kMaxAtOnce = 64;
inline constexpr std::size_t kMaxUnanswered = 1'024;  ///< on their way or waiting for a place

/// What --at-once says.
[[nodiscard]] StatusOf<FormError> CheckAtOnce(std::uint64_t at_once);
inline constexpr cli::HelpText kAtOnceHelp{
    "With --url: commands on their way at once (default 8); those that name the same thing keep their order, 1 keeps "
    "all in order",
    "Con --url: comandi inviati insieme (predefinito 8); quelli che nominano la stessa cosa restano in ordine, 1 li "
    "tiene tutti in ordine"};

/// What a command names and makes: the ids in its document, and the first kMaxMade entities that its own id makes.
inline constexpr std::uint32_t kMaxMade = 16;
[[nodiscard]] std::set<std::string> NamedIn(const events::json::Value& command, CommandId id);

/// One thread, beside those that it has itself.
class CommandSender final : public CommandTaker {
 public:
  /// The address must outlive it.
  CommandSender(const ServerAddress& address, std::uint64_t at_once);
  ~CommandSender() override;

  Status Offer(std::string_view json, engine::Request request, engine::Completion completion) override;
  Status Step() override;
  Status Drain() override;
  [[nodiscard]] bool is_busy() const override { return !open_.empty(); }
  [[nodiscard]] bool is_writer() const override { return true; }
  Result<Position> Next() override;

 private:
  struct Errand {
    std::string body;
    CommandId id;
    std::set<std::string> named;
    std::optional<engine::Outcome> outcome;
  };
  void Run();
  void Deliver(std::chrono::milliseconds wait);
  void TakeTurn(std::uint64_t number, const Errand& errand);
  void LeaveTurn(std::uint64_t number, const Errand& errand);
  [[nodiscard]] bool IsFirst(std::uint64_t number, const Errand& errand) const;

  const ServerAddress& address_;
  std::map<std::uint64_t, engine::Completion> open_;  ///< by the order in which they came
  std::uint64_t next_ = 0;
  std::mutex mutex_;  ///< of what follows
  std::condition_variable ready_came_;
  std::condition_variable answer_came_;
  std::map<std::uint64_t, Errand> errands_;
  std::unordered_map<std::string, std::deque<std::uint64_t>> turns_;  ///< who waits for what is named
  std::set<std::uint64_t> ready_;                                     ///< the first one goes next
  std::vector<std::uint64_t> answered_;
  Position told_;  ///< behind the last commit of which an answer told: /status may be a turn behind it
  bool is_closed_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace fascicolo::program
