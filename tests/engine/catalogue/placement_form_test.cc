// What a sheet says about placements.
#include "engine/catalogue/sheet.h"

#include "tests/engine/catalogue/sheets.h"

#include <gmock/gmock.h>

namespace fascicolo::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;


TEST(PlacementTerms, StandInTheSheetsThatPlacePeople) {
  const auto foster = ParseSheet(FindBuiltIn("foster_care")->json).value();
  ASSERT_TRUE(foster.placement.has_value());
  EXPECT_EQ(*foster.placement, (PlacementTerms{.kind = PlacementKind::kFoster, .needs_title = true, .max_nights = 0}));
  EXPECT_EQ(foster.deadlines.at(1).unit, Deadline::Unit::kMonths);
  EXPECT_EQ(foster.deadlines.at(1).length, 24);
  const auto shelter = ParseSheet(FindBuiltIn("night_shelter")->json).value();
  EXPECT_EQ(shelter.placement->max_nights, 30);
  EXPECT_EQ(TextOf(PlacementKind::kResidence), "residence");
}

TEST(PlacementTerms, BelongToTheirFamilyAndMayBeLeftOut) {
  EXPECT_FALSE(ParseSheet(Without("night_shelter", "/placement")).value().placement);
  EXPECT_THAT(ErrorsOf(With("night_shelter", "/family", "activation")),
              ElementsAre("/placement: does not belong here: only with the family \"placement\"; expected the key left out"));
}

TEST(PlacementTerms, CountNightsWhereBedsAreByNightAndOnlyThere) {
  EXPECT_THAT(ErrorsOf(Without("night_shelter", "/placement/max_nights")),
              ElementsAre(HasSubstr("/placement/max_nights: the key is missing")));
  EXPECT_THAT(ErrorsOf(With("night_shelter", "/placement/max_nights", 731)), ElementsAre(HasSubstr("/placement/max_nights")));
  EXPECT_THAT(ErrorsOf(With("foster_care", "/placement/max_nights", 3)),
              ElementsAre(HasSubstr("only a shelter gives its beds by night")));
  EXPECT_THAT(ErrorsOf(With("night_shelter", "/placement/kind", "hotel")),
              ElementsAre(HasSubstr("one of residential, foster, shelter, site, residence")));
}

TEST(PlacementTerms, WantPlaces) {
  auto document = BuiltIn("night_shelter");
  document["capacity"] = {{"model", "none"}};
  document.erase("waiting");
  EXPECT_THAT(ErrorsOf(document.dump()), ElementsAre(HasSubstr("/capacity: people are placed in places")));
}

TEST(PlacementTerms, ADeadlineMayBeInMonths) {
  EXPECT_THAT(ErrorsOf(With("foster_care", "/deadlines/0/months", 121)), ElementsAre(HasSubstr("/deadlines/0/months")));
  EXPECT_THAT(ErrorsOf(With("foster_care", "/deadlines/0/days", 5)), ElementsAre(HasSubstr("the term is in months")));
  EXPECT_THAT(ErrorsOf(With("foster_care", "/deadlines/0/hours", 5)), ElementsAre(HasSubstr("the term is in hours")));
}

}  // namespace
}  // namespace fascicolo::engine
