#include "engine/families/household_days.h"

#include <algorithm>
#include <set>

#include "engine/families/limits.h"

namespace fascicolo::engine {
namespace {

bool IsOn(const MembershipRow& stay, Day day) { return stay.from <= day && (!stay.until || day < *stay.until); }

/// The stay of `person` on `day`, or null.
template <class Household>
auto FindOn(Household& row, EntityId person, Day day) -> decltype(&row.members.front()) {
  const auto found = std::find_if(row.members.begin(), row.members.end(), [&](const MembershipRow& stay) {
    return stay.person == person && IsOn(stay, day);
  });
  return found == row.members.end() ? nullptr : &*found;
}

/// The step of `day` in steps of ascending days, or null.
template <class Step>
const Step* StepOn(const std::vector<Step>& steps, Day day) {
  const Step* on = nullptr;
  for (const Step& step : steps) {
    if (step.from <= day) on = &step;
  }
  return on;
}

/// Puts the step in its order, in place of one of the same day.
template <class Step>
void SetStep(std::vector<Step>& steps, Step step) {
  const auto place = std::find_if(steps.begin(), steps.end(), [&](const Step& one) { return one.from >= step.from; });
  if (place != steps.end() && place->from == step.from) {
    *place = std::move(step);
  } else {
    steps.insert(place, std::move(step));
  }
}

/// The days on which a stay or the turn of a reference person begins, or a stay ends.
std::set<Day> TurningDays(const HouseholdRow& row) {
  std::set<Day> days;
  for (const MembershipRow& stay : row.members) {
    days.insert(stay.from);
    if (stay.until) days.insert(*stay.until);
  }
  for (const ReferenceRow& reference : row.references) days.insert(reference.from);
  return days;
}

}  // namespace

bool JoinDays(HouseholdRow& row, EntityId person, schema::Relationship relationship, Day from) {
  const bool overlaps = std::any_of(row.members.begin(), row.members.end(), [&](const MembershipRow& stay) {
    return stay.person == person && (!stay.until || *stay.until > from);
  });
  if (overlaps) return false;
  row.members.push_back({person, relationship, from, std::nullopt});
  return true;
}

bool LeaveDays(HouseholdRow& row, EntityId person, Day on) {
  MembershipRow* stay = FindOn(row, person, on - 1);
  if (stay == nullptr || stay->until) return false;
  stay->until = on;
  return true;
}

bool NameReference(HouseholdRow& row, EntityId person, Day from) {
  if (FindOn(row, person, from) == nullptr) return false;
  for (MembershipRow& stay : row.members) {
    if (IsOn(stay, from)) stay.relationship = schema::Relationship::none;
  }
  FindOn(row, person, from)->relationship = schema::Relationship::reference_person;
  SetStep(row.references, ReferenceRow{from, person});
  return true;
}

bool PassReferenceTo(HouseholdRow& row, EntityId person, Day from) {
  return person.is_zero() || NameReference(row, person, from);
}

bool Relate(HouseholdRow& row, EntityId person, schema::Relationship relationship, Day on) {
  MembershipRow* stay = FindOn(row, person, on);
  if (stay == nullptr || relationship == schema::Relationship::reference_person) return false;
  if (ReferenceOn(row, on) == person) return false;
  stay->relationship = relationship;
  return true;
}

void ResideFrom(HouseholdRow& row, const std::string& municipality, Day from) {
  SetStep(row.residences, ResidenceRow{from, municipality});
}

const MembershipRow* MembershipOn(const HouseholdRow& row, EntityId person, Day day) {
  return FindOn(row, person, day);
}

std::size_t MembersOn(const HouseholdRow& row, Day day) {
  return static_cast<std::size_t>(std::count_if(row.members.begin(), row.members.end(),
                                                [&](const MembershipRow& stay) { return IsOn(stay, day); }));
}

EntityId ReferenceOn(const HouseholdRow& row, Day day) {
  const ReferenceRow* reference = StepOn(row.references, day);
  return reference == nullptr ? EntityId{} : reference->person;
}

std::string MunicipalityOn(const HouseholdRow& row, Day day) {
  const ResidenceRow* residence = StepOn(row.residences, day);
  return residence == nullptr ? std::string() : residence->municipality;
}

std::optional<Day> EmptyFrom(const HouseholdRow& row) {
  Day last = row.formed_on;
  for (const MembershipRow& stay : row.members) {
    if (!stay.until) return std::nullopt;
    last = std::max(last, *stay.until);
  }
  return last;
}

std::optional<Day> FirstDayWithoutReference(const HouseholdRow& row) {
  for (const Day day : TurningDays(row)) {
    if (MembersOn(row, day) > 0 && MembershipOn(row, ReferenceOn(row, day), day) == nullptr) return day;
  }
  return std::nullopt;
}

bool IsWithinLimits(const HouseholdRow& row) {
  if (row.members.size() > kMaxStays || row.references.size() > kMaxStays) return false;
  if (row.residences.size() > kMaxResidences) return false;
  const auto days = TurningDays(row);
  return std::all_of(days.begin(), days.end(), [&](Day day) { return MembersOn(row, day) <= kMaxMembers; });
}

}  // namespace fascicolo::engine
