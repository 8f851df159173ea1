#include "engine/rules/deadlines.h"

#include <algorithm>
#include <array>

namespace fascicolo::engine {
namespace {

Ground Law(std::string title, std::string article) { return {Ground::Source::kLaw, std::move(title), std::move(article)}; }
Ground FirstDayExcluded() { return Law("codice civile", "2963 c. 2"); }
Ground HolidayProrogues() { return Law("codice civile", "2963 c. 3"); }
Ground GroundOf(Suspends cause) {
  return cause == Suspends::kMissingDocuments ? Law("L. 241/1990", "2 c. 7") : Law("L. 241/1990", "10-bis");
}

Day After(Day start, int amount, Deadline::Unit unit) {
  return unit == Deadline::Unit::kMonths ? AddMonths(start, amount) : start + amount;
}

/// The last day of a pause, which is not counted; open pauses last as long as the law lets them.
Day LastPaused(const Pause& pause, const HolidayCalendar& calendar) {
  if (pause.cause == Suspends::kMissingDocuments) {
    const Day longest = pause.asked + kDocumentsPauseDays;
    return pause.answered ? std::min(*pause.answered, longest) : longest;
  }
  const Day to_observe = WorkingDayFrom(calendar, pause.asked + kObservationsDays);
  // Late observations are as none: the deadline runs again from the day on which they were due.
  const bool in_time = pause.answered && *pause.answered <= to_observe;
  return in_time ? *pause.answered + kAfterObservationsDays : to_observe;
}

void MoveOffHolidays(const HolidayCalendar& calendar, DeadlineEnd& end) {
  while (const Label* holiday = HolidayOn(calendar, end.last)) {
    ++end.last;
    end.steps.push_back({DeadlineStep::Why::kHoliday, end.last, 1, *holiday, HolidayProrogues()});
  }
}

/// Adds the pauses to a deadline one by one, or finds the first that cannot be.
class Pausing {
 public:
  Pausing(Day start, const HolidayCalendar& calendar, DeadlineEnd& end) : start_(start), calendar_(calendar), end_(end) {}

  std::optional<DeadlineProblem> Add(const Pause& pause) {
    bool& seen = seen_[pause.cause == Suspends::kMissingDocuments ? 0 : 1];
    if (seen) return DeadlineProblem::kSecondPause;
    seen = true;
    if (pause.asked < start_) return DeadlineProblem::kPauseBeforeStart;
    if (pause.answered && *pause.answered < pause.asked) return DeadlineProblem::kAnsweredBeforeAsked;
    if (paused_until_ && pause.asked < *paused_until_) return DeadlineProblem::kPausesOverlap;
    if (pause.asked > end_.last) MoveOffHolidays(calendar_, end_);
    if (pause.asked > end_.last) return DeadlineProblem::kPauseAfterEnd;
    asked_ = pause.asked;
    paused_until_ = LastPaused(pause, calendar_);
    const int days = *paused_until_ - pause.asked;
    end_.last = end_.last + days;
    end_.steps.push_back({DeadlineStep::Why::kPause, end_.last, days, {}, GroundOf(pause.cause)});
    return std::nullopt;
  }

  [[nodiscard]] bool IsPausedOn(Day day) const { return paused_until_ && day > asked_ && day <= *paused_until_; }

 private:
  Day start_;
  const HolidayCalendar& calendar_;
  DeadlineEnd& end_;
  std::array<bool, 2> seen_{};
  Day asked_;
  std::optional<Day> paused_until_;
};

std::string Reference(const Ground& ground) { return ground.title + ", art. " + ground.article; }

std::string Count(int amount, Deadline::Unit unit, bool italian) {
  const bool one = amount == 1;
  std::string_view word;
  switch (unit) {
    case Deadline::Unit::kHours:
      word = italian ? (one ? "ora" : "ore") : (one ? "hour" : "hours");
      break;
    case Deadline::Unit::kDays:
      word = italian ? (one ? "giorno" : "giorni") : (one ? "day" : "days");
      break;
    case Deadline::Unit::kMonths:
      word = italian ? (one ? "mese" : "mesi") : (one ? "month" : "months");
      break;
  }
  return std::to_string(amount) + " " + std::string(word);
}

std::string TextOfStep(const Deadline& rule, const DeadlineStep& step, bool italian) {
  const std::string day = FormatDay(step.day);
  switch (step.why) {
    case DeadlineStep::Why::kStart:
      return italian ? "dal " + day + ", giorno iniziale escluso" : "from " + day + ", which does not count";
    case DeadlineStep::Why::kAmount:
      return Count(rule.length, rule.unit, italian) + (italian ? ": fino al " : ": until ") + day;
    case DeadlineStep::Why::kPause:
      return (italian ? "sospensione di " : "suspended for ") + Count(step.days, Deadline::Unit::kDays, italian) +
             (italian ? ": fino al " : ": until ") + day;
    case DeadlineStep::Why::kHoliday:
      return italian ? "festivo (" + step.holiday.it + "): prorogato al " + day
                     : "a holiday (" + step.holiday.en + "): moved to " + day;
  }
  return {};
}

}  // namespace

std::string_view TextOf(DeadlineProblem problem) {
  switch (problem) {
    case DeadlineProblem::kDoesNotPause:
      return "nothing suspends this deadline";
    case DeadlineProblem::kSecondPause:
      return "the same cause suspends a deadline once only";
    case DeadlineProblem::kPauseBeforeStart:
      return "the suspension lies before the start of the deadline";
    case DeadlineProblem::kPauseAfterEnd:
      return "the deadline had passed before it was suspended";
    case DeadlineProblem::kAnsweredBeforeAsked:
      return "the answer lies before the request";
    case DeadlineProblem::kPausesOverlap:
      return "the suspensions overlap";
  }
  return {};
}

Result<DeadlineEnd, DeadlineProblem> EndOf(const Deadline& rule, Day start, const std::vector<Pause>& pauses, Day today,
                                   const HolidayCalendar& calendar) {
  FASCICOLO_CHECK(rule.unit != Deadline::Unit::kHours && rule.length > 0 && rule.length <= kMaxDeadlineLength);
  DeadlineEnd end;
  end.steps.push_back({DeadlineStep::Why::kStart, start, 0, {}, FirstDayExcluded()});
  end.last = After(start, rule.length, rule.unit);
  end.steps.push_back({DeadlineStep::Why::kAmount, end.last, end.last - start, {}, rule.ground});
  Pausing pausing(start, calendar, end);
  for (const Pause& pause : pauses) {
    const auto& causes = rule.suspended_by;
    if (std::find(causes.begin(), causes.end(), pause.cause) == causes.end()) return DeadlineProblem::kDoesNotPause;
    if (const auto problem = pausing.Add(pause)) return *problem;
  }
  end.running = !pausing.IsPausedOn(today);
  MoveOffHolidays(calendar, end);
  return end;
}

Instant EndOf(const Deadline& rule, Instant start) {
  FASCICOLO_CHECK(rule.unit == Deadline::Unit::kHours && rule.length > 0 && rule.length <= kMaxDeadlineLength);
  constexpr std::int64_t kMicrosPerHour = 3'600 * kMicrosPerSecond;
  return Instant{start.micros + rule.length * kMicrosPerHour};
}

std::vector<std::string> Explain(const Deadline& rule, const DeadlineEnd& end, Language language) {
  const bool italian = language == Language::kItalian;
  std::vector<std::string> lines;
  for (const DeadlineStep& step : end.steps) {
    lines.push_back(TextOfStep(rule, step, italian) + " (" + Reference(step.ground) + ")");
  }
  return lines;
}

}  // namespace fascicolo::engine
