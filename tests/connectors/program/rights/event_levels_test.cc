#include "connectors/program/rights/event_levels.h"

#include "engine/payload_names.h"

#include <gtest/gtest.h>

#include <set>

namespace fascicolo::program {
namespace {

Step StepOfType(std::string type) {
  Step step;
  step.event = 0;
  step.type = std::move(type);
  return step;
}
Step WithSecrecy(Step step, const char* secrecy) {
  step.fields.push_back({"secrecy", cli::Form(secrecy)});
  return step;
}
LevelFilter Filter(const std::vector<std::string>& words) { return LevelFilter::Of(words, "--level").value(); }

TEST(LevelsOfEvents, AreOfTypesThatThereAre) {
  const auto names = engine::EventNames();
  const std::set<std::string_view> known(names.begin(), names.end());
  for (const std::string_view type : LevelledEvents()) EXPECT_TRUE(known.contains(type)) << type;
  for (const std::string_view type : EventsThatTellWhere()) EXPECT_TRUE(known.contains(type)) << type;
}

TEST(LevelsOfEvents, AreTheDiarysWhereNobodySaysOtherwise) {
  EXPECT_EQ(LevelOf(StepOfType("SomethingNew")), ReadLevel::kDiary);
  EXPECT_EQ(LevelOf(StepOfType("IncidentRecorded")), ReadLevel::kDiary);
  Step refused;  // a commit as a whole: whatever somebody tried to say
  EXPECT_EQ(LevelOf(refused), ReadLevel::kDiary);
  Step newer = StepOfType("TakenInCharge");
  newer.understood = false;
  EXPECT_EQ(LevelOf(newer), ReadLevel::kDiary);
}

TEST(LevelsOfEvents, AreWhatTheOfficeSaidOfAText) {
  EXPECT_EQ(LevelOf(WithSecrecy(StepOfType("DiaryEntryAdded"), "administrative")), ReadLevel::kAdministrative);
  EXPECT_EQ(LevelOf(WithSecrecy(StepOfType("MeetingRecorded"), "assessment")), ReadLevel::kAssessment);
  EXPECT_EQ(LevelOf(WithSecrecy(StepOfType("DocumentReceived"), "diary")), ReadLevel::kDiary);
  EXPECT_EQ(LevelOf(WithSecrecy(StepOfType("DiaryEntryAdded"), "a_word_of_later")), ReadLevel::kDiary);
  Step court = WithSecrecy(StepOfType("DiaryEntryAdded"), "administrative");
  court.sealed.push_back(
      {.field = "text", .shown = {}, .subject = {}, .retention = schema::RetentionClass::court, .rectified = {}});
  EXPECT_EQ(LevelOf(court), ReadLevel::kJuvenileCourt) << "what is sealed as the court's is the court's";
}

TEST(FilterOfLevels, ShowsItsLevelsAndTheHeader) {
  const auto filter = Filter({"administrative"});
  EXPECT_TRUE(filter.Shows(StepOfType("TakenInCharge"), false));
  EXPECT_TRUE(filter.Shows(StepOfType("ServiceStarted"), false));
  EXPECT_FALSE(filter.Shows(StepOfType("AssessmentRecorded"), false));
  EXPECT_FALSE(filter.Shows(StepOfType("CourtReportSent"), false));
  EXPECT_FALSE(Filter({"diary"}).Shows(StepOfType("CourtReportSent"), false));
  EXPECT_TRUE(Filter({"juvenile_court"}).Shows(StepOfType("CourtReportSent"), false));
}

TEST(FilterOfLevels, TellsNoProtectedPlaceWithoutItsOwnWord) {
  for (const std::string_view type : EventsThatTellWhere()) {
    const std::vector<std::string> all{"administrative", "assessment", "diary", "juvenile_court", "address"};
    EXPECT_FALSE(Filter(all).Shows(StepOfType(std::string(type)), true)) << type;
    EXPECT_TRUE(Filter(all).Shows(StepOfType(std::string(type)), false)) << type;
  }
  EXPECT_TRUE(Filter({"administrative", "protected_address"}).Shows(StepOfType("PlacementStarted"), true));
}

TEST(FilterOfLevels, KnowsTheWordsOfThePolicyAlone) {
  const auto wrong = LevelFilter::Of({"everything"}, "--level");
  ASSERT_FALSE(wrong.ok());
  EXPECT_EQ(wrong.error().place, "--level");
}

}  // namespace
}  // namespace fascicolo::program
