// What must hold whatever is recorded of persons and in cases: random commands, and everything told again by the simplest
// means. FASCICOLO_SOAK=1: a million of them.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <set>

#include "engine/families/case_responsibility.h"
#include "engine/families/person.h"
#include "engine/seed.h"
#include "engine/told_case_work.h"
#include "engine/told_people.h"

namespace fascicolo::engine {
namespace {

constexpr std::size_t kPersons = 300;
constexpr std::size_t kCases = 200;
const std::string kCanary = "Canarino Impossibile, via del Segreto 1";

int PeopleSteps() { return std::getenv("FASCICOLO_SOAK") != nullptr ? 1'000'000 : 20'000; }

/// Who is who, told from the events alone.
class WhoIsWho {
 public:
  void Take(const std::vector<schema::EventT>& events) {
    for (const auto& event : events) {
      const EntityId id = events::Entity(event.entity.get());
      if (const auto* merged = event.payload.AsMergedInto()) into_[id] = events::Entity(merged->person.get());
      if (event.payload.AsUnmergedFrom() != nullptr) into_.erase(id);
      if (event.payload.AsAddressRecorded() != nullptr) ++addresses_[id];
    }
  }
  [[nodiscard]] EntityId Behind(EntityId id) const {
    for (auto found = into_.find(id); found != into_.end(); found = into_.find(id)) id = found->second;
    return id;
  }
  [[nodiscard]] const std::map<EntityId, EntityId>& merged() const { return into_; }
  [[nodiscard]] std::uint64_t AddressesOf(EntityId id) const {
    const auto found = addresses_.find(id);
    return found == addresses_.end() ? 0 : found->second;
  }

 private:
  std::map<EntityId, EntityId> into_;
  std::map<EntityId, std::uint64_t> addresses_;
};

/// Who leads which case, told from the events alone.
class WhoLeads {
 public:
  void Take(const std::vector<schema::EventT>& events) {
    for (const auto& event : events) {
      const EntityId id = events::Entity(event.entity.get());
      if (const auto* taken = event.payload.AsTakenInCharge()) worker_[id] = taken->worker;
      if (const auto* assigned = event.payload.AsWorkerAssigned()) worker_[id] = assigned->worker;
      if (const auto* declared = event.payload.AsConflictDeclared()) {
        if (worker_[id] == declared->worker) worker_[id].clear();
      }
    }
  }
  void Check(const Kit& kit) const {
    for (const auto& [id, worker] : worker_) ASSERT_EQ(CaseRowOf(kit, id).worker, worker);
  }

 private:
  std::map<EntityId, std::string> worker_;
};

class RandomPeople {
 public:
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

/// What is behind each id, and how often each side was merged, agree with the events.
void CheckPersons(const Kit& kit, const RandomPeople& people, const WhoIsWho& who) {
  for (const EntityId id : people.persons()) {
    const PersonRow row = PersonRowOf(kit, id);
    ASSERT_EQ(PersonBehind(kit.state(), id), who.Behind(id));
    for (const EntityId duplicate : row.duplicates) ASSERT_EQ(who.merged().at(duplicate), id);
    // Both sides are given back: who is merged into nobody is nobody's duplicate.
    const EntityId into = row.merged_into;
    ASSERT_EQ(into.is_zero(), !who.merged().contains(id));
  }
}

TEST(RandomPeople, AreWhoTheyAreWhateverWasMergedAndUnmerged) {
  const std::uint64_t seed = SeedOfThisRun();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Chance chance(seed);
  Kit kit;
  RandomPeople people(kit, chance);
  WhoIsWho who;
  WhoLeads leads;
  std::map<std::string, int> told;
  const auto take = [&](const std::vector<schema::EventT>& events) {
    who.Take(events);
    leads.Take(events);
    for (const auto& name : NamesOf(events)) ++told[name];
  };
  const int steps = PeopleSteps();
  for (int i = 0; i < steps && !testing::Test::HasFatalFailure(); ++i) {
    const Then then = people.Step();
    ASSERT_FALSE(then.told().froze);
    take(then.told().events);
    if (chance.OneIn(10)) {
      const std::size_t commits = kit.commits();
      const Then again = kit.WhenRepeated();
      ASSERT_TRUE(again.told().is_retry || again.told().rejection);
      ASSERT_EQ(kit.commits(), commits) << "the same command twice makes no second event";
    }
    take(chance.OneIn(200) ? kit.PassUntil(kit.today() + 1) : kit.RunDue());
    if (i % 1'000 == 0) {
      CheckPersons(kit, people, who);
      leads.Check(kit);
    }
  }
  CheckPersons(kit, people, who);
  leads.Check(kit);
  EXPECT_FALSE(kit.StoresSay(kCanary)) << "no row holds a sealed text, so that no decision reads one";
  for (const char* name : {"MergedInto", "UnmergedFrom", "ActionProposed", "ProposalWithdrawn", "CaseloadTransferred",
                           "ConflictDeclared", "MeetingRecorded", "DeadlinePassed", "RepresentationEnded"}) {
    EXPECT_GT(told[name], 0) << name;
  }
}

}  // namespace
}  // namespace fascicolo::engine
