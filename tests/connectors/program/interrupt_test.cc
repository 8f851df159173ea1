// Ctrl-C: whatever takes long ends at the first one, and nothing is half done.
#include "connectors/program/program.h"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace fascicolo::program_test {
namespace {

constexpr int kInterrupted = 130;

/// A town whose ledger takes a moment to read.
class Interrupt : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    desk_ = new Desk;
    const auto ran = desk_->RunBare({"simulate", "--inhabitants", "4000", "--seed", "5", "--data", Data()});
    ASSERT_EQ(ran.code, 0) << ran.err;
    before_ = new nlohmann::json(Verified());
  }
  static void TearDownTestSuite() {
    delete before_;
    delete desk_;
  }

  static std::string Data() { return desk_->data().string(); }
  static nlohmann::json Verified() {
    const auto ran = desk_->RunBare({"verify", "--json", "--data", Data()});
    EXPECT_EQ(ran.code, 0) << ran.err;
    return ran.json();
  }
  static std::vector<std::string> With(std::vector<std::string> words) {
    words.insert(words.end(), {"--data", Data()});
    return words;
  }

  /// A SIGINT that comes before the first piece of work.
  static Ran InterruptedAtOnce(const std::vector<std::string>& words) {
    const Running running = desk_->Start(words, {}, true);
    running.Signal(SIGINT);
    return running.Wait();
  }

  static void ExpectAllAsBefore() {
    for (const auto& entry : std::filesystem::directory_iterator(desk_->data())) {
      EXPECT_NE(entry.path().extension(), ".scratch") << entry.path();
    }
    EXPECT_EQ(Verified(), *before_);
  }

  static Desk* desk_;
  static nlohmann::json* before_;
};
Desk* Interrupt::desk_ = nullptr;
nlohmann::json* Interrupt::before_ = nullptr;

TEST_F(Interrupt, EndsEveryLongWork) {
  const std::vector<std::vector<std::string>> all = {
      {"verify"}, {"verify", "--quick"}, {"readjudicate"}, {"rebuild"}, {"rebuild", "--diff"}, {"doctor"}, {"caseload", "--as-of", "100"},
      {"services", "--as-of", "2025-06-30"}, {"caseload"}, {"people", "Sferravento"}};
  for (const auto& words : all) {
    const auto ran = InterruptedAtOnce(With(words));
    EXPECT_EQ(ran.code, kInterrupted) << words.front() << ": " << ran.out << ran.err;
    EXPECT_NE(ran.err.find("interrupted"), std::string::npos) << words.front() << ": " << ran.err;
    EXPECT_TRUE(ran.out.empty()) << words.front() << ": " << ran.out;
  }
  ExpectAllAsBefore();
}

TEST_F(Interrupt, SaysSoInItalianToo) {
  const auto ran = InterruptedAtOnce(With({"verify", "--lang", "it"}));
  EXPECT_NE(ran.err.find("interrotto"), std::string::npos) << ran.err;
}

/// Interrupted when half of the work is done, seen by what lies in the scratch directory. The work may be quicker than
/// the look, so it is tried some times.
void InterruptHalfWay(const Desk& desk, const std::vector<std::string>& words,
                      const std::filesystem::path& sign) {
  for (int attempt = 0; attempt < 20; ++attempt) {
    const Running running = desk.Start(words);
    while (!running.has_ended() && !std::filesystem::exists(sign)) std::this_thread::yield();
    running.Signal(SIGINT);
    const auto ran = running.Wait();
    if (ran.code == 0) continue;
    EXPECT_EQ(ran.code, kInterrupted) << ran.out << ran.err;
    return;
  }
  ADD_FAILURE() << "was never seen at work";
}

TEST_F(Interrupt, LeavesAVerificationHalfWay) {
  InterruptHalfWay(*desk_, With({"verify"}), desk_->data() / "verify.scratch" / "views");
  ExpectAllAsBefore();
}

TEST_F(Interrupt, LeavesARebuildHalfWayWithTheLiveRowsInPlace) {
  InterruptHalfWay(*desk_, With({"rebuild"}), desk_->data() / "rebuild.scratch" / "views");
  ExpectAllAsBefore();
}

TEST_F(Interrupt, LeavesAStateThatIsFoldedAgain) {
  std::filesystem::remove_all(desk_->data() / "state");
  std::filesystem::remove_all(desk_->data() / "views");
  EXPECT_EQ(InterruptedAtOnce(With({"services"})).code, kInterrupted);
  ExpectAllAsBefore();
}

TEST_F(Interrupt, LeavesATownThatIsLivedOn) {
  const std::vector<std::string> words{"simulate", "--inhabitants", "500", "--seed", "2", "--data",
                                       (desk_->root() / "other").string()};
  EXPECT_EQ(InterruptedAtOnce(words).code, kInterrupted);
  const auto ran = desk_->RunBare(words);
  EXPECT_EQ(ran.code, 0) << ran.err;
  const auto verified = desk_->RunBare({"verify", "--data", words.back()});
  EXPECT_EQ(verified.code, 0) << verified.out << verified.err;
}

TEST_F(Interrupt, LeavesAnImportThatGoesOn) {
  Desk desk;
  desk.Init();
  std::ofstream(desk.root() / "mapping.json") << R"({"name": "desk", "source": "old desk", "format": "csv",
    "csv": {"case": "case", "activity": "step", "instant": "at"}})";
  std::ofstream(desk.root() / "history.csv") << "case,step,at\nc1,came,2024-01-08T09:00:00Z\n";
  const std::vector<std::string> words{"import", (desk.root() / "history.csv").string(), "--mapping",
                                       (desk.root() / "mapping.json").string(), "--trust-clock", "--data",
                                       desk.data().string()};
  const Running running = desk.Start(words, {}, true);
  running.Signal(SIGINT);
  const auto ran = running.Wait();
  EXPECT_EQ(ran.code, kInterrupted) << ran.err;
  EXPECT_EQ(desk.RunBare(words).code, 0);
}

/// Whether the line that was written is answered: then the program waits for the next.
bool IsAnswered(const std::filesystem::path& out) {
  std::string line;
  std::ifstream in(out);
  return std::getline(in, line) && !in.eof();
}

TEST_F(Interrupt, EndsAWaitForTheNextCommand) {
  Desk desk;
  desk.Init();
  const auto pipe = desk.root() / "commands";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  const int writing = ::open(pipe.c_str(), O_RDWR | O_CLOEXEC);
  ASSERT_GE(writing, 0);
  const Running running = desk.Start({"submit", pipe.string(), "--trust-clock", "--data", desk.data().string()});
  ASSERT_EQ(::write(writing, "{}\n", 3), 3);
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!IsAnswered(desk.root() / "stdout") && std::chrono::steady_clock::now() < until) std::this_thread::yield();
  running.Signal(SIGINT);
  while (!running.has_ended() && std::chrono::steady_clock::now() < until) std::this_thread::yield();
  const bool ended_by_itself = running.has_ended();
  ::close(writing);  // which ends it in any case
  EXPECT_EQ(running.Wait().code, kInterrupted);
  EXPECT_TRUE(ended_by_itself);
}

}  // namespace
}  // namespace fascicolo::program_test
