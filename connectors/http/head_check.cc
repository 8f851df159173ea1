#include "connectors/http/head_check.h"

#include <algorithm>
#include <array>

namespace fascicolo::http {
namespace {

/// Those that are known (RFC 9110, section 9; RFC 5789; the coming QUERY): which of them a path takes is for others to
/// say.
constexpr std::array<std::string_view, 9> kMethods{"GET",   "HEAD",    "POST",  "PUT",  "DELETE",
                                                   "PATCH", "OPTIONS", "TRACE", "QUERY"};

/// Said twice, they say two things.
constexpr std::array<std::string_view, 8> kOnce{"Host",          "Content-Length",  "Transfer-Encoding", "Expect",
                                                "Authorization", "Idempotency-Key", "If-Match",          "Content-Type"};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsTargetByte(char c) { return c > ' ' && c < 0x7F && c != '#'; }

}  // namespace

HeadBytes::Reading HeadBytes::Look(std::string_view head) {
  for (; looked_ < head.size(); ++looked_) {
    const char byte = head[looked_];
    const bool is_after_return = looked_ > 0 && head[looked_ - 1] == '\r';
    if (byte == '\0' || (byte == '\n') != is_after_return) return Reading::kBroken;
    if (looked_ == line_begins_ && looked_ > 0 && (byte == ' ' || byte == '\t')) return Reading::kBroken;
    if (byte != '\n') continue;
    const bool is_empty = looked_ - line_begins_ == 1;
    line_begins_ = looked_ + 1;
    if (is_empty) {
      ++looked_;
      return Reading::kWhole;
    }
  }
  return Reading::kMore;
}

std::string OriginForm(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    const auto path = target.find('/', scheme.size());
    return path == std::string_view::npos ? "/" : std::string(target.substr(path));
  }
  return std::string(target);
}

std::optional<Problem> CheckHead(const Request& head, unsigned version, const Limits& limits) {
  if (version != 10 && version != 11) return Problem{.status = 505, .title = "This is no HTTP/1.0 or HTTP/1.1"};
  if (std::find(kMethods.begin(), kMethods.end(), head.method) == kMethods.end()) {
    return Problem{.status = 501, .title = "There is no such method here"};
  }
  if (head.target.size() > limits.target_bytes) return Problem{.status = 414, .title = "The target is too long"};
  if (head.target.empty() || head.target.front() != '/' ||
      !std::all_of(head.target.begin(), head.target.end(), IsTargetByte)) {
    return Problem{.status = 400, .title = "The target is no path"};
  }
  if (head.headers.size() > limits.headers) return Problem{.status = 431, .title = "There are too many headers"};
  for (const std::string_view name : kOnce) {
    if (CountOf(head.headers, name) > 1) {
      return Problem{.status = 400, .title = "A header stands twice", .detail = std::string(name)};
    }
  }
  // One host, or proxies before this server may mean another (RFC 9112, section 3.2).
  if (version == 11 && !ValueOf(head.headers, "Host")) {
    return Problem{.status = 400, .title = "There must be one Host header"};
  }
  const auto length = ValueOf(head.headers, "Content-Length");
  if (length && (length->empty() || !std::all_of(length->begin(), length->end(), IsDigit))) {
    return Problem{.status = 400, .title = "The length is no number"};
  }
  const auto coding = ValueOf(head.headers, "Transfer-Encoding");
  if (coding && *coding != "chunked") return Problem{.status = 501, .title = "Only the transfer coding chunked is known"};
  const auto expects = ValueOf(head.headers, "Expect");
  if (expects && *expects != "100-continue") return Problem{.status = 417, .title = "Only 100-continue can be expected"};
  return std::nullopt;
}

}  // namespace fascicolo::http
