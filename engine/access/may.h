// Whether somebody may do something with a case: a pure function of the state and of who asks, so that the answer for any
// moment of the past can be given again.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/rules/access_policy.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

/// Who asks, as the issuer of their token says.
struct Someone {
  std::string name;                 ///< as commands name workers
  std::vector<std::string> roles;   ///< of the policy's words; others allow nothing
  std::vector<schema::Area> areas;  ///< in which they work
};

/// The answer, with what it rests on.
struct Verdict {
  enum class Why {
    kRow,          ///< allowed by `row`
    kNoRow,        ///< no row allows it
    kConflict,     ///< declared too near to the person: no row counts
    kNoPolicy,     ///< no policy is in force
    kUnknownCase,  ///< answered as kNoRow where strangers can hear it
  };
  Why why = Why::kNoRow;
  std::string policy{};            ///< its version; empty: kNoPolicy
  std::optional<AccessRow> row{};  ///< of kRow
  [[nodiscard]] bool allowed() const { return why == Why::kRow; }
};
[[nodiscard]] std::string_view TextOf(Verdict::Why why);

/// The policy in force on `day`, the one adopted for the latest day; none: none was adopted.
[[nodiscard]] std::optional<AccessPolicy> PolicyOn(const State& state, Day day);

[[nodiscard]] Verdict May(const State& state, const Someone& who, AccessAction action, EntityId case_file, Day day);

}  // namespace fascicolo::engine
