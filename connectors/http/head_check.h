// What is wrong with a request's head that a parser lets through (RFC 9112, sections 3 and 6).
#pragma once

#include "connectors/http/limits.h"
#include "connectors/http/message.h"
#include "connectors/http/problem.h"

#include <optional>
#include <string>
#include <string_view>

namespace fascicolo::http {

/// The bytes of a head, as far as they have come. A parser replaces a folded line and takes a line feed alone for an end:
/// other programs before this server may read another request from them (RFC 9112, sections 2.2 and 5.2).
class HeadBytes {
 public:
  enum class Reading { kMore, kWhole, kBroken };
  /// `head`: all bytes since the request's first. Looks at those that are new; kWhole: they hold the empty line.
  [[nodiscard]] Reading Look(std::string_view head);
  /// With the empty line, once it is whole.
  [[nodiscard]] std::size_t size() const { return looked_; }

 private:
  std::size_t looked_ = 0;      ///< bytes, all of them sound
  std::size_t line_begins_ = 0;
};

/// The target as path and query, where a proxy sent it with scheme and authority (RFC 9112, section 3.2.2).
[[nodiscard]] std::string OriginForm(std::string_view target);

/// The problem to answer with; none: the head is in order. `version`: 10 for HTTP/1.0, 11 for HTTP/1.1.
[[nodiscard]] std::optional<Problem> CheckHead(const Request& head, unsigned version, const Limits& limits);

}  // namespace fascicolo::http
