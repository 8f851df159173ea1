#include <nlohmann/json.hpp>

#include <fstream>

#include "connectors/program/command_json.h"
#include "connectors/program/readjudication.h"
#include "connectors/program/verification.h"
#include "events/segments/segment_ledger.h"
#include "events/store/rocks_rows.h"
#include "ops/bench/bare_scan.h"
#include "ops/bench/benches.h"

namespace fascicolo::bench {

std::vector<Row> Audit(const std::filesystem::path& authority, const std::filesystem::path& dir) {
  std::ifstream file(authority / "authority.json");
  const std::string origin = nlohmann::json::parse(file).at("origin");
  auto ledger = events::SegmentLedger::Open(authority / "ledger", events::LedgerIdOf(origin)).value();

  program::LogProof chain;
  const auto headers = [&] {
    chain = {};
    FASCICOLO_CHECK(program::ProveChain(*ledger, origin, {}, chain).ok());
  };
  (void)BareScan(*ledger);  // once unmeasured: the pages are warm for everybody then
  std::uint64_t records = 0;
  const double scan = Seconds([&] { records = BareScan(*ledger); });
  const double quick = Seconds(headers);
  program::LogProof proof;
  const double verified = Seconds([&] {
    auto rows = store::RocksRows::Open(dir / "verify").value();
    FASCICOLO_CHECK(program::ProveLog(*ledger, origin, {}, *rows, proof).ok());
  });
  FASCICOLO_CHECK(proof.problems_in_all == 0 && proof.root == chain.root);
  program::ReadjudicationTally tally;
  const double decided = Seconds([&] {
    auto rows = store::RocksRows::Open(dir / "readjudicate").value();
    tally = program::Readjudicate({*ledger, origin, *rows, program::SchemaCodec()}, {}, program::kToTheEnd).value();
  });
  FASCICOLO_CHECK(tally.differences() == 0);
  const auto rate = [&](double seconds) { return static_cast<double>(chain.commits) / seconds; };
  const std::string town = std::to_string(chain.events) + " events in " + std::to_string(chain.commits) + " commits";
  return {
      {"bare scan", static_cast<double>(records) / scan, "records/s", "", 0, "segments read, sums checked; " + town},
      {"verify --quick", rate(quick), "commits/s", "bare scan", scan / quick, "acceptance, chain, tree, from the headers"},
      {"verify", rate(verified), "commits/s", "verify --quick", quick / verified,
       "every check of every commit, and the state folded into RocksDB; without the views"},
      {"readjudicate", rate(decided), "commands/s", "verify", verified / decided,
       "each command decided again on the state of its moment, which is folded into RocksDB"},
      {"audit peak memory", PeakMemoryMiB(), "MiB", "", 0, "of this process, all of the above"},
  };
}

}  // namespace fascicolo::bench
