#include "connectors/kafka/kafka_ledger.h"

#include "connectors/kafka/reader.h"
#include "connectors/kafka/topic.h"

namespace fascicolo::kafka {
Result<std::unique_ptr<KafkaLedger>> KafkaLedger::Open(KafkaOptions options, LedgerId ledger) {
  // A consumer, because brokers make topics up for a producer that asks about one. By default it would take the beginning
  // of somebody's open transaction for the log's end.
  auto client = MakeClient(ClientKind::kConsumer, options, {{"isolation.level", "read_uncommitted"}});
  if (!client) return client.error();
  std::unique_ptr<KafkaLedger> opened(new KafkaLedger(std::move(options), TopicOf(ledger), std::move(*client)));
  if (Status checked = opened->CheckTopic(); !checked) return checked.error();
  if (Status sound = opened->Rest(); !sound) return sound.error();
  auto producer = Producer::Open(opened->options_, opened->topic_);
  if (!producer) return producer.error();
  opened->producer_ = std::move(*producer);
  return opened;
}

Status KafkaLedger::CheckTopic() {
  const auto found = DescribeOrCreate(*client_, topic_, options_, SettingsFor(options_.topic));
  if (!found) return found.error();
  const auto faults = FaultsOf(topic_, options_.topic, *found);
  if (faults.empty()) return {};
  std::string text = "topic " + topic_ + " cannot hold a ledger:";
  for (const std::string& fault : faults) text += "\n  " + fault;
  return Failure{FailureCode::kIo, text};
}

Status KafkaLedger::Append(std::span<const events::Record> records) { return producer_->Append(records); }

Result<std::uint64_t> KafkaLedger::Settle() { return producer_->Settle(); }

Status KafkaLedger::Rest() {
  const auto marks = AskWatermarks(*client_, topic_, options_.patience_ms);
  if (!marks) return marks.error();
  if (marks->low > 0) {
    return Failure{FailureCode::kDamaged, "topic " + topic_ + ": it begins at offset " + std::to_string(marks->low) +
                                              ": history was deleted; restore it from a copy"};
  }
  const auto high = static_cast<std::uint64_t>(marks->high);
  if (high < end_) {
    return Failure{FailureCode::kDamaged, "topic " + topic_ + ": it ends at offset " + std::to_string(high) +
                                              ", and reached offset " + std::to_string(end_) +
                                              " before: its tail was lost, or the topic was made anew"};
  }
  end_ = high;
  return {};
}

Result<std::unique_ptr<events::LogReader>> KafkaLedger::Read(events::LogOffset from) {
  auto reader = Reader::Open(options_, topic_, from);
  if (!reader) return reader.error();
  return std::unique_ptr<events::LogReader>(std::move(*reader));
}

events::LogOffset KafkaLedger::end() const {
  if (const auto marks = AskWatermarks(*client_, topic_, options_.patience_ms)) {
    end_ = static_cast<std::uint64_t>(marks->high);
  }
  return {end_};
}

}  // namespace fascicolo::kafka
