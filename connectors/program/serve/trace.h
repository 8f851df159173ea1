// A request's place in a trace across systems (W3C Trace Context): carried from the request into answer, problem and
// log.
#pragma once

#include "connectors/http/message.h"

#include <string>
#include <string_view>

namespace fascicolo::program {

struct Trace {
  std::string id;    ///< 32 hexadecimal digits
  std::string span;  ///< 16, ours
  bool is_sampled = false;
};

/// Goes on with what a `traceparent` header says; begins a trace where it is none.
[[nodiscard]] Trace TraceOf(std::string_view traceparent);

/// Adds the header, and "traceId" where the response is a problem (RFC 9457).
void TellTrace(const Trace& trace, http::Response& response);

}  // namespace fascicolo::program
