// What must hold whatever is recorded of persons and in cases: random commands, and everything told again by the simplest
// means. FASCICOLO_SOAK=1: a million of them.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <set>

#include "engine/families/case_responsibility.h"
#include "engine/families/person.h"
#include "engine/families/random_people.h"
#include "engine/families/who_is_who.h"

namespace fascicolo::engine {
namespace {

int PeopleSteps() { return std::getenv("FASCICOLO_SOAK") != nullptr ? 1'000'000 : 20'000; }

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
  EXPECT_FALSE(kit.StoresSay(RandomPeople::kCanary)) << "no row holds a sealed text, so that no decision reads one";
  for (const char* name : {"MergedInto", "UnmergedFrom", "ActionProposed", "ProposalWithdrawn", "CaseloadTransferred",
                           "ConflictDeclared", "MeetingRecorded", "DeadlinePassed", "RepresentationEnded"}) {
    EXPECT_GT(told[name], 0) << name;
  }
}

}  // namespace
}  // namespace fascicolo::engine
