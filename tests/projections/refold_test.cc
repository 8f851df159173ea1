#include "projections/refold.h"

#include "engine/loop/folded_state.h"
#include "projections/folding_thread.h"
#include "projections/town_views.h"

namespace fascicolo::projections {
namespace {

using testing::kOrigin;

/// The state by the plain way: one commit after another, on one thread.
Hash PlainState(events::Ledger& ledger, std::optional<Position> last = {}) {
  store::MemoryRows rows;
  const auto state = engine::FoldedState::Open(rows, kOrigin).value();
  auto follower = events::Follower::Open(ledger, state->point().follow()).value();
  const auto fold = [&](const events::AcceptedCommit& commit) -> Status {
    if (last && commit.header.position > *last) return {};
    return state->FoldAccepted(commit);
  };
  do {
    FASCICOLO_CHECK(follower.Poll(1 << 20, fold, [](const auto&, const auto&) {}).ok());
  } while (!follower.at_end());
  FASCICOLO_CHECK(state->WriteOut().ok());
  return engine::DigestState(rows);
}

class RefoldTest : public testing::TownTest {};

TEST_F(RefoldTest, ComesToTheRowsOfThePlainWayInAnyPiecesAndWithAnyCache) {
  std::mt19937_64 chance(seed);
  for (int i = 0; i < 5; ++i) {
    store::MemoryRows state;
    store::MemoryRows views;
    RefoldOptions options;
    options.read_bytes = 1 + chance() % 20'000;
    options.cache_bytes = 1 + chance() % 100'000;
    const auto done = Refold(ledger, kOrigin, {&state, &views}, options);
    ASSERT_TRUE(done.ok()) << done.error().message;
    EXPECT_EQ(done->next, builder.head().next);
    EXPECT_EQ(engine::DigestState(state), PlainState(ledger)) << "seed " << seed;
    EXPECT_EQ(DigestsOf(views), DigestsOf(rows)) << "seed " << seed;
  }
}

TEST_F(RefoldTest, StopsBehindTheLastCommitThatIsWanted) {
  const Position last{builder.head().next.value / 2};
  store::MemoryRows state;
  store::MemoryRows views;
  RefoldOptions options;
  options.last = last;
  const auto done = Refold(ledger, kOrigin, {&state, &views}, options);
  ASSERT_TRUE(done.ok());
  EXPECT_EQ(done->next, last.next());
  EXPECT_EQ(engine::DigestState(state), PlainState(ledger, last)) << "seed " << seed;
  EXPECT_EQ(StandingOf(views)->position, last);
}

TEST_F(RefoldTest, SaysWhenTheLedgerDoesNotGoSoFar) {
  store::MemoryRows state;
  RefoldOptions options;
  options.last = builder.head().next;
  const auto done = Refold(ledger, kOrigin, {&state, nullptr}, options);
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, FailureCode::kNotFound);
}

TEST_F(RefoldTest, LeavesRowsThatAreThereAlone) {
  const auto before = DigestsOf(rows);
  const auto done = Refold(ledger, kOrigin, {nullptr, &rows});
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, FailureCode::kLocked);
  EXPECT_EQ(DigestsOf(rows), before);
}

/// Takes no row.
class RowsWithoutRoom final : public store::RowStore {
 public:
  [[nodiscard]] bool Read(std::string_view, const Look&) const override { return false; }
  [[nodiscard]] std::unique_ptr<store::RowCursor> SeekWithin(std::string_view from,
                                                             std::string_view prefix) const override {
    return none_.SeekWithin(from, prefix);
  }
  [[nodiscard]] std::optional<store::KeyAndValue> LastWithin(std::string_view, std::string_view) const override {
    return std::nullopt;
  }
  Status Write(const store::RowBatch&) override { return Failure{FailureCode::kFull, "no space"}; }
  Status Flush() override { return {}; }

 private:
  store::MemoryRows none_;
};

TEST_F(RefoldTest, EndsWithTheFailureOfEitherFold) {
  for (const bool state_is_full : {true, false}) {
    RowsWithoutRoom full;
    store::MemoryRows good;
    RefoldOptions options;
    options.read_bytes = 1'000;
    options.cache_bytes = 10'000;
    const RefoldInto into = state_is_full ? RefoldInto{&full, &good} : RefoldInto{&good, &full};
    const auto done = Refold(ledger, kOrigin, into, options);
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.error().code, FailureCode::kFull);
  }
}

TEST(FoldingThread, FoldsInOrderAndLetsNobodyRunFarAhead) {
  std::vector<std::size_t> folded;
  std::mutex gate;
  gate.lock();
  FoldingThread thread([&](const VerifiedBatch& batch) -> Status {
    const std::lock_guard pass(gate);
    folded.push_back(batch.log.buffer.size());
    return {};
  });
  const auto batch = [](std::size_t number) {
    auto made = std::make_shared<VerifiedBatch>();
    made->log.buffer.resize(number);
    return made;
  };
  // given one at work and as many waiting as may; when a further one is handed over, it waits
  for (std::size_t i = 0; i <= FoldingThread::kMaxWaiting; ++i) ASSERT_TRUE(thread.HandOver(batch(i)).ok());
  std::atomic<bool> handed = false;
  std::thread further([&] {
    ASSERT_TRUE(thread.HandOver(batch(FoldingThread::kMaxWaiting + 1)).ok());
    handed = true;
  });
  EXPECT_FALSE(handed);
  gate.unlock();
  further.join();
  ASSERT_TRUE(thread.Finish().ok());
  ASSERT_EQ(folded.size(), FoldingThread::kMaxWaiting + 2);
  EXPECT_TRUE(std::is_sorted(folded.begin(), folded.end()));
}

TEST(FoldingThread, AnswersWithTheFailureThatEndedIt) {
  FoldingThread thread([](const VerifiedBatch&) -> Status { throw store::StoreBroken("torn"); });
  ASSERT_TRUE(thread.HandOver(std::make_shared<VerifiedBatch>()).ok());
  const Status ended = thread.Finish();
  ASSERT_FALSE(ended.ok());
  EXPECT_EQ(Status(ended).error().code, FailureCode::kIo);
  EXPECT_FALSE(thread.HandOver(std::make_shared<VerifiedBatch>()).ok());
}

}  // namespace
}  // namespace fascicolo::projections
