// Whom events concern, told by events alone.
#include "connectors/feed/circle.h"

#include <gtest/gtest.h>

namespace fascicolo::feed {
namespace {

using events::json::Value;

constexpr Day kToday = DayFromCivil({2026, 3, 2});

std::string IdOf(int number) {
  std::string digits = std::to_string(number);
  return std::string(32 - digits.size(), '0') + digits;
}

Value Event(int entity, const std::string& kind, const std::string& payload, const std::string& on = "2026-03-02") {
  auto read = events::json::ParseJson(R"({"entity":")" + IdOf(entity) + R"(","kind":")" + kind +
                                      R"(","effective_on":")" + on + R"(","payload":{)" + payload + "}}");
  FASCICOLO_CHECK(read.ok());
  return std::move(read).value();
}
std::string To(const std::string& field, int id) { return "\"" + field + "\":\"" + IdOf(id) + "\""; }

constexpr int kPerson = 1, kCase = 2, kApplication = 3, kUnit = 4, kOther = 5;

class CircleOf : public ::testing::Test {
 protected:
  void SetUp() override {
    AdoptSheet("home_care", "elderly", "elderly");
    AdoptSheet("alcohol", "poverty_adults", "dependencies");
    AdoptSheet("youth_centre", "minors_family", "families_minors");
  }
  void AdoptSheet(const std::string& code, const std::string& area, const std::string& istat) {
    Fold(Event(99, "sheet",
               R"("type":"SheetAdopted","sheet":{"code":")" + code + R"(","area":")" + area + R"(","istat_area":")" +
                   istat + R"(","end_reasons":[{"code":"deceased","name":{"en":"Somebody died"}}]})"));
  }
  void Fold(const Value& event) { circle_.Fold(event); }
  void Person(const std::string& more = "") { Fold(Event(kPerson, "person", R"("type":"PersonRegistered")" + more)); }
  void Case(const std::string& area = "elderly", const std::string& desk = "adults_elderly") {
    Fold(Event(
        kCase, "case_file",
        R"("type":"ContactRegistered","area":")" + area + R"(","desk":")" + desk + "\"," + To("person", kPerson)));
  }
  void Application(const std::string& service) {
    Fold(Event(kApplication, "activation",
               R"("type":"ApplicationFiled","service":")" + service + "\"," + To("case_file", kCase)));
  }
  Concern Of(const Value& event, Day day = kToday) const { return circle_.Of(event, day); }
  /// A place is taken in a unit, which is everybody's, by the application.
  static Value PlaceTaken() { return Event(kUnit, "unit", R"("type":"PlaceTaken",)" + To("activation", kApplication)); }

  Circle circle_;
};

TEST_F(CircleOf, AnAdultsEventHasTheAreasOfItsCaseAndService) {
  Person(R"(,"born":"1950-01-01")");
  Case();
  Application("home_care");
  const Concern concern = Of(PlaceTaken());
  EXPECT_EQ(concern.areas, (std::set<std::string, std::less<>>{"elderly"}));
  EXPECT_FALSE(concern.minors || concern.dependencies || concern.is_closed);
}

TEST_F(CircleOf, AMinorIsRecognisedThroughCaseAndApplicationUntilOfAge) {
  Person(R"(,"born":"2008-03-03")");
  Case();
  Application("home_care");
  EXPECT_TRUE(Of(PlaceTaken()).minors) << "of age tomorrow";
  const Value later = Event(kUnit, "unit", R"("type":"PlaceTaken",)" + To("activation", kApplication), "2026-03-03");
  EXPECT_FALSE(Of(later, kToday + 1).minors);
  EXPECT_TRUE(Of(PlaceTaken(), kToday + 30).minors) << "recorded later, it happened while they were a minor";
}

TEST_F(CircleOf, AFamilysCaseStaysAMinors) {
  Person(R"(,"born":"1980-01-01")");
  Case("minors_family", "families_minors");
  Application("home_care");
  EXPECT_TRUE(Of(PlaceTaken()).minors);
}

TEST_F(CircleOf, AServiceForMinorsOrAddictionIsRecognisedByItsSheet) {
  Person();
  Case();
  Application("alcohol");
  EXPECT_TRUE(Of(PlaceTaken()).dependencies);
  EXPECT_TRUE(Of(Event(kUnit, "unit", R"("type":"UnitOpened","service":"youth_centre")")).minors);
  EXPECT_TRUE(Of(Event(kUnit, "unit", R"("type":"UnitOpened","service":"of_nobody")")).is_closed)
      << "no sheet says what it is";
}

TEST_F(CircleOf, NothingIsToldOfWhoIsRestrictedProtectedOrErased) {
  for (const auto& [begins, ends] :
       {std::pair{"ProcessingRestricted", "RestrictionLifted"}, {"AddressProtected", "AddressProtectionLifted"}}) {
    Person();
    Case();
    Application("home_care");
    Fold(Event(kPerson, "person", std::string(R"("type":")") + begins + "\""));
    EXPECT_TRUE(Of(PlaceTaken()).is_closed) << begins;
    Fold(Event(kPerson, "person", std::string(R"("type":")") + ends + "\""));
    EXPECT_FALSE(Of(PlaceTaken()).is_closed) << ends;
  }
  Fold(Event(kPerson, "person", R"("type":"ErasureCompleted","persons":[")" + IdOf(kPerson) + "\"]"));
  EXPECT_TRUE(Of(PlaceTaken()).is_closed);
}

TEST_F(CircleOf, WhoWasMergedWithAMinorIsOne) {
  Person();
  Case();
  Fold(Event(kOther, "person", R"("type":"PersonRegistered","born":"2015-01-01")"));
  EXPECT_FALSE(Of(Event(kCase, "case_file", R"("type":"TakenInCharge")")).minors);
  Fold(Event(kPerson, "person", R"("type":"DuplicateMerged",)" + To("duplicate", kOther)));
  EXPECT_TRUE(Of(Event(kCase, "case_file", R"("type":"TakenInCharge")")).minors);
}

TEST_F(CircleOf, AUnitDoesNotMakeItsUsersEachOthers) {
  Person();
  Case();
  Application("home_care");
  Fold(PlaceTaken());
  Fold(Event(kOther, "person", R"("type":"PersonRegistered","born":"2015-01-01")"));
  Fold(Event(kUnit, "unit", R"("type":"PlaceTaken",)" + To("activation", kOther)));
  EXPECT_FALSE(Of(PlaceTaken()).minors);
}

TEST_F(CircleOf, StandInsOfAPersonAreFoundForAnErasure) {
  Person();
  Case();
  Application("home_care");
  EXPECT_EQ(circle_.StandFor({*IdFromText<EntityId>(IdOf(kPerson))}),
            (std::vector{*IdFromText<EntityId>(IdOf(kCase)), *IdFromText<EntityId>(IdOf(kApplication))}));
  EXPECT_TRUE(circle_.StandFor({*IdFromText<EntityId>(IdOf(kOther))}).empty());
  Fold(Event(kOther, "person", R"("type":"PersonRegistered")"));
  Fold(Event(kApplication, "activation", R"("type":"Enrolled",)" + To("person", kOther)));
  EXPECT_EQ(circle_.StandFor({*IdFromText<EntityId>(IdOf(kPerson))}).size(), 1U)
      << "the application is another's too now";
}

TEST_F(CircleOf, AWordIsAdoptedIfASheetHasIt) {
  EXPECT_TRUE(circle_.IsAdoptedWord("deceased"));
  EXPECT_FALSE(circle_.IsAdoptedWord("Somebody died"));
  EXPECT_FALSE(circle_.IsAdoptedWord("anna"));
}

}  // namespace
}  // namespace fascicolo::feed
