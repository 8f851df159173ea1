#include "connectors/program/serve/language.h"

#include "connectors/http/problem.h"

#include <gtest/gtest.h>

namespace fascicolo::program {
namespace {

constexpr auto kIt = cli::Language::kItalian;
constexpr auto kEn = cli::Language::kEnglish;

http::Request Asked(const std::string& target, const std::string& accepted = {}) {
  http::Request request{"GET", target, {}, {}, {}};
  if (!accepted.empty()) request.headers.push_back({"Accept-Language", accepted});
  return request;
}

http::Response Told(http::Response response, cli::Language language) {
  TellIn(language, response);
  return response;
}

TEST(LanguageOfARequest, IsTheOneThatIsAskedFor) {
  EXPECT_EQ(LanguageOf(Asked("/v1/acts", "it-IT,it;q=0.9,en;q=0.5"), kEn), kIt);
  EXPECT_EQ(LanguageOf(Asked("/v1/acts", "en-GB,it;q=0.5"), kIt), kEn);
  EXPECT_EQ(LanguageOf(Asked("/v1/acts?lang=en", "it"), kIt), kEn) << "the parameter goes first";
  EXPECT_EQ(LanguageOf(Asked("/v1/acts?waits=visa&lang=it", "en"), kEn), kIt);
}

TEST(LanguageOfARequest, IsTheServersWhereNoneIsAskedFor) {
  for (const auto language : {kIt, kEn}) {
    EXPECT_EQ(LanguageOf(Asked("/v1/acts"), language), language);
    EXPECT_EQ(LanguageOf(Asked("/v1/acts?lang=fr", "fr"), language), language);
  }
}

TEST(AProblem, IsToldInTheLanguage) {
  const auto problem = http::ProblemResponse({.status = 400,
                                              .title = "The command is malformed",
                                              .detail = "cannot be read",
                                              .errors = {{"/reason", "is missing; expected a text"}, {"is missing", "of tomorrow"}}});
  EXPECT_EQ(Told(problem, kEn).body, problem.body);
  EXPECT_EQ(Told(problem, kIt).body,
            R"({"type":"about:blank","status":400,"title":"Il comando non è corretto","detail":"non si può leggere",)"
            R"("errors":[{"pointer":"/reason","detail":"manca; atteso: un testo"},{"pointer":"is missing","detail":"of tomorrow"}]})");
}

TEST(AProblem, KeepsWhatProgramsReadOfIt) {
  const http::Response rejected{400, {{"Content-Type", "application/problem+json"}},
                                R"({"outcome":"rejected","problem":"is missing","expected":"a text"})"};
  EXPECT_EQ(Told(rejected, kIt).body, rejected.body);
}

TEST(AnAnswer, ThatIsNoProblemStaysAsItIs) {
  const http::Response answer{200, {{"Content-Type", "application/json"}}, R"({ "title": "is missing" })"};
  EXPECT_EQ(Told(answer, kIt).body, answer.body);
}

}  // namespace
}  // namespace fascicolo::program
