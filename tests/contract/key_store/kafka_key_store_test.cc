// The vault's records in a compacted topic of a real Kafka broker, under the contract.
#include "connectors/kafka/key_topic.h"

#include "connectors/kafka/broker.h"
#include "contract/key_store/key_store_contract.h"

#include <iostream>

namespace fascicolo::vault {
namespace {

std::unique_ptr<kafka::KafkaKeyStore> OpenTopic(LedgerId ledger) {
  auto opened = kafka::KafkaKeyStore::Open(kafka::OptionsUnderTest(), ledger);
  if (!opened) std::cerr << opened.error().message << std::endl;
  FASCICOLO_CHECK(opened.ok());
  return std::move(opened).value();
}

struct OnKafka {
  static constexpr bool kReopens = true;
  void Reopen() {
    topic_store.reset();
    topic_store = OpenTopic(topic.ledger());
  }
  KeyStore& store() { return *topic_store; }

  LedgerId ledger = kafka::RandomLedger();
  kafka::TopicUnderTest topic{ledger, kafka::VaultTopicOf(ledger)};
  std::unique_ptr<kafka::KafkaKeyStore> topic_store = OpenTopic(ledger);
};

INSTANTIATE_TYPED_TEST_SUITE_P(Kafka, KeyStoreContract, OnKafka);

TEST(KafkaKeyStore, HearsOfOtherNodesWhenItRefreshes) {
  OnKafka one;
  const auto other = OpenTopic(one.ledger);
  ASSERT_TRUE(other->Put(std::array{RecordOf(1, 11), RecordOf(2, 12)}).ok());
  EXPECT_FALSE(one.store().Find(Name(1))->has_value()) << "not heard yet";

  ASSERT_TRUE(one.store().Refresh().ok());
  EXPECT_TRUE(one.store().Find(Name(1))->has_value());

  ASSERT_TRUE(other->Erase(std::array{Name(1)}).ok());
  ASSERT_TRUE(one.store().Refresh().ok());
  EXPECT_FALSE(one.store().Find(Name(1))->has_value());
  EXPECT_TRUE(one.store().Find(Name(2))->has_value());
}

TEST(KafkaKeyStore, IsNotMadeAnewWhereOneWasLost) {
  auto options = kafka::OptionsUnderTest();
  options.create = false;
  const auto opened = kafka::KafkaKeyStore::Open(options, kafka::RandomLedger());
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, FailureCode::kNotFound);
}

}  // namespace
}  // namespace fascicolo::vault
