// One line of JSON for each request that was answered. What was asked for, and by whom, is not in it: a path may name a
// person, and a token does.
#pragma once

#include "events/calendar.h"
#include "events/result.h"

#include <chrono>
#include <cstdio>
#include <memory>
#include <mutex>
#include <string>

namespace fascicolo::program {

struct LoggedRequest {
  Instant at;
  std::string trace;
  std::string method;
  std::string route;  ///< the row of the route table, "/v1/waiting-list/{list}"; empty: none took it
  unsigned status = 0;
  std::chrono::microseconds took{};
  std::size_t bytes = 0;  ///< of the answer's body
};

/// From any thread.
class RequestLog {
 public:
  /// Nothing is written.
  RequestLog() : file_(nullptr, std::fclose) {}
  /// Appends to a file; "-" is stderr. kIo names the file.
  static Result<std::unique_ptr<RequestLog>> To(const std::string& file);
  void Write(const LoggedRequest& request);

 private:
  std::mutex mutex_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
  bool is_stderr_ = false;
};

}  // namespace fascicolo::program
