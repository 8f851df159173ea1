// What a sheet says about public housing.
#include "engine/catalogue/sheet.h"

#include "tests/engine/catalogue/sheets.h"

#include <gmock/gmock.h>

namespace fascicolo::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;


TEST(HousingTerms, StandInTheSheetsThatHousePeople) {
  const auto assignment = ParseSheet(FindBuiltIn("erp_assignment")->json).value();
  ASSERT_TRUE(assignment.housing.has_value());
  EXPECT_EQ(assignment.housing->matching, "erp_match");
  EXPECT_EQ(assignment.housing->refusals, 1);
  EXPECT_THAT(assignment.housing->good_reasons, ElementsAre("dwelling_unsuitable"));
  const auto lodging = ParseSheet(FindBuiltIn("emergency_lodging")->json).value();
  EXPECT_EQ(lodging.housing->lodging, (LodgingTerms{.max_days = 90, .extensions = 2}));
  const auto forfeiture = ParseSheet(FindBuiltIn("erp_forfeiture")->json).value();
  EXPECT_EQ(forfeiture.housing->grounds.size(), 7U);
  EXPECT_EQ(forfeiture.housing->grounds.front().ground.article, "forfeiture");
}

TEST(HousingTerms, BelongToTheirFamiliesAndMayBeLeftOut) {
  EXPECT_FALSE(ParseSheet(Without("erp_change", "/housing")).value().housing);
  EXPECT_THAT(ErrorsOf(With("erp_change", "/family", "activation")),
              ElementsAre("/housing: does not belong here: only with the family \"housing\" or \"ranking\"; expected the key "
                          "left out"));
}

TEST(HousingTerms, NameEachGroundOnceWithTheLawOrActThatSaysSo) {
  EXPECT_THAT(ErrorsOf(With("erp_change", "/housing/grounds/1/code", "household_grew")),
              ElementsAre(HasSubstr("/housing/grounds/1/code: \"household_grew\" stands twice")));
  EXPECT_THAT(ErrorsOf(Without("erp_change", "/housing/grounds/0/ground")),
              ElementsAre(HasSubstr("/housing/grounds/0/ground")));
}

TEST(HousingTerms, AreWithinTheirLimits) {
  EXPECT_THAT(ErrorsOf(With("erp_assignment", "/housing/refusals", 11)), ElementsAre(HasSubstr("/housing/refusals")));
  EXPECT_THAT(ErrorsOf(With("emergency_lodging", "/housing/lodging/max_days", 731)),
              ElementsAre(HasSubstr("/housing/lodging/max_days")));
  EXPECT_THAT(ErrorsOf(With("emergency_lodging", "/housing/lodging/extensions", 11)),
              ElementsAre(HasSubstr("/housing/lodging/extensions")));
  EXPECT_THAT(ErrorsOf(With("emergency_lodging", "/housing/rooms", 2)), ElementsAre(HasSubstr("/housing/rooms")));
}

}  // namespace
}  // namespace fascicolo::engine
