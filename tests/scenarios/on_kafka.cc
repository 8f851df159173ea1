// The scenarios on a Kafka broker, each in a topic of its own.
#include "connectors/kafka/broker.h"
#include "connectors/kafka/kafka_ledger.h"
#include "engine/kit_log.h"

namespace fascicolo::engine {
namespace {

/// The topic is random, so that runs do not meet; the ledger in it is always the same.
class TopicWithLedger final : public LogUnderTest {
 public:
  TopicWithLedger()
      : topic_(kafka::RandomLedger()),
        kafka_(kafka::KafkaLedger::Open(kafka::OptionsUnderTest(), topic_.ledger()).value()) {}
  events::Ledger& ledger() override { return *kafka_; }

 private:
  kafka::TopicUnderTest topic_;
  const std::unique_ptr<kafka::KafkaLedger> kafka_;
};

}  // namespace

std::unique_ptr<LogUnderTest> OpenLogUnderTest(LedgerId) { return std::make_unique<TopicWithLedger>(); }

}  // namespace fascicolo::engine
