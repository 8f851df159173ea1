// From a payment back to the application, and what persons owe, as the office asks.
#include "connectors/program/program.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fascicolo::program_test {
namespace {

// Ada asks for continuous help; it is granted by one act and paid by another; later she owes something.
constexpr const char* kHelpAndDebt =
    R"({"id":"000000000000000000000000000000c1","actor":"anna.rossi","payload":{"type":"RegisterContact","desk":"adults_elderly","area":"poverty_adults","reason":"money","surname":"Inventata","name":"Ada"}}
{"id":"000000000000000000000000000000c2","actor":"anna.rossi","payload":{"type":"TakeInCharge","case_file":"@000000000000000000000000000000c1","worker":"anna.rossi"}}
{"id":"000000000000000000000000000000c3","actor":"anna.rossi","payload":{"type":"FileApplication","case_file":"@000000000000000000000000000000c1","service":"continuous_economic_help","quantity":1}}
{"id":"000000000000000000000000000000c4","actor":"ragioneria","payload":{"type":"OpenChapter","year":2026,"code":"1205/10","name":"Assistenza economica","amount":"10000.00"}}
{"id":"000000000000000000000000000000c5","actor":"anna.rossi","payload":{"type":"RegisterPayee","person":"@000000000000000000000000000000c1/1","holder":"Ada Inventata","iban":"IT60X0542811101000000123456"}}
{"id":"000000000000000000000000000000c6","actor":"anna.rossi","payload":{"type":"ReserveMoney","chapter":"@000000000000000000000000000000c4","amount":"1000.00","about":"@000000000000000000000000000000c3"}}
{"id":"000000000000000000000000000000c7","actor":"anna.rossi","payload":{"type":"DraftAct","kind":"determination","about":"admission","case_file":"@000000000000000000000000000000c1","terms":{"visa":true},"carries":[{"payload":{"type":"CommitMoney","chapter":"@000000000000000000000000000000c4","commitment":1,"number":"2026/412"}},{"payload":{"type":"GrantAllowance","activation":"@000000000000000000000000000000c3","amount":"250.00","months":4,"from":"2026-03-02","chapter":"@000000000000000000000000000000c4","commitment":1,"payee":"@000000000000000000000000000000c5"}}]}}
{"id":"000000000000000000000000000000c8","actor":"bianchi","payload":{"type":"SignAct","act":"@000000000000000000000000000000c7","number":"100/2026","signer":"bianchi","delegation":"decr. 3/2025"}}
{"id":"000000000000000000000000000000c9","actor":"ragioneria","payload":{"type":"GiveVisa","act":"@000000000000000000000000000000c7","number":"V-7","signer":"neri"}}
{"id":"000000000000000000000000000000ca","actor":"anna.rossi","payload":{"type":"DraftPayments","service":"continuous_economic_help","month":"2026-03-01"}}
{"id":"000000000000000000000000000000cb","actor":"bianchi","payload":{"type":"SignAct","act":"@000000000000000000000000000000ca","number":"120/2026","signer":"bianchi"}}
{"id":"000000000000000000000000000000cc","actor":"ragioneria","payload":{"type":"PayMoney","chapter":"@000000000000000000000000000000c4","liquidation":1,"number":"M-33","way":"transfer"}}
{"id":"000000000000000000000000000000cd","actor":"anna.rossi","payload":{"type":"RaiseDebt","person":"@000000000000000000000000000000c1/1","cause":"recovery","amount":"90.00","due_on":"2020-01-31"}}
{"id":"000000000000000000000000000000ce","actor":"anna.rossi","payload":{"type":"RecordReceipt","person":"@000000000000000000000000000000c1/1","debt":1,"amount":"30.00"}}
)";

class MoneyCommands : public testing::Test {
 protected:
  void SetUp() override {
    desk_.Init();
    const auto submitted = desk_.Run({"submit", "-"}, kHelpAndDebt);
    ASSERT_EQ(submitted.code, 0) << submitted.out << submitted.err;
  }
  Desk desk_;
};

TEST_F(MoneyCommands, TraceLeadsFromAPaymentToItsActsAndItsApplication) {
  const auto paid = desk_.Run({"trace", "M-33", "--json"}).json().at("paid");
  ASSERT_EQ(paid.size(), 1U);
  EXPECT_EQ(paid[0].at("amount"), "250.00");
  EXPECT_EQ(paid[0].at("month"), "2026-03-01");
  EXPECT_EQ(paid[0].at("liquidated_by").at("number"), "120/2026");
  EXPECT_EQ(paid[0].at("commitment").at("in_accounts"), "2026/412");
  EXPECT_EQ(paid[0].at("committed_by").at("number"), "100/2026");
  EXPECT_EQ(paid[0].at("committed_by").at("delegation"), "decr. 3/2025");
  EXPECT_EQ(paid[0].at("about_kind"), "activation");
  EXPECT_EQ(paid[0].at("service").at("service"), "continuous_economic_help");
  EXPECT_EQ(paid[0].at("service").at("state"), "in_force");
}

TEST_F(MoneyCommands, TraceOfWhatWasNeverPaidIsEmpty) {
  EXPECT_TRUE(desk_.Run({"trace", "M-34", "--json"}).json().at("paid").empty());
  EXPECT_EQ(desk_.Run({"trace"}).code, 2);
}

TEST_F(MoneyCommands, TheHistoryOfACaseTellsWhoDecidedByWhichAct) {
  const auto steps = desk_.Run({"history", "@000000000000000000000000000000c1", "--acts", "--json"}).json().at("steps");
  ASSERT_FALSE(steps.empty());
  for (const auto& step : steps) {
    EXPECT_EQ(step.at("by_act").at("number"), "100/2026");
    EXPECT_EQ(step.at("by_act").at("signer"), "bianchi");
    EXPECT_EQ(step.at("actor"), "fascicolo") << "an obligation of the loop's carries it out";
  }
  const auto printed = desk_.Run({"history", "@000000000000000000000000000000c1", "--acts", "--lang", "it"}).out;
  EXPECT_NE(printed.find("determinazione 100/2026"), std::string::npos) << printed;
}

TEST_F(MoneyCommands, ReceivablesTellWhatIsLeftAndWhatIsLate) {
  const auto answer = desk_.Run({"receivables", "--overdue", "--json"}).json();
  EXPECT_EQ(answer.at("left"), "60.00");
  ASSERT_EQ(answer.at("debts").size(), 1U);
  EXPECT_EQ(answer.at("debts")[0].at("cause"), "recovery");
  EXPECT_TRUE(answer.at("debts")[0].at("overdue").get<bool>());
  EXPECT_EQ(answer.at("debts")[0].at("state"), "owed");
}

TEST_F(MoneyCommands, ReceivablesSayWhatBecameOfThoseThatAreOver) {
  const auto submitted = desk_.Run({"submit", "-"}, R"({"id":"000000000000000000000000000000f1","actor":"ragioneria","payload":{"type":"WriteOffDebt","person":"@000000000000000000000000000000c1/1","debt":1,"reason":"time_barred"}})" "\n");
  ASSERT_EQ(submitted.code, 0) << submitted.out << submitted.err;
  EXPECT_EQ(desk_.Run({"receivables", "--settled", "--json"}).json().at("debts")[0].at("state"), "written_off");
  EXPECT_THAT(desk_.Run({"receivables", "--settled"}).out, testing::HasSubstr("written off"));
  EXPECT_THAT(desk_.Run({"receivables", "--settled", "--lang", "it"}).out, testing::HasSubstr("stralciato"));
}

// Ada is helped at home for an hour on 11 February, and owes her share of the month.
constexpr const char* kShare =
    R"({"id":"000000000000000000000000000000e1","actor":"anna.rossi","payload":{"type":"OpenUnit","service":"home_care_elderly","name":"Pool Nord","capacity":600,"from":"2026-02-01"}}
{"id":"000000000000000000000000000000e2","actor":"anna.rossi","effective_on":"2026-02-10","payload":{"type":"FileApplication","case_file":"@000000000000000000000000000000c1","service":"home_care_elderly","quantity":240}}
{"id":"000000000000000000000000000000e3","actor":"anna.rossi","payload":{"type":"StartService","activation":"@000000000000000000000000000000e2","unit":"@000000000000000000000000000000e1","from":"2026-02-10"}}
{"id":"000000000000000000000000000000e4","actor":"anna.rossi","payload":{"type":"RecordDelivery","activation":"@000000000000000000000000000000e2","on":"2026-02-11","quantity":60,"activity":"personal_hygiene"}}
{"id":"000000000000000000000000000000e5","actor":"anna.rossi","payload":{"type":"RaiseDebt","person":"@000000000000000000000000000000c1/1","cause":"share","activation":"@000000000000000000000000000000e2","month":"2026-02-01","due_on":"2026-05-31"}}
)";

TEST_F(MoneyCommands, ReceivablesSayWhichOfThemGoBySampleRules) {
  EXPECT_TRUE(desk_.Run({"receivables", "--json"}).json().at("samples").empty()) << "what is asked back was said by people";
  const auto submitted = desk_.Run({"submit", "-"}, kShare);
  ASSERT_EQ(submitted.code, 0) << submitted.out << submitted.err;
  const auto samples = desk_.Run({"receivables", "--json"}).json().at("samples").get<std::vector<std::string>>();
  EXPECT_THAT(samples, testing::Contains("home_care_elderly"));
  EXPECT_THAT(samples, testing::Contains(testing::StartsWith("home_care_fee_line ")));
  EXPECT_THAT(desk_.Run({"receivables"}).out, testing::StartsWith("***"));
}

TEST_F(MoneyCommands, TheBudgetTellsHowFarEachChapterIsSpent) {
  const auto chapters = desk_.Run({"budget", "--json"}).json().at("chapters");
  ASSERT_EQ(chapters.size(), 1U);
  const nlohmann::json told{{"code", "1205/10"}, {"amount", "10000.00"}, {"set_aside", "1000.00"}, {"committed", "1000.00"},
                            {"liquidated", "250.00"}, {"paid", "250.00"}, {"left", "9000.00"}};
  for (const auto& [member, amount] : told.items()) EXPECT_EQ(chapters[0].at(member), amount) << member;
  EXPECT_EQ(desk_.Run({"budget", "--year", "2026", "--json"}).json().at("chapters").size(), 1U);
  EXPECT_TRUE(desk_.Run({"budget", "--year", "2025", "--json"}).json().at("chapters").empty());
  EXPECT_THAT(desk_.Run({"budget", "--lang", "it"}).out, testing::HasSubstr("disponibile"));
}

TEST_F(MoneyCommands, APaymentThatCameBackIsPaidNoMore) {
  const auto submitted = desk_.Run({"submit", "-"}, R"({"id":"000000000000000000000000000000f2","actor":"ragioneria","payload":{"type":"BouncePayment","chapter":"@000000000000000000000000000000c4","liquidation":1,"reason":"account_closed"}})" "\n");
  ASSERT_EQ(submitted.code, 0) << submitted.out << submitted.err;
  const auto chapter = desk_.Run({"budget", "--json"}).json().at("chapters").at(0);
  EXPECT_EQ(chapter.at("liquidated"), "250.00");
  EXPECT_EQ(chapter.at("paid"), "0.00");
}

TEST_F(MoneyCommands, AWrongIbanIsSaidAndNeverRepeated) {
  const auto told = desk_.Run({"submit", "-"}, R"({"id":"000000000000000000000000000000d1","actor":"anna.rossi","payload":{"type":"RegisterPayee","person":"@000000000000000000000000000000c1/1","iban":"IT60X0542811101000000123457"}})" "\n");
  EXPECT_EQ(told.code, 1);
  EXPECT_NE(told.out.find("/payload/iban"), std::string::npos) << told.out;
  EXPECT_EQ(told.out.find("123457"), std::string::npos);
}

}  // namespace
}  // namespace fascicolo::program_test
