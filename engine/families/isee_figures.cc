#include "engine/families/isee_figures.h"

#include <functional>
#include <string>

namespace fascicolo::engine {
namespace {

/// Calls `visit(household, stay)` for every stay of a person in a household of composition isee.
void ForEachStay(const State& state, EntityId person,
                 const std::function<void(EntityId, const MembershipRow&)>& visit) {
  constexpr auto kIsee = schema::Composition::isee;
  state.Scan<StaysTable>(StaysTable::Key(person, kIsee), [&](std::string_view bytes, const StaysRow& row) {
    EntityId of;
    auto composition = kIsee;
    EntityId household;
    StaysTable::Read(bytes, of, composition, household);
    state.CheckNotFrozen(household);
    for (const MembershipRow& stay : row.stays) visit(household, stay);
    return true;
  });
}

/// Calls `visit(row)` for the attestations of a household of which figures are taken by themselves, and that stand.
void ForEachStanding(const State& state, EntityId household, const std::function<void(const IseeRow&)>& visit) {
  state.Scan<IseeTable>(IseeTable::Key(household), [&](std::string_view, const IseeRow& row) {
    if (row.corrected_by.empty() && IsForEveryService(row.type)) visit(row);
    return true;
  });
}

}  // namespace

bool IsForEveryService(schema::IseeType type) {
  return type == schema::IseeType::ordinary || type == schema::IseeType::current;
}

std::optional<AttestedIsee> IseeOn(const State& state, EntityId person, Day day) {
  std::optional<AttestedIsee> figure;
  ForEachStay(state, person, [&](EntityId household, const MembershipRow& stay) {
    if (day < stay.from || (stay.until && day >= *stay.until)) return;
    ForEachStanding(state, household, [&](const IseeRow& row) {
      if (day < row.from || day > row.until) return;
      const bool is_later = !figure || row.from > figure->from ||
                            (row.from == figure->from && row.version > figure->version);
      if (is_later) figure = AttestedIsee{row.isee, row.from, household, row.version};
    });
  });
  return figure;
}

std::set<Day> IseeTurningDays(const State& state, EntityId person) {
  std::set<Day> days;
  ForEachStay(state, person, [&](EntityId household, const MembershipRow& stay) {
    days.insert(stay.from);
    if (stay.until) days.insert(*stay.until);
    ForEachStanding(state, household, [&](const IseeRow& row) {
      days.insert(row.from);
      days.insert(row.until + 1);
    });
  });
  return days;
}

bool StoodIn(const State& state, const AttestedIsee& figure, std::int64_t cents) {
  if (figure.cents == cents) return true;
  std::string wrong;  // protocols, from the latest correction back to the first attestation
  ForEachStanding(state, figure.household, [&](const IseeRow& row) {
    if (row.version == figure.version) wrong = row.corrects;
  });
  while (!wrong.empty()) {
    const auto row = state.Find<IseeTable>(figure.household, wrong);
    if (!row) return false;
    if (row->isee == cents) return true;
    wrong = row->corrects;
  }
  return false;
}

}  // namespace fascicolo::engine
