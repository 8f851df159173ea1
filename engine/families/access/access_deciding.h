// What the deciders of access share, and what engine/access reads of its rows.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/decision.h"
#include "engine/families/access/access_states.h"
#include "engine/rules/access_policy.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

/// The policy in force on `day`, the one adopted for the latest day; none: none was adopted.
[[nodiscard]] std::optional<AccessPolicy> PolicyOn(const State& state, Day day);

/// The request by which another agreed that `worker` does this at `at`; 0: nobody has.
[[nodiscard]] std::uint32_t AgreedRequest(const State& state, EntityId case_file, std::string_view worker,
                                          AccessAction action, Instant at);

/// A decision about a case by the policy of today.
Decision ByPolicy(const State& state, const Intent& intent, const schema::Id* case_file,
                  const std::function<Decision(EntityId, const AccessPolicy&)>& decide);

[[nodiscard]] AccessCountsRow CountsOf(const State& state, EntityId entity);
/// One more of what there are `used` of may be added.
[[nodiscard]] std::optional<Decision> CheckRoomFor(std::string_view of, std::uint32_t used);
/// Levels of a command: ascending, each once; none: some are none, or there are none.
[[nodiscard]] std::optional<std::vector<schema::Secrecy>> LevelsOf(const flatbuffers::Vector<schema::Secrecy>* given);
/// `actor` is none of those who gain by what they agree to.
[[nodiscard]] std::optional<Decision> CheckOtherPerson(std::string_view actor,
                                                       std::initializer_list<std::string_view> others);
/// An instant that is still to come, and at most `most` after now.
[[nodiscard]] bool IsWithin(const Intent& intent, Instant until, std::int64_t most_micros);

inline constexpr std::int64_t kMicrosPerMinute = 60 * kMicrosPerSecond;

}  // namespace fascicolo::engine
