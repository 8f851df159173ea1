// Facts about a household in the state. One that does not fit is poison, never a crash. Whether a person is in another
// household too is not looked at: an event is judged by its own entity's rows, and that nobody is in two of one composition
// is what deciders see to.
#include "engine/families/household.h"
#include "engine/families/household_facts.h"

namespace fascicolo::engine {
namespace {

/// Keeps the row, and what it says about each of those whose stays the fact changed.
template <class Fact>
void Put(EntityId id, const HouseholdRow& row, const Fact& fact, StateEditor& editor) {
  editor.Put<HouseholdTable>(row, id);
  for (const EntityId person : PersonsOf(fact)) {
    StaysRow stays;
    for (const MembershipRow& stay : row.members) {
      if (stay.person == person) stays.stays.push_back(stay);
    }
    editor.Put<StaysTable>(stays, person, row.composition, id);
  }
}

template <class Fact>
bool Change(const schema::Event& event, const Fact& fact, StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  auto row = editor.Find<HouseholdTable>(id);
  if (!row || !Apply(*row, fact)) return false;
  Put(id, *row, fact, editor);
  return true;
}

}  // namespace

bool Evolve(const EventContext&, const schema::Event& event, const schema::HouseholdFormed& fact,
            StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  HouseholdRow row;
  if (editor.Find<HouseholdTable>(id) || !Apply(row, fact)) return false;
  Put(id, row, fact, editor);
  return true;
}

#define FASCICOLO_CHANGES_HOUSEHOLD(Name)                                                                            \
  bool Evolve(const EventContext&, const schema::Event& event, const schema::Name& fact, StateEditor& editor) { \
    return Change(event, fact, editor);                                                                              \
  }
FASCICOLO_CHANGES_HOUSEHOLD(MemberJoined)
FASCICOLO_CHANGES_HOUSEHOLD(MemberLeft)
FASCICOLO_CHANGES_HOUSEHOLD(ReferencePersonNamed)
FASCICOLO_CHANGES_HOUSEHOLD(HouseholdSplit)
FASCICOLO_CHANGES_HOUSEHOLD(HouseholdMoved)
FASCICOLO_CHANGES_HOUSEHOLD(HouseholdDissolved)
#undef FASCICOLO_CHANGES_HOUSEHOLD

}  // namespace fascicolo::engine
