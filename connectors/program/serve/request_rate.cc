#include "connectors/program/serve/request_rate.h"

#include "connectors/http/problem.h"

namespace fascicolo::program {

std::optional<std::uint64_t> RequestRate::Takes(const std::string& subject) {
  const std::lock_guard lock(mutex_);
  const auto now = std::chrono::steady_clock::now();
  if (now >= second_ends_) {
    second_ends_ = now + std::chrono::seconds(1);
    made_.clear();
  }
  std::uint64_t& made = made_[subject];
  if (made >= most_) return std::nullopt;
  return most_ - ++made;
}

void TellRate(const RequestRate& rate, std::uint64_t left, http::Response& response) {
  response.headers.push_back({kRateLimit, std::to_string(rate.most())});
  response.headers.push_back({kRateRemaining, std::to_string(left)});
  response.headers.push_back({kRateReset, "1"});  // of a second that has begun
}

http::Response TooMany(const RequestRate& rate) {
  http::Response response = http::ProblemResponse(
      {.status = 429, .title = "Too many requests in this second", .code = "rate", .retry_after = 1});
  TellRate(rate, 0, response);
  return response;
}

}  // namespace fascicolo::program
