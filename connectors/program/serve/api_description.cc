#include "connectors/program/serve/api_description.h"

#include "connectors/http/accepted.h"
#include "connectors/http/compressed.h"
#include "connectors/program/rights/printed_page.h"
#include "connectors/program/serve/command_forms.h"
#include "connectors/program/serve/answer_schemas.h"
#include "connectors/program/serve/described.h"
#include "connectors/program/serve/request_rate.h"
#include "events/hash.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

namespace fascicolo::program {
namespace {

using cli::Object;
using cli::Value;

Value JsonTyped(const char* type) { return Object().Add("type", type).Done(); }
Value JsonNumber() { return Object().Add("type", "integer").Add("format", "int64").Add("minimum", 0).Done(); }

Value ParameterOf(const TakenParameter& parameter) {
  return Object()
      .Add("name", parameter.name)
      .Add("in", parameter.in)
      .Add("required", parameter.is_required)
      .Add("description", parameter.what)
      .Add("schema", parameter.schema)
      .Done();
}

Value MediaOf(const Value& schema, const Value& example) {
  Object media;
  media.Add("schema", schema.is_null() ? JsonTyped("object") : schema);
  if (!example.is_null()) media.Add("example", example);
  return media.Done();
}

/// Answers of one status share its entry: one content for each media type.
Value ResponsesOf(const Operation& operation) {
  std::map<unsigned, std::vector<const PossibleAnswer*>> by_status;
  for (const PossibleAnswer& answer : operation.answers) by_status[answer.status].push_back(&answer);
  Object responses;
  for (const auto& [status, answers] : by_status) {
    Object response;
    Object content;
    Object headers;
    bool has_content = false;
    response.Add("description", answers.front()->what);
    for (const std::string& header : answers.front()->headers) {
      headers.Add(header, SchemaReference(("#/components/headers/" + header).c_str()));
    }
    headers.Add("traceparent", SchemaReference("#/components/headers/traceparent"));
    for (const PossibleAnswer* answer : answers) {
      if (answer->type.empty()) continue;
      content.Add(answer->type, MediaOf(answer->schema, answer->example));
      has_content = true;
    }
    response.Add("headers", headers.Done());
    if (has_content) response.Add("content", content.Done());
    responses.Add(std::to_string(status), response.Done());
  }
  return responses.Done();
}

Value OperationOf(const Route& route) {
  const Operation& operation = route.operation;
  Object form;
  form.Add("operationId", operation.id)
      .Add("summary", operation.summary)
      .Add("tags", Value::Array{Value{operation.tag}});
  if (!operation.description.empty()) form.Add("description", operation.description);
  if (route.is_open) form.Add("security", Value::Array{});
  Value::Array parameters;
  for (const TakenParameter& parameter : operation.parameters) parameters.push_back(ParameterOf(parameter));
  if (!parameters.empty()) form.Add("parameters", std::move(parameters));
  if (!operation.body.is_null()) {
    const Value content = Object().Add("application/json", MediaOf(operation.body, operation.body_example)).Done();
    form.Add("requestBody", Object().Add("required", true).Add("content", content).Done());
  }
  return form.Add("responses", ResponsesOf(operation)).Done();
}

Value PathsOf(const std::vector<Route>& routes) {
  std::vector<std::string> order;
  std::map<std::string, Object> paths;
  for (const Route& route : routes) {
    std::string path = route.path;
    if (const auto rest = path.find("...}"); rest != std::string::npos) path.replace(rest, 4, "}");
    if (!paths.contains(path)) order.push_back(path);
    paths[path].Add(route.method == "GET" ? "get" : "post", OperationOf(route));
  }
  Object form;
  for (const std::string& path : order) form.Add(path, paths[path].Done());
  return form.Done();
}

Value ProblemForm() {
  const Value text = JsonTyped("string");
  const Value error = Object()
                          .Add("type", "object")
                          .Add("required", Value::Array{Value{std::string("pointer")}, Value{std::string("detail")}})
                          .Add("properties", Object().Add("pointer", text).Add("detail", text).Done())
                          .Done();
  const Value properties = Object()
                               .Add("type", text)
                               .Add("status", JsonNumber())
                               .Add("title", text)
                               .Add("detail", text)
                               .Add("traceId", text)
                               .Add("errors", Object().Add("type", "array").Add("items", error).Done())
                               .Add("between", Object().Add("type", "array").Add("items", JsonTyped("object")).Done())
                               .Done();
  return Object()
      .Add("type", "object")
      .Add("description", "What is wrong (RFC 9457)")
      .Add("required",
           Value::Array{Value{std::string("type")}, Value{std::string("status")}, Value{std::string("title")}})
      .Add("properties", properties)
      .Done();
}

Value SchemasOf(const std::vector<Route>& routes) {
  Object schemas;
  schemas.Add("Problem", ProblemForm());
  std::set<std::string> added;
  for (const Route& route : routes) {
    for (const NamedSchema& one : route.operation.schemas) {
      if (added.insert(one.name).second) schemas.Add(one.name, one.schema);
    }
  }
  FormWriter forms("#/components/schemas/");
  schemas.Add("Command", forms.AnyCommand());
  const Value definitions = forms.Definitions();
  for (const auto& definition : std::get<Value::Object>(definitions.content)) {
    FASCICOLO_CHECK(!added.contains(definition.key));  // one name, one schema
    if (definition.key != "Command") schemas.Add(definition.key, definition.value);
  }
  return schemas.Done();
}

Value HeadersOf() {
  Object headers;
  const auto add = [&](const char* name, const char* type, const char* what) {
    const bool is_number = std::string_view(type) == "integer";
    headers.Add(name, Object().Add("description", what).Add("schema", is_number ? JsonNumber() : JsonTyped(type)).Done());
  };
  add("ETag", "string", "Changes with the position, the question and the form");
  add("Link", "string", "rel=next: the next page");
  add("Reading", "string", "Under which id it was recorded that this was read");
  add("Retry-After", "integer", "Seconds");
  add(kRateLimit, "integer", "Requests of one subject in a second");
  add(kRateRemaining, "integer", "Those that are left");
  add(kRateReset, "integer", "Seconds until there are more");
  add("WWW-Authenticate", "string", "Bearer");
  add("Allow", "string", "The methods that there are");
  add("traceparent", "string", "W3C Trace Context");
  return headers.Done();
}

/// A document that is there for good: with its tag, and packed too.
struct Published {
  explicit Published(std::string text, const char* content_type)
      : body(std::move(text)), type(content_type), packed(http::Compressed(body)) {
    tag = '"' + ToHex(events::Sha256({events::AsBytes(body)})).substr(0, 16) + '"';
  }
  std::string body;
  std::string type;
  std::string packed;
  std::string tag;
};

void SendPublished(const Published& document, Visit visit) {
  http::Response response{
      200, {{"Content-Type", document.type}, {"ETag", document.tag}, {"Vary", "Accept-Encoding"}}, {}};
  response.headers.push_back({"Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"});
  if (http::HasTag(http::ValueOf(visit.request.headers, "If-None-Match").value_or(""), document.tag)) {
    response.status = 304;
    return visit.answer.Send(std::move(response));
  }
  http::SetBody(response, visit.request, document.body, document.packed);
  visit.answer.Send(std::move(response));
}

constexpr std::string_view kDescriptionShape =
    "{openapi: text, info: {...}, servers: [any], tags: [any], security: [any], paths: {*: any}, components: {*: any}}";

Operation DescribedDocument(const char* id, const char* summary) {
  Operation operation;
  operation.id = id;
  operation.tag = "service";
  operation.summary = summary;
  operation.answers = {{304, "The client has it", {}, {}, {}, {"ETag"}}};
  return WithProblems(std::move(operation), true);
}
Operation DescribedDescription() {
  Operation operation = DescribedDocument("openapi", "This description, as OpenAPI 3.0");
  AddAnswer(operation, {200, operation.summary, "application/json", {}, {}, {"ETag"}},
            {{"Description", cli::SchemaOfShape(kDescriptionShape)}});
  return operation;
}
Operation DescribedPage() {
  Operation operation = DescribedDocument("docs", "This description, as a page");
  operation.answers.push_back({200, operation.summary, "text/html", JsonTyped("string"), {}, {"ETag"}});
  return operation;
}

std::string SectionOf(const Route& route) {
  const Operation& operation = route.operation;
  std::string html = "<details id=\"" + EscapedForHtml(operation.id) + "\"><summary><code>" + route.method + " " +
                     EscapedForHtml(route.path) + "</code> " + EscapedForHtml(operation.summary) + "</summary>\n";
  if (!operation.description.empty()) html += "<p>" + EscapedForHtml(operation.description) + "</p>\n";
  if (!operation.parameters.empty()) html += "<table><tr><th>parameter</th><th>in</th><th>what</th></tr>\n";
  for (const TakenParameter& parameter : operation.parameters) {
    html += "<tr><td><code>" + EscapedForHtml(parameter.name) + "</code>" + (parameter.is_required ? " *" : "") + "</td><td>" +
            parameter.in + "</td><td>" + EscapedForHtml(parameter.what) + "</td></tr>\n";
  }
  if (!operation.parameters.empty()) html += "</table>\n";
  if (!operation.body_example.is_null())
    html += "<pre>" + EscapedForHtml(events::json::PrintJson(operation.body_example, 2)) + "</pre>\n";
  html += "<table><tr><th>status</th><th>type</th><th>what</th></tr>\n";
  for (const PossibleAnswer& answer : operation.answers) {
    html += "<tr><td>" + std::to_string(answer.status) + "</td><td>" + answer.type + "</td><td>" +
            EscapedForHtml(answer.what) + "</td></tr>\n";
  }
  return html + "</table></details>\n";
}

/// By which catalogues know this interface, whatever its title.
constexpr const char* kApiId = "7d0a4a5e-3c0f-4a58-9d7c-5b1f0e9a2c64";

/// A client that has the description is at the right place already; who stands before it, and under which name, only the office knows.
Value ServersForm() {
  const Value host = Object().Add("default", "localhost").Add("description", "Where the authority serves it").Done();
  return Value{Value::Array{Object().Add("url", "/").Add("description", "This one").Add("x-sandbox", true).Done(),
                            Object()
                                .Add("url", "https://{host}")
                                .Add("description", "The authority's, over TLS")
                                .Add("variables", Object().Add("host", host).Done())
                                .Done()}};
}

}  // namespace

Value ApiDescription(const std::vector<Route>& routes) {
  const Value info =
      Object()
          .Add("title", "fascicolo")
          .Add("version", "0.1.0")
          .Add("description",
               "Case management for the social services of Italian municipalities: commands in, questions about many "
               "cases, forms, and changes as they come. Errors are problems (RFC 9457).")
          .Add("x-api-id", kApiId)
          .Add("x-summary", "Case management for the social services of Italian municipalities")
          .Add("contact",
               Object().Add("name", "The authority's office").Add("url", "https://developers.italia.it").Done())
          .Add("license", Object().Add("name", "EUPL-1.2").Add("url", "https://eupl.eu/1.2/en/").Done())
          .Add("termsOfService", "https://eupl.eu/1.2/en/")
          .Done();
  const Value bearer = Object().Add("type", "http").Add("scheme", "bearer").Add("bearerFormat", "JWT").Done();
  const Value components = Object()
                               .Add("schemas", SchemasOf(routes))
                               .Add("headers", HeadersOf())
                               .Add("securitySchemes", Object().Add("bearer", bearer).Done())
                               .Done();
  std::set<std::string> names;
  for (const Route& route : routes) names.insert(route.operation.tag);
  Value::Array tags;
  for (const std::string& name : names) tags.push_back(Object().Add("name", name).Done());
  return Object()
      .Add("openapi", "3.0.3")
      .Add("info", info)
      .Add("servers", ServersForm())
      .Add("tags", std::move(tags))
      .Add("security", Value::Array{Object().Add("bearer", Value::Array{}).Done()})
      .Add("paths", PathsOf(routes))
      .Add("components", components)
      .Done();
}

std::string ApiPage(const std::vector<Route>& routes) {
  std::string html =
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\">"
      "<title>fascicolo: API</title>\n<style>body{font:1rem/1.5 sans-serif;max-width:60rem;margin:auto;padding:1rem}"
      "summary{cursor:pointer}table{border-collapse:collapse;margin:.5rem 0}td,th{border:1px solid #777;padding:.2rem "
      ".5rem;"
      "text-align:left}pre{background:#eee;color:#000;padding:.5rem;overflow:auto}</style></"
      "head>\n<body><h1>fascicolo: API</h1>\n"
      "<p>The same as <a href=\"/openapi.json\">OpenAPI 3.0</a>. Forms of the commands: <code>/v1/forms</code>.</p>\n";
  for (const Route& route : routes) html += SectionOf(route);
  return html + "</body></html>\n";
}

std::vector<Route> DescriptionRoutes(const std::vector<Route>& routes) {
  std::vector<Route> own{{"GET", "/openapi.json", true, {}, DescribedDescription()},
                         {"GET", "/docs", true, {}, DescribedPage()}};
  std::vector<Route> all = routes;
  all.insert(all.end(), own.begin(), own.end());
  const auto json = std::make_shared<const Published>(events::json::PrintJson(ApiDescription(all)), "application/json");
  const auto page = std::make_shared<const Published>(ApiPage(all), "text/html; charset=utf-8");
  own[0].take = [json](Visit visit) { SendPublished(*json, std::move(visit)); };
  own[1].take = [page](Visit visit) { SendPublished(*page, std::move(visit)); };
  return own;
}

}  // namespace fascicolo::program
