// What the procedure of a service wants and owes.
#include "engine/catalogue/sheet.h"

#include "tests/engine/catalogue/sheets.h"

#include <gmock/gmock.h>

namespace fascicolo::engine {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

TEST(Sheet, WantsATermInDaysOrInHoursWithItsLaw) {
  const auto minors = ParseSheet(FindBuiltIn("residential_minors")->json);
  ASSERT_TRUE(minors.ok());
  EXPECT_EQ(minors->deadlines.at(0).unit, Deadline::Unit::kHours);
  EXPECT_EQ(minors->deadlines.at(0).length, 24);
  EXPECT_EQ(minors->deadlines.at(0).ground, (Ground{Ground::Source::kLaw, "Codice civile", "403"}));
  EXPECT_THAT(ErrorsWith("/deadlines/0/hours", 24),
              ElementsAre("/deadlines/0/days: does not belong here: the term is in hours; expected the key "
                          "left out"));
  EXPECT_THAT(ErrorsWithout("/deadlines/0/days"), ElementsAre(StartsWith("/deadlines/0/days: the key is missing")));
  EXPECT_THAT(ErrorsWithout("/deadlines/0/ground"), ElementsAre(StartsWith("/deadlines/0/ground: the key is missing")));
  EXPECT_THAT(ErrorsWithout("/deadlines/0/ground/article"), ElementsAre(HasSubstr("the key is missing")));
  EXPECT_THAT(ErrorsWith("/deadlines/0/suspended_by/1", "missing_document"),
              ElementsAre(HasSubstr("did you mean \"missing_documents\"?")));
  EXPECT_THAT(ErrorsWith("/deadlines/0/suspended_by/1", "missing_documents"),
              ElementsAre(HasSubstr("stands twice; expected every cause once")));
}

TEST(Sheet, RefusesADeadlineThatStandsTwiceOrAnotherTermForTheDecision) {
  json document = BuiltIn(kWholeSheet);
  document["deadlines"].push_back(document["deadlines"][0]);
  EXPECT_THAT(ErrorsOf(document.dump()),
              ElementsAre("/deadlines/1/code: \"decision\" stands twice; expected every code once"));
  EXPECT_THAT(ErrorsWith("/decision_days", 60),
              ElementsAre("/deadlines/0/days: differs from decision_days; expected 60"));
}

TEST(Sheet, WantsTheReportsAnswersFromTheirWords) {
  EXPECT_THAT(ErrorsWith("/reporting/macro_area", "houses"),
              ElementsAre("/reporting/macro_area: unknown value: the text \"houses\"; expected one of services, "
                          "structures, money"));
  EXPECT_THAT(ErrorsWith("/reporting/funding/1", "municipal"),
              ElementsAre("/reporting/funding/1: the text \"municipal\" stands twice; expected every source once"));
  EXPECT_THAT(ErrorsWithout("/reporting/means_test"),
              ElementsAre("/reporting/means_test: the key is missing; expected one of isee, other, exempted, none"));
  EXPECT_THAT(ErrorsWithout("/reporting/yearly_hours"), IsEmpty());
}

TEST(Sheet, RefusesAnInstrumentOrAPaperThatStandsTwice) {
  EXPECT_THAT(ErrorsWith("/assessments/1", "barthel"),
              ElementsAre("/assessments/1: \"barthel\" stands twice; expected every instrument once"));
  EXPECT_THAT(ErrorsWith("/assessments/0", "Barthel"),
              ElementsAre("/assessments/0: the text \"Barthel\" stands here; expected the code of an instrument"));
  EXPECT_THAT(ErrorsWith("/documents/1/code", "application"), ElementsAre(HasSubstr("every code once")));
  EXPECT_THAT(ErrorsWith("/issued", json::array()), ElementsAre(HasSubstr("the list has 0 items")));
}

}  // namespace
}  // namespace fascicolo::engine
