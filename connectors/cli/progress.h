// A progress bar on stderr, with rate and time left; nothing where stderr is no terminal.
#pragma once

#include "connectors/cli/terminal.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace fascicolo::cli {

class Progress {
 public:
  /// `what`: a label in the reader's language. `unit`: of the rate, "events".
  Progress(Terminal& terminal, std::string what, std::string unit);
  /// Takes the bar away.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Draws at most ten times a second. `done` of `all` work (any measure), and `count` units so
  /// far. `all` 0: not known.
  void Show(std::uint64_t done, std::uint64_t all, std::uint64_t count);

 private:
  using Clock = std::chrono::steady_clock;
  Terminal& terminal_;
  const std::string what_;
  const std::string unit_;
  const Clock::time_point began_ = Clock::now();
  Clock::time_point drawn_{};
  bool visible_ = false;
};

/// "1h 05m", "3m 20s", "7s".
[[nodiscard]] std::string DurationText(std::uint64_t seconds);

}  // namespace fascicolo::cli
