#include "faults/rights/forgetting_town.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <set>
#include <string_view>

#include "engine/seed.h"
#include "events/vault/key_copy.h"

namespace fascicolo::program_test {
namespace {

namespace fs = std::filesystem;

constexpr int kMostTries = 60;
constexpr std::size_t kWrappedTail = 64;    ///< of a wrapped key: ciphertext and tag, which stand nowhere else
constexpr std::size_t kLongEnough = 12;     ///< characters of a text that no other file holds by chance
constexpr const char* kDay = "T22:00:00Z";  ///< when it is midnight there, or the hour before

/// Calls `look` with each file's name and bytes; one that goes away meanwhile is passed over.
void ForEachFile(const fs::path& folder, const std::function<void(const std::string&, std::string_view)>& look) {
  std::error_code gone;
  for (auto at = fs::recursive_directory_iterator(folder, gone); at != fs::recursive_directory_iterator(); at.increment(gone)) {
    if (at->is_regular_file(gone)) look(at->path().string(), BytesOf(at->path()));
  }
}

std::string HexOf(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    text += kDigits[static_cast<std::uint8_t>(c) >> 4U];
    text += kDigits[static_cast<std::uint8_t>(c) & 15U];
  }
  return text;
}

}  // namespace

ForgettingTown::ForgettingTown(const Desk& desk, TownPlan plan) : desk_(desk), plan_(std::move(plan)) {
  random_.seed(static_cast<unsigned>(engine::SeedOfThisRun()));
  const auto lived =
      desk_.RunBare(And({"simulate", "--inhabitants", plan_.inhabitants, "--years", "1", "--seed", "11"}, plan_.place));
  EXPECT_EQ(lived.code, 0) << lived.err;
  clock_ = Run({"agenda", "--limit", "1", "--json"}, "2026-01-01T00:00:00Z").json().at("today").get<std::string>() + kDay;
  std::ofstream(desk_.root() / "note") << Json({"checkpoint"}).at("note").get<std::string>();
  BackUpAfter(0, {});
  counts_before_ = Counts();
}

Ran ForgettingTown::Run(Words words, const std::string& clock) const {
  return desk_.RunBare(And(And(std::move(words), plan_.place), {"--test-clock", clock.empty() ? clock_ : clock}));
}

nlohmann::json ForgettingTown::Json(Words words) const {
  words.emplace_back("--json");
  const auto ran = Run(std::move(words));
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  return ran.json();
}

nlohmann::json ForgettingTown::Counts() const {
  return {Json({"caseload", "--limit", "0"}).at("cases"), Json({"caseload", "--state", "closed", "--limit", "0"}).at("cases"),
          Json({"waiting-list"}).at("lists")};
}

/// Those whose cases are all closed.
std::vector<std::string> ForgettingTown::Candidates() const {
  std::set<std::string> with_open;
  for (const auto& one : counts_before_.at(0)) with_open.insert(one.at("person").get<std::string>());
  std::set<std::string> closed;
  for (const auto& one : counts_before_.at(1)) {
    const auto person = one.at("person").get<std::string>();
    if (!with_open.contains(person)) closed.insert(person);
  }
  return {closed.begin(), closed.end()};
}

/// Without a search where the person has no name.
Forgotten ForgettingTown::Known(const std::string& person) const {
  Forgotten known;
  const auto history = Json({"history", person});
  for (const auto& step : history.at("steps")) {
    const auto& sealed = step.at("sealed");
    if (step.value("type", "") == "PersonRegistered" && sealed.contains("surname") && sealed.contains("name")) {
      known.named = {"people", "--limit", "0", "--surname", sealed.at("surname"), "--name", sealed.at("name")};
    }
    for (const auto& [field, value] : sealed.items()) {
      if (value.is_string() && value.get<std::string>().size() >= kLongEnough) known.texts.push_back(value);
    }
  }
  return known;
}

bool ForgettingTown::Finds(const Words& named, const std::string& person) const {
  return Json(named).at("people").dump().find(person) != std::string::npos;
}

void ForgettingTown::Insist(const Words& words) {
  for (int tried = 0; tried < kMostTries; ++tried) {
    const auto running = desk_.Start(And(And(words, plan_.place), {"--test-clock", clock_}));
    const bool is_killed = tried % 2 == 0;
    if (is_killed) {
      ::usleep(static_cast<useconds_t>(random_() % (plan_.kill_within_ms * 1'000)));
      running.Signal(SIGKILL);
      ++kills_;
    }
    const auto ran = running.Wait();
    if (is_killed) continue;
    ASSERT_TRUE(ran.code == 0 || ran.code == 1) << ran.out << ran.err;  // done, or said already
    return;
  }
}

void ForgettingTown::Forget(const std::string& person) {
  Insist({"forget", person, "--propose", "--ground", "no_longer_needed", "--act", "scarto 12/2026", "--actor", "anna"});
  for (const char* actor : {"dpo", "archivist"}) Insist({"forget", person, "--approve", "1", "--actor", actor});
  const auto told = Json({"forget", person}).at("erasures");
  ASSERT_EQ(told.size(), 1U) << "proposed once, however often it was said";
  EXPECT_EQ(told[0].at("state"), "completed") << told;
}

/// Checks the certificate, and gives the keys that it names.
std::vector<KeyId> ForgettingTown::Certified(const std::string& person) const {
  const std::string name = (desk_.root() / ("certificate-" + person)).string();
  const auto written = Run({"forget", person, "--certificate", name});
  EXPECT_EQ(written.code, 0) << written.err;
  EXPECT_EQ(Run({"forget", "--check", name + ".json"}).code, 0);
  std::vector<KeyId> keys;
  const auto certificate = nlohmann::json::parse(BytesOf(name + ".json"));
  for (const auto& one : certificate.at("keys")) keys.push_back(IdFromText<KeyId>(one.at("key").get<std::string>()).value());
  EXPECT_GE(keys.size(), 2U) << "the person's and the case's";
  return keys;
}

void ForgettingTown::ForgetPersons() {
  auto candidates = Candidates();
  std::shuffle(candidates.begin(), candidates.end(), random_);
  for (const std::string& person : candidates) {
    if (forgotten_.size() == plan_.persons) break;
    Forgotten known = Known(person);
    if (!known.named.empty() && Finds(known.named, person)) forgotten_[person] = std::move(known);
  }
  ASSERT_GE(forgotten_.size(), 3U) << "else this test sees nothing";
  std::size_t keys = 0;
  std::size_t texts = 0;
  for (auto& [person, one] : forgotten_) {
    ASSERT_NO_FATAL_FAILURE(Forget(person));
    one.keys = Certified(person);
    keys += one.keys.size();
    texts += one.texts.size();
  }
  ASSERT_GT(texts, 0U) << "else this test sees nothing";
  std::printf("%zu persons forgotten, %d kills, %zu keys destroyed, %zu texts\n", forgotten_.size(), kills_, keys, texts);
}

void ForgettingTown::CheckThatAllElseIsAsBefore() const {
  EXPECT_EQ(Counts(), counts_before_);
  const auto verified = Json({"verify", "--against", (desk_.root() / "note").string()});
  EXPECT_TRUE(verified.at("problems").empty()) << verified.at("problems");
  const auto rebuilt = Json({"rebuild"});
  for (const auto& view : rebuilt.at("views")) EXPECT_EQ(view.at("same"), true) << view;
  EXPECT_EQ(Json({"vault"}).at("missing"), 0);
  for (const auto& [person, one] : forgotten_) {
    EXPECT_FALSE(Finds(one.named, person));
    const std::string history = Json({"history", person}).dump();
    EXPECT_NE(history.find(R"("why":"erased")"), std::string::npos);
    EXPECT_EQ(history.find(R"("why":"lost")"), std::string::npos);
  }
}

void ForgettingTown::CheckNoTextUnder(const fs::path& folder) const {
  ForEachFile(folder, [&](const std::string& name, std::string_view bytes) {
    for (const auto& [person, one] : forgotten_) {
      for (const std::string& text : one.texts) EXPECT_EQ(bytes.find(text), std::string_view::npos) << text << " in " << name;
    }
  });
}

std::vector<std::string> ForgettingTown::FilesWithKeysUnder(const fs::path& folder) const {
  std::vector<std::string> wrapped;
  const auto before = vault::ReadKeyCopy(BytesOf(desk_.root() / "keys-before"));
  for (const auto& [person, one] : forgotten_) {
    for (const KeyId& key : one.keys) {
      const auto found = (*before)->Find({vault::RecordKind::kSubject, key});
      EXPECT_TRUE(found.ok() && found->has_value()) << "else this test sees nothing";
      if (found && *found) wrapped.emplace_back((*found)->end() - kWrappedTail, (*found)->end());
    }
  }
  std::set<std::string> files;
  ForEachFile(folder, [&](const std::string& name, std::string_view bytes) {
    for (const std::string& key : wrapped) {
      const bool has = bytes.find(key) != std::string_view::npos || bytes.find(HexOf(key)) != std::string_view::npos;
      if (has) files.insert(name);
    }
  });
  return {files.begin(), files.end()};
}

void ForgettingTown::BackUpAfter(int days, const Words& more) const {
  const Instant now{ParseInstant(clock_).value().micros + days * std::int64_t{86'400} * kMicrosPerSecond};
  const auto taken = Run(And({"backup", "--to", backup().string()}, more), FormatInstant(now));
  ASSERT_EQ(taken.code, 0) << taken.err;
  if (days > 0) return;
  for (const auto& entry : fs::directory_iterator(backup() / "vault")) {
    fs::copy_file(entry.path(), desk_.root() / "keys-before");
  }
}

}  // namespace fascicolo::program_test
