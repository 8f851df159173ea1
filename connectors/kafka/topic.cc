#include "connectors/kafka/topic.h"

#include <librdkafka/rdkafka.h>

#include <charconv>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string_view>
#include <thread>

#include "connectors/kafka/client.h"
#include "connectors/kafka/limits.h"

namespace fascicolo::kafka {
namespace {

constexpr std::int64_t kHalfUntilErasedMs = kErasedWithinHours / 2 * std::int64_t{3'600'000};

template <auto kDestroy>
struct Destroy {
  template <class T>
  void operator()(T* object) const {
    kDestroy(object);
  }
};
using Queue = std::unique_ptr<rd_kafka_queue_t, Destroy<rd_kafka_queue_destroy>>;
using Event = std::unique_ptr<rd_kafka_event_t, Destroy<rd_kafka_event_destroy>>;
using AdminOptions = std::unique_ptr<rd_kafka_AdminOptions_t, Destroy<rd_kafka_AdminOptions_destroy>>;

Failure Unanswered(const std::string& topic, std::string_view what, const char* why) {
  return {FailureCode::kUnavailable, "topic " + topic + ": " + std::string(what) + ": " + why};
}

/// Asks one question of the admin protocol and waits for its answer.
template <class Ask>
Result<Event> AskAdmin(rd_kafka_s& client, rd_kafka_admin_op_t kind, const std::string& topic, int patience_ms,
                       Ask ask) {
  const AdminOptions options(rd_kafka_AdminOptions_new(&client, kind));
  char problem[256];
  (void)rd_kafka_AdminOptions_set_request_timeout(options.get(), patience_ms, problem, sizeof problem);
  const Queue queue(rd_kafka_queue_new(&client));
  ask(options.get(), queue.get());
  Event event(rd_kafka_queue_poll(queue.get(), patience_ms + 1'000));
  if (!event) return Unanswered(topic, "no answer", "timed out");
  if (rd_kafka_event_error(event.get()) != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return Unanswered(topic, "no answer", rd_kafka_event_error_string(event.get()));
  }
  return event;
}

/// Partitions and replicas.
Result<TopicFound> AskLayout(rd_kafka_s& client, const std::string& topic, int patience_ms) {
  const TopicHandle handle(rd_kafka_topic_new(&client, topic.c_str(), nullptr));
  const rd_kafka_metadata_t* all = nullptr;
  const auto error = rd_kafka_metadata(&client, 0, handle.get(), &all, patience_ms);
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return Unanswered(topic, "no broker answers", rd_kafka_err2str(error));
  const std::unique_ptr<const rd_kafka_metadata_t, Destroy<rd_kafka_metadata_destroy>> owned(all);
  if (all->topic_cnt != 1) return Unanswered(topic, "no answer", "the broker named no topic");
  const rd_kafka_metadata_topic_t& one = all->topics[0];
  if (one.err == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART) {
    return Failure{FailureCode::kNotFound, "there is no topic " + topic};
  }
  if (one.err != RD_KAFKA_RESP_ERR_NO_ERROR) return Unanswered(topic, "no answer", rd_kafka_err2str(one.err));
  TopicFound found;
  found.partitions = one.partition_cnt;
  if (one.partition_cnt > 0) found.replicas = one.partitions[0].replica_cnt;
  return found;
}

std::int64_t NumberOf(const std::string& text) {
  std::int64_t number = -1;
  (void)std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// Collects the sentences of FaultsOf.
class Faults {
 public:
  Faults(const std::string& topic, const TopicFound& found) : topic_(topic), found_(found) {}

  void ExpectText(const std::string& name, const std::string& wanted) {
    const std::string& value = Setting(name);
    if (value != wanted) Add(name, value, wanted, Alter(name, wanted));
  }
  void ExpectAtLeast(const std::string& name, std::int64_t wanted) {
    const std::string& value = Setting(name);
    if (NumberOf(value) < wanted) {
      Add(name, value, "at least " + std::to_string(wanted), Alter(name, std::to_string(wanted)));
    }
  }
  void ExpectAtMost(const std::string& name, std::int64_t wanted) {
    const std::string& value = Setting(name);
    if (NumberOf(value) < 0 || NumberOf(value) > wanted) {
      Add(name, value, "at most " + std::to_string(wanted), Alter(name, std::to_string(wanted)));
    }
  }
  void Add(const std::string& name, const std::string& is, const std::string& wanted, const std::string& advice) {
    sentences_.push_back(name + " is " + (is.empty() ? "unknown" : is) + ", wanted " + wanted + "; " + advice);
  }
  [[nodiscard]] const std::string& Setting(const std::string& name) const {
    static const std::string kNone;
    const auto found = found_.settings.find(name);
    return found == found_.settings.end() ? kNone : found->second;
  }
  [[nodiscard]] std::vector<std::string> Take() { return std::move(sentences_); }

 private:
  [[nodiscard]] std::string Alter(const std::string& name, const std::string& value) const {
    return "run kafka-configs.sh --alter --entity-type topics --entity-name " + topic_ + " --add-config " + name + "=" +
           value;
  }
  const std::string& topic_;
  const TopicFound& found_;
  std::vector<std::string> sentences_;
};

}  // namespace

std::string TopicOf(LedgerId ledger) { return "fascicolo." + ToHex(ledger) + ".ledger"; }

std::vector<std::string> FaultsOf(const std::string& topic, const TopicWish& wish, const TopicFound& found) {
  Faults faults(topic, found);
  if (found.partitions != 1) {
    faults.Add("the number of partitions", std::to_string(found.partitions), "1",
               "a ledger is one order, and partitions cannot be taken away: copy the ledger to a new topic");
  }
  if (found.replicas < wish.replication) {
    faults.Add("the replication factor", std::to_string(found.replicas), "at least " + std::to_string(wish.replication),
               "run kafka-reassign-partitions.sh with more replicas");
  }
  faults.ExpectText("cleanup.policy", "delete");
  faults.ExpectText("retention.ms", "-1");
  faults.ExpectText("retention.bytes", "-1");
  faults.ExpectText("unclean.leader.election.enable", "false");
  faults.ExpectAtLeast("max.message.bytes", kMaxBatchBytes);
  faults.ExpectAtLeast("min.insync.replicas", wish.min_insync);
  if (NumberOf(faults.Setting("min.insync.replicas")) > found.replicas) {
    faults.Add("min.insync.replicas", faults.Setting("min.insync.replicas"),
               "at most the " + std::to_string(found.replicas) + " replicas there are", "nothing can be written so");
  }
  const bool one_is_enough = found.replicas == 1 || wish.min_insync == 1;
  if (one_is_enough && NumberOf(faults.Setting("flush.messages")) != 1) faults.ExpectText("flush.messages", "1");
  return faults.Take();
}

std::map<std::string, std::string> SettingsFor(const TopicWish& wish) {
  std::map<std::string, std::string> settings{
      {"cleanup.policy", "delete"},
      {"retention.ms", "-1"},
      {"retention.bytes", "-1"},
      {"unclean.leader.election.enable", "false"},
      {"max.message.bytes", std::to_string(kTopicMaxMessageBytes)},
      {"min.insync.replicas", std::to_string(wish.min_insync)},
      // The header holds the writer's time; the broker's own beside it is a second witness, and nothing reads it.
      {"message.timestamp.type", "LogAppendTime"},
  };
  // Where one replica's word is enough, nobody else need hold what that machine has not yet written.
  if (wish.min_insync == 1) settings["flush.messages"] = "1";
  return settings;
}

std::vector<std::string> VaultFaultsOf(const std::string& topic, const TopicWish& wish, const TopicFound& found) {
  Faults faults(topic, found);
  faults.ExpectText("cleanup.policy", "compact");
  faults.ExpectText("unclean.leader.election.enable", "false");
  faults.ExpectAtLeast("min.insync.replicas", wish.min_insync);
  faults.ExpectAtMost("segment.bytes", kVaultSegmentBytes);
  faults.ExpectAtMost("min.compaction.lag.ms", 0);
  faults.ExpectAtMost("max.compaction.lag.ms", kHalfUntilErasedMs);
  faults.ExpectAtMost("delete.retention.ms", kHalfUntilErasedMs);
  return faults.Take();
}

std::map<std::string, std::string> VaultSettingsFor(const TopicWish& wish) {
  std::map<std::string, std::string> settings{
      {"cleanup.policy", "compact"},
      {"unclean.leader.election.enable", "false"},
      {"min.insync.replicas", std::to_string(wish.min_insync)},
      {"segment.bytes", std::to_string(kVaultSegmentBytes)},
      {"min.cleanable.dirty.ratio", "0.01"},
      {"min.compaction.lag.ms", "0"},
      {"max.compaction.lag.ms", std::to_string(kHalfUntilErasedMs)},
      {"delete.retention.ms", std::to_string(kHalfUntilErasedMs)},
  };
  if (wish.min_insync == 1) settings["flush.messages"] = "1";
  return settings;
}

Result<TopicFound> DescribeTopic(rd_kafka_s& client, const std::string& topic, int patience_ms) {
  auto found = AskLayout(client, topic, patience_ms);
  if (!found) return found;
  rd_kafka_ConfigResource_t* asked = rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.c_str());
  auto event = AskAdmin(client, RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS, topic, patience_ms,
                        [&](const rd_kafka_AdminOptions_t* options, rd_kafka_queue_t* queue) {
                          rd_kafka_DescribeConfigs(&client, &asked, 1, options, queue);
                        });
  rd_kafka_ConfigResource_destroy(asked);
  if (!event) return event.error();
  std::size_t count = 0;
  const auto* answer = rd_kafka_event_DescribeConfigs_result(event->get());
  const auto** resources = rd_kafka_DescribeConfigs_result_resources(answer, &count);
  if (count != 1) return Unanswered(topic, "no answer", "the broker described no topic");
  if (const char* problem = rd_kafka_ConfigResource_error_string(resources[0])) {
    return Unanswered(topic, "cannot read its settings", problem);
  }
  const auto** entries = rd_kafka_ConfigResource_configs(resources[0], &count);
  for (std::size_t i = 0; i < count; ++i) {
    const char* value = rd_kafka_ConfigEntry_value(entries[i]);
    found->settings[rd_kafka_ConfigEntry_name(entries[i])] = value == nullptr ? "" : value;
  }
  return found;
}

Status CreateTopic(rd_kafka_s& client, const std::string& topic, int replication,
                   const std::map<std::string, std::string>& settings, int patience_ms) {
  char problem[256];
  std::unique_ptr<rd_kafka_NewTopic_t, Destroy<rd_kafka_NewTopic_destroy>> wanted(
      rd_kafka_NewTopic_new(topic.c_str(), 1, replication, problem, sizeof problem));
  if (!wanted) return Failure{FailureCode::kIo, "topic " + topic + ": " + problem};
  for (const auto& [name, value] : settings) {
    (void)rd_kafka_NewTopic_set_config(wanted.get(), name.c_str(), value.c_str());
  }
  rd_kafka_NewTopic_t* one = wanted.get();
  auto event = AskAdmin(client, RD_KAFKA_ADMIN_OP_CREATETOPICS, topic, patience_ms,
                        [&](const rd_kafka_AdminOptions_t* options, rd_kafka_queue_t* queue) {
                          rd_kafka_CreateTopics(&client, &one, 1, options, queue);
                        });
  if (!event) return event.error();
  std::size_t count = 0;
  const auto** results = rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event->get()), &count);
  if (count != 1) return Unanswered(topic, "no answer", "the broker made no topic");
  const auto error = rd_kafka_topic_result_error(results[0]);
  if (error == RD_KAFKA_RESP_ERR_NO_ERROR || error == RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS) return {};
  const char* text = rd_kafka_topic_result_error_string(results[0]);
  const std::string why = "topic " + topic + ": cannot make it: " + (text != nullptr ? text : rd_kafka_err2str(error));
  const bool may_pass = error == RD_KAFKA_RESP_ERR_INVALID_REPLICATION_FACTOR;  // a broker may still be coming up
  return Failure{may_pass ? FailureCode::kUnavailable : FailureCode::kIo, why};
}

Result<TopicFound> DescribeOrCreate(rd_kafka_s& client, const std::string& topic, const KafkaOptions& options,
                                    const std::map<std::string, std::string>& settings) {
  constexpr std::chrono::milliseconds kAskAgain{100};
  const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(options.patience_ms);
  while (true) {
    auto found = DescribeTopic(client, topic, options.patience_ms);
    if (found || !options.create) return found;
    if (found.error().code == FailureCode::kNotFound) {
      const Status created = CreateTopic(client, topic, options.topic.replication, settings, options.patience_ms);
      if (!created && created.error().code != FailureCode::kUnavailable) return created.error();
      if (!created) found = created.error();
    }
    if (std::chrono::steady_clock::now() > until) return found;
    std::this_thread::sleep_for(kAskAgain);
  }
}

}  // namespace fascicolo::kafka
