// Readers gone mad: any command about who may read cases, mostly sensible; and what their events come to, kept apart.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/access/may.h"
#include "engine/families/authority.h"
#include "engine/seed.h"
#include "engine/told_access.h"
#include "engine/told_transmission.h"

namespace fascicolo::engine {

/// Who is shut out of which case, and who reads in an emergency, from the events alone.
class AccessRecount {
 public:
  void Take(const std::vector<schema::EventT>& events, Instant at) {
    for (const auto& event : events) Take(events::Entity(event.entity.get()), event.payload, at);
  }
  /// Nobody whom the seal does not name, and who reads in no emergency, may find the case; and no emergency gives more
  /// than it says, or for longer.
  void Check(const Kit& kit, EntityId case_file, const std::string& worker) {
    const Access access(kit.state(), {worker, {"emergency_duty"}, {}}, kit.today(), kit.now());
    const bool is_shut_out = seals_.contains(case_file) && !seals_.at(case_file).contains(worker);
    bool finds = false;
    for (const auto level : schema::EnumValuesSecrecy()) {
      const bool in_emergency = InEmergency(case_file, worker, level, kit.now(), is_shut_out);
      const bool is_granted = !is_shut_out && IsGranted(case_file, worker, level, kit.now());
      const bool takes_two = level == schema::Secrecy::juvenile_court;  // to which nobody agrees here
      ASSERT_EQ(access.May(ActionOf(level), case_file).allowed(), in_emergency || (is_granted && !takes_two))
          << schema::EnumNameSecrecy(level);
      finds = finds || in_emergency || is_granted;
    }
    ASSERT_EQ(access.MayFind(case_file), finds);
  }

 private:
  struct Reading {
    std::string worker;
    std::set<schema::Secrecy> levels;
    Instant until;
    bool waits = false;      ///< for another
    bool confirmed = false;  ///< another agreed
    bool reviewed = false;
  };

  void Take(EntityId id, const schema::EventPayloadUnion& fact, Instant at) {
    if (const auto* sealed = FactIn<schema::CaseSealedT>(fact)) {
      seals_[id] = {sealed->names.begin(), sealed->names.end()};
    } else if (FactIn<schema::CaseUnsealedT>(fact) != nullptr) {
      seals_.erase(id);
    } else if (const auto* declared = FactIn<schema::EmergencyDeclaredT>(fact)) {
      ASSERT_GT(declared->until, at.micros);
      readings_[{id, declared->emergency}] = {declared->worker, {declared->levels.begin(), declared->levels.end()},
                                              Instant{declared->until}, declared->two, false, false};
    } else if (const auto* confirmed = FactIn<schema::EmergencyConfirmedT>(fact)) {
      Reading& reading = readings_.at({id, confirmed->emergency});
      ASSERT_NE(reading.worker, confirmed->signatory);
      reading.waits = false;
      reading.confirmed = true;
    } else if (const auto* reviewed = FactIn<schema::EmergencyReviewedT>(fact)) {
      Reading& reading = readings_.at({id, reviewed->emergency});
      ASSERT_NE(reading.worker, reviewed->signatory);
      reading.reviewed = true;
    } else if (const auto* granted = FactIn<schema::AccessGrantedT>(fact)) {
      grants_[{id, granted->grant}] = {granted->worker, {granted->levels.begin(), granted->levels.end()},
                                       StartOfDay(Day{granted->until}), false, false, false};
    } else if (const auto* revoked = FactIn<schema::AccessRevokedT>(fact)) {
      grants_.erase({id, revoked->grant});
    }
  }
  [[nodiscard]] static bool Gives(const Reading& one, const std::string& worker, schema::Secrecy level, Instant now) {
    return one.worker == worker && one.levels.contains(level) && now < one.until;
  }
  [[nodiscard]] bool InEmergency(EntityId id, const std::string& worker, schema::Secrecy level, Instant now,
                                 bool is_shut_out) const {
    return std::any_of(readings_.begin(), readings_.end(), [&](const auto& one) {
      const Reading& reading = one.second;
      return one.first.first == id && Gives(reading, worker, level, now) && !reading.waits && !reading.reviewed &&
             (reading.confirmed || !is_shut_out);
    });
  }
  [[nodiscard]] bool IsGranted(EntityId id, const std::string& worker, schema::Secrecy level, Instant now) const {
    return std::any_of(grants_.begin(), grants_.end(), [&](const auto& one) {
      return (one.first.first == id || one.first.first == AuthorityEntity()) && Gives(one.second, worker, level, now);
    });
  }

  std::map<EntityId, std::set<std::string>> seals_;
  std::map<std::pair<EntityId, std::uint32_t>, Reading> readings_;
  std::map<std::pair<EntityId, std::uint32_t>, Reading> grants_;  ///< of a case, or of the authority
};

/// Some cases, sealed and read by some workers; and flows to INPS beside.
class RandomAccess {
 public:
  RandomAccess(Kit& kit, Chance& chance) : kit_(kit), chance_(chance) {
    AdoptOnce(kit_, AdoptRuleSet(SamplePolicy().dump()));
    for (int i = 0; i < 12; ++i) cases_.push_back(CaseInCharge(kit_));
  }

  Then Step() {
    case_ = chance_.Of(cases_);
    kit_.GivenActor(Worker());
    Then then = chance_.OneIn(4) ? StepOfFlow() : StepOfCase();
    kit_.GivenActor("tester");
    return then;
  }
  [[nodiscard]] EntityId last_case() const { return case_; }
  [[nodiscard]] std::string Worker() { return "reader " + std::to_string(chance_.Below(5)); }

 private:
  std::uint32_t Number() { return static_cast<std::uint32_t>(1 + chance_.Below(6)); }
  std::vector<schema::Secrecy> Levels() {
    const auto any = [&] { return schema::EnumValuesSecrecy()[chance_.Below(std::size(schema::EnumValuesSecrecy()))]; };
    std::vector<schema::Secrecy> levels{any()};
    if (chance_.OneIn(2)) levels.push_back(any());
    return levels;
  }
  std::string Flow() { return "H501.PS.20260302.000000" + std::to_string(chance_.Below(10)); }

  Then StepOfCase() {
    const auto outcome = chance_.OneIn(2) ? schema::ReviewOutcome::justified : schema::ReviewOutcome::not_justified;
    switch (chance_.Below(12)) {
      case 0:
        return kit_.When(Seal(case_, {Worker()}));
      case 1:
        return kit_.When(Unseal(case_));
      case 2:
      case 3:
        return kit_.When(ReadInEmergency(kit_, case_, Levels(), chance_.From(-1, 61)));
      case 4:
        return kit_.When(ConfirmEmergency(case_, Number()));
      case 5:
      case 6:
        return kit_.When(ReviewEmergency(case_, outcome, Number()));
      case 7:
        return kit_.When(AskAnother(case_, chance_.OneIn(2) ? "unseal" : "export"));
      case 8:
        return kit_.When(Agree(kit_, case_, Number()));
      case 9:
        return kit_.When(WithdrawAccess(case_, Number()));
      case 10:
        return kit_.When(chance_.OneIn(2) ? Grant(case_, Worker(), Levels(), kit_.today() + 3)
                                          : GrantOfAll(Worker(), Levels(), kit_.today() + 1));
      default:
        return kit_.When(RevokeGrant(case_, Number()));
    }
  }
  Then StepOfFlow() {
    switch (chance_.Below(5)) {
      case 0:
        return kit_.When(NameSender(Worker()));
      case 1:
        return kit_.When(FlowsRead(kit_.now(), Number()));
      case 2:
        return kit_.When(FlowRejected(Flow()));
      case 3:
        return kit_.When(FlowAccepted(Flow(), chance_.OneIn(2) ? Flow() : ""));
      default:
        return kit_.When(GiveUp(Flow()));
    }
  }

  Kit& kit_;
  Chance& chance_;
  std::vector<EntityId> cases_;
  EntityId case_;
};

}  // namespace fascicolo::engine
