// The answer where the world broke, and may be whole again soon.
#pragma once

#include "connectors/http/problem.h"
#include "engine/state/state.h"
#include "events/store/rows.h"

#include <string>

namespace fascicolo::program {

/// 503: the world broke, or a newer program wrote what would be read.
[[nodiscard]] inline http::Response NotNow(const std::string& why) {
  return http::ProblemResponse({.status = 503, .title = "Not now", .detail = why, .code = "failed", .retry_after = 5});
}

/// What `make` answers; NotNow where it reads what a newer program wrote, or what is broken.
template <class Make>
[[nodiscard]] http::Response OrNotNow(Make make) {
  try {
    return make();
  } catch (const engine::ReadsFrozen&) {
    return NotNow("a newer program wrote what would be read");
  } catch (const store::StoreBroken& broken) {
    return NotNow(std::string("state or views cannot be read: ") + broken.what());
  }
}

}  // namespace fascicolo::program
