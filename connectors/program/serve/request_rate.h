// How many requests one subject makes in a second.
#pragma once

#include "connectors/http/message.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace fascicolo::program {

/// From any thread.
class RequestRate {
 public:
  /// `most`: of one subject in one second.
  explicit RequestRate(std::uint64_t most) : most_(most) {}
  /// False: too many came in this second.
  [[nodiscard]] bool Takes(const std::string& subject);
  [[nodiscard]] std::uint64_t most() const { return most_; }

 private:
  const std::uint64_t most_;
  std::mutex mutex_;
  std::chrono::steady_clock::time_point second_ends_;
  std::map<std::string, std::uint64_t> made_;  ///< in this second; as many subjects as requests at most
};

/// 429, with how many there may be, how many are left, and in how many seconds there are more.
[[nodiscard]] http::Response TooMany(const RequestRate& rate);

}  // namespace fascicolo::program
