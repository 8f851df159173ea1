// What the tests of this room share: a random town in memory, its views, and all its events.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <vector>

#include "events/body.h"
#include "events/follower.h"
#include "events/memory_ledger.h"
#include "events/store/memory_rows.h"
#include "projections/ledger_builder.h"
#include "projections/projector.h"
#include "projections/random_town.h"

namespace fascicolo::projections::testing {

inline constexpr Day kFirstDay{20'089};  // 2025-01-01

/// Seeds change from run to run, and are shown when a test fails.
inline std::uint64_t NewSeed() { return std::random_device{}(); }

inline std::unique_ptr<Projector> OpenProjector(events::Ledger& ledger, store::RowStore& rows,
                                                const ProjectorOptions& options = {}) {
  auto projector = Projector::Open(ledger, kOrigin, rows, options);
  EXPECT_TRUE(projector.ok()) << (projector.ok() ? "" : projector.error().message);
  return std::move(projector).value();
}

inline void FoldAll(events::Ledger& ledger, store::RowStore& rows) {
  const Status done = OpenProjector(ledger, rows)->CatchUp();
  ASSERT_TRUE(done.ok()) << Status(done).error().message;
}

/// Every accepted event in order, straight from the log: what views are compared with.
using OnEvent = std::function<void(const events::Header&, std::uint32_t, const schema::Event&)>;
inline void ForEachEvent(events::Ledger& ledger, const OnEvent& on_event) {
  events::FollowPoint from;
  from.head = events::HeadOfEmpty(kOrigin);
  auto follower = events::Follower::Open(ledger, from);
  ASSERT_TRUE(follower.ok());
  do {
    const Status polled = follower->Poll(
        1 << 20,
        [&](const events::AcceptedCommit& commit) -> Status {
          auto reading = events::CommitReading::Open(commit.entry.record, commit.header);
          if (!reading) return reading.error();
          std::uint32_t index = 0;
          for (const auto* event : reading->events()) on_event(commit.header, index++, *event);
          return {};
        },
        [](const events::LogEntry&, const events::Header&) {});
    ASSERT_TRUE(polled.ok());
  } while (!follower->at_end());
}

/// A town of some thousand events, folded.
class TownTest : public ::testing::Test {
 protected:
  void SetUp() override {
    SCOPED_TRACE(seed);
    town.Found(kFirstDay);
    town.GrowTo(4'000);
    FoldAll(ledger, rows);
  }
  void TearDown() override {
    if (HasFailure()) std::cerr << "seed " << seed << '\n';
  }

  const std::uint64_t seed = NewSeed();
  events::MemoryLedger ledger;
  LedgerBuilder builder{ledger};
  RandomTown town{builder, seed};
  store::MemoryRows rows;
};

}  // namespace fascicolo::projections::testing
