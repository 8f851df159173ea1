// Receipts as an office hands them out, and as whoever gets them verifies them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "connectors/program/program.h"

namespace fascicolo::program_test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

class ReceiptsOfATown : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto made = desk_.RunBare({"simulate", "--inhabitants", "2000", "--years", "1", "--seed", "7", "--data", Dir()});
    ASSERT_EQ(made.code, 0) << made.err;
  }
  [[nodiscard]] std::string Dir() const { return desk_.data().string(); }
  [[nodiscard]] Ran Ask(std::vector<std::string> words) const {
    words.insert(words.end(), {"--data", Dir()});
    return desk_.RunBare(words);
  }
  [[nodiscard]] std::string Case() const {
    return Ask({"caseload", "--json"}).json().at("cases").at(0).at("case").get<std::string>();
  }
  /// An application that waits, and its rank.
  [[nodiscard]] std::pair<std::string, std::uint64_t> Waiting() const {
    const auto lists = Ask({"waiting-list", "--json"}).json();
    for (const auto& list : lists.at("lists")) {
      if (list.at("waiting") == 0) continue;
      const auto entry = Ask({"waiting-list", list.at("list"), "--json"}).json().at("entries").back();
      return {entry.at("entity"), entry.at("rank")};
    }
    ADD_FAILURE() << "nobody waits";
    return {};
  }
  [[nodiscard]] std::string Key() const { return Ask({"checkpoint", "--json"}).json().at("key").get<std::string>(); }
  /// The exit code of the separate verifier; what it says stands in `said_`.
  int Verify(const fs::path& receipt, const std::string& more = {}) {
    const fs::path out = desk_.root() / "said";
    const std::string line = std::string("'") + FASCICOLO_VERIFIER + "' '" + receipt.string() + "' --key '" + Key() +
                             "' --lang en " + more + " >'" + out.string() + "' 2>&1";
    const int status = std::system(line.c_str());
    said_ = BytesOf(out);
    return WEXITSTATUS(status);
  }
  [[nodiscard]] fs::path File() const { return desk_.root() / "receipt.html"; }

  const Desk desk_;
  std::string said_;
};

TEST_F(ReceiptsOfATown, AWholeCaseOpensWithTheSeparateVerifier) {
  const std::string case_file = Case();
  const auto ran = Ask({"prove", case_file, "--out", File().string()});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(Verify(File()), 0) << said_;
  EXPECT_THAT(said_, HasSubstr("none of their events is missing"));
  EXPECT_THAT(said_, HasSubstr("case_file " + case_file + " v1"));
  const auto steps = Ask({"history", case_file, "--json"}).json().at("steps");
  for (const auto& step : steps) {
    if (step.at("event").is_null()) continue;
    EXPECT_THAT(said_, HasSubstr("\n" + step.at("position").dump() + "." + step.at("event").dump() + "  "));
  }
}

TEST_F(ReceiptsOfATown, TheReportIsReadInItalianAndEnglish) {
  const auto english = Ask({"prove", Case(), "--lang", "en"});
  EXPECT_THAT(english.out, HasSubstr("This is the whole history"));
  EXPECT_THAT(english.out, HasSubstr("Stated by the office under its signature, not proven"));
  EXPECT_THAT(english.out, HasSubstr("Contact registered"));
  EXPECT_THAT(english.out, Not(HasSubstr("<script")));
  const auto italian = Ask({"prove", Case(), "--lang", "it"});
  EXPECT_THAT(italian.out, HasSubstr("Questa è la storia completa"));
  EXPECT_THAT(italian.out, HasSubstr("Dichiarato dall'ente con la sua firma, non provato"));
}

TEST_F(ReceiptsOfATown, TheReportsOfItsCasesHoldNoPersonalText) {
  std::size_t texts = 0;
  const auto caseload = Ask({"caseload", "--limit", "20", "--json"}).json();
  for (const auto& row : caseload.at("cases")) {
    const std::string case_file = row.at("case");
    const std::string report = Ask({"prove", case_file, "--lang", "it"}).out;
    const auto told = Ask({"history", case_file, "--json"}).json();
    for (const auto& step : told.at("steps")) {
      for (const auto& [field, text] : step.at("sealed").items()) {
        if (!text.is_string() || text.get<std::string>().size() < 5) continue;
        ++texts;
        EXPECT_THAT(report, Not(HasSubstr(text.get<std::string>()))) << field;
      }
    }
    if (texts > 3) break;
  }
  EXPECT_GT(texts, 0U) << "this test sees nothing";
}

TEST_F(ReceiptsOfATown, APlaceOnAListComesWithTheWholeListsHistory) {
  const auto [entity, rank] = Waiting();
  const auto ran = Ask({"prove", entity, "--place", "--out", File().string()});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(Verify(File()), 0) << said_;
  EXPECT_THAT(said_, HasSubstr("\"rank\":" + std::to_string(rank)));
  EXPECT_THAT(said_, HasSubstr("EntryAdded"));
}

TEST_F(ReceiptsOfATown, OneEventIsProvenAlone) {
  const auto steps = Ask({"history", Case(), "--json"}).json().at("steps");
  const std::string event = steps.at(0).at("position").dump() + "." + steps.at(0).at("event").dump();
  const auto ran = Ask({"prove", "--event", event, "--plain", "--out", File().string()});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_TRUE(BytesOf(File()).starts_with("fascicolo-receipt v1 event\n"));
  EXPECT_EQ(Verify(File()), 0) << said_;
}

TEST_F(ReceiptsOfATown, WhatWasChangedInAReceiptIsFound) {
  ASSERT_EQ(Ask({"prove", Case(), "--out", File().string()}).code, 0);
  std::string text = BytesOf(File());
  const auto leaf = text.rfind("\nleaf ");
  char& changed = text[leaf + 40];
  changed = changed == 'A' ? 'B' : 'A';
  std::ofstream(File(), std::ios::binary) << text;
  EXPECT_EQ(Verify(File()), 1) << said_;
}

TEST_F(ReceiptsOfATown, APublishedFolderIsVerifiedAlsoAgainstAKeptCheckpoint) {
  const fs::path folder = desk_.root() / "www";
  ASSERT_EQ(Ask({"checkpoint", "--publish", folder.string()}).code, 0);
  EXPECT_EQ(Verify(folder), 0) << said_;
  fs::copy_file(folder / "checkpoint", desk_.root() / "kept");
  EXPECT_EQ(Verify(folder, "--against '" + (desk_.root() / "kept").string() + "'"), 0) << said_;
  EXPECT_THAT(said_, HasSubstr("continues the checkpoint that you kept"));
  std::ofstream(folder / "tile/0/000", std::ios::binary | std::ios::app) << "x";
  EXPECT_EQ(Verify(folder), 1) << said_;
}

TEST_F(ReceiptsOfATown, WhatCannotBeProvenIsSaid) {
  EXPECT_EQ(Ask({"prove"}).code, 2);
  EXPECT_EQ(Ask({"prove", Case(), "--event", "1.0"}).code, 2);
  EXPECT_NE(Ask({"prove", "--event", "x"}).code, 0);
  EXPECT_NE(Ask({"prove", "--event", "1.900"}).code, 0);
  EXPECT_NE(Ask({"prove", "--event", "999999999.0"}).code, 0);
  EXPECT_NE(Ask({"prove", Case(), "--place"}).code, 0) << "a case waits on no list";
}

}  // namespace
}  // namespace fascicolo::program_test
