// What takes two persons, and what somebody may read beyond the policy.
#include "engine/families/access/access.h"
#include "engine/families/access/access_deciding.h"
#include "engine/families/authority.h"
#include "engine/families/case_deciding.h"
#include "engine/families/checks.h"

namespace fascicolo::engine {
namespace {

/// One request at a time for the same.
std::optional<Decision> CheckNotAsked(const State& state, const Intent& intent, EntityId case_file,
                                      AccessAction action) {
  std::optional<Decision> answer;
  const std::string prefix = AccessRequestTable::Key(case_file);
  state.Scan<AccessRequestTable>(prefix, [&](std::string_view, const AccessRequestRow& row) {
    const bool is_same = row.worker == intent.actor && AccessActionOf(row.action) == action;
    const bool is_open = row.state == AccessRequestState::kRequested ||
                         (row.state == AccessRequestState::kApproved && intent.now < row.until);
    if (is_same && is_open) {
      answer = Refusal{Rule::kAccessAskedFor, {{"action", row.action}, {"state", std::string(TextOf(row.state))}}};
    }
    return !answer;
  });
  return answer;
}

/// A decision about a request of the case that may take `step`, and is not over by its term.
template <class Rules>
Decision OnRequest(const State& state, const Intent& intent, EntityId case_file, std::uint32_t number,
                   AccessRequestStep step, Rules rules) {
  const auto row = state.Find<AccessRequestTable>(case_file, number);
  const bool is_over = row && row->state == AccessRequestState::kApproved && row->until <= intent.now;
  if (row && !is_over && NextState(AccessRequestCycle(), row->state, step)) return rules(*row);
  const std::string now(!row ? "none" : is_over ? "over" : TextOf(row->state));
  return Refusal{Rule::kAccessRequestOver, {{"request", std::to_string(number)}, {"state", now}}};
}

/// A decision about a case, or about the authority where none is named.
Decision OnCaseOrAll(const State& state, const Intent& intent, const schema::Id* case_file, std::string_view gains,
                     const std::function<Decision(EntityId, schema::EntityKind)>& decide) {
  if (case_file == nullptr) return decide(AuthorityEntity(), schema::EntityKind::authority);
  return OnCase(state, intent, case_file, [&](EntityId id, const CaseRow& row) -> Decision {
    if (auto answer = CheckNoConflict(row, gains)) return *std::move(answer);
    return decide(id, kCaseKind);
  });
}

std::optional<Decision> CheckGrantTerm(const Intent& intent, Day until) {
  const Day from = intent.effective_on;
  if (!IsPossible(from) || until <= from || until <= intent.today) {
    return Refusal{Rule::kDateOutOfOrder, {{"from", FormatDay(from)}, {"until", FormatDay(until)}}};
  }
  if (until - from <= kMaxGrantDays) return std::nullopt;
  return Malformed("/until", "is too far away", "at most " + std::to_string(kMaxGrantDays) + " days");
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::RequestAccess& command) {
  return ByPolicy(state, intent, command.case_file(), [&](EntityId id, const AccessPolicy& policy) -> Decision {
    const auto action = AccessActionOf(Text(command.action()));
    if (!action) return Malformed("/action", "is none", "a word of the policy, such as export");
    if (auto answer = CheckText("/reason", Text(command.reason()))) return *std::move(answer);
    if (!policy.TakesTwo(*action)) {
      return Refusal{Rule::kTakesNoTwo, {{"action", std::string(TextOf(*action))}, {"policy", policy.version}}};
    }
    const AccessCountsRow counts = CountsOf(state, id);
    if (auto answer = FirstOf(CheckNotAsked(state, intent, id, *action), CheckRoomFor("requests", counts.requests))) {
      return *std::move(answer);
    }
    schema::AccessRequestedT requested;
    requested.request = counts.requests + 1;
    requested.worker = intent.actor;
    requested.action = TextOf(*action);
    requested.reason = Text(command.reason());
    return OneEvent(intent, id, std::move(requested), "/note");
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::ApproveAccess& command) {
  const auto decide = [&](EntityId id, const AccessPolicy& policy) -> Decision {
    return OnRequest(state, intent, id, command.request(), AccessRequestStep::kApprove,
                     [&](const AccessRequestRow& row) -> Decision {
                       const Instant until{command.until()};
                       const std::uint32_t hours = policy.two_persons ? policy.two_persons->hours : 0;
                       if (auto answer = CheckOtherPerson(intent.actor, {row.worker})) return *std::move(answer);
                       if (!IsWithin(intent, until, 60 * kMicrosPerMinute * hours)) {
                         return Refusal{Rule::kTermBeyondPolicy,
                                        {{"until", FormatInstant(until)}, {"hours_at_most", std::to_string(hours)}}};
                       }
                       schema::AccessApprovedT approved;
                       approved.request = command.request();
                       approved.signatory = intent.actor;
                       approved.until = command.until();
                       return OneEvent(intent, id, std::move(approved));
                     });
  };
  return ByPolicy(state, intent, command.case_file(), decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::WithdrawAccess& command) {
  if (auto answer = CheckText("/reason", Text(command.reason()))) return *std::move(answer);
  return OnCase(state, intent, command.case_file(), [&](EntityId id, const CaseRow&) -> Decision {
    return OnRequest(state, intent, id, command.request(), AccessRequestStep::kWithdraw,
                     [&](const AccessRequestRow&) -> Decision {
                       schema::AccessWithdrawnT withdrawn;
                       withdrawn.request = command.request();
                       withdrawn.reason = Text(command.reason());
                       withdrawn.signatory = intent.actor;
                       return OneEvent(intent, id, std::move(withdrawn));
                     });
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::GrantAccess& command) {
  const std::string_view worker = Text(command.worker());
  return OnCaseOrAll(state, intent, command.case_file(), worker, [&](EntityId id, schema::EntityKind kind) -> Decision {
    const auto levels = LevelsOf(command.levels());
    if (!levels) return Malformed("/levels", "are missing or unknown", "levels of secrecy");
    const AccessCountsRow counts = CountsOf(state, id);
    if (Text(command.reference()).size() > kMaxNameBytes) return Malformed("/reference", "is too long");
    if (auto answer = FirstOf(CheckText("/worker", worker, kMaxWorkerBytes), CheckText("/ground", Text(command.ground())),
                              CheckDay("/until", command.until()))) {
      return *std::move(answer);
    }
    if (auto answer = FirstOf(CheckGrantTerm(intent, Day{command.until()}), CheckOtherPerson(intent.actor, {worker}),
                              CheckRoomFor("grants", counts.grants))) {
      return *std::move(answer);
    }
    schema::AccessGrantedT granted;
    granted.grant = counts.grants + 1;
    granted.worker = worker;
    granted.levels = *levels;
    granted.until = command.until();
    granted.ground = Text(command.ground());
    granted.reference = Text(command.reference());
    granted.signatory = intent.actor;
    return OneFact(intent, id, kind, std::move(granted));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::RevokeAccess& command) {
  if (auto answer = CheckText("/reason", Text(command.reason()))) return *std::move(answer);
  return OnCaseOrAll(state, intent, command.case_file(), {}, [&](EntityId id, schema::EntityKind kind) -> Decision {
    const auto row = state.Find<AccessGrantTable>(id, command.grant());
    if (!row || row->revoked || row->until <= intent.today) {
      return Refusal{Rule::kGrantNotInForce, {{"grant", std::to_string(command.grant())}}};
    }
    schema::AccessRevokedT revoked;
    revoked.grant = command.grant();
    revoked.reason = Text(command.reason());
    revoked.signatory = intent.actor;
    return OneFact(intent, id, kind, std::move(revoked));
  });
}

}  // namespace fascicolo::engine
