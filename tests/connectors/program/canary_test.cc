// Personal texts on every way through the program: nowhere but sealed (design, promise 7). The texts are drawn at random, so
// that finding one is no accident; every file that the authority left is searched, and all that was said.
#include "connectors/program/program.h"

#include "engine/identity/fiscal_code.h"
#include "events/acceptance.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <thread>

namespace fascicolo::program_test {
namespace {

namespace fs = std::filesystem;

/// One text for each kind of thing that must not be found.
class Canaries {
 public:
  explicit Canaries(unsigned seed) : random_(seed) {}
  /// "Narrative" followed by letters that stand nowhere else.
  const std::string& New(const std::string& what) {
    std::string text = what;
    for (int i = 0; i < 16; ++i) text += static_cast<char>('a' + random_() % 26);
    return texts_[what] = text;
  }
  /// A fiscal code of nobody, right in its form or, on wish, wrong in its last letter.
  const std::string& NewFiscalCode(const std::string& what, bool is_right = true) {
    std::string code;
    for (int i = 0; i < 6; ++i) code += static_cast<char>('A' + random_() % 26);
    code += "80A41Z999";
    const char check = engine::CheckCharacter(code);
    code += is_right ? check : check == 'A' ? 'B' : 'A';
    return texts_[what] = code;
  }
  [[nodiscard]] const std::string& Text(const std::string& what) const { return texts_.at(what); }
  /// The kinds of text that stand in `bytes`.
  [[nodiscard]] std::vector<std::string> FoundIn(const std::string& bytes) const {
    std::vector<std::string> found;
    for (const auto& [what, text] : texts_) {
      if (bytes.find(text) != std::string::npos) found.push_back(what);
    }
    return found;
  }

 private:
  std::mt19937 random_;
  std::map<std::string, std::string> texts_;
};

class Canary : public ::testing::Test {
 protected:
  void SetUp() override { desk_.Init(); }

  /// Runs the program; nothing of what it says may hold a personal text.
  Ran Discreet(const std::vector<std::string>& words, const std::string& in = {}) {
    Ran ran = desk_.Run(words, in);
    for (const std::string& what : canaries_.FoundIn(ran.out + ran.err)) {
      ADD_FAILURE() << words[0] << " says the " << what << ":\n" << ran.out << ran.err;
    }
    return ran;
  }
  void Contact() {
    const auto ran = Discreet({"submit", "-"},
                              R"({"id":"000000000000000000000000000000a1","actor":"anna.rossi","payload":{"type":"RegisterContact",)"
                              R"("desk":"adults_elderly","area":"elderly","reason":"home_help","surname":")" +
                                  canaries_.New("Surname") + R"(","name":")" + canaries_.New("Name") +
                                  R"(","fiscal_code":")" + canaries_.NewFiscalCode("FiscalCode") + R"(","narrative":")" +
                                  canaries_.New("Narrative") + "\"}}\n");
    ASSERT_EQ(ran.code, 0) << ran.err;
    const auto row = desk_.Run({"caseload", "--json"}).json().at("cases").at(0);
    case_ = row.at("case").get<std::string>();
    person_ = row.at("person").get<std::string>();
  }
  /// A family, and who flees from it.
  void Families() {
    const auto ran = Discreet(
        {"submit", "-"},
        R"({"id":"000000000000000000000000000000b1","actor":"anna.rossi","payload":{"type":"RegisterContact",)"
        R"("desk":"families_minors","area":"minors_family","reason":"violence"}}
{"id":"000000000000000000000000000000b2","actor":"anna.rossi","payload":{"type":"FormHousehold","composition":"registry",)"
        R"("from":"2026-01-01","municipality":"090064","members":[{"person":")" + person_ +
            R"(","relationship":"reference_person"},{"person":"@000000000000000000000000000000b1/1","relationship":"spouse"}],)"
            R"("address":")" + canaries_.New("Address") + R"("}}
{"id":"000000000000000000000000000000b3","actor":"anna.rossi","payload":{"type":"SplitHousehold","reason":"violence",)"
            R"("household":"@000000000000000000000000000000b2","on":"2026-02-01",)"
            R"("members":[{"person":"@000000000000000000000000000000b1/1","relationship":"reference_person"}],)"
            R"("address":")" + canaries_.New("Refuge") + R"("}}
{"id":"000000000000000000000000000000b4","actor":"anna.rossi","payload":{"type":"MoveHousehold",)"
            R"("household":"@000000000000000000000000000000b3","from":"2026-02-20","address":")" +
            canaries_.New("OtherRefuge") + "\"}}\n");
    EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  }
  void Note(const std::string& id, const std::string& text, int code) {
    const auto ran = Discreet({"submit", "-"}, R"({"id":"000000000000000000000000000000)" + id +
                                                   R"(","actor":"anna.rossi","payload":{"type":"AddDiaryEntry","case_file":")" +
                                                   case_ + R"(","text":")" + text + "\"}}\n");
    EXPECT_EQ(ran.code, code) << ran.err;
  }
  void Foreign() {
    std::ofstream(desk_.root() / "mapping.json") << R"({
      "name": "desk", "source": "old desk", "format": "csv",
      "csv": {"separator": ",", "case": "case", "activity": "step", "actor": "who", "instant": "at"},
      "rules": [{"when": {"activity": "came", "first": true}, "command": "RegisterContact",
                 "fields": {"desk": "adults_elderly", "area": "elderly", "reason": "advice",
                            "surname": "$attribute surname", "narrative": "$attribute note"}}]})";
    std::ofstream(desk_.root() / "history.csv") << "case,step,who,at,surname,note\nc1,came,anna,2024-01-08T09:00:00Z,"
                                                << canaries_.New("ForeignSurname") << "," << canaries_.New("ForeignNote")
                                                << "\n";
    const auto ran = Discreet({"import", (desk_.root() / "history.csv").string(), "--mapping",
                               (desk_.root() / "mapping.json").string(), "--json"});
    EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  }
  /// What is malformed is said without showing it.
  void Malformed() {
    const std::string text = canaries_.New("Malformed");
    const std::string wrong = canaries_.NewFiscalCode("WrongFiscalCode", false);
    for (const std::string& line :
         {R"({"id":"000000000000000000000000000000f1","actor":"a","payload":{"type":"AddDiaryEntry","text":")" + text + "\"",
          R"({"id":"000000000000000000000000000000f2","actor":"a","payload":{"type":"AddDiaryEntry","txt":")" + text + "\"}}",
          R"({"id":"000000000000000000000000000000f3","actor":"a","payload":{"type":"AddDiaryEntry","text":[")" + text + "\"]}}",
          R"({"id":"000000000000000000000000000000f4","actor":"a","payload":{"type":"AddDiaryEntry","case_file":"x)" + text +
              R"(","text":")" + text + "\"}}",
          R"({"id":"000000000000000000000000000000f5","actor":"a","payload":{"type":"RegisterPerson","fiscal_code":")" + wrong + "\"}}"}) {
      EXPECT_NE(Discreet({"submit", "-"}, line + "\n").code, 0);
    }
  }
  void SearchFiles(const fs::path& under) {
    std::size_t searched = 0;
    for (const auto& entry : fs::recursive_directory_iterator(under)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string bytes((std::istreambuf_iterator<char>(file)), {});
      searched += bytes.size();
      for (const std::string& what : canaries_.FoundIn(bytes)) ADD_FAILURE() << entry.path() << " holds the " << what;
    }
    EXPECT_GT(searched, 100U) << under << ": this test sees nothing";
  }

  /// The broker under test runs on this machine (ops/kafka/broker).
  void SearchTopics(const std::string& ledger) {
    const char* home = std::getenv("FASCICOLO_KAFKA_DIR");
    ASSERT_NE(home, nullptr);
    int topics = 0;
    std::error_code others_come_and_go;
    for (const auto& node : fs::directory_iterator(fs::path(FASCICOLO_SOURCE_DIR) / home)) {
      fs::directory_iterator topic(node.path() / "data", others_come_and_go);
      for (; topic != fs::directory_iterator(); topic.increment(others_come_and_go)) {
        if (topic->path().filename().string().find(ledger) == std::string::npos) continue;
        ++topics;
        SearchFiles(topic->path());
      }
    }
    EXPECT_EQ(topics, 3) << "ledger, heartbeats, vault";
  }

  const unsigned seed_ = std::random_device{}();
  testing::ScopedTrace trace_{__FILE__, __LINE__, "seed " + std::to_string(seed_)};
  Canaries canaries_{seed_};
  Desk desk_;
  std::string case_;
  std::string person_;
};

TEST_F(Canary, IsInNoCoreBecauseThereIsNone) {
  const Running running = desk_.Start({"simulate", "--inhabitants", "20000", "--data", (desk_.root() / "town").string()});
  const auto forbids = [&] {
    const std::string limits = running.LimitsText();
    const auto core = limits.find("Max core file size");
    return core != std::string::npos && limits.substr(core + 18, 40).find_first_not_of(" 0") == std::string::npos;
  };
  while (!forbids() && !running.has_ended()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_TRUE(forbids());
  running.Signal(SIGKILL);
  (void)running.Wait();
}

TEST_F(Canary, IsFoundNowhereButWhereItIsAskedFor) {
  Contact();
  Note("a2", canaries_.New("Diary"), 0);
  Note("a2", canaries_.New("ReusedId"), 1);
  ASSERT_EQ(Discreet({"submit", "-"}, R"({"id":"000000000000000000000000000000a3","actor":"anna.rossi","payload":)"
                                      R"({"type":"CloseCase","reason":"need_overcome","case_file":")" + case_ + "\"}}\n").code, 0);
  Note("a4", canaries_.New("Refused"), 1);
  Families();
  Foreign();
  Malformed();
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"caseload"}, {"household", person_}, {"workload"}, {"changes", "--since", "0"}, {"agenda"}, {"waiting-list"}, {"verify", "--json"}, {"doctor"}, {"rebuild", "--diff", "--json"},
           {"history", case_, "--sealed", "--json"}, {"people", "--born", "1980-03-31"},
           {"people", canaries_.Text("Surname"), canaries_.Text("Name"), "--json"}, {"people", canaries_.Text("FiscalCode")}, {"vault", "--rotate"}, {"vault", "--json"}, {"checkpoint", "--json"}, {"services", "--json"}}) {
    (void)Discreet(words);
  }

  SearchFiles(desk_.data());
  const auto words = desk_.place().Words();
  if (words[0] == "--kafka") SearchTopics(ToHex(events::LedgerIdOf(words[3])));

  const auto history = desk_.Run({"history", case_, "--json"});
  const auto found = canaries_.FoundIn(history.out);
  EXPECT_NE(std::find(found.begin(), found.end(), "Narrative"), found.end()) << "it is there for whoever may read it";
  EXPECT_NE(std::find(found.begin(), found.end(), "Diary"), found.end());
}

}  // namespace
}  // namespace fascicolo::program_test
