// Every decision of a town taken again: none comes out otherwise, whatever part is asked for, and wherever it was interrupted.
#include "connectors/program/command_json.h"
#include "connectors/program/readjudication.h"
#include "events/acceptance.h"
#include "events/segments/segment_ledger.h"
#include "events/store/rocks_rows.h"
#include "tests/connectors/program/program.h"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <thread>

namespace fascicolo::program_test {
namespace {

class Readjudicate : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    desk_ = new Desk;
    const auto ran = desk_->RunBare({"simulate", "--inhabitants", "5000", "--seed", "5", "--data", desk_->data().string()});
    ASSERT_EQ(ran.code, 0) << ran.err;
    whole_ = new nlohmann::json(Run({}).json());
  }
  static void TearDownTestSuite() {
    delete whole_;
    delete desk_;
  }
  static std::vector<std::string> Words(std::vector<std::string> more) {
    std::vector<std::string> words{"readjudicate", "--json", "--data", desk_->data().string()};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }
  static Ran Run(std::vector<std::string> more) { return desk_->RunBare(Words(std::move(more))); }
  /// What was found, without the rate.
  static nlohmann::json Found(const Ran& ran) {
    auto found = ran.json();
    found.erase("commands_per_second");
    return found;
  }
  static std::uint64_t Commands(const Ran& ran) { return ran.json().at("commands").get<std::uint64_t>(); }
  static std::filesystem::path Kept() { return desk_->data() / "readjudication"; }

  /// Begins a run and sends `signal` as soon as it has something to keep, unless it is quicker.
  static Ran Ended(int signal, std::vector<std::string> more) {
    const Running running = desk_->Start(Words(std::move(more)));
    while (!std::filesystem::exists(Kept() / "CURRENT") && !running.has_ended()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    running.Signal(signal);
    return running.Wait();
  }

  static Desk* desk_;
  static nlohmann::json* whole_;
};
Desk* Readjudicate::desk_ = nullptr;
nlohmann::json* Readjudicate::whole_ = nullptr;

TEST_F(Readjudicate, FindsNoDifferenceInASimulatedTown) {
  const auto& found = *whole_;
  EXPECT_EQ(found.at("differences_in_all"), 0);
  EXPECT_TRUE(found.at("differences").empty());
  EXPECT_EQ(found.at("frozen"), 0);
  EXPECT_EQ(found.at("not_understood"), 0);
  EXPECT_EQ(found.at("commands"), found.at("position").get<std::uint64_t>() + 1) << "each commit is one command";
  ASSERT_EQ(found.at("versions").size(), 1U);
  EXPECT_EQ(found.at("versions")[0].at("decider"), found.at("decider"));
  EXPECT_GT(found.at("versions")[0].at("refused"), 0) << "what was refused is decided again too";
  EXPECT_GT(found.at("commands"), 10'000);
  EXPECT_GT(found.at("commands_per_second"), 0);
}

TEST_F(Readjudicate, TakesTheDecisionsOfACaseAlone) {
  const auto cases = desk_->RunBare({"caseload", "--json", "--limit", "1", "--data", desk_->data().string()}).json();
  const std::string id = cases.at("cases")[0].at("case");
  const auto ran = Run({"--case", id});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_GE(Commands(ran), 1U);
  EXPECT_LT(Commands(ran), 1'000U);
  EXPECT_EQ(Run({"--case", "not hex"}).code, 2);
}

TEST_F(Readjudicate, TakesDecisionsFromAMomentOn) {
  const auto position = whole_->at("position").get<std::uint64_t>();
  EXPECT_EQ(Commands(Run({"--since", std::to_string(position - 9)})), 10U);
  const auto later = Commands(Run({"--since", "2025-07-01"}));
  EXPECT_GT(later, 0U);
  EXPECT_LT(later, position);
  EXPECT_LT(Commands(Run({"--since", "2025-07-02T00:00:00Z"})), later);
  EXPECT_EQ(Run({"--since", "yesterday"}).code, 2);
}

TEST_F(Readjudicate, GoesOnWhereItWasInterruptedOrKilled) {
  auto whole = *whole_;
  whole.erase("commands_per_second");
  for (const int signal : {SIGINT, SIGKILL}) {
    (void)Ended(signal, {});
    const auto resumed = Run({"--resume"});
    EXPECT_EQ(resumed.code, 0) << resumed.err;
    EXPECT_EQ(Found(resumed), whole);
    EXPECT_FALSE(std::filesystem::exists(Kept())) << "nothing is kept of a run that came to its end";
  }
}

/// A run that went as far as the commit at `last`.
void BeginIn(const std::filesystem::path& data, const program::ReadjudicationScope& scope, Position last) {
  constexpr std::string_view kOrigin = "simulated/5000-1-5";
  const auto ledger =
      events::SegmentLedger::Open((data / "ledger").string(), events::LedgerIdOf(kOrigin)).value();
  const auto rows = store::RocksRows::Open(data / "readjudication").value();
  ASSERT_TRUE(program::Readjudicate({*ledger, kOrigin, *rows, program::SchemaCodec()}, scope, last).ok());
}

TEST_F(Readjudicate, DoesNotGoOnWithARunThatAskedForSomethingElse) {
  program::ReadjudicationScope scope;
  scope.since = Position{7};
  BeginIn(desk_->data(), scope, Position{5'000});
  const auto other = Run({"--resume", "--since", "8"});
  EXPECT_EQ(other.code, 2) << other.out;
  EXPECT_NE(other.err.find("--resume"), std::string::npos) << other.err;
  const auto same = Run({"--resume", "--since", "7"});
  EXPECT_EQ(same.code, 0) << same.err;
  EXPECT_EQ(Commands(same), whole_->at("commands").get<std::uint64_t>() - 7);
}

TEST_F(Readjudicate, CountsNothingTwiceWhereTheRowsStandBehindTheirTally) {
  // As after a crash that took the last rows of the state, and not the tally that was written before them.
  BeginIn(desk_->data(), {}, Position{3'000});
  const std::filesystem::path aside = desk_->root() / "aside";
  std::filesystem::copy(Kept(), aside, std::filesystem::copy_options::recursive);
  BeginIn(desk_->data(), {}, Position{6'000});
  {
    const auto later = store::RocksRows::Open(Kept()).value();
    const auto rows = store::RocksRows::Open(aside).value();
    store::RowBatch own;  // everything of the run's own, below what copies of a ledger share
    for (auto cursor = later->Scan(std::string(1, '\0')); cursor->valid(); cursor->Next()) {
      if (cursor->key() == engine::ReaderTable::Key()) continue;
      own.push_back({std::string(cursor->key()), std::string(cursor->value())});
    }
    ASSERT_EQ(own.size(), 1U);
    ASSERT_TRUE(rows->Write(own).ok() && rows->Flush().ok());
    EXPECT_EQ(program::TallyIn(*rows)->next, Position{6'001});
  }
  std::filesystem::remove_all(Kept());
  std::filesystem::rename(aside, Kept());
  const auto resumed = Run({"--resume"});
  auto whole = *whole_;
  whole.erase("commands_per_second");
  EXPECT_EQ(Found(resumed), whole) << resumed.err;
}

TEST_F(Readjudicate, TellsPeopleInTheirLanguage) {
  const auto english = desk_->RunBare({"readjudicate", "--data", desk_->data().string()});
  EXPECT_NE(english.out.find("decided by version"), std::string::npos) << english.out;
  EXPECT_NE(english.err.find("a second"), std::string::npos) << english.err;
  const auto italian = desk_->RunBare({"readjudicate", "--lang", "it", "--data", desk_->data().string()});
  EXPECT_NE(italian.out.find("differenze"), std::string::npos) << italian.out;
  EXPECT_NE(italian.err.find("comandi riesaminati"), std::string::npos) << italian.err;
}

TEST_F(Readjudicate, AndVerifyAgreeHowManyCommitsThereAre) {
  const auto verify = [&](std::vector<std::string> more) {
    std::vector<std::string> words{"verify", "--json", "--data", desk_->data().string()};
    words.insert(words.end(), more.begin(), more.end());
    const auto ran = desk_->RunBare(words);
    EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
    return ran.json();
  };
  const auto whole = verify({});
  EXPECT_EQ(whole.at("commits"), whole_->at("commands"));
  const auto& obligations = whole.at("obligations");
  EXPECT_EQ(obligations.at("opened").get<std::uint64_t>(),
            obligations.at("closed").get<std::uint64_t>() + obligations.at("open").get<std::uint64_t>());
  EXPECT_GT(whole.at("sealed").at("texts"), 1'000);
  EXPECT_EQ(whole.at("sealed").at("removed"), 0);

  const auto requests = verify({"--requests"});
  EXPECT_EQ(requests.at("requests").at("same"), whole.at("commits"));
  EXPECT_EQ(requests.at("requests").at("unknown"), 0);

  const auto quick = verify({"--quick"});
  EXPECT_EQ(quick.at("root"), whole.at("root"));
  EXPECT_EQ(quick.at("events"), whole.at("events"));
  EXPECT_TRUE(quick.at("obligations").is_null());

  const auto since = verify({"--since", "10000"});
  EXPECT_EQ(since.at("root"), whole.at("root"));
  EXPECT_EQ(since.at("digests").at("state"), whole.at("digests").at("state"));
  EXPECT_LT(since.at("sealed").at("texts"), whole.at("sealed").at("texts"));
  EXPECT_EQ(desk_->RunBare({"verify", "--quick", "--since", "1", "--data", desk_->data().string()}).code, 2);
  EXPECT_EQ(desk_->RunBare({"verify", "--since", "100000000", "--data", desk_->data().string()}).code, 2);
}

}  // namespace
}  // namespace fascicolo::program_test
