#include "connectors/program/rights/named_cases.h"

#include "engine/families/person.h"

#include <algorithm>
#include <set>

namespace fascicolo::program {
namespace {

/// The case of a row that has one.
template <class Table>
void AddCaseOf(const engine::State& state, EntityId entity, std::set<EntityId>& cases) {
  const auto row = state.Find<Table>(entity);
  if (row && !row->case_file.is_zero()) cases.insert(row->case_file);
}

void AddCasesOfPerson(const engine::State& state, EntityId person, std::set<EntityId>& cases) {
  for (const EntityId entry : engine::EntriesOf(state, engine::PersonBehind(state, person))) {
    for (const EntityId one : state.SecondsOf<engine::PersonCaseTable>(entry)) cases.insert(one);
  }
}

void AddCases(const engine::State& state, EntityId entity, std::set<EntityId>& cases) {
  const auto known = state.Find<engine::EntityTable>(entity);
  switch (known ? known->kind : schema::EntityKind::none) {
    case schema::EntityKind::case_file:
      cases.insert(entity);
      return;
    case schema::EntityKind::activation:
      return AddCaseOf<engine::ActivationTable>(state, entity, cases);
    case schema::EntityKind::placement:
      return AddCaseOf<engine::PlacementTable>(state, entity, cases);
    case schema::EntityKind::plan:
      return AddCaseOf<engine::PlanTable>(state, entity, cases);
    case schema::EntityKind::entry:
      return AddCaseOf<engine::RankingEntryTable>(state, entity, cases);
    case schema::EntityKind::tenancy:
      return AddCaseOf<engine::TenancyTable>(state, entity, cases);
    case schema::EntityKind::act:
      return AddCaseOf<engine::ActTable>(state, entity, cases);
    case schema::EntityKind::person:
      return AddCasesOfPerson(state, entity, cases);
    case schema::EntityKind::household:
      if (const auto row = state.Find<engine::HouseholdTable>(entity)) {
        for (const auto& member : row->members) {
          if (!member.until) AddCasesOfPerson(state, member.person, cases);
        }
      }
      return;
    default:
      return;
  }
}

}  // namespace

std::vector<EntityId> CasesBehind(const engine::State& state, EntityId entity) {
  std::set<EntityId> cases;
  AddCases(state, entity, cases);
  return {cases.begin(), cases.end()};
}

std::vector<EntityId> PersonsOfCases(const engine::State& state, const std::vector<EntityId>& cases) {
  std::set<EntityId> persons;
  for (const EntityId one : cases) {
    if (const auto row = state.Find<engine::CaseTable>(one)) persons.insert(row->person);
  }
  return {persons.begin(), persons.end()};
}

bool ConcernsProtected(const engine::State& state, EntityId entity, Day day) {
  auto persons = PersonsOfCases(state, CasesBehind(state, entity));
  if (state.Find<engine::PersonTable>(entity)) persons.push_back(entity);
  return std::any_of(persons.begin(), persons.end(),
                     [&](EntityId one) { return engine::IsAddressProtected(state, one, day); });
}

}  // namespace fascicolo::program
