// What goes on after a death, after a move, with an expired ISEE, past its end.
#include "connectors/program/audit/audit_desk.h"

#include <gmock/gmock.h>

namespace fascicolo::program_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class AuditStale : public AuditDesk {
 protected:
  nlohmann::json Ask() { return desk_.Run({"audit", "stale", "--json", "--trust-clock"}).json(); }
  std::string Meals(const std::string& case_file, const std::string& until = {}) {
    const auto meals = Apply(case_file, "laundry", "1", "2026-02-16");
    Start(meals, unit_.empty() ? unit_ = OpenUnit("laundry", "50") : unit_, "2026-03-02", until);
    return meals;
  }

 private:
  std::string unit_;
};

TEST_F(AuditStale, FindsWhatGoesOnAfterADeathAndNotWhatEndedWithIt) {
  // Given two persons who are served.
  const auto served = CaseInCharge();
  const auto ended = CaseInCharge();
  const auto goes_on = Meals(served);
  const auto ends = Meals(ended);
  // When both die, and one of the services is ended.
  Later("2026-03-10T08:00:00Z");
  Tell("RecordDeath", Named("person", served + "/1") + R"(,"source":"registry")", "2026-03-08", "demografici");
  Tell("RecordDeath", Named("person", ended + "/1") + R"(,"source":"registry")", "2026-03-08", "demografici");
  Tell("EndService", Named("activation", ends) + R"(,"on":"2026-03-09","reason":"deceased")");
  Submit();
  // Then the other is found, with the event that began it and the one that told the death.
  const auto answer = Ask();
  EXPECT_THAT(CodesOf(answer), ElementsAre("after_death"));
  const auto& anomaly = answer.at("anomalies").at(0);
  EXPECT_EQ(anomaly.at("entity"), IdOf(goes_on));
  EXPECT_EQ(anomaly.at("person"), IdOf(served + "/1"));
  EXPECT_EQ(anomaly.at("type"), "ServiceStarted");
  EXPECT_EQ(anomaly.at("rule"), "laundry /end_reasons");
  EXPECT_EQ(anomaly.at("facts").at("died_on"), "2026-03-08");
  EXPECT_GT(anomaly.at("facts").at("death_position"), anomaly.at("position"));
  ExpectWords({"audit", "stale"});
}

TEST_F(AuditStale, FindsWhatGoesOnInAnotherMunicipality) {
  // Given two households of the municipality.
  const auto mover = CaseInCharge();
  const auto stayer = CaseInCharge();
  const auto moving = Household("registry", {mover + "/1"}, R"(,"municipality":"090064")");
  const auto staying = Household("registry", {stayer + "/1"}, R"(,"municipality":"090064")");
  Meals(mover);
  Meals(stayer);
  Later("2026-03-20T08:00:00Z");
  // When one moves within it, and the other out of it.
  Tell("MoveHousehold", Named("household", moving) + R"(,"from":"2026-03-15","municipality":"092009")");
  Tell("MoveHousehold", Named("household", staying) + R"(,"from":"2026-03-15","municipality":"090064")");
  Submit();
  // Then only the service of the latter is found.
  const auto answer = Ask();
  EXPECT_THAT(CodesOf(answer), ElementsAre("after_move"));
  EXPECT_EQ(answer.at("anomalies").at(0).at("case"), IdOf(mover));
  EXPECT_EQ(answer.at("anomalies").at(0).at("facts").at("municipality"), "092009");
  ExpectWords({"audit", "stale"});
}

TEST_F(AuditStale, FindsAnExpiredIseeAndNotOneThatWasRenewed) {
  // Given two attestations that are valid through March.
  const auto expired = CaseInCharge();
  const auto renewed = CaseInCharge();
  const std::string until = R"(,"valid_until":"2026-03-31")";
  Isee(Household("isee", {expired + "/1"}), "0001", until);
  const auto household = Household("isee", {renewed + "/1"});
  Isee(household, "0002", until);
  Meals(expired);
  Meals(renewed);
  Submit();
  EXPECT_THAT(CodesOf(Ask()), IsEmpty());
  // When April has come, and one of the households has declared again.
  desk_.SetClock("2026-04-02T08:00:00Z");
  Tell("RecordIsee", Named("household", household) +
                         R"(,"attestation":{"isee_type":"ordinary","protocol":"INPS-ISEE-2026-0003","issued_on":"2026-04-01",)"
                         R"("isr":"8000.00","isp":"0.00","ise":"8000.00","scale":"1","isee":"8000.00"})");
  Submit();
  // Then the other's service is found.
  const auto answer = Ask();
  EXPECT_THAT(CodesOf(answer), ElementsAre("expired_isee"));
  EXPECT_EQ(answer.at("anomalies").at(0).at("case"), IdOf(expired));
  EXPECT_EQ(answer.at("anomalies").at(0).at("facts").at("valid_until"), "2026-03-31");
  ExpectWords({"audit", "stale"});
}

TEST_F(AuditStale, FindsWhatIsPastItsEndOnceThatHasCome) {
  const auto case_file = CaseInCharge();
  Meals(case_file, "2026-03-05");
  Meals(CaseInCharge(), "2026-06-01");
  Submit();
  EXPECT_THAT(CodesOf(Ask()), IsEmpty());
  desk_.SetClock("2026-03-06T08:00:00Z");
  CaseInCharge();  // opens the days up to then
  Submit();
  const auto answer = Ask();
  EXPECT_THAT(CodesOf(answer), ElementsAre("past_end"));
  EXPECT_EQ(answer.at("anomalies").at(0).at("facts").at("until"), "2026-03-05");
  EXPECT_NE(desk_.Run({"audit", "stale", "--lang", "it", "--trust-clock"}).out.find("prosegue oltre il termine: Lavanderia"), std::string::npos);
}

TEST_F(AuditStale, FindsAPlacementPastItsPlanAndOneOfWhomDiedAndTellsOfNoMove) {
  // Given three who are placed in a facility, one of them until 5 March.
  const auto unit = OpenUnit("residential_disabled", "9");
  const auto place = [&](const std::string& case_file, const std::string& until) {
    const auto placement = Tell("RequestPlacement", Named("case_file", case_file) + R"(,"service":"residential_disabled")");
    Tell("AskHost", Named("placement", placement) + "," + Named("unit", unit));
    Tell("AnswerHost", Named("placement", placement) + "," + Named("unit", unit) + R"(,"accepted":true)");
    TellByAct("StartPlacement", Named("placement", placement) + "," + Named("unit", unit) + R"(,"from":"2026-03-02","daily_fee":"118.00",)" +
                               R"("payer":"092009","payer_informed":true)" + (until.empty() ? "" : "," + Named("until", until)));
    return placement;
  };
  const auto died = CaseInCharge();
  const auto past = place(CaseInCharge(), "2026-03-05");
  const auto of_the_dead = place(died, "");
  place(CaseInCharge(), "2026-06-30");
  Later("2026-03-10T08:00:00Z");
  Tell("RecordDeath", Named("person", died + "/1") + R"(,"source":"hospital")", "2026-03-08");
  Submit();
  // Then the first is past its plan, the second goes on after a death, and nothing is found of the third.
  const auto answer = Ask();
  EXPECT_THAT(CodesOf(answer), testing::UnorderedElementsAre("past_end", "after_death"));
  EXPECT_THAT(CodesOf(answer, past), ElementsAre("past_end"));
  EXPECT_THAT(CodesOf(answer, of_the_dead), ElementsAre("after_death"));
}

/// A back-home plan of 2,500 euro that runs from 9 March on.
class AuditStalePlans : public AuditStale {
 protected:
  std::string RunningPlan(const std::string& case_file) {
    AdoptWith("plan_back_home", R"("act": "determination")", R"("act": "none")");
    Isee(Household("isee", {case_file + "/1"}), "0009");
    const auto plan = Tell("RequestPlan", Named("case_file", case_file) + R"(,"service":"plan_back_home",)"
                                              R"("certificate":"severe_disability","certified_on":"2026-02-02")");
    const auto of = [&](const std::string& members) { return Named("plan", plan) + "," + members; };
    Tell("DecidePlanLevel", of(R"("level":"base_a","minutes_reference":"UVT 14/2026","decided_on":"2026-02-20")"));
    Tell("SetPlanAmount", of(R"("year":2026)"));
    Tell("DraftPlan", of(R"("year":2026,"management":"direct","items":[{"activity":"direct","amount":"2500.00"}])"));
    Tell("SignPlan", of(R"("party":"service")"));
    Tell("SignPlan", of(R"("party":"person",)" + Named("signer", case_file + "/1")));
    Tell("SendPlan", of(R"("protocol":"2026/0001234")"));
    const auto chapter = Tell("OpenChapter", R"("year":2026,"code":"1","name":"RAC","amount":"9000.00")");
    Tell("ReserveMoney", Named("chapter", chapter) + R"(,"amount":"2500.00",)" + Named("about", plan));
    Tell("RecordFunding", of(R"("year":2026,"outcome":"full","reference":"RAS 88/2026","amount":"2500.00","commitment":1,)" +
                             Named("chapter", chapter)));
    const auto payee = Tell("RegisterPayee", Named("person", case_file + "/1"));
    Tell("StartPlan", of(R"("from":"2026-03-09",)" + Named("payee", payee)));
    return plan;
  }
};

TEST_F(AuditStalePlans, FindsAPlanThatRunsAfterADeathByTheNameOfItsOwnEvent) {
  const auto case_file = CaseInCharge();
  const auto plan = RunningPlan(case_file);
  Later("2026-03-20T08:00:00Z");
  EXPECT_THAT(CodesOf(Ask()), IsEmpty());
  Tell("RecordDeath", Named("person", case_file + "/1") + R"(,"source":"registry")", "2026-03-18", "demografici");
  Submit();
  const auto answer = Ask();
  ASSERT_THAT(CodesOf(answer), ElementsAre("after_death"));
  const auto& anomaly = answer.at("anomalies").at(0);
  EXPECT_EQ(anomaly.at("entity"), IdOf(plan));
  EXPECT_EQ(anomaly.at("type"), "PlanStarted") << "plans are nested in a union of their own";
  EXPECT_EQ(anomaly.at("rule"), "plan_back_home /end_reasons");
  ExpectWords({"audit", "stale"});
}

}  // namespace
}  // namespace fascicolo::program_test
