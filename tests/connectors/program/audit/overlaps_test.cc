// Benefits that exclude each other, received at the same time by a person or in a household.
#include "connectors/program/audit/audit_desk.h"

#include <gmock/gmock.h>

namespace fascicolo::program_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class AuditOverlaps : public AuditDesk {
 protected:
  nlohmann::json Ask(std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"audit", "overlaps", "--json", "--trust-clock"});
    return desk_.Run(more).json();
  }
  /// The centre for the elderly and the youth centre, which serves households, exclude each other.
  void AdoptExclusion() {
    AdoptWith("youth_centre", R"("capacity")", R"("incompatible_with": ["open_centre_elderly"], "capacity")");
    elderly_ = OpenUnit("open_centre_elderly", "9");
    youth_ = OpenUnit("youth_centre", "9");
  }
  std::string Served(const std::string& case_file, const std::string& service, const std::string& from,
                     const std::string& until = {}) {
    const auto activation = Apply(case_file, service, "1", "2026-02-16");
    Start(activation, service == "youth_centre" ? youth_ : elderly_, from, until);
    return activation;
  }

 private:
  std::string elderly_;
  std::string youth_;
};

TEST_F(AuditOverlaps, FindsTwoServicesOfOnePersonOfWhichOneSheetExcludesTheOther) {
  // Given one who was served by both on the same days, the excluding one first, and one who had them one after the other.
  AdoptExclusion();
  const auto both = CaseInCharge();
  const auto first = Served(both, "youth_centre", "2026-03-02");
  const auto second = Served(both, "open_centre_elderly", "2026-03-04");
  const auto in_turn = CaseInCharge();
  Served(in_turn, "youth_centre", "2026-03-02", "2026-03-05");
  Served(in_turn, "open_centre_elderly", "2026-03-05");
  Later("2026-03-10T08:00:00Z");
  Tell("EndService", Named("activation", second) + R"(,"on":"2026-03-08","reason":"renounced")");
  Submit();
  // When it is asked what overlaps, then the pair of the first is found, although it is over.
  const auto answer = Ask();
  ASSERT_THAT(CodesOf(answer), ElementsAre("incompatible_for_person"));
  const auto& anomaly = answer.at("anomalies").at(0);
  EXPECT_EQ(anomaly.at("entity"), IdOf(second));
  EXPECT_EQ(anomaly.at("facts").at("other"), IdOf(first));
  EXPECT_EQ(anomaly.at("facts").at("from"), "2026-03-04");
  EXPECT_EQ(anomaly.at("facts").at("until"), "2026-03-08");
  EXPECT_EQ(anomaly.at("actor"), "anna.rossi");
  EXPECT_NE(anomaly.at("rule").get<std::string>().find("youth_centre /incompatible_with"), std::string::npos);
  // And not for days on which it did not last.
  EXPECT_THAT(CodesOf(Ask({"--from", "2026-03-08"})), IsEmpty());
  EXPECT_THAT(CodesOf(Ask({"--to", "2026-03-03"})), IsEmpty());
  EXPECT_THAT(CodesOf(Ask({"--service", "laundry"})), IsEmpty());
}

TEST_F(AuditOverlaps, FindsThemInOneHouseholdWhileItsMembersLiveTogether) {
  // Given a household in which one member has the one, and another the other; and two neighbours who have one each.
  AdoptExclusion();
  const auto ada = CaseInCharge();
  const auto bea = CaseInCharge();
  const auto family = Household("registry", {ada + "/1", bea + "/1"}, R"(,"municipality":"090064")");
  Served(ada, "open_centre_elderly", "2026-03-02");
  Served(bea, "youth_centre", "2026-03-02");
  Served(CaseInCharge(), "open_centre_elderly", "2026-03-02");
  Served(CaseInCharge(), "youth_centre", "2026-03-02");
  Submit();
  // When it is asked, then the household is found and the neighbours are not.
  const auto answer = Ask();
  ASSERT_THAT(CodesOf(answer), ElementsAre("incompatible_in_household"));
  EXPECT_EQ(answer.at("anomalies").at(0).at("facts").at("household"), IdOf(family));
  ExpectWords({"audit", "overlaps"});
  EXPECT_NE(desk_.Run({"audit", "overlaps", "--lang", "it"}).out.find("prestazione incompatibile"), std::string::npos);
}

TEST_F(AuditOverlaps, FindsAReisBesideAnInclusionPact) {
  // Given a household whose REIS was confirmed.
  const auto case_file = CaseInCharge();
  const auto call = Tell("OpenCall", R"("service":"reis","name":"REIS 2026","from":"2026-03-02","last_day":"2026-03-02",)"
                                     R"("act":"det. 1/2026","rule_set":"reis_order","budget":"100000.00","appeal_days":1)");
  const auto entry = Tell("ApplyToCall", Named("call", call) + "," + Named("case_file", case_file) +
                                             R"(,"protocol":"2026/1","inputs":[{"name":"isre_cents","number":100000},)"
                                             R"({"name":"scale_hundredths","number":100},{"name":"isee_cents","number":100000}])");
  Later("2026-03-03T08:00:00Z");
  Tell("ScoreEntry", Named("entry", entry));
  Tell("AdmitEntry", Named("entry", entry));
  TellByAct("PublishProvisional", Named("call", call));
  Later("2026-03-10T08:00:00Z");
  TellByAct("PublishFinal", Named("call", call) + R"(,"valid_until":"2027-03-31")");
  Tell("CallEntry", Named("entry", entry));
  Tell("ConfirmEntry", Named("entry", entry) + R"(,"act":"det. 3/2026")");
  Submit();
  EXPECT_THAT(CodesOf(Ask()), IsEmpty());
  // When the terms of an ADI pact begin to run in the case, then both are found, and the entry is named.
  Tell("StartDeadline", Named("case_file", case_file) + R"(,"service":"adi_pact","deadline":"first_meeting")");
  Submit();
  const auto answer = Ask();
  ASSERT_THAT(CodesOf(answer), ElementsAre("incompatible_for_person"));
  EXPECT_EQ(answer.at("anomalies").at(0).at("service"), "adi_pact");
  EXPECT_EQ(answer.at("anomalies").at(0).at("facts").at("other"), IdOf(entry));
  EXPECT_EQ(answer.at("anomalies").at(0).at("facts").at("other_service"), "reis");
}

}  // namespace
}  // namespace fascicolo::program_test
