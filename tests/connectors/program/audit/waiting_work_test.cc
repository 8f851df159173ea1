// What waits for somebody in an office: acts for a signature, cases of whoever is away, an assessment for its last answers.
#include "connectors/program/audit/audit_desk.h"

#include <gmock/gmock.h>

namespace fascicolo::program_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class WaitingWork : public AuditDesk {
 protected:
  nlohmann::json Ask(std::vector<std::string> words) {
    words.insert(words.end(), {"--json", "--trust-clock"});
    return desk_.Run(words).json();
  }
};

TEST_F(WaitingWork, AnActWaitsForItsSignatureThenForItsVisaAndThenForNothing) {
  const auto chapter = Tell("OpenChapter", R"("year":2026,"code":"1205/10","name":"Pasti","amount":"1000.00")");
  Tell("ReserveMoney", Named("chapter", chapter) + "," + Named("about", Apply(CaseInCharge(), "meals_at_home", "2")) + R"(,"amount":"300.00")");
  const auto act = Tell("DraftAct", R"("kind":"determination","about":"meals","terms":{"visa":true},"carries":[{"payload":{"type":"CommitMoney",)" +
                                        Named("chapter", chapter) + R"(,"commitment":1,"number":"2026/7"}}])");
  Submit();
  const auto drafted = Ask({"acts"}).at("acts");
  ASSERT_EQ(drafted.size(), 1U);
  EXPECT_THAT(drafted.at(0).at("waits"), ElementsAre("signature", "visa"));
  EXPECT_EQ(drafted.at(0).at("number"), nullptr);
  Tell("SignAct", Named("act", act) + R"(,"number":"7/2026","signer":"bianchi")");
  Submit();
  EXPECT_TRUE(Ask({"acts", "--waits", "signature"}).at("acts").empty());
  EXPECT_THAT(Ask({"acts", "--waits", "visa"}).at("acts").at(0).at("number"), "7/2026");
  EXPECT_THAT(desk_.Run({"acts", "--lang", "it"}).out, HasSubstr("il visto contabile"));
  Tell("GiveVisa", Named("act", act) + R"(,"number":"V-1","signer":"neri")");
  Submit();
  EXPECT_TRUE(Ask({"acts"}).at("acts").empty());
  EXPECT_EQ(desk_.Run({"acts", "--waits", "money"}).code, 2);
}

TEST_F(WaitingWork, AnAbsenceThatNobodyCoversIsToldWithTheCasesThatWait) {
  CaseInCharge();
  Tell("ReportAbsence", R"("worker":"anna.rossi","until":"2026-03-12")", {}, "coordinamento");
  Submit();
  const auto uncovered = Ask({"absences", "--uncovered"});
  EXPECT_EQ(uncovered.at("uncovered"), 1);
  const auto& absence = uncovered.at("absences").at(0);
  EXPECT_EQ(absence.at("worker"), "anna.rossi");
  EXPECT_EQ(absence.at("until"), "2026-03-12");
  EXPECT_EQ(absence.at("cases"), 1);
  Tell("CoverAbsence", R"("worker":"anna.rossi","substitute":"bianchi","until":"2026-03-12","reason":"leave")", {}, "coordinamento");
  Submit();
  EXPECT_TRUE(Ask({"absences", "--uncovered"}).at("absences").empty());
  EXPECT_EQ(Ask({"absences"}).at("absences").at(0).at("substitute"), "bianchi");
  EXPECT_TRUE(Ask({"absences", "--until", "2026-03-02"}).at("absences").empty());
  EXPECT_THAT(desk_.Run({"absences", "--lang", "it"}).out, HasSubstr("bianchi"));
}

TEST_F(WaitingWork, AnAssessmentIsScoredWhileItIsBeingWritten) {
  const auto begun = Ask({"score", "barthel", "--answer", "feeding=with_help", "--answer", "bathing=independent"});
  EXPECT_EQ(begun.at("points"), "10");
  EXPECT_EQ(begun.at("band"), nullptr);
  EXPECT_EQ(begun.at("missing").size(), 8U);
  std::vector<std::string> all{"score", "barthel"};
  for (const char* answer : {"feeding=dependent", "bathing=dependent", "grooming=dependent", "dressing=dependent", "toilet=dependent",
                             "stairs=dependent", "bowels=incontinent", "bladder=incontinent", "transfers=unable", "mobility=immobile"}) {
    all.insert(all.end(), {"--answer", answer});
  }
  const auto whole = Ask(all);
  EXPECT_EQ(whole.at("points"), "0");
  EXPECT_EQ(whole.at("band"), "total");
  EXPECT_TRUE(whole.at("missing").empty());
  EXPECT_EQ(desk_.Run({"score", "barthel", "--answer", "feeding=alone"}).code, 2);
  EXPECT_EQ(desk_.Run({"score", "barthel", "--answer", "feeding"}).code, 2);
  EXPECT_EQ(desk_.Run({"score", "none_such"}).code, 2);
}

}  // namespace
}  // namespace fascicolo::program_test
