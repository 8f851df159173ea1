#include "ops/bench/bare_scan.h"

namespace fascicolo::bench {

std::uint64_t BareScan(events::Ledger& ledger) {
  auto reader = ledger.Read({0}).value();
  events::LogBatch batch;
  std::uint64_t records = 0;
  do {
    FASCICOLO_CHECK(reader->Read(4 << 20, batch).ok());
    records += batch.entries.size();
  } while (!batch.entries.empty());
  return records;
}

}  // namespace fascicolo::bench
