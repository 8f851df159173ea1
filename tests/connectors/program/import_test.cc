// A foreign history comes in whole, once.
#include "connectors/program/program.h"

#include <gtest/gtest.h>

#include <fstream>

namespace fascicolo::program_test {
namespace {

constexpr const char* kMapping = R"({
  "name": "desk", "source": "old desk", "format": "csv",
  "csv": {"separator": ",", "case": "case", "activity": "step", "actor": "who", "instant": "at"},
  "rules": [
    {"when": {"activity": "came", "first": true}, "command": "RegisterContact",
     "fields": {"desk": "adults_elderly", "area": "elderly", "reason": "advice",
                "surname": "$attribute surname", "narrative": "$attribute note"}},
    {"when": {"activity": "taken"}, "command": "TakeInCharge", "fields": {"worker": "$actor"}},
    {"when": {"activity": "closed"}, "command": "CloseCase", "fields": {"reason": "done"}}
  ]})";
constexpr const char* kHistory =
    "case,step,who,at,surname,note\n"
    "c1,came,anna,2024-01-08T09:00:00Z,Inventata,Vive sola.\n"
    "c2,came,anna,2024-01-08T10:00:00Z,,\n"
    "c1,taken,bruno,2024-01-09T09:00:00Z,,\n"
    "c1,called,bruno,2024-01-10T09:00:00Z,,\n"
    "c2,closed,anna,not a time,,\n"
    "c1,closed,bruno,2024-02-01T09:00:00Z,,\n"
    "c1,taken,bruno,2024-02-02T09:00:00Z,,\n";

class Import : public testing::Test {
 protected:
  void SetUp() override {
    desk_.Init();
    std::ofstream(desk_.root() / "mapping.json") << kMapping;
    std::ofstream(desk_.root() / "history.csv") << kHistory;
  }
  [[nodiscard]] Ran Run(std::vector<std::string> more = {}) const {
    std::vector<std::string> words{"import", (desk_.root() / "history.csv").string(), "--mapping",
                                   (desk_.root() / "mapping.json").string(), "--json"};
    words.insert(words.end(), more.begin(), more.end());
    return desk_.Run(words);
  }
  Desk desk_;
};

TEST_F(Import, TakesWhatFitsAndNamesTheLineOfWhatDoesNot) {
  const auto ran = Run();
  EXPECT_EQ(ran.code, 1) << ran.err;
  const auto report = ran.json();
  EXPECT_EQ(report.at("cases"), 2);
  EXPECT_EQ(report.at("events"), 6);
  EXPECT_EQ(report.at("accepted"), 5) << report;
  EXPECT_EQ(report.at("refused"), 1) << "closed, then taken in charge";
  EXPECT_EQ(report.at("rejected"), 1) << "no time";
  EXPECT_EQ(report.at("commits"), 6) << "refusals are recorded";
  std::vector<std::string> places;
  for (const auto& error : report.at("errors")) {
    places.push_back(error.contains("place") && !error.contains("line")
                         ? error.at("place").get<std::string>()
                         : "line " + std::to_string(error.at("line").get<int>()));
  }
  EXPECT_EQ(places, (std::vector<std::string>{"line 6", "line 8"}));
  const auto cases = desk_.Run({"caseload", "--state", "closed", "--json"}).json().at("cases");
  ASSERT_EQ(cases.size(), 1U);
  EXPECT_EQ(cases[0].at("imported"), true);
}

TEST_F(Import, TellsPeopleWhatDoesNotFitInTheirLanguage) {
  const auto ran = desk_.Run({"import", (desk_.root() / "history.csv").string(), "--mapping",
                              (desk_.root() / "mapping.json").string(), "--lang", "it"});
  EXPECT_TRUE(Says(ran.out + ran.err, "riga 6: \"at\" non è un momento possibile; atteso: ")) << ran.out << ran.err;
  EXPECT_TRUE(Says(ran.out + ran.err, "riga 8: respinto: ")) << ran.out << ran.err;
}

TEST_F(Import, IsDecidedAgainToTheSameAndIsWhatWasHandedIn) {
  (void)Run();
  const auto again = desk_.Run({"readjudicate", "--json"});
  EXPECT_EQ(again.code, 0) << again.out;
  EXPECT_EQ(again.json().at("commands"), again.json().at("position").get<std::uint64_t>() + 1);
  EXPECT_EQ(again.json().at("differences_in_all"), 0);
  const auto verified = desk_.Run({"verify", "--requests", "--json"});
  EXPECT_EQ(verified.code, 0) << verified.out;
  EXPECT_EQ(verified.json().at("requests").at("same"), verified.json().at("commits"));
}

TEST_F(Import, SealsPersonalTextsUnderWhoTheyAreAbout) {
  (void)Run();
  const auto cases = desk_.Run({"caseload", "--state", "closed", "--json"}).json().at("cases");
  const auto sealed_of = [&](const std::string& entity) {
    nlohmann::json sealed = nlohmann::json::object();
    const auto history = desk_.Run({"history", entity, "--own", "--json"}).json();
    for (const auto& step : history.at("steps")) sealed.update(step.at("sealed"));
    return sealed;
  };
  EXPECT_EQ(sealed_of(cases[0].at("person")), (nlohmann::json{{"surname", "Inventata"}}));
  EXPECT_EQ(sealed_of(cases[0].at("case")), (nlohmann::json{{"narrative", "Vive sola."}}));
}

TEST_F(Import, ASecondTimeAcceptsNothingNew) {
  (void)Run();
  const auto again = Run().json();
  EXPECT_EQ(again.at("accepted"), 0);
  EXPECT_EQ(again.at("already"), 5);
  EXPECT_EQ(again.at("commits"), 0);
}

TEST_F(Import, ADryRunSeesTheSameAndRecordsNothing) {
  const auto before = desk_.position();
  const auto rehearsal = Run({"--dry-run"}).json();
  EXPECT_EQ(rehearsal.at("accepted"), 5);
  EXPECT_EQ(rehearsal.at("refused"), 1);
  EXPECT_EQ(desk_.position(), before);
}

TEST_F(Import, AFileThatIsNotThereIsNamedBeforeAnythingIsWritten) {
  desk_.SetClock("2026-03-03T08:00:00Z");
  const auto before = desk_.position();
  const auto ran = desk_.Run({"import", "nowhere.csv", "--mapping", (desk_.root() / "mapping.json").string()});
  EXPECT_EQ(ran.code, 3);
  EXPECT_NE(ran.err.find("nowhere.csv"), std::string::npos) << ran.err;
  EXPECT_EQ(desk_.position(), before) << "not even a day was opened";
}

TEST_F(Import, AMappingThatIsNotThereIsNamed) {
  const auto ran = desk_.Run({"import", "x.csv", "--mapping", "nowhere.json"});
  EXPECT_EQ(ran.code, 3);
  EXPECT_NE(ran.err.find("nowhere.json"), std::string::npos);
}

}  // namespace
}  // namespace fascicolo::program_test
