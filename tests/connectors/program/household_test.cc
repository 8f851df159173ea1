// A family as the office sees it: who belongs together, and all that they receive.
#include "connectors/program/program.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fascicolo::program_test {
namespace {

// Ada and Bea come to the desk; they are a registry family, and declare their ISEE together; Ada is helped at home.
constexpr const char* kTwoOfAFamily =
    R"({"id":"000000000000000000000000000000c1","actor":"anna.rossi","payload":{"type":"RegisterContact","desk":"adults_elderly","area":"elderly","reason":"home_help","surname":"Inventata","name":"Ada"}}
{"id":"000000000000000000000000000000c2","actor":"anna.rossi","payload":{"type":"TakeInCharge","case_file":"@000000000000000000000000000000c1","worker":"anna.rossi"}}
{"id":"000000000000000000000000000000c3","actor":"anna.rossi","payload":{"type":"RegisterContact","desk":"adults_elderly","area":"elderly","reason":"home_help","surname":"Inventata","name":"Bea"}}
{"id":"000000000000000000000000000000c4","actor":"anna.rossi","payload":{"type":"FormHousehold","composition":"registry","from":"2026-01-01","municipality":"090064","address":"Via Inesistente 7","members":[{"person":"@000000000000000000000000000000c1/1","relationship":"reference_person"},{"person":"@000000000000000000000000000000c3/1","relationship":"sibling"}]}}
{"id":"000000000000000000000000000000c5","actor":"anna.rossi","payload":{"type":"FormHousehold","composition":"isee","from":"2026-01-01","members":[{"person":"@000000000000000000000000000000c1/1","relationship":"reference_person"}]}}
{"id":"000000000000000000000000000000c6","actor":"anna.rossi","payload":{"type":"RecordIsee","household":"@000000000000000000000000000000c5","attestation":{"isee_type":"ordinary","protocol":"INPS-ISEE-2026-0001","issued_on":"2026-01-15","isr":"8980.00","isp":"0.00","ise":"8980.00","scale":"1","isee":"8980.00"}}}
{"id":"000000000000000000000000000000c7","actor":"anna.rossi","payload":{"type":"OpenUnit","service":"home_care_elderly","name":"Pool Nord","capacity":600,"from":"2026-03-02"}}
{"id":"000000000000000000000000000000c8","actor":"anna.rossi","payload":{"type":"FileApplication","case_file":"@000000000000000000000000000000c1","service":"home_care_elderly","quantity":240}}
{"id":"000000000000000000000000000000c9","actor":"anna.rossi","payload":{"type":"StartService","activation":"@000000000000000000000000000000c8","unit":"@000000000000000000000000000000c7","from":"2026-03-02"}}
)";

class HouseholdCommand : public testing::Test {
 protected:
  void SetUp() override {
    desk_.Init();
    const auto submitted = desk_.Run({"submit", "-"}, kTwoOfAFamily);
    ASSERT_EQ(submitted.code, 0) << submitted.out << submitted.err;
    before_correction_ = desk_.position();
  }
  std::string PersonOf(const std::string& worker) const {
    return desk_.Run({"caseload", "--worker", worker, "--json"}).json().at("cases").at(0).at("person");
  }
  Desk desk_;
  std::uint64_t before_correction_ = 0;
};

constexpr const char* kFamily = "@000000000000000000000000000000c4";

TEST_F(HouseholdCommand, ListsMembersAndAllThatTheyReceive) {
  const auto households = desk_.Run({"household", kFamily, "--json"}).json().at("households");
  ASSERT_EQ(households.size(), 1U);
  const auto& family = households[0];
  EXPECT_EQ(family.at("composition"), "registry");
  EXPECT_EQ(family.at("municipality"), "090064");
  ASSERT_EQ(family.at("members").size(), 2U);
  EXPECT_EQ(family.at("members")[0].at("person"), family.at("reference"));
  EXPECT_EQ(family.at("members")[1].at("relationship"), "sibling");
  EXPECT_TRUE(family.at("members")[1].at("receives").empty());
  const auto& care = family.at("members")[0].at("receives").at(0);
  EXPECT_EQ(care.at("service"), "home_care_elderly");
  EXPECT_EQ(care.at("state"), "in_force");
  EXPECT_EQ(care.at("quantity"), 240);
  EXPECT_EQ(care.at("from"), "2026-03-02");
  EXPECT_EQ(care.at("fee"), "7.00");
  EXPECT_EQ(care.at("fee_per"), "hour");
  EXPECT_EQ(care.at("owed"), "0.00");
}

TEST_F(HouseholdCommand, SaysThatTheFeeGoesBySampleRules) {
  const auto samples = desk_.Run({"household", kFamily, "--json"}).json().at("samples").get<std::vector<std::string>>();
  EXPECT_THAT(samples, testing::Contains("home_care_elderly"));
  EXPECT_THAT(samples, testing::Contains(testing::StartsWith("home_care_fee_line ")));
  EXPECT_THAT(desk_.Run({"household", kFamily}).out, testing::StartsWith("***"));
}

TEST_F(HouseholdCommand, ShowsAPersonsHouseholdsOneAfterTheOther) {
  const auto households = desk_.Run({"household", PersonOf("anna.rossi"), "--json"}).json().at("households");
  ASSERT_EQ(households.size(), 2U);
  EXPECT_EQ(households[0].at("composition"), "registry");
  EXPECT_EQ(households[1].at("composition"), "isee");
  const auto& attestation = households[1].at("attestations").at(0);
  EXPECT_EQ(attestation.at("protocol"), "INPS-ISEE-2026-0001");
  EXPECT_EQ(attestation.at("isee"), "8980.00");
  EXPECT_EQ(attestation.at("valid_until"), "2026-12-31");
  EXPECT_TRUE(attestation.at("corrected_by").is_null());
}

TEST_F(HouseholdCommand, ShowsWhatACorrectionChangedAndHowItWasBefore) {
  const auto corrected = desk_.Run(
      {"submit", "-"},
      R"({"id":"000000000000000000000000000000d0","actor":"anna.rossi","payload":{"type":"RecordDelivery","activation":"@000000000000000000000000000000c8","on":"2026-03-02","quantity":90,"activity":"personal_hygiene"}}
{"id":"000000000000000000000000000000d1","actor":"anna.rossi","payload":{"type":"CorrectIsee","household":"@000000000000000000000000000000c5","corrects":"INPS-ISEE-2026-0001","attestation":{"isee_type":"ordinary","protocol":"INPS-ISEE-2026-0002","issued_on":"2026-03-01","isr":"6531.00","isp":"0.00","ise":"6531.00","scale":"1","isee":"6531.00"}}})");
  ASSERT_EQ(corrected.code, 0) << corrected.out << corrected.err;
  const auto now = desk_.Run({"household", kFamily, "--json"}).json().at("households").at(0);
  EXPECT_EQ(now.at("members")[0].at("receives")[0].at("fee"), "3.00");
  EXPECT_EQ(now.at("members")[0].at("receives")[0].at("owed"), "-6.00");
  const auto before = desk_.Run({"household", kFamily, "--json", "--as-of", std::to_string(before_correction_)})
                          .json().at("households").at(0);
  EXPECT_EQ(before.at("members")[0].at("receives")[0].at("fee"), "7.00");
}

TEST_F(HouseholdCommand, IsReadInBothLanguagesAndNamesNobody) {
  const auto italian = desk_.Run({"household", kFamily, "--lang", "it"});
  EXPECT_EQ(italian.code, 0);
  for (const char* word : {"famiglia anagrafica", "persona di riferimento", "fratello o sorella",
                           "Assistenza domiciliare anziani", "attivo", "tariffa unitaria", "7.00"}) {
    EXPECT_NE(italian.out.find(word), std::string::npos) << word << " in " << italian.out;
  }
  const auto english = desk_.Run({"household", PersonOf("anna.rossi"), "--lang", "en"});
  for (const char* word : {"registry family", "ISEE household", "reference person", "in force",
                           "ISEE ordinary INPS-ISEE-2026-0001: 8980.00 EUR"}) {
    EXPECT_NE(english.out.find(word), std::string::npos) << word << " in " << english.out;
  }
  for (const char* personal : {"Inventata", "Ada", "Via Inesistente"}) {
    EXPECT_EQ((italian.out + english.out).find(personal), std::string::npos) << personal;
  }
}

TEST_F(HouseholdCommand, WantsAHouseholdOrAPerson) {
  const std::string case_file = desk_.Run({"caseload", "--json"}).json().at("cases").at(0).at("case");
  const auto of_a_case = desk_.Run({"household", case_file});
  EXPECT_EQ(of_a_case.code, 2);
  EXPECT_NE(of_a_case.err.find("is neither a household nor a person"), std::string::npos) << of_a_case.err;
  EXPECT_EQ(desk_.Run({"household", "ffff"}).code, 2);
  EXPECT_EQ(desk_.Run({"household"}).code, 2);
}

}  // namespace
}  // namespace fascicolo::program_test
