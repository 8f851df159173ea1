// Errors as RFC 9457 has them: application/problem+json.
#pragma once

#include "connectors/http/message.h"

#include <string>
#include <vector>

namespace fascicolo::http {

/// One thing that is wrong with what was sent.
struct FieldError {
  std::string pointer;  ///< JSON pointer (RFC 6901), or the name of a query's member or header
  std::string detail;   ///< what is wrong, and what would be right
};

struct Problem {
  unsigned status = 500;
  std::string title;     ///< the same for every occurrence
  std::string detail{};  ///< of this occurrence; no personal data
  std::string code{};    ///< a refusal's or rejection's; becomes the end of "type"; empty: about:blank
  std::string trace_id{};
  std::vector<FieldError> errors{};
  unsigned retry_after = 0;  ///< seconds; 0: nothing is said of it
};

/// Where a problem's type is described, without its code.
inline constexpr const char* kProblemTypes = "urn:fascicolo:problem:";

[[nodiscard]] Response ProblemResponse(const Problem& problem);

}  // namespace fascicolo::http
