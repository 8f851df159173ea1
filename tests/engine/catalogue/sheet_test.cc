#include "engine/catalogue/sheet.h"

#include "tests/engine/catalogue/sheets.h"

#include <gmock/gmock.h>

#include <set>

namespace fascicolo::engine {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

const std::set<std::string> kOptional{"suspension", "activities", "assessments", "documents",
                                      "issued",     "deadlines",  "fee",         "reporting",  "incompatible_with"};

TEST(Sheet, OfHomeCareHasOnePoolOfMinutesForThreeRows) {
  const auto sheet = ParseSheet(FindBuiltIn(kWholeSheet)->json);
  ASSERT_TRUE(sheet.ok());
  EXPECT_EQ(sheet->code, "home_care_elderly");
  EXPECT_THAT(sheet->rows, ElementsAre("R01", "R02", "R03", "R03b"));
  EXPECT_EQ(sheet->name.it, "Assistenza domiciliare anziani");
  EXPECT_EQ(sheet->name.In(Language::kEnglish), "Home care for the elderly");
  EXPECT_EQ(sheet->area, Area::kElderly);
  EXPECT_THAT(sheet->desks, ElementsAre(Desk::kAdultsElderly));
  EXPECT_EQ(sheet->siuss, (SiussClass{.code = "A2.07", .area = 2}));
  EXPECT_EQ(sheet->istat_area, IstatArea::kElderly);
  EXPECT_EQ(sheet->fnps_level, 2);
  EXPECT_EQ(sheet->family, Family::kActivation);
  EXPECT_EQ(sheet->served, Served::kPerson);
  EXPECT_EQ(sheet->capacity, CapacityModel::kPool);
  EXPECT_EQ(sheet->unit, Unit::kMinutesPerWeek);
  ASSERT_EQ(sheet->activities.size(), 4U);
  EXPECT_EQ(sheet->activities[1].row, "R02");
  ASSERT_TRUE(sheet->waiting.has_value());
  EXPECT_EQ(*sheet->waiting, (ListRules{.policy = WaitingPolicy::kPoints,
                                      .rule_set = "home_care_points",
                                      .on_free = OnFree::kAutomatic,
                                      .offer_days = 10,
                                      .on_refusal = OnRefusal::kPenalty,
                                      .refusal_penalty_hundredths = 1000,
                                      .on_silence = OnSilence::kRemove,
                                      .reentry_days = 60,
                                      .revalidation = Revalidation{180, 30, OnSilence::kRemove}}));
  ASSERT_TRUE(sheet->suspension.has_value());
  EXPECT_TRUE(sheet->suspension->keeps_place);
  EXPECT_EQ(sheet->suspension->max_days, 30);
  EXPECT_EQ(sheet->suspension->reasons.at(0).code, "hospital");
  EXPECT_EQ(sheet->end_reasons.size(), 7U);
  EXPECT_EQ(sheet->refusal_reasons.size(), 4U);
  EXPECT_THAT(sheet->assessments, ElementsAre("barthel"));
  ASSERT_EQ(sheet->documents.size(), 3U);
  EXPECT_EQ(sheet->documents[2], (Labelled{"isee", {"Attestazione ISEE", "ISEE attestation"}}));
  EXPECT_EQ(sheet->issued.at(0).code, "pai");
  EXPECT_THAT(sheet->deadlines,
              ElementsAre(Deadline{"decision",
                                   {"Decisione sulla domanda", "Decision on the application"},
                                   Deadline::Unit::kDays,
                                   30,
                                   {Ground::Source::kLaw, "L. 241/1990", "2"},
                                   {Suspends::kMissingDocuments, Suspends::kRefusalNotice}}));
  EXPECT_EQ(sheet->fee, "home_care_fee_line");
  EXPECT_EQ(sheet->reporting,
            (Reporting{MacroArea::kServices,
                       true,
                       {Funding::kMunicipal, Funding::kRegional, Funding::kUsers},
                       Management::kEntrusted,
                       MeansTest::kIsee}));
  EXPECT_EQ(sheet->act, ActKind::kNone);
  EXPECT_EQ(sheet->decision_days, 30);
  EXPECT_THAT(sheet->legal_basis, ElementsAre(Ground{Ground::Source::kLaw, "L. 328/2000", "22"}));
  EXPECT_EQ(sheet->status, DocumentStatus::kSample);
}

TEST(Sheet, OfAnOpenCentreHasPlacesAndAListByArrival) {
  const auto sheet = ParseSheet(FindBuiltIn("open_centre_elderly")->json);
  ASSERT_TRUE(sheet.ok());
  EXPECT_EQ(sheet->capacity, CapacityModel::kPlaces);
  EXPECT_EQ(sheet->unit, Unit::kPlaces);
  EXPECT_EQ(sheet->waiting.value().policy, WaitingPolicy::kArrival);
  EXPECT_EQ(sheet->waiting.value().rule_set, "");
  EXPECT_THAT(sheet->activities, IsEmpty());
}

TEST(Sheet, OfProfessionalSocialServiceHasNoCapacityNoListAndNoOfficialCode) {
  const auto sheet = ParseSheet(FindBuiltIn("professional_social_service")->json);
  ASSERT_TRUE(sheet.ok());
  EXPECT_EQ(sheet->family, Family::kCaseFile);
  EXPECT_EQ(sheet->capacity, CapacityModel::kNone);
  EXPECT_EQ(sheet->unit, Unit::kNone);
  EXPECT_EQ(sheet->siuss, std::nullopt);
  EXPECT_EQ(sheet->waiting, std::nullopt);
  EXPECT_EQ(sheet->suspension, std::nullopt);
  EXPECT_EQ(sheet->desks.size(), 4U);
}

TEST(Sheet, ReportsASyntaxErrorWithItsLine) {
  EXPECT_THAT(ErrorsOf("{\n\"format\" 1}"), ElementsAre(StartsWith("line 2, column 10: ")));
}

TEST(Sheet, ReportsAllErrorsAtOnce) {
  json document = BuiltIn(kWholeSheet);
  document.erase("code");
  document["area"] = "old";
  document["waiting"]["offer_days"] = 0;
  document["decision_days"] = 1.5;
  EXPECT_THAT(
      ErrorsOf(document.dump()),
      ElementsAre(StartsWith("/code: the key is missing; expected a code"),
                  "/area: unknown value: the text \"old\"; expected one of elderly, minors_family, "
                  "disabled, foreigners, poverty_adults, general",
                  "/waiting/offer_days: 0 is out of range; expected an integer from 1 to 365",
                  "/decision_days: the number 1.5 stands here; expected an integer from 1 to 365"));
}

TEST(Sheet, RefusesAnotherFormat) {
  EXPECT_THAT(ErrorsWith("/format", 2),
              ElementsAre("/format: 2 is out of range; expected an integer from 1 to 1"));
}

TEST(Sheet, RefusesEveryMissingKeyButTheOptionalOnes) {
  const json document = BuiltIn(kWholeSheet);
  for (const auto& [key, value] : document.items()) {
    if (kOptional.contains(key)) {
      EXPECT_THAT(ErrorsWithout("/" + key), IsEmpty());
      continue;
    }
    EXPECT_THAT(ErrorsWithout("/" + key),
                ::testing::Contains(StartsWith("/" + key + ": the key is missing")));
  }
}

TEST(Sheet, RefusesEveryKeyOfTheWrongTypeOnceAndAtItsPlace) {
  const json flat = BuiltIn(kWholeSheet).flatten();
  for (const auto& [pointer, value] : flat.items()) {
    EXPECT_THAT(ErrorsWith(pointer, 1.5), ElementsAre(StartsWith(pointer + ": "))) << pointer;
  }
}

TEST(Sheet, AsksWhetherAnUnknownKeyIsASlip) {
  EXPECT_THAT(
      ErrorsWith("/waiting/offer_day", 3),
      ElementsAre(
          "/waiting/offer_day: unknown key; expected one of policy, rule_set, on_free, offer_days, "
          "on_refusal, refusal_penalty_points, on_silence, reentry_days, revalidation, closed, "
          "open_periods; did you mean \"offer_days\"?"));
  EXPECT_THAT(ErrorsWith("/colour", "red"), ElementsAre(::testing::Not(HasSubstr("did you mean"))));
}

TEST(Sheet, AsksWhetherAnUnknownValueIsASlip) {
  EXPECT_THAT(ErrorsWith("/waiting/on_free", "automatically"),
              ElementsAre(HasSubstr("one of automatic, by_office")));
  EXPECT_THAT(ErrorsWith("/desks/0", "adult_elderly"),
              ElementsAre(HasSubstr("did you mean \"adults_elderly\"?")));
}

TEST(Sheet, RefusesACodeThatTheOfficialTableDoesNotHave) {
  EXPECT_THAT(ErrorsWith("/siuss/code", "A2.70"),
              ElementsAre("/siuss/code: \"A2.70\" is not in the official table; expected a code of "
                          "schemas/catalogue/codes/siuss.csv; did you mean \"A2.07\"?"));
  EXPECT_THAT(ErrorsWith("/siuss/area", 4), ElementsAre(HasSubstr("an integer from 1 to 3")));
  EXPECT_THAT(ErrorsWith("/siuss", nullptr), IsEmpty());
}

TEST(Sheet, RefusesRowsThatAreNoRowsOrStandTwice) {
  EXPECT_THAT(ErrorsWith("/rows", json::array()),
              ::testing::Contains(HasSubstr("the list has 0 items")));
  EXPECT_THAT(ErrorsWith("/rows/3", "R3"),
              ::testing::Contains(StartsWith("/rows/3: the text \"R3\" stands here")));
  EXPECT_THAT(ErrorsWith("/rows/4", "R01"),
              ElementsAre("/rows/4: \"R01\" stands twice; expected every row once"));
}

TEST(Sheet, RefusesADeskThatStandsTwice) {
  EXPECT_THAT(
      ErrorsWith("/desks/1", "adults_elderly"),
      ElementsAre("/desks/1: the text \"adults_elderly\" stands twice; expected every desk once"));
}

TEST(Sheet, RefusesAReasonThatStandsTwice) {
  EXPECT_THAT(
      ErrorsWith("/suspension/reasons/1/code", "hospital"),
      ElementsAre(
          "/suspension/reasons/1/code: \"hospital\" stands twice; expected every code once"));
}

TEST(Sheet, RefusesAnActivityOfAnotherRowOrWithATakenCode) {
  EXPECT_THAT(
      ErrorsWith("/activities/0/row", "R07"),
      ElementsAre("/activities/0/row: \"R07\" is no row of this sheet; expected one of its rows"));
  EXPECT_THAT(
      ErrorsWith("/activities/1/code", "personal_hygiene"),
      ElementsAre(
          "/activities/1/code: \"personal_hygiene\" stands twice; expected every code once"));
}

TEST(Sheet, MayLeaveOutAllThatIsNotNeededToRunTheService) {
  json document = BuiltIn(kWholeSheet);
  for (const std::string& key : kOptional) document.erase(key);
  document["waiting"].erase("revalidation");
  const auto sheet = ParseSheet(document.dump());
  ASSERT_TRUE(sheet.ok());
  EXPECT_THAT(sheet->deadlines, IsEmpty());
  EXPECT_EQ(sheet->fee, "");
  EXPECT_EQ(sheet->reporting, std::nullopt);
  EXPECT_EQ(sheet->waiting.value().revalidation, std::nullopt);
  EXPECT_TRUE(IsListOpen(*sheet->waiting, Day{20'000}));
}

TEST(Sheet, WantsALegalBasisWhenConfirmed) {
  json document = BuiltIn(kWholeSheet);
  document["legal_basis"] = json::array();
  EXPECT_THAT(ErrorsOf(document.dump()), IsEmpty());
  document["status"] = "confirmed";
  EXPECT_THAT(ErrorsOf(document.dump()),
              ElementsAre(StartsWith("/legal_basis: the list has 0 items")));
}

TEST(Sheet, RefusesAGroundThatIsLawAndActAtOnce) {
  EXPECT_THAT(
      ErrorsWith("/legal_basis/0/act", "Regulation"),
      ElementsAre("/legal_basis/0/act: stands beside \"law\"; expected either \"law\" or \"act\""));
}

TEST(Sheet, SpellsItsEnumerationsAsTheJsonDoes) {
  EXPECT_EQ(TextOf(Area::kPovertyAdults), "poverty_adults");
  EXPECT_EQ(TextOf(Desk::kImmigrants), "immigrants");
  EXPECT_EQ(TextOf(IstatArea::kMultiUser), "multi_user");
  EXPECT_EQ(TextOf(Family::kServiceUnit), "service_unit");
  EXPECT_EQ(TextOf(Served::kHousehold), "household");
  EXPECT_EQ(TextOf(CapacityModel::kPool), "pool");
  EXPECT_EQ(TextOf(Unit::kNone), "none");
  EXPECT_EQ(TextOf(Unit::kMinutesPerWeek), "minutes_per_week");
  EXPECT_EQ(TextOf(Unit::kBeds), "beds");
  EXPECT_EQ(TextOf(WaitingPolicy::kArrival), "arrival");
  EXPECT_EQ(TextOf(OnFree::kByOffice), "by_office");
  EXPECT_EQ(TextOf(OnRefusal::kPenalty), "penalty");
  EXPECT_EQ(TextOf(OnSilence::kRemove), "remove");
  EXPECT_EQ(TextOf(ActKind::kDetermination), "determination");
  EXPECT_EQ(TextOf(Unit::kAccessesPerWeek), "accesses_per_week");
  EXPECT_EQ(TextOf(MacroArea::kStructures), "structures");
  EXPECT_EQ(TextOf(Funding::kHealthService), "health_service");
  EXPECT_EQ(TextOf(Management::kEntrusted), "entrusted");
  EXPECT_EQ(TextOf(MeansTest::kExempted), "exempted");
  EXPECT_EQ(TextOf(Suspends::kRefusalNotice), "refusal_notice");
  EXPECT_EQ(TextOf(DocumentStatus::kSample), "sample");
}

}  // namespace
}  // namespace fascicolo::engine
