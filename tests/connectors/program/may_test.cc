// Who may do what, asked on the command line: by the policy, and by what was decided about the case beside it.
#include "connectors/program/program.h"

#include <gtest/gtest.h>

namespace fascicolo::program_test {
namespace {

constexpr const char* kCase = "@000000000000000000000000000000d1";
constexpr const char* kInCharge =
    R"({"id":"000000000000000000000000000000d1","actor":"anna.rossi","payload":{"type":"RegisterContact","desk":"adults_elderly","area":"elderly","reason":"home_help"}}
{"id":"000000000000000000000000000000d2","actor":"anna.rossi","payload":{"type":"TakeInCharge","case_file":"@000000000000000000000000000000d1","worker":"anna.rossi"}}
)";
constexpr const char* kEmergency =
    R"({"id":"000000000000000000000000000000d3","actor":"piero.notte","payload":{"type":"DeclareEmergency","case_file":"@000000000000000000000000000000d1","reason":"violence","levels":["diary"],"until":"2026-03-02T08:45:00Z","note":"urla dal balcone"}}
)";
constexpr const char* kSeal =
    R"({"id":"000000000000000000000000000000d4","actor":"anna.rossi","payload":{"type":"SealCase","case_file":"@000000000000000000000000000000d1","ground":"staff","names":["carla.verdi"]}}
)";

class MayCommand : public testing::Test {
 protected:
  void SetUp() override {
    desk_.Init();
    const auto adopted = desk_.Run({"adopt", FASCICOLO_SOURCE_DIR "/schemas/catalogue/access/access-sample.json"});
    ASSERT_EQ(adopted.code, 0) << adopted.out << adopted.err;
    Tell(kInCharge);
  }
  void Tell(const std::string& commands) const {
    const auto told = desk_.Run({"submit", "-"}, commands);
    ASSERT_EQ(told.code, 0) << told.out << told.err;
  }
  nlohmann::json Ask(const std::string& who, const std::string& action, const std::string& role,
                     std::vector<std::string> more = {}) const {
    std::vector<std::string> words{"may", who, action, kCase, "--role", role, "--json"};
    words.insert(words.end(), more.begin(), more.end());
    return desk_.Run(words).json();
  }
  Desk desk_;
};

TEST_F(MayCommand, SaysByWhichRow) {
  const auto answer = Ask("anna.rossi", "diary", "worker");
  EXPECT_EQ(answer.at("allowed"), true);
  EXPECT_EQ(answer.at("why"), "row");
  EXPECT_EQ(answer.at("relation"), "holder");
  EXPECT_EQ(answer.at("policy"), "sample");
  EXPECT_EQ(answer.at("until"), nullptr);
  EXPECT_EQ(Ask("anna.rossi", "export", "worker").at("why"), "needs_two");
}

TEST_F(MayCommand, SaysUntilWhenAnEmergencyLasts) {
  Tell(kEmergency);
  const auto now = Ask("piero.notte", "diary", "emergency_duty");
  EXPECT_EQ(now.at("why"), "emergency");
  EXPECT_EQ(now.at("number"), 1);
  EXPECT_EQ(now.at("until"), "2026-03-02T08:45:00Z");
  desk_.SetClock("2026-03-02T08:45:00Z");
  EXPECT_EQ(Ask("piero.notte", "diary", "emergency_duty").at("why"), "no_row");
  EXPECT_EQ(Ask("piero.notte", "diary", "emergency_duty", {"--as-of", "2026-03-02T08:44:00Z"}).at("why"), "emergency");
  const auto agenda = desk_.Run({"agenda", "--json"});
  EXPECT_TRUE(Says(agenda.out, "access_review")) << agenda.out;
}

TEST_F(MayCommand, SaysThatACaseIsSealed) {
  Tell(kSeal);
  const auto ran = desk_.Run({"may", "anna.rossi", "find", kCase, "--role", "worker", "--lang", "it"});
  EXPECT_EQ(ran.code, 1) << ran.err;
  EXPECT_TRUE(Says(ran.out, "riservato")) << ran.out;
  EXPECT_EQ(Ask("carla.verdi", "find", "front_desk").at("why"), "row");
}

}  // namespace
}  // namespace fascicolo::program_test
