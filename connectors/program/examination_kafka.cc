#include "connectors/kafka/cluster.h"
#include "connectors/program/examination.h"
#include "events/acceptance.h"

namespace fascicolo::program {

void LookAtBrokers(const KafkaPlace& place, Examination& examination) {
  auto cluster = kafka::Cluster::Open(place.options);
  if (!cluster) return examination.Note("brokers", cluster.error());
  const auto brokers = cluster->Brokers();
  if (!brokers) {
    return examination.Note("brokers", Health::kBad, place.options.brokers + ": " + brokers.error().message,
                            examination.Text("start them, or name others by --kafka", "avviarli, o indicarne altri con --kafka"));
  }
  std::string list;
  for (const std::string& broker : *brokers) list += (list.empty() ? "" : ", ") + broker;
  examination.Note("brokers", Health::kOk, list);

  const std::string topic = kafka::TopicOf(events::LedgerIdOf(place.origin));
  const auto found = cluster->Describe(topic);
  if (!found) return examination.Note("topic", found.error());
  const auto faults = kafka::FaultsOf(topic, kafka::WishFor(brokers->size()), *found);
  for (const std::string& fault : faults) examination.Note("topic", Health::kBad, topic + ": " + fault);
  if (!faults.empty()) return;
  const std::string replicas = std::to_string(found->replicas) + examination.Text(" replicas", " repliche");
  if (found->replicas >= 3) return examination.Note("topic", Health::kOk, topic + ", " + replicas);
  examination.Note("topic", Health::kWarn, topic + ", " + replicas,
                   examination.Text("with three brokers and three replicas the loss of one loses nothing",
                                    "con tre broker e tre repliche la perdita di uno non perde nulla"));
}

void LookAtNodes(Session& session, Node& node, Examination& examination) {
  const auto heard = node.HearNodes();
  if (!heard) return examination.Note("nodes", heard.error());
  const engine::Leadership& leadership = **heard;
  const auto& head = node.head();
  if (head.next > Position{0}) {
    const bool lives = leadership.watch().Lives(head.holder);
    examination.Note("nodes", Health::kOk,
                     leadership.watch().NameOf(head.holder) +
                         (lives ? examination.Text(" writes", " scrive")
                                : examination.Text(" wrote last; nobody writes now", " ha scritto per ultimo; ora nessuno scrive")));
  }
  if (session.clock_is_set()) return;
  const auto doubt = leadership.Doubt(session.clock().Now());
  if (doubt) return examination.Note("broker_clock", *doubt);
  examination.Note("broker_clock", Health::kOk,
                   examination.Text("within a minute of this machine's", "entro un minuto da quello di questa macchina"));
}

}  // namespace fascicolo::program
