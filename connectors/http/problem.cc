#include "connectors/http/problem.h"

#include "events/json/value.h"

namespace fascicolo::http {
namespace {

using events::json::Value;

void AddText(Value::Object& object, const char* name, const std::string& text) {
  if (!text.empty()) object.push_back({name, Value{text}});
}

}  // namespace

Response ProblemResponse(const Problem& problem) {
  Value::Object object;
  object.push_back({"type", Value{problem.code.empty() ? "about:blank" : kProblemTypes + problem.code}});
  object.push_back({"status", Value{static_cast<std::int64_t>(problem.status)}});
  AddText(object, "title", problem.title);
  AddText(object, "detail", problem.detail);
  AddText(object, "traceId", problem.trace_id);
  Value::Array errors;
  for (const FieldError& error : problem.errors) {
    errors.push_back(Value{Value::Object{{"pointer", Value{error.pointer}}, {"detail", Value{error.detail}}}});
  }
  if (!errors.empty()) object.push_back({"errors", Value{std::move(errors)}});
  Response response{problem.status, {{"Content-Type", "application/problem+json"}}, {}};
  if (problem.retry_after > 0) response.headers.push_back({"Retry-After", std::to_string(problem.retry_after)});
  response.body = events::json::PrintJson(Value{std::move(object)});
  return response;
}

}  // namespace fascicolo::http
