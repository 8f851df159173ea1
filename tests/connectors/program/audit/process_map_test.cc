// Which step follows which, over many histories.
#include "connectors/program/audit/audit_desk.h"

#include <gmock/gmock.h>

namespace fascicolo::program_test {
namespace {

class ProcessMap : public AuditDesk {
 protected:
  nlohmann::json Ask(std::vector<std::string> more) {
    more.insert(more.begin(), "process-map");
    more.insert(more.end(), {"--json", "--trust-clock"});
    return desk_.Run(more).json();
  }
  static const nlohmann::json* FollowIn(const nlohmann::json& answer, const std::string& from, const std::string& to) {
    for (const auto& one : answer.at("follows")) {
      if (one.at("from") == from && one.at("to") == to) return &one;
    }
    return nullptr;
  }
  /// Three applications for meals, of which the first two are withdrawn after a day.
  void TellOfMeals() {
    std::vector<std::string> applied;
    for (int i = 0; i < 3; ++i) applied.push_back(Apply(CaseInCharge(), "meals_at_home", "2"));
    Later("2026-03-03T08:00:00Z");
    for (std::size_t i = 0; i < 2; ++i) Tell("WithdrawApplication", Named("activation", applied[i]) + R"(,"reason":"renounced")");
    Submit();
  }
};

TEST_F(ProcessMap, LeavesOutWhatFewerThanThreeHistoriesHad) {
  TellOfMeals();
  const auto two = Ask({"activation", "--service", "meals_at_home"});
  EXPECT_EQ(two.at("histories"), 3);
  EXPECT_EQ(FollowIn(two, "ApplicationFiled", "ApplicationWithdrawn"), nullptr) << two;
}

TEST_F(ProcessMap, TellsHowOftenAndAfterWhatWaitOneStepFollowsAnother) {
  TellOfMeals();
  const auto last = Apply(CaseInCharge(), "meals_at_home", "2");
  Later("2026-03-05T08:00:00Z");
  Tell("WithdrawApplication", Named("activation", last) + R"(,"reason":"renounced")");
  Submit();
  const auto answer = Ask({"activation", "--service", "meals_at_home"});
  EXPECT_EQ(answer.at("histories"), 4);
  const auto* follow = FollowIn(answer, "ApplicationFiled", "ApplicationWithdrawn");
  ASSERT_NE(follow, nullptr) << answer;
  EXPECT_EQ(follow->at("times"), 3);
  EXPECT_EQ(follow->at("median_minutes"), 24 * 60);
  EXPECT_EQ(follow->at("longest_minutes"), 2 * 24 * 60);
  EXPECT_EQ(answer.at("types").at(0), (nlohmann::json{{"type", "ApplicationFiled"}, {"times", 4}})) << "in the order of lives";
}

TEST_F(ProcessMap, CountsHistoriesOfTheServiceAndThePeriodThatAreAskedFor) {
  TellOfMeals();
  EXPECT_EQ(Ask({"activation", "--service", "laundry"}).at("histories"), 0);
  EXPECT_EQ(Ask({"activation", "--from", "2026-03-03"}).at("histories"), 0);
  EXPECT_EQ(Ask({"case_file", "--to", "2026-03-02"}).at("histories"), 3);
  EXPECT_EQ(desk_.Run({"process-map", "authority"}).code, 2);
}

}  // namespace
}  // namespace fascicolo::program_test
