// ops/runbooks/auditors-questions.md, put to a town as it stands there: each of the twenty has its commands, and each answers.
#include "connectors/program/program.h"
#include "connectors/program/readme_commands.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace fascicolo::program_test {
namespace {

using Json = nlohmann::json;

constexpr int kQuestions = 20;
constexpr const char* kAnErasure = "forget";  // asked of who was erased, in forget_test.cc

struct Asked {
  int question = 0;
  std::vector<std::string> words;  ///< behind `fascicolo`
};

std::vector<std::string> WordsIn(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

std::vector<Asked> CommandsOfThePage() {
  std::vector<Asked> commands;
  std::ifstream page(FASCICOLO_SOURCE_DIR "/ops/runbooks/auditors-questions.md");
  const std::regex row(R"(\| (\d+) \|.*)");
  const std::regex command(R"(`fascicolo ([^`]*)`)");
  std::smatch found;
  for (std::string line; std::getline(page, line);) {
    if (!std::regex_match(line, found, row)) continue;
    const int question = std::stoi(found[1]);
    for (auto at = std::sregex_iterator(line.begin(), line.end(), command); at != std::sregex_iterator(); ++at) {
      commands.push_back({question, WordsIn((*at)[1])});
    }
  }
  return commands;
}

class AuditorsQuestions : public testing::Test {
 protected:
  void SetUp() override {
    const auto town = desk_.RunBare({"simulate", "--inhabitants", "2000", "--years", "1", "--seed", "5", "--data", Town()});
    ASSERT_EQ(town.code, 0) << town.err;
    const auto published = desk_.RunBare({"figures", "publish", "--query", "users --by area --year 2025", "--signer", "neri",
                                          "--act", "det. 12/2026", "--actor", "rossi", "--data", Town(), "--trust-clock"});
    ASSERT_EQ(published.code, 0) << published.err << published.out;
  }
  [[nodiscard]] std::string Town() const { return (desk_.root() / "town").string(); }

  Ran Ask(std::vector<std::string> words) const {
    words.insert(words.end(), {"--json", "--data", Town(), "--trust-clock"});
    return desk_.RunBare(words);
  }
  Json Told(std::vector<std::string> words) const { return Ask(std::move(words)).json(); }

  /// What the words in capitals stand for: things that are in the town.
  std::map<std::string, std::string> Meanings() const {
    const Json call = Told({"ranking"}).at("calls").at(0).at("call");
    const Json lists = Told({"waiting-list"});
    const Json& list = lists.at("lists").at(0);
    const Json waiting = Told({"waiting-list", list.at("list")}).at("entries").at(0);
    std::map<std::string, std::string> meant{{"CALL", call},
                                             {"ENTRY", Told({"ranking", call}).at("lines").at(0).at("entry")},
                                             {"LIST", list.at("list")},
                                             {"ENTITY", waiting.at("entity")},
                                             {"CASE", waiting.at("case")},
                                             {"H", AHousehold()},
                                             {"POSITION", lists.at("position").dump()},
                                             {"DAY", "2025-12-31"},
                                             {"MONTH", "2025-06"},
                                             {"PAYMENT", "M-1"},
                                             {"FILE", (desk_.root() / "receipt.html").string()}};
    return meant;
  }
  std::string AHousehold() const {
    const Json cases = Told({"caseload", "--limit", "0"}).at("cases");
    for (const Json& one : cases) {
      const Json person = Told({"person", one.at("person")}).at("person");
      if (!person.at("households").empty()) return person.at("households").at(0);
    }
    return {};
  }

  Desk desk_;
};

TEST_F(AuditorsQuestions, AreAnsweredByTheCommandsThatThePageNames) {
  const auto meant = Meanings();
  std::map<int, int> answered;
  for (const auto& [question, words] : CommandsOfThePage()) {
    if (words.front() == kAnErasure) continue;
    const auto ran = Ask(Meant(words, meant));
    // 1: the answer is an anomaly, a difference, a record that cannot be sent.
    EXPECT_TRUE(ran.code == 0 || ran.code == 1) << question << ": " << words.front() << "\n" << ran.err;
    EXPECT_TRUE(!ran.out.empty() || !BytesOf(meant.at("FILE")).empty()) << question << ": " << words.front();
    ++answered[question];
  }
  for (int question = 1; question <= kQuestions; ++question) EXPECT_GE(answered[question], 1) << question;
  EXPECT_EQ(answered.size(), kQuestions);
}

}  // namespace
}  // namespace fascicolo::program_test
