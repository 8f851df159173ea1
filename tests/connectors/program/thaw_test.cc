// What an older program did not understand, a newer one folds again by itself (design D12).
#include "engine/fold.h"
#include "engine/state/tables.h"
#include "events/store/rocks_rows.h"
#include "tests/connectors/program/program.h"

#include <gtest/gtest.h>

namespace fascicolo::program_test {
namespace {

/// The state as a program of `fold_version` left it, to which the first entity's history made no sense.
void FreezeOneEntity(const Desk& desk, std::uint64_t fold_version) {
  const auto rows = store::RocksRows::Open(desk.data() / "state").value();
  const engine::State state(*rows);
  const auto first = rows->Scan(engine::EntityTable::Key());
  ASSERT_TRUE(first->valid());
  EntityId entity;
  ASSERT_TRUE(store::KeyReader(first->key()).Read(entity));
  auto ledger = state.Ledger();
  ledger.frozen = 1;
  auto reader = state.Find<engine::ReaderTable>().value();
  reader.fold_version = fold_version;
  ASSERT_TRUE(rows->Write({{engine::FrozenTable::Key(entity), store::EncodeRow(engine::FrozenRow{})},
                           {engine::LedgerTable::Key(), store::EncodeRow(ledger)},
                           {engine::ReaderTable::Key(), store::EncodeRow(reader)}})
                  .ok());
  ASSERT_TRUE(rows->Flush().ok());
}

std::uint64_t FrozenEntities(const Desk& desk) {
  const auto rows = store::RocksRows::Open(desk.data() / "state").value();
  return engine::State(*rows).Ledger().frozen;
}

TEST(Thawing, HappensAtTheFirstStartOfANewerProgram) {
  Desk desk;
  desk.Init();
  const auto before = desk.Run({"verify", "--json"}).json();
  FreezeOneEntity(desk, engine::kFoldVersion - 1);
  const auto ran = desk.Run({"services"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_NE(ran.err.find("entities are frozen that another version"), std::string::npos) << ran.err;
  EXPECT_EQ(FrozenEntities(desk), 0u);
  EXPECT_EQ(desk.Run({"verify", "--json"}).json(), before);
}

TEST(Thawing, IsNotTriedAgainAndAgainByTheProgramThatFroze) {
  Desk desk;
  desk.Init();
  FreezeOneEntity(desk, engine::kFoldVersion);
  const auto ran = desk.Run({"services"});
  EXPECT_EQ(ran.err.find("folding state"), std::string::npos) << ran.err;
  EXPECT_EQ(FrozenEntities(desk), 1u);
}

}  // namespace
}  // namespace fascicolo::program_test
