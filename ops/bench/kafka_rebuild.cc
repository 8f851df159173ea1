#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

#include "events/segments/segment_ledger.h"
#include "events/store/rocks_rows.h"
#include "ops/bench/bare_kafka.h"
#include "ops/bench/benches.h"
#include "ops/bench/lent_ledger.h"
#include "projections/refold.h"

namespace fascicolo::bench {
namespace {

constexpr int kRounds = 3;
constexpr std::size_t kReadBytes = 1U << 20;

std::string OriginOf(const std::filesystem::path& authority) {
  std::ifstream file(authority / "authority.json");
  return nlohmann::json::parse(file).at("origin");
}

void AppendAll(events::Ledger& to, const std::vector<events::Record>& records) {
  while (true) {
    const Status appended = to.Append(records);
    FASCICOLO_CHECK(appended.ok() || appended.error().code == FailureCode::kUnavailable);
    FASCICOLO_CHECK(to.Settle().ok());
    if (appended) return;
  }
}

/// Every record, byte for byte, superseded ones too; returns how many there are.
std::uint64_t Copy(events::Ledger& from, events::Ledger& to) {
  auto reader = from.Read({0}).value();
  events::LogBatch batch;
  std::uint64_t copied = 0;
  do {
    FASCICOLO_CHECK(reader->Read(kReadBytes, batch).ok());
    std::vector<events::Record> records;
    for (const events::LogEntry& entry : batch.entries) {
      const events::ConstBytes bytes = entry.record.bytes;
      records.emplace_back(std::vector<std::uint8_t>(bytes.begin(), bytes.end()));
    }
    if (!records.empty()) AppendAll(to, records);
    copied += records.size();
  } while (!batch.entries.empty());
  while (to.Settle().value() < copied) {
  }
  return copied;
}

/// The driver's reader, and nothing done with what it reads.
void Scan(events::Ledger& ledger, std::uint64_t records) {
  auto reader = ledger.Read({0}).value();
  events::LogBatch batch;
  for (std::uint64_t seen = 0; seen < records; seen += batch.entries.size()) {
    FASCICOLO_CHECK(reader->Read(kReadBytes, batch).ok());
  }
}

/// Seconds of each round.
struct Times {
  Durations consume;
  Durations scan;
  Durations views;
  Durations both;
};

class Town {
 public:
  Town(kafka::KafkaLedger& ledger, std::string origin, std::uint64_t records)
      : ledger_(ledger), origin_(std::move(origin)), records_(records) {}

  Consumed Consume() {
    BareConsumer consumer(ledger_.topic());
    return consumer.Take(records_);
  }

  void Round(const std::filesystem::path& dir, Times& times) {
    times.consume.Add(Seconds([&] { (void)Consume(); }));
    times.scan.Add(Seconds([&] { Scan(ledger_, records_); }));
    ForgetPeakMemory();
    times.views.Add(Seconds([&] { Refold(dir / "views", false); }));
    times.both.Add(Seconds([&] { Refold(dir / "both", true); }));
    peak_mib_ = std::max(peak_mib_, PeakMemoryMiB());
    std::filesystem::remove_all(dir);
  }

  [[nodiscard]] std::uint64_t events() const { return events_; }
  [[nodiscard]] double peak_mib() const { return peak_mib_; }

 private:
  void Refold(const std::filesystem::path& dir, bool with_state) {
    const auto views = store::RocksRows::Open(dir / "views").value();
    const auto state = with_state ? store::RocksRows::Open(dir / "state").value() : nullptr;
    const auto done = projections::Refold(ledger_, origin_, {state.get(), views.get()});
    FASCICOLO_CHECK(done.ok());
    events_ = done->events;
  }

  kafka::KafkaLedger& ledger_;
  const std::string origin_;
  const std::uint64_t records_;
  std::uint64_t events_ = 0;
  double peak_mib_ = 0;
};

}  // namespace

std::vector<Row> KafkaRebuild(const std::filesystem::path& authority, const std::filesystem::path& dir) {
  const std::string origin = OriginOf(authority);
  LentLedger ledger(origin);
  const auto segments = events::SegmentLedger::Open(authority / "ledger", events::LedgerIdOf(origin)).value();
  const std::uint64_t records = Copy(*segments, *ledger);

  Town town(*ledger, origin, records);
  const Consumed consumed = town.Consume();  // once unmeasured: the broker's pages are warm for everybody then
  Times times;
  for (int round = 0; round < kRounds; ++round) town.Round(dir / "round", times);

  const double consume = times.consume.At(0.5);
  const auto rate = [&](const Durations& seconds) { return static_cast<double>(town.events()) / seconds.At(0.5); };
  const auto ratio = [&](const Durations& seconds) { return consume / seconds.At(0.5); };
  const std::string size = std::to_string(town.events()) + " events in " + std::to_string(records) + " records of " +
                           std::to_string(consumed.bytes / records) + " bytes";
  const std::string ground = "bare consume";
  return {
      {ground, rate(times.consume), "events/s", "", 0,
       "librdkafka, one consumer, sums checked; " + size + "; median of 3 rounds, as below"},
      {"bare consume, records", static_cast<double>(records) / consume, "records/s", "", 0, "the same"},
      {"bare consume, bytes", static_cast<double>(consumed.bytes) / consume / 1e6, "MB/s", "", 0, "the same"},
      {"scan", rate(times.scan), "events/s", ground, ratio(times.scan), "the ledger's reader, sums checked"},
      {"rebuild of all views from Kafka", rate(times.views), "events/s", ground, ratio(times.views),
       "hashes checked, into RocksDB; two threads"},
      {"rebuild from Kafka", rate(times.both), "events/s", ground, ratio(times.both),
       "state and all views from one verified reading, into RocksDB; three threads"},
      {"rebuild from Kafka, peak memory", town.peak_mib(), "MiB", "", 0, "of this process, both rebuilds"},
  };
}

}  // namespace fascicolo::bench
