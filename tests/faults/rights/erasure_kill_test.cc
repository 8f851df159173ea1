// Persons of a simulated town are forgotten, with kill -9 in between: afterwards none of their keys is in any file, nobody
// finds them, each certificate holds, and everything that is counted or proven is as it was. FASCICOLO_SOAK=1: 200 persons.
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string_view>

#include "connectors/program/program.h"
#include "events/vault/row_key_store.h"

namespace fascicolo::program_test {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

std::size_t Persons() { return std::getenv("FASCICOLO_SOAK") != nullptr ? 200 : 4; }
std::string Inhabitants() { return std::getenv("FASCICOLO_SOAK") != nullptr ? "20000" : "1000"; }
constexpr int kMostTries = 60;

class ForgettingInTown : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* given = std::getenv("FASCICOLO_SEED");
    const auto seed = given == nullptr ? std::random_device()() : std::strtoul(given, nullptr, 10);
    std::printf("FASCICOLO_SEED=%lu\n", static_cast<unsigned long>(seed));
    random_.seed(static_cast<unsigned>(seed));
    const auto lived = desk_.RunBare({"simulate", "--inhabitants", Inhabitants(), "--years", "1", "--seed", "11", "--json",
                                      "--data", desk_.data().string()});
    ASSERT_EQ(lived.code, 0) << lived.err;
    clock_ = Json({"agenda", "--limit", "1"}, "2026-01-01T00:00:00Z").at("today").get<std::string>() + "T22:00:00Z";
    fs::copy(desk_.data() / "vault", Copy(), fs::copy_options::recursive);
  }

  [[nodiscard]] fs::path Copy() const { return desk_.root() / "vault-before"; }
  [[nodiscard]] Words Full(Words words, const std::string& clock) const {
    for (const std::string& word : {std::string("--data"), desk_.data().string(), std::string("--test-clock"), clock}) {
      words.push_back(word);
    }
    return words;
  }
  Ran Run(Words words) const { return desk_.RunBare(Full(std::move(words), clock_)); }
  nlohmann::json Json(Words words, const std::string& clock = {}) const {
    words.emplace_back("--json");
    const auto ran = desk_.RunBare(Full(std::move(words), clock.empty() ? clock_ : clock));
    EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
    return ran.json();
  }
  nlohmann::json CasesIn(const std::string& state) const {
    return Json({"caseload", "--state", state, "--limit", "0"}).at("cases");
  }

  /// Those whose cases are all closed.
  std::vector<std::string> Candidates() const {
    std::set<std::string> with_open;
    const auto open = Json({"caseload", "--limit", "0"});
    for (const auto& one : open.at("cases")) with_open.insert(one.at("person").get<std::string>());
    std::set<std::string> closed;
    const auto all_closed = CasesIn("closed");
    for (const auto& one : all_closed) {
      const auto person = one.at("person").get<std::string>();
      if (!with_open.contains(person)) closed.insert(person);
    }
    std::vector<std::string> all(closed.begin(), closed.end());
    std::shuffle(all.begin(), all.end(), random_);
    return all;
  }

  /// The same wish until the ledger has it; every other time the program is killed somewhere on the way.
  void Insist(const Words& words) {
    for (int tried = 0; tried < kMostTries; ++tried) {
      const auto running = desk_.Start(Full(words, clock_));
      const bool is_killed = tried % 2 == 0;
      if (is_killed) {
        ::usleep(static_cast<useconds_t>(random_() % kill_within_us_));
        running.Signal(SIGKILL);
        ++kills_;
      }
      const auto ran = running.Wait();
      if (!is_killed) {
        ASSERT_TRUE(ran.code == 0 || ran.code == 1) << ran.out << ran.err;  // done, or said already
        return;
      }
    }
  }
  void Forget(const std::string& person) {
    Insist({"forget", person, "--propose", "--ground", "no_longer_needed", "--act", "scarto 12/2026", "--actor", "anna"});
    for (const char* actor : {"dpo", "archivist"}) Insist({"forget", person, "--approve", "1", "--actor", actor});
    const auto told = Json({"forget", person}).at("erasures");
    ASSERT_EQ(told.size(), 1U) << "proposed once, however often it was said";
    EXPECT_EQ(told[0].at("state"), "completed") << told;
  }

  /// Checks the certificate, and gives the keys that it names.
  std::vector<KeyId> Certified(const std::string& person) const {
    const std::string name = (desk_.root() / ("certificate-" + person)).string();
    const auto written = Run({"forget", person, "--certificate", name});
    EXPECT_EQ(written.code, 0) << written.err;
    EXPECT_EQ(Run({"forget", "--check", name + ".json"}).code, 0);
    std::ifstream file(name + ".json");
    std::vector<KeyId> keys;
    const auto certificate = nlohmann::json::parse(file);
    for (const auto& one : certificate.at("keys")) {
      keys.push_back(IdFromText<KeyId>(one.at("key").get<std::string>()).value());
    }
    return keys;
  }

  /// By what the person is searched; empty: somebody without a name.
  Words NamesOf(const std::string& person) const {
    const auto history = Json({"history", person, "--own"});
    for (const auto& step : history.at("steps")) {
      const auto& sealed = step.at("sealed");
      if (step.at("type") != "PersonRegistered" || !sealed.contains("surname") || !sealed.contains("name")) continue;
      return {"people", "--limit", "0", "--surname", sealed.at("surname"), "--name", sealed.at("name")};
    }
    return {};
  }
  bool Finds(const Words& words, const std::string& person) const {
    return Json(words).at("people").dump().find(person) != std::string::npos;
  }

  [[nodiscard]] std::map<std::string, std::string> Files() const {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(desk_.data())) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      files[entry.path().string()].assign(std::istreambuf_iterator<char>(file), {});
    }
    return files;
  }
  /// The wrapped bytes of these keys are in the vault as it was, and in no file any more.
  void CheckGone(const std::vector<KeyId>& keys) const {
    auto before = vault::RowKeyStore::InDirectory(Copy(), false);
    ASSERT_TRUE(before.ok());
    const auto files = Files();
    for (const KeyId& key : keys) {
      const auto wrapped = (*before)->Find({vault::RecordKind::kSubject, key});
      ASSERT_TRUE(wrapped.ok() && wrapped->has_value()) << "else this test sees nothing";
      const std::string bytes((*wrapped)->end() - 64, (*wrapped)->end());
      for (const auto& [name, content] : files) {
        EXPECT_EQ(std::string_view(content).find(bytes), std::string_view::npos) << ToHex(key) << " in " << name;
      }
    }
  }

  Desk desk_;
  std::string clock_;
  mutable std::mt19937 random_;
  useconds_t kill_within_us_ = 400'000;
  int kills_ = 0;
};

TEST_F(ForgettingInTown, SurvivesKillsAndLeavesNothingOfWhomItForgot) {
  const auto open_before = Json({"caseload", "--limit", "0"}).at("cases");
  const auto closed_before = CasesIn("closed");
  const auto waiting_before = Json({"waiting-list"}).at("lists");
  std::map<std::string, Words> names;
  for (const std::string& person : Candidates()) {
    if (names.size() == Persons()) break;
    const Words named = NamesOf(person);
    if (!named.empty() && Finds(named, person)) names[person] = named;
  }
  ASSERT_GE(names.size(), 3U) << "else this test sees nothing";

  std::vector<KeyId> keys;
  for (const auto& [person, named] : names) {
    ASSERT_NO_FATAL_FAILURE(Forget(person));
    const auto more = Certified(person);
    EXPECT_GE(more.size(), 2U) << "the person's and the case's";
    keys.insert(keys.end(), more.begin(), more.end());
  }
  std::printf("%zu persons forgotten, %d kills, %zu keys destroyed\n", names.size(), kills_, keys.size());
  CheckGone(keys);

  EXPECT_EQ(Json({"caseload", "--limit", "0"}).at("cases"), open_before);
  EXPECT_EQ(CasesIn("closed"), closed_before);
  EXPECT_EQ(Json({"waiting-list"}).at("lists"), waiting_before);
  const auto verified = Json({"verify"});
  EXPECT_TRUE(verified.at("problems").empty()) << verified.at("problems");
  const auto rebuilt = Json({"rebuild"});
  for (const auto& view : rebuilt.at("views")) EXPECT_EQ(view.at("same"), true) << view;
  const auto vault = Json({"vault"});
  EXPECT_EQ(vault.at("missing"), 0);
  for (const auto& [person, named] : names) {
    EXPECT_FALSE(Finds(named, person));
    const std::string history = Json({"history", person}).dump();
    EXPECT_NE(history.find(R"("why":"erased")"), std::string::npos);
    EXPECT_EQ(history.find(R"("why":"lost")"), std::string::npos);
  }
}

}  // namespace
}  // namespace fascicolo::program_test
