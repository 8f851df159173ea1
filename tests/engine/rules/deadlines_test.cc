#include "engine/rules/deadlines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "engine/catalogue/built_in.h"
#include "tests/engine/days.h"

namespace fascicolo::engine {
namespace {

using ::testing::ElementsAre;

class Deadlines : public ::testing::Test {
 protected:
  static Deadline InDays(int days) {
    return {.code = "decision",
            .unit = Deadline::Unit::kDays,
            .length = days,
            .ground = {Ground::Source::kLaw, "L. 241/1990", "2 c. 2"},
            .suspended_by = {Suspends::kMissingDocuments, Suspends::kRefusalNotice}};
  }
  static Deadline InMonths(int months) {
    Deadline rule = InDays(months);
    rule.unit = Deadline::Unit::kMonths;
    return rule;
  }
  static Deadline InHours(int hours) {
    return {.code = "file_to_prosecutor",
            .unit = Deadline::Unit::kHours,
            .length = hours,
            .ground = {Ground::Source::kLaw, "codice civile", "403"}};
  }
  static Pause Documents(Day asked, std::optional<Day> answered = {}) {
    return {Suspends::kMissingDocuments, asked, answered};
  }
  static Pause Notice(Day received, std::optional<Day> answered = {}) {
    return {Suspends::kRefusalNotice, received, answered};
  }

  [[nodiscard]] DeadlineEnd End(const Deadline& rule, Day start, const std::vector<Pause>& pauses = {}) const {
    return End(rule, start, pauses, start);
  }
  [[nodiscard]] DeadlineEnd End(const Deadline& rule, Day start, const std::vector<Pause>& pauses, Day today) const {
    const auto end = EndOf(rule, start, pauses, today, italy_);
    EXPECT_TRUE(end.ok()) << (end.ok() ? "" : TextOf(end.error()));
    return end.ok() ? *end : DeadlineEnd{};
  }
  [[nodiscard]] std::string Last(const Deadline& rule, Day start, const std::vector<Pause>& pauses = {}) const {
    return FormatDay(End(rule, start, pauses).last);
  }
  [[nodiscard]] DeadlineProblem Problem(const Deadline& rule, Day start, const std::vector<Pause>& pauses) const {
    const auto end = EndOf(rule, start, pauses, start, italy_);
    EXPECT_FALSE(end.ok());
    return end.ok() ? DeadlineProblem{} : end.error();
  }

  HolidayCalendar italy_ = ParseHolidayCalendar(FindBuiltIn("italy")->json).value();
};

TEST_F(Deadlines, DoNotCountTheFirstDay) { EXPECT_EQ(Last(InDays(10), On(2026, 3, 2)), "2026-03-12"); }

TEST_F(Deadlines, ThatEndOnAHolidayGoOnToTheNextWorkingDay) {
  // Thirty days after 6 March 2026 is Easter Sunday, and the day after it is Easter Monday.
  const Deadline rule = InDays(30);
  const DeadlineEnd end = End(rule, On(2026, 3, 6));
  EXPECT_EQ(end.last, On(2026, 4, 7));
  EXPECT_THAT(Explain(rule, end, Language::kEnglish),
              ElementsAre("from 2026-03-06, which does not count (codice civile, art. 2963 c. 2)",
                          "30 days: until 2026-04-05 (L. 241/1990, art. 2 c. 2)",
                          "a holiday (Sunday): moved to 2026-04-06 (codice civile, art. 2963 c. 3)",
                          "a holiday (Easter Monday): moved to 2026-04-07 (codice civile, art. 2963 c. 3)"));
  EXPECT_THAT(Explain(rule, end, Language::kItalian),
              ElementsAre("dal 2026-03-06, giorno iniziale escluso (codice civile, art. 2963 c. 2)",
                          "30 giorni: fino al 2026-04-05 (L. 241/1990, art. 2 c. 2)",
                          "festivo (domenica): prorogato al 2026-04-06 (codice civile, art. 2963 c. 3)",
                          "festivo (Lunedì dell'Angelo): prorogato al 2026-04-07 (codice civile, art. 2963 c. 3)"));
}

TEST_F(Deadlines, ThatEndOnASaturdayEndThere) { EXPECT_EQ(Last(InDays(12), On(2026, 3, 2)), "2026-03-14"); }

TEST_F(Deadlines, InMonthsEndOnTheSameDayOfTheMonthOrOnItsLast) {
  EXPECT_EQ(Last(InMonths(6), On(2026, 3, 16)), "2026-09-16");
  EXPECT_EQ(Last(InMonths(1), On(2026, 1, 31)), "2026-02-28");
  EXPECT_EQ(Last(InMonths(24), On(2024, 2, 29)), "2026-02-28");
}

TEST_F(Deadlines, AreProlongedByTheDaysForWhichDocumentsWereAwaited) {
  const Deadline rule = InDays(30);
  const DeadlineEnd end = End(rule, On(2026, 3, 2), {Documents(On(2026, 3, 12), On(2026, 3, 20))});
  EXPECT_EQ(end.last, On(2026, 4, 9));
  EXPECT_EQ(Explain(rule, end, Language::kEnglish)[2], "suspended for 8 days: until 2026-04-09 (L. 241/1990, art. 2 c. 7)");
}

TEST_F(Deadlines, WaitForDocumentsNoLongerThanThirtyDays) {
  // 1 April and thirty days is Labour Day; 2 May is a Saturday.
  EXPECT_EQ(Last(InDays(30), On(2026, 3, 2), {Documents(On(2026, 3, 12))}), "2026-05-02");
  EXPECT_EQ(Last(InDays(30), On(2026, 3, 2), {Documents(On(2026, 3, 12), On(2026, 6, 30))}), "2026-05-02");
}

TEST_F(Deadlines, RunAgainTenDaysAfterObservationsOnARefusal) {
  EXPECT_EQ(Last(InDays(30), On(2026, 3, 2), {Notice(On(2026, 3, 12), On(2026, 3, 18))}), "2026-04-17");
}

TEST_F(Deadlines, RunAgainWhenTheTimeForObservationsHasPassed) {
  // Ten days after 12 March is a Sunday, so until Monday the 23rd: eleven days; 12 April is a Sunday too.
  EXPECT_EQ(Last(InDays(30), On(2026, 3, 2), {Notice(On(2026, 3, 12))}), "2026-04-13");
  EXPECT_EQ(Last(InDays(30), On(2026, 3, 2), {Notice(On(2026, 3, 12), On(2026, 3, 24))}), "2026-04-13")
      << "observations that came late";
  EXPECT_EQ(Last(InDays(30), On(2026, 3, 2), {Notice(On(2026, 3, 12), On(2026, 3, 23))}), "2026-04-22")
      << "observations on the last day, 21 days";
}

TEST_F(Deadlines, AreSuspendedByBothCausesOneAfterTheOther) {
  EXPECT_EQ(Last(InDays(30), On(2026, 3, 2),
                 {Documents(On(2026, 3, 4), On(2026, 3, 9)), Notice(On(2026, 3, 12), On(2026, 3, 18))}),
            "2026-04-22");
}

TEST_F(Deadlines, SayWhetherTheyRunOnTheDayAskedAbout) {
  const std::vector<Pause> pauses{Documents(On(2026, 3, 12), On(2026, 3, 20))};
  EXPECT_TRUE(End(InDays(30), On(2026, 3, 2), pauses, On(2026, 3, 12)).running);
  EXPECT_FALSE(End(InDays(30), On(2026, 3, 2), pauses, On(2026, 3, 13)).running);
  EXPECT_FALSE(End(InDays(30), On(2026, 3, 2), pauses, On(2026, 3, 20)).running);
  EXPECT_TRUE(End(InDays(30), On(2026, 3, 2), pauses, On(2026, 3, 21)).running);
}

TEST_F(Deadlines, InHoursAreInstantsThatNoHolidayMoves) {
  // A child removed at 22:40 on New Year's Eve.
  const auto removed = ParseInstant("2026-12-31T22:40:00+01:00");
  EXPECT_EQ(FormatInstant(EndOf(InHours(24), *removed)), "2027-01-01T21:40:00Z");
}

TEST_F(Deadlines, InHoursCountHoursAcrossTheChangeOfClocks) {
  const auto evening = ParseInstant("2026-03-28T23:00:00+01:00");
  EXPECT_EQ(EndOf(InHours(24), *evening), *ParseInstant("2026-03-30T00:00:00+02:00"));
}

TEST_F(Deadlines, AreNotSuspendedTwiceByOneCause) {
  const Day start = On(2026, 3, 2);
  EXPECT_EQ(Problem(InDays(30), start,
                    {Documents(start + 2, start + 4), Documents(start + 8, start + 9)}),
            DeadlineProblem::kSecondPause);
}

TEST_F(Deadlines, RefuseSuspensionsThatCannotBe) {
  const Day start = On(2026, 3, 2);
  Deadline unpausable = InDays(30);
  unpausable.suspended_by.clear();
  EXPECT_EQ(Problem(unpausable, start, {Documents(start + 1)}), DeadlineProblem::kDoesNotPause);
  EXPECT_EQ(Problem(InDays(30), start, {Documents(start - 1)}), DeadlineProblem::kPauseBeforeStart);
  EXPECT_EQ(Problem(InDays(30), start, {Documents(start + 5, start + 4)}), DeadlineProblem::kAnsweredBeforeAsked);
  EXPECT_EQ(Problem(InDays(30), start, {Documents(start + 31)}), DeadlineProblem::kPauseAfterEnd);
  EXPECT_EQ(Problem(InDays(30), start, {Documents(start + 5, start + 9), Notice(start + 8)}),
            DeadlineProblem::kPausesOverlap);
}

TEST_F(Deadlines, MayBeSuspendedOnTheDayToWhichAHolidayMovedTheirEnd) {
  // 5 April is Easter Sunday: the deadline is open until the 7th, and two days more.
  EXPECT_EQ(Last(InDays(30), On(2026, 3, 6), {Documents(On(2026, 4, 7), On(2026, 4, 9))}), "2026-04-09");
  EXPECT_EQ(Problem(InDays(30), On(2026, 3, 6), {Documents(On(2026, 4, 8))}), DeadlineProblem::kPauseAfterEnd);
}

/// Counts on the fingers: a day at a time.
Day CountedByHand(int amount, Day start, const std::vector<Pause>& pauses, const HolidayCalendar& calendar) {
  const auto is_paused = [&](Day day) {
    for (const Pause& pause : pauses) {
      if (day > pause.asked && day <= *pause.answered) return true;
    }
    return false;
  };
  Day day = start;
  for (int counted = 0; counted < amount;) {
    ++day;
    if (!is_paused(day)) ++counted;
  }
  while (HolidayOn(calendar, day) != nullptr) ++day;
  return day;
}

TEST_F(Deadlines, EqualThoseCountedDayByDay) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 chance(seed);
  const auto below = [&](int bound) { return static_cast<int>(chance() % static_cast<unsigned>(bound)); };
  for (int i = 0; i < 5'000; ++i) {
    const Day start = On(2020, 1, 1) + below(5'000);
    const int amount = 20 + below(100);
    const Day asked = start + below(20);
    const std::vector<Pause> pauses{Documents(asked, asked + below(kDocumentsPauseDays + 1))};
    EXPECT_EQ(End(InDays(amount), start, pauses).last, CountedByHand(amount, start, pauses, italy_))
        << FormatDay(start) << " + " << amount << ", documents from " << FormatDay(asked) << " to "
        << FormatDay(*pauses[0].answered);
  }
}

}  // namespace
}  // namespace fascicolo::engine
