// What somebody may read of persons' files, by the access policy of the day: asked of engine::May, case by case.
#pragma once

#include "connectors/program/serve/permissions.h"
#include "connectors/reads/reading.h"
#include "engine/access/may.h"

#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::program {

/// Who asks, for the policy: areas that the schema does not know are left out.
[[nodiscard]] engine::Someone SomeoneOf(const Asker& asker);
/// The day by which is judged: the last one opened.
[[nodiscard]] Day DayOf(const engine::State& state);

/// What of a file somebody may read, and what allows the most secret part of it.
struct ReadAccess {
  std::vector<std::string> levels{};  ///< words of the policy, from "find" on
  engine::Verdict verdict{};          ///< of the deepest level
  [[nodiscard]] bool Has(std::string_view level) const;
  /// Learns at least that it is there.
  [[nodiscard]] bool IsThere() const { return !levels.empty(); }
  /// More than that it is there.
  [[nodiscard]] bool ReadsAnything() const;
  /// As the record of readings has it.
  [[nodiscard]] reads::ShownFile ShownAs(std::string kind, EntityId id) const;
};

/// What the policy of the day lets somebody do. `now`: emergencies and agreements of this instant count; none: they open a file, and
/// are no reason to be in a list. Borrows the state.
[[nodiscard]] engine::Access AccessOf(const engine::State& state, const Asker& asker, std::optional<Instant> now);

/// Throws ReadsFrozen, as the functions below.
[[nodiscard]] ReadAccess AccessToCase(const engine::Access& access, EntityId case_file);
/// Of a person or a household: what may be read of any of their cases; nothing at all, where one of them is in conflict
/// with who asks. Of a person without cases what a row gives for every case.
[[nodiscard]] ReadAccess AccessToWhoever(const engine::State& state, const engine::Access& access, EntityId entity);

/// Whether the case may be named in a list: found, or read at any level. Asks no more of the policy than that takes.
[[nodiscard]] bool MayFind(const engine::Access& access, EntityId case_file);

}  // namespace fascicolo::program
