// The main job as people do it: commands in; caseload, waiting list and history out.
#include "connectors/program/program.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace fascicolo::program_test {
namespace {

using testing::Test;

constexpr const char* kOfficeAtWork =
    R"({"id":"000000000000000000000000000000a1","actor":"anna.rossi","payload":{"type":"RegisterContact","desk":"adults_elderly","area":"elderly","reason":"home_help","urgency":"urgent","surname":"Inventata","name":"Ada","narrative":"Vive sola."}}
{"id":"000000000000000000000000000000a2","actor":"anna.rossi","payload":{"type":"TakeInCharge","case_file":"@000000000000000000000000000000a1","worker":"anna.rossi"}}
{"id":"000000000000000000000000000000a3","actor":"anna.rossi","payload":{"type":"OpenUnit","service":"home_care_elderly","name":"Pool Nord","capacity":600,"from":"2026-03-02"}}
{"id":"000000000000000000000000000000a4","actor":"anna.rossi","payload":{"type":"FileApplication","case_file":"@000000000000000000000000000000a1","service":"home_care_elderly","quantity":240,"inputs":[{"name":"barthel","number":15},{"name":"lives_alone","flag":true},{"name":"family_network","code":"none"},{"name":"isee_cents","number":500000},{"name":"age_years","number":84}]}}
{"id":"000000000000000000000000000000a5","actor":"anna.rossi","payload":{"type":"ScoreApplication","activation":"@000000000000000000000000000000a4"}}
{"id":"000000000000000000000000000000a6","actor":"anna.rossi","payload":{"type":"EnterList","activation":"@000000000000000000000000000000a4"}}
)";

std::size_t FilesOfTheCatalogue(const std::string& folder) {
  const std::filesystem::directory_iterator files(FASCICOLO_SOURCE_DIR "/schemas/catalogue/" + folder);
  return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

class MainJob : public Test {
 protected:
  void SetUp() override {
    desk_.Init();
    submitted_ = desk_.Run({"submit", "-"}, kOfficeAtWork);
    ASSERT_EQ(submitted_.code, 0) << submitted_.out << submitted_.err;
  }
  Desk desk_;
  Ran submitted_;
};

TEST_F(MainJob, AnswersEveryLineInItsOrder) {
  const auto lines = submitted_.lines();
  ASSERT_EQ(lines.size(), 6U);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    EXPECT_EQ(lines[i].at("line"), i + 1);
    EXPECT_EQ(lines[i].at("outcome"), "accepted") << lines[i];
  }
}

TEST_F(MainJob, TakesARepeatedFileWithoutDoingAnythingTwice) {
  const auto before = desk_.Run({"verify", "--json"}).json();
  const auto again = desk_.Run({"submit", "-"}, kOfficeAtWork);
  EXPECT_EQ(again.code, 0);
  EXPECT_EQ(again.out, submitted_.out);
  const auto after = desk_.Run({"verify", "--json"}).json();
  EXPECT_EQ(after.at("events"), before.at("events"));
}

TEST_F(MainJob, ShowsTheCaseloadOfAWorkerInBothLanguages) {
  const auto answer = desk_.Run({"caseload", "--worker", "anna.rossi", "--json"}).json();
  ASSERT_EQ(answer.at("cases").size(), 1U);
  EXPECT_EQ(answer.at("cases")[0].at("state"), "in_charge");
  EXPECT_EQ(answer.at("cases")[0].at("urgency"), "urgent");
  EXPECT_EQ(answer.at("cases")[0].at("services")[0].at("service"), "home_care_elderly");
  EXPECT_NE(desk_.Run({"caseload", "--lang", "it"}).out.find("in carico"), std::string::npos);
  EXPECT_NE(desk_.Run({"caseload", "--lang", "en"}).out.find("in charge"), std::string::npos);
}

TEST_F(MainJob, ExplainsAPlaceOnTheList) {
  const auto list = desk_.Run({"waiting-list", "home_care_elderly", "--json"}).json();
  ASSERT_EQ(list.at("entries").size(), 1U) << list;
  // Nobody has confirmed the values by which it goes, and it says so.
  const std::vector<std::string> samples = list.at("samples");
  EXPECT_EQ(std::count(samples.begin(), samples.end(), "home_care_elderly"), 1);
  EXPECT_TRUE(std::any_of(samples.begin(), samples.end(), [](const auto& one) { return one.starts_with("home_care_points "); }));
  EXPECT_NE(desk_.Run({"waiting-list", "home_care_elderly", "--lang", "it"}).out.find("ESEMPIO"), std::string::npos);
  const std::string entity = list.at("entries")[0].at("entity");
  const auto explanation =
      desk_.Run({"waiting-list", "--explain", entity.substr(0, 8), "--json", "--lang", "it"})
          .json()
          .at("explanation");
  EXPECT_EQ(explanation.at("rank"), 1);
  EXPECT_EQ(explanation.at("score").at("rule_set"), "home_care_points");
  EXPECT_EQ(explanation.at("score").at("status"), "sample");
  EXPECT_EQ(explanation.at("score").at("lines")[0].at("label"), "Indice di Barthel");
  EXPECT_TRUE(explanation.at("score").at("lines")[0].at("source").at("position").is_number());
  const auto for_people = desk_.Run({"waiting-list", "--explain", entity, "--lang", "it"});
  EXPECT_NE(for_people.out.find("ESEMPIO"), std::string::npos) << for_people.out;
  EXPECT_NE(for_people.out.find("Indice di Barthel"), std::string::npos);
}

TEST_F(MainJob, SaysWhatWouldChangeAPlace) {
  const auto list = desk_.Run({"waiting-list", "home_care_elderly", "--json"}).json();
  const std::string entity = list.at("entries")[0].at("entity");
  const auto explanation = desk_.Run({"waiting-list", "--explain", entity, "--json"}).json().at("explanation");
  const auto& changes = explanation.at("would_change");
  ASSERT_FALSE(changes.empty());
  for (const auto& change : changes) {
    EXPECT_NE(change.at("total"), explanation.at("score").at("total")) << change;
    EXPECT_EQ(change.at("rank"), 1) << "nobody else is on the list";
  }
  const auto for_people = desk_.Run({"waiting-list", "--explain", entity, "--lang", "it"});
  EXPECT_NE(for_people.out.find("a parità del resto"), std::string::npos) << for_people.out;
}

TEST_F(MainJob, ShowsWhoWouldMoveUnderOtherRules) {
  const auto same = desk_.Run({"what-if", "home_care_elderly", "--rules", "home_care_points-2025", "--json"}).json();
  ASSERT_EQ(same.at("entries").size(), 1U) << same;
  EXPECT_EQ(same.at("status"), "sample");
  EXPECT_EQ(same.at("moved"), 0);
  const auto other = desk_.Run({"what-if", "home_care_elderly", "--rules", "day_centre_points-2026", "--json"}).json();
  EXPECT_FALSE(other.at("entries")[0].at("why").empty() && other.at("entries")[0].at("problems").empty()) << other;
  const auto for_people = desk_.Run({"what-if", "home_care_elderly", "--rules", "home_care_points-2025", "--lang", "it"});
  EXPECT_NE(for_people.out.find("ESEMPIO"), std::string::npos) << for_people.out;
  EXPECT_EQ(desk_.Run({"what-if", "home_care_elderly", "--rules", "no_such_file"}).code, 2);
  EXPECT_EQ(desk_.Run({"what-if", "nowhere", "--rules", "home_care_points-2025"}).code, 2);
}

TEST_F(MainJob, ReplaysACaseWithItsPersonalTextsOrWithoutThem) {
  const std::string of = desk_.Run({"caseload", "--json"}).json().at("cases")[0].at("case");
  const auto steps = desk_.Run({"history", of, "--json"}).json().at("steps");
  ASSERT_GE(steps.size(), 3U);
  const auto open = desk_.Run({"history", of, "--step", "--lang", "it"});
  EXPECT_NE(open.out.find("Presa in carico"), std::string::npos) << open.out;
  EXPECT_NE(open.out.find("racconto: Vive sola."), std::string::npos) << open.out;
  EXPECT_NE(open.out.find("sportello: adulti e anziani"), std::string::npos) << open.out;
  EXPECT_NE(open.out.find("  - nome: barthel, numero: 15"), std::string::npos) << open.out;
  const auto sealed = desk_.Run({"history", of, "--step", "--sealed"});
  EXPECT_EQ(sealed.out.find("Vive sola."), std::string::npos);
}

TEST_F(MainJob, NamesTheServicesWhereOneIsAskedForThatIsNone) {
  for (const char* command : {"caseload", "agenda", "occupancy"}) {
    const auto ran = desk_.Run({command, "--service", "home_care"});
    EXPECT_EQ(ran.code, 2) << command;
    EXPECT_NE(ran.err.find("home_care_elderly"), std::string::npos) << command << ": " << ran.err;
  }
}

TEST_F(MainJob, ShowsARefusalInTheHistoryWithItsGround) {
  const auto refused = desk_.Run(
      {"submit", "-"},
      R"({"id":"000000000000000000000000000000b1","actor":"anna.rossi","payload":{"type":"CloseCase","case_file":"@000000000000000000000000000000a1","reason":"moved_away"}})");
  EXPECT_EQ(refused.code, 1) << refused.err;
  ASSERT_EQ(refused.lines().size(), 1U);
  EXPECT_EQ(refused.lines()[0].at("outcome"), "refused");
  EXPECT_EQ(refused.lines()[0].at("code"), "case_has_services");
  EXPECT_FALSE(refused.lines()[0].at("ground").get<std::string>().empty());
  const auto history = desk_.Run({"history", "--worker", "anna.rossi", "--step"});
  EXPECT_NE(history.out.find("case_has_services"), std::string::npos) << history.out;
}

TEST_F(MainJob, AnswersAsOfAnEarlierPosition) {
  const auto first = submitted_.lines()[0].at("position").get<std::uint64_t>();
  const auto then = desk_.Run({"caseload", "--as-of", std::to_string(first), "--json"}).json();
  EXPECT_EQ(then.at("position"), first);
  EXPECT_EQ(then.at("cases")[0].at("state"), "contact");
  EXPECT_EQ(desk_.Run({"caseload", "--as-of", "99999999"}).code, 3);
  EXPECT_EQ(desk_.Run({"caseload", "--as-of", "2026-02-30"}).code, 2);
}

TEST_F(MainJob, WritesNothingByAClockThatJumpedUntilItIsConfirmed) {
  const auto before = desk_.position();
  desk_.SetClock("2026-03-05T08:00:00Z");
  const auto stopped = desk_.Run({"submit", "-"}, kOfficeAtWork);
  EXPECT_EQ(stopped.code, 3);
  EXPECT_NE(stopped.err.find("--trust-clock"), std::string::npos) << stopped.err;
  EXPECT_EQ(desk_.position(), before);
  const auto confirmed = desk_.Run({"submit", "-", "--trust-clock"}, kOfficeAtWork);
  EXPECT_EQ(confirmed.code, 0) << confirmed.err;
  EXPECT_GT(desk_.position(), before) << "the days between were opened";
}

TEST_F(MainJob, VerifiesAndRebuildsToTheSameDigests) {
  const auto verified = desk_.Run({"verify", "--json"});
  EXPECT_EQ(verified.code, 0) << verified.out << verified.err;
  EXPECT_TRUE(verified.json().at("problems").empty());
  EXPECT_EQ(desk_.Run({"rebuild", "--diff"}).code, 0);
  EXPECT_EQ(desk_.Run({"rebuild"}).code, 0);
  EXPECT_EQ(desk_.Run({"verify", "--json"}).json().at("digests"), verified.json().at("digests"));
}

TEST_F(MainJob, IsDecidedAgainToTheSame) {
  const auto refused = desk_.Run({"submit", "-"},
                                 R"({"id":"000000000000000000000000000000b1","actor":"anna.rossi","payload":{"type":)"
                                 R"("TakeInCharge","case_file":"@000000000000000000000000000000a1","worker":"bruno"}})");
  ASSERT_EQ(refused.lines().at(0).at("outcome"), "refused") << refused.out;
  const auto again = desk_.Run({"readjudicate", "--json"});
  EXPECT_EQ(again.code, 0) << again.out << again.err;
  EXPECT_EQ(again.json().at("differences_in_all"), 0);
  EXPECT_EQ(again.json().at("versions").at(0).at("refused"), 1);
}

TEST_F(MainJob, FoldsALostStateAndLostViewsAgain) {
  const auto before = desk_.Run({"verify", "--json"}).json().at("digests");
  std::filesystem::remove_all(desk_.data() / "state");
  std::filesystem::remove_all(desk_.data() / "views");
  const auto after = desk_.Run({"verify", "--json"});
  EXPECT_EQ(after.code, 0) << after.err;
  EXPECT_EQ(after.json().at("digests"), before);
}

TEST_F(MainJob, RebuildsViewsWhoseBytesRotted) {
  const auto before = desk_.Run({"verify", "--json"}).json().at("digests");
  for (const auto& entry : std::filesystem::directory_iterator(desk_.data() / "views")) {
    if (entry.path().extension() != ".sst") continue;
    std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(20);
    file.write("rotten", 6);
  }
  EXPECT_EQ(desk_.Run({"rebuild"}).code, 0);
  const auto after = desk_.Run({"verify", "--json"});
  EXPECT_EQ(after.code, 0) << after.err;
  EXPECT_EQ(after.json().at("digests"), before);
}

TEST_F(MainJob, ShowsOccupancyAgendaAndServices) {
  const auto units = desk_.Run({"occupancy", "--json"}).json().at("units");
  ASSERT_EQ(units.size(), 1U);
  EXPECT_EQ(units[0].at("stretches")[0].at("free"), 600);
  EXPECT_EQ(desk_.Run({"agenda", "--json"}).code, 0);
  const auto adopted = desk_.Run({"services", "--json"}).json();
  EXPECT_EQ(adopted.at("services").size(), FilesOfTheCatalogue("services")) << "every sheet that the program carries";
  EXPECT_EQ(adopted.at("rule_sets").size(), FilesOfTheCatalogue("rules"));
  std::set<std::string> kinds;
  for (const auto& rules : adopted.at("rule_sets")) kinds.insert(rules.at("kind"));
  EXPECT_EQ(kinds, (std::set<std::string>{"fee", "formula", "instrument", "points"}));
  EXPECT_EQ(desk_.Run({"services", "--json", "--as-of", "0"}).json().at("services").size(), 0U);
  EXPECT_NE(desk_.Run({"services", "--lang", "it"}).out.find("Assistenza domiciliare"),
            std::string::npos);
}

TEST_F(MainJob, AdoptsTheSameCatalogueOnce) {
  const auto before = desk_.position();
  const auto again = desk_.Run({"adopt", "--built-in", "--json"});
  EXPECT_EQ(again.code, 0);
  for (const auto& line : again.lines()) EXPECT_EQ(line.at("outcome"), "already");
  EXPECT_LE(desk_.position(), before + 1) << "only the claim is new";
}

}  // namespace
}  // namespace fascicolo::program_test
