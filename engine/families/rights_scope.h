// Whose texts go with a person: what the rights of the person reach (GDPR, arts. 15 to 18).
//
// The person, all entries that were merged with them, their cases, the households of which nobody else ever was a member,
// and what was refused about any of these. A text that a case tells of somebody else is the case's; a text that
// another's case tells of this person is not reached: nobody but a reader can know of it.
#pragma once

#include <optional>
#include <vector>

#include "engine/decision.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

/// All whose texts go with these entries, each once. Throws ReadsFrozen.
[[nodiscard]] std::vector<EntityId> SubjectsOf(const State& state, const std::vector<EntityId>& entries);

/// Of which `entry` ever was a member.
[[nodiscard]] std::vector<EntityId> HouseholdsOf(const State& state, EntityId entry);

struct ScopeKey {
  KeyId key;
  EntityId subject;
  schema::RetentionClass retention = schema::RetentionClass::ordinary;
};
/// The keys of these subjects that are not destroyed, of these classes, in the order of the subjects.
[[nodiscard]] std::vector<ScopeKey> KeysOf(const State& state, const std::vector<EntityId>& subjects,
                                           const std::vector<schema::RetentionClass>& classes);

/// Something of a person's rights that stands, and of which entry.
struct StandingErasure {
  EntityId person;
  std::uint32_t number = 0;
  ErasureRow row;
};
struct StandingRestriction {
  EntityId entry;
  RestrictionRow row;
};
/// The rights of each entry of the person behind `id` that has any.
struct EntryRights {
  EntityId entry;
  RightsRow row;
};
[[nodiscard]] std::vector<EntryRights> RightsOf(const State& state, EntityId id);

/// An erasure that is being executed or was completed, of this class; no `retention`: of any.
[[nodiscard]] std::optional<StandingErasure> FindErasure(const std::vector<EntryRights>& rights,
                                                         std::optional<schema::RetentionClass> retention = {});
/// The restriction in force, whichever entry it was set on.
[[nodiscard]] std::optional<StandingRestriction> FindRestriction(const std::vector<EntryRights>& rights);

/// The person whose `subject` is: a person, or a case. Zero: neither.
[[nodiscard]] EntityId PersonOfSubject(const State& state, EntityId subject);

}  // namespace fascicolo::engine
