// How the serving process is: for whoever watches over it. Never a word about persons.
#pragma once

#include "connectors/http/message.h"
#include "connectors/http/server.h"
#include "events/names.h"
#include "events/result.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

namespace fascicolo::program {

/// From any thread.
class SelfReport {
 public:
  /// Upper bounds of the histogram, in microseconds; one more place holds what took longer.
  static constexpr std::array<std::int64_t, 10> kBounds{500, 1'000, 2'000, 5'000, 10'000, 50'000, 100'000, 500'000, 1'000'000, 10'000'000};

  /// The thread that holds the node says where it stands; none: it could not go on.
  void Stand(Position next, bool is_writer);
  void Break(const Failure& why);
  void Count(unsigned status, std::chrono::microseconds took);

  /// /status: application/json when well, problem+json with 503 when not.
  [[nodiscard]] http::Response Status() const;
  /// /metrics: OpenMetrics 1.0 text.
  [[nodiscard]] http::Response Metrics(const http::ServerFigures& server, std::size_t waiting_jobs) const;

 private:
  mutable std::mutex mutex_;
  std::optional<Position> next_;
  bool is_writer_ = false;
  std::optional<Failure> broken_;
  std::array<std::uint64_t, kBounds.size() + 1> times_{};
  std::uint64_t micros_ = 0;
  std::array<std::uint64_t, 6> statuses_{};  ///< by the first digit
};

}  // namespace fascicolo::program
