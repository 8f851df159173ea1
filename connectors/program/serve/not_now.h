// The answer where the world broke, and may be whole again soon.
#pragma once

#include "connectors/http/problem.h"

#include <string>

namespace fascicolo::program {

/// 503: the world broke, or a newer program wrote what would be read.
[[nodiscard]] inline http::Response NotNow(const std::string& why) {
  return http::ProblemResponse({.status = 503, .title = "Not now", .detail = why, .code = "failed", .retry_after = 5});
}

}  // namespace fascicolo::program
