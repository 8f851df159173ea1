#include "engine/rules/instrument.h"

#include "engine/rules/dated_rules.h"
#include "tests/engine/catalogue/documents.h"

#include <gmock/gmock.h>

namespace fascicolo::engine {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view kBarthel = "barthel-1965";
using Answers = std::vector<std::pair<std::string, std::string>>;

Instrument BuiltInInstrument(std::string_view name) { return ParseInstrument(FindBuiltIn(name)->json).value(); }
std::vector<std::string> InstrumentErrorsWith(const std::string& pointer, const json& value) {
  return ErrorsIn(ParseInstrument(With(kBarthel, pointer, value)));
}

/// Every item by its first or its last answer.
Answers AllBy(const Instrument& instrument, bool last) {
  Answers answers;
  for (const auto& item : instrument.items) {
    answers.emplace_back(item.code, last ? item.answers.back().code : item.answers.front().code);
  }
  return answers;
}

TEST(Instrument, IsToldFromOtherRulesByItsKind) {
  const auto read = ParseDatedRules(FindBuiltIn(kBarthel)->json);
  ASSERT_TRUE(read.ok());
  EXPECT_TRUE(std::holds_alternative<Instrument>(*read));
}

TEST(Instrument, BarthelGoesFromNoneToAHundred) {
  const auto barthel = BuiltInInstrument(kBarthel);
  const auto least = ScoreOf(barthel, AllBy(barthel, false));
  const auto most = ScoreOf(barthel, AllBy(barthel, true));
  ASSERT_TRUE(least.ok() && most.ok());
  EXPECT_EQ(least->hundredths, 0);
  EXPECT_EQ(least->band, "total");
  EXPECT_EQ(most->hundredths, 100'00);
  EXPECT_EQ(most->band, "none");
}

TEST(Instrument, ABandBeginsAtItsFirstPoint) {
  const auto svama = BuiltInInstrument("svama-sample");
  auto answers = AllBy(svama, false);
  EXPECT_EQ(ScoreOf(svama, answers)->band, "low");
  for (auto& [item, answer] : answers) answer = item == "behaviour" ? "calm" : item == "support" ? "partial" : "partial";
  EXPECT_EQ(ScoreOf(svama, answers)->hundredths, 9'00);
  EXPECT_EQ(ScoreOf(svama, answers)->band, "medium");
}

TEST(Instrument, WantsEveryItemAnsweredOnceByOneOfItsAnswers) {
  using What = AnswerProblem::What;
  const auto barthel = BuiltInInstrument(kBarthel);
  auto answers = AllBy(barthel, true);
  answers.erase(answers.begin());
  EXPECT_EQ(ScoreOf(barthel, answers).error(), (AnswerProblem{What::kMissing, "feeding"}));
  answers.emplace_back("feeding", "sometimes");
  EXPECT_EQ(ScoreOf(barthel, answers).error(), (AnswerProblem{What::kUnknownAnswer, "feeding"}));
  answers.emplace_back("feeding", "dependent");
  EXPECT_EQ(ScoreOf(barthel, answers).error(), (AnswerProblem{What::kTwice, "feeding"}));
  answers.emplace_back("singing", "dependent");
  EXPECT_EQ(ScoreOf(barthel, {{"singing", "well"}}).error(), (AnswerProblem{What::kUnknownItem, "singing"}));
}

TEST(Instrument, TellsWhatAnswersComeToWhileSomeAreMissing) {
  const auto barthel = BuiltInInstrument(kBarthel);
  Answers answers = AllBy(barthel, true);
  const std::string last = answers.back().first;
  answers.pop_back();
  const auto so_far = ScoreSoFarOf(barthel, answers);
  ASSERT_TRUE(so_far.ok());
  EXPECT_THAT(so_far->missing, ElementsAre(last));
  EXPECT_EQ(so_far->score.hundredths, 100'00 - barthel.items.back().answers.back().hundredths);
  EXPECT_EQ(so_far->score.band, "");
}

TEST(Instrument, NamesThePlaceOfEachMistake) {
  EXPECT_THAT(InstrumentErrorsWith("/bands/0/from", "1"), ElementsAre(HasSubstr("/bands/0/from: lies above the least possible sum")));
  EXPECT_THAT(InstrumentErrorsWith("/bands/1/from", "0"), ElementsAre(HasSubstr("/bands/1/from: does not lie above the band before")));
  EXPECT_THAT(InstrumentErrorsWith("/items/1/code", "feeding"), ElementsAre(HasSubstr("/items/1/code: \"feeding\" stands twice")));
  EXPECT_THAT(InstrumentErrorsWith("/items/0/answers/1/code", "dependent"),
              ElementsAre(HasSubstr("/items/0/answers/1/code: \"dependent\" stands twice")));
}

}  // namespace
}  // namespace fascicolo::engine
