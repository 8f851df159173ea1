// A month of services from what was planned to what was paid.
#include "connectors/program/audit/audit_desk.h"

#include <gmock/gmock.h>

namespace fascicolo::program_test {
namespace {

using testing::HasSubstr;

class Reconcile : public AuditDesk {
 protected:
  /// One user of home care from 2 March on, 140 minutes a week, of whom 60 minutes were delivered.
  std::string Served(const std::string& unit) {
    const auto care = Apply(CaseInCharge(), "home_care_elderly", "140", "2026-02-16");
    Start(care, unit, "2026-03-02");
    Tell("RecordDelivery", Named("activation", care) + R"(,"on":"2026-03-02","quantity":60,"activity":"personal_hygiene")");
    return care;
  }
  void Bill(const std::string& care, const std::string& quantity) {
    Tell("RecordBill", Named("activation", care) + R"(,"reference":"fatt. 1","month":"2026-03-01","quantity":)" + quantity);
  }
  /// An act that carries one command, signed and with its visa.
  void SignedAct(const std::string& number, const std::string& carried) {
    const auto act = Tell("DraftAct", R"("kind":"determination","about":"payments","terms":{"visa":true},"carries":[{"payload":{)" +
                                          carried + "}}]");
    Tell("SignAct", Named("act", act) + "," + Named("number", number) + R"(,"signer":"bianchi")");
    Tell("GiveVisa", Named("act", act) + "," + Named("number", "V " + number) + R"(,"signer":"neri")");
  }
  void Contract(const std::string& unit, const std::string& provider) {
    Tell("SignContract", Named("unit", unit) + "," + Named("provider", provider) + R"(,"cig":"0000000000","from":"2026-01-01",)"
                         R"("until":"2027-01-01","measure":"hours","quantity":1000,"unit_price":"20.00")");
  }
};

TEST_F(Reconcile, AgreesWhereWhatWasDeliveredWasBilledAcceptedLiquidatedAndPaid) {
  // Given a unit of a provider, whose bill for an hour was accepted and paid.
  const auto unit = OpenUnit("home_care_elderly", "900");
  Contract(unit, "coop_inventata");
  const auto care = Served(unit);
  Bill(care, "60");
  Tell("AcceptBill", Named("activation", care) + R"(,"bill":1)");
  const auto chapter = Tell("OpenChapter", R"("year":2026,"code":"1","name":"SAD","amount":"9000.00")");
  const auto payee = Tell("RegisterPayee", R"("provider":"coop_inventata","holder":"Cooperativa","iban":"IT60X0542811101000000123456")");
  Tell("RecordDurc", Named("payee", payee) + R"(,"protocol":"DURC 1","until":"2026-06-30")");
  Tell("ReserveMoney", Named("chapter", chapter) + R"(,"amount":"20.00",)" + Named("about", care));
  const std::string of = Named("chapter", chapter) + R"(,"commitment":1)";
  SignedAct("1/2026", R"("type":"CommitMoney",)" + of + R"(,"number":"1","cig":"0000000000")");
  SignedAct("2/2026", R"("type":"LiquidateMoney",)" + of + R"(,"amount":"20.00","bill":1,)" + Named("payee", payee) + "," +
                          Named("activation", care));
  Submit();
  // Then it differs until it is paid.
  EXPECT_EQ(desk_.Run({"reconcile", "2026-03", "--json"}).code, 1);
  Tell("PayMoney", Named("chapter", chapter) + R"(,"liquidation":1,"number":"M-1","way":"transfer")");
  Submit();
  const auto ran = desk_.Run({"reconcile", "2026-03", "--json"});
  EXPECT_EQ(ran.code, 0) << ran.out;
  ASSERT_EQ(ran.json().at("units").size(), 1U);
  const auto month = ran.json().at("units")[0];
  EXPECT_EQ(month.at("provider"), "coop_inventata");
  EXPECT_EQ(month.at("unit"), IdOf(unit));
  EXPECT_EQ(month.at("services"), 1);
  EXPECT_EQ(month.at("planned"), 600) << "140 minutes a week on 30 days";
  EXPECT_EQ(month.at("delivered"), 60);
  EXPECT_EQ(month.at("delivered_less_planned"), -540);
  EXPECT_EQ(month.at("billed"), 60);
  EXPECT_EQ(month.at("accepted"), 60);
  EXPECT_EQ(month.at("liquidated"), 60);
  EXPECT_EQ(month.at("paid"), 60);
  EXPECT_EQ(month.at("paid_amount"), "20.00");
}

TEST_F(Reconcile, ShowsWhatWasBilledAndNotDeliveredByProvider) {
  // Given two providers, of whom one bills more than it delivered, which is contested.
  const auto good = OpenUnit("home_care_elderly", "900");
  const auto bad = OpenUnit("home_care_elderly", "900");
  Contract(good, "coop_onesta");
  Contract(bad, "coop_disinvolta");
  Served(good);
  const auto care = Served(bad);
  Bill(care, "100");
  Tell("ContestBill", Named("activation", care) + R"(,"bill":1,"reason":"not_delivered")");
  Submit();
  // When only differences are asked for, then the other is not there, and the exit code says that there are some.
  const auto ran = desk_.Run({"reconcile", "2026-03", "--differences", "--json"});
  EXPECT_EQ(ran.code, 1);
  ASSERT_EQ(ran.json().at("units").size(), 1U);
  const auto month = ran.json().at("units")[0];
  EXPECT_EQ(month.at("provider"), "coop_disinvolta");
  EXPECT_EQ(month.at("billed_less_delivered"), 40);
  EXPECT_EQ(month.at("contested"), 100);
  EXPECT_EQ(month.at("undecided"), 0);
  EXPECT_EQ(desk_.Run({"reconcile", "2026-03", "--provider", "coop_onesta", "--json"}).json().at("units").size(), 1U);
  EXPECT_EQ(desk_.Run({"reconcile", "2026-02", "--json"}).json().at("units").size(), 0U);
  const auto italian = desk_.Run({"reconcile", "2026-03", "--lang", "it"}).out;
  EXPECT_THAT(italian, HasSubstr("coop_disinvolta"));
  EXPECT_THAT(italian, HasSubstr("differenze"));
  ExpectWords({"reconcile", "2026-03"});
  EXPECT_EQ(desk_.Run({"reconcile", "march"}).code, 2);
}

TEST_F(Reconcile, CountsEachDayWhereTheServiceWasGivenThen) {
  // Given a service that another provider takes over on 16 March.
  const auto before = OpenUnit("home_care_elderly", "900");
  const auto after = OpenUnit("home_care_elderly", "900");
  Contract(before, "coop_uscente");
  Contract(after, "coop_entrante");
  const auto care = Served(before);
  Tell("ChangeProvider", Named("unit", before) + "," + Named("successor", after) + R"(,"from":"2026-03-16","reason":"contract_over")");
  Later("2026-03-17T08:00:00Z");
  Tell("RecordDelivery", Named("activation", care) + R"(,"on":"2026-03-17","quantity":90,"activity":"personal_hygiene")");
  Submit();
  // When March is reconciled, then fourteen days are the one's and sixteen the other's, and so is what was delivered.
  const auto units = desk_.Run({"reconcile", "2026-03", "--json", "--trust-clock"}).json().at("units");
  ASSERT_EQ(units.size(), 2U);
  EXPECT_EQ(units[0].at("provider"), "coop_entrante");
  EXPECT_EQ(units[0].at("planned"), 320);
  EXPECT_EQ(units[0].at("delivered"), 90);
  EXPECT_EQ(units[1].at("provider"), "coop_uscente");
  EXPECT_EQ(units[1].at("planned"), 280);
  EXPECT_EQ(units[1].at("delivered"), 60);
}

TEST_F(Reconcile, CountsThePlacesOfAPlacementAndWhatTheHealthAuthorityBears) {
  // Given a child in a facility from 2 March on, of whose cost the health authority bears 40 per cent.
  const auto case_file = Tell("RegisterContact", R"("desk":"families_minors","area":"minors_family","reason":"help","naming":"anonymous","born":"2016-01-10")");
  Tell("TakeInCharge", Named("case_file", case_file) + R"(,"worker":"anna.rossi")");
  const auto unit = OpenUnit("residential_minors", "9");
  const auto placement = Tell("RequestPlacement", Named("case_file", case_file) + R"(,"service":"residential_minors")");
  Tell("AskHost", Named("placement", placement) + "," + Named("unit", unit));
  Tell("AnswerHost", Named("placement", placement) + "," + Named("unit", unit) + R"(,"accepted":true)");
  Tell("RecordDecree", Named("placement", placement) + R"(,"title":"decree","court":"juvenile_court",)"
                       R"("measure":"entrusted_to_service","reference":"R.G. 12/2026","report_months":1)");
  Tell("StartPlacement", Named("placement", placement) + "," + Named("unit", unit) + R"(,"from":"2026-03-02","daily_fee":"100.00","payer":"092009","payer_informed":true)");
  Tell("RecordCostShare", Named("entity", placement) + R"(,"payer":"health_authority","share":"40","from":"2026-03-01","reference":"UVM 2/2026")");
  Later("2026-04-02T08:00:00Z");
  // When its month was billed, accepted and liquidated.
  Bill(placement, "30");
  Tell("AcceptBill", Named("activation", placement) + R"(,"bill":1)");
  const auto chapter = Tell("OpenChapter", R"("year":2026,"code":"2","name":"Minori","amount":"9000.00")");
  const auto payee = Tell("RegisterPayee", R"("provider":"coop_inventata")");
  Tell("ReserveMoney", Named("chapter", chapter) + R"(,"amount":"3000.00",)" + Named("about", placement));
  const std::string of = Named("chapter", chapter) + R"(,"commitment":1)";
  SignedAct("1/2026", R"("type":"CommitMoney",)" + of + R"(,"number":"1")");
  SignedAct("2/2026", R"("type":"LiquidateMoney",)" + of + R"(,"amount":"3000.00","bill":1,)" + Named("payee", payee) + "," +
                          Named("activation", placement));
  Submit();
  // Then the month stands there, in days of places.
  const auto units = desk_.Run({"reconcile", "2026-03", "--json"}).json().at("units");
  ASSERT_EQ(units.size(), 1U);
  EXPECT_EQ(units[0].at("unit"), IdOf(unit));
  EXPECT_EQ(units[0].at("delivered"), 30);
  EXPECT_EQ(units[0].at("billed"), 30);
  EXPECT_EQ(units[0].at("liquidated_amount"), "3000.00");
  EXPECT_EQ(units[0].at("others_amount"), "1200.00");
}

}  // namespace
}  // namespace fascicolo::program_test
