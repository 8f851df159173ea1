// An authority whose ledger is a topic on Kafka brokers. On this machine lie:
//
//   CACHE/state/, CACHE/views/   folded from the ledger; may be thrown away
//   CACHE/identities/            by what persons are found, likewise (people/identities.h)
//   CACHE/tree/                  the tree over the ledger, likewise (events/proof/tree_files.h)
//   KEY                          the master key of the vault (events/vault/master.h); without it names stay closed: back
//                                it up apart
//   KEY's .signing-key, .signed/, .witnesses
//                                as KEY is called: with what this node signs checkpoints, and all that it signed (signing.h).
//                                One node of a ledger signs; where another is to, these go with it
//   KEY's .reads/NODE/           who read which file by this node (connectors/reads); never in a cache. NODE: the machine, and
//                                eight digits of its cache's path
//
// The vault is a topic that all nodes share (connectors/kafka/key_topic.h).
// Several nodes may have it open, each with a cache of its own; which of them writes, heartbeats say (engine/leadership).
#pragma once

#include "connectors/kafka/options.h"
#include "connectors/program/authority/authority.h"

#include <filesystem>
#include <string>

namespace fascicolo::program {

struct KafkaPlace {
  kafka::KafkaOptions options;  ///< brokers and client settings; the rest is found out
  std::string origin;           ///< names the ledger, and so its topics
  std::filesystem::path cache;
  std::filesystem::path key;
};

/// Makes the topic, or takes one that is there and empty. A key file that is there already is kept. kLocked: the topic
/// holds a ledger, or the key file another key than `creation` says, or the cache is in use. Failures of
/// kafka::KafkaLedger::Open.
Result<Authority> CreateOnKafka(const KafkaPlace& place, const AuthorityIdentity& identity,
                                const Creation& creation = {});
/// kNotFound: no such topic, or no key. kLocked: the cache is in use, or is an embedded authority's directory.
Result<Authority> OpenOnKafka(const KafkaPlace& place);

/// The ledger alone, to be read; needs neither cache nor key. kNotFound: no such topic.
[[nodiscard]] Result<std::unique_ptr<events::Ledger>> ReadLedgerOnKafka(const KafkaPlace& place);
/// The wrapped keys alone. kNotFound: no such topic, and none was to be made.
[[nodiscard]] Result<std::unique_ptr<vault::KeyStore>> KeysOnKafka(const KafkaPlace& place, bool create);

}  // namespace fascicolo::program
