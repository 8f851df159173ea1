#include "connectors/kafka/topic.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fascicolo::kafka {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TopicFound Sound(const TopicWish& wish) {
  TopicFound found{1, wish.replication, SettingsFor(wish)};
  found.settings.emplace("flush.messages", "9223372036854775807");  // Kafka's default, where the wish sets none
  return found;
}

std::vector<std::string> FaultsWith(const std::string& name, const std::string& value) {
  TopicFound found = Sound({});
  found.settings[name] = value;
  return FaultsOf("t", {}, found);
}

TEST(Topic, IsNamedByTheLedgersId) {
  EXPECT_EQ(TopicOf(LedgerId{{0xAB, 1}}), "fascicolo.ab010000000000000000000000000000.ledger");
}

TEST(Topic, IsSoundAsItIsMade) {
  EXPECT_THAT(FaultsOf("t", {}, Sound({})), IsEmpty());
  const TopicWish one{.replication = 1, .min_insync = 1};
  EXPECT_THAT(FaultsOf("t", one, Sound(one)), IsEmpty());
}

TEST(Topic, IsFlushedWhereOneReplicaIsEnough) {
  const TopicWish two{.replication = 2, .min_insync = 1};
  EXPECT_THAT(FaultsOf("t", two, Sound(two)), IsEmpty());
  TopicFound found = Sound(two);
  found.settings["flush.messages"] = "1000";
  EXPECT_THAT(FaultsOf("t", two, found), ElementsAre(HasSubstr("flush.messages is 1000, wanted 1")));
}

TEST(Topic, MayBeSaferThanWished) {
  TopicFound found = Sound({});
  found.replicas = 5;
  found.settings["min.insync.replicas"] = "3";
  found.settings["max.message.bytes"] = "8000000";
  EXPECT_THAT(FaultsOf("t", {}, found), IsEmpty());
}

TEST(Topic, IsRefusedForEachSettingThatLosesHistoryWithWhatToDo) {
  for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{
           {"retention.ms", "604800000"}, {"retention.bytes", "1000"}, {"cleanup.policy", "compact"},
           {"unclean.leader.election.enable", "true"}, {"min.insync.replicas", "1"}, {"max.message.bytes", "900000"}}) {
    EXPECT_THAT(FaultsWith(name, value),
                ElementsAre(AllOf(HasSubstr(name + " is " + value + ", wanted "), HasSubstr("--entity-name t "),
                                  HasSubstr("--add-config " + name + "="))));
  }
}

TEST(Topic, IsRefusedWhenASettingIsUnknown) {
  TopicFound found = Sound({});
  found.settings.erase("retention.ms");
  EXPECT_THAT(FaultsOf("t", {}, found), ElementsAre(HasSubstr("retention.ms is unknown, wanted -1")));
}

TEST(Topic, IsRefusedForItsLayout) {
  TopicFound found = Sound({});
  found.partitions = 2;
  EXPECT_THAT(FaultsOf("t", {}, found), ElementsAre(HasSubstr("partitions is 2, wanted 1")));
  found = Sound({});
  found.replicas = 2;
  EXPECT_THAT(FaultsOf("t", {}, found), ElementsAre(HasSubstr("replication factor is 2, wanted at least 3")));
}

TEST(Topic, IsRefusedWhenNothingCouldEverBeWritten) {
  EXPECT_THAT(FaultsWith("min.insync.replicas", "4"), ElementsAre(HasSubstr("at most the 3 replicas")));
}

TEST(Topic, MustFlushEveryMessageWhenNobodyElseHoldsIt) {
  const TopicWish one{.replication = 1, .min_insync = 1};
  TopicFound found = Sound(one);
  found.settings["flush.messages"] = "1000";
  EXPECT_THAT(FaultsOf("t", one, found), ElementsAre(HasSubstr("flush.messages is 1000, wanted 1")));
}

TEST(VaultTopic, IsSoundAsItIsMade) {
  for (const TopicWish& wish : {TopicWish{}, TopicWish{.replication = 1, .min_insync = 1}}) {
    EXPECT_THAT(VaultFaultsOf("v", wish, {1, wish.replication, VaultSettingsFor(wish)}), IsEmpty());
  }
}

TEST(VaultTopic, IsRefusedForEachSettingThatKeepsWhatIsErasedOrLosesWhatIsNot) {
  for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{
           {"cleanup.policy", "delete"}, {"segment.bytes", "1073741824"}, {"max.compaction.lag.ms", "9223372036854775807"},
           {"min.compaction.lag.ms", "1"}, {"delete.retention.ms", "90000000"}, {"min.insync.replicas", "1"},
           {"unclean.leader.election.enable", "true"}}) {
    TopicFound found{1, 3, VaultSettingsFor({})};
    found.settings[name] = value;
    EXPECT_THAT(VaultFaultsOf("v", {}, found),
                ElementsAre(AllOf(HasSubstr(name + " is " + value + ", wanted "), HasSubstr("--add-config " + name + "="))));
    found.settings.erase(name);
    EXPECT_THAT(VaultFaultsOf("v", {}, found), ElementsAre(HasSubstr(name + " is unknown")));
  }
}

TEST(Topic, NamesEveryFaultAtOnce) {
  TopicFound found = Sound({});
  found.partitions = 3;
  found.settings["retention.ms"] = "1";
  found.settings["cleanup.policy"] = "compact";
  EXPECT_EQ(FaultsOf("t", {}, found).size(), 3u);
}

}  // namespace
}  // namespace fascicolo::kafka
