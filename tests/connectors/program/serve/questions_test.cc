#include "connectors/program/serve/questions.h"

#include <gmock/gmock.h>

#include <set>

namespace fascicolo::program {
namespace {

using testing::ElementsAre;

unsigned StatusFor(std::string_view target) {
  const auto read = ReadQuestion(target);
  return read ? 200 : read.error().status;
}

TEST(QuestionOfATarget, IsTheCommandWithItsOptions) {
  const auto asked = ReadQuestion("/v1/waiting-list/home_care_elderly?limit=5&as_of=2026-01-31&exceptions");
  ASSERT_TRUE(asked.ok());
  EXPECT_THAT(WordsOf(*asked), ElementsAre("waiting-list", "--json", "--limit=5", "--as-of=2026-01-31", "--exceptions=true",
                                           "--", "home_care_elderly"));
}

TEST(QuestionOfATarget, IsDecodedOnce) {
  const auto asked = ReadQuestion("/v1/caseload?worker=anna+rossi%2526&area=%65lderly");
  ASSERT_TRUE(asked.ok());
  EXPECT_EQ(asked->parameters[0].value, "anna rossi%26");
  EXPECT_EQ(asked->parameters[1].value, "elderly");
  for (const char* broken : {"%", "%4", "%zz", "%00", "%0a"}) {
    EXPECT_EQ(StatusFor(std::string("/v1/caseload?worker=") + broken), 400U) << broken;
  }
}

TEST(QuestionOfATarget, TakesNoOptionThatIsNotListed) {
  for (const char* option : {"data", "key", "kafka", "trust_clock", "test_clock", "clock_from", "help", "json", "-as-of", "as-of"}) {
    EXPECT_EQ(StatusFor(std::string("/v1/caseload?") + option + "=1"), 400U) << option;
  }
  const auto twice = ReadQuestion("/v1/caseload?limit=1&limit=2&what=3");
  ASSERT_FALSE(twice.ok());
  ASSERT_EQ(twice.error().errors.size(), 2U);
  EXPECT_EQ(twice.error().errors[0].detail, "stands twice");
  EXPECT_EQ(twice.error().errors[1].pointer, "what");
}

TEST(QuestionOfATarget, TakesADayOfEffectOnlyWhereItHasAMeaning) {
  std::set<std::string_view> taking;
  for (const Question& question : Questions()) {
    const auto read = ReadQuestion("/v1/" + std::string(question.name) + "?effective_on=2026-01-31");
    if (read) taking.insert(question.name);
    if (read) continue;
    EXPECT_EQ(read.error().status, 400U);
    EXPECT_THAT(read.error().errors.at(0).detail, testing::HasSubstr("has no meaning here")) << question.name;
    EXPECT_THAT(read.error().errors.at(0).detail, testing::HasSubstr("services, occupancy"));
  }
  EXPECT_EQ(taking, (std::set<std::string_view>{"services", "occupancy", "plans", "placements", "may", "score"}));
}

TEST(QuestionOfATarget, ThatIsNotServedIsNotFound) {
  for (const char* target : {"/", "/v1", "/v1/", "/v1/history", "/v1/caseload/x", "/v1/waiting-list/", "/v1/waiting-list/--data",
                             "/v1/waiting-list/%2D-data", "/v2/caseload", "/v1//caseload", "/v1/Caseload"}) {
    EXPECT_EQ(StatusFor(target), 404U) << target;
  }
}

TEST(QuestionOfATarget, HasSoManyParametersOfSuchALength) {
  std::string many = "/v1/caseload?";
  for (std::size_t i = 0; i <= kMaxParameters; ++i) many += "x&";
  EXPECT_EQ(ReadQuestion(many).error().errors.back().detail, "has too many parameters; expected at most 64");
  EXPECT_EQ(StatusFor("/v1/caseload?worker=" + std::string(kMaxParameterBytes, 'a')), 200U);
  EXPECT_EQ(StatusFor("/v1/caseload?worker=" + std::string(kMaxParameterBytes + 1, 'a')), 400U);
}

TEST(QuestionOfATarget, MayHaveSeveralArgumentsAndRepeatedParameters) {
  const auto asked = ReadQuestion("/v1/may?role=worker&case=12ab&who=anna&role=coordinator&action=diary");
  ASSERT_TRUE(asked.ok());
  EXPECT_THAT(WordsOf(*asked, false),
              ElementsAre("may", "--role=worker", "--role=coordinator", "--", "anna", "diary", "12ab"));
  EXPECT_EQ(StatusFor("/v1/may?who=anna&who=bruno"), 400U);
}

TEST(TargetOfAQuestion, IsReadAsThatQuestion) {
  AskedQuestion asked{FindQuestion("waiting-list"),
                      "a/b?c d",
                      {{"as_of", "2026-01-31T10:00:00+01:00"}, {"lang", "it"}}};
  asked.limit = 5;
  const auto read = ReadQuestion(TargetOf(asked));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(WordsOf(*read), WordsOf(asked));
}

}  // namespace
}  // namespace fascicolo::program
