// The README's commands that name brokers.
#include <gtest/gtest.h>

#include <memory>

#include "connectors/kafka/broker.h"
#include "connectors/kafka/cluster.h"
#include "connectors/kafka/heartbeats.h"
#include "connectors/kafka/key_topic.h"
#include "connectors/kafka/topic.h"
#include "connectors/program/program.h"
#include "connectors/program/readme_commands.h"
#include "events/acceptance.h"

namespace fascicolo::program_test {
namespace {

TEST(ReadmeOnKafka, ItsCommandsDoWhatItSays) {
  const Desk desk;
  const std::string dir = desk.data().string();
  std::vector<std::unique_ptr<kafka::TopicUnderTest>> topics;
  for (const char* origin : {"simulated/2000-1-7", "simulated/2000-1-8"}) {
    const LedgerId id = events::LedgerIdOf(origin);
    for (const auto& name : {kafka::TopicOf(id), kafka::HeartbeatTopicOf(id), kafka::VaultTopicOf(id),
                             kafka::CopyMarkOf(id, Lineage{0})}) {
      topics.push_back(std::make_unique<kafka::TopicUnderTest>(id, name));
    }
  }
  const std::map<std::string, std::string> meant{{"DIR", dir}, {"$B", kafka::BrokersUnderTest()}};
  for (const auto& command : CommandsOfTheReadme(Where::kDirectory)) {
    if (command.front() != "simulate") continue;
    ASSERT_EQ(desk.RunBare(Meant(command, meant)).code, 0);
  }
  const auto commands = CommandsOfTheReadme(Where::kKafka);
  ASSERT_GE(commands.size(), 3u);
  for (const auto& command : commands) {
    auto words = Meant(command, meant);
    // Where users have a home, the test has none.
    const std::string copy = command.front() == "copy" ? "-copy" : "";
    for (const auto& [option, value] : {std::pair{"--data", "cache" + copy}, {"--key", "key" + copy}}) {
      words.insert(words.end(), {option, (desk.root() / value).string()});
    }
    const auto ran = desk.RunBare(words);
    EXPECT_EQ(ran.code, 0) << testing::PrintToString(words) << ran.err;
  }
}

}  // namespace
}  // namespace fascicolo::program_test
