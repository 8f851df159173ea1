#include <nlohmann/json.hpp>

#include <fstream>

#include "engine/loop/folded_state.h"
#include "events/proof/tree_files.h"
#include "events/segments/segment_ledger.h"
#include "events/store/rocks_rows.h"
#include "ops/bench/bare_scan.h"
#include "ops/bench/benches.h"
#include "projections/projector.h"
#include "projections/refold.h"

namespace fascicolo::bench {
namespace {

struct Counted {
  std::uint64_t commits = 0;
  std::uint64_t events = 0;
};

/// Follows the log by the rule, and hands each accepted commit over.
template <class Each>
Counted Follow(events::Ledger& ledger, const std::string& origin, Each each) {
  Counted counted;
  events::FollowPoint from;
  from.head = events::HeadOfEmpty(origin);
  auto follower = events::Follower::Open(ledger, from).value();
  do {
    const Status polled = follower.Poll(
        4 << 20,
        [&](const events::AcceptedCommit& commit) -> Status {
          ++counted.commits;
          counted.events += commit.header.event_count;
          return each(commit);
        },
        [](const auto&, const auto&) {});
    FASCICOLO_CHECK(polled.ok());
  } while (!follower.at_end());
  return counted;
}

}  // namespace

std::vector<Row> Rebuild(const std::filesystem::path& authority, const std::filesystem::path& dir) {
  std::ifstream file(authority / "authority.json");
  const std::string origin = nlohmann::json::parse(file).at("origin");
  auto ledger = events::SegmentLedger::Open(authority / "ledger", events::LedgerIdOf(origin)).value();

  std::uint64_t records = BareScan(*ledger);  // once unmeasured: the pages are warm for everybody then
  const double scan = Seconds([&] { records = BareScan(*ledger); });
  Counted counted;
  const double verified = Seconds([&] {
    events::Frontier tree;
    counted = Follow(*ledger, origin, [&](const events::AcceptedCommit& commit) -> Status {
      const auto reading = events::CommitReading::Open(commit.entry.record, commit.header);
      if (!reading) return reading.error();
      tree.Append(commit.leaf);
      return {};
    });
  });
  const double tree = Seconds([&] {
    auto files = proof::TreeFiles::Open(events::SystemFiles(), (dir / "tree").string(), origin).value();
    FASCICOLO_CHECK(proof::FollowLog(*files, *ledger).ok());
  });
  const double both = Seconds([&] {
    auto state_rows = store::RocksRows::Open(dir / "both" / "state").value();
    auto view_rows = store::RocksRows::Open(dir / "both" / "views").value();
    FASCICOLO_CHECK(projections::Refold(*ledger, origin, {state_rows.get(), view_rows.get()}).ok());
  });
  const double state = Seconds([&] {
    auto rows = store::RocksRows::Open(dir / "state").value();
    const auto opened = engine::FoldedState::Open(*rows, origin).value();
    engine::FoldedState& folded = *opened;
    (void)Follow(*ledger, origin, [&](const events::AcceptedCommit& commit) -> Status {
      if (Status done = folded.FoldAccepted(commit); !done) return done;
      return folded.bytes() < (64U << 20) ? Status{} : folded.WriteOut();
    });
    FASCICOLO_CHECK(folded.WriteOut().ok());
  });
  const double views = Seconds([&] {
    auto rows = store::RocksRows::Open(dir / "views").value();
    auto projector = projections::Projector::Open(*ledger, origin, *rows).value();
    FASCICOLO_CHECK(projector->CatchUp().ok());
  });
  const auto rate = [&](double seconds) { return static_cast<double>(counted.events) / seconds; };
  const std::string town = std::to_string(counted.events) + " events in " + std::to_string(counted.commits) + " commits";
  return {
      {"bare scan", rate(scan), "events/s", "", 0, "segments read, sums checked; " + town},
      {"verify", rate(verified), "events/s", "bare scan", scan / verified, "acceptance, chain, events roots, tree"},
      {"tree", rate(tree), "events/s", "bare scan", scan / tree, "acceptance, chain, tree in files, durable"},
      {"rebuild of the state", rate(state), "events/s", "bare scan", scan / state, "hashes checked, into RocksDB"},
      {"rebuild of all views", rate(views), "events/s", "bare scan", scan / views, "hashes checked, into RocksDB"},
      {"rebuild", rate(both), "events/s", "bare scan", scan / both,
       "state and all views from one verified reading, into RocksDB; three threads"},
      {"rebuild peak memory", PeakMemoryMiB(), "MiB", "", 0, "of this process, all of the above"},
  };
}

}  // namespace fascicolo::bench
