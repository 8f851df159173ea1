#include "connectors/program/audit/circumstances.h"

#include "engine/families/household_days.h"
#include "engine/families/person.h"

#include <functional>

namespace fascicolo::program {
namespace {

/// Every stay of every entry of the person; `visit` is told its household's composition too.
void ForEachStay(const engine::State& state, EntityId person,
                 const std::function<void(const HouseholdStay&, schema::Composition)>& visit) {
  using engine::StaysTable;
  for (const EntityId entry : engine::EntriesOf(state, person)) {
    state.Scan<StaysTable>(StaysTable::Key(entry), [&](std::string_view bytes, const engine::StaysRow& row) {
      EntityId of;
      schema::Composition composition{};
      HouseholdStay stay;
      StaysTable::Read(bytes, of, composition, stay.household);
      for (const engine::MembershipRow& one : row.stays) {
        stay.from = one.from;
        stay.until = one.until;
        visit(stay, composition);
      }
      return true;
    });
  }
}

bool Covers(const HouseholdStay& stay, Day day) { return day >= stay.from && (!stay.until || day < *stay.until); }

}  // namespace

AttestedMeans MeansOf(const engine::State& state, EntityId person, Day day) {
  AttestedMeans means;
  const auto take = [&](std::string_view bytes, const engine::IseeRow& row) {
    if (!row.corrected_by.empty() || row.from > day) return true;
    if (row.until >= day) means.is_valid = true;
    if (means.last_until && *means.last_until >= row.until) return true;
    EntityId household;
    engine::IseeTable::Read(bytes, household, means.protocol);
    means.last_until = row.until;
    return true;
  };
  ForEachStay(state, person, [&](const HouseholdStay& stay, schema::Composition composition) {
    if (composition != schema::Composition::isee || !Covers(stay, day)) return;
    state.Scan<engine::IseeTable>(engine::IseeTable::Key(stay.household), take);
  });
  return means;
}

bool WantsIsee(const engine::Sheet& sheet) {
  return sheet.reporting && sheet.reporting->means_test == engine::MeansTest::kIsee;
}

std::string MunicipalityOf(const engine::State& state, EntityId person, Day day) {
  std::string municipality;
  ForEachStay(state, person, [&](const HouseholdStay& stay, schema::Composition composition) {
    if (composition != schema::Composition::registry || !Covers(stay, day)) return;
    const auto household = state.Find<engine::HouseholdTable>(stay.household);
    if (household) municipality = engine::MunicipalityOn(*household, day);
  });
  return municipality;
}

std::vector<HouseholdStay> StaysOf(const engine::State& state, EntityId person) {
  std::vector<HouseholdStay> stays;
  ForEachStay(state, person, [&](const HouseholdStay& stay, schema::Composition) { stays.push_back(stay); });
  return stays;
}

}  // namespace fascicolo::program
