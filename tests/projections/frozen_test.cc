#include <gtest/gtest.h>

#include "projections/caseload.h"
#include "projections/history.h"
#include "projections/town_views.h"
#include "projections/waiting_list.h"

namespace fascicolo::projections {
namespace {

using testing::EntityOf;
using testing::IdPtr;
using testing::kFirstDay;
using testing::LedgerBuilder;
using testing::Says;

constexpr auto kCase = schema::EntityKind::case_file;
constexpr auto kActivation = schema::EntityKind::activation;
constexpr auto kList = schema::EntityKind::list;

class Frozen : public ::testing::Test {
 protected:
  void SetUp() override {
    builder.Open(kFirstDay);
    for (const EntityId one : {stuck, other}) {
      builder.Decide("desk", {Says(one, kCase, schema::ContactRegisteredT{})});
    }
  }
  void TakeInCharge(EntityId case_file) {
    schema::TakenInChargeT taken;
    taken.worker = "anna";
    builder.Decide("anna", {Says(case_file, kCase, std::move(taken))});
  }
  void FileOn(EntityId case_file, EntityId activation) {
    schema::ApplicationFiledT filed;
    filed.case_file = IdPtr(case_file);
    filed.service = "home_care";
    builder.Decide("anna", {Says(activation, kActivation, std::move(filed))});
  }
  void Enter(EntityId list, EntityId activation, std::uint8_t place) {
    schema::EntryAddedT added;
    added.activation = IdPtr(activation);
    added.sort_key = {place};
    added.service = "home_care";
    builder.Decide("anna", {Says(list, kList, std::move(added))});
  }

  const EntityId stuck = EntityOf(1);
  const EntityId other = EntityOf(2);
  events::MemoryLedger ledger;
  LedgerBuilder builder{ledger};
  store::MemoryRows rows;
};

TEST_F(Frozen, EntityIsShownAndTheOthersGoOn) {
  // given a commit on one case that this program does not understand
  const Position poison = builder.DecideUnreadably({{stuck, kCase}});
  // when both cases move on
  TakeInCharge(stuck);
  TakeInCharge(other);
  testing::FoldAll(ledger, rows);
  // then the one stands still, visibly, and the other does not
  const auto frozen = FindCase(rows, stuck);
  ASSERT_TRUE(frozen.has_value());
  EXPECT_EQ(frozen->frozen_since, poison);
  EXPECT_EQ(frozen->row.state, engine::CaseState::kContact);
  const auto healthy = FindCase(rows, other);
  ASSERT_TRUE(healthy.has_value());
  EXPECT_EQ(healthy->frozen_since, std::nullopt);
  EXPECT_EQ(healthy->row.state, engine::CaseState::kInCharge);

  EXPECT_EQ(StandingOf(rows)->frozen, 1u);
  const auto all = FrozenEntities(rows, {}, 10);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all.front().entity, stuck);
  EXPECT_EQ(HistoryOf(rows, stuck, WithParts::kOwnOnly).frozen_since, poison);
}

TEST_F(Frozen, CaseKeepsItsRowWhenAnActivationOfItMovesOn) {
  builder.DecideUnreadably({{stuck, kCase}});
  FileOn(stuck, EntityOf(3));
  testing::FoldAll(ledger, rows);
  EXPECT_TRUE(FindCase(rows, stuck)->row.services.empty());
  EXPECT_EQ(HistoryOf(rows, EntityOf(3), WithParts::kOwnOnly).refs.size(), 1u);
  EXPECT_EQ(FrozenSince(rows, EntityOf(3)), std::nullopt);
}

TEST_F(Frozen, ApplicationKeepsItsPlaceAndThePageSaysSo) {
  const EntityId list = EntityOf(9);
  for (const auto& [case_file, activation] : {std::pair(stuck, EntityOf(3)), std::pair(other, EntityOf(4))}) {
    FileOn(case_file, activation);
    Enter(list, activation, activation == EntityOf(3) ? 1 : 2);
  }
  const Position poison = builder.DecideUnreadably({{EntityOf(3), kActivation}});
  testing::FoldAll(ledger, rows);
  const auto page = WaitingList(rows, list);
  ASSERT_EQ(page.entries.size(), 2u);
  EXPECT_EQ(page.entries[0].frozen_since, poison);
  EXPECT_EQ(page.entries[1].frozen_since, std::nullopt);
  EXPECT_EQ(ExplainEntry(rows, page.entries[0]).frozen_since, poison);
  ASSERT_EQ(WaitingLists(rows).size(), 1u);
  EXPECT_EQ(WaitingLists(rows)[0].frozen_since, std::nullopt) << "the list itself goes on";
}

TEST_F(Frozen, IsWhatAnEventMakesThatFitsNothing) {
  const EntityId nobody = EntityOf(77);
  TakeInCharge(nobody);
  TakeInCharge(other);
  testing::FoldAll(ledger, rows);
  EXPECT_TRUE(FrozenSince(rows, nobody).has_value());
  EXPECT_FALSE(FindCase(rows, nobody).has_value());
  EXPECT_EQ(FindCase(rows, other)->row.worker, "anna");
}

TEST_F(Frozen, IsWhatAWorkersNameMakesThatNoKeyCanHold) {
  schema::TakenInChargeT taken;
  taken.worker = std::string(2'000, 'x');
  builder.Decide("anna", {Says(stuck, kCase, std::move(taken))});
  TakeInCharge(other);
  testing::FoldAll(ledger, rows);
  EXPECT_TRUE(FrozenSince(rows, stuck).has_value());
  EXPECT_EQ(FindCase(rows, other)->row.worker, "anna");
}

TEST_F(Frozen, CommitLeavesNothingOfItselfInAnyView) {
  // given a commit of which the first event fits and the second does not
  schema::TakenInChargeT taken;
  taken.worker = "anna";
  builder.Decide("anna", {Says(other, kCase, std::move(taken)),
                          Says(EntityOf(77), kCase, schema::CaseClosedT{})});
  testing::FoldAll(ledger, rows);
  EXPECT_EQ(FindCase(rows, other)->row.state, engine::CaseState::kContact);
  EXPECT_TRUE(FrozenSince(rows, other).has_value());
  EXPECT_TRUE(HistoryOfActor(rows, "anna").refs.empty());
}

}  // namespace
}  // namespace fascicolo::projections
