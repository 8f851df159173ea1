// The scenarios on the embedded ledger.
#include "contract/ledger/scratch.h"
#include "engine/kit_log.h"
#include "events/segments/segment_ledger.h"

namespace fascicolo::engine {
namespace {

class SegmentsUnderTest final : public LogUnderTest {
 public:
  explicit SegmentsUnderTest(LedgerId ledger)
      : segments_(events::SegmentLedger::Open(scratch_.path(), ledger, {.create = true}).value()) {}
  events::Ledger& ledger() override { return *segments_; }

 private:
  const Scratch scratch_;
  const std::unique_ptr<events::SegmentLedger> segments_;
};

}  // namespace

std::unique_ptr<LogUnderTest> OpenLogUnderTest(LedgerId ledger) { return std::make_unique<SegmentsUnderTest>(ledger); }

}  // namespace fascicolo::engine
