// Deadlines (termini) of an administrative procedure: when they end, and why then. Pure.
//
//   first day excluded, last day included          civil code, art. 2963 c. 2; for hours too, art. 155 c. 1 c.p.c.
//   last day a holiday: the next working day       civil code, art. 2963 c. 3
//   months: the same day of the month, or its last civil code, art. 2963 c. 4 and 5
//   asking for documents suspends: once, and for   L. 241/1990, art. 2 c. 7
//     no more than 30 days
//   notice of an intended refusal suspends: until  L. 241/1990, art. 10-bis
//     10 days after the observations, or until the
//     10 days given for them have passed
//
// A suspension prolongs the deadline by its days: the day of the request still counts, the day of the answer no longer does.
// Saturday is a working day for these deadlines (art. 155 c. 5 c.p.c. is about acts of a trial).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/catalogue/sheet.h"
#include "engine/rules/holidays.h"
#include "events/calendar.h"
#include "events/result.h"

namespace fascicolo::engine {

inline constexpr int kDocumentsPauseDays = 30;    ///< L. 241/1990, art. 2 c. 7
inline constexpr int kObservationsDays = 10;      ///< to answer a notice of refusal: L. 241/1990, art. 10-bis
inline constexpr int kAfterObservationsDays = 10; ///< before the deadline runs again: the same article
inline constexpr int kMaxDeadlineLength = 3'660;   ///< days, months or hours of one deadline

/// What suspended a deadline.
struct Pause {
  Suspends cause = Suspends::kMissingDocuments;
  Day asked{};  ///< the day on which the request or the notice reached the person
  /// The day on which documents or observations came in; none: not yet.
  std::optional<Day> answered{};
  bool operator==(const Pause&) const = default;
};

/// Why a day is what it is, for whoever asks.
struct DeadlineStep {
  enum class Why { kStart, kAmount, kPause, kHoliday };
  Why why = Why::kStart;
  Day day{};            ///< the last day after this step; of kStart the day that is not counted
  int days = 0;         ///< by which this step moved it
  Label holiday{};      ///< kHoliday: what the day before the move was
  Ground ground{};
  bool operator==(const DeadlineStep&) const = default;
};

/// When something is in time until.
struct DeadlineEnd {
  Day last{};           ///< the last day on which the thing is in time
  bool running = true;  ///< false: suspended on the day asked about; `last` holds if nothing is answered
  std::vector<DeadlineStep> steps{};
  bool operator==(const DeadlineEnd&) const = default;
};

/// Why there is no end: the history of the suspensions is not one that the law knows.
enum class DeadlineProblem {
  kDoesNotPause,      ///< this cause does not suspend this deadline
  kSecondPause,       ///< a cause suspends once only
  kPauseBeforeStart,
  kPauseAfterEnd,     ///< the deadline had passed when it was to be suspended
  kAnsweredBeforeAsked,
  kPausesOverlap,     ///< or are not in their order
};
[[nodiscard]] std::string_view TextOf(DeadlineProblem problem);

/// The end of a deadline in days or months that began on `start` (the day of the fact that sets it going, not counted), seen
/// on `today`. `pauses` in the order of their days.
Result<DeadlineEnd, DeadlineProblem> EndOf(const Deadline& rule, Day start, const std::vector<Pause>& pauses, Day today,
                                   const HolidayCalendar& calendar);

/// The end of a deadline in hours. Holidays do not move it: a child is not safer on a Sunday (civil code, art. 403).
[[nodiscard]] Instant EndOf(const Deadline& rule, Instant start);

/// What an officer reads: one line per step, with its article.
[[nodiscard]] std::vector<std::string> Explain(const Deadline& rule, const DeadlineEnd& end, Language language);

}  // namespace fascicolo::engine
