#include <chrono>
#include <memory>

#include "engine/loop/loop.h"
#include "events/big_endian.h"
#include "events/segments/segment_ledger.h"
#include "events/store/rocks_rows.h"
#include "ops/bench/bare_disk.h"
#include "ops/bench/benches.h"

namespace fascicolo::bench {
namespace {

constexpr const char* kOrigin = "bench.example/fascicolo";
constexpr std::size_t kRecordBytes = 1'500;  // about what one such commit takes in the log
constexpr int kSingles = 4'000;
constexpr int kBlock = 50;
constexpr std::size_t kClients = 256;
constexpr double kManySeconds = 5;

class SystemClock final : public engine::Clock {
 public:
  Instant Now() override {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::microseconds>(now).count()};
  }
};

engine::Request Contact(std::uint64_t number) {
  schema::RegisterContactT contact;
  contact.desk = schema::Desk::adults_elderly;
  contact.area = schema::Area::elderly;
  contact.channel = "desk";
  contact.reason = "loneliness";
  CommandId id;
  events::PutBigEndian(id.bytes.data(), number + 1);
  schema::CommandT command;
  command.id = std::make_unique<schema::Id>(events::ToSchema(id));
  command.actor = "anna.bianchi";
  command.payload.Set(std::move(contact));
  auto request = engine::MakeRequest(events::PackLeaf(command), {{"/surname", "Inventata"}});
  FASCICOLO_CHECK(request.ok());
  return std::move(request).value();
}

/// An authority with nothing around it.
struct Office {
  std::unique_ptr<events::SegmentLedger> ledger;
  std::unique_ptr<store::RocksRows> state;
  events::SealingKeys keys{events::Key{}};
  events::RandomNonces nonces;
  SystemClock clock;
  std::unique_ptr<engine::Loop> loop;
  std::uint64_t next = 0;

  explicit Office(const std::filesystem::path& dir) {
    events::SegmentOptions options;
    options.create = true;
    ledger = events::SegmentLedger::Open(dir / "ledger", events::LedgerIdOf(kOrigin), options).value();
    state = store::RocksRows::Open(dir / "state").value();
    WriterId writer;
    writer.bytes.fill(1);
    loop = engine::Loop::Open({*ledger, *state, keys, nonces, clock, writer, kOrigin}).value();
    loop->OpenLedger("Comune di prova");
    for (int i = 0; i < 3; ++i) FASCICOLO_CHECK(loop->Step().ok());
  }

  /// One command, alone; the seconds from handing it in to its answer. The rows of the state are written behind the answer.
  double One() {
    using std::chrono::steady_clock;
    const auto start = steady_clock::now();
    std::chrono::duration<double> took{0};
    loop->Submit(Contact(next++), [&](const engine::Outcome& outcome) {
      FASCICOLO_CHECK(std::holds_alternative<engine::Accepted>(outcome));
      took = steady_clock::now() - start;
    });
    FASCICOLO_CHECK(loop->Step().ok() && took.count() > 0);
    return took.count();
  }

  /// `clients` clients that each send the next command when the last is answered; returns decisions per second.
  double Many(std::size_t clients, double seconds) {
    std::uint64_t answered = 0;
    std::size_t waiting = 0;
    double took = 0;
    while (took < seconds) {
      took += Seconds([&] {
        for (; waiting < clients; ++waiting) {
          loop->Submit(Contact(next++), [&](const engine::Outcome& outcome) {
            FASCICOLO_CHECK(std::holds_alternative<engine::Accepted>(outcome));
            --waiting;
            ++answered;
          });
        }
        FASCICOLO_CHECK(loop->Step().ok());
      });
    }
    return static_cast<double>(answered) / took;
  }
};

}  // namespace

std::vector<Row> Decisions(const std::filesystem::path& dir) {
  BareDisk bare(dir / "bare", 64 << 20);
  Office office(dir);
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
