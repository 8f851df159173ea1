// Sealed cases, and reading in an emergency, as they are at the doors.
#include "connectors/program/serve/file_story.h"
#include "connectors/program/serve/questions.h"

#include <gmock/gmock.h>

namespace fascicolo::program_test {
namespace {

using http::StatusOf;

class SealedCases : public testing::Test {
 protected:
  SealedCases() {
    const std::string seal = R"("ground":"staff","names":["anna.rossi"],"roles":["dpo"])";
    EXPECT_EQ(StatusOf(served_.Get(CasePath("a1"), carla_)), 200) << "not sealed yet";
    EXPECT_EQ(StatusOf(Post(OnCase("a1", "SealCase", seal), anna_)), 200);
  }
  std::string Post(const std::string& payload, const std::string& token) {
    return served_.Post(Posted(payload), "k" + std::to_string(++keys_), token);
  }
  int Status(const std::string& path, const std::string& token) const { return StatusOf(served_.Get(path, token)); }

  ServedDesk served_{TwoCases() + StoryLine("c1", OnCase("a1", "FileApplication", R"("service":"home_care_elderly","quantity":60)"))};
  const std::string anna_ = served_.TokenOf("anna.rossi", {"worker"}, kElderly);
  const std::string carla_ = served_.TokenOf("carla", {"coordinator"}, kElderly);
  const std::string privacy_ = served_.TokenOf("privacy", {"dpo"}, kNowhere);
  const std::string on_duty_ = served_.TokenOf("notte", {"emergency_duty"}, kNowhere);
  int keys_ = 0;
};

TEST_F(SealedCases, AreNotThereForWhomTheSealDoesNotName) {
  for (const std::string& path : {CasePath("a1"), HistoryPath("a1"), CasePath("a1") + "/readers", "/v1/persons/" + PersonOf("a1")}) {
    EXPECT_EQ(Status(path, carla_), 404) << path;
  }
  EXPECT_EQ(StatusOf(Post(OnCase("a1", "SetUrgency", R"("urgency":"urgent")"), carla_)), 404);
  EXPECT_FALSE(Says(served_.Search(R"({"words":["meravigli","fiordaliso"]})", carla_), PersonOf("a1")));
}

TEST_F(SealedCases, StandInNoListOfTheirs) {
  const std::string everything = served_.TokenOf("carla", {"coordinator", "administrative", "auditor", "front_desk"}, kElderly);
  for (const program::Question& question : program::Questions()) {
    const std::string answer = served_.Get("/v1/" + std::string(question.name), everything);
    EXPECT_FALSE(Says(answer, CaseOf("a1"))) << question.name;
  }
  EXPECT_TRUE(Says(served_.Get("/v1/caseload", everything), CaseOf("b1"))) << "this test sees others";
}

TEST_F(SealedCases, AreNotThereForWhoAsksWhatOthersMayDoEither) {
  const std::string told = carla_ + "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n";
  const auto ask = [&](const std::string& id, const std::string& token) {
    return served_.Get("/v1/may?who=anna.rossi&action=diary&role=worker&case=" + id, token);
  };
  EXPECT_EQ(StatusOf(ask(CaseOf("a1"), told)), 404);
  EXPECT_EQ(http::BodyOf(ask(CaseOf("a1"), told)), http::BodyOf(ask(std::string(32, 'e'), told)));
  EXPECT_EQ(StatusOf(ask(CaseOf("a1").substr(0, 8), told)), 404) << "no ids are completed at the doors";
  const std::string named = served_.TokenOf("anna.rossi", {"worker", "coordinator"}, kElderly);
  EXPECT_EQ(StatusOf(ask(CaseOf("a1"), named)), 200);
}

TEST_F(SealedCases, AreNotThereForWhoAsksWhySomebodyWaits) {
  const std::string explains = "/v1/waiting-list?explain=";
  const std::string application = CaseOf("c1");  // the first that its command made
  EXPECT_EQ(Status(explains + application, carla_), 404);
  EXPECT_EQ(Status(explains + std::string(32, 'e'), carla_), 404);
  EXPECT_EQ(Status(explains + application.substr(0, 4), carla_), 404) << "no ids are completed at the doors";
  EXPECT_EQ(Status(explains + application, anna_), 200);
  for (const std::string& entry : {application, std::string(32, 'e'), application.substr(0, 4)}) {
    EXPECT_EQ(Status("/v1/ranking/" + std::string(32, 'e') + "?explain=" + entry, carla_), 404) << entry;
  }
}

TEST_F(SealedCases, AreReadByWhomTheSealNamesAsThePolicyLetsThem) {
  EXPECT_EQ(Status(HistoryPath("a1"), anna_), 200);
  EXPECT_EQ(Status(CasePath("a1"), privacy_), 200);
  EXPECT_TRUE(Says(served_.Get("/v1/caseload?worker=anna.rossi", anna_), CaseOf("a1")));
}

TEST_F(SealedCases, AreReadInAnEmergencyOnceAnotherAgreed) {
  const std::string emergency = R"("reason":"danger_to_life","levels":["diary"],"until":"2026-03-02T09:30:00Z")";
  ASSERT_EQ(StatusOf(Post(OnCase("a1", "DeclareEmergency", emergency), on_duty_)), 200);
  EXPECT_EQ(Status(HistoryPath("a1"), on_duty_), 404);
  EXPECT_EQ(StatusOf(Post(OnCase("a1", "ConfirmEmergency", R"("emergency":1)"), carla_)), 404) << "who may not know of it";
  ASSERT_EQ(StatusOf(Post(OnCase("a1", "ConfirmEmergency", R"("emergency":1)"), privacy_)), 200);
  EXPECT_EQ(Status(HistoryPath("a1"), on_duty_), 200);
  EXPECT_TRUE(Says(served_.Get(CasePath("a1") + "/readers", privacy_), "emergency"));
  EXPECT_EQ(Status(HistoryPath("a1"), served_.TokenOf("altro", {"emergency_duty"}, kNowhere)), 404) << "it is not theirs";
  const std::string review = R"("emergency":1,"outcome":"justified")";
  ASSERT_EQ(StatusOf(Post(OnCase("a1", "ReviewEmergency", review), privacy_)), 422) << "who agreed reviews it not";
}

}  // namespace
}  // namespace fascicolo::program_test
