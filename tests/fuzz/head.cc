#include "connectors/http/head_check.h"
#include "fuzz/targets.h"

#include <algorithm>

namespace fascicolo::fuzz {
namespace {

using http::HeadBytes;

/// What is read of a head that comes in pieces of so many bytes, and its size.
std::pair<HeadBytes::Reading, std::size_t> ReadInPieces(std::string_view bytes, std::size_t piece) {
  HeadBytes head;
  auto reading = HeadBytes::Reading::kMore;
  for (std::size_t came = 0; came < bytes.size() && reading == HeadBytes::Reading::kMore;) {
    came = std::min(came + piece, bytes.size());
    reading = head.Look(bytes.substr(0, came));
  }
  return {reading, reading == HeadBytes::Reading::kWhole ? head.size() : 0};
}

}  // namespace

void Head(std::string_view bytes) {
  const auto whole = ReadInPieces(bytes, std::max<std::size_t>(bytes.size(), 1));
  for (const std::size_t piece : {1U, 2U, 3U, 7U}) FASCICOLO_CHECK(ReadInPieces(bytes, piece) == whole);
  FASCICOLO_CHECK(whole.second <= bytes.size());
  http::Request request{"GET", http::OriginForm(bytes), {}, {}, {}};
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view line = bytes.substr(at, end - at);
    const std::size_t colon = std::min(line.find(':'), line.size());
    request.headers.push_back(
        {std::string(line.substr(0, colon)), std::string(line.substr(std::min(colon + 1, line.size())))});
    at = end + 1;
  }
  for (const unsigned version : {10U, 11U, 20U}) {
    const auto problem = http::CheckHead(request, version, {});
    if (problem) FASCICOLO_CHECK(problem->status >= 400 && problem->status < 600);
  }
}

}  // namespace fascicolo::fuzz
