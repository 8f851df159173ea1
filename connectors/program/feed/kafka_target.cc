#include "connectors/program/feed/kafka_target.h"

#include "connectors/feed/consumer.h"
#include "connectors/kafka/cluster.h"
#include "connectors/kafka/record_topic.h"

namespace fascicolo::program {
namespace {

class KafkaTarget final : public feed::Target {
 public:
  explicit KafkaTarget(std::unique_ptr<kafka::RecordTopic> topic) : topic_(std::move(topic)) {}

  Result<std::optional<feed::FeedRecord>> Last() override {
    auto last = topic_->Last();
    if (!last) return last.error();
    if (!*last) return std::optional<feed::FeedRecord>();
    feed::FeedRecord record{std::move((*last)->key), std::move((*last)->headers), std::move((*last)->value),
                            (*last)->at};
    if (record.sequence()) return std::optional(std::move(record));
    return Failure{FailureCode::kDamaged,
                   "topic " + topic_->name() + ": its last record is of no feed; who else writes there?"};
  }

  Status Append(std::span<const feed::FeedRecord> records) override {
    std::vector<kafka::TopicRecord> sent;
    for (const auto& record : records) sent.push_back({record.key, record.headers, record.value, record.at});
    return topic_->Append(sent);
  }

 private:
  std::unique_ptr<kafka::RecordTopic> topic_;
};

}  // namespace

Result<std::unique_ptr<feed::Target>> OpenFeedTopic(kafka::KafkaOptions options, const std::string& topic) {
  const auto cluster = kafka::Cluster::Open(options);
  if (!cluster) return cluster.error();
  const auto brokers = cluster->Brokers();
  if (!brokers) return Failure{brokers.error().code, options.brokers + ": " + brokers.error().message};
  options.topic = kafka::WishFor(brokers->size());
  auto opened = kafka::RecordTopic::Open(std::move(options), topic);
  if (!opened) return opened.error();
  return std::unique_ptr<feed::Target>(std::make_unique<KafkaTarget>(std::move(opened).value()));
}

Result<std::vector<FeedTold>> AskFeeds(const kafka::KafkaOptions& options, LedgerId ledger) {
  const auto cluster = kafka::Cluster::Open(options);
  if (!cluster) return cluster.error();
  const auto topics = cluster->TopicsWith(feed::FeedTopicPrefix(ledger));
  if (!topics) return topics.error();
  std::vector<FeedTold> all;
  for (const std::string& name : *topics) {
    const auto target = OpenFeedTopic(options, name);
    if (!target) return target.error();
    const auto last = (*target)->Last();
    if (!last) return last.error();
    if (*last) all.push_back({name, *(*last)->sequence()});
  }
  return all;
}

}  // namespace fascicolo::program
