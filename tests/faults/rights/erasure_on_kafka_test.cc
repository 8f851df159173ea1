// The same on Kafka: neither the program's files nor the broker's hold a text or a key of somebody forgotten once the broker
// has compacted the vault's topic. It promises kErasedWithinHours, and the topic's settings, checked at every opening, say
// so; the broker of the tests compacts at once. FASCICOLO_SOAK=1: more persons.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <memory>
#include <thread>

#include "connectors/kafka/broker.h"
#include "connectors/kafka/cluster.h"
#include "connectors/kafka/heartbeats.h"
#include "connectors/kafka/key_topic.h"
#include "connectors/kafka/topic.h"
#include "events/acceptance.h"
#include "faults/rights/forgetting_town.h"

namespace fascicolo::program_test {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds kCleansWithin{60};
constexpr const char* kInhabitants = "1000";
constexpr const char* kOrigin = "simulated/1000-1-11";

/// The town's topics, deleted at the end.
struct Topics {
  LedgerId id = events::LedgerIdOf(kOrigin);
  kafka::TopicUnderTest ledger{id, kafka::TopicOf(id)};
  kafka::TopicUnderTest heartbeats{id, kafka::HeartbeatTopicOf(id)};
  kafka::TopicUnderTest vault{id, kafka::VaultTopicOf(id)};
};

/// Whether the brokers' files hold no destroyed key any more, before long.
bool BrokersForget(const ForgettingTown& town) {
  const auto until = steady_clock::now() + kCleansWithin;
  while (!town.FilesWithKeysUnder(kafka::BrokersFolder()).empty()) {
    if (steady_clock::now() > until) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
  }
  return true;
}

TEST(ForgettingOnKafka, SurvivesKillsAndLeavesNothingOfWhomItForgotInAnyFileOfProgramOrBroker) {
  const Topics topics;
  const Desk desk;
  const auto of_program = desk.root() / "program";
  const Words place{"--kafka", kafka::BrokersUnderTest(), "--authority", kOrigin, "--data", (of_program / "cache").string(),
                    "--key", (of_program / "key").string()};
  ForgettingTown town(desk, {kInhabitants, std::getenv("FASCICOLO_SOAK") != nullptr ? 10U : 3U, 2'000, place});

  ASSERT_NO_FATAL_FAILURE(town.ForgetPersons());

  EXPECT_TRUE(BrokersForget(town)) << testing::PrintToString(town.FilesWithKeysUnder(kafka::BrokersFolder()));
  EXPECT_TRUE(town.FilesWithKeysUnder(of_program).empty());
  for (const auto& folder : {kafka::BrokersFolder(), of_program}) town.CheckNoTextUnder(folder);
  town.CheckThatAllElseIsAsBefore();

  EXPECT_FALSE(town.FilesWithKeysUnder(town.backup()).empty()) << "else this test sees nothing";
  town.BackUpAfter(31, {"--vault-keep", "30"});
  EXPECT_TRUE(town.FilesWithKeysUnder(town.backup()).empty());
  town.CheckNoTextUnder(town.backup());
}

}  // namespace
}  // namespace fascicolo::program_test
