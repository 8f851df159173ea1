#include "connectors/simulator/loop_desk.h"

#include "events/memory_ledger.h"
#include "events/store/memory_rows.h"

#include "lived_town.h"

#include <gtest/gtest.h>

namespace fascicolo::simulator {
namespace {

constexpr Instant kMorning{1'735'718'700'000'000};  // 2025-01-01T08:05:00Z

class LoopDeskTest : public testing::Test {
 protected:
  Result<std::unique_ptr<LoopDesk>> Open(Instant now, std::uint64_t seed = 1) {
    return LoopDesk::Open({.ledger = ledger_,
                           .state = rows_,
                           .vault = vault_,
                           .origin = "test",
                           .name = "Comune",
                           .seed = seed},
                          now);
  }

  vault::Vault vault_ = vault::VaultInMemory();
  events::MemoryLedger ledger_;
  store::MemoryRows rows_;
};

TEST_F(LoopDeskTest, OpensAnEmptyLedgerAndItsFirstDay) {
  auto desk = Open(kMorning);

  ASSERT_TRUE(desk.ok());
  const engine::State state((*desk)->rows());
  EXPECT_EQ(state.Find<engine::AuthorityTable>()->name, "Comune");
  EXPECT_EQ(state.Ledger().today, LocalDay(kMorning));
}

TEST_F(LoopDeskTest, TakesOverALedgerThatWasOpenedBefore) {
  ASSERT_TRUE(Open(kMorning).ok());
  const Instant next_week{kMorning.micros + 7 * kSecondsPerDay * kMicrosPerSecond};

  auto desk = Open(next_week, 2);

  ASSERT_TRUE(desk.ok()) << desk.error().message;
  EXPECT_TRUE((*desk)->loop().is_holder());
  EXPECT_EQ(engine::State((*desk)->rows()).Ledger().today, LocalDay(next_week));
}

TEST_F(LoopDeskTest, NeverMovesTimeBack) {
  auto desk = Open(kMorning);
  ASSERT_TRUE(desk.ok());

  (*desk)->SetNow(Instant{0});
  ASSERT_TRUE((*desk)->Settle().ok());

  EXPECT_EQ((*desk)->loop().counts().clock_went_back, 0U);
}

}  // namespace
}  // namespace fascicolo::simulator
