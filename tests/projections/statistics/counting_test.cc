#include "projections/statistics/counting.h"

#include "projections/statistics/told_careers.h"

namespace fascicolo::projections {
namespace {

using namespace testing;  // NOLINT: the told words

const EntityId kAda = EntityOf(1);
const EntityId kBea = EntityOf(2);
const EntityId kCase = EntityOf(10);
const EntityId kOther = EntityOf(11);
const EntityId kMeals = EntityOf(20);
const EntityId kHelp = EntityOf(21);

TEST(Stocks, AreWhatWasThereBeforeAndCameInLessWhatWentOut) {
  // Given a service of January to March, and one that goes on from February.
  ToldCareers told;
  told.Service(kMeals, kAda, "meals", On(2026, 1, 15));
  told.Service(kHelp, kBea, "help", On(2026, 2, 1));
  told.Ended(kMeals, On(2026, 3, 10));

  // When months are told apart, then each is explained by the one before.
  const auto table = told.Table("stocks --by month --from 2026-01 --to 2026-03");
  EXPECT_EQ(At(table, {"2026-01"}, "active"), 1);
  EXPECT_EQ(At(table, {"2026-02"}, "before"), 1);
  EXPECT_EQ(At(table, {"2026-02"}, "in"), 1);
  EXPECT_EQ(At(table, {"2026-02"}, "active"), 2);
  EXPECT_EQ(At(table, {"2026-03"}, "out"), 1);
  EXPECT_EQ(At(table, {"2026-03"}, "active"), 1);
  EXPECT_EQ(At(table, {"*"}, "before"), 0);
  EXPECT_EQ(At(table, {"*"}, "in"), 2);
  EXPECT_EQ(At(table, {"*"}, "active"), 1);
  EXPECT_TRUE(table.Breaches().empty());

  // And services are told apart in the same sums.
  const auto by_service = told.Table("stocks --by service,month --from 2026-01 --to 2026-03");
  EXPECT_EQ(At(by_service, {"meals", "2026-03"}, "active"), 0);
  EXPECT_EQ(At(by_service, {"help", "2026-03"}, "active"), 1);
  EXPECT_EQ(At(by_service, {"*", "2026-02"}, "active"), 2);
}

TEST(Stocks, EndAsItWasPlannedWhereNobodyEndedThemBefore) {
  ToldCareers told;
  told.Case(kCase, kAda, On(2026, 1, 2));
  told.Filed(kMeals, kCase, kAda, "meals");
  told.Started(kMeals, On(2026, 1, 2), On(2026, 3, 1));
  EXPECT_EQ(At(told.Table("stocks --year 2026"), {}, "out"), 1);
  EXPECT_EQ(At(told.Table("stocks --from 2026-02 --to 2026-02"), {}, "active"), 1);
  told.Ended(kMeals, On(2026, 2, 5));
  EXPECT_EQ(At(told.Table("stocks --from 2026-02 --to 2026-02"), {}, "active"), 0);
}

TEST(Stocks, OfAllowancesComeInOnceAndLastTheirMonths) {
  ToldCareers told;
  told.Filed(kHelp, kCase, kAda, "money");
  told.Started(kHelp, On(2026, 1, 10), On(2026, 3, 10));  // what is granted begins, and is granted
  schema::AllowanceGrantedT granted;
  granted.from = On(2026, 1, 10).days;
  granted.months = 2;
  told.Says(kHelp, On(2026, 1, 10), granted);
  const auto table = told.Table("stocks --by month --from 2026-01 --to 2026-03");
  EXPECT_EQ(At(table, {"2026-01"}, "in"), 1);
  EXPECT_EQ(At(table, {"2026-02"}, "active"), 1);
  EXPECT_EQ(At(table, {"2026-03"}, "out"), 1);
}

TEST(Stocks, OfCasesComeInAgainWhenTheyAreReopened) {
  ToldCareers told;
  told.Case(kCase, kAda, On(2026, 1, 2));
  told.Closed(kCase, On(2026, 1, 20));
  told.Says(kCase, On(2026, 3, 3), schema::CaseReopenedT{});
  const auto table = told.Table("stocks --of cases --by area,month --from 2026-01 --to 2026-03");
  EXPECT_EQ(At(table, {"elderly", "2026-02"}, "active"), 0);
  EXPECT_EQ(At(table, {"elderly", "*"}, "in"), 2);
  EXPECT_EQ(At(table, {"elderly", "*"}, "out"), 1);
  EXPECT_TRUE(table.Breaches().empty());
}

TEST(Stocks, LeaveOutCasesThatAreDormant) {
  ToldCareers told;
  told.Case(kCase, kAda, On(2026, 1, 2));
  told.Says(kCase, On(2026, 2, 3), schema::CaseMadeDormantT{});
  told.Says(kCase, On(2026, 4, 5), schema::TakenInChargeT{});
  const auto table = told.Table("stocks --of cases --by month --from 2026-01 --to 2026-04");
  EXPECT_EQ(At(table, {"2026-03"}, "active"), 0);
  EXPECT_EQ(At(table, {"2026-04"}, "active"), 1);
  EXPECT_TRUE(table.Breaches().empty());
}

TEST(Stocks, ThatContradictTheFlowsAreReportedAndNotSmoothedOver) {
  // Given a history in which a case is taken in charge twice, and closed once: no decider lets that happen.
  ToldCareers told;
  told.Case(kCase, kAda, On(2026, 1, 2));
  told.Says(kCase, On(2026, 1, 5), schema::TakenInChargeT{});

  // Then one case is active where two came in, and the table says so.
  const auto table = told.Table("stocks --of cases --from 2026-01 --to 2026-01");
  EXPECT_EQ(At(table, {}, "active"), 1);
  EXPECT_EQ(At(table, {}, "in"), 2);
  const auto breaches = table.Breaches();
  ASSERT_EQ(breaches.size(), 1U);
  EXPECT_EQ(breaches.front(), "+ in 2 - active 1 is not 0");
}

TEST(Stocks, TellPersonsApartAsTheyWereOnTheFirstDay) {
  // Given somebody who turned eighteen after the service began, lives in Sassari, and comes from Romania.
  ToldCareers told;
  told.Person(kAda, On(2008, 2, 1), "642");
  schema::AddressRecordedT address;
  address.kind = schema::AddressKind::residence;
  address.municipality = "090064";
  told.Says(kAda, On(2020, 1, 1), address);
  told.Service(kMeals, kAda, "meals", On(2026, 1, 15));
  const auto table = told.Table("stocks --by age_band,citizenship,district --year 2026");
  EXPECT_EQ(At(table, {"years_14_17", "european_union", "090064"}, "active"), 1);

  // When the address is protected, then nothing tells where they live.
  told.Says(kAda, On(2026, 5, 1), schema::AddressProtectedT{});
  EXPECT_EQ(At(told.Table("stocks --by district --year 2026"), {"not_recorded"}, "active"), 1);
  EXPECT_EQ(At(told.Table("stocks --by district --year 2026"), {"090064"}, "active"), 0);
}

TEST(Users, CountOnceHoweverManyServicesTheyHave) {
  // Given one person with two services in two areas, and another with one.
  ToldCareers told;
  told.Service(kMeals, kAda, "meals", On(2026, 1, 15));
  told.Service(kHelp, kAda, "help", On(2026, 2, 1), schema::Area::disabled);
  told.Service(EntityOf(22), kBea, "meals", On(2026, 2, 10));

  // Then each area counts its users, and the total counts persons.
  const auto table = told.Table("users --by area,month --from 2026-01 --to 2026-02");
  EXPECT_EQ(At(table, {"elderly", "2026-02"}, "users"), 2);
  EXPECT_EQ(At(table, {"disabled", "2026-02"}, "users"), 1);
  EXPECT_EQ(At(table, {"*", "2026-02"}, "users"), 2);
  EXPECT_EQ(At(table, {"*", "2026-01"}, "users"), 1);
  EXPECT_EQ(At(table, {"*", "*"}, "users"), 2);
  EXPECT_TRUE(table.Breaches().empty());
}

TEST(Users, AreNotThoseWhoseServiceEndedTheDayBefore) {
  ToldCareers told;
  told.Service(kMeals, kAda, "meals", On(2026, 1, 15));
  told.Ended(kMeals, On(2026, 2, 1));
  const auto table = told.Table("users --by month --from 2026-01 --to 2026-02");
  EXPECT_EQ(At(table, {"2026-01"}, "users"), 1);
  EXPECT_EQ(At(table, {"2026-02"}, "users"), 0);
}

TEST(Users, ThatWereMergedAreOne) {
  ToldCareers told;
  told.Service(kMeals, kAda, "meals", On(2026, 1, 15));
  told.Service(kHelp, kBea, "meals", On(2026, 1, 15));
  EXPECT_EQ(At(told.Table("users --year 2026"), {}, "users"), 2);

  schema::MergedIntoT merged;
  merged.person = IdPtr(kAda);
  told.Says(kBea, On(2026, 6, 1), std::move(merged));
  EXPECT_EQ(At(told.Table("users --year 2026"), {}, "users"), 1);

  told.Says(kBea, On(2026, 7, 1), schema::UnmergedFromT{});
  EXPECT_EQ(At(told.Table("users --year 2026"), {}, "users"), 2);
}

TEST(Users, ThatWereMergedInACircleAreCountedAllTheSame) {
  ToldCareers told;
  told.Service(kMeals, kAda, "meals", On(2026, 1, 15));
  for (const auto& [duplicate, person] : {std::pair{kAda, kBea}, std::pair{kBea, kAda}}) {
    schema::MergedIntoT merged;
    merged.person = IdPtr(person);
    told.Says(duplicate, On(2026, 6, 1), std::move(merged));
  }
  EXPECT_EQ(At(told.Table("users --year 2026"), {}, "users"), 1);
}

TEST(Users, AreAllWhoAreServedTogether) {
  ToldCareers told;
  told.Case(kCase, kAda, On(2026, 1, 2));
  told.Filed(kMeals, kCase, kAda, "meals", {kBea, EntityOf(3)});
  told.Started(kMeals, On(2026, 1, 2));
  EXPECT_EQ(At(told.Table("users --year 2026"), {}, "users"), 3);
  EXPECT_EQ(At(told.Table("users --of cases --year 2026"), {}, "users"), 1);
}

TEST(Need, IsWhoWaitsAndWhoFoundNoPlace) {
  // Given two who wait: one gets the service, one gives up.
  ToldCareers told;
  told.Case(kCase, kAda, On(2026, 1, 2));
  told.Case(kOther, kBea, On(2026, 1, 2));
  told.Filed(kMeals, kCase, kAda, "meals");
  told.Filed(kHelp, kOther, kBea, "meals");
  for (const EntityId one : {kMeals, kHelp}) told.Says(one, On(2026, 1, 10), schema::WaitingStartedT{});
  told.Started(kMeals, On(2026, 2, 1));
  told.Says(kHelp, On(2026, 3, 5), schema::ApplicationWithdrawnT{});
  told.careers.refused_for_capacity.emplace_back(On(2026, 3, 6), kHelp);

  const auto table = told.Table("need --by service,month --from 2026-01 --to 2026-03");
  EXPECT_EQ(At(table, {"meals", "2026-01"}, "waiting"), 2);
  EXPECT_EQ(At(table, {"meals", "2026-02"}, "served"), 1);
  EXPECT_EQ(At(table, {"meals", "2026-02"}, "waiting"), 1);
  EXPECT_EQ(At(table, {"meals", "2026-03"}, "left"), 1);
  EXPECT_EQ(At(table, {"meals", "2026-03"}, "waiting"), 0);
  EXPECT_EQ(At(table, {"*", "*"}, "refused_for_capacity"), 1);
  EXPECT_TRUE(table.Breaches().empty());
}

TEST(Need, EndsForWhomARefusedOfferTakesOffTheList) {
  ToldCareers told;
  told.Filed(kMeals, kCase, kAda, "meals");
  told.Says(kMeals, On(2026, 1, 10), schema::WaitingStartedT{});
  schema::OfferRefusedT refused;
  refused.effect = schema::ListEffect::kept;
  told.Says(kMeals, On(2026, 2, 10), refused);
  EXPECT_EQ(At(told.Table("need --from 2026-02 --to 2026-02"), {}, "waiting"), 1);
  refused.effect = schema::ListEffect::removed;
  told.Says(kMeals, On(2026, 2, 20), refused);
  EXPECT_EQ(At(told.Table("need --from 2026-02 --to 2026-02"), {}, "waiting"), 0);
}

TEST(Spending, IsWhatWasPaidLessWhatCameBackAndWhatUsersOwe) {
  // Given a service for which 300 EUR are paid, come back, and are paid again; its user owes 45 EUR of February.
  ToldCareers told;
  told.Service(kMeals, kAda, "meals", On(2026, 1, 15));
  const EntityId chapter = EntityOf(50);
  schema::MoneyReservedT reserved;
  reserved.commitment = 1;
  reserved.about = IdPtr(kMeals);
  told.Says(chapter, On(2026, 1, 20), std::move(reserved));
  schema::MoneyLiquidatedT liquidated;
  liquidated.liquidation = 1;
  liquidated.commitment = 1;
  liquidated.amount = 30'000;
  told.Says(chapter, On(2026, 2, 20), std::move(liquidated));
  schema::MoneyPaidT paid;
  paid.liquidation = 1;
  schema::PaymentBouncedT bounced;
  bounced.liquidation = 1;
  told.Says(chapter, On(2026, 2, 25), paid);
  told.Says(chapter, On(2026, 3, 2), bounced);
  told.Says(chapter, On(2026, 3, 9), paid);
  schema::DebtRaisedT share;
  share.cause = schema::DebtCause::share;
  share.activation = IdPtr(kMeals);
  share.month = On(2026, 2, 1).days;
  share.amount = 4'500;
  told.Says(kAda, On(2026, 4, 1), std::move(share));

  // Then gross, share and net stand in their months; what the health service pays is not recorded.
  const auto table = told.Table("spending --by area,month --from 2026-02 --to 2026-03");
  EXPECT_EQ(At(table, {"elderly", "2026-02"}, "gross"), 30'000);
  EXPECT_EQ(At(table, {"elderly", "2026-02"}, "net"), 25'500);
  EXPECT_EQ(At(table, {"elderly", "2026-03"}, "gross"), 0);
  EXPECT_EQ(At(table, {"*", "*"}, "users_share"), 4'500);
  EXPECT_EQ(At(table, {"*", "*"}, "net"), 25'500);
  EXPECT_FALSE(table.measures[2].is_recorded);
  EXPECT_TRUE(table.Breaches().empty());
}

TEST(Outcomes, AreWhatBecameOfTheNeedBetweenTwoFindings) {
  // Given a case at level 4 that is found at 2 and then at 3, with one goal reached; another that was found once.
  ToldCareers told;
  for (const auto& [case_file, person] : {std::pair{kCase, kAda}, std::pair{kOther, kBea}}) {
    told.Case(case_file, person, On(2026, 1, 2));
    schema::ProjectProposedT proposed;
    proposed.need_level = 4;
    told.Says(case_file, On(2026, 1, 10), std::move(proposed));
  }
  schema::ProjectReviewedT reviewed;
  reviewed.need_level = 2;
  reviewed.outcomes = {schema::GoalOutcome::yes, schema::GoalOutcome::no};
  told.Says(kCase, On(2026, 3, 10), reviewed);
  reviewed.need_level = 3;
  reviewed.outcomes.clear();
  told.Says(kCase, On(2026, 5, 10), reviewed);
  told.Closed(kCase, On(2026, 6, 1));

  // Then March is better, May worse, and the half-year better as a whole.
  const auto table = told.Table("outcomes --by month --from 2026-01 --to 2026-06");
  EXPECT_EQ(At(table, {"2026-01"}, "measured"), 0);
  EXPECT_EQ(At(table, {"2026-03"}, "better"), 1);
  EXPECT_EQ(At(table, {"2026-03"}, "goals_reached"), 1);
  EXPECT_EQ(At(table, {"2026-03"}, "goals_missed"), 1);
  EXPECT_EQ(At(table, {"2026-05"}, "worse"), 1);
  EXPECT_EQ(At(table, {"*"}, "measured"), 1);
  EXPECT_EQ(At(table, {"*"}, "better"), 1);
  EXPECT_EQ(At(table, {"*"}, "need_overcome"), 1);
  EXPECT_TRUE(table.Breaches().empty());
}

TEST(Counting, SaysFromWhichDayAnEventCounts) {
  ToldCareers told;
  told.Filed(kMeals, kCase, kAda, "meals");
  schema::ServiceStartedT started;
  started.from = On(2026, 1, 2).days;
  EXPECT_EQ(told.Says(kMeals, On(2026, 4, 1), started), On(2026, 1, 2));
  EXPECT_EQ(told.Says(kCase, On(2026, 4, 1), schema::DiaryEntryAddedT{}), std::nullopt);
}

TEST(Counting, StopsWhereTooMuchIsToldApart) {
  ToldCareers told;
  for (std::uint64_t i = 0; i < kMaxCells / 4 + 1; ++i) {
    told.Filed(EntityOf(i), kCase, kAda, "service" + std::to_string(i));
    told.Started(EntityOf(i), On(2026, 1, 2));
  }
  const auto query = ParseQuery("stocks --by service --year 2026", On(2026, 12, 31));
  const auto table = Count(told.careers, *query);
  ASSERT_FALSE(table.ok());
  EXPECT_EQ(table.error().code, FailureCode::kTooLarge);
}

}  // namespace
}  // namespace fascicolo::projections
