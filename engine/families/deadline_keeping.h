// Deadlines of cases, applications, placements and tenancies: opened by a fact, suspended as the law allows, met, or passed by themselves.
//
//   runs --SuspendDeadline--> suspended --ResumeDeadline--> runs
//    \--MeetDeadline, or the decision--> met      \--(time)--> late: DeadlinePassed says so, and does nothing; it is
//                                                              late until it is met
//
// When a deadline ends, the calculator says (engine/rules/deadlines.h); here it is only kept. An application opens the deadline
// for its decision, number 0, by its sheet; what decides about it meets it. An imported history opens none.
#pragma once

#include "engine/catalogue/sheet.h"
#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/rules/deadlines.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr std::uint32_t kDecisionNumber = 0;  ///< of the deadline for deciding about an application
inline constexpr std::string_view kDecisionDeadline = "decision";

Decision Decide(const State& state, const Intent& intent, const schema::StartDeadline& command);
Decision Decide(const State& state, const Intent& intent, const schema::SuspendDeadline& command);
Decision Decide(const State& state, const Intent& intent, const schema::ResumeDeadline& command);
Decision Decide(const State& state, const Intent& intent, const schema::MeetDeadline& command);

/// The sheet's term for deciding about an application.
[[nodiscard]] Deadline DecisionDeadlineOf(const Sheet& sheet);
/// The last day on which something is in time that began on `start`, by the authority's calendar (Sundays alone when it has
/// adopted none), with `pauses` as they stand on `today`.
Result<Day, DeadlineProblem> LastDayOf(const State& state, const Deadline& rule, Day start,
                                       const std::vector<PauseRow>& pauses, Day today);

/// The last day for a decision about an application of the intent's day.
[[nodiscard]] Day DecideBy(const State& state, const Intent& intent, const Sheet& sheet);
/// Nobody is denied who was not told why before, and could answer (L. 241/1990, art. 10-bis), where the sheet's term for
/// deciding knows that notice: rankings do without.
[[nodiscard]] std::optional<Decision> CheckForewarned(const State& state, const Intent& intent, EntityId application,
                                                      const Sheet& sheet);

/// The event that opens a deadline of a sheet, from the intent's day or instant on.
[[nodiscard]] schema::DeadlineOpenedT OpeningOf(const State& state, const Intent& intent, std::string_view service,
                                                const Deadline& rule, std::uint32_t number);
/// The deadline with this code that runs in the case; none: there is none.
[[nodiscard]] std::optional<std::uint32_t> FindDeadline(const State& state, EntityId about, std::string_view service,
                                                        std::string_view deadline);

// --- for evolvers ---

/// Opens an obligation that tells, at `due`, that nothing was done about `number`. Returns its id.
EntityId OpenPassing(const EventContext& context, ObligationKind kind, EntityId about, std::uint32_t number, Instant due,
                     StateEditor& editor);
/// Opens the deadline for deciding about an application that was filed on `start`.
void OpenDecisionDeadline(const EventContext& context, EntityId application, const Sheet& sheet, Day start,
                          Day decide_by, StateEditor& editor);
/// The deadline is met, if it still runs.
void CloseDeadline(EntityId about, std::uint32_t number, StateEditor& editor);
/// None of its deadlines runs any more.
void CloseDeadlines(EntityId about, StateEditor& editor);

/// Tells that a deadline, a document, an answer or a review is late; drops the obligation when it is not any more.
Decision FulfilPassing(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due);

FASCICOLO_EVOLVE(DeadlineOpened);
FASCICOLO_EVOLVE(DeadlineSuspended);
FASCICOLO_EVOLVE(DeadlineResumed);
FASCICOLO_EVOLVE(DeadlineMet);
FASCICOLO_EVOLVE(DeadlinePassed);

}  // namespace fascicolo::engine
