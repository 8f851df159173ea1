// A feed in a topic of a real Kafka broker, under the contract.
#include "connectors/program/feed/kafka_target.h"

#include "connectors/kafka/broker.h"

#include "contract/feed/target_contract.h"

#include <gtest/gtest.h>

#include <iostream>

namespace fascicolo::feed {
namespace {

std::unique_ptr<Target> OpenTopic(const std::string& name) {
  auto opened = program::OpenFeedTopic(kafka::OptionsUnderTest(), name);
  if (!opened) std::cerr << opened.error().message << std::endl;
  FASCICOLO_CHECK(opened.ok());
  return std::move(opened).value();
}

struct OnKafka {
  static constexpr bool kReopens = true;
  void Reopen() {
    opened.reset();
    opened = OpenTopic(topic.name());
  }
  Target& target() { return *opened; }

  LedgerId ledger = kafka::RandomLedger();
  kafka::TopicUnderTest topic{ledger, "fascicolo." + ToHex(ledger) + ".feed.contract"};
  std::unique_ptr<Target> opened = OpenTopic(topic.name());
};

INSTANTIATE_TYPED_TEST_SUITE_P(Kafka, FeedTargetContract, OnKafka);

TEST(KafkaTarget, IsRefusedWhereSomebodyElseWrites) {
  OnKafka feed;
  ASSERT_TRUE(feed.target().Append(std::vector{ContractRecord(1)}).ok());
  feed.topic.PutInTransaction("of somebody");
  feed.Reopen();
  const auto last = feed.target().Last();
  ASSERT_FALSE(last.ok()) << "somebody else writes into the feed";
  EXPECT_EQ(last.error().code, FailureCode::kDamaged);
}

TEST(KafkaTarget, IsFoundAmongTheFeedsOfItsLedger) {
  OnKafka feed;
  const OnKafka empty;
  ASSERT_TRUE(feed.target().Append(std::vector{ContractRecord(7)}).ok());
  const auto told = program::AskFeeds(kafka::OptionsUnderTest(), feed.ledger);
  ASSERT_TRUE(told.ok()) << told.error().message;
  ASSERT_EQ(told->size(), 1U);
  EXPECT_EQ(told->front().topic, feed.topic.name());
  EXPECT_EQ(told->front().last, (Sequence{Lineage{1}, Position{7}, 2}));
  EXPECT_TRUE(program::AskFeeds(kafka::OptionsUnderTest(), empty.ledger)->empty()) << "a feed that was told nothing";
}

}  // namespace
}  // namespace fascicolo::feed
