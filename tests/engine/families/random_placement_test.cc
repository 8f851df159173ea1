// What must hold wherever people are placed: random commands, and everything counted again by the simplest means.
// FASCICOLO_SOAK=1: a million of them, in towns of 20,000 each.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "engine/families/placement_days.h"
#include "engine/families/placement_states.h"
#include "engine/payload_names.h"
#include "engine/seed.h"
#include "engine/told_placements.h"

namespace fascicolo::engine {
namespace {

constexpr int kCommandsOfATown = 20'000;
constexpr int kCheckEvery = 500;   ///< commands
constexpr int kDaysBefore = 40;    ///< counted one by one, with the days after today
constexpr int kDaysAfter = 200;
int Towns() { return std::getenv("FASCICOLO_SOAK") != nullptr ? 50 : 1; }

/// Offices that place people anyhow: mostly sensibly, sometimes absurdly.
class Town {
 public:
  explicit Town(Chance& chance) : chance_(chance) {
    AdoptPlacing(kit);
    for (const auto* service : {kMinors, kFosterCare, kShelter, kSites, kResidence}) {
      for (int i = 0; i < 2; ++i) {
        units.push_back(kit.Given(OpenUnit(service, service == kShelter ? 3 : 8, kit.today() - kDaysBefore)));
        if (service == kFosterCare) kit.Given(FosterFamily(units.back(), {PersonOf(kit, CaseInCharge(kit))}));
      }
    }
    for (int i = 0; i < 60; ++i) cases_.push_back(CaseOf(kit, static_cast<int>(chance_.From(0, 20))));
  }

  Then Step() {
    const EntityId one = Any();
    switch (chance_.Below(18)) {
      case 0:
      case 1:
        return Note(kit.When(Asks()));
      case 2:
      case 3:
        return Note(kit.When(Nights(chance_.Of(cases_), AnyUnit(kShelter), AnyDay(), 1 + Small(), AnyNeed())));
      case 4:
        return kit.When(Ask(one, AnyUnitOf(one)));
      case 5:
        return kit.When(HostAccepts(one, AskedBy(one)));
      case 6:
        return kit.When(Decree(one));
      case 7:
        return kit.When(SignPact(one));
      case 8:
      case 9:
        return kit.When(Starts(one));
      case 10:
        return kit.When(MoveTo(one, AnyUnitOf(one), AnyDay()));
      case 11:
        return kit.When(Extend(one, kit.today() + static_cast<int>(chance_.From(-3, 40)), chance_.OneIn(2) ? "R.G. 1" : ""));
      case 12:
      case 13:
        return Ends(one);
      case 14:
        return kit.When(Night(one, kit.today() - static_cast<int>(chance_.From(-1, 2)), !chance_.OneIn(3)));
      case 15:
      case 16:
        return Removes(one);
      default:
        return Seldom(one);
    }
  }

  Kit kit;
  std::vector<EntityId> units;
  std::vector<EntityId> placements;

 private:
  std::uint32_t Small() { return static_cast<std::uint32_t>(chance_.Below(4)); }
  Day AnyDay() { return kit.today() + static_cast<int>(chance_.From(-4, 6)); }
  schema::Urgency AnyNeed() { return static_cast<schema::Urgency>(chance_.Below(4)); }
  EntityId AnyUnit(std::string_view service) {
    std::vector<EntityId> some;
    for (const EntityId unit : units) {
      if (kit.state().Find<UnitTable>(unit)->service == service) some.push_back(unit);
    }
    return chance_.Of(some);
  }
  /// A unit of the placement's service, mostly.
  EntityId AnyUnitOf(EntityId placement) {
    const auto row = PlacementOf(kit, placement);
    return row.service.empty() || chance_.OneIn(20) ? chance_.Of(units) : AnyUnit(row.service);
  }
  EntityId AskedBy(EntityId placement) {
    const auto row = PlacementOf(kit, placement);
    return row.asked.empty() ? chance_.Of(units) : row.asked.front();
  }
  /// One of the placements of late, which are still alive more often.
  EntityId Any() {
    if (placements.empty()) return units.front();
    return placements[placements.size() - 1 - chance_.Below(std::min<std::size_t>(placements.size(), 60))];
  }
  EntityId AnyPerson() { return PersonOf(kit, chance_.Of(cases_)); }

  schema::RequestPlacementT Asks() {
    const std::vector<std::string> services{kMinors, kFosterCare, kSites, kResidence};
    std::set<EntityId> persons;
    for (std::size_t i = chance_.Below(3); i > 0; --i) persons.insert(AnyPerson());
    return RequestOf(chance_.Of(cases_), chance_.Of(services), {persons.begin(), persons.end()});
  }
  schema::StartPlacementT Starts(EntityId placement) {
    const auto row = PlacementOf(kit, placement);
    auto start = TakeInByFamily(placement, row.found.is_zero() ? AnyUnitOf(placement) : row.found, AnyDay());
    for (const PlacedRow& placed : row.persons) start.heard.push_back(events::ToSchema(placed.person));
    return start;
  }
  Then Ends(EntityId placement) {
    auto end = EndStay(placement, kit.today() - static_cast<int>(chance_.Below(2)), chance_.OneIn(2) ? "other_service" : "autonomy");
    const auto row = PlacementOf(kit, placement);
    if (chance_.OneIn(3) && !row.persons.empty()) end.person = Ref(chance_.Of(row.persons).person);
    return kit.When(end);
  }
  Then Removes(EntityId placement) {
    const auto measure = PlacementOf(kit, placement).measure;
    if (measure.present && chance_.OneIn(3)) {
      return kit.When(engine::Step(placement, static_cast<schema::MeasureStep>(1 + chance_.Below(7)), StartOfDay(kit.today())));
    }
    if (measure.present) return kit.When(Lapse(placement));
    return Note(kit.When(Removal(chance_.Of(cases_), AnyUnit(kMinors), StartOfDay(AnyDay()))));
  }
  Then Seldom(EntityId placement) {
    switch (chance_.Below(6)) {
      case 0:
        return kit.When(WithdrawRequest(placement));
      case 1:
        return kit.When(Ban(placement, kit.today() + static_cast<int>(chance_.From(1, 20))));
      case 2:
        return kit.When(ColdPlan(AnyUnit(kShelter), 1, kit.today(), kit.today() + static_cast<int>(chance_.From(1, 9))));
      case 3:
        return kit.When(SetCapacity(chance_.Of(units), chance_.From(2, 10), kit.today() + static_cast<int>(chance_.Below(5))));
      case 4:
        return kit.When(OfPlacement<schema::SendPlacementReportT>(placement));
      default:
        return kit.When(Absent(placement, AnyPerson(), kit.today()));
    }
  }
  Then Note(Then then) {
    if (!then.told().events.empty()) placements.push_back(kit.Made());
    return then;
  }

  Chance& chance_;
  std::vector<EntityId> cases_;
};

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
  void Check(const Town& town) {
    std::vector<PlacementRow> rows;
    for (const EntityId id : town.placements) rows.push_back(PlacementOf(town.kit, id));
    const Day first = town.kit.today() - kDaysBefore;
    for (int i = 0; i < kDaysBefore + kDaysAfter; ++i) CheckDay(town, rows, first + i);
    CheckMarks(town);
  }
  /// What was taken now fits on each of its days.
  void CheckRoom(const Town& town, const std::vector<schema::EventT>& events) {
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

  void CheckDay(const Town& town, const std::vector<PlacementRow>& rows, Day day) {
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
  void CheckMarks(const Town& town) {
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
  Town town(chance);
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
