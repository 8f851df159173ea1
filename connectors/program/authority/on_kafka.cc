#include "connectors/program/authority/on_kafka.h"

#include "connectors/kafka/cluster.h"
#include "connectors/kafka/heartbeats.h"
#include "connectors/kafka/kafka_ledger.h"
#include "connectors/kafka/key_topic.h"
#include "connectors/program/authority/directory.h"
#include "connectors/program/authority/key_change.h"
#include "events/acceptance.h"

#include <array>
#include <unistd.h>
#include <utility>

namespace fascicolo::program {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kCheckBytes = 4U << 20;

class KafkaHome final : public LedgerHome {
 public:
  KafkaHome(kafka::KafkaOptions options, LedgerId id, SigningPaths signing, ReadsHome reads, kafka::Cluster cluster,
            std::unique_ptr<kafka::KafkaLedger> ledger)
      : options_(std::move(options)),
        id_(id),
        signing_(std::move(signing)),
        reads_(std::move(reads)),
        cluster_(std::move(cluster)),
        ledger_(std::move(ledger)) {}

  events::Ledger& ledger() override { return *ledger_; }
  std::string where() const override { return "topic " + ledger_->topic() + " on " + options_.brokers; }
  Result<std::unique_ptr<engine::Heartbeats>> OpenHeartbeats() override {
    auto heartbeats = kafka::KafkaHeartbeats::Open(options_, id_);
    if (!heartbeats) return heartbeats.error();
    return std::unique_ptr<engine::Heartbeats>(std::move(heartbeats).value());
  }
  Result<bool> IsCopyOf(Lineage at) override { return cluster_.Has(kafka::CopyMarkOf(id_, at)); }
  SigningPaths signing() const override { return signing_; }
  ReadsHome reads() const override { return reads_; }
  std::optional<kafka::Traffic> traffic() const override {
    return options_.meter == nullptr ? std::nullopt : std::optional(options_.meter->figures());
  }
  Status CheckAll(const Progress& progress) override;
  Status Close() override { return {}; }

 private:
  kafka::KafkaOptions options_;
  LedgerId id_;
  SigningPaths signing_;
  ReadsHome reads_;
  kafka::Cluster cluster_;
  std::unique_ptr<kafka::KafkaLedger> ledger_;
};

Status KafkaHome::CheckAll(const Progress& progress) {
  const events::LogOffset end = ledger_->end();
  auto reader = ledger_->Read({0});
  if (!reader) return reader.error();
  events::LogBatch batch;
  events::LogOffset at{0};
  while (at < end) {
    if (Status read = (*reader)->Read(kCheckBytes, batch); !read) return read;
    if (batch.entries.empty()) return {};
    at = batch.entries.back().next;
    if (Status going_on = progress(at.value, end.value); !going_on) return going_on;
  }
  return {};
}

/// The same from start to start, and another one for each cache: two processes never share a node's readings.
ReadsHome ReadsBesideKey(const KafkaPlace& place) {
  constexpr std::size_t kDigits = 8;
  std::array<char, 256> host{};
  if (::gethostname(host.data(), host.size() - 1) != 0) host.fill('\0');
  std::error_code error;
  const std::string cache = fs::absolute(place.cache, error).lexically_normal().string();
  return {place.key.string() + ".reads", std::string(host.data()) + "-" + ToHex(events::Sha256(events::AsBytes(cache))).substr(0, kDigits)};
}

/// The options with the replicas that this cluster can give.
struct FittedOptions {
  kafka::Cluster cluster;
  kafka::KafkaOptions options;
};

Result<FittedOptions> Fit(const KafkaPlace& place) {
  auto cluster = kafka::Cluster::Open(place.options);
  if (!cluster) return cluster.error();
  const auto brokers = cluster->Brokers();
  if (!brokers) {
    Failure why = brokers.error();
    why.message = place.options.brokers + ": " + why.message;
    return why;
  }
  FittedOptions fitted{std::move(cluster).value(), place.options};
  fitted.options.topic = kafka::WishFor(brokers->size());
  return fitted;
}

Status CheckCacheIsOne(const KafkaPlace& place) {
  std::error_code error;
  if (!fs::exists(AuthorityPaths{place.cache}.file(), error)) return {};
  return Failure{FailureCode::kLocked, place.cache.string() + " is an embedded authority's directory, not a cache: with "
                                                              "--kafka, --data names a directory of its own"};
}

Result<FoldedStores> OpenCache(const KafkaPlace& place, std::vector<std::string>& notes) {
  if (Status is_cache = CheckCacheIsOne(place); !is_cache) return is_cache.error();
  auto stores = FoldedStores::Open(place.cache, notes);
  if (stores || stores.error().code != FailureCode::kLocked) return stores;
  return Failure{FailureCode::kLocked, "the cache " + place.cache.string() +
                                           " is in use by another process: give this one another by --data"};
}

Result<std::unique_ptr<vault::KeyStore>> OpenTopicKeys(kafka::KafkaOptions options, LedgerId id, bool create) {
  options.create = create;
  auto store = kafka::KafkaKeyStore::Open(options, id);
  if (!store) return store.error();
  return std::unique_ptr<vault::KeyStore>(std::move(store).value());
}

Result<vault::Vault> CreateVault(const KafkaPlace& place, const FittedOptions& fitted, LedgerId id,
                                 const Creation& creation) {
  const auto master = MakeMaster(place.key, creation);
  if (!master) return master.error();
  auto store = OpenTopicKeys(fitted.options, id, true);
  if (!store) return store.error();
  return MakeVault(std::move(store).value(), *master, id, creation);
}

Result<vault::Vault> OpenVault(const KafkaPlace& place, const FittedOptions& fitted, LedgerId id) {
  return OpenWithKeyFile(place.key, [&](const events::Key& master) -> Result<vault::Vault> {
    auto store = OpenTopicKeys(fitted.options, id, false);
    if (!store) return store.error();
    return vault::Vault::Open(std::move(store).value(), master, id);
  });
}

Result<std::unique_ptr<kafka::KafkaLedger>> OpenTopic(const KafkaPlace& place, const kafka::KafkaOptions& options) {
  auto ledger = kafka::KafkaLedger::Open(options, events::LedgerIdOf(place.origin));
  if (ledger || ledger.error().code != FailureCode::kNotFound) return ledger;
  return Failure{FailureCode::kNotFound, ledger.error().message + " on " + place.options.brokers +
                                             ": 'fascicolo init --kafka BROKERS --authority " + place.origin +
                                             " --name NAME' makes it"};
}

/// `creation` null: what is there is opened.
Result<Authority> Assemble(const KafkaPlace& place, FittedOptions fitted, AuthorityIdentity identity,
                           const Creation* creation) {
  const bool create = creation != nullptr;
  std::vector<std::string> notes;
  fitted.options.create = create;
  const LedgerId id = events::LedgerIdOf(identity.origin);
  auto ledger = OpenTopic(place, fitted.options);
  if (!ledger) return ledger.error();
  if (create && (*ledger)->end() > events::LogOffset{0}) {
    return Failure{FailureCode::kLocked, "topic " + (*ledger)->topic() + " holds the ledger of " + identity.origin +
                                             " already"};
  }
  auto vault = create ? CreateVault(place, fitted, id, *creation) : OpenVault(place, fitted, id);
  if (!vault) return vault.error();
  auto stores = OpenCache(place, notes);
  if (!stores) return stores.error();
  if (create) {  // what is there was folded from a topic that is no more
    for (const Status& anew : {stores->BeginStateAnew(), stores->BeginViewsAnew()}) {
      if (!anew) return anew.error();
    }
  }
  auto home = std::make_unique<KafkaHome>(std::move(fitted.options), id, SigningBesideKey(place.key),
                                          ReadsBesideKey(place), std::move(fitted.cluster), std::move(ledger).value());
  return Authority(std::move(identity), std::move(vault).value(), std::move(home), std::move(stores).value(),
                   std::move(notes));
}

/// Before the topic is made, so that an unfinished copy is read-only too; never beside one that is there already without it,
/// which may be somebody's ledger.
Status MarkCopy(const FittedOptions& fitted, const AuthorityIdentity& identity, Lineage lineage) {
  const LedgerId id = events::LedgerIdOf(identity.origin);
  const auto exists = fitted.cluster.Has(kafka::TopicOf(id));
  if (!exists) return exists.error();
  if (!*exists) return fitted.cluster.Make(kafka::CopyMarkOf(id, lineage), fitted.options.topic.replication);
  const auto begun = fitted.cluster.Has(kafka::CopyMarkOf(id, lineage));
  if (!begun) return begun.error();
  return *begun ? Status{} : Failure{FailureCode::kLocked, "topic " + kafka::TopicOf(id) + " is there already"};
}

}  // namespace

Result<Authority> CreateOnKafka(const KafkaPlace& place, const AuthorityIdentity& identity, const Creation& creation) {
  if (Status is_cache = CheckCacheIsOne(place); !is_cache) return is_cache.error();
  auto fitted = Fit(place);
  if (!fitted) return fitted.error();
  if (creation.copy_of) {
    if (Status marked = MarkCopy(*fitted, identity, *creation.copy_of); !marked) return marked.error();
  }
  return Assemble(place, std::move(fitted).value(), identity, &creation);
}

Result<Authority> OpenOnKafka(const KafkaPlace& place) {
  std::error_code error;
  if (!fs::exists(place.key, error)) {
    return Failure{FailureCode::kNotFound,
                   place.key.string() + " is missing: put the ledger's key there from its copy, or name the file by "
                                        "--key; without it nothing sealed can be opened"};
  }
  auto fitted = Fit(place);
  if (!fitted) return fitted.error();
  fitted->options.meter = std::make_shared<kafka::TrafficMeter>();
  return Assemble(place, std::move(fitted).value(), {place.origin, {}}, nullptr);
}

Result<std::unique_ptr<events::Ledger>> ReadLedgerOnKafka(const KafkaPlace& place) {
  const auto fitted = Fit(place);
  if (!fitted) return fitted.error();
  auto ledger = OpenTopic(place, fitted->options);
  if (!ledger) return ledger.error();
  return std::unique_ptr<events::Ledger>(std::move(ledger).value());
}

Result<std::unique_ptr<vault::KeyStore>> KeysOnKafka(const KafkaPlace& place, bool create) {
  auto fitted = Fit(place);
  if (!fitted) return fitted.error();
  return OpenTopicKeys(std::move(fitted->options), events::LedgerIdOf(place.origin), create);
}

}  // namespace fascicolo::program
