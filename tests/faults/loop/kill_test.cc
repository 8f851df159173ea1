// kill -9 under load: a child decides as fast as it can and tells every acknowledgement over a pipe; the parent kills it
// and looks into the log with nothing but the acceptance rule.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <set>

#include "events/big_endian.h"
#include "faults/loop/embedded_office.h"

namespace fascicolo::engine {
namespace {

int Kills() { return std::getenv("FASCICOLO_SOAK") != nullptr ? 100 : 20; }
constexpr std::size_t kInFlight = 256;

struct Told {
  std::uint64_t number;
  std::uint64_t position;
};

/// The child: submits numbers from `first` on, always kInFlight of them waiting, until it is killed.
[[noreturn]] void WorkUntilKilled(const std::filesystem::path& dir, std::uint64_t first, int tell) {
  auto office = EmbeddedOffice::Open(dir);
  if (!office) {
    std::fprintf(stderr, "%s\n", office.error().message.c_str());
    _exit(3);
  }
  std::size_t waiting = 0;
  for (std::uint64_t next = first;;) {
    for (; waiting < kInFlight; ++waiting, ++next) {
      (*office)->loop().Submit(EmbeddedOffice::Command(next), [&waiting, tell, next](const Outcome& outcome) {
        --waiting;
        const auto* accepted = std::get_if<Accepted>(&outcome);
        if (accepted == nullptr) _exit(4);
        const Told told{next, accepted->position.value};
        if (write(tell, &told, sizeof told) != sizeof told) _exit(5);
      });
    }
    if (!(*office)->loop().Step().ok()) _exit(6);
  }
}

/// What the log holds, by the rule alone: command -> position. Fails the test where a command was accepted twice.
std::map<CommandId, Position> AcceptedIn(const std::filesystem::path& dir) {
  std::map<CommandId, Position> accepted;
  auto ledger = events::SegmentLedger::Open(dir / "ledger", events::LedgerIdOf(kEmbeddedOrigin));
  EXPECT_TRUE(ledger.ok()) << ledger.error().message;
  if (!ledger) return accepted;
  events::FollowPoint from;
  from.head = events::HeadOfEmpty(kEmbeddedOrigin);
  auto follower = events::Follower::Open(**ledger, from).value();
  do {
    const Status polled = follower.Poll(
        8 << 20,
        [&](const events::AcceptedCommit& commit) -> Status {
          EXPECT_TRUE(accepted.emplace(commit.header.command, commit.header.position).second) << "accepted twice";
          return {};
        },
        [](const auto&, const auto&) {});
    EXPECT_TRUE(polled.ok()) << polled.error().message;
    if (!polled) break;
  } while (!follower.at_end());
  return accepted;
}

/// Lets a child work for a while, kills it, and returns what it had told.
std::vector<Told> OneLife(const std::filesystem::path& dir, std::uint64_t first, int work_ms) {
  int channel[2];
  EXPECT_EQ(pipe(channel), 0);
  const pid_t child = fork();
  if (child == 0) {
    close(channel[0]);
    WorkUntilKilled(dir, first, channel[1]);
  }
  close(channel[1]);
  std::vector<Told> all;
  Told told{};
  // The clock starts with the first acknowledgement: opening must not eat the time.
  if (read(channel[0], &told, sizeof told) == sizeof told) {
    all.push_back(told);
    const pid_t killer = fork();
    if (killer == 0) {
      usleep(static_cast<useconds_t>(work_ms) * 1'000);
      kill(child, SIGKILL);
      _exit(0);
    }
    while (read(channel[0], &told, sizeof told) == sizeof told) all.push_back(told);
    waitpid(killer, nullptr, 0);
  }
  close(channel[0]);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself, with " << WEXITSTATUS(status);
  return all;
}

TEST(KillUnderLoad, LosesNoAcknowledgedCommandAndDoublesNone) {
  const char* given = std::getenv("FASCICOLO_SEED");
  const auto seed = given == nullptr ? std::random_device()() : std::strtoul(given, nullptr, 10);
  std::printf("FASCICOLO_SEED=%lu\n", static_cast<unsigned long>(seed));
  std::mt19937 random(static_cast<unsigned>(seed));
  const auto dir = std::filesystem::temp_directory_path() / ("fascicolo-kill-" + std::to_string(getpid()));
  std::filesystem::create_directories(dir);

  std::map<std::uint64_t, std::uint64_t> acknowledged;
  std::uint64_t next = 0;
  for (int kill = 0; kill < Kills() && !::testing::Test::HasFailure(); ++kill) {
    // Begin a little before the end of the last life, so that commands in doubt are tried again.
    const std::uint64_t first = next > kInFlight ? next - kInFlight : 0;
    for (const Told& told : OneLife(dir, first, static_cast<int>(random() % 60))) {
      const auto [entry, is_new] = acknowledged.emplace(told.number, told.position);
      EXPECT_TRUE(is_new || entry->second == told.position) << "two positions for one command";
      next = std::max(next, told.number + 1);
    }
    if (kill % 10 != 9) continue;
    const auto accepted = AcceptedIn(dir);
    for (const auto& [number, position] : acknowledged) {
      const auto found = accepted.find(EmbeddedOffice::CommandName(number));
      ASSERT_NE(found, accepted.end()) << "acknowledged command " << number << " is lost";
      ASSERT_EQ(found->second.value, position);
    }
  }
  std::printf("%d kills, %zu commands acknowledged, 0 lost, 0 twice\n", Kills(), acknowledged.size());
  EXPECT_GT(acknowledged.size(), 1'000u);
  std::filesystem::remove_all(dir);
}

}  // namespace
}  // namespace fascicolo::engine
