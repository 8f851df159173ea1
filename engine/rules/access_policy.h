// Who may do what with a case, as data: roles, how they stand to the case, and actions; which of these take two persons; and
// what may be read in an emergency. Dated, adopted and replaced as rule sets are, so that whoever asks why somebody could read
// something on a day finds the table of that day in the ledger. Deny by default: what no row allows is not allowed.
//
// Sources: L. 119/2001 (professional secrecy of social workers); Garante, guidelines on the health file, 2015 (only who is in
// charge, and while in charge), the nearest there is; GDPR, art. 5, par. 1, letter c; art. 32 (who opens what is recorded).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/catalogue/words.h"
#include "events/calendar.h"
#include "events/result.h"
#include "schemas/kinds_generated.h"

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
  kJuvenileCourt,   ///< papers of and for the juvenile court
  kAddress,         ///< where somebody lives; of a protected address, kProtectedAddress as well
  kProtectedAddress,
  kSeal,            ///< seals it, and names anew who may know of it
  kUnseal,
  kEmergency,       ///< may read it in an emergency that they declare
  kApprove,         ///< agrees to what another asked for alone, and reviews emergencies
  kGrant,           ///< lets somebody read more than this policy does
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

/// The action by which a text of this secrecy is read.
[[nodiscard]] AccessAction ActionOf(schema::Secrecy level);
/// Whether who may read a text of `level` may do this: read it, and learn of the case and its header.
[[nodiscard]] bool IsOfLevel(AccessAction action, schema::Secrecy level);

struct AccessRow {
  std::string role{};
  Relation relation = Relation::kAny;
  std::vector<AccessAction> actions{};  ///< at least one, each once
  bool operator==(const AccessRow&) const = default;
};

/// What nobody does alone: another agrees to it first, for a term.
struct TwoPersons {
  std::vector<AccessAction> actions{};  ///< at least one, each once
  std::uint32_t hours = 0;              ///< the longest term, 1..kMaxTermHours
  bool operator==(const TwoPersons&) const = default;
};

/// How somebody may read a case in an emergency.
struct EmergencyTerms {
  std::vector<schema::Secrecy> levels{};  ///< at least one, each once
  std::uint32_t minutes = 0;      ///< the longest that one lasts, 1..kMaxEmergencyMinutes
  std::uint32_t review_days = 0;  ///< working days within which another reviews it, 1..kMaxReviewDays
  std::uint32_t unreviewed = 1;   ///< how many of one worker may await their review; with more, no other is declared
  bool operator==(const EmergencyTerms&) const = default;
};
inline constexpr std::uint32_t kMaxTermHours = 24 * 30;
inline constexpr std::uint32_t kMaxEmergencyMinutes = 24 * 60;
inline constexpr std::uint32_t kMaxReviewDays = 30;
inline constexpr std::uint32_t kMaxUnreviewed = 20;

struct AccessPolicy {
  std::string code{};
  std::string version{};  ///< code and version together are unique
  Day valid_from{};
  std::optional<Day> valid_to{};
  Label name{};
  DocumentStatus status = DocumentStatus::kSample;
  std::vector<Ground> ground{};
  std::vector<AccessRow> rows{};  ///< at least one; no role and relation twice
  std::optional<TwoPersons> two_persons{};    ///< none: everything is done alone
  std::optional<EmergencyTerms> emergency{};  ///< none: nobody reads anything in an emergency
  bool operator==(const AccessPolicy&) const = default;

  [[nodiscard]] bool TakesTwo(AccessAction action) const;
};

/// The code under which an authority adopts its policy.
inline constexpr std::string_view kAccessPolicyCode = "access";

/// Reads a policy: a rule set of "kind" "access". All errors are found in one pass, each with its JSON pointer.
Result<AccessPolicy, std::vector<FormError>> ParseAccessPolicy(std::string_view json);

}  // namespace fascicolo::engine
