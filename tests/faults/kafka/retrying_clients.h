// Clients of two writers. What is answered with a failure is handed in again under the same id, at the same writer or
// at the other, until it is accepted; some commands are given to both at once.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <vector>

#include "engine/loop/request.h"
#include "engine/seed.h"

namespace fascicolo::kafka {

inline constexpr std::size_t kWriters = 2;

/// Its methods may be called from any thread. Commands have numbers, as EmbeddedOffice::Command has.
class RetryingClients {
 public:
  explicit RetryingClients(std::uint64_t seed) : chance_(seed) {}

  /// What is to be handed in at `writer` next, at most so many.
  std::vector<std::uint64_t> Next(std::size_t writer, std::size_t at_most);
  /// Anything but an acceptance at one position for ever, or a failure, fails the test.
  void Answer(std::uint64_t number, const engine::Outcome& outcome);
  /// There are no new commands from now on.
  void Stop();

  /// Nothing waits to be handed in or to be answered.
  [[nodiscard]] bool all_accepted() const;
  [[nodiscard]] std::map<std::uint64_t, Position> accepted() const;
  [[nodiscard]] std::uint64_t given_to_both() const;
  [[nodiscard]] std::uint64_t failures() const;

 private:
  void Accept(std::uint64_t number, Position position);

  mutable std::mutex guard_;
  engine::Chance chance_;
  bool stopped_ = false;
  std::uint64_t made_ = 0;
  std::uint64_t open_ = 0;  ///< waiting or handed in; what is given to both counts twice
  std::array<std::deque<std::uint64_t>, kWriters> waiting_;
  std::map<std::uint64_t, Position> accepted_;
  std::uint64_t given_to_both_ = 0;
  std::uint64_t failures_ = 0;
};

}  // namespace fascicolo::kafka
