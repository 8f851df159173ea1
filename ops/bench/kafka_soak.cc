#include <algorithm>
#include <chrono>
#include <cmath>
#include <iostream>
#include <sstream>
#include <thread>
#include <utility>

#include "ops/bench/benches.h"
#include "ops/bench/lag_watch.h"
#include "ops/bench/lent_ledger.h"
#include "ops/bench/live_views.h"
#include "ops/bench/office.h"
#include "projections/rebuild.h"

namespace fascicolo::bench {
namespace {

using std::chrono::steady_clock;
using Span = std::chrono::duration<double>;

constexpr std::size_t kSaturatingClients = 4'096;
constexpr double kSaturatedSeconds = 15;
constexpr double kShareOfSaturated = 0.5;
/// Blocks, indexes, filters and unwritten rows of both stores: RocksDB's memory grows to this bound, and some way above
/// it (events/store/rocks_rows.h), before it is flat; that is why the first third counts for nothing.
/// Half an hour makes some thirteen million commits, as many as the largest city does in a year and a half: the filters of
/// their rows, ten bits for each, must fit, or every look-up of a new id reads them from the disk.
constexpr std::size_t kMemoryBudget = std::size_t{256} << 20;
constexpr double kMaxMemoryGrowth = 1.10;  ///< the median of the last third against that of the second
constexpr double kMaxLagSeconds = 5;       ///< of the load, in records

struct Minute {
  double p50_us = 0;
  double p99_us = 0;
  std::uint64_t answered = 0;
  double memory_mib = 0;
  Lag lag;
};

/// Clients who come when they come, whether those before them are answered or not. What a decision takes counts from the
/// moment it was due, so that a standstill counts for all who came meanwhile.
class OpenLoad {
 public:
  OpenLoad(Office& office, double per_second) : office_(office), per_second_(per_second), start_(steady_clock::now()) {}

  /// Goes on for `seconds` more; the microseconds that each answer took.
  Durations Run(double seconds) {
    run_until_ += seconds;
    for (double now = Now(); now < run_until_; now = Now()) {
      for (; Due() <= now; ++sent_) SubmitOne();
      office_.Step();
    }
    return std::exchange(took_us_, {});
  }
  [[nodiscard]] std::uint64_t answered() const { return answered_; }

 private:
  [[nodiscard]] double Now() const { return Span(steady_clock::now() - start_).count(); }
  [[nodiscard]] double Due() const { return static_cast<double>(sent_) / per_second_; }
  void SubmitOne() {
    office_.Submit([this, due = Due()] {
      ++answered_;
      took_us_.Add(1e6 * (Now() - due));
    });
  }

  Office& office_;
  const double per_second_;
  const steady_clock::time_point start_;
  double run_until_ = 0;
  Durations took_us_;
  std::uint64_t sent_ = 0;
  std::uint64_t answered_ = 0;
};

std::string Text(const Minute& minute) {
  std::ostringstream text;
  text << minute.answered << " decisions, p50 " << std::llround(minute.p50_us) << " us, p99 " << std::llround(minute.p99_us)
       << " us; at most " << minute.lag.state << " records behind with the state, " << minute.lag.views
       << " with the views";
  return text.str();
}

std::vector<Minute> Load(Office& office, LagWatch& watch, double per_second, int minutes) {
  std::vector<Minute> noted;
  OpenLoad load(office, per_second);
  while (noted.size() < static_cast<std::size_t>(minutes)) {
    const std::uint64_t before = load.answered();
    const Durations took_us = load.Run(60);
    noted.push_back({took_us.At(0.5), took_us.At(0.99), load.answered() - before, ResidentMiB(), watch.TakeLargest()});
    std::cout << "minute " << noted.size() << ": " << noted.back().memory_mib << " MiB; " << Text(noted.back())
              << std::endl;
  }
  office.Drain();
  return noted;
}

double Median(const std::vector<double>& values, std::size_t from, std::size_t to) {
  Durations part;
  for (std::size_t i = from; i < to; ++i) part.Add(values[i]);
  return part.At(0.5);
}

/// What comes of it, row by row, and whether it is as it must be.
class Findings {
 public:
  Soaked soaked;

  void Speed(double saturated, double per_second, const std::vector<Minute>& minutes) {
    Durations p50_us;
    double worst_p99_us = 0;
    std::uint64_t answered = 0;
    for (const Minute& minute : minutes) {
      p50_us.Add(minute.p50_us);
      worst_p99_us = std::max(worst_p99_us, minute.p99_us);
      answered += minute.answered;
    }
    const double rate = static_cast<double>(answered) / (60 * static_cast<double>(minutes.size()));
    Add({"saturated", saturated, "1/s", "", 0, "4096 clients in process, state and live views; 15 s, at the beginning"});
    Add({"load", rate, "1/s", "saturated", rate / saturated,
         "open loop, " + std::to_string(minutes.size()) + " minutes, " + std::to_string(answered) + " decisions"});
    Add({"durable decision p50", p50_us.At(0.5), "us", "", 0, "median of the minutes; from the moment it was due"});
    Add({"durable decision p99", worst_p99_us, "us", "", 0, "of the worst minute; from the moment it was due"});
    Expect(rate >= 0.99 * per_second, "the load was not carried");
  }

  void Memory(const std::vector<double>& each_second_mib) {
    const std::size_t count = each_second_mib.size();
    const double second = Median(each_second_mib, count / 3, 2 * count / 3);
    const double last = Median(each_second_mib, 2 * count / 3, count);
    Add({"memory, second third", second, "MiB", "", 0, "of this process, median; RocksDB's budget is 256 MiB"});
    Add({"memory, last third", last, "MiB", "memory, second third", last / second, "the same; must be <= 1.1 x"});
    Expect(last <= kMaxMemoryGrowth * second, "memory grows");
  }

  void Lags(double per_second, const std::vector<Minute>& minutes) {
    Lag largest;
    for (const Minute& minute : minutes) {
      largest.state = std::max(largest.state, minute.lag.state);
      largest.views = std::max(largest.views, minute.lag.views);
    }
    const double bound = kMaxLagSeconds * per_second;
    for (const auto& [name, lag] : {std::pair{"state", largest.state}, std::pair{"views", largest.views}}) {
      Add({std::string("largest lag of the ") + name, static_cast<double>(lag), "records", "5 s of the load",
           static_cast<double>(lag) / bound, "rows written, behind the log's end; looked at once a second"});
      Expect(static_cast<double>(lag) <= bound, std::string("the ") + name + " fell behind");
    }
  }

  void Digests(const projections::RebuildReport& report) {
    const auto same = std::count_if(report.views.begin(), report.views.end(), [](const auto& view) { return view.same(); });
    Add({"digests like those of a rebuild", static_cast<double>(same), "", "state and views",
         static_cast<double>(same) / static_cast<double>(report.views.size()),
         "rebuilt from the topic; " + std::to_string(report.standing.events) + " events"});
    for (const auto& view : report.views) Expect(view.same(), std::string(view.view) + " differs from its rebuild");
  }

  void Minutes(const std::vector<Minute>& minutes) {
    for (std::size_t i = 0; i < minutes.size(); ++i) {
      Add({"minute " + std::to_string(i + 1) + ", memory", minutes[i].memory_mib, "MiB", "", 0, Text(minutes[i])});
    }
  }

 private:
  void Add(Row row) { soaked.rows.push_back(std::move(row)); }
  void Expect(bool holds, const std::string& otherwise) {
    if (!holds) soaked.faults.push_back(otherwise);
  }
};

}  // namespace

Soaked KafkaSoak(const std::filesystem::path& dir, int minutes) {
  const std::string origin = RandomOrigin();
  LentLedger ledger(origin);
  const store::RocksOptions shared{.memory = store::MemoryBudget(kMemoryBudget)};
  Office office(*ledger, origin, dir / "state", shared);
  LiveViews views(*ledger, origin, dir / "views", shared);
  const double saturated = office.Many(kSaturatingClients, kSaturatedSeconds);
  while (views.next() < office.next()) std::this_thread::sleep_for(std::chrono::milliseconds(10));

  Findings findings;
  const double per_second = kShareOfSaturated * saturated;
  std::vector<Minute> noted;
  {
    LagWatch watch(*ledger, office.state(), views.rows());
    noted = Load(office, watch, per_second, minutes);
    findings.Speed(saturated, per_second, noted);
    findings.Memory(watch.memory_mib());
  }
  findings.Lags(per_second, noted);
  views.Finish();
  findings.Digests(
      projections::RebuildInDirectory(*ledger, origin, {office.state(), views.rows()}, dir / "again", false).value());
  findings.Minutes(noted);
  return findings.soaked;
}

}  // namespace fascicolo::bench
