// What a sheet says of its programmes.
#include "engine/catalogue/sheets.h"
#include "engine/catalogue/sheet.h"

namespace fascicolo::engine {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;


TEST(ProgrammeForm, IsReadAsItStands) {
  const auto sheet = ParseSheet(With("community_projects", "/programme/insured", true)).value();
  ASSERT_TRUE(sheet.programme.has_value());
  EXPECT_EQ(sheet.programme->attendance, std::vector{AttendanceMode::kByName});
  EXPECT_TRUE(sheet.programme->is_insured);
  EXPECT_EQ(sheet.programme->pact, (PactRules{.least_weekly_minutes = 480, .most_weekly_minutes = 960}));
  EXPECT_FALSE(sheet.programme->training.has_value());
}

TEST(ProgrammeForm, MayBeLeftOut) {
  EXPECT_FALSE(ParseSheet(Without("feasts_elderly", "/programme")).value().programme.has_value());
}

TEST(ProgrammeForm, WantsTrainingRulesWhereStaffAttendAndNowhereElse) {
  EXPECT_THAT(ErrorsOf(Without("animation_and_training", "/programme/training")),
              Contains(HasSubstr("/programme/training")));
  EXPECT_THAT(ErrorsOf(With("animation_and_training", "/programme/attendance", {"counted"})),
              Contains(HasSubstr("no staff attend")));
}

TEST(ProgrammeForm, InsuresOnlyWhomItNames) {
  EXPECT_THAT(ErrorsOf(With("community_projects", "/programme/attendance", {"counted"})),
              Contains(HasSubstr("nobody attends by name")));
}

TEST(ProgrammeForm, KeepsNumbersWithinTheirRange) {
  for (const auto& [key, value] : {std::pair{"term_months", 0}, std::pair{"quorum_percent", 100},
                                   std::pair{"majority_percent", -1}}) {
    const std::string place = std::string("/programme/bodies/") + key;
    EXPECT_THAT(ErrorsOf(With("service_programming", place, value)), Contains(HasSubstr(place)));
  }
  EXPECT_THAT(ErrorsOf(With("community_projects", "/programme/pact/most_weekly_minutes", 479)),
              Contains(HasSubstr("/programme/pact/most_weekly_minutes")));
  EXPECT_THAT(ErrorsOf(With("animation_and_training", "/programme/training/least_percent", 101)),
              Contains(HasSubstr("/programme/training/least_percent")));
}

TEST(ProgrammeForm, NamesUndertakingsThatThereAre) {
  EXPECT_THAT(ErrorsOf(With("policy_studies", "/programme/undertakings", {"study"})), IsEmpty());
  EXPECT_THAT(ErrorsOf(With("policy_studies", "/programme/undertakings", {"novel"})),
              Contains(HasSubstr("/programme/undertakings/0")));
}

}  // namespace
}  // namespace fascicolo::engine
