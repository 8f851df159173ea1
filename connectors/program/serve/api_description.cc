#include "connectors/program/serve/api_description.h"

#include "connectors/cli/json_form.h"
#include "connectors/program/serve/questions.h"

#include <set>

namespace fascicolo::program {
namespace {

using cli::Object;
using cli::Value;

Value Reference(const char* to) { return Object().Add("$ref", to).Done(); }

Value ResponseOf(const char* description, const char* type) {
  return Object()
      .Add("description", description)
      .Add("content", Object().Add(type, Object().Add("schema", Object().Add("type", "object").Done()).Done()).Done())
      .Done();
}

Value Responses(std::initializer_list<std::pair<const char*, const char*>> problems) {
  Object responses;
  responses.Add("200", ResponseOf("The answer", "application/json"));
  for (const auto& [status, name] : problems) responses.Add(status, Reference(name));
  return responses.Done();
}

Value ParameterOf(std::string_view name, const char* in, bool required) {
  return Object()
      .Add("name", name)
      .Add("in", in)
      .Add("required", required)
      .Add("schema", Object().Add("type", "string").Add("maxLength", kMaxParameterBytes).Done())
      .Done();
}

std::string RolesFor(std::string_view question) {
  std::set<std::string> roles;
  for (const Permission& cell : Permissions()) {
    if (cell.question != question) continue;
    const char* condition = cell.condition == Condition::kOwn      ? " (worker: their own name)"
                            : cell.condition == Condition::kPublic ? " (public=true)"
                                                                   : "";
    roles.insert(std::string(cell.role) + condition);
  }
  std::string text = "Answered to: ";
  for (const std::string& role : roles) text += (role == *roles.begin() ? "" : ", ") + role;
  return text;
}

Value PathOf(const Question& question, bool with_subject) {
  Value::Array parameters;
  if (with_subject) parameters.push_back(ParameterOf(question.subject, "path", true));
  for (const std::string_view name : question.parameters) parameters.push_back(ParameterOf(name, "query", false));
  std::string id(question.name);
  if (with_subject) id += "-one";
  return Object()
      .Add("get", Object()
                      .Add("operationId", id)
                      .Add("summary", "What 'fascicolo " + std::string(question.name) + " --json' answers")
                      .Add("description", RolesFor(question.name))
                      .Add("parameters", std::move(parameters))
                      .Add("responses", Responses({{"400", "#/components/responses/Problem"},
                                                   {"401", "#/components/responses/Problem"},
                                                   {"403", "#/components/responses/Problem"},
                                                   {"404", "#/components/responses/Problem"},
                                                   {"503", "#/components/responses/Problem"}}))
                      .Done())
      .Done();
}

Value CommandsPath() {
  Value::Array parameters;
  parameters.push_back(ParameterOf("Idempotency-Key", "header", true));
  const Value body = Object()
                         .Add("required", true)
                         .Add("content", Object().Add("application/json", Object().Add("schema", Reference("#/components/schemas/Command")).Done()).Done())
                         .Done();
  return Object()
      .Add("post", Object()
                       .Add("operationId", "submit")
                       .Add("summary", "Hands in a command; sent again with the same key, it counts once")
                       .Add("parameters", std::move(parameters))
                       .Add("requestBody", body)
                       .Add("responses", Responses({{"400", "#/components/responses/Problem"},
                                                    {"401", "#/components/responses/Problem"},
                                                    {"403", "#/components/responses/Problem"},
                                                    {"404", "#/components/responses/Problem"},
                                                    {"409", "#/components/responses/Problem"},
                                                    {"412", "#/components/responses/Problem"},
                                                    {"422", "#/components/responses/Problem"},
                                                    {"503", "#/components/responses/Problem"}}))
                       .Done())
      .Done();
}

Value OpenPath(const char* id, const char* summary) {
  const Value get = Object()
                        .Add("operationId", id)
                        .Add("summary", summary)
                        .Add("security", Value::Array{})
                        .Add("responses", Responses({{"503", "#/components/responses/Problem"}}))
                        .Done();
  return Object().Add("get", get).Done();
}

Value Components() {
  const Value payload = Object().Add("type", "object").Add("required", Value::Array{Value{std::string("type")}}).Done();
  const Value command = Object()
                            .Add("type", "object")
                            .Add("required", Value::Array{Value{std::string("payload")}})
                            .Add("properties", Object().Add("payload", payload).Done())
                            .Done();
  const Value bearer = Object().Add("type", "http").Add("scheme", "bearer").Add("bearerFormat", "JWT").Done();
  return Object()
      .Add("schemas", Object().Add("Command", command).Done())
      .Add("responses", Object().Add("Problem", ResponseOf("What is wrong (RFC 9457)", "application/problem+json")).Done())
      .Add("securitySchemes", Object().Add("bearer", bearer).Done())
      .Done();
}

}  // namespace

http::Response ApiDescription() {
  Object paths;
  paths.Add("/status", OpenPath("status", "Whether all is well"));
  for (const Question& question : Questions()) {
    const std::string path = "/v1/" + std::string(question.name);
    paths.Add(path, PathOf(question, false));
    if (!question.subject.empty()) paths.Add(path + "/{" + std::string(question.subject) + "}", PathOf(question, true));
  }
  paths.Add("/v1/commands", CommandsPath());
  const Value info = Object()
                         .Add("title", "fascicolo")
                         .Add("version", "0.1.0")
                         .Add("x-summary", "Case management for the social services of Italian municipalities")
                         .Add("contact", Object().Add("name", "The authority's office").Done())
                         .Done();
  const Value security = Object().Add("bearer", Value::Array{}).Done();
  const Value document = Object()
                             .Add("openapi", "3.0.3")
                             .Add("info", info)
                             .Add("security", Value::Array{security})
                             .Add("paths", paths.Done())
                             .Add("components", Components())
                             .Done();
  return {200, {{"Content-Type", "application/json"}}, events::json::PrintJson(document)};
}

}  // namespace fascicolo::program
