#include "connectors/program/serve/trace.h"

#include "events/json/value.h"
#include "events/random.h"

#include <algorithm>
#include <array>

namespace fascicolo::program {
namespace {

using events::json::Value;

constexpr std::size_t kIdDigits = 32;
constexpr std::size_t kSpanDigits = 16;

bool IsHex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}
bool IsZero(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c == '0'; });
}

std::string RandomDigits(std::size_t count) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  events::SystemRandom random;
  const auto bytes = random.Draw<std::array<std::uint8_t, 16>>();
  std::string digits;
  for (std::size_t i = 0; digits.size() < count; ++i) {
    digits += kDigits[bytes[i] >> 4];
    digits += kDigits[bytes[i] & 15];
  }
  return digits;
}

}  // namespace

// "00-<id>-<span>-<flags>"; a later version may have more behind that.
Trace TraceOf(std::string_view traceparent) {
  Trace trace{{}, RandomDigits(kSpanDigits), false};
  const bool is_long_enough = traceparent.size() == 55 || (traceparent.size() > 55 && traceparent[55] == '-');
  if (is_long_enough && traceparent[2] == '-' && traceparent[35] == '-' && traceparent[52] == '-') {
    const auto version = traceparent.substr(0, 2);
    const auto id = traceparent.substr(3, kIdDigits);
    const auto span = traceparent.substr(36, kSpanDigits);
    const auto flags = traceparent.substr(53, 2);
    const bool is_known = IsHex(version) && version != "ff" && (version != "00" || traceparent.size() == 55);
    if (is_known && IsHex(id) && !IsZero(id) && IsHex(span) && !IsZero(span) && IsHex(flags)) {
      trace.id = id;
      trace.is_sampled = std::string_view("13579bdf").find(flags[1]) != std::string_view::npos;
    }
  }
  if (trace.id.empty()) trace.id = RandomDigits(kIdDigits);
  return trace;
}

void TellTrace(const Trace& trace, http::Response& response) {
  response.headers.push_back({"traceparent", "00-" + trace.id + "-" + trace.span + (trace.is_sampled ? "-01" : "-00")});
  if (http::ValueOf(response.headers, "Content-Type") != "application/problem+json") return;
  auto document = events::json::ParseJson(response.body);
  auto* object = document ? std::get_if<Value::Object>(&document->content) : nullptr;
  if (object == nullptr || MemberOf(*document, "traceId") != nullptr) return;
  object->push_back({"traceId", Value{trace.id}});
  response.body = events::json::PrintJson(*document);
}

}  // namespace fascicolo::program
