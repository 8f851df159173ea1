#include "projections/history.h"

#include <map>
#include <set>

#include "projections/history_reader.h"
#include "projections/town_views.h"

namespace fascicolo::projections {
namespace {

using testing::EntityOf;
using testing::IdPtr;
using testing::kFirstDay;
using testing::LedgerBuilder;
using testing::Says;

class HistoryTest : public testing::TownTest {
 protected:
  void SetUp() override {
    TownTest::SetUp();
    testing::ForEachEvent(
        ledger, [&](const events::Header& header, std::uint32_t index, const schema::Event& event) {
          const EntityId id = events::Entity(event.entity());
          own[id].push_back({header.position, index});
          if (const auto* filed = event.payload_as_ApplicationFiled()) {
            parts[events::Entity(filed->case_file())].insert(id);
          }
          if (const auto* contact = event.payload_as_ContactRegistered()) {
            parts[events::Entity(contact->person())].insert(id);
          }
        });
  }

  void Expect(EntityId id, std::set<HistoryRef>& all) {
    all.insert(own[id].begin(), own[id].end());
    for (const EntityId part : parts[id]) Expect(part, all);
  }
  std::vector<HistoryRef> Paged(EntityId id, WithParts with, std::size_t size) {
    std::vector<HistoryRef> found;
    std::optional<HistoryRef> after;
    do {
      const HistoryPage page = HistoryOf(rows, id, with, after, size);
      EXPECT_LE(page.refs.size(), size);
      found.insert(found.end(), page.refs.begin(), page.refs.end());
      after = page.after;
    } while (after);
    return found;
  }

  std::map<EntityId, std::vector<HistoryRef>> own;
  std::map<EntityId, std::set<EntityId>> parts;
};

TEST_F(HistoryTest, HoldsEveryEventOfAnEntityInOrder) {
  for (const auto& [id, expected] : own) {
    EXPECT_EQ(HistoryOf(rows, id, WithParts::kOwnOnly, {}, kMaxPage).refs, expected);
    EXPECT_EQ(HistoryLength(rows, id), expected.size());
  }
}

TEST_F(HistoryTest, OfAWholeHoldsThatOfItsPartsPageByPage) {
  std::mt19937_64 chance(seed);
  int wholes = 0;
  for (const auto& [id, of_it] : parts) {
    std::set<HistoryRef> expected;
    Expect(id, expected);
    const auto found = Paged(id, WithParts::kWithParts, 1 + chance() % 30);
    EXPECT_EQ(found, std::vector<HistoryRef>(expected.begin(), expected.end())) << "seed " << seed;
    if (++wholes == 50) break;
  }
}

TEST_F(HistoryTest, OfAnActorHoldsHisCommits) {
  std::set<HistoryRef> found;
  std::optional<HistoryRef> after;
  const HistoryReader reader(ledger, rows);
  do {
    const HistoryPage page = HistoryOfActor(rows, "worker-3", after, 100);
    found.insert(page.refs.begin(), page.refs.end());
    after = page.after;
  } while (after);
  ASSERT_FALSE(found.empty());
  for (std::uint64_t i = 0; i < builder.head().next.value; ++i) {
    const auto loaded = reader.Load(Position{i});
    ASSERT_TRUE(loaded.ok());
    const bool his = (*loaded)->reading.command().actor()->str() == "worker-3";
    EXPECT_EQ(found.count(HistoryRef{Position{i}, std::nullopt}) == 1, his);
  }
}

TEST_F(HistoryTest, ReaderLoadsTheEventsThatReferencesName) {
  const HistoryReader reader(ledger, rows);
  for (const auto& [id, refs] : own) {
    const HistoryRef& ref = refs.back();
    const auto loaded = reader.Load(ref.position);
    ASSERT_TRUE(loaded.ok()) << loaded.error().message;
    EXPECT_EQ((*loaded)->reading.header().position, ref.position);
    EXPECT_EQ(events::Entity((*loaded)->reading.events()[*ref.event]->entity()), id);
  }
  const auto beyond = reader.Load(builder.head().next);
  ASSERT_FALSE(beyond.ok());
  EXPECT_EQ(beyond.error().code, FailureCode::kNotFound);
}

TEST(History, ShowsARefusedCommandToItsActorAndWhereItWasAimed) {
  events::MemoryLedger ledger;
  LedgerBuilder builder(ledger);
  builder.Open(kFirstDay);
  const EntityId case_file = EntityOf(1);
  builder.Decide("desk",
                 {Says(case_file, schema::EntityKind::case_file, schema::ContactRegisteredT{})});
  schema::CloseCaseT close;
  close.case_file = IdPtr(case_file);
  schema::CommandPayloadUnion command;
  command.Set(std::move(close));
  const Position refused = builder.Refuse("anna", std::move(command));
  store::MemoryRows rows;
  testing::FoldAll(ledger, rows);

  const HistoryRef whole{refused, std::nullopt};
  EXPECT_EQ(HistoryOfActor(rows, "anna").refs, std::vector{whole});
  EXPECT_EQ(HistoryOf(rows, case_file, WithParts::kWithParts).refs.back(), whole);
  const auto loaded = HistoryReader(ledger, rows).Load(refused);
  ASSERT_TRUE(loaded.ok());
  EXPECT_EQ((*loaded)->reading.header().kind, events::CommitKind::kRefused);
}

TEST(History, OfACaseHoldsItsEntriesInRankingsAndWhatWasRefusedAboutThem) {
  // Given a case that applied to a call, and somebody who wanted to call it before its turn.
  events::MemoryLedger ledger;
  LedgerBuilder builder(ledger);
  builder.Open(kFirstDay);
  const EntityId case_file = EntityOf(1);
  const EntityId entry = EntityOf(2);
  builder.Decide("desk", {Says(case_file, schema::EntityKind::case_file, schema::ContactRegisteredT{})});
  schema::CallApplicationFiledT filed;
  filed.case_file = IdPtr(case_file);
  const Position applied = builder.Decide("desk", {Says(entry, schema::EntityKind::entry, std::move(filed))});
  schema::CallEntryT call;
  call.entry = IdPtr(entry);
  schema::CommandPayloadUnion command;
  command.Set(std::move(call));
  const Position refused = builder.Refuse("anna", std::move(command));
  store::MemoryRows rows;
  testing::FoldAll(ledger, rows);

  // Then both stand in the history of the case.
  const auto refs = HistoryOf(rows, case_file, WithParts::kWithParts).refs;
  ASSERT_EQ(refs.size(), 3U);
  EXPECT_EQ(refs[1], (HistoryRef{applied, 0U}));
  EXPECT_EQ(refs[2], (HistoryRef{refused, std::nullopt}));
}

TEST(History, OfACaseHoldsItsPlans) {
  events::MemoryLedger ledger;
  LedgerBuilder builder(ledger);
  builder.Open(kFirstDay);
  const EntityId case_file = EntityOf(1);
  const EntityId plan = EntityOf(2);
  builder.Decide("desk", {Says(case_file, schema::EntityKind::case_file, schema::ContactRegisteredT{})});
  schema::PlanRequestedT requested;
  requested.case_file = IdPtr(case_file);
  const Position asked = builder.Decide("anna", {Says(plan, schema::EntityKind::plan, std::move(requested))});
  store::MemoryRows rows;
  testing::FoldAll(ledger, rows);
  EXPECT_EQ(HistoryOf(rows, case_file, WithParts::kWithParts).refs.back(), (HistoryRef{asked, 0U}));
}

TEST(History, ShowsARefusedCommandThatNamesWhatItIsAboutAsAnEntity) {
  events::MemoryLedger ledger;
  LedgerBuilder builder(ledger);
  builder.Open(kFirstDay);
  const EntityId person = EntityOf(1);
  builder.Decide("desk", {Says(person, schema::EntityKind::person, schema::PersonRegisteredT{})});
  schema::RectifyT rectify;
  rectify.entity = IdPtr(person);
  schema::CommandPayloadUnion command;
  command.Set(std::move(rectify));
  const Position refused = builder.Refuse("anna", std::move(command));
  store::MemoryRows rows;
  testing::FoldAll(ledger, rows);
  EXPECT_EQ(HistoryOf(rows, person, WithParts::kOwnOnly).refs.back(), (HistoryRef{refused, std::nullopt}));
}

TEST(History, KeepsCommitsOfManyEventsWholeAcrossChunks) {
  events::MemoryLedger ledger;
  LedgerBuilder builder(ledger);
  builder.Open(kFirstDay);
  const EntityId case_file = EntityOf(1);
  std::vector<HistoryRef> expected;
  const auto add = [&](std::uint32_t events) {
    std::vector<testing::Said> said;
    for (std::uint32_t i = 0; i < events; ++i) {
      said.push_back(Says(case_file, schema::EntityKind::case_file, schema::ContactRegisteredT{}));
    }
    const Position position = builder.Decide("anna", std::move(said));
    for (std::uint32_t i = 0; i < events; ++i) expected.push_back({position, i});
  };
  for (const std::uint32_t events : {kChunkRefs - 1, 2u, 200u, 1u, kChunkRefs, 3u}) add(events);
  store::MemoryRows rows;
  testing::FoldAll(ledger, rows);
  EXPECT_EQ(HistoryOf(rows, case_file, WithParts::kOwnOnly, {}, kMaxPage).refs, expected);
  for (std::size_t i = 0; i + 1 < expected.size(); ++i) {
    const auto page = HistoryOf(rows, case_file, WithParts::kOwnOnly, expected[i], 1);
    ASSERT_EQ(page.refs.size(), 1u);
    EXPECT_EQ(page.refs.front(), expected[i + 1]);
  }
}

}  // namespace
}  // namespace fascicolo::projections
