// Reading a case in an emergency: declared, agreed to where it takes two, reviewed by somebody else.
#include <algorithm>

#include "engine/catalogue/adopted.h"
#include "engine/families/access/access.h"
#include "engine/families/access/access_deciding.h"
#include "engine/families/case_deciding.h"
#include "engine/families/checks.h"
#include "engine/families/obligations.h"

namespace fascicolo::engine {
namespace {

using Levels = std::vector<schema::Secrecy>;

/// The last working day, of so many.
Day ReviewBy(const State& state, Day today, std::uint32_t working_days) {
  const auto adopted = AdoptedCalendar(state);
  const HolidayCalendar calendar = adopted ? *adopted : HolidayCalendar{};
  Day day = today;
  for (std::uint32_t i = 0; i < working_days; ++i) day = WorkingDayFrom(calendar, day + 1);
  return day;
}

/// No deeper and no longer than the policy says.
std::optional<Decision> CheckTerms(const Intent& intent, const EmergencyTerms& terms, const Levels& levels, Instant until) {
  for (const auto level : levels) {
    if (std::find(terms.levels.begin(), terms.levels.end(), level) != terms.levels.end()) continue;
    return Refusal{Rule::kEmergencyBeyondPolicy, {{"level", schema::EnumNameSecrecy(level)}}};
  }
  if (IsWithin(intent, until, terms.minutes * kMicrosPerMinute)) return std::nullopt;
  return Refusal{Rule::kEmergencyBeyondPolicy,
                 {{"until", FormatInstant(until)}, {"minutes_at_most", std::to_string(terms.minutes)}}};
}

/// The worker answered for the emergencies before it.
std::optional<Decision> CheckAnswered(const State& state, const Intent& intent, const EmergencyTerms& terms) {
  std::uint32_t unreviewed = 0;
  const std::string prefix = UnreviewedTable::Key(std::string(intent.actor));
  state.Scan<UnreviewedTable>(prefix, [&](std::string_view, const MarkRow&) { return ++unreviewed < terms.unreviewed; });
  if (unreviewed < terms.unreviewed) return std::nullopt;
  return Refusal{Rule::kEmergencyUnreviewed, {{"at_most", std::to_string(terms.unreviewed)}}};
}

bool TakesTwo(const State& state, EntityId case_file, const AccessPolicy& policy, const Levels& levels) {
  return state.Find<SealTable>(case_file) || std::any_of(levels.begin(), levels.end(), [&](schema::Secrecy level) {
           return policy.TakesTwo(ActionOf(level));
         });
}

/// A decision about an emergency of the case that may take `step`.
template <class Rules>
Decision OnEmergency(const State& state, const Intent& intent, const schema::Id* case_file, std::uint32_t number,
                     EmergencyStep step, Rules rules) {
  return OnCase(state, intent, case_file, [&](EntityId id, const CaseRow&) -> Decision {
    const auto row = state.Find<EmergencyTable>(id, number);
    if (row && NextState(EmergencyCycle(), row->state, step)) return rules(id, *row);
    const std::string now(row ? TextOf(row->state) : "none");
    return Refusal{Rule::kEmergencyOutOfOrder, {{"emergency", std::to_string(number)}, {"state", now}}};
  });
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::DeclareEmergency& command) {
  return ByPolicy(state, intent, command.case_file(), [&](EntityId id, const AccessPolicy& policy) -> Decision {
    const auto levels = LevelsOf(command.levels());
    if (!levels) return Malformed("/levels", "are missing or unknown", "levels of secrecy");
    if (intent.actor.size() > kMaxWorkerBytes) return Malformed("/actor", "is too long", "the name of a worker");
    if (auto answer = CheckWord("/reason", command.reason())) return *std::move(answer);
    if (!policy.emergency) return Refusal{Rule::kNoEmergencies, {{"policy", policy.version}}};
    const AccessCountsRow counts = CountsOf(state, id);
    if (auto answer = FirstOf(CheckTerms(intent, *policy.emergency, *levels, Instant{command.until()}),
                              CheckAnswered(state, intent, *policy.emergency),
                              CheckRoomFor("emergencies", counts.emergencies))) {
      return *std::move(answer);
    }
    schema::EmergencyDeclaredT declared;
    declared.emergency = counts.emergencies + 1;
    declared.worker = intent.actor;
    declared.reason = command.reason();
    declared.levels = *levels;
    declared.until = command.until();
    declared.review_by = ReviewBy(state, intent.today, policy.emergency->review_days).days;
    declared.two = TakesTwo(state, id, policy, *levels);
    return OneEvent(intent, id, std::move(declared), "/note");
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::ConfirmEmergency& command) {
  return OnEmergency(state, intent, command.case_file(), command.emergency(), EmergencyStep::kConfirm,
                     [&](EntityId id, const EmergencyRow& row) -> Decision {
                       if (auto answer = CheckOtherPerson(intent.actor, {row.worker})) return *std::move(answer);
                       if (row.until <= intent.now) {
                         return Refusal{Rule::kEmergencyOutOfOrder, {{"until", FormatInstant(row.until)}}};
                       }
                       schema::EmergencyConfirmedT confirmed;
                       confirmed.emergency = command.emergency();
                       confirmed.signatory = intent.actor;
                       return OneEvent(intent, id, std::move(confirmed));
                     });
}

Decision Decide(const State& state, const Intent& intent, const schema::ReviewEmergency& command) {
  if (auto answer = CheckWord("/outcome", command.outcome())) return *std::move(answer);
  return OnEmergency(state, intent, command.case_file(), command.emergency(), EmergencyStep::kReview,
                     [&](EntityId id, const EmergencyRow& row) -> Decision {
                       if (auto answer = CheckOtherPerson(intent.actor, {row.worker, row.confirmed_by})) {
                         return *std::move(answer);
                       }
                       schema::EmergencyReviewedT reviewed;
                       reviewed.emergency = command.emergency();
                       reviewed.outcome = command.outcome();
                       reviewed.signatory = intent.actor;
                       return OneEvent(intent, id, std::move(reviewed), "/note");
                     });
}

Decision FulfilAccessReview(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due) {
  const auto seal = state.Find<SealTable>(due.entity);
  const auto emergency = state.Find<EmergencyTable>(due.entity, due.number);
  const bool is_of_seal = due.number == 0 && seal && seal->obligation == obligation;
  const bool is_of_emergency = due.number != 0 && emergency && emergency->obligation == obligation;
  if (!is_of_seal && !is_of_emergency) return Dropped(intent, obligation, due, kCaseKind, "access_review", "reviewed");
  schema::AccessReviewMissedT missed;
  missed.emergency = due.number;
  return OneFact(intent, due.entity, kCaseKind, missed);
}

}  // namespace fascicolo::engine
