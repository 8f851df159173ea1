// Programmes and units gone mad: any command, mostly sensible. No session and no programme holds more than it has room for,
// whoever waits is admitted in order, everybody is moved once, and every total equals a recount from the events alone.
// FASCICOLO_SOAK=1: a million commands.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <set>

#include "engine/families/activation_days.h"
#include "engine/seed.h"
#include "engine/told_programmes.h"

namespace fascicolo::engine {
namespace {

int Steps() { return std::getenv("FASCICOLO_SOAK") != nullptr ? 1'000'000 : 4'000; }

/// What the events of one programme come to, reckoned without the engine.
struct Recount {
  std::int64_t capacity = 0;
  std::set<std::uint32_t> enrolled;
  std::set<std::uint32_t> waiting;
  std::map<std::uint32_t, std::int64_t> rooms;  ///< of sessions
  std::uint32_t held = 0;
  std::uint64_t attended = 0;
  std::uint64_t minutes = 0;

  void Take(const schema::EventPayloadUnion& fact) {
    if (const auto* opened = fact.AsProgrammeOpened()) capacity = opened->capacity;
    if (const auto* one = fact.AsEnrolled()) (one->waiting ? waiting : enrolled).insert(one->enrolment);
    if (const auto* planned = fact.AsSessionPlanned()) rooms[planned->session] = planned->capacity;
    if (const auto* ended = fact.AsEnrolmentEnded()) {
      enrolled.erase(ended->enrolment);
      waiting.erase(ended->enrolment);
    }
    if (const auto* admitted = fact.AsEnrolmentAdmitted()) {
      ASSERT_EQ(admitted->enrolment, *waiting.begin()) << "the first who waits is the first who comes in";
      waiting.erase(admitted->enrolment);
      enrolled.insert(admitted->enrolment);
    }
    if (const auto* recorded = fact.AsSessionRecorded()) TakeSession(*recorded);
    if (capacity > 0) {
      ASSERT_LE(static_cast<std::int64_t>(enrolled.size()), capacity);
    }
    const bool is_leaving = fact.AsEnrolmentEnded() != nullptr;  // whoever is next comes with the next event
    if (!is_leaving && !waiting.empty()) {
      ASSERT_EQ(static_cast<std::int64_t>(enrolled.size()), capacity);
    }
  }
  void TakeSession(const schema::SessionRecordedT& recorded) {
    if (recorded.outcome != schema::SessionOutcome::held) return;
    std::uint64_t came = 0;
    for (const auto& one : recorded.attendance) {
      if (one->presence != schema::Presence::present) continue;
      ++came;
      minutes += one->minutes;
    }
    for (const auto& group : recorded.counts) came += group->count;
    const std::int64_t room = rooms.at(recorded.session);
    if (room > 0) {
      ASSERT_LE(static_cast<std::int64_t>(came), room);
    }
    ++held;
    attended += came;
  }
};

class RandomProgrammes {
 public:
  RandomProgrammes(Kit& kit, Chance& chance) : kit_(kit), chance_(chance) {
    AdoptProgrammes(kit_);
    for (int i = 0; i < 40; ++i) persons_.push_back(kit_.Given(Person(YearsAgo(kit_, 50))));
  }

  Then Step() {
    if (programmes_.size() < 6 || chance_.OneIn(200)) return Open();
    const EntityId programme = chance_.Of(programmes_);
    const auto number = static_cast<std::uint32_t>(1 + chance_.Below(parts_[programme] + 1));
    switch (chance_.Below(10)) {
      case 0:
      case 1:
      case 2:
        return Counting(programme, kit_.When(Enrol(programme, chance_.Of(persons_), "POL")));
      case 3:
        return kit_.When(EndEnrolment(programme, number));
      case 4:
      case 5:
        return Counting(programme, kit_.When(PlanSession(programme, kit_.today(), "course", chance_.From(0, 4))));
      case 6:
        return kit_.When(CancelledSession(programme, number));
      case 7:
        return chance_.OneIn(40) ? kit_.When(CloseProgramme(programme)) : Hold(programme, number);
      default:
        return Hold(programme, number);
    }
  }

 private:
  Then Open() {
    Then then = kit_.When(OpenProgramme(kit_, kRecreation, chance_.From(0, 5)));
    programmes_.push_back(kit_.Made());
    return then;
  }
  Then Counting(EntityId programme, Then then) {
    if (!then.told().events.empty()) ++parts_[programme];
    return then;
  }
  Then Hold(EntityId programme, std::uint32_t session) {
    auto held = HeldSession(programme, session);
    std::set<std::uint32_t> named;
    for (std::size_t i = chance_.Below(5); i > 0; --i) {
      named.insert(static_cast<std::uint32_t>(1 + chance_.Below(parts_[programme] + 1)));
    }
    for (const std::uint32_t one : named) {
      const auto row = kit_.state().Find<EnrolmentTable>(programme, one);
      if (!row && !chance_.OneIn(20)) continue;
      held.attendance.push_back(Came(one, 0, static_cast<schema::Presence>(1 + chance_.Below(3))));
    }
    if (chance_.OneIn(3)) held.counts.push_back(Counted(static_cast<std::uint32_t>(chance_.From(1, 3))));
    return kit_.When(std::move(held));
  }

  Kit& kit_;
  Chance& chance_;
  std::vector<EntityId> persons_;
  std::vector<EntityId> programmes_;
  std::map<EntityId, std::uint32_t> parts_;
};

TEST(RandomProgrammes, NeverHoldMoreThanTheyHaveRoomForAndTheirTotalsAreRight) {
  const std::uint64_t seed = SeedOfThisRun();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Chance chance(seed);
  Kit kit;
  RandomProgrammes work(kit, chance);
  std::map<EntityId, Recount> recounts;
  std::map<std::string, int> told;
  for (int i = 0; i < Steps() && !testing::Test::HasFatalFailure(); ++i) {
    const Then then = work.Step();
    ASSERT_FALSE(then.told().froze) << ToString(then.told());
    for (const auto& event : then.told().events) {
      recounts[events::FromSchema<EntityId>(event.entity.get())].Take(event.payload);
    }
    for (const auto& name : NamesOf(then.told().events)) ++told[name];
  }
  for (const auto& [id, recount] : recounts) {
    const auto row = kit.state().Find<ProgrammeTable>(id);
    ASSERT_TRUE(row.has_value());
    EXPECT_EQ(row->enrolled, static_cast<std::int64_t>(recount.enrolled.size()));
    EXPECT_EQ(row->held, recount.held);
    EXPECT_EQ(row->attended, recount.attended);
    EXPECT_EQ(row->minutes, recount.minutes);
  }
  for (const char* name : {"Enrolled", "EnrolmentAdmitted", "EnrolmentEnded", "SessionRecorded"}) {
    EXPECT_GT(told[name], 0) << name;
  }
}

/// What is held at each unit on `day`, reckoned from the activations alone.
std::map<EntityId, std::int64_t> HeldOn(const Kit& kit, const std::vector<EntityId>& users, Day day) {
  std::map<EntityId, std::int64_t> held;
  for (const EntityId user : users) {
    const auto row = *kit.Activation(user);
    const auto moved = kit.state().Find<MovedServiceTable>(user);
    if (moved && day < moved->since) continue;
    for (const HeldChange& change : Changes({}, HeldBy(row))) {
      if (change.from <= day && (!change.until || day < *change.until)) held[row.unit] += change.delta;
    }
  }
  return held;
}

/// Users of many units, which all change hands, one after the other, while people come and go.
TEST(RandomProviderChanges, MoveEverybodyOnceAndLoseNobody) {
  const std::uint64_t seed = SeedOfThisRun();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Chance chance(seed);
  Kit kit;
  AdoptCatalogue(kit);
  std::vector<EntityId> units{kit.Given(OpenUnit(kCentre, 400, kit.today()))};
  std::vector<EntityId> users;
  const int changes = std::getenv("FASCICOLO_SOAK") != nullptr ? 200 : 6;
  for (int change = 0; change < changes && !testing::Test::HasFatalFailure(); ++change) {
    const EntityId unit = units.back();
    for (std::size_t i = 0; i < 40 && users.size() < 350; ++i) {
      users.push_back(Applicant(kit));
      const auto until = chance.OneIn(3) ? std::optional(kit.today() + static_cast<int>(chance.From(2, 40))) : std::nullopt;
      kit.Given(Start(users.back(), unit, kit.today() + static_cast<int>(chance.From(0, 1)), until));
    }
    for (int i = 0; i < 10; ++i) {
      const EntityId user = chance.Of(users);
      const Day day = kit.today() + static_cast<int>(chance.From(-5, 9));
      if (chance.OneIn(2)) static_cast<void>(kit.When(End(user, day)));
      if (chance.OneIn(2)) static_cast<void>(kit.When(Suspend(user, day, day + 3)));
    }
    units.push_back(kit.Given(OpenUnit(kCentre, 400, kit.today())));
    const Day from = kit.today() + static_cast<int>(chance.From(0, 5));
    kit.RunDue();
    kit.Given(ChangeProvider(unit, units.back(), from));
    std::map<EntityId, int> moves;
    for (const auto& event : kit.PassUntil(from + 1)) {
      if (event.payload.AsServiceMoved() != nullptr) ++moves[events::FromSchema<EntityId>(event.entity.get())];
    }
    for (const EntityId user : users) ASSERT_LE(moves[user], 1);
    for (int days = 0; days < 50; ++days) {
      auto held = HeldOn(kit, users, from + days);
      ASSERT_EQ(held[unit], 0) << "somebody was left behind";
      ASSERT_EQ(kit.state().LevelOn<TakenTable>(unit, from + days), 0);
      ASSERT_EQ(kit.state().LevelOn<TakenTable>(units.back(), from + days), held[units.back()]);
    }
  }
}

}  // namespace
}  // namespace fascicolo::engine
