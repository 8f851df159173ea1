#include "connectors/program/serve/request_rate.h"

#include "connectors/http/problem.h"

namespace fascicolo::program {

bool RequestRate::Takes(const std::string& subject) {
  const std::lock_guard lock(mutex_);
  const auto now = std::chrono::steady_clock::now();
  if (now >= second_ends_) {
    second_ends_ = now + std::chrono::seconds(1);
    made_.clear();
  }
  return ++made_[subject] <= most_;
}

http::Response TooMany(const RequestRate& rate) {
  http::Response response = http::ProblemResponse(
      {.status = 429, .title = "Too many requests in this second", .code = "rate", .retry_after = 1});
  response.headers.push_back({"RateLimit-Limit", std::to_string(rate.most())});
  response.headers.push_back({"RateLimit-Remaining", "0"});
  response.headers.push_back({"RateLimit-Reset", "1"});
  return response;
}

}  // namespace fascicolo::program
