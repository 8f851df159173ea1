// R25, R36, R37, R39a, R47, R49: what the service does about itself: studies, plans, training, measures, agreements, units.
#include "engine/families/programme_session.h"
#include "engine/families/provider_change.h"
#include "engine/families/unit_running.h"
#include "engine/kit.h"
#include "engine/told_programmes.h"

namespace fascicolo::engine {
namespace {

using Kind = schema::UndertakingKind;
using Names = std::vector<std::string>;
using Move = schema::UndertakingStep;

UndertakingState StateOf(const Kit& kit, EntityId programme, std::uint32_t number) {
  return UndertakingOf(kit, programme, number)->state;
}

TEST(R25a, AStudyAnswersAQuestionFromDataThatCanBeFoundAgain) {
  // Given a mandate of the council.
  Kit kit;
  AdoptProgrammes(kit);
  const EntityId studies = kit.Given(OpenProgramme(kit, kStudies));
  kit.When(StartUndertaking(kit, studies, Kind::study)).ThenEvents({"UndertakingStarted"});

  // When a report comes before anybody said what it is based on, then it is no study.
  kit.When(Advance(kit, studies, 1, Move::report)).ThenRefused(Rule::kUndertakingOutOfOrder, "state", "drafted");

  // When the data are named by the ledger's position, then the report is, and the programme closes.
  const auto based = kit.When(Advance(kit, studies, 1, Move::record_data)).First<schema::UndertakingAdvancedT>();
  EXPECT_GT(based.data_position, 0U);
  kit.When(Advance(kit, studies, 1, Move::report)).ThenEvents({"UndertakingAdvanced"});
  kit.When(CloseProgramme(studies)).ThenEvents({"ProgrammeClosed"});
}

TEST(R25b, ABriefingIsDeliveredByItsDayOrItIsToldThatItIsLate) {
  // Given two briefings that the council asked for.
  Kit kit;
  AdoptProgrammes(kit);
  const EntityId briefings = kit.Given(OpenProgramme(kit, kBriefings));
  for (int i = 0; i < 2; ++i) kit.Given(StartUndertaking(kit, briefings, Kind::briefing));

  // When the first is delivered and the second is not, then the second is late, once.
  kit.Given(Advance(kit, briefings, 1, Move::deliver));
  const auto late = kit.PassUntil(kit.today() + 31);
  ASSERT_EQ(NamesOf(late), Names{"UndertakingLate"});
  EXPECT_EQ(late.front().payload.AsUndertakingLate()->number, 2U);
  kit.Given(Advance(kit, briefings, 2, Move::deliver));

  // And the act that the first one fed is named.
  kit.When(Advance(kit, briefings, 1, Move::feed_act)).ThenEvents({"UndertakingAdvanced"});
  kit.When(CloseProgramme(briefings)).ThenEvents({"ProgrammeClosed"});
}

TEST(R36, APlanIsAskedAboutApprovedPutInForceReviewedAndReplaced) {
  // Given a nursery's families' council of three, elected for three years.
  Kit kit;
  AdoptProgrammes(kit);
  const EntityId planning = kit.Given(OpenProgramme(kit, kPlanning));
  kit.Given(FormBody(planning, 3));
  std::vector<EntityId> parents;
  for (int i = 0; i < 4; ++i) parents.push_back(kit.Given(Person(YearsAgo(kit, 35))));
  kit.Given(Elect(planning, 1, {{parents[0], 40}, {parents[1], 30}, {parents[2], 20}, {parents[3], 9}}));

  // When the educational plan asks for its opinion, then one member alone gives none; two of three do.
  kit.Given(StartUndertaking(kit, planning, Kind::educational_plan));
  kit.Given(Advance(kit, planning, 2, Move::ask_opinion));
  auto alone = Meet(kit, planning, 1, {parents[0]});
  alone.motions.push_back(OpinionOn(2, 1, 0));
  kit.When(alone).ThenEvents({"BodyMet"});
  auto two = Meet(kit, planning, 1, {parents[0], parents[1]});
  two.motions.push_back(OpinionOn(2, 2, 0));
  const auto met = kit.When(two).ThenEvents({"BodyMet", "UndertakingAdvanced"});
  EXPECT_EQ(met.First<schema::BodyMetT>().present_needed, 2U);
  EXPECT_TRUE(met.First<schema::UndertakingAdvancedT>().favourable);

  // When it is approved and in force, then next year's plan takes its place.
  kit.Given(Advance(kit, planning, 2, Move::approve));
  kit.Given(Advance(kit, planning, 2, Move::put_in_force));
  kit.Given(Advance(kit, planning, 2, Move::review));
  auto next = StartUndertaking(kit, planning, Kind::educational_plan);
  next.replaces = 2;
  kit.Given(std::move(next));
  kit.Given(Advance(kit, planning, 3, Move::approve));
  kit.When(Advance(kit, planning, 3, Move::put_in_force)).ThenEvents({"UndertakingAdvanced", "UndertakingAdvanced"});
  EXPECT_EQ(StateOf(kit, planning, 2), UndertakingState::kReplaced);
  EXPECT_EQ(StateOf(kit, planning, 3), UndertakingState::kInForce);

  // And each of the other four kinds of plan is begun in the same way.
  for (const Kind kind : {Kind::administrative_plan, Kind::operating_plan, Kind::family_plan, Kind::participation_plan}) {
    kit.When(StartUndertaking(kit, planning, kind)).ThenEvents({"UndertakingStarted"});
  }
}

TEST(R37, StaffAreTrainedAndTheirYearIsCounted) {
  // Given a year's training: a course of twelve credits, updating, supervision.
  Kit kit;
  AdoptProgrammes(kit);
  const EntityId training = kit.Given(OpenProgramme(kit, kTraining));
  std::uint32_t session = 0;
  for (const char* activity : {"training", "updating", "supervision"}) {
    auto plan = PlanSession(training, kit.today(), activity);
    plan.minutes = 240;
    plan.credits = 12;
    kit.Given(std::move(plan));
    auto held = HeldSession(training, ++session);
    held.staff.push_back(Staff("rossi"));
    held.staff.push_back(Staff("bianchi", 100));
    kit.When(held).ThenEvents({"SessionRecorded"});
  }

  // Then who was there has all hours and the credits that count in a year; who left early has hours alone.
  const int year = YearOf(kit.today());
  EXPECT_EQ(TrainingOf(kit.state(), "rossi", year).minutes, 720U);
  EXPECT_EQ(TrainingOf(kit.state(), "rossi", year).credits, 20U);
  EXPECT_EQ(TrainingOf(kit.state(), "bianchi", year).minutes, 300U);
  EXPECT_EQ(TrainingOf(kit.state(), "bianchi", year).credits, 0U);

  // And teaching and animation are of the same programme, counted or by name.
  kit.Given(PlanSession(training, kit.today(), "animation"));
  auto animation = HeldSession(training, ++session);
  animation.counts.push_back(Counted(20, schema::AgeBand::years_0_5, schema::Sex::unknown));
  kit.When(animation).ThenEvents({"SessionRecorded"});
}

TEST(R39a, AFundedMeasureSpendsItsBudgetByReferenceAndIsClosed) {
  // Given a measure against evictions, funded by the region with 10,000 EUR.
  Kit kit;
  AdoptProgrammes(kit);
  const EntityId programme = kit.Given(OpenProgramme(kit, kMeasures));
  kit.Given(StartUndertaking(kit, programme, Kind::measure));
  kit.When(Advance(kit, programme, 1, Move::spend)).ThenRefused(Rule::kUndertakingOutOfOrder);
  kit.Given(Advance(kit, programme, 1, Move::put_in_force));

  // When it is spent, then each payment has its reference, and the sum never exceeds the budget.
  auto spend = Advance(kit, programme, 1, Move::spend);
  spend.amount = 600'000;
  spend.reference = "liq. 40/2026";
  kit.Given(spend);
  kit.When(spend).ThenRefused(Rule::kBudgetExceeded, "budget_cents", "1000000");
  spend.amount = 400'000;
  spend.reference = "liq. 41/2026";
  EXPECT_EQ(kit.When(spend).First<schema::UndertakingAdvancedT>().spent, 1'000'000);

  // And the programme waits until the measure is closed.
  kit.When(CloseProgramme(programme)).ThenRefused(Rule::kProgrammeGoesOn);
  kit.Given(Advance(kit, programme, 1, Move::close));
  kit.When(CloseProgramme(programme)).ThenEvents({"ProgrammeClosed"});
}

TEST(R47, AnAgreementWithOtherBodiesIsRenewedAndEndsOnItsDay) {
  // Given an agreement with the school and the prefecture, for a year.
  Kit kit;
  AdoptProgrammes(kit);
  const EntityId links = kit.Given(OpenProgramme(kit, kLinks));
  auto agreement = StartUndertaking(kit, links, Kind::agreement);
  agreement.parties = {"school", "prefecture"};
  const auto started = kit.When(agreement).First<schema::UndertakingStartedT>();
  EXPECT_EQ(started.parties.size(), 2U);
  kit.Given(Advance(kit, links, 1, Move::put_in_force));

  // When it is renewed, then the first day means nothing any more, and on the second it ends by itself.
  auto renew = Advance(kit, links, 1, Move::renew);
  renew.until = (kit.today() + 366).days;
  kit.Given(std::move(renew));
  EXPECT_EQ(NamesOf(kit.PassUntil(kit.today() + 365)), Names{});
  EXPECT_EQ(NamesOf(kit.PassUntil(kit.today() + 1)), Names{"UndertakingAdvanced"});
  EXPECT_EQ(StateOf(kit, links, 1), UndertakingState::kExpired);
}

TEST(R49, AUnitIsContractedAccreditedCheckedComplainedAboutAndHandedOver) {
  // Given a centre run by a contractor, accredited for a year, with two users.
  Kit kit;
  AdoptCatalogue(kit);
  const EntityId centre = kit.Given(OpenUnit(kCentre, 5, kit.today()));
  kit.Given(SignContract(centre, kit.today(), kit.today() + 365));
  kit.Given(Accredit(centre, schema::AccreditationStep::grant, kit.today() + 365));
  std::vector<EntityId> users;
  for (int i = 0; i < 2; ++i) {
    users.push_back(Applicant(kit));
    kit.Given(Start(users.back(), centre, kit.today()));
  }
  kit.RunDue();

  // When a check finds the kitchen dirty and nobody puts it right, then that is told.
  kit.Given(CheckQuality(centre, {kit.today() + 10}));
  EXPECT_EQ(NamesOf(kit.PassUntil(kit.today() + 11)), Names{"UnitReminded"});

  // When a user complains, then the answer has its days, and says that they were right.
  const EntityId person = kit.Activation(users[0])->person;
  kit.WhenWith({{"/text", "il pranzo arriva freddo"}}, Complain(centre, person)).ThenEvents({"ComplaintReceived"});
  const std::uint32_t complaint = kit.state().Find<UnitRunningTable>(centre)->parts;
  kit.When(AnswerComplaint(centre, complaint, true)).ThenEvents({"ComplaintAnswered"});
  EXPECT_FALSE(kit.StoresSay("freddo"));

  // When the accreditation is suspended and the contract ended, then another provider's unit takes both users over.
  kit.Given(Accredit(centre, schema::AccreditationStep::suspend));
  const Day from = kit.today() + 7;
  kit.Given(EndContract(centre, 1, from));
  const EntityId next = kit.Given(OpenUnit(kCentre, 5, kit.today()));
  kit.Given(SignContract(next, from, from + 365));
  kit.Given(ChangeProvider(centre, next, from));
  kit.PassUntil(from);
  for (const EntityId user : users) EXPECT_EQ(kit.Activation(user)->unit, next);
  EXPECT_EQ(kit.state().LevelOn<TakenTable>(centre, from), 0);
  EXPECT_EQ(kit.state().LevelOn<TakenTable>(next, from), 2);
  kit.When(Deliver(users[0], from - 1)).ThenEvents({"ServiceDelivered"});
  kit.When(End(users[0], from)).ThenEvents({"ServiceEnded", "PlaceFreed"});
}

}  // namespace
}  // namespace fascicolo::engine
