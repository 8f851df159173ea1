// Who may do what with a case, as data: roles, how they stand to the case, and actions. Dated, adopted and replaced as rule
// sets are, so that whoever asks why somebody could read something on a day finds the table of that day in the ledger.
// Deny by default: what no row allows is not allowed.
//
// Sources: L. 119/2001 (professional secrecy of social workers); Garante, guidelines on the health file, 2015 (only who is in
// charge, and while in charge), the nearest there is; GDPR, art. 5, par. 1, letter c.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/catalogue/words.h"
#include "events/calendar.h"
#include "events/result.h"

namespace fascicolo::engine {

/// What is done with a case. The levels of what is read are those of schema::Secrecy.
enum class AccessAction {
  kFind,            ///< learns that there is such a case
  kHeader,          ///< area, state, who works on it, which services
  kAdministrative,  ///< applications, acts, money
  kAssessment,      ///< assessments, projects, reports
  kDiary,           ///< notes, narratives
  kWrite,
  kRectify,
  kAssign,          ///< gives it to a worker
  kExport,          ///< takes it out of the program
  kAccessLog,       ///< who read it
  kErase,           ///< proposes or approves an erasure
};
[[nodiscard]] std::string_view TextOf(AccessAction action);
/// Every action, in the order above.
[[nodiscard]] const std::vector<AccessAction>& AllAccessActions();
[[nodiscard]] std::optional<AccessAction> AccessActionOf(std::string_view text);

/// How somebody stands to a case.
enum class Relation {
  kAny,     ///< whoever they are
  kTeam,    ///< it is of one of their areas
  kHolder,  ///< they lead it, answer for it beside who does, or stand in for one of these today
};
[[nodiscard]] std::string_view TextOf(Relation relation);

struct AccessRow {
  std::string role{};
  Relation relation = Relation::kAny;
  std::vector<AccessAction> actions{};  ///< at least one, each once
  bool operator==(const AccessRow&) const = default;
};

struct AccessPolicy {
  std::string code{};
  std::string version{};  ///< code and version together are unique
  Day valid_from{};
  std::optional<Day> valid_to{};
  Label name{};
  DocumentStatus status = DocumentStatus::kSample;
  std::vector<Ground> ground{};
  std::vector<AccessRow> rows{};  ///< at least one; no role and relation twice
  bool operator==(const AccessPolicy&) const = default;
};

/// The code under which an authority adopts its policy.
inline constexpr std::string_view kAccessPolicyCode = "access";

/// Reads a policy: a rule set of "kind" "access". All errors are found in one pass, each with its JSON pointer.
Result<AccessPolicy, std::vector<FormError>> ParseAccessPolicy(std::string_view json);

}  // namespace fascicolo::engine
