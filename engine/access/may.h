// Whether somebody may do something with a case: a pure function of the state and of who asks, so that the answer for
// any moment of the past can be given again.
//
// In this order: without a policy nothing; nothing with a case in which they are in conflict; of a sealed case nothing
// to whom the seal does not name, unless another agreed to an emergency of theirs; then what a row of the policy gives,
// what an emergency gives, and what a grant gives. What the policy lets nobody do alone waits, from wherever it comes,
// for another's agreement, or for an emergency, to which another agrees as well (engine/families/access/access.h).
//
// Nothing of a case may be told to whom `find` is not allowed, and nothing may tell that something is withheld: every
// list, count, search and answer by id asks MayFind of each case before it is counted, and answers about a case that
// may not be found what it answers about one that is not there. A list told to nobody in particular leaves out what
// IsSealed says.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/families/access/access_deciding.h"
#include "engine/families/worker_absence.h"
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
    kSealed,       ///< the case's seal does not name them; answered as kUnknownCase where strangers can hear it
    kEmergency,    ///< allowed by the emergency `number`
    kTwoAgreed,    ///< allowed by what else would be kRow or kGrant; another agreed to the request `number`
    kNeedsTwo,     ///< would be allowed, if another had agreed
    kGrant,        ///< allowed by the grant `number`, of the case or of the authority
    kProtected,    ///< may read addresses, but not this one, which is protected
  };
  Why why = Why::kNoRow;
  std::string policy{};            ///< its version; empty: kNoPolicy
  std::optional<AccessRow> row{};  ///< of kRow; of kTwoAgreed and kNeedsTwo, where it rests on one
  std::uint32_t number = 0;        ///< of the emergency, request or grant; 0: none
  std::optional<Instant> until{};  ///< when it is over by itself; none: with the policy, the relation or the day
  [[nodiscard]] bool allowed() const {
    return why == Why::kRow || why == Why::kEmergency || why == Why::kTwoAgreed || why == Why::kGrant;
  }
};
[[nodiscard]] std::string_view TextOf(Verdict::Why why);

/// `day` says which policy, cover and grants count. `at` says which emergencies and agreements do; none: none does, as
/// for a day as a whole.
[[nodiscard]] Verdict May(const State& state, const Someone& who, AccessAction action, EntityId case_file, Day day,
                          std::optional<Instant> at = std::nullopt);

/// Whether they may learn that there is such a case.
[[nodiscard]] bool MayFind(const State& state, const Someone& who, EntityId case_file, Day day,
                           std::optional<Instant> at = std::nullopt);
/// The case is sealed.
[[nodiscard]] bool IsSealed(const State& state, EntityId case_file);

/// The same answers for many cases of one moment: the policy is read once, and so is who stands in for whom. Borrows
/// the state. One thread.
class Access {
 public:
  Access(const State& state, Someone who, Day day, std::optional<Instant> at = std::nullopt);

  [[nodiscard]] Verdict May(AccessAction action, EntityId case_file) const;
  [[nodiscard]] bool MayFind(EntityId case_file) const { return May(AccessAction::kFind, case_file).allowed(); }
  /// The policy in force; none: no action is allowed.
  [[nodiscard]] const std::optional<AccessPolicy>& policy() const { return policy_; }
  /// The first row that gives them the action of every case, whatever their relation to it; null: none does.
  [[nodiscard]] const AccessRow* RowForAll(AccessAction action) const;

 private:
  const State& state_;
  Someone who_;
  Day day_;
  std::optional<Instant> at_;
  std::optional<AccessPolicy> policy_;
  Covers covers_;
  bool is_any_frozen_;  ///< nearly always nothing is, and then no case is looked for among what is
};

/// Every relation in which somebody stands to a case on `day`, kAny apart, which is everybody's; of an unknown case none.
[[nodiscard]] std::vector<Relation> RelationsTo(const State& state, const Someone& who, EntityId case_file, Day day);

}  // namespace fascicolo::engine
