// Placements in facilities, foster families and residences: how they begin, last, change and end.
#include "engine/families/deadline_keeping.h"
#include "engine/families/placement_deciding.h"
#include "engine/told_acts.h"
#include "engine/told_people.h"
#include "engine/told_placements.h"

namespace fascicolo::engine {
namespace {

using schema::AbsenceKind;

class Placement : public testing::Test {
 protected:
  Placement() { AdoptPlacing(kit); }
  [[nodiscard]] std::int64_t Taken(EntityId unit, Day day) const { return kit.state().LevelOn<TakenTable>(unit, day); }
  /// The deadlines that run, by their codes.
  [[nodiscard]] std::vector<std::string> Terms(EntityId placement) const {
    std::vector<std::string> codes;
    kit.state().Scan<DeadlineTable>(DeadlineTable::Key(placement), [&](std::string_view, const DeadlineRow& row) {
      codes.push_back(row.deadline);
      return true;
    });
    return codes;
  }
  Kit kit;
};

TEST(PlacementByAct, BeginsWithItOrByADecreeWithout) {
  // Given services that want an act, and a child for whom the court decreed.
  Kit kit;
  AdoptPlacingByAct(kit);
  const EntityId unit = kit.Given(OpenUnit(kMinors, 2, kit.today()));
  const EntityId by_decree = AcceptedBy(kit, CaseOf(kit, 8), unit);

  // When the child is taken in, then at once.
  kit.When(TakeIn(by_decree, unit, kit.today())).ThenEvents({"PlacementStarted", "PlaceTaken", "DeadlineOpened", "DeadlineOpened"});

  // When somebody comes to a residence, then by the act alone, which their events name.
  const EntityId residence = kit.Given(OpenUnit(kResidence, 1, kit.today()));
  const EntityId placement = AcceptedWithoutDecree(kit, CaseOf(kit, 80), residence, {}, kResidence);
  kit.When(TakeIn(placement, residence, kit.today())).ThenRefused(Rule::kActNeeded);
  const Then begun = WhenByAct(kit, "400/2026", TakeIn(placement, residence, kit.today()));
  begun.ThenEvents({"PlacementStarted", "PlaceTaken"});
  for (const auto& event : begun.told().events) EXPECT_FALSE(events::Entity(event.act.get()).is_zero());
}

TEST_F(Placement, TakesABedForEachPersonFromTheDayOnWhichTheyCome) {
  // Given two siblings, and a facility that has two beds and accepts.
  const EntityId unit = kit.Given(OpenUnit(kMinors, 2, kit.today()));
  const EntityId case_file = CaseOf(kit, 8);
  const EntityId sister = PersonOf(kit, CaseOf(kit, 11));
  const EntityId placement = AcceptedBy(kit, case_file, unit, {PersonOf(kit, case_file), sister});

  // When they are taken in next week, then both beds are taken from then on, and none before.
  kit.When(TakeIn(placement, unit, kit.today() + 7))
      .ThenEvents({"PlacementStarted", "PlaceTaken", "DeadlineOpened", "DeadlineOpened"});
  EXPECT_EQ(Taken(unit, kit.today() + 6), 0);
  EXPECT_EQ(Taken(unit, kit.today() + 7), 2);
  EXPECT_THAT(Terms(placement), testing::ElementsAre("report", "greatest_length"));
  EXPECT_EQ(PlacementOf(kit, placement).payer, "092009");

  // When one of them goes home, then the other stays, and the case stays open.
  kit.PassUntil(kit.today() + 20);
  auto leaves = EndStay(placement, kit.today(), "returned_home");
  leaves.person = Ref(sister);
  kit.When(leaves).ThenEvents({"PlacementEnded", "PlaceFreed"});
  EXPECT_EQ(Taken(unit, kit.today()), 1);
  EXPECT_EQ(PlacementOf(kit, placement).state, PlacementState::kInForce);
  kit.When(CloseCase(case_file)).ThenRefused(Rule::kCaseHasServices);

  // When the last one goes too, then nothing is left of it, neither beds nor deadlines.
  leaves.person = Ref(PersonOf(kit, case_file));
  const auto ended = kit.When(leaves).First<schema::PlacementEndedT>();
  EXPECT_TRUE(events::Entity(ended.person.get()).is_zero()) << "who leaves last ends it for everybody";
  EXPECT_EQ(Taken(unit, kit.today()), 0);
  EXPECT_THAT(Terms(placement), testing::IsEmpty());
  kit.When(CloseCase(case_file)).ThenEvents({"CaseClosed"});
}

TEST_F(Placement, GoesToTheSecondFacilityWhenTheFirstRefuses) {
  const EntityId first = kit.Given(OpenUnit(kMinors, 2, kit.today()));
  const EntityId second = kit.Given(OpenUnit(kMinors, 2, kit.today()));
  const EntityId placement = kit.Given(RequestOf(CaseOf(kit, 8), kMinors));
  kit.Given(Ask(placement, first));
  kit.Given(Ask(placement, second));
  kit.When(HostRefuses(placement, first)).ThenEvents({"HostAnswered"});
  EXPECT_EQ(PlacementOf(kit, placement).state, PlacementState::kSearching) << "the second has not answered";
  kit.When(HostAccepts(placement, second)).ThenEvents({"HostAnswered"});
  EXPECT_EQ(PlacementOf(kit, placement).state, PlacementState::kFound);
  EXPECT_EQ(PlacementOf(kit, placement).found, second);
}

TEST_F(Placement, IsNotBegunTwiceForOnePersonOnOneDay) {
  const auto there = ChildInFacility(kit);
  const EntityId other_case = CaseOf(kit, 9);
  const EntityId other = AcceptedBy(kit, other_case, there.unit, {there.child});
  kit.When(TakeIn(other, there.unit, kit.today() + 5)).ThenRefused(Rule::kAlreadyPlaced, "placement", ToHex(there.placement));
  // A duplicate is the same person.
  const EntityId twin_case = CaseOf(kit, 8);
  const EntityId twin = PersonOf(kit, twin_case);
  kit.Given(Merge(there.child, twin));
  const EntityId twins = AcceptedBy(kit, twin_case, there.unit, {twin});
  kit.When(TakeIn(twins, there.unit, kit.today())).ThenRefused(Rule::kAlreadyPlaced);
  // After the first has ended, the second may begin on that day.
  kit.Given(EndStay(there.placement, kit.today(), "returned_home"));
  kit.When(TakeIn(other, there.unit, kit.today())).ThenEvents(
      {"PlacementStarted", "PlaceTaken", "DeadlineOpened", "DeadlineOpened"});
}

TEST_F(Placement, KeepsThePlaceOfWhoRanAwayUntilTheyReturn) {
  const auto there = ChildInFacility(kit, 15);
  kit.PassUntil(kit.today() + 3);
  kit.When(Absent(there.placement, there.child, kit.today(), AbsenceKind::runaway)).ThenEvents({"AbsenceRecorded"});
  EXPECT_EQ(Taken(there.unit, kit.today()), 1);
  kit.PassUntil(kit.today() + 2);
  kit.When(Returned(there.placement, there.child, kit.today())).ThenEvents({"ReturnRecorded"});
  EXPECT_FALSE(PlacementOf(kit, there.placement).persons.at(0).absent_since);
  // That somebody ran away is told to an authority.
  auto untold = Absent(there.placement, there.child, kit.today(), AbsenceKind::runaway);
  untold.reported_to.clear();
  kit.When(untold).ThenRejected(RejectionCode::kForm, "/reported_to");
}

TEST_F(Placement, TheLastOrderAboutContactCounts) {
  const auto there = ChildInFacility(kit);
  const EntityId father = PersonOf(kit, CaseInCharge(kit));
  kit.When(Visit(there.placement, father, false)).ThenEvents({"VisitRecorded"});
  kit.Given(OrderContact(there.placement, father, schema::ContactRule::supervised));
  kit.When(Visit(there.placement, father, true)).ThenEvents({"VisitRecorded"});
  kit.When(Visit(there.placement, father, false)).ThenRefused(Rule::kVisitNotSupervised);
  kit.Given(OrderContact(there.placement, father, schema::ContactRule::forbidden));
  kit.When(Visit(there.placement, father, true)).ThenRefused(Rule::kContactForbidden);
  kit.Given(OrderContact(there.placement, father, schema::ContactRule::open));
  kit.When(Visit(there.placement, father, false)).ThenEvents({"VisitRecorded"});
}

TEST_F(Placement, OwesAReportEverySixMonthsAndIsToldWhenItIsLate) {
  const auto there = ChildInFacility(kit);
  const Day due = AddMonths(kit.today(), 6);
  const auto late = kit.PassUntil(due + 4);
  ASSERT_EQ(NamesOf(late), std::vector<std::string>{"DeadlinePassed"});
  EXPECT_EQ(late.front().kind, schema::EntityKind::placement);
  // Sent late, it is met, and the next one is due half a year after it.
  const auto sent = kit.When(OfPlacement<schema::SendPlacementReportT>(there.placement));
  sent.ThenEvents({"PlacementReported", "DeadlineMet", "DeadlineOpened"});
  EXPECT_GE(Day{sent.First<schema::DeadlineOpenedT>().due_on}, AddMonths(kit.today(), 6));
  EXPECT_EQ(PlacementOf(kit, there.placement).reports, 1U);
}

TEST_F(Placement, ReportsAsOftenAsTheDecreeSays) {
  const EntityId unit = kit.Given(OpenUnit(kMinors, 2, kit.today()));
  const EntityId placement = AcceptedBy(kit, CaseOf(kit, 8), unit);
  auto decree = Decree(placement);
  decree.report_months = 3;
  decree.until = AddMonths(kit.today(), 12).days;
  kit.When(decree).ThenEvents({"DecreeRecorded", "DeadlineOpened"});
  const auto begun = kit.When(TakeIn(placement, unit, kit.today()));
  EXPECT_LE(Day{begun.First<schema::DeadlineOpenedT>().due_on}, AddMonths(kit.today(), 3) + 3);
  decree.report_months = kMaxReportMonths + 1;
  kit.When(decree).ThenRejected(RejectionCode::kForm, "/report_months");
}

TEST_F(Placement, BeyondTwentyFourMonthsOnlyTheJuvenileCourtExtends) {
  const auto there = ChildInFacility(kit);
  const Day two_years = AddMonths(kit.today(), 24);
  kit.When(Extend(there.placement, two_years)).ThenEvents({"PlacementExtended", "DeadlineOpened"});
  kit.When(Extend(there.placement, two_years + 1)).ThenRefused(Rule::kExtensionNeedsDecree);
  auto by_other = Extend(there.placement, two_years + 100, "R.G. 3/2028");
  by_other.court = schema::Court::guardianship_judge;
  kit.When(by_other).ThenRefused(Rule::kExtensionNeedsDecree);
  kit.When(Extend(there.placement, two_years + 100, "R.G. 3/2028"))
      .ThenEvents({"PlacementExtended", "DeadlineMet", "DeadlineMet", "DeadlineOpened"});
  EXPECT_THAT(Terms(there.placement), testing::ElementsAre("report", "planned_end"));
}

TEST_F(Placement, AnEighteenthBirthdayProposesAnEndAndEndsNothing) {
  // Given somebody of seventeen, and somebody of the same age who stays by decree.
  const auto leaves = ChildInFacility(kit, 17);
  const auto stays = ChildInFacility(kit, 17);
  auto prolong = Extend(stays.placement, AddMonths(kit.today(), 36), "R.G. 9/2026");
  prolong.person = Ref(stays.child);
  kit.When(prolong).ThenEvents({"PlacementExtended"});

  // When both are eighteen, then the end of the first is proposed, and that of the second is not.
  const auto told = NamesOf(kit.PassUntil(AddMonths(kit.today(), 12)));
  EXPECT_EQ(std::count(told.begin(), told.end(), "ActionProposed"), 1);
  EXPECT_TRUE(kit.state().Find<ProposalTable>(leaves.placement, schema::Proposal::end_placement));
  EXPECT_EQ(PlacementOf(kit, leaves.placement).state, PlacementState::kInForce) << "nothing is executed";
  EXPECT_FALSE(kit.state().Find<ProposalTable>(stays.placement, schema::Proposal::end_placement));

  // When the office ends it, then the proposal is gone with it.
  kit.Given(EndStay(leaves.placement, kit.today(), "came_of_age"));
  EXPECT_FALSE(kit.state().Find<ProposalTable>(leaves.placement, schema::Proposal::end_placement));
}

TEST_F(Placement, ATransferKeepsThePayerAndFreesTheOldBed) {
  const auto there = ChildInFacility(kit);
  const EntityId other = kit.Given(OpenUnit(kMinors, 1, kit.today()));
  kit.Given(Incident(there.placement, schema::IncidentKind::breakdown, "conflict"));
  kit.PassUntil(kit.today() + 10);
  kit.When(MoveTo(there.placement, other, kit.today())).ThenEvents({"PlacementTransferred", "PlaceFreed", "PlaceTaken"});
  EXPECT_EQ(Taken(there.unit, kit.today()), 0);
  EXPECT_EQ(Taken(there.unit, kit.today() - 1), 1);
  EXPECT_EQ(Taken(other, kit.today()), 1);
  EXPECT_EQ(PlacementOf(kit, there.placement).payer, "092009");
}

TEST_F(Placement, ADeathProposesItsEnd) {
  const auto there = ChildInFacility(kit);
  kit.Given(Death(there.child));
  kit.RunDue();
  EXPECT_TRUE(kit.state().Find<ProposalTable>(there.placement, schema::Proposal::end_placement));
  kit.When(Dismiss(there.placement, schema::Proposal::end_placement)).ThenEvents({"ProposalWithdrawn"});
  EXPECT_EQ(PlacementOf(kit, there.placement).state, PlacementState::kInForce);
}

TEST_F(Placement, SaysWhatIsMissingInItsForm) {
  const EntityId unit = kit.Given(OpenUnit(kMinors, 2, kit.today()));
  const EntityId case_file = CaseOf(kit, 8);
  const EntityId child = PersonOf(kit, case_file);
  kit.When(RequestOf(case_file, kMinors, {child, child})).ThenRejected(RejectionCode::kForm, "/persons/0");
  kit.When(RequestOf(case_file, kMinors, std::vector<EntityId>(kMaxMembers + 1, child)))
      .ThenRejected(RejectionCode::kForm, "/persons");
  kit.When(Ask(unit, unit)).ThenRejected(RejectionCode::kUnknownEntity, "/placement");
  const EntityId placement = AcceptedBy(kit, case_file, unit);
  auto start = TakeIn(placement, unit, kit.today());
  start.payer.clear();
  kit.When(start).ThenRejected(RejectionCode::kForm, "/payer");
  start = TakeIn(placement, unit, kit.today());
  start.daily_fee = kMaxFeeCents + 1;
  kit.When(start).ThenRejected(RejectionCode::kForm, "/daily_fee");
  auto decree = Decree(placement);
  decree.court = schema::Court::none;
  kit.When(decree).ThenRejected(RejectionCode::kForm, "/court");
}

TEST_F(Placement, HoldsNoMoreThanItsLimits) {
  const EntityId unit = kit.Given(OpenUnit(kMinors, 2, kit.today()));
  const EntityId placement = kit.Given(RequestOf(CaseOf(kit, 8), kMinors));
  for (std::size_t i = 0; i < kMaxAskedHosts; ++i) kit.Given(Ask(placement, kit.Given(OpenUnit(kMinors, 2, kit.today()))));
  kit.When(Ask(placement, unit)).ThenRefused(Rule::kTooMany, "of", "asked");

  const auto there = ChildInFacility(kit);
  for (std::size_t i = 0; i < kMaxContactOrders; ++i) {
    kit.Given(OrderContact(there.placement, PersonOf(kit, CaseInCharge(kit)), schema::ContactRule::open));
  }
  kit.When(OrderContact(there.placement, there.child, schema::ContactRule::open)).ThenRefused(Rule::kTooMany, "of", "contacts");
  const EntityId here = kit.Given(OpenUnit(kMinors, 2, kit.today()));
  for (std::size_t i = 1; i < kMaxHosts; ++i) {
    kit.Given(MoveTo(there.placement, i % 2 == 1 ? here : there.unit, kit.today() + static_cast<int>(i)));
  }
  kit.When(MoveTo(there.placement, unit, kit.today() + 1'000)).ThenRefused(Rule::kTooMany, "of", "hosts");
}

TEST_F(Placement, WorkersInConflictDecideNothing) {
  const auto there = ChildInFacility(kit);
  schema::DeclareConflictT conflict;
  conflict.case_file = Ref(there.case_file);
  conflict.worker = "tester";
  conflict.relation = "cousin";
  kit.Given(std::move(conflict));
  kit.When(EndStay(there.placement, kit.today(), "returned_home")).ThenRefused(Rule::kWorkerInConflict);
}

TEST_F(Placement, KeepsItsTextsUnderTheKeyOfTheCase) {
  const auto there = ChildInFacility(kit);
  auto report = OfPlacement<schema::SendPlacementReportT>(there.placement);
  const auto told = kit.WhenWith({{"/text", "relazione inventata"}}, std::move(report)).told();
  ASSERT_FALSE(told.events.empty());
  ASSERT_EQ(told.events.front().sections.size(), 1U);
  EXPECT_FALSE(kit.StoresSay("relazione inventata")) << "the rows hold no text";
  EXPECT_TRUE(kit.state().Find<SealingKeyTable>(there.case_file, schema::RetentionClass::court, std::uint32_t{0}));
}

}  // namespace
}  // namespace fascicolo::engine
