// The drivers that need nothing but this process, under the contract.
#include "events/memory_ledger.h"
#include "events/segments/segment_ledger.h"

#include "contract/ledger/ledger_contract.h"
#include "contract/ledger/scratch.h"

namespace fascicolo::events {
namespace {

struct MemoryDriver {
  static constexpr bool kReopens = false;
  Ledger& ledger() { return memory; }
  MemoryLedger memory;
};

/// Segments of `kMost` bytes: small ones roll all the time.
template <std::uint64_t kMost, std::uint64_t kChunk>
struct SegmentDriver {
  static constexpr bool kReopens = true;
  SegmentDriver() { Reopen(); }
  void Reopen() {
    segments.reset();
    auto opened =
        SegmentLedger::Open(scratch.path(), LedgerId{{1, 2, 3}},
                            {.create = true, .chunk_bytes = kChunk, .max_segment_bytes = kMost});
    FASCICOLO_CHECK(opened.ok());
    segments = std::move(*opened);
  }
  Ledger& ledger() { return *segments; }
  Scratch scratch;
  std::unique_ptr<SegmentLedger> segments;
};

INSTANTIATE_TYPED_TEST_SUITE_P(Memory, LedgerContract, MemoryDriver);
using Segments = SegmentDriver<kMaxSegmentBytes, kChunkBytes>;
INSTANTIATE_TYPED_TEST_SUITE_P(Segments, LedgerContract, Segments);
using RollingSegments = SegmentDriver<8192, 4096>;
INSTANTIATE_TYPED_TEST_SUITE_P(RollingSegments, LedgerContract, RollingSegments);

}  // namespace
}  // namespace fascicolo::events
