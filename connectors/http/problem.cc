#include "connectors/http/problem.h"

#include <array>

namespace fascicolo::http {
namespace {

void AddMember(std::string& json, const char* name, const std::string& value) {
  if (value.empty()) return;
  json += std::string(",\"") + name + "\":" + Quoted(value);
}

}  // namespace

std::string Quoted(const std::string& text) {
  constexpr std::array<char, 17> kDigits{"0123456789abcdef"};
  std::string json = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      json += '\\';
      json += c;
    } else if (byte < 0x20) {
      json += "\\u00";
      json += kDigits[byte >> 4U];
      json += kDigits[byte & 15U];
    } else {
      json += c;
    }
  }
  return json + '"';
}

Response ProblemResponse(const Problem& problem) {
  std::string json = "{\"type\":" + Quoted(problem.code.empty() ? "about:blank" : kProblemTypes + problem.code);
  json += ",\"status\":" + std::to_string(problem.status);
  AddMember(json, "title", problem.title);
  AddMember(json, "detail", problem.detail);
  AddMember(json, "traceId", problem.trace_id);
  if (!problem.errors.empty()) {
    json += ",\"errors\":[";
    for (std::size_t i = 0; i < problem.errors.size(); ++i) {
      const FieldError& error = problem.errors[i];
      json += (i == 0 ? "{\"pointer\":" : ",{\"pointer\":") + Quoted(error.pointer) + ",\"detail\":" + Quoted(error.detail) + '}';
    }
    json += ']';
  }
  return {problem.status, {{"Content-Type", "application/problem+json"}}, json + '}'};
}

}  // namespace fascicolo::http
