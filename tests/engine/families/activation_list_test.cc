// The waiting list and its offers.
#include "engine/catalogue/documents.h"
#include "engine/families/activation.h"
#include "engine/families/service_unit.h"
#include "engine/kit.h"
#include "engine/told_commands.h"

namespace fascicolo::engine {
namespace {

using testing::ElementsAre;
using Names = std::vector<std::string>;

class WaitingList : public testing::Test {
 protected:
  WaitingList() { AdoptCatalogue(kit); }
  EntityId Centre(std::int64_t places) { return kit.Given(OpenUnit(kCentre, places, kit.today())); }
  EntityId HomeCare(std::int64_t minutes) { return kit.Given(OpenUnit(kHomeCare, minutes, kit.today())); }
  ActivationState StateOf(EntityId id) { return kit.Activation(id)->state; }
  Kit kit;
};

TEST_F(WaitingList, ByArrivalGoesByDayOfApplicationThenByRecord) {
  const EntityId second = Waiting(kit);
  const EntityId third = Waiting(kit);
  const EntityId first = kit.Given(Apply(CaseInCharge(kit), kCentre), kit.today() - 1);
  kit.Given(Enter(first));
  EXPECT_THAT(kit.ListInOrder(kCentre), ElementsAre(first, second, third));
}

TEST_F(WaitingList, ByPointsGoesByNeedThenByIncome) {
  const EntityId richer = WaitingForHomeCare(kit, 60, 10, 600'000);
  const EntityId poorer = WaitingForHomeCare(kit, 60, 10, 500'000);
  const EntityId weakest = WaitingForHomeCare(kit, 60, 95);
  EXPECT_THAT(kit.ListInOrder(kHomeCare), ElementsAre(poorer, richer, weakest));
}

TEST_F(WaitingList, AScoreNamesItsRulesItsLinesAndWhereEachInputCameFrom) {
  auto application = Apply(CaseInCharge(kit), kHomeCare, 60);
  application.inputs.push_back(Number("barthel", 35));
  const EntityId id = kit.Given(std::move(application));
  auto rest = Score(id, 40, 500'000);
  rest.inputs.erase(rest.inputs.begin());  // the Barthel index is known
  const auto scored = kit.When(std::move(rest)).ThenEvents({"ApplicationScored"}).First<schema::ApplicationScoredT>();
  EXPECT_EQ(scored.rule_set, "home_care_points");
  EXPECT_EQ(scored.rule_version, "2026");
  EXPECT_TRUE(scored.sample);
  ASSERT_EQ(scored.lines.size(), 6U);
  const auto& barthel = *scored.lines[0];
  EXPECT_EQ(barthel.criterion, "dependence");
  EXPECT_EQ(barthel.input, "35");
  EXPECT_EQ(barthel.row, "21..60");
  EXPECT_EQ(barthel.points, 30'00);
  EXPECT_EQ(events::Entity(barthel.source.get()), id);
  EXPECT_EQ(barthel.source_version, 1U) << "the application";
  EXPECT_EQ(scored.lines[1]->source_version, 2U) << "this very score";
  EXPECT_EQ(scored.lines[5]->source, nullptr) << "not known: the rule set says 0 points";
  EXPECT_EQ(scored.total, 90'00);
}

TEST_F(WaitingList, TheRulesOfTheDayOfApplicationCount) {
  const Day last_year = DayFromCivil({.year = 2025, .month = 12, .day = 31});
  const EntityId id = kit.Given(Apply(CaseInCharge(kit), kHomeCare, 60), last_year);
  EXPECT_EQ(kit.When(Score(id, 35, 500'000)).First<schema::ApplicationScoredT>().rule_version, "2025");
}

TEST_F(WaitingList, ANewScoreMovesWhoWaits) {
  const EntityId first = WaitingForHomeCare(kit, 60, 30);
  const EntityId second = WaitingForHomeCare(kit, 60, 95);
  kit.When(Score(second, 5, 500'000)).ThenEvents({"ApplicationScored", "EntryMoved"});
  EXPECT_THAT(kit.ListInOrder(kHomeCare), ElementsAre(second, first));
  kit.When(Score(second, 6, 500'000)).ThenEvents({"ApplicationScored"});
}

TEST_F(WaitingList, AnOfferReservesThePlaceAndHasATerm) {
  const EntityId unit = Centre(1);
  const EntityId id = Waiting(kit);
  const auto offer = kit.When(Offer(id, unit, kit.today())).ThenEvents({"OfferMade", "PlaceTaken"});
  EXPECT_EQ(offer.First<schema::OfferMadeT>().expires_on, (kit.today() + 10).days);
  EXPECT_EQ(LeastFree(kit.state(), unit, kit.today(), std::nullopt), 0);
  ASSERT_EQ(kit.Open().size(), 2U) << "the unit's opening, and the offer's term";
  EXPECT_EQ(kit.Open().back().second.due, StartOfDay(kit.today() + 11));
}

TEST_F(WaitingList, AcceptingStartsTheServiceAndClosesTheTerm) {
  const EntityId unit = Centre(1);
  const EntityId id = Waiting(kit);
  kit.Given(Offer(id, unit, kit.today()));
  kit.When(Accept(id)).ThenEvents({"OfferAccepted", "EntryRemoved", "ServiceStarted"});
  EXPECT_EQ(StateOf(id), ActivationState::kInForce);
  EXPECT_THAT(kit.ListInOrder(kCentre), ElementsAre());
  EXPECT_EQ(NamesOf(kit.PassUntil(kit.today() + 20)), Names{"ObligationDropped"}) << "the unit's opening only";
}

TEST_F(WaitingList, WhereAnActDecidesAcceptingOnlyProposes) {
  kit.Given(AdoptSheet(With(kCentre, "/act", "determination")));
  const EntityId unit = Centre(2);
  const EntityId id = Waiting(kit);
  kit.Given(Offer(id, unit, kit.today()));
  kit.When(Accept(id)).ThenEvents({"OfferAccepted", "EntryRemoved", "ServiceProposed"});
  EXPECT_EQ(StateOf(id), ActivationState::kProposed);
  kit.When(Withdraw(id)).ThenEvents({"ApplicationWithdrawn", "PlaceFreed"});
  EXPECT_EQ(LeastFree(kit.state(), unit, kit.today(), std::nullopt), 2);
}

TEST_F(WaitingList, APlaceGivenBackGoesToTheNextNotToWhoGaveItBack) {
  const EntityId unit = Centre(1);
  const EntityId first = Waiting(kit);
  const EntityId second = Waiting(kit);
  kit.Given(Offer(first, unit, kit.today()));
  kit.When(Refuse(first, "too_far")).ThenEvents({"OfferRefused", "PlaceFreed"});
  EXPECT_THAT(kit.ListInOrder(kCentre), ElementsAre(first, second)) << "the sheet keeps his place";
  kit.RunDue();
  EXPECT_EQ(StateOf(first), ActivationState::kWaiting);
  EXPECT_EQ(StateOf(second), ActivationState::kOffered);
  kit.Given(Refuse(second, "too_far"));
  EXPECT_EQ(NamesOf(kit.RunDue()), Names{"ObligationDropped"}) << "everybody was asked once";
}

TEST_F(WaitingList, ANewlyFreePlaceIsOfferedToThoseWhoDeclinedBefore) {
  const EntityId unit = Centre(2);
  const EntityId running = Applicant(kit);
  kit.Given(Start(running, unit, kit.today()));
  const EntityId waiting = Waiting(kit);
  kit.Given(Offer(waiting, unit, kit.today()));
  kit.Given(Refuse(waiting));
  kit.RunDue();
  kit.Given(End(running, kit.today()));
  kit.RunDue();
  EXPECT_EQ(StateOf(waiting), ActivationState::kOffered);
}

TEST_F(WaitingList, TheOfficeMayOfferOnceMoreToWhoDeclined) {
  const EntityId unit = Centre(1);
  const EntityId id = Waiting(kit);
  kit.Given(Offer(id, unit, kit.today()));
  kit.Given(Refuse(id));
  kit.RunDue();
  kit.When(Offer(id, unit, kit.today())).ThenEvents({"OfferMade", "PlaceTaken"});
}

TEST_F(WaitingList, ARefusalCostsPointsAndTheyStayOffWhenScoredAgain) {
  const EntityId unit = HomeCare(60);
  const EntityId first = WaitingForHomeCare(kit, 60, 30);
  const EntityId second = WaitingForHomeCare(kit, 60, 70);
  kit.Given(Offer(first, unit, kit.today()));
  const auto refused = kit.When(Refuse(first)).ThenEvents({"OfferRefused", "EntryMoved", "PlaceFreed"});
  EXPECT_EQ(refused.First<schema::OfferRefusedT>().penalty, 10'00);
  EXPECT_EQ(refused.First<schema::EntryMovedT>().points, 80'00);
  EXPECT_THAT(kit.ListInOrder(kHomeCare), ElementsAre(first, second));
  kit.RunDue();
  kit.Given(Refuse(second));
  kit.Given(Offer(first, unit, kit.today()));
  kit.Given(Refuse(first));
  EXPECT_EQ(kit.Activation(first)->points, 70'00);
  const auto scored = kit.When(Score(first, 30, 500'000)).First<schema::ApplicationScoredT>();
  EXPECT_EQ(scored.total, 70'00);
  EXPECT_EQ(scored.lines.back()->criterion, "penalty");
  EXPECT_EQ(scored.lines.back()->points, -20'00);
}

TEST_F(WaitingList, SilenceTakesOffTheListAndGivesThePlaceToTheNext) {
  const EntityId unit = Centre(1);
  const EntityId first = Waiting(kit);
  const EntityId second = Waiting(kit);
  kit.Given(Offer(first, unit, kit.today()));
  EXPECT_EQ(NamesOf(kit.PassUntil(kit.today() + 10)), Names{"ObligationDropped"}) << "the unit's opening";
  EXPECT_EQ(NamesOf(kit.PassUntil(kit.today() + 1)),
            (Names{"OfferLapsed", "EntryRemoved", "PlaceFreed", "OfferMade", "PlaceTaken"}));
  EXPECT_EQ(StateOf(first), ActivationState::kRemoved);
  EXPECT_EQ(StateOf(second), ActivationState::kOffered);
  const EntityId case_file = kit.Activation(first)->case_file;
  kit.When(CloseCase(case_file)).ThenEvents({"CaseClosed"});
}

TEST_F(WaitingList, WhoWasRemovedAppliesAgainAfterTheTerm) {
  const EntityId unit = Centre(1);
  const EntityId first = Waiting(kit);
  kit.Given(Offer(first, unit, kit.today()));
  kit.PassUntil(kit.today() + 11);
  const EntityId case_file = kit.Activation(first)->case_file;
  kit.PassUntil(kit.today() + 59);
  kit.When(Apply(case_file, kCentre))
      .ThenRefused(Rule::kReentryTooSoon, "not_before", FormatDay(kit.today() + 1));
  kit.OpenNextDay();
  kit.When(Apply(case_file, kCentre)).ThenEvents({"ApplicationFiled"});
}

TEST_F(WaitingList, WhoNeedsMoreThanIsFreeIsPassedOver) {
  const EntityId unit = HomeCare(60);
  const EntityId needs_much = WaitingForHomeCare(kit, 120, 10);
  const EntityId needs_little = WaitingForHomeCare(kit, 60, 95);
  kit.When(Offer(needs_much, unit, kit.today())).ThenRefused(Rule::kNoCapacity, "free", "60");
  kit.When(Offer(needs_little, unit, kit.today())).ThenEvents({"OfferMade", "PlaceTaken"});
}

TEST_F(WaitingList, OffersAllThatIsFreeAndNoMore) {
  const EntityId unit = HomeCare(0);
  const EntityId first = WaitingForHomeCare(kit, 50, 10);
  const EntityId second = WaitingForHomeCare(kit, 60, 30);
  const EntityId third = WaitingForHomeCare(kit, 50, 95);
  kit.Given(SetCapacity(unit, 100, kit.today()));
  EXPECT_EQ(NamesOf(kit.RunDue()), (Names{"OfferMade", "PlaceTaken", "OfferMade", "PlaceTaken"}))
      << "first and third fit together";
  EXPECT_EQ(StateOf(first), ActivationState::kOffered);
  EXPECT_EQ(StateOf(second), ActivationState::kWaiting);
  EXPECT_EQ(StateOf(third), ActivationState::kOffered);
}

TEST_F(WaitingList, OneCommitOffersSoManyAndTheNextGoesOn) {
  const EntityId unit = Centre(0);
  std::vector<EntityId> all;
  for (std::size_t i = 0; i < kMaxOffersPerCommit + 5; ++i) all.push_back(Waiting(kit));
  kit.Given(SetCapacity(unit, 100, kit.today()));
  const std::size_t before = kit.commits();
  const auto told = NamesOf(kit.RunDue());
  EXPECT_EQ(std::count(told.begin(), told.end(), "OfferMade"), static_cast<std::ptrdiff_t>(all.size()));
  EXPECT_EQ(kit.commits() - before, 2U);
  for (const EntityId id : all) EXPECT_EQ(StateOf(id), ActivationState::kOffered);
}

TEST_F(WaitingList, WhereTheOfficeOffersItIsToldWhoIsNext) {
  kit.Given(AdoptSheet(With(kCentre, "/waiting/on_free", "by_office")));
  const EntityId unit = Centre(1);
  const EntityId running = Applicant(kit);
  kit.Given(Start(running, unit, kit.today()));
  kit.RunDue();
  const EntityId first = Waiting(kit);
  Waiting(kit);
  kit.Given(End(running, kit.today()));
  EXPECT_EQ(NamesOf(kit.RunDue()), Names{"OfferProposed"});
  EXPECT_EQ(StateOf(first), ActivationState::kWaiting);
  kit.When(Offer(first, unit, kit.today())).ThenEvents({"OfferMade", "PlaceTaken"});
}

TEST_F(WaitingList, AFreePlaceIsDroppedWithItsGround) {
  Centre(1);
  const auto told = kit.RunDue();
  ASSERT_EQ(NamesOf(told), Names{"ObligationDropped"});
  EXPECT_EQ(told.front().payload.AsObligationDropped()->ground, "nobody_waits");
  Waiting(kit);
  kit.Given(OpenUnit(kCentre, 1, kit.today()));
  EXPECT_EQ(NamesOf(kit.RunDue()), (Names{"OfferMade", "PlaceTaken"}));
}

TEST_F(WaitingList, WithdrawingGivesBackWhatWasOffered) {
  const EntityId unit = Centre(1);
  const EntityId first = Waiting(kit);
  const EntityId second = Waiting(kit);
  kit.Given(Offer(first, unit, kit.today()));
  kit.When(Withdraw(first)).ThenEvents({"ApplicationWithdrawn", "EntryRemoved", "PlaceFreed"});
  kit.RunDue();
  EXPECT_EQ(StateOf(second), ActivationState::kOffered);
  kit.When(Withdraw(first)).ThenRefused(Rule::kWrongActivationState, "state", "withdrawn");
}

TEST_F(WaitingList, TheSameCommandTwiceIsOneApplication) {
  kit.When(Apply(CaseInCharge(kit), kCentre)).ThenEvents({"ApplicationFiled"});
  const std::size_t commits = kit.commits();
  EXPECT_TRUE(kit.WhenRepeated().told().is_retry);
  EXPECT_EQ(kit.commits(), commits);
}

TEST_F(WaitingList, ACaseHoldsOnePlaceOnAList) {
  const EntityId unit = Centre(1);
  const EntityId id = Applicant(kit);
  const EntityId case_file = kit.Activation(id)->case_file;
  kit.When(Apply(case_file, kCentre)).ThenRefused(Rule::kAlreadyApplied, "activation", ToHex(id));
  kit.Given(Enter(id));
  kit.When(Apply(case_file, kCentre)).ThenRefused(Rule::kAlreadyApplied, "state", "waiting");
  kit.Given(Offer(id, unit, kit.today()));
  kit.When(Apply(case_file, kCentre)).ThenRefused(Rule::kAlreadyApplied, "state", "offered");
  kit.When(Apply(case_file, kHomeCare, 60)).ThenEvents({"ApplicationFiled"});
  kit.When(Apply(CaseInCharge(kit), kCentre)).ThenEvents({"ApplicationFiled"});
}

TEST_F(WaitingList, WhatIsDecidedIsNotInTheWayOfAnotherApplication) {
  const EntityId unit = Centre(2);
  const EntityId withdrawn = Applicant(kit);
  const EntityId case_file = kit.Activation(withdrawn)->case_file;
  kit.Given(Withdraw(withdrawn));
  const EntityId running = kit.Given(Apply(case_file, kCentre));
  kit.Given(Start(running, unit, kit.today()));
  const EntityId second = kit.Given(Apply(case_file, kCentre));
  kit.When(Apply(case_file, kCentre)).ThenRefused(Rule::kAlreadyApplied, "activation", ToHex(second));
}

TEST_F(WaitingList, AProposedServiceIsNotDecidedYet) {
  kit.Given(AdoptSheet(With(kCentre, "/act", "determination")));
  const EntityId unit = Centre(1);
  const EntityId id = Applicant(kit);
  kit.Given(Start(id, unit, kit.today()));
  kit.When(Apply(kit.Activation(id)->case_file, kCentre)).ThenRefused(Rule::kAlreadyApplied, "state", "proposed");
}

TEST_F(WaitingList, AForeignHistoryKeepsBothOfTwoApplications) {
  const EntityId id = Waiting(kit);
  const EntityId case_file = kit.Activation(id)->case_file;
  const Day past = kit.today() - 50;
  kit.WhenImported(case_file, past, Apply(case_file, kCentre)).ThenEvents({"SourceFactImported", "ApplicationFiled"});
  const EntityId foreign = kit.Made();
  EXPECT_TRUE(kit.Activation(foreign)->imported);
  kit.Given(Withdraw(id));
  kit.When(Apply(case_file, kCentre)).ThenRefused(Rule::kAlreadyApplied, "activation", ToHex(foreign));
}

TEST_F(WaitingList, RejectsInputsThatCannotBe) {
  auto nameless = Apply(CaseInCharge(kit), kHomeCare, 60);
  nameless.inputs.push_back(Number("", 1));
  kit.When(nameless).ThenRejected(RejectionCode::kForm, "/inputs/0/name");
  auto long_code = Apply(CaseInCharge(kit), kHomeCare, 60);
  long_code.inputs.push_back(Code("family_network", std::string(65, 'x')));
  kit.When(long_code).ThenRejected(RejectionCode::kForm, "/inputs/0");
  auto many = Apply(CaseInCharge(kit), kHomeCare, 60);
  for (int i = 0; i < 257; ++i) many.inputs.push_back(Number("n" + std::to_string(i), i));
  kit.When(many).ThenRejected(RejectionCode::kForm, "/inputs");
  kit.When(Apply(CaseInCharge(kit), kHomeCare, 1'000'001)).ThenRejected(RejectionCode::kForm, "/quantity");
  kit.When(Apply(CaseInCharge(kit), kCentre, 2)).ThenRejected(RejectionCode::kForm, "/quantity");
}

}  // namespace
}  // namespace fascicolo::engine
