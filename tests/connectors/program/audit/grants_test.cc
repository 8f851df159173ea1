// What was granted before it was asked for, assessed, or decided by its act.
#include "connectors/program/audit/audit_desk.h"
#include "connectors/program/audit/anomaly.h"

#include <gmock/gmock.h>

namespace fascicolo::program_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class AuditGrants : public AuditDesk {
 protected:
  nlohmann::json Ask(std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"audit", "grants", "--json"});
    return desk_.Run(more).json();
  }
};

TEST_F(AuditGrants, FindsNothingInAServiceThatWasAppliedForAssessedAndDecidedInTurn) {
  // Given an application of last month, an assessment and an ISEE.
  const auto case_file = CaseInCharge();
  Isee(Household("isee", {case_file + "/1"}), "0001");
  const auto care = Apply(case_file, "home_care_elderly", "240", "2026-02-16");
  Assess(case_file);
  // When the service begins.
  Start(care, OpenUnit("home_care_elderly", "600"), "2026-03-02");
  Submit();
  // Then nothing is found, and the exit code says so.
  const auto ran = desk_.Run({"audit", "grants", "--json"});
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  EXPECT_THAT(ran.json().at("anomalies"), IsEmpty());
}

TEST_F(AuditGrants, FindsAServiceGivenBeforeTheApplicationWithoutAssessmentAndIsee) {
  // Given that somebody applies today for home care, which wants an assessment and an ISEE.
  const auto case_file = CaseInCharge();
  const auto care = Apply(case_file, "home_care_elderly", "240");
  // When it begins the same day, for days that are over.
  Start(care, OpenUnit("home_care_elderly", "600"), "2026-02-20");
  Submit();
  const auto ran = desk_.Run({"audit", "grants", "--json"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.json().at("samples").get<std::vector<std::string>>(), testing::Contains("home_care_elderly"));
  // Then each fault is found by itself, and names event, actor, rule, case and person.
  EXPECT_THAT(CodesOf(ran.json(), care),
              UnorderedElementsAre("before_application", "same_day", "without_assessment", "without_isee"));
  const auto first = ran.json().at("anomalies").at(0);
  EXPECT_EQ(first.at("type"), "ServiceStarted");
  EXPECT_EQ(first.at("actor"), "anna.rossi");
  EXPECT_EQ(first.at("rule"), "home_care_elderly /decision_days (L. 241/1990, art. 2)");
  EXPECT_EQ(first.at("case"), IdOf(case_file));
  EXPECT_EQ(first.at("person"), IdOf(case_file + "/1"));
  EXPECT_EQ(first.at("facts").at("applied_on"), "2026-03-02");
  EXPECT_TRUE(first.at("by_act").is_null());
  ExpectWords({"audit", "grants"});
  // And only what was decided in the period is asked for, and only of the service.
  EXPECT_THAT(CodesOf(Ask({"--to", "2026-03-01"})), IsEmpty());
  EXPECT_THAT(CodesOf(Ask({"--service", "laundry"})), IsEmpty());
}

TEST_F(AuditGrants, FindsAnAllowanceThatBeginsBeforeItsActHasEffect) {
  // Given money that is set aside for an application.
  const auto case_file = CaseInCharge();
  Isee(Household("isee", {case_file + "/1"}), "0001");
  const auto help = Apply(case_file, "continuous_economic_help", "1", "2026-02-16");
  const auto chapter = Tell("OpenChapter", R"("year":2026,"code":"1","name":"Assistenza","amount":"9000.00")");
  const auto payee = Tell("RegisterPayee", Named("person", case_file + "/1"));
  const auto grant = [&](const std::string& activation, const std::string& from, const std::string& number, const std::string& commitment) {
    Tell("ReserveMoney", Named("chapter", chapter) + R"(,"amount":"500.00",)" + Named("about", activation));
    const std::string of = Named("chapter", chapter) + R"(,"commitment":)" + commitment;
    const auto act = Tell("DraftAct", R"("kind":"determination","about":"admission","terms":{"visa":true},"carries":[)"
        R"({"payload":{"type":"CommitMoney",)" + of + R"(,"number":"1"}},{"payload":{"type":"GrantAllowance",)" +
        Named("activation", activation) + R"(,"amount":"250.00","months":2,)" + Named("from", from) + "," + of + "," + Named("payee", payee) + "}}]");
    Tell("SignAct", Named("act", act) + "," + Named("number", number) + R"(,"signer":"bianchi")");
    Tell("GiveVisa", Named("act", act) + R"(,"number":"V-1","signer":"neri")");
  };
  // When one act grants it from its own day, and another from a month before.
  grant(help, "2026-03-02", "1/2026", "1");
  const auto other = CaseInCharge();
  Isee(Household("isee", {other + "/1"}), "0002");
  const auto early = Apply(other, "continuous_economic_help", "1", "2026-01-16");
  grant(early, "2026-02-01", "2/2026", "2");
  Submit();
  // Then only the second is found, with its act.
  const auto answer = Ask();
  EXPECT_THAT(CodesOf(answer), ElementsAre("before_act"));
  EXPECT_THAT(CodesOf(answer, early), ElementsAre("before_act"));
  const auto& anomaly = answer.at("anomalies").at(0);
  EXPECT_EQ(anomaly.at("by_act").at("number"), "2/2026");
  EXPECT_EQ(anomaly.at("by_act").at("signer"), "bianchi");
  EXPECT_EQ(anomaly.at("rule"), "continuous_economic_help /act");
  EXPECT_EQ(anomaly.at("facts").at("effective_from"), "2026-03-02");
}

TEST_F(AuditGrants, FindsAnImportedServiceThatHasNoActWhereTheSheetWantsOne) {
  // Given a foreign history of a service whose sheet wants an act.
  AdoptWith("open_centre_elderly", R"("act": "none")", R"("act": "determination")");
  const auto case_file = CaseInCharge();
  const auto unit = OpenUnit("open_centre_elderly", "5");
  const auto import = [&](const std::string& instant, const std::string& meaning) {
    return Tell("ImportFact", R"("source":"vecchio","activity":"x",)" + Named("case_file", case_file) + "," +
                                  Named("at", instant) + R"(,"meaning":{"payload":{)" + meaning + "}}");
  };
  const auto centre = import("2025-02-01T09:00:00Z", R"("type":"FileApplication","service":"open_centre_elderly","quantity":1,)" +
                                                         Named("case_file", case_file));
  import("2025-02-10T09:00:00Z", R"("type":"StartService","from":"2025-02-10",)" + Named("activation", centre) + "," +
                                     Named("unit", unit));
  Submit();
  // When it is asked what was granted, then the missing act is found, and that the fact is imported.
  const auto answer = Ask();
  EXPECT_THAT(CodesOf(answer), ElementsAre("without_act"));
  EXPECT_TRUE(answer.at("anomalies").at(0).at("imported").get<bool>());
  EXPECT_EQ(answer.at("anomalies").at(0).at("facts").at("decided_on"), "2025-02-10");
}

TEST_F(AuditGrants, FindsAPlacementWithoutItsAssessmentAndNotABedForTheNight) {
  // Given somebody in a shelter's bed at once, and somebody whom a facility takes in that wants an assessment.
  const auto shelter = OpenUnit("night_shelter", "3");
  Tell("RequestPlacement", Named("case_file", CaseInCharge()) + R"(,"service":"night_shelter","from":"2026-03-02","nights":2,)" +
                               Named("unit", shelter));
  const auto facility = OpenUnit("residential_disabled", "9");
  const auto case_file = CaseInCharge();
  Isee(Household("isee", {case_file + "/1"}), "0001");
  const auto placement = Tell("RequestPlacement", Named("case_file", case_file) + R"(,"service":"residential_disabled")", "2026-02-20");
  Tell("AskHost", Named("placement", placement) + "," + Named("unit", facility));
  Tell("AnswerHost", Named("placement", placement) + "," + Named("unit", facility) + R"(,"accepted":true)");
  TellByAct("StartPlacement", Named("placement", placement) + "," + Named("unit", facility) +
                             R"(,"from":"2026-03-02","daily_fee":"118.00","payer":"092009","payer_informed":true)");
  // Then only the missing assessment of the latter is found.
  const auto answer = Ask();
  ASSERT_THAT(CodesOf(answer), ElementsAre("without_assessment"));
  EXPECT_EQ(answer.at("anomalies").at(0).at("entity"), IdOf(placement));
  EXPECT_EQ(answer.at("anomalies").at(0).at("facts").at("instrument"), "uvt");
}

TEST_F(AuditGrants, AndAllTheOtherAnswersNameNobody) {
  // Given somebody with a name, a code and a story, about whom there is something to find.
  const auto case_file = Tell("RegisterContact", R"("desk":"adults_elderly","area":"elderly","reason":"help","surname":"Inventatissima",)"
                                                 R"("name":"Adalgisina","narrative":"racconto riservatissimo")");
  Tell("TakeInCharge", Named("case_file", case_file) + R"(,"worker":"anna.rossi")");
  const auto care = Apply(case_file, "home_care_elderly", "140");
  Start(care, OpenUnit("home_care_elderly", "900"), "2026-02-20");
  Tell("RecordDelivery", Named("activation", care) + R"(,"on":"2026-03-02","quantity":60,"activity":"personal_hygiene")");
  Tell("RaiseDebt", Named("person", case_file + "/1") + R"(,"cause":"recovery","amount":"90.00","due_on":"2026-04-30")");
  Submit();
  // When everything is asked, as people and as programs read it, then nothing of that is told.
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"audit", "grants"}, {"audit", "overlaps"}, {"audit", "stale"}, {"audit", "declarations"}, {"ranking"},
           {"reconcile", "2026-03"}, {"statistics", "terms"}, {"waiting-list", "--exceptions"}, {"caseload", "--placed"}}) {
    for (const char* form : {"--json", "--lang=it"}) {
      auto typed = words;
      typed.emplace_back(form);
      const auto ran = desk_.Run(typed);
      EXPECT_LE(ran.code, 1) << ran.err;
      for (const char* personal : {"Inventatissima", "Adalgisina", "riservatissimo"}) {
        EXPECT_EQ((ran.out + ran.err).find(personal), std::string::npos) << testing::PrintToString(typed);
      }
    }
  }
}

TEST(Audits, SayOnceThatSomethingIsNotUnderstoodAndGoOn) {
  program::AuditAnswer answer;
  int looked_at = 0;
  for (int i = 0; i < 4; ++i) {
    program::UnlessFrozen(answer, [&] {
      if (i < 2) throw engine::ReadsFrozen(EntityId{});
      ++looked_at;
    });
  }
  EXPECT_THAT(answer.notes, ElementsAre("frozen"));
  EXPECT_EQ(looked_at, 2);
}

TEST_F(AuditGrants, AreReadInBothLanguagesAndMistakesAreSaid) {
  const auto case_file = CaseInCharge();
  Start(Apply(case_file, "laundry", "1"), OpenUnit("laundry", "5"), "2026-03-02");
  Submit();
  const auto italian = desk_.Run({"audit", "grants", "--lang", "it"});
  EXPECT_EQ(italian.code, 1);
  EXPECT_NE(italian.out.find("concesso senza un ISEE valido: Lavanderia"), std::string::npos) << italian.out;
  EXPECT_NE(italian.out.find("regola: laundry /reporting/means_test"), std::string::npos) << italian.out;
  const auto english = desk_.Run({"audit", "grants", "--lang", "en"});
  EXPECT_NE(english.out.find("granted on the day of the application"), std::string::npos) << english.out;
  EXPECT_NE(english.err.find("found: 2"), std::string::npos) << english.err;
  EXPECT_EQ(desk_.Run({"audit"}).code, 2);
  EXPECT_EQ(desk_.Run({"audit", "grant"}).code, 2);
  EXPECT_EQ(desk_.Run({"audit", "grants", "--from", "yesterday"}).code, 2);
  EXPECT_EQ(desk_.Run({"audit", "grants", "--from", "2026-03-02", "--to", "2026-03-01"}).code, 2);
  EXPECT_EQ(desk_.Run({"audit", "grants", "--service", "laundri"}).code, 2);
  // Before anything was granted there was nothing to find.
  EXPECT_EQ(desk_.Run({"audit", "grants", "--as-of", "1"}).code, 0);
}

}  // namespace
}  // namespace fascicolo::program_test
