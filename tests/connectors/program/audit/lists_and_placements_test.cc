// Exceptions of lists, placed minors, declarations.
#include "connectors/program/audit/audit_desk.h"

#include <gmock/gmock.h>

namespace fascicolo::program_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

using WaitingListExceptions = AuditDesk;
using PlacedMinors = AuditDesk;
using AuditDeclarations = AuditDesk;

TEST_F(WaitingListExceptions, NameTheSignedActByWhichSomebodyWasTakenOutOfTurn) {
  // Given three who wait for a centre, and an act that is signed.
  AdoptWith("open_centre_elderly", R"("on_free": "automatic")", R"("on_free": "by_office")");
  std::vector<std::string> waiting;
  for (int i = 0; i < 3; ++i) {
    waiting.push_back(Apply(CaseInCharge(), "open_centre_elderly", "1", "2026-02-1" + std::to_string(i)));
    Tell("EnterList", Named("activation", waiting.back()));
  }
  const auto unit = OpenUnit("open_centre_elderly", "3");
  const auto act = Tell("DraftAct", R"("kind":"determination","about":"exception","carries":[])");
  Tell("SignAct", Named("act", act) + R"(,"number":"77/2026","signer":"bianchi")");
  // When the last is offered a place by it, the second by an act that nobody knows, and the first in turn.
  const auto offer = [&](const std::string& activation, const std::string& exception) {
    Tell("OfferPlace", Named("activation", activation) + "," + Named("unit", unit) + R"(,"from":"2026-03-02")" +
                           (exception.empty() ? "" : "," + Named("exception", exception)));
  };
  offer(waiting[2], "det. 77/2026");
  offer(waiting[1], "det. 7/2026");
  offer(waiting[0], "");
  Submit();
  // Then the two are told, with whom they passed over, who signed the one, and that nobody signed the other.
  const auto ran = desk_.Run({"waiting-list", "--exceptions", "--json"});
  EXPECT_EQ(ran.code, 1) << ran.out << ran.err;
  const auto exceptions = ran.json().at("exceptions");
  ASSERT_EQ(exceptions.size(), 2U);
  EXPECT_EQ(exceptions[0].at("entity"), IdOf(waiting[2]));
  EXPECT_EQ(exceptions[0].at("passed_over"), 2);
  EXPECT_EQ(exceptions[0].at("act").at("signer"), "bianchi");
  EXPECT_EQ(exceptions[0].at("by").at("actor"), "anna.rossi");
  EXPECT_EQ(exceptions[1].at("exception"), "det. 7/2026");
  EXPECT_TRUE(exceptions[1].at("act").is_null());
  const auto italian = desk_.Run({"waiting-list", "open_centre_elderly", "--exceptions", "--lang", "it"}).out;
  EXPECT_THAT(italian, HasSubstr("determinazione 77/2026"));
  EXPECT_THAT(italian, HasSubstr("atto non presente nel registro"));
  ExpectWords({"waiting-list", "--exceptions"});
  EXPECT_TRUE(desk_.Run({"waiting-list", "laundry", "--exceptions", "--json"}).json().at("exceptions").empty());
}

TEST_F(WaitingListExceptions, NameTheActByWhichSomebodyGotABedBeforeTheNextInTheQueue) {
  // Given a shelter with one bed, in which one sleeps, and two who wait for it.
  const auto shelter = OpenUnit("night_shelter", "1");
  const auto ask = [&] {
    return Tell("RequestPlacement", Named("case_file", CaseInCharge()) + R"(,"service":"night_shelter","from":"2026-03-02","nights":3,)" +
                                        Named("unit", shelter));
  };
  ask();
  ask();
  const auto last = ask();
  // When the one who came last is promised a later night by a signed act.
  const auto act = Tell("DraftAct", R"("kind":"determination","about":"exception","carries":[])");
  Tell("SignAct", Named("act", act) + R"(,"number":"8/2026","signer":"bianchi")");
  Tell("StartPlacement", Named("placement", last) + "," + Named("unit", shelter) + R"(,"from":"2026-03-22","exception":"det. 8/2026")");
  Submit();
  // Then that is told, and everything is in order.
  const auto ran = desk_.Run({"waiting-list", "--exceptions", "--json"});
  EXPECT_EQ(ran.code, 0) << ran.out;
  const auto exceptions = ran.json().at("exceptions");
  ASSERT_EQ(exceptions.size(), 1U);
  EXPECT_EQ(exceptions[0].at("kind"), "placed");
  EXPECT_EQ(exceptions[0].at("entity"), IdOf(last));
  EXPECT_EQ(exceptions[0].at("act").at("number"), "8/2026");
}

TEST_F(WaitingListExceptions, TellWhoAForeignHistoryStartedFromTheList) {
  // Given somebody who waits, and a foreign history in which they were served at once.
  const auto unit = OpenUnit("open_centre_elderly", "3");
  const auto case_file = CaseInCharge();
  const auto centre = Apply(case_file, "open_centre_elderly", "1", "2026-02-10");
  Tell("EnterList", Named("activation", centre));
  Tell("ImportFact", R"("source":"vecchio","activity":"x","at":"2026-02-20T09:00:00Z",)" + Named("case_file", case_file) +
                         R"(,"meaning":{"payload":{"type":"StartService","from":"2026-02-20",)" + Named("activation", centre) +
                         "," + Named("unit", unit) + "}}");
  Submit();
  // Then that is told, and that no act is named for it.
  const auto ran = desk_.Run({"waiting-list", "--exceptions", "--json"});
  EXPECT_EQ(ran.code, 1);
  const auto exceptions = ran.json().at("exceptions");
  ASSERT_EQ(exceptions.size(), 1U);
  EXPECT_EQ(exceptions[0].at("kind"), "imported");
  EXPECT_EQ(exceptions[0].at("entity"), IdOf(centre));
  EXPECT_TRUE(exceptions[0].at("exception").is_null());
}

TEST_F(PlacedMinors, TellDecreeReportsHostFeeDaysBirthdayAndPayer) {
  // Given a child of ten in a facility by decree, a grown-up in another, and a child whose placement is over.
  const auto child_of = [&](const std::string& born) {
    const auto case_file = Tell("RegisterContact", R"("desk":"families_minors","area":"minors_family","reason":"help","naming":"anonymous",)" +
                                                       Named("born", born));
    Tell("TakeInCharge", Named("case_file", case_file) + R"(,"worker":"anna.rossi")");
    return case_file;
  };
  const auto unit = Tell("OpenUnit", R"("service":"residential_minors","name":"Struttura prova","from":"2026-01-01","capacity":9)");
  const auto place = [&](const std::string& case_file, bool by_decree) {
    const auto placement = Tell("RequestPlacement", Named("case_file", case_file) + R"(,"service":"residential_minors")");
    Tell("AskHost", Named("placement", placement) + "," + Named("unit", unit));
    Tell("AnswerHost", Named("placement", placement) + "," + Named("unit", unit) + R"(,"accepted":true)");
    Tell("RecordDecree", Named("placement", placement) + R"(,"title":")" + (by_decree ? "decree" : "agreement") + '"' +
                             (by_decree ? R"(,"court":"juvenile_court")" : "") +
                             R"(,"measure":"entrusted_to_service","reference":"R.G. 12/2026","report_months":1)");
    const std::string start = Named("placement", placement) + "," + Named("unit", unit) +
                              R"(,"from":"2026-03-02","daily_fee":"118.00","payer":"092009","payer_informed":true)";
    if (by_decree) {
      Tell("StartPlacement", start);
    } else {
      TellByAct("StartPlacement", start);
    }
    return placement;
  };
  const auto child = child_of("2016-01-10");
  const auto placement = place(child, true);
  const auto gone = place(child_of("2015-01-10"), false);
  Later("2026-03-12T08:00:00Z");
  Tell("SendPlacementReport", Named("placement", placement));
  Tell("EndPlacement", Named("placement", gone) + R"(,"on":"2026-03-12","reason":"returned_home")");
  Submit();
  // When the placed minors are asked for, then the one is told with everything that a court of auditors asks.
  const auto placed = desk_.Run({"caseload", "--placed", "--json", "--trust-clock"}).json().at("placed");
  ASSERT_EQ(placed.size(), 1U);
  EXPECT_EQ(placed[0].at("placement"), IdOf(placement));
  EXPECT_EQ(placed[0].at("person"), IdOf(child + "/1"));
  EXPECT_EQ(placed[0].at("title"), "decree");
  EXPECT_EQ(placed[0].at("court"), "juvenile_court");
  EXPECT_EQ(placed[0].at("decree"), "R.G. 12/2026");
  EXPECT_EQ(placed[0].at("reports_sent"), 1);
  EXPECT_FALSE(placed[0].at("report_due").is_null());
  EXPECT_FALSE(placed[0].at("report_overdue").get<bool>());
  EXPECT_EQ(placed[0].at("host"), IdOf(unit));
  EXPECT_EQ(placed[0].at("daily_fee"), "118.00");
  EXPECT_EQ(placed[0].at("days"), 10);
  EXPECT_EQ(placed[0].at("daily_fees_so_far"), "1180.00");
  EXPECT_EQ(placed[0].at("eighteenth_birthday"), "2034-01-10");
  EXPECT_EQ(placed[0].at("payer"), "092009");
  const auto italian = desk_.Run({"caseload", "--placed", "--lang", "it", "--trust-clock"}).out;
  EXPECT_THAT(italian, HasSubstr("ente pagante"));
  EXPECT_THAT(italian, HasSubstr("R.G. 12/2026"));
  ExpectWords({"caseload", "--placed"});
}

TEST_F(AuditDeclarations, TellWhatWasCorrectedOrAskedBack) {
  // Given two households that declare, of which one has to correct, and owes what it received too much.
  const auto honest = CaseInCharge();
  Isee(Household("isee", {honest + "/1"}), "0001");
  const auto other = CaseInCharge();
  const auto household = Household("isee", {other + "/1"});
  Isee(household, "0002", R"(,"discrepancies":true)");
  Apply(other, "laundry", "1");
  Tell("CorrectIsee", Named("household", household) + R"(,"corrects":"INPS-ISEE-2026-0002","attestation":)" + Attestation("0003", "20000.00"));
  Tell("RaiseDebt", Named("person", other + "/1") + R"(,"cause":"recovery","amount":"90.00","due_on":"2026-04-30","reference":"det. 9/2026")");
  Tell("RecordReceipt", Named("person", other + "/1") + R"(,"debt":1,"amount":"30.00")");
  Tell("RaiseDebt", Named("person", honest + "/1") + R"(,"cause":"rent","amount":"50.00","due_on":"2026-04-30")");
  Submit();
  // When it is asked, then each step of the other is told, and nothing of the honest one.
  const auto ran = desk_.Run({"audit", "declarations", "--json"});
  EXPECT_EQ(ran.code, 1);
  const auto answer = ran.json();
  EXPECT_THAT(CodesOf(answer), UnorderedElementsAre("isee_discrepancies", "isee_corrected", "asked_back"));
  const auto& corrected = answer.at("anomalies").at(1);
  EXPECT_EQ(corrected.at("entity"), IdOf(household));
  EXPECT_EQ(corrected.at("facts").at("previous"), "8000.00");
  EXPECT_EQ(corrected.at("facts").at("isee"), "20000.00");
  const auto& back = answer.at("anomalies").at(2);
  EXPECT_EQ(back.at("person"), IdOf(other + "/1"));
  EXPECT_EQ(back.at("rule"), "det. 9/2026");
  EXPECT_EQ(back.at("facts").at("corrected_at"), corrected.at("position"));
  EXPECT_EQ(back.at("facts").at("received"), "30.00");
  EXPECT_EQ(back.at("facts").at("left"), "60.00");
  EXPECT_EQ(answer.at("totals").at("applications"), 1);
  EXPECT_EQ(answer.at("totals").at("attestations"), 3);
  EXPECT_EQ(answer.at("totals").at("asked_back"), "90.00");
  ExpectWords({"audit", "declarations"});
  EXPECT_EQ(answer.at("totals").at("sampled"), 0);
}

TEST_F(AuditDeclarations, TellWhoWasDrawnCheckedAndFoundUntrue) {
  // Given three people to whom help was granted.
  const auto chapter = Tell("OpenChapter", R"("year":2026,"code":"1205/10","name":"Assistenza economica","amount":"9000.00")");
  std::vector<std::string> grants;
  for (int number = 1; number <= 3; ++number) {
    const auto case_file = CaseInCharge();
    grants.push_back(Apply(case_file, "continuous_economic_help", "1", "2026-03-01"));
    const auto payee = Tell("RegisterPayee", Named("person", case_file + "/1") + R"(,"holder":"Prova")");
    Tell("ReserveMoney", Named("chapter", chapter) + R"(,"amount":"1000.00",)" + Named("about", grants.back()));
    TellByAct("GrantAllowance", Named("activation", grants.back()) + R"(,"amount":"250.00","months":4,"from":"2026-03-01",)" +
                                    Named("chapter", chapter) + R"(,"commitment":)" + std::to_string(number) + "," +
                                    Named("payee", payee));
  }
  // When all of them are drawn, one is found untrue and loses the benefit, and another's declaration is in order.
  const std::string seed(64, '1');
  const auto sample =
      Tell("CommitSample", R"("service":"continuous_economic_help","from":"2026-01-01","until":"2026-03-02","share":"100",)"
                           R"("public_source":"lotto, Cagliari","public_on":"2026-03-05",)" +
                               Named("seed_hash", "02d449a31fbb267c8f352e9968a79e3e5fc95c1bbeaa502fd6454ebde5a4bedc"));
  Later("2026-03-06T09:00:00Z");
  Tell("RevealSample", Named("of_sample", sample) + "," + Named("seed", seed) + R"(,"public_number":"17 4 88")");
  const auto check = [&](const std::string& grant, const std::string& result) {
    Tell("RecordDeclarationCheck", Named("activation", grant) + "," + Named("of_sample", sample) + "," +
                                       Named("result", result) + R"(,"reference":"verbale 4/2026")");
  };
  check(grants[0], "untrue");
  check(grants[1], "confirmed");
  TellByAct("ForfeitBenefit", Named("activation", grants[0]) + R"(,"due_on":"2026-06-30")");
  // Then the auditor sees who was not checked, who declared what is untrue, and what it cost.
  const auto ran = desk_.Run({"audit", "declarations", "--json"});
  EXPECT_EQ(ran.code, 1);
  const auto answer = ran.json();
  EXPECT_THAT(CodesOf(answer), UnorderedElementsAre("declaration_untrue", "benefit_forfeited", "drawn_not_checked"));
  EXPECT_EQ(answer.at("totals").at("sampled"), 3);
  EXPECT_EQ(answer.at("totals").at("sampled_checked"), 2);
  EXPECT_EQ(answer.at("totals").at("untrue"), 1);
  ExpectWords({"audit", "declarations"});
}

}  // namespace
}  // namespace fascicolo::program_test
