#include <chrono>
#include <thread>

#include "ops/bench/bare_kafka.h"
#include "ops/bench/benches.h"
#include "ops/bench/lent_ledger.h"
#include "ops/bench/live_views.h"
#include "ops/bench/office.h"

namespace fascicolo::bench {
namespace {

constexpr int kSingles = 2'000;
constexpr int kBlock = 50;
constexpr std::size_t kSamples = 256;
constexpr std::size_t kBareInFlight = 1'000;
constexpr std::size_t kClients = 256;
constexpr std::size_t kManyClients = 4'096;
constexpr int kRounds = 3;
constexpr double kRoundSeconds = 4;

/// Records that the office wrote, for the ground to write the same.
std::vector<std::string> Samples(events::Ledger& ledger) {
  std::vector<std::string> samples;
  auto reader = ledger.Read({0}).value();
  events::LogBatch batch;
  do {
    FASCICOLO_CHECK(reader->Read(1 << 20, batch).ok());
    for (const events::LogEntry& entry : batch.entries) {
      const events::ConstBytes bytes = entry.record.bytes;
      samples.emplace_back(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    }
  } while (!batch.entries.empty() && samples.size() < kSamples);
  return samples;
}

std::string MeanBytes(const std::vector<std::string>& records) {
  std::size_t bytes = 0;
  for (const std::string& record : records) bytes += record.size();
  return std::to_string(bytes / records.size()) + " bytes";
}

class Measured {
 public:
  Measured(Office& office, kafka::KafkaLedger& ledger, std::string bare_topic)
      : office_(office), ledger_(ledger), bare_topic_(std::move(bare_topic)), records_(Samples(ledger)) {}

  void Singles(std::vector<Row>& rows) {
    BareProducer producer(bare_topic_);
    BareConsumer consumer(bare_topic_);
    Durations bare_us;
    Durations decided_us;
    for (int done = 0; done < kSingles; done += kBlock) {  // in turn, so that the machine's moods hit both
      for (int i = 0; i < kBlock; ++i) {
        bare_us.Add(1e6 * AppendAndReadBack(producer, consumer, records_[static_cast<std::size_t>(i)]));
      }
      for (int i = 0; i < kBlock; ++i) decided_us.Add(1e6 * office_.One());
    }
    const std::string bare = "librdkafka, 1 client, acks=all, idempotent, no linger, reported and read back; " +
                             MeanBytes(records_) + ", the broker flushes each";
    const std::string one = "1 client in process, from command to answer, state in RocksDB; " +
                            std::to_string(kSingles) + " decisions";
    for (const auto& [name, share] : {std::pair{"p50", 0.5}, std::pair{"p99", 0.99}}) {
      const std::string ground = std::string("bare append and read-back ") + name;
      rows.push_back({ground, bare_us.At(share), "us", "", 0, bare});
      rows.push_back({std::string("durable decision on Kafka ") + name, decided_us.At(share), "us", ground,
                      decided_us.At(share) / bare_us.At(share), one});
    }
  }

  void Saturated(std::vector<Row>& rows) {
    Durations bare;
    Durations few;
    Durations many;
    for (int round = 0; round < kRounds; ++round) {
      bare.Add(AppendMany(bare_topic_, records_, kBareInFlight, kRoundSeconds));
      few.Add(office_.Many(kClients, kRoundSeconds));
      many.Add(office_.Many(kManyClients, kRoundSeconds));
    }
    bare_ = bare.At(0.5);
    rows.push_back({"bare appends", bare_, "1/s", "", 0,
                    "librdkafka, 1 client, 1000 in flight; " + MeanBytes(records_) + kMedian});
    AddRate(rows, "decisions, 256 clients", few, "state only, in process");
    AddRate(rows, "decisions, 4096 clients", many, "state only, in process");
  }

  void SaturatedWithViews(const std::filesystem::path& dir, std::vector<Row>& rows) {
    ForgetPeakMemory();
    LiveViews views(ledger_, office_.origin(), dir);
    (void)CatchUpSeconds(views);
    Durations few;
    Durations many;
    Durations behind;
    for (int round = 0; round < kRounds; ++round) {
      few.Add(office_.Many(kClients, kRoundSeconds));
      (void)CatchUpSeconds(views);
      many.Add(office_.Many(kManyClients, kRoundSeconds));
      behind.Add(CatchUpSeconds(views));
    }
    const std::string how = "in process, state and live views, the views on a thread of their own";
    AddRate(rows, "decisions with live views, 256 clients", few, how);
    AddRate(rows, "decisions with live views, 4096 clients", many, how);
    rows.push_back({"views behind", behind.At(0.5), "s", "", 0,
                    "from the last answer of 4096 clients until the views stand there too" + std::string(kMedian)});
  }

 private:
  static constexpr const char* kMedian = "; median of 3 rounds of 4 s";

  void AddRate(std::vector<Row>& rows, const char* name, const Durations& rates, const std::string& how) const {
    rows.push_back({name, rates.At(0.5), "1/s", "bare appends", rates.At(0.5) / bare_, how + kMedian});
  }

  [[nodiscard]] double CatchUpSeconds(const LiveViews& views) const {
    return Seconds([&] {
      while (views.next() < office_.next()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    });
  }

  Office& office_;
  kafka::KafkaLedger& ledger_;
  const std::string bare_topic_;
  const std::vector<std::string> records_;
  double bare_ = 0;
};

}  // namespace

std::vector<Row> KafkaDecisions(const std::filesystem::path& dir) {
  const std::string origin = RandomOrigin();
  LentLedger ledger(origin);
  LentLedger bare(RandomOrigin());
  Office office(*ledger, origin, dir / "state");
  for (std::size_t warm = 0; warm < kSamples; ++warm) (void)office.One();

  std::vector<Row> rows;
  Measured measured(office, *ledger, bare->topic());
  measured.Singles(rows);
  measured.Saturated(rows);
  measured.SaturatedWithViews(dir / "views", rows);
  rows.push_back({"decisions peak memory", PeakMemoryMiB(), "MiB", "", 0, "of this process, with live views"});
  return rows;
}

}  // namespace fascicolo::bench
