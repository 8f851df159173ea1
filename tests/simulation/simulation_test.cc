// Thousands of small worlds. A failing seed is one line to replay: FASCICOLO_SEED=123 build/release/bin/simulation_test
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

#include "simulation/world.h"

namespace fascicolo::simulation {
namespace {

constexpr int kMoves = 600;

std::uint64_t FirstSeed() {
  const char* given = std::getenv("FASCICOLO_SEED");
  return given == nullptr ? 1 : std::strtoull(given, nullptr, 10);
}

std::uint64_t Seeds(std::uint64_t ordinary) {
  if (std::getenv("FASCICOLO_SEED") != nullptr) return 1;
  return std::getenv("FASCICOLO_SOAK") != nullptr ? 10'000 : ordinary;
}

TEST(Simulation, HoldsEveryPromiseInRandomWorlds) {
  WorldResult sum;
  const std::uint64_t first = FirstSeed();
  for (std::uint64_t seed = first; seed < first + Seeds(300); ++seed) {
    const WorldResult result = World(seed, Plant::kNone).Run(kMoves);
    ASSERT_EQ(result.complaint, "") << "replay with FASCICOLO_SEED=" << seed;
    sum.accepted += result.accepted;
    sum.acknowledged += result.acknowledged;
    sum.superseded += result.superseded;
    sum.crashes += result.crashes;
    sum.fulfilled += result.fulfilled;
  }
  std::printf("accepted %lu, acknowledged %lu, superseded %lu, crashes %lu, obligations executed %lu\n", sum.accepted,
              sum.acknowledged, sum.superseded, sum.crashes, sum.fulfilled);
  if (std::getenv("FASCICOLO_SEED") != nullptr) return;
  // A world in which nothing goes wrong, or nothing is done, tests nothing.
  EXPECT_GT(sum.acknowledged, 1'000u);
  EXPECT_GT(sum.superseded, 100u);
  EXPECT_GT(sum.crashes, 100u);
  EXPECT_GT(sum.fulfilled, 20u);
}

TEST(Simulation, IsTheSameWorldForTheSameSeed) {
  const WorldResult one = World(4, Plant::kNone).Run(kMoves);
  const WorldResult two = World(4, Plant::kNone).Run(kMoves);
  EXPECT_EQ(one.accepted, two.accepted);
  EXPECT_EQ(one.superseded, two.superseded);
  EXPECT_EQ(one.acknowledged, two.acknowledged);
}

class PlantedBug : public ::testing::TestWithParam<Plant> {};

/// What became of a world with a planted bug, in a process of its own: the engine may stop on a check of its own, which
/// finds the bug as well as a complaint does.
std::string FoundIn(std::uint64_t seed, Plant plant) {
  int channel[2];
  FASCICOLO_CHECK(pipe(channel) == 0);
  const pid_t child = fork();
  if (child == 0) {
    dup2(channel[1], STDERR_FILENO);
    const WorldResult result = World(seed, plant).Run(kMoves);
    if (!result.complaint.empty()) std::fprintf(stderr, "%s", result.complaint.c_str());
    _exit(0);
  }
  close(channel[1]);
  std::string said;
  char part[512];
  for (ssize_t size; (size = read(channel[0], part, sizeof part)) > 0;) said.append(part, static_cast<std::size_t>(size));
  close(channel[0]);
  int status = 0;
  FASCICOLO_CHECK(waitpid(child, &status, 0) == child);
  return said;
}

TEST_P(PlantedBug, IsFound) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const std::string said = FoundIn(seed, GetParam());
    if (said.empty()) continue;
    std::printf("found by seed %lu: %s\n", seed, said.c_str());
    return;
  }
  FAIL() << "300 worlds with this bug planted, and no complaint";
}

INSTANTIATE_TEST_SUITE_P(Simulation, PlantedBug,
                         ::testing::Values(Plant::kAcknowledgeBeforeAcceptance, Plant::kExecuteDuringReplay,
                                           Plant::kFoldSuperseded, Plant::kDropOverlayTooLate,
                                           Plant::kKeysNotYetDurable),
                         [](const auto& test) {
                           switch (test.param) {
                             case Plant::kAcknowledgeBeforeAcceptance:
                               return "AcknowledgeBeforeAcceptance";
                             case Plant::kExecuteDuringReplay:
                               return "ExecuteDuringReplay";
                             case Plant::kFoldSuperseded:
                               return "FoldSuperseded";
                             case Plant::kKeysNotYetDurable:
                               return "KeysNotYetDurable";
                             default:
                               return "DropOverlayTooLate";
                           }
                         });

}  // namespace
}  // namespace fascicolo::simulation
