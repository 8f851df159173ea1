// What offices ask of plans, placements, programmes and lists: answers in JSON, and words in both languages.
#include "connectors/program/audit/audit_desk.h"

#include <gmock/gmock.h>

namespace fascicolo::program_test {
namespace {

class Offices : public AuditDesk {
 protected:
  nlohmann::json Ask(std::vector<std::string> words) {
    words.insert(words.end(), {"--json", "--trust-clock"});
    const auto asked = desk_.Run(words);
    EXPECT_EQ(asked.code, 0) << asked.err;
    return asked.json();
  }
};

/// What an answer says that nobody confirmed.
std::vector<std::string> SamplesIn(const nlohmann::json& answer) { return answer.at("samples"); }

TEST_F(Offices, SeeAPlanFromItsRequestOn) {
  const auto case_file = CaseInCharge();
  const auto plan = Tell("RequestPlan", Named("case_file", case_file) + R"(,"service":"plan_back_home",)"
                                            R"("certificate":"severe_disability","certified_on":"2026-02-02")");
  Submit();
  const auto answer = Ask({"plans", "--service", "plan_back_home"});
  ASSERT_EQ(answer.at("plans").size(), 1U);
  EXPECT_FALSE(answer.at("samples").empty()) << "nobody confirmed by which amounts it goes";
  const auto& line = answer.at("plans").at(0);
  EXPECT_EQ(line.at("plan"), IdOf(plan));
  EXPECT_EQ(line.at("person"), IdOf(case_file + "/1"));
  EXPECT_EQ(line.at("state"), "requested");
  EXPECT_EQ(line.at("granted"), "0.00");
  EXPECT_EQ(line.at("next").at("what"), "decision");
  EXPECT_EQ(answer.at("by_state").at("requested"), 1);
  EXPECT_TRUE(Ask({"plans", "--state", "running"}).at("plans").empty());
  EXPECT_EQ(Ask({"agenda", "--service", "plan_back_home"}).at("items").at(0).at("due_on"), line.at("next").at("on"));
  EXPECT_THAT(SamplesIn(Ask({"agenda", "--service", "plan_back_home"})), testing::Contains("plan_back_home"));
  EXPECT_EQ(desk_.Run({"plans", "--state", "walking"}).code, 2);
  ExpectWords({"plans"});
}

TEST_F(Offices, SeeDwellingsAndThatTheirRulesAreSamples) {
  const auto dwelling =
      Tell("RegisterDwelling", R"("code":"A-1","owner":"municipality","use":"public_housing","traits":{"rooms":2,"square_metres":50,)"
                               R"("floor":1,"district":"centre"},"street":"via Inventata 7","state":"ready")");
  Submit();
  const auto answer = Ask({"housing"});
  ASSERT_EQ(answer.at("dwellings").size(), 1U);
  EXPECT_EQ(answer.at("dwellings").at(0).at("dwelling"), IdOf(dwelling));
  EXPECT_THAT(SamplesIn(answer), testing::IsSupersetOf({"erp_assignment", "emergency_lodging"}));
  EXPECT_THAT(SamplesIn(answer), testing::Contains(testing::StartsWith("erp_match ")));
  EXPECT_THAT(SamplesIn(answer), testing::Contains(testing::StartsWith("erp_rent ")));
  ExpectWords({"housing"});
}

TEST_F(Offices, SeeWhoIsPlacedWhere) {
  const auto unit = OpenUnit("night_shelter", "9");
  const auto case_file = CaseInCharge();
  const auto placement = Tell("RequestPlacement", Named("case_file", case_file) + R"(,"service":"night_shelter",)" +
                                                      Named("unit", unit) + R"(,"from":"2026-03-02","nights":5)");
  Submit();
  const auto answer = Ask({"placements"});
  ASSERT_EQ(answer.at("placements").size(), 1U);
  const auto& line = answer.at("placements").at(0);
  EXPECT_EQ(line.at("placement"), IdOf(placement));
  EXPECT_EQ(line.at("state"), "in_force");
  EXPECT_EQ(line.at("unit"), IdOf(unit));
  EXPECT_EQ(line.at("from"), "2026-03-02");
  EXPECT_FALSE(line.at("protected"));
  EXPECT_THAT(SamplesIn(answer), testing::ElementsAre("night_shelter"));
  EXPECT_TRUE(Ask({"placements", "--late"}).at("placements").empty());
  ExpectWords({"placements"});
}

TEST_F(Offices, SeeProgrammesAndHowUnitsAreRun) {
  const auto programme = Tell("OpenProgramme", R"("service":"feasts_elderly","name":"Feste","from":"2026-03-02")");
  Tell("PlanSession", Named("programme", programme) + R"(,"at":"2026-03-05T10:00:00Z","minutes":60)");
  const auto unit = OpenUnit("open_centre_elderly", "9");
  Tell("SignContract", Named("unit", unit) + R"(,"provider":"coop_inventata","cig":"0000000000","from":"2026-01-01",)"
                           R"("until":"2026-07-01","measure":"hours","quantity":1000,"unit_price":"20.00")");
  Submit();
  const auto all = Ask({"programmes"}).at("programmes");
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all.at(0).at("programme"), IdOf(programme));
  EXPECT_EQ(all.at(0).at("sessions").at("planned"), 1);
  EXPECT_THAT(SamplesIn(Ask({"programmes"})), testing::ElementsAre("feasts_elderly"));
  EXPECT_THAT(SamplesIn(Ask({"programmes", IdOf(programme)})), testing::ElementsAre("feasts_elderly"));
  const auto one = Ask({"programmes", IdOf(programme)}).at("programme");
  EXPECT_EQ(one.at("sessions_in_full").at(0).at("state"), "planned");
  const auto units = Ask({"programmes", "--units", "--until", "2026-07-01"}).at("units");
  ASSERT_EQ(units.size(), 1U);
  EXPECT_EQ(units.at(0).at("ends"), "2026-07-01");
  EXPECT_EQ(units.at(0).at("contracts").at(0).at("provider"), "coop_inventata");
  EXPECT_TRUE(Ask({"programmes", "--units", "--until", "2026-06-30"}).at("units").empty());
  EXPECT_TRUE(Ask({"programmes", "--training"}).at("training").empty());
  for (const auto& words : {std::vector<std::string>{"programmes"}, {"programmes", IdOf(programme)},
                            {"programmes", "--units"}, {"agenda"}}) {
    ExpectWords(words);
  }
}

TEST_F(Offices, SeeWhoWasAskedWhetherTheyStillWait) {
  const auto care = Apply(CaseInCharge(), "home_care_elderly", "120");
  Tell("ScoreApplication", Named("activation", care) + R"(,"inputs":[{"name":"barthel","number":30},)"
                               R"({"name":"lives_alone","flag":true},{"name":"family_network","code":"none"},)"
                               R"({"name":"age_years","number":86},{"name":"isee_cents","number":500000}])");
  Tell("EnterList", Named("activation", care));
  Submit();
  EXPECT_TRUE(Ask({"waiting-list", "--asked"}).at("asked").empty());
  Tell("AskToConfirm", Named("activation", care));
  Submit();
  for (const auto& words : {std::vector<std::string>{"waiting-list", "--asked"},
                            {"waiting-list", "home_care_elderly", "--asked"}}) {
    const auto asked = Ask(words).at("asked");
    ASSERT_EQ(asked.size(), 1U);
    EXPECT_EQ(asked.at(0).at("entity"), IdOf(care));
    EXPECT_EQ(asked.at(0).at("rank"), 1);
    EXPECT_FALSE(asked.at(0).at("answer_by").is_null());
    EXPECT_FALSE(asked.at(0).at("inactive"));
    ExpectWords(words);
  }
}

}  // namespace
}  // namespace fascicolo::program_test
