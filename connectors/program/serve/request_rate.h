// How many requests one subject makes in a second.
#pragma once

#include "connectors/http/message.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace fascicolo::program {

/// Headers (draft-polli-ratelimit-headers, as the Italian guidelines have them): how many requests a subject may make in this second,
/// how many of them are left, and in how many seconds there are more.
inline constexpr const char* kRateLimit = "RateLimit-Limit";
inline constexpr const char* kRateRemaining = "RateLimit-Remaining";
inline constexpr const char* kRateReset = "RateLimit-Reset";

/// From any thread.
class RequestRate {
 public:
  /// `most`: of one subject in one second.
  explicit RequestRate(std::uint64_t most) : most_(most) {}
  /// How many more are taken in this second; none: too many came.
  [[nodiscard]] std::optional<std::uint64_t> Takes(const std::string& subject);
  [[nodiscard]] std::uint64_t most() const { return most_; }

 private:
  const std::uint64_t most_;
  std::mutex mutex_;
  std::chrono::steady_clock::time_point second_ends_;
  std::map<std::string, std::uint64_t> made_;  ///< in this second; as many subjects as requests at most
};

/// Adds the three headers.
void TellRate(const RequestRate& rate, std::uint64_t left, http::Response& response);
/// 429, with the three headers.
[[nodiscard]] http::Response TooMany(const RequestRate& rate);

}  // namespace fascicolo::program
