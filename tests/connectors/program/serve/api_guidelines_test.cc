// The served description by the Italian guidelines on the interoperability of public administrations (ModI, RAC_REST_*), as
// github.com/italia/api-oas-checker-rules ("Italian Guidelines Full") checks them before an interface may stand in the PDND's
// catalogue: its errors and its warnings, each by its name there, which is no more than where to look it up.
#include "connectors/program/serve/served_desk.h"

#include <gmock/gmock.h>

#include <functional>
#include <regex>
#include <set>

namespace fascicolo::program_test {
namespace {

using http::StatusOf;
using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

class ItalianGuidelines : public testing::Test {
 protected:
  static void SetUpTestSuite() { api_ = JsonOf(ServedDesk().Get("/openapi.json")); }

  using Response = std::function<void(const std::string& where, const std::string& status, const json& response, bool is_open)>;
  static void ForEachResponse(const Response& visit) {
    for (const auto& [path, methods] : api_.at("paths").items()) {
      for (const auto& [method, operation] : methods.items()) {
        for (const auto& [status, response] : operation.at("responses").items()) {
          visit(path + " " + status, status, response, operation.contains("security"));
        }
      }
    }
  }
  static void ForEachOperation(const std::function<void(const std::string& path, const std::string& method, const json&)>& visit) {
    for (const auto& [path, methods] : api_.at("paths").items()) {
      for (const auto& [method, operation] : methods.items()) visit(path, method, operation);
    }
  }
  /// Every object below a place.
  static void ForEachObject(const json& below, const std::string& place, const std::function<void(const std::string&, const json&)>& visit) {
    if (below.is_object()) visit(place, below);
    if (!below.is_structured()) return;
    for (const auto& [name, one] : below.items()) ForEachObject(one, place + "/" + name, visit);
  }
  static bool Matches(const std::string& text, const char* pattern) { return std::regex_search(text, std::regex(pattern)); }

  inline static json api_;
};

TEST_F(ItalianGuidelines, WantTheInterfaceToSayWhatItIs) {
  const json& info = api_.at("info");
  EXPECT_TRUE(api_.at("openapi").get<std::string>().starts_with("3.")) << "no-swagger-2";
  EXPECT_FALSE(info.at("x-summary").get<std::string>().empty()) << "has-x-summary";
  EXPECT_LE(info.at("x-summary").get<std::string>().size(), 80U) << "one line of a catalogue";
  EXPECT_TRUE(info.at("contact").contains("url") || info.at("contact").contains("email")) << "has-contact";
  EXPECT_TRUE(info.at("termsOfService").get<std::string>().starts_with("https://")) << "has-termsOfService";
  EXPECT_TRUE(info.at("license").at("name").get<std::string>().starts_with("EUPL")) << "info-license";
  EXPECT_TRUE(Matches(info.at("version"), "^[0-9]+[.][0-9]+[.][0-9]+(-[a-z0-9+.-]+)?$")) << "use-semver";
  EXPECT_TRUE(Matches(info.at("x-api-id"), "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")) << "has-x-api-id";
}

TEST_F(ItalianGuidelines, WantServersDescribedAndOverTls) {
  ASSERT_FALSE(api_.at("servers").empty());
  bool has_tls = false;
  for (const json& server : api_.at("servers")) {
    EXPECT_FALSE(server.at("description").get<std::string>().empty()) << "servers-description";
    const bool is_https = server.at("url").get<std::string>().starts_with("https://");
    EXPECT_TRUE(is_https || server.value("x-sandbox", false)) << "servers-use-https";
    has_tls = has_tls || is_https;
  }
  EXPECT_TRUE(has_tls);
}

TEST_F(ItalianGuidelines, WantAStatusThatIsAProblemWhenDown) {
  const json& responses = api_.at("paths").at("/status").at("get").at("responses");
  EXPECT_EQ(responses.at("200").at("content").size(), 1U);
  EXPECT_TRUE(responses.at("200").at("content").contains("application/json")) << "paths-status-return-json";
  EXPECT_TRUE(responses.at("503").at("content").contains("application/problem+json")) << "paths-status-return-problem";
  for (const char* member : {"status", "title", "detail"}) {
    EXPECT_TRUE(api_.at("components").at("schemas").at("Problem").at("properties").contains(member)) << "paths-status-problem-schema";
  }
}

TEST_F(ItalianGuidelines, WantEveryErrorToBeAProblem) {
  ForEachResponse([](const std::string& where, const std::string& status, const json& response, bool) {
    if (status < "400") return;
    ASSERT_EQ(response.at("content").size(), 1U) << where;
    const json& schema = response.at("content").at("application/problem+json").at("schema");
    EXPECT_EQ(schema.at("$ref"), "#/components/schemas/Problem") << where << " use-problem-json-for-errors";
  });
}

TEST_F(ItalianGuidelines, WantTheRateOfRequestsTold) {
  ForEachResponse([](const std::string& where, const std::string& status, const json& response, bool is_open) {
    const json& headers = response.at("headers");
    int told = 0;
    for (const char* name : {"RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"}) told += headers.contains(name) ? 1 : 0;
    if (status == "503") {
      EXPECT_TRUE(headers.contains("Retry-After")) << where << " missing-retry-after";
    }
    if (status == "429") {
      EXPECT_TRUE(headers.contains("Retry-After")) << where << " ratelimit-429-presence";
    }
    EXPECT_TRUE(told == 0 || told == 3) << where << " ratelimit-429-completeness";
    const bool is_before_anybody_is_known = std::set<std::string>{"401", "405", "413", "414", "431"}.contains(status);
    const bool is_counted = (status[0] == '2' || status[0] == '4') && !is_before_anybody_is_known && !is_open;
    if (is_counted) {
      EXPECT_EQ(told, 3) << where << " missing-ratelimit";
    }
  });
}

TEST_F(ItalianGuidelines, WantPathsInKebabCaseAndWithoutVerbs) {
  ForEachOperation([](const std::string& path, const std::string&, const json&) {
    const bool is_root = path == "/";  // a page, and the only path without a name
    EXPECT_TRUE(is_root || Matches(path, "^(/[a-z0-9.-]+|/[{][a-zA-Z0-9_]+[}])+$")) << path << " paths-kebab-case";
    EXPECT_FALSE(Matches(path, "/(get|post|put|delete|patch|create|remove|list)[/A-Z_-]?")) << path << " paths-http-method";
  });
}

TEST_F(ItalianGuidelines, WantParametersInSnakeCaseAndNoSecretsInUrls) {
  ForEachOperation([](const std::string& path, const std::string&, const json& operation) {
    for (const json& parameter : operation.value("parameters", json::array())) {
      const std::string name = parameter.at("name");
      EXPECT_FALSE(parameter.at("description").get<std::string>().empty()) << path << " " << name;
      if (parameter.at("in") == "header") {
        EXPECT_TRUE(Matches(name, "^([A-Z][A-Za-z0-9]*-?)+$")) << path << " " << name << " request-headers-pascal-case";
        EXPECT_FALSE(Matches(name, "^[xX]-")) << path << " " << name << " no-x-headers-request";
        EXPECT_FALSE(Matches(name, "^(Accept|Content-Type|Authorization)$")) << path << " " << name << " no-forbidden-headers";
      } else {
        EXPECT_TRUE(Matches(name, "^[a-z][a-z0-9_]*$")) << path << " " << name;
        EXPECT_FALSE(Matches(name, "password|secret|apikey|token")) << path << " " << name << " sec-credentials-parameters";
      }
    }
  });
}

TEST_F(ItalianGuidelines, WantHeadersOfAnswersWithoutX) {
  ForEachResponse([](const std::string& where, const std::string&, const json& response, bool) {
    for (const auto& [name, header] : response.at("headers").items()) {
      EXPECT_FALSE(Matches(name, "^[xX]-")) << where << " no-x-headers-response";
      EXPECT_FALSE(Matches(name, "^(Accept|Content-Type|Authorization)$")) << where << " no-forbidden-headers";
      EXPECT_TRUE(name == "traceparent" || Matches(name, "^([A-Z][A-Za-z0-9]*-?)+$")) << where << " response-headers-pascal-case";
    }
  });
}

TEST_F(ItalianGuidelines, WantBodiesWhereTheyBelong) {
  ForEachOperation([](const std::string& path, const std::string& method, const json& operation) {
    if (method == "get") {
      EXPECT_FALSE(operation.contains("requestBody")) << path << " http-request-GET-no-body";
    }
  });
  ForEachResponse([](const std::string& where, const std::string& status, const json& response, bool) {
    if (status == "204") {
      EXPECT_FALSE(response.contains("content")) << where << " http-response-no-content-204-205";
    }
    if (status == "200") {
      EXPECT_FALSE(response.at("content").empty()) << where << " http-response-content-2xx";
    }
    if (status != "200") return;
    for (const auto& [type, media] : response.at("content").items()) {
      if (!type.ends_with("json")) continue;
      const json& schema = media.at("schema");
      for (const json& one : schema.contains("anyOf") ? schema.at("anyOf") : json::array({schema})) {
        const json& answer = api_.at(json::json_pointer(one.at("$ref").get<std::string>().substr(1)));
        EXPECT_EQ(answer.at("type"), "object") << where << " response-with-json-object";
      }
    }
  });
}

TEST_F(ItalianGuidelines, WantNumbersWithTheirFormatAndSchemasInCamelCase) {
  ForEachObject(api_, "", [](const std::string& place, const json& one) {
    if (!one.contains("type") || (one.at("type") != "integer" && one.at("type") != "number")) return;
    const std::string format = one.value("format", std::string());
    EXPECT_TRUE(format == "int32" || format == "int64") << place << " integer-format, allowed-integer-format";
  });
  for (const auto& [name, schema] : api_.at("components").at("schemas").items()) {
    EXPECT_TRUE(Matches(name, "^[A-Z][A-Za-z0-9]*$")) << "schema-camel-case";
  }
}

TEST_F(ItalianGuidelines, WantOperationsNamedTaggedAndKeptFromStrangers) {
  std::set<std::string> tags;
  for (const json& tag : api_.at("tags")) tags.insert(tag.at("name"));
  EXPECT_FALSE(api_.at("security").empty()) << "oas3-pdnd-security-defined";
  for (const auto& [name, scheme] : api_.at("components").at("securitySchemes").items()) EXPECT_EQ(scheme.at("type"), "http") << name;
  ForEachOperation([&](const std::string& path, const std::string&, const json& operation) {
    const std::string id = operation.at("operationId");
    EXPECT_TRUE(Matches(id, "^[a-z][a-z0-9-]*$")) << path;
    EXPECT_FALSE(Matches(id, "^(get|post|put|delete|patch|head)")) << path << " no-method-name-in-operationId";
    EXPECT_FALSE(operation.at("summary").get<std::string>().empty()) << path;
    ASSERT_EQ(operation.at("tags").size(), 1U) << path;
    EXPECT_TRUE(tags.contains(operation.at("tags")[0])) << path << " operation-tag-defined";
    EXPECT_TRUE(!operation.contains("security") || !path.starts_with("/v1/")) << path << " is open to anybody";
  });
}

TEST(AnswersByTheItalianGuidelines, TellWhoeverAsksHowManyRequestsAreLeft) {
  const ServedDesk served;
  const std::string token = served.TokenOf("anna.rossi", {"coordinator"});
  for (const char* target : {"/v1/services", "/v1/nothing", "/v1/services?what=1"}) {
    const std::string answer = served.Get(target, token);
    EXPECT_THAT(answer, HasSubstr("RateLimit-Limit: 5000\r\n")) << target;
    EXPECT_THAT(answer, HasSubstr("RateLimit-Remaining: ")) << target;
    EXPECT_THAT(answer, HasSubstr("RateLimit-Reset: 1\r\n")) << target;
  }
  EXPECT_THAT(served.Get("/v1/services"), Not(HasSubstr("RateLimit"))) << "of nobody nothing is counted";
}

}  // namespace
}  // namespace fascicolo::program_test
