// How the serving process is: for whoever watches over it. Never a word about persons.
#pragma once

#include "connectors/http/message.h"
#include "connectors/http/server.h"
#include "connectors/kafka/traffic.h"
#include "connectors/program/serve/machine_figures.h"
#include "engine/loop/loop.h"
#include "events/names.h"
#include "events/result.h"
#include "events/store/rocks_rows.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace fascicolo::program {

/// How the node stands, as its thread says from time to time.
struct NodeFigures {
  Position next;  ///< of the commit that comes next
  bool is_writer = false;
  Term term{};                                ///< that is in force
  std::string holder{};                       ///< who has it: host and process; this node's own where it writes
  engine::LoopCounts counts{};
  std::optional<Position> views_at{};         ///< of the newest moment that questions are answered from
  std::uint64_t obligations_due = 0;          ///< and not done yet; counted to kMostCounted
  store::RocksFigures state{};
  store::RocksFigures views{};
  MachineFigures machine{};
  std::optional<kafka::Traffic> traffic{};  ///< none: the ledger is in a directory
  /// Seconds since a backup was last checked, and restored, as a note in the node's directory says (backup/proven_note.h); none: nobody
  /// told it.
  std::optional<std::uint64_t> backup_checked_age{};
  std::optional<std::uint64_t> backup_restored_age{};
};
inline constexpr std::uint64_t kMostCounted = 10'000;

/// What waits.
struct QueueFigures {
  std::size_t jobs = 0;            ///< for the node's thread
  std::size_t questions = 0;       ///< for a reader
  std::size_t long_questions = 0;  ///< for the reader of the log
  std::size_t awaiting = 0;        ///< for a position
  std::uint64_t without_writer = 0;  ///< commands that wait until a node writes
  std::uint64_t forwarded = 0;       ///< no queue: commands that the node which writes answered, since the start
};

/// What /status answers when well (connectors/cli/shape.h).
inline constexpr std::string_view kStatusShape =
    "{status: 'ok', part: 'writes' | 'follows', writer: flag, term: count, holder: text, next_position: count}";

/// From any thread.
class SelfReport {
 public:
  /// Upper bounds of the histograms, in microseconds; one more place holds what took longer.
  static constexpr std::array<std::int64_t, 12> kBounds{500,     1'000,   2'000,     5'000,     10'000,    20'000,
                                                        50'000, 100'000, 500'000, 1'000'000, 5'000'000, 10'000'000};

  /// The thread that holds the node says where it stands; Break: it could not go on.
  void Stand(const NodeFigures& figures);
  void Break(const Failure& why);
  /// `route`: the row of the route table; empty: none.
  void Count(const std::string& route, unsigned status, std::chrono::microseconds took);

  /// /status: application/json when well, problem+json with 503 when not.
  [[nodiscard]] http::Response Status() const;
  /// /metrics: OpenMetrics 1.0 text.
  [[nodiscard]] http::Response Metrics(const http::ServerFigures& server, const QueueFigures& queues) const;

 private:
  struct Times {
    std::array<std::uint64_t, kBounds.size() + 1> counts{};
    std::uint64_t micros = 0;
  };
  mutable std::mutex mutex_;
  std::optional<NodeFigures> node_;
  std::optional<Failure> broken_;
  std::map<std::string, Times> times_;                             ///< by route
  std::map<std::pair<std::string, unsigned>, std::uint64_t> answers_;  ///< by route and status
};

}  // namespace fascicolo::program
