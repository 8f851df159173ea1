// Desks gone mad: any command about persons and in cases, mostly sensible.
#pragma once

#include <string>
#include <vector>

#include "engine/seed.h"
#include "engine/told_case_work.h"
#include "engine/told_people.h"

namespace fascicolo::engine {

/// Persons who come twice, die and come back to life, and the cases of some.
class RandomPeople {
 public:
  static constexpr std::size_t kPersons = 300;
  static constexpr std::size_t kCases = 200;
  static constexpr const char* kCanary = "Canarino Impossibile, via del Segreto 1";  ///< what every address says

  RandomPeople(Kit& kit, Chance& chance) : kit_(kit), chance_(chance) {
    AdoptCatalogue(kit_);
    for (std::size_t i = 0; i < kPersons; ++i) persons_.push_back(kit_.Given(Person(YearsAgo(kit_, 20))));
    for (std::size_t i = 0; i < kCases; ++i) {
      auto contact = Contact();
      contact.person = Ref(chance_.Of(persons_));
      cases_.push_back(kit_.Given(std::move(contact)));
    }
  }

  Then Step() {
    const EntityId person = chance_.Of(persons_);
    switch (chance_.Below(10)) {
      case 0:
        return kit_.When(Merge(person, chance_.Of(persons_)));
      case 1:
        return kit_.When(Unmerge(person));
      case 2:
        return kit_.WhenWith({{"/address", kCanary}}, Address(person, ""));
      case 3:
        return chance_.OneIn(2) ? kit_.When(Protect(person)) : kit_.When(LiftProtection(person));
      case 4:
        return chance_.OneIn(2) ? kit_.When(Death(person)) : kit_.When(RevokeDeath(person));
      case 5:
        return kit_.When(Represent(person, chance_.Of(persons_), schema::RepresentationKind::delegate,
                                   {schema::Power::sign}));
      case 6:
        return kit_.When(EndRepresentation(person, static_cast<std::uint32_t>(chance_.Below(4))));
      default:
        return StepOnCase();
    }
  }

  [[nodiscard]] const std::vector<EntityId>& persons() const { return persons_; }

 private:
  std::string Worker() { return "worker " + std::to_string(chance_.Below(6)); }

  Then StepOnCase() {
    const EntityId id = chance_.Of(cases_);
    switch (chance_.Below(12)) {
      case 0:
        return kit_.When(TakeInCharge(id, Worker()));
      case 1:
        return kit_.When(Assign(id, Worker()));
      case 2:
        return kit_.When(CloseCase(id));
      case 3:
      case 4:
        return kit_.When(ReopenCase(id));
      case 5:
        return kit_.When(Conflict(id, Worker()));
      case 6:
        return kit_.When(LiftConflict(id, Worker()));
      case 7:
        return kit_.When(TransferCaseload(Worker(), Worker()));
      case 8:
        return kit_.When(PlanMeeting(id, schema::MeetingKind::interview, kit_.today()));
      case 9:
        return kit_.When(Held(id, static_cast<std::uint32_t>(chance_.Below(20)), schema::MeetingOutcome::done));
      case 10:
        return kit_.When(AskFor(id, "isee", kit_.today() + static_cast<int>(chance_.Below(5))));
      default:
        return kit_.When(Receive(id, static_cast<std::uint32_t>(chance_.Below(20)), "isee"));
    }
  }

  Kit& kit_;
  Chance& chance_;
  std::vector<EntityId> persons_;
  std::vector<EntityId> cases_;
};

}  // namespace fascicolo::engine
