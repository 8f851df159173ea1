#include "connectors/kafka/broker.h"
#include "connectors/kafka/cluster.h"
#include "connectors/kafka/heartbeats.h"
#include "connectors/kafka/key_topic.h"
#include "connectors/kafka/topic.h"
#include "connectors/program/program.h"
#include "events/acceptance.h"

namespace fascicolo::program_test {
namespace {

/// Topics of an origin that nobody had before, deleted at the end.
class OnKafka final : public DeskPlace {
 public:
  explicit OnKafka(std::filesystem::path root) : root_(std::move(root)) {}
  std::vector<std::string> Words() const override {
    return {"--kafka", kafka::BrokersUnderTest(), "--authority", origin_, "--data", (root_ / "data").string(),
            "--key", (root_ / "key").string()};
  }
  std::vector<std::string> InitWords() const override { return {}; }

 private:
  std::filesystem::path root_;
  const std::string origin_ = "prova/" + ToHex(kafka::RandomLedger());
  const LedgerId id_ = events::LedgerIdOf(origin_);
  kafka::TopicUnderTest ledger_{id_, kafka::TopicOf(id_)};
  kafka::TopicUnderTest heartbeats_{id_, kafka::HeartbeatTopicOf(id_)};
  kafka::TopicUnderTest vault_{id_, kafka::VaultTopicOf(id_)};
  kafka::TopicUnderTest mark_{id_, kafka::CopyMarkOf(id_, Lineage{0})};
};

}  // namespace

std::unique_ptr<DeskPlace> MakePlace(const std::filesystem::path& root) { return std::make_unique<OnKafka>(root); }

}  // namespace fascicolo::program_test
