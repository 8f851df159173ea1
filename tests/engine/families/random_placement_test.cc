// What must hold wherever people are placed: random commands, and everything counted again by the simplest means.
// FASCICOLO_SOAK=1: a million of them, in towns of 20,000 each.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "engine/families/placement_days.h"
#include "engine/families/random_placement.h"
#include "engine/payload_names.h"

namespace fascicolo::engine {
namespace {

constexpr int kCommandsOfATown = 20'000;
constexpr int kCheckEvery = 500;   ///< commands
constexpr int kDaysBefore = RandomPlacing::kDaysBefore;  ///< counted one by one, with the days after today
constexpr int kDaysAfter = 200;
int Towns() { return std::getenv("FASCICOLO_SOAK") != nullptr ? 50 : 1; }

/// The same history, counted from the events alone.
class Recount {
 public:
  void Take(const std::vector<schema::EventT>& events) {
    for (const auto& event : events) {
      const EntityId id = events::Entity(event.entity.get());
      if (const auto* fact = event.payload.AsPlaceTaken()) Change(id, *fact, 1);
      if (const auto* fact = event.payload.AsPlaceFreed()) Change(id, *fact, -1);
      if (const auto* fact = event.payload.AsEntryAdded()) queued_.insert(events::Entity(fact->activation.get()));
      if (const auto* fact = event.payload.AsEntryRemoved()) queued_.erase(events::Entity(fact->activation.get()));
      ++told[EventName(event.payload)];
    }
  }

  /// Nobody in two placements on a day; the units hold what the placements hold, day by day, and no taking went over.
  void Check(const RandomPlacing& town) {
    std::vector<PlacementRow> rows;
    for (const EntityId id : town.placements) rows.push_back(PlacementOf(town.kit, id));
    const Day first = town.kit.today() - kDaysBefore;
    for (int i = 0; i < kDaysBefore + kDaysAfter; ++i) CheckDay(town, rows, first + i);
    CheckMarks(town);
  }
  /// What was taken now fits on each of its days.
  void CheckRoom(const RandomPlacing& town, const std::vector<schema::EventT>& events) {
    for (const auto& event : events) {
      const auto* fact = event.payload.AsPlaceTaken();
      if (fact == nullptr) continue;
      const EntityId unit = events::Entity(event.entity.get());
      const Day last = fact->until == 0 ? town.kit.today() + kDaysAfter : Day{fact->until};
      for (Day day{fact->from}; day < last; ++day) {
        ASSERT_LE(town.kit.state().LevelOn<TakenTable>(unit, day), town.kit.state().LevelOn<CapacityTable>(unit, day))
            << FormatDay(day);
      }
    }
  }

  std::map<std::string, int> told;

 private:
  template <class Fact>
  void Change(EntityId unit, const Fact& fact, int sign) {
    changes_[unit].push_back({Day{fact.from}, fact.until == 0 ? kLastPossible : Day{fact.until}, sign * fact.quantity});
  }

  void CheckDay(const RandomPlacing& town, const std::vector<PlacementRow>& rows, Day day) {
    std::map<EntityId, std::int64_t> held;
    std::set<EntityId> placed;
    for (const PlacementRow& row : rows) {
      bool is_anybody_there = false;
      EntityId where;
      for (const HostRow& host : row.hosts) {
        if (host.from <= day) where = host.unit;
      }
      for (const PlacedRow& one : row.persons) {
        const bool is_there = one.from && *one.from <= day && (!one.until || day < *one.until);
        if (!is_there) continue;
        ASSERT_TRUE(placed.insert(one.person).second) << "in two places on " << FormatDay(day);
        if (row.kind != PlacementKind::kSite) ++held[where];
        is_anybody_there = true;
      }
      if (is_anybody_there && row.kind == PlacementKind::kSite) ++held[where];
    }
    for (const EntityId unit : town.units) {
      std::int64_t counted = 0;
      for (const auto& change : changes_[unit]) counted += change.from <= day && day < change.until ? change.delta : 0;
      ASSERT_EQ(counted, held[unit]) << FormatDay(day);
      ASSERT_EQ(town.kit.state().LevelOn<TakenTable>(unit, day), counted) << FormatDay(day);
    }
  }

  /// Queue, cases and obligations agree with the states.
  void CheckMarks(const RandomPlacing& town) {
    std::set<EntityId> waiting;
    std::set<EntityId> expected;
    for (const EntityId id : town.placements) {
      const auto row = PlacementOf(town.kit, id);
      const bool is_open = row.state != PlacementState::kEnded && row.state != PlacementState::kWithdrawn;
      ASSERT_EQ(town.kit.state().Find<CaseServiceTable>(row.case_file, id).has_value(), is_open);
      if (row.state == PlacementState::kQueued) waiting.insert(id);
      if (!row.nights_end.is_zero()) expected.insert(row.nights_end);
    }
    ASSERT_EQ(waiting, queued_);
    std::set<EntityId> open;
    for (const auto& [id, row] : town.kit.Open()) {
      if (row.kind == ObligationKind::kNightsEnd) open.insert(id);
      if (row.kind == ObligationKind::kDeadline) {
        ASSERT_TRUE(town.kit.state().Find<DeadlineTable>(row.entity, row.number)) << "a deadline that nobody keeps";
      }
    }
    ASSERT_EQ(open, expected) << "every stay by night ends once";
  }

  struct TakenChange {
    Day from;
    Day until;
    std::int64_t delta = 0;
  };
  static constexpr Day kLastPossible{1'000'000};
  std::map<EntityId, std::vector<TakenChange>> changes_;
  std::set<EntityId> queued_;
};

void Live(Chance& chance, std::map<std::string, int>& told) {
  Kit kit;
  RandomPlacing town(kit, chance);
  Recount recount;
  for (int i = 0; i < kCommandsOfATown && !testing::Test::HasFatalFailure(); ++i) {
    const Then then = town.Step();
    ASSERT_FALSE(then.told().froze);
    recount.Take(then.told().events);
    recount.CheckRoom(town, then.told().events);
    const auto due = chance.OneIn(40) ? town.kit.PassUntil(town.kit.today() + 1) : town.kit.RunDue();
    recount.Take(due);
    if (i % kCheckEvery == 0) recount.Check(town);
  }
  recount.Check(town);
  for (const auto& [name, times] : recount.told) told[name] += times;
}

TEST(RandomPlacement, GivesNoBedTwiceAndPlacesNobodyTwice) {
  const std::uint64_t seed = SeedOfThisRun();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Chance chance(seed);
  std::map<std::string, int> told;
  for (int town = 0; town < Towns() && !testing::Test::HasFatalFailure(); ++town) Live(chance, told);
  for (const char* name : {"PlacementStarted", "PlacementEnded", "PlacementExtended", "PlacementTransferred", "RemovalRecorded",
                           "NightMissed", "NightConfirmed", "GuestBanned", "EntryAdded", "EntryRemoved", "MeasureLapsed",
                           "ColdPlanSet", "HostAnswered", "SitePactSigned"}) {
    EXPECT_GT(told[name], 0) << name << " never happened: this test sees too little";
  }
}

}  // namespace
}  // namespace fascicolo::engine
