// kill -9 while a backup is taken of a ledger that is written, and while one is restored: what was acknowledged before the last
// backup that ended well is in it, and whatever moment the process died at, the next one goes on.
#include "connectors/program/backup/backup_kit.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <map>
#include <random>
#include <unistd.h>

namespace fascicolo::program_test {
namespace {

namespace fs = std::filesystem;

int Rounds() { return std::getenv("FASCICOLO_SOAK") != nullptr ? 150 : 12; }
constexpr int kContactsPerRound = 400;

class KilledAtRandom : public BackedUp {
 protected:
  void SetUp() override {
    BackedUp::SetUp();
    const char* given = std::getenv("FASCICOLO_SEED");
    const auto seed = given == nullptr ? std::random_device()() : std::strtoul(given, nullptr, 10);
    std::printf("FASCICOLO_SEED=%lu\n", static_cast<unsigned long>(seed));
    random_.seed(seed);
  }

  /// Lets a program live for a random part, or somewhat more, of what it usually takes.
  void KillWithin(const Running& running, std::chrono::microseconds usual) {
    std::uniform_int_distribution<std::int64_t> moments(0, usual.count() + usual.count() / 4);
    ::usleep(static_cast<useconds_t>(moments(random_)));
    running.Signal(SIGKILL);
  }
  template <class Work>
  static std::chrono::microseconds TimeOf(const Work& work) {
    const auto begun = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun);
  }

  /// What the writer's answers say: where each command stands.
  void Note(const Ran& writer) {
    for (const auto& line : writer.lines()) {
      if (line.is_discarded() || line.at("outcome") != "accepted") continue;  // the last may be cut short
      acknowledged_[line.at("id").get<std::string>()] = line.at("position").get<std::uint64_t>();
    }
  }
  [[nodiscard]] Words BackupWords() const {
    return {"backup", "--data", desk_.data().string(), "--to", folder().string(), "--json"};
  }
  [[nodiscard]] Running StartWriter(int round) const {
    const int first = round * kContactsPerRound + 1;
    return desk_.Start({"submit", "-", "--data", desk_.data().string(), "--trust-clock"},
                       ContactLines(first, first + kContactsPerRound - 1));
  }

  Desk backing_up_;
  std::mt19937_64 random_;
  std::map<std::string, std::uint64_t> acknowledged_;
};

TEST_F(KilledAtRandom, ABackupStaysTrueAndTheNextOneGoesOn) {
  std::uint64_t completed = 0;
  const auto usual = TimeOf([&] { completed = TakeBackup().at("position").get<std::uint64_t>(); });
  std::map<std::string, std::uint64_t> in_backup;
  int killed = 0;
  for (int round = 0; round < Rounds() && !HasFailure(); ++round) {
    const auto acknowledged = acknowledged_;
    const auto writer = StartWriter(round);
    const auto backup = backing_up_.Start(BackupWords());
    const bool is_killed = round % 4 != 3;
    if (is_killed) KillWithin(backup, usual * 2);
    const auto ran = backup.Wait();
    if (random_() % 3 == 0) writer.Signal(SIGKILL);
    Note(writer.Wait());
    killed += ran.code == -SIGKILL ? 1 : 0;
    if (ran.code == 0) {
      completed = ran.json().at("position").get<std::uint64_t>();
      in_backup = acknowledged;
    } else {
      ASSERT_TRUE(is_killed) << ran.err;
    }
    const auto checked = Check();
    ASSERT_EQ(checked.code, 0) << checked.err;
    EXPECT_GE(checked.json().at("position").get<std::uint64_t>(), completed);
  }
  LoseTheMachine();
  const auto restored = Restore({"--trust-clock"});
  ASSERT_EQ(restored.code, 0) << restored.err;
  for (const auto& [id, position] : in_backup) EXPECT_LT(position, restored.json().at("old_size").get<std::uint64_t>()) << id;
  EXPECT_EQ(desk_.RunBare({"verify", "--data", desk_.data().string()}).code, 0);
  std::printf("%d of %d backups killed, %zu commands acknowledged before the last one, 0 lost\n", killed, Rounds(),
              in_backup.size());
}

TEST_F(KilledAtRandom, ARestoringLeavesNothingOrAll) {
  Note(desk_.Run({"submit", "-"}, ContactLines(1, 2'000)));
  ASSERT_EQ(acknowledged_.size(), 2'000u);
  const auto root = TakeBackup().at("root").get<std::string>();
  LoseTheMachine();
  const auto usual = TimeOf([&] { ASSERT_EQ(Restore().code, 0); });
  int killed = 0;
  for (int round = 0; round < Rounds() && !HasFailure(); ++round) {
    LoseTheMachine();
    const auto restore = desk_.Start({"restore", "--from", folder().string(), "--data", desk_.data().string(), "--master",
                                      master().string(), "--trust-clock"});
    KillWithin(restore, usual);
    killed += restore.Wait().code == -SIGKILL ? 1 : 0;
    if (!fs::exists(desk_.data())) continue;
    EXPECT_EQ(desk_.RunBare({"verify", "--data", desk_.data().string()}).code, 0) << "whole, or not there";
  }
  LoseTheMachine();
  const auto restored = Restore();
  ASSERT_EQ(restored.code, 0) << restored.err;
  EXPECT_EQ(restored.json().at("old_root"), root);
  EXPECT_EQ(restored.json().at("lineage"), 1);
  const auto again = desk_.Run({"submit", "-"}, ContactLines(1, 2'000));
  for (const auto& line : again.lines()) EXPECT_EQ(line.at("position"), acknowledged_.at(line.at("id"))) << line;
  std::printf("%d of %d restorings killed, %zu commands acknowledged, 0 lost, 0 twice\n", killed, Rounds(),
              acknowledged_.size());
}

}  // namespace
}  // namespace fascicolo::program_test
