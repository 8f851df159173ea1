#include "engine/families/rights_scope.h"

#include <algorithm>

#include "engine/families/person.h"

namespace fascicolo::engine {
namespace {

void AddOnce(EntityId id, std::vector<EntityId>& all) {
  if (std::find(all.begin(), all.end(), id) == all.end()) all.push_back(id);
}

bool IsErased(const State& state, EntityId person) {
  return FindErasure(RightsOf(state, person), schema::RetentionClass::ordinary).has_value();
}

/// Nobody's but theirs, or of persons whose texts are gone already.
bool IsHouseholdOf(const State& state, EntityId household, const std::vector<EntityId>& entries) {
  const auto row = state.FindEntity<HouseholdTable>(household);
  return row && std::all_of(row->members.begin(), row->members.end(), [&](const MembershipRow& member) {
    return std::find(entries.begin(), entries.end(), member.person) != entries.end() || IsErased(state, member.person);
  });
}

bool Concerns(const ErasureRow& row, std::optional<schema::RetentionClass> retention) {
  if (row.state != ErasureState::kApproved && row.state != ErasureState::kCompleted) return false;
  return !retention || std::find(row.classes.begin(), row.classes.end(), *retention) != row.classes.end();
}

}  // namespace

std::vector<EntityId> HouseholdsOf(const State& state, EntityId person) {
  std::vector<EntityId> households;
  state.Scan<StaysTable>(StaysTable::Key(person), [&](std::string_view bytes, const StaysRow&) {
    EntityId same;
    schema::Composition composition{};
    EntityId household;
    StaysTable::Read(bytes, same, composition, household);
    AddOnce(household, households);
    return true;
  });
  return households;
}

std::vector<EntityId> SubjectsOf(const State& state, const std::vector<EntityId>& entries) {
  std::vector<EntityId> subjects = entries;
  for (const EntityId entry : entries) {
    state.CheckNotFrozen(entry);
    for (const EntityId case_file : state.SecondsOf<PersonCaseTable>(entry)) {
      state.CheckNotFrozen(case_file);
      AddOnce(case_file, subjects);
    }
    for (const EntityId household : HouseholdsOf(state, entry)) {
      if (IsHouseholdOf(state, household, entries)) AddOnce(household, subjects);
    }
  }
  const std::size_t known = subjects.size();
  for (std::size_t i = 0; i < known; ++i) {
    for (const EntityId refused : state.SecondsOf<RefusedTextTable>(subjects[i])) AddOnce(refused, subjects);
  }
  return subjects;
}

std::vector<ScopeKey> KeysOf(const State& state, const std::vector<EntityId>& subjects,
                             const std::vector<schema::RetentionClass>& classes) {
  std::vector<ScopeKey> keys;
  for (const EntityId subject : subjects) {
    state.Scan<SealingKeyTable>(SealingKeyTable::Key(subject), [&](std::string_view bytes, const SealingKeyRow& row) {
      EntityId same;
      schema::RetentionClass retention{};
      SealingKeyTable::Read(bytes, same, retention);
      const bool is_asked = std::find(classes.begin(), classes.end(), retention) != classes.end();
      if (is_asked && !state.Find<ErasedKeyTable>(row.key)) keys.push_back({row.key, subject, retention});
      return true;
    });
  }
  return keys;
}

std::vector<EntryRights> RightsOf(const State& state, EntityId id) {
  std::vector<EntryRights> rights;
  for (const EntityId entry : EntriesOf(state, id)) {
    if (auto row = state.Find<RightsTable>(entry)) rights.push_back({entry, *std::move(row)});
  }
  return rights;
}

std::optional<StandingErasure> FindErasure(const std::vector<EntryRights>& rights,
                                           std::optional<schema::RetentionClass> retention) {
  for (const EntryRights& one : rights) {
    for (std::size_t i = one.row.erasures.size(); i-- > 0;) {
      if (!Concerns(one.row.erasures[i], retention)) continue;
      return StandingErasure{one.entry, static_cast<std::uint32_t>(i + 1), one.row.erasures[i]};
    }
  }
  return std::nullopt;
}

std::optional<StandingRestriction> FindRestriction(const std::vector<EntryRights>& rights) {
  for (const EntryRights& one : rights) {
    if (one.row.restrictions.empty() || one.row.restrictions.back().lifted) continue;
    return StandingRestriction{one.entry, one.row.restrictions.back()};
  }
  return std::nullopt;
}

EntityId PersonOfSubject(const State& state, EntityId subject) {
  if (state.Find<PersonTable>(subject)) return subject;
  const auto row = state.Find<CaseTable>(subject);
  return row ? row->person : EntityId{};
}

}  // namespace fascicolo::engine
