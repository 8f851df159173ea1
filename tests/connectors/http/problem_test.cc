#include "connectors/http/problem.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace fascicolo::http {
namespace {

TEST(Problem, SaysWhatIsKnownAndNothingElse) {
  const Response response = ProblemResponse({.status = 422,
                                             .title = "Refused",
                                             .detail = "a \"reason\"\nin two lines",
                                             .code = "place_taken",
                                             .trace_id = "abc",
                                             .errors = {{"/unit", "is full"}, {"/from", "is past"}}});
  EXPECT_EQ(response.status, 422U);
  EXPECT_EQ(ValueOf(response.headers, "content-type"), "application/problem+json");
  const auto json = nlohmann::json::parse(response.body);
  EXPECT_EQ(json["type"], "urn:fascicolo:problem:place_taken");
  EXPECT_EQ(json["detail"], "a \"reason\"\nin two lines");
  EXPECT_EQ(json["errors"][1]["pointer"], "/from");
  EXPECT_EQ(nlohmann::json::parse(ProblemResponse({.status = 404, .title = "Not here"}).body),
            (nlohmann::json{{"type", "about:blank"}, {"status", 404}, {"title", "Not here"}}));
}

TEST(Headers, AreFoundWhateverTheirCaseAndOnlyWhereThereIsOne) {
  const std::vector<Header> headers{{"Host", "a"}, {"X", "1"}, {"x", "2"}};
  EXPECT_EQ(ValueOf(headers, "hOST"), "a");
  EXPECT_EQ(ValueOf(headers, "X"), std::nullopt);
  EXPECT_EQ(CountOf(headers, "X"), 2U);
  EXPECT_EQ(ValueOf(headers, "Y"), std::nullopt);
}

}  // namespace
}  // namespace fascicolo::http
