#include <memory>

#include "events/segments/segment_ledger.h"
#include "ops/bench/bare_disk.h"
#include "ops/bench/benches.h"
#include "ops/bench/office.h"

namespace fascicolo::bench {
namespace {

constexpr const char* kOrigin = "bench.example/fascicolo";
constexpr std::size_t kRecordBytes = 1'500;  // about what one such commit takes in the log
constexpr int kSingles = 4'000;
constexpr int kBlock = 50;
constexpr std::size_t kClients = 256;
constexpr double kManySeconds = 5;

std::unique_ptr<events::SegmentLedger> NewLedger(const std::filesystem::path& dir) {
  events::SegmentOptions options;
  options.create = true;
  return events::SegmentLedger::Open(dir, events::LedgerIdOf(kOrigin), options).value();
}

}  // namespace

std::vector<Row> Decisions(const std::filesystem::path& dir) {
  BareDisk bare(dir / "bare", 64 << 20);
  const auto ledger = NewLedger(dir / "ledger");
  Office office(*ledger, kOrigin, dir / "state");
  Durations bare_us;
  Durations decided_us;
  for (int done = 0; done < kSingles; done += kBlock) {  // in turn, so that the disk's moods hit both
    for (int i = 0; i < kBlock; ++i) bare_us.Add(1e6 * Seconds([&] { bare.Append(kRecordBytes); }));
    for (int i = 0; i < kBlock; ++i) decided_us.Add(1e6 * office.One());
  }
  const double many = office.Many(kClients, kManySeconds);
  const std::string one =
      "in process, 1 client, from command to answer, fdatasync each, " + std::to_string(kSingles) + " decisions";
  const double bare_p50 = bare_us.At(0.5);
  return {
      {"bare append p50", bare_p50, "us", "", 0, "pwrite 1500 bytes + fdatasync, preallocated"},
      {"bare append p99", bare_us.At(0.99), "us", "", 0, "pwrite 1500 bytes + fdatasync, preallocated"},
      {"durable decision p50", decided_us.At(0.5), "us", "bare append p50", decided_us.At(0.5) / bare_p50, one},
      {"durable decision p99", decided_us.At(0.99), "us", "bare append p99", decided_us.At(0.99) / bare_us.At(0.99), one},
      {"durable decisions", many, "1/s", "bare appends one by one", many * bare_p50 / 1e6,
       "in process, 256 clients, groups of up to 256 share an fdatasync"},
      {"peak memory", PeakMemoryMiB(), "MiB", "", 0, "of this process, both runs"},
  };
}

}  // namespace fascicolo::bench
