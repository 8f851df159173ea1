#include "projections/statistics/query.h"

#include <gtest/gtest.h>

namespace fascicolo::projections {
namespace {

const Day kToday = DayFromCivil({.year = 2026, .month = 3, .day = 17});

std::string Spelled(std::string_view text) {
  const auto query = ParseQuery(text, kToday);
  return query ? query->Text() : query.error().place;
}

TEST(FigureQueries, HaveOneSpelling) {
  EXPECT_EQ(Spelled("stocks --by month,area --year 2025"),
            "stocks --of services --by area,month --from 2025-01 --to 2025-12");
  EXPECT_EQ(Spelled("users --public --of cases --to 2026-02 --from 2026-01 --by area,area"),
            "users --of cases --by area --from 2026-01 --to 2026-02 --public");
  EXPECT_EQ(Spelled("spending"), "spending --from 2026-01 --to 2026-03") << "the year so far";
  EXPECT_EQ(Spelled("spending --year 2026"), Spelled("spending"));
  EXPECT_EQ(Spelled("need --to 2025-05"), "need --from 2025-01 --to 2025-05");
  for (const char* text : {"flows --by service", "outcomes --by age_band --public", "need --by district,citizenship"}) {
    EXPECT_EQ(Spelled(Spelled(text)), Spelled(text)) << text;
  }
}

TEST(FigureQueries, SayWhatIsWrongAndWhere) {
  EXPECT_EQ(Spelled(""), "TOPIC");
  EXPECT_EQ(Spelled("persons"), "TOPIC");
  EXPECT_EQ(Spelled("stocks --of persons"), "--of");
  EXPECT_EQ(Spelled("stocks --by colour"), "--by");
  EXPECT_EQ(Spelled("stocks --year many"), "--year");
  EXPECT_EQ(Spelled("stocks --from 2026-13"), "--from");
  EXPECT_EQ(Spelled("stocks --from 2026-02 --to 2026-01"), "--to");
  EXPECT_EQ(Spelled("stocks --to 2026-04"), "--to") << "has not begun";
  EXPECT_EQ(Spelled("stocks --from"), "--from") << "a word without its value";
  EXPECT_EQ(Spelled("stocks --sideways"), "--sideways");
}

TEST(FigureQueries, SpanAtMostTenYears) {
  EXPECT_EQ(Spelled("stocks --from 2016-04 --to 2026-03"), "stocks --of services --from 2016-04 --to 2026-03");
  EXPECT_EQ(Spelled("stocks --from 2016-03 --to 2026-03"), "--from");
}

TEST(FigureQueries, TellAtMostThreeThingsApartForOutside) {
  EXPECT_EQ(Spelled("stocks --by area,service,month --public"),
            "stocks --of services --by area,service,month --from 2026-01 --to 2026-03 --public");
  EXPECT_EQ(Spelled("stocks --by area,service,age_band,month --public"), "--by");
}

}  // namespace
}  // namespace fascicolo::projections
