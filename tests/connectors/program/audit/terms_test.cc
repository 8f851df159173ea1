// Deadlines by what became of them.
#include "connectors/program/audit/audit_desk.h"

#include <gmock/gmock.h>

namespace fascicolo::program_test {
namespace {

using testing::HasSubstr;

class StatisticsOfTerms : public AuditDesk {
 protected:
  nlohmann::json Terms(std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"statistics", "terms", "--json", "--trust-clock"});
    return desk_.Run(more).json().at("terms");
  }
  void Begin(const std::string& activation) { Start(activation, unit_, "2026-03-02"); }
  std::string unit_;
};

TEST_F(StatisticsOfTerms, CountWhatWasMetInTimeMetLatePassedOpenSuspendedAndFellAway) {
  // Given six applications of 2 March, to be decided within thirty days.
  unit_ = OpenUnit("laundry", "90");
  std::vector<std::string> applications;
  for (int i = 0; i < 6; ++i) applications.push_back(Apply(CaseInCharge(), "laundry", "1"));
  // When one is decided at once, one withdrawn, and one suspended for documents that were asked for.
  Begin(applications[0]);
  Tell("WithdrawApplication", Named("activation", applications[1]) + R"(,"reason":"renounced")");
  Later("2026-03-30T08:00:00Z");
  Tell("SuspendDeadline", Named("about", applications[2]) + R"(,"number":0,"cause":"missing_documents")");
  // And when the term is over, one is decided late, one not at all; and another one applies.
  Later("2026-04-10T08:00:00Z");
  Begin(applications[3]);
  const auto recent = Apply(CaseInCharge(), "laundry", "1");
  Submit();
  // Then each is counted once, under the article that the sheet names.
  const auto terms = Terms({"--to", "2026-03-31"});
  ASSERT_EQ(terms.size(), 1U);
  EXPECT_EQ(terms[0].at("deadline"), "decision");
  EXPECT_EQ(terms[0].at("ground"), "L. 241/1990, art. 2");
  EXPECT_EQ(terms[0].at("opened"), 6);
  EXPECT_EQ(terms[0].at("met_in_time"), 1);
  EXPECT_EQ(terms[0].at("met_late"), 1);
  EXPECT_EQ(terms[0].at("passed"), 2);
  EXPECT_EQ(terms[0].at("open"), 0);
  EXPECT_EQ(terms[0].at("suspended"), 1);
  EXPECT_EQ(terms[0].at("fell_away"), 1);
  EXPECT_EQ(terms[0].at("percent_within_term"), "25");
  EXPECT_EQ(terms[0].at("suspensions").at("missing_documents"), 1);
  // And as figures, which are counted from the events alone, they are the same.
  const auto figures = desk_.Run({"statistics", "terms", "--by", "month", "--from", "2026-03", "--to", "2026-03", "--json",
                                  "--trust-clock"});
  const auto row = figures.json().at("figures").at("rows")[0];
  EXPECT_EQ(row.at("opened"), 6) << figures.out;
  for (const char* measure : {"met_in_time", "met_late", "passed", "suspended", "fell_away"}) {
    EXPECT_EQ(row.at(measure), terms[0].at(measure)) << measure;
  }
  EXPECT_EQ(row.at("still_open"), terms[0].at("open"));
  // And the later one is open, and of another period.
  const auto later = Terms({"--from", "2026-04-01"});
  ASSERT_EQ(later.size(), 1U);
  EXPECT_EQ(later[0].at("open"), 1);
  EXPECT_TRUE(later[0].at("percent_within_term").is_null());
}

TEST_F(StatisticsOfTerms, AreAskedByAreaAndServiceAndReadInBothLanguages) {
  unit_ = OpenUnit("laundry", "90");
  Apply(CaseInCharge(), "laundry", "1");
  Apply(CaseInCharge(), "territorial_education", "60");
  Submit();
  const auto all = Terms();
  ASSERT_EQ(all.size(), 2U);
  const std::string area = all[0].at("area");
  EXPECT_EQ(Terms({"--area", area}).size(), 1U);
  EXPECT_EQ(Terms({"--service", "laundry"}).size(), 1U);
  EXPECT_THAT(desk_.Run({"statistics", "terms", "--lang", "it"}).out, HasSubstr("entro il termine"));
  EXPECT_THAT(desk_.Run({"statistics", "terms", "--lang", "en"}).out, HasSubstr("met in time"));
  ExpectWords({"statistics", "terms"});
  EXPECT_EQ(desk_.Run({"statistics", "nothing"}).code, 2);
  EXPECT_EQ(desk_.Run({"statistics", "terms", "--area", "nowhere"}).code, 2);
}

}  // namespace
}  // namespace fascicolo::program_test
