// Programmes gone mad: any command about them, mostly sensible; and what their events come to.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <vector>

#include "engine/seed.h"
#include "engine/told_programmes.h"

namespace fascicolo::engine {

/// What the events of one programme come to, reckoned without the engine.
struct ProgrammeRecount {
  std::int64_t capacity = 0;
  std::function<bool(EntityId)> is_dead;  ///< whether a person is passed over; none: nobody dies
  std::map<std::uint32_t, EntityId> who;
  std::set<std::uint32_t> enrolled;
  std::set<std::uint32_t> waiting;
  std::map<std::uint32_t, std::int64_t> rooms;  ///< of sessions
  std::uint32_t held = 0;
  std::uint64_t attended = 0;
  std::uint64_t minutes = 0;

  void Take(const schema::EventPayloadUnion& fact) {
    if (const auto* opened = fact.AsProgrammeOpened()) capacity = opened->capacity;
    if (const auto* one = fact.AsEnrolled()) {
      (one->waiting ? waiting : enrolled).insert(one->enrolment);
      who[one->enrolment] = events::Entity(one->person.get());
    }
    if (const auto* planned = fact.AsSessionPlanned()) rooms[planned->session] = planned->capacity;
    if (const auto* ended = fact.AsEnrolmentEnded()) {
      enrolled.erase(ended->enrolment);
      waiting.erase(ended->enrolment);
    }
    if (const auto* admitted = fact.AsEnrolmentAdmitted()) {
      const auto first = std::find_if(waiting.begin(), waiting.end(), [&](std::uint32_t one) { return !IsDead(one); });
      ASSERT_EQ(admitted->enrolment, *first) << "the first who waits is the first who comes in";
      waiting.erase(admitted->enrolment);
      enrolled.insert(admitted->enrolment);
    }
    if (const auto* recorded = fact.AsSessionRecorded()) TakeSession(*recorded);
    if (capacity > 0) {
      ASSERT_LE(static_cast<std::int64_t>(enrolled.size()), capacity);
    }
    const bool is_leaving = fact.AsEnrolmentEnded() != nullptr;  // whoever is next comes with the next event
    if (!is_leaving && !is_dead && !waiting.empty()) {
      ASSERT_EQ(static_cast<std::int64_t>(enrolled.size()), capacity);
    }
  }
  [[nodiscard]] bool IsDead(std::uint32_t enrolment) const { return is_dead && is_dead(who.at(enrolment)); }
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

/// Forty persons, and some programmes at a time.
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

}  // namespace fascicolo::engine
