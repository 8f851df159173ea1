// Capacity and waiting list of a sheet.
#include "engine/catalogue/sheet.h"

#include "tests/engine/catalogue/sheets.h"

#include <gmock/gmock.h>

namespace fascicolo::engine {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Sheet, RefusesAUnitThatDoesNotFitTheCapacity) {
  EXPECT_THAT(ErrorsWith("/capacity/unit", "places"),
              ElementsAre(HasSubstr("one of minutes_per_week, meals_per_day, loads_per_week, "
                                    "accesses_per_week")));
  EXPECT_THAT(ErrorsWith("/capacity/model", "places"),
              ElementsAre(HasSubstr("one of places, beds")));
  EXPECT_THAT(
      ErrorsWith("/capacity/model", "none"),
      ElementsAre(
          "/capacity/unit: does not belong here: the model is none; expected the key left out",
          "/waiting: does not belong here: without a capacity nobody waits; expected the key "
          "left out"));
}

TEST(Sheet, RefusesARuleSetWhereArrivalDecides) {
  json document = BuiltIn(kWholeSheet);
  document["waiting"]["policy"] = "arrival";
  EXPECT_THAT(
      ErrorsOf(document.dump()),
      ElementsAre(
          "/waiting/rule_set: does not belong here: with the policy \"arrival\" no points are "
          "given; "
          "expected the key left out",
          "/waiting/on_refusal: a list by arrival has no points to take; expected one of keep, "
          "remove"));
}

TEST(Sheet, WantsAPenaltyOnlyWhereRefusalsAreAndAboveZero) {
  EXPECT_THAT(
      ErrorsWith("/waiting/on_refusal", "keep"),
      ElementsAre(
          "/waiting/refusal_penalty_points: does not belong here: only with on_refusal \"penalty\" "
          "are points taken; expected the key left out"));
  EXPECT_THAT(ErrorsWithout("/waiting/refusal_penalty_points"),
              ElementsAre(HasSubstr("the key is missing")));
  EXPECT_THAT(ErrorsWith("/waiting/refusal_penalty_points", "-10"),
              ElementsAre(HasSubstr("without a minus")));
  EXPECT_THAT(ErrorsWith("/waiting/refusal_penalty_points", "ten"),
              ElementsAre(HasSubstr("at most two decimals")));
}

TEST(Sheet, WantsAnAnswerBeforeTheNextCallOfTheList) {
  EXPECT_THAT(ErrorsWith("/waiting/revalidation/answer_days", 180),
              ElementsAre("/waiting/revalidation/answer_days: the next call would come before this "
                          "one is answered; expected fewer days than every_days"));
  EXPECT_THAT(ErrorsWith("/waiting/revalidation/every_days", 29),
              ElementsAre(HasSubstr("an integer from 30 to 1825")));
  EXPECT_THAT(ErrorsWithout("/waiting/revalidation/on_silence"),
              ElementsAre(HasSubstr("the key is missing; expected one of keep, remove")));
}

TEST(Sheet, OpensAListOnTheDaysOfItsPeriodsAlone) {
  const json periods = json::array({{{"from", "2026-03-01"}, {"to", "2026-03-31"}},
                                    {{"from", "2026-10-01"}, {"to", "2026-10-31"}}});
  const auto sheet = ParseSheet(With(kWholeSheet, "/waiting/open_periods", periods));
  ASSERT_TRUE(sheet.ok());
  const auto is_open = [&](std::string_view day) { return IsListOpen(*sheet->waiting, ParseDay(day).value()); };
  EXPECT_FALSE(is_open("2026-02-28"));
  EXPECT_TRUE(is_open("2026-03-01"));
  EXPECT_TRUE(is_open("2026-03-31"));
  EXPECT_FALSE(is_open("2026-04-01"));
  EXPECT_TRUE(is_open("2026-10-15"));
}

TEST(Sheet, RefusesPeriodsThatOverlapOrEndBeforeTheyBegin) {
  const auto errors_of = [](const char* from, const char* to) {
    return ErrorsWith("/waiting/open_periods", json::array({{{"from", "2026-03-01"}, {"to", "2026-03-31"}},
                                                            {{"from", from}, {"to", to}}}));
  };
  EXPECT_THAT(errors_of("2026-03-31", "2026-04-30"),
              ElementsAre("/waiting/open_periods/1/from: the period before has not ended; expected a day "
                          "after 2026-03-31"));
  EXPECT_THAT(errors_of("2026-05-01", "2026-04-30"),
              ElementsAre("/waiting/open_periods/1/to: 2026-04-30 lies before the period's from; expected "
                          "2026-05-01 or later"));
  EXPECT_THAT(errors_of("2026-02-30", "2026-04-30"), ElementsAre(HasSubstr("is not a day")));
}

TEST(Sheet, HasAListThatIsClosedOrOpensByPeriodsNotBoth) {
  json document = BuiltIn(kWholeSheet);
  document["waiting"]["closed"] = true;
  const auto sheet = ParseSheet(document.dump());
  ASSERT_TRUE(sheet.ok());
  EXPECT_FALSE(IsListOpen(*sheet->waiting, Day{20'000}));
  document["waiting"]["open_periods"] = json::array({{{"from", "2026-03-01"}, {"to", "2026-03-31"}}});
  EXPECT_THAT(ErrorsOf(document.dump()),
              ElementsAre("/waiting/open_periods: does not belong here: the list is closed; expected the "
                          "key left out"));
}

}  // namespace
}  // namespace fascicolo::engine
