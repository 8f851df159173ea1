// What was in force on a day, as it is known at a position: the two are asked apart.
#include "connectors/program/serve/file_story.h"
#include "engine/rules/sample_policy.h"

#include <gmock/gmock.h>

#include <set>

namespace fascicolo::program_test {
namespace {

using http::StatusOf;
using testing::HasSubstr;

/// The versions of the access policy that an answer of `services` has.
std::set<std::string> PoliciesIn(const nlohmann::json& services) {
  std::set<std::string> versions;
  for (const auto& one : services.at("rule_sets")) {
    if (one.at("kind") == "access") versions.insert(one.at("version"));
  }
  return versions;
}

class DaysOfEffect : public testing::Test {
 protected:
  /// From May on nobody reads a diary; adopted on 2 March.
  void AdoptPolicyOfMay() {
    auto policy = engine::SamplePolicy();
    policy["version"] = "2026.2";
    policy["valid_from"] = "2026-05-01";
    policy["rows"] = {{{"role", "worker"}, {"relation", "any"}, {"actions", {"find", "header"}}}};
    const nlohmann::json adopt{{"payload", {{"type", "AdoptRuleSet"}, {"rule_set", policy}}}};
    const std::string adopted = served_.Post(adopt.dump(), "p1", served_.TokenOf("ufficio", {"catalogue"}));
    ASSERT_EQ(StatusOf(adopted), 200) << adopted;
    adopted_at_ = JsonOf(adopted).at("position").get<std::uint64_t>();
  }
  [[nodiscard]] nlohmann::json Ask(const std::string& target) const { return JsonOf(served_.Get(target, everything_)); }
  [[nodiscard]] std::string Before() const { return "&as_of=" + std::to_string(adopted_at_ - 1); }

  const std::string household_ = R"("type":"FormHousehold","composition":"registry","from":"2026-01-01","municipality":"090064",)"
                                 R"("members":[{"person":"@)" +
                                 StoryId("a1") + R"(/1","relationship":"reference_person"},{"person":"@)" + StoryId("b1") +
                                 R"(/1","relationship":"sibling"}])";
  const std::string leaves_ = R"("type":"LeaveHousehold","household":"@)" + StoryId("e1") + R"(","person":"@)" + StoryId("b1") +
                              R"(/1","on":"2026-02-01","reason":"moved")";
  const ServedDesk served_{TwoCases() + StoryLine("e1", household_) + StoryLine("e2", leaves_) +
                           StoryLine("e3", R"("type":"OpenUnit","service":"home_care_elderly","name":"Pool Nord","capacity":600,"from":"2026-02-01")")};
  const std::string everything_ = served_.TokenOf("anna.rossi", {"worker", "coordinator", "auditor"}, kElderly);
  std::uint64_t adopted_at_ = 0;
};

TEST_F(DaysOfEffect, ChooseTheVersionOfARuleSetAsKnownAtAPosition) {
  AdoptPolicyOfMay();
  EXPECT_EQ(PoliciesIn(Ask("/v1/services")), (std::set<std::string>{"sample", "2026.2"}));
  EXPECT_EQ(PoliciesIn(Ask("/v1/services?effective_on=2026-04-30")), (std::set<std::string>{"sample"}));
  EXPECT_EQ(PoliciesIn(Ask("/v1/services?effective_on=2026-05-01")), (std::set<std::string>{"2026.2"}));
  EXPECT_EQ(PoliciesIn(Ask("/v1/services?effective_on=2026-05-01" + Before())), (std::set<std::string>{"sample"}));
  EXPECT_EQ(PoliciesIn(Ask("/v1/services?effective_on=2025-12-31")), (std::set<std::string>{}));
}

TEST_F(DaysOfEffect, SayWhoMayDoWhatOnADay) {
  AdoptPolicyOfMay();
  const std::string may = "/v1/may?who=anna.rossi&action=diary&role=worker&case=" + CaseOf("a1");
  EXPECT_EQ(Ask(may).at("allowed"), true);
  EXPECT_EQ(Ask(may + "&effective_on=2026-05-01").at("allowed"), false);
  EXPECT_EQ(Ask(may + "&effective_on=2026-05-01").at("policy"), "2026.2");
  EXPECT_EQ(Ask(may + "&effective_on=2026-05-01" + Before()).at("allowed"), true);
}

TEST_F(DaysOfEffect, SayWhoBelongedToAHousehold) {
  const std::string household = "/v1/households/" + CaseOf("e1");
  EXPECT_THAT(Ask(household + "?effective_on=2026-01-15").dump(), HasSubstr(PersonOf("b1")));
  EXPECT_EQ(Ask(household + "?effective_on=2026-01-15").at("day"), "2026-01-15");
  const auto members = [](const nlohmann::json& answer) { return answer.at("households").at(0).at("members").size(); };
  EXPECT_EQ(members(Ask(household + "?effective_on=2026-01-15")), 2U);
  EXPECT_EQ(members(Ask(household)), 1U);
  const std::string person = "/v1/persons/" + PersonOf("a1");
  EXPECT_EQ(Ask(person + "?effective_on=2026-01-15").at("person").at("households").size(), 1U);
  EXPECT_EQ(Ask(person + "?effective_on=2025-12-31").at("person").at("households").size(), 0U);
}

TEST_F(DaysOfEffect, SayWhatAUnitCanGive) {
  const auto capacity = [](const nlohmann::json& answer) {
    std::int64_t most = 0;
    for (const auto& unit : answer.at("units")) {
      for (const auto& stretch : unit.at("stretches")) most = std::max(most, stretch.at("capacity").get<std::int64_t>());
    }
    return most;
  };
  EXPECT_EQ(capacity(Ask("/v1/occupancy?effective_on=2026-02-01")), 600);
  EXPECT_EQ(capacity(Ask("/v1/occupancy?effective_on=2026-01-31")), 0);
  EXPECT_EQ(StatusOf(served_.Get("/v1/occupancy?effective_on=2026-02-01&from=2026-02-01", everything_)), 400);
}

TEST_F(DaysOfEffect, AreRefusedWhereTheyMeanNothingAndWhereTheyAreNone) {
  for (const std::string& target : {std::string("/v1/caseload?effective_on=2026-01-31"), CasePath("a1") + "?effective_on=2026-01-31",
                                    HistoryPath("a1") + "?effective_on=2026-01-31"}) {
    const std::string answer = served_.Get(target, everything_);
    EXPECT_EQ(StatusOf(answer), 400) << target;
    EXPECT_THAT(answer, HasSubstr("has no meaning here")) << target;
  }
  for (const char* question : {"services", "occupancy", "plans", "placements"}) {
    EXPECT_EQ(StatusOf(served_.Get(std::string("/v1/") + question + "?effective_on=january", everything_)), 400) << question;
  }
  EXPECT_EQ(StatusOf(served_.Get("/v1/persons/" + PersonOf("a1") + "?effective_on=2026-13-01", everything_)), 400);
}

/// In a simulated town every row that is shown of a day holds on it, and none that holds is missing.
TEST(DaysOfEffectInATown, LeaveWhatIsInForceOnTheDay) {
  const Desk desk;
  const std::string dir = desk.data().string();
  ASSERT_EQ(desk.RunBare({"simulate", "--inhabitants", "3000", "--years", "1", "--seed", "7", "--data", dir}).code, 0);
  std::size_t shown = 0;
  for (const std::string question : {"plans", "placements"}) {
    const auto rows = [&](std::vector<std::string> more) {
      more.insert(more.begin(), question);
      more.insert(more.end(), {"--json", "--data", dir});
      return desk.RunBare(more).json().at(question);
    };
    const auto holds = [](const nlohmann::json& row, const std::string& day) {
      return row.at("from").is_string() && row.at("from").get<std::string>() <= day &&
             (row.at("until").is_null() || day < row.at("until").get<std::string>());
    };
    const auto last = desk.RunBare({"agenda", "--json", "--data", dir}).json().at("today").get<std::string>();
    for (const std::string& day : {last.substr(0, 4) + "-03-01", last.substr(0, 4) + "-09-01", last}) {
      std::size_t expected = 0;
      for (const auto& row : rows({})) {
        if (holds(row, day)) ++expected;
      }
      const auto of_day = rows({"--effective-on", day});
      for (const auto& row : of_day) EXPECT_TRUE(holds(row, day)) << row.dump() << day;
      EXPECT_GE(of_day.size(), expected) << question << day;
      if (question == "plans") {
        EXPECT_EQ(of_day.size(), expected) << "all are shown without a day, also those that are over";
      }
      shown += of_day.size();
    }
  }
  EXPECT_GT(shown, 0U) << "this test sees nothing";
}

}  // namespace
}  // namespace fascicolo::program_test
