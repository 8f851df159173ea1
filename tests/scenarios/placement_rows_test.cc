// R16, R17, R23, R26a, R27, R30, R33 and R38: people who live, for a time, where a service puts them.
#include "engine/families/cost_share.h"
#include "engine/told_acts.h"
#include "engine/told_grants.h"
#include "engine/told_people.h"
#include "engine/told_placements.h"

namespace fascicolo::engine {
namespace {

using schema::Urgency;

TEST(R16, AChildIsFosteredAndComesHome) {
  // Given a girl of thirteen in charge, and two families of the register.
  Kit kit;
  AdoptPlacing(kit);
  const EntityId first = FosterHome(kit);
  const EntityId second = FosterHome(kit);
  const EntityId case_file = CaseOf(kit, 13);
  const EntityId girl = PersonOf(kit, case_file);
  const EntityId placement = kit.Given(RequestOf(case_file, kFosterCare));

  // When a family is looked for, and the first match does not suit, then the second is found.
  kit.Given(OfPlacement<schema::StartSearchT>(placement));
  kit.Given(Ask(placement, first));
  kit.When(HostRefuses(placement, first, "unsuitable_match")).ThenEvents({"HostAnswered"});
  kit.Given(Ask(placement, second));
  kit.When(HostAccepts(placement, second)).ThenEvents({"HostAnswered"});

  // When her parents agree, then the foster care begins after she was heard, and not before.
  auto agreement = Decree(placement, "foster_care");
  agreement.title = schema::PlacementTitle::agreement;
  agreement.court = schema::Court::none;
  kit.Given(std::move(agreement));
  kit.When(TakeInByFamily(placement, second, kit.today())).ThenRefused(Rule::kChildNotHeard);
  kit.When(TakeInByFamily(placement, second, kit.today(), {girl}))
      .ThenEvents({"PlacementStarted", "PlaceTaken", "DeadlineOpened", "DeadlineOpened"});

  // When half a year has passed, then a report was due, and goes out.
  const auto late = NamesOf(kit.PassUntil(AddMonths(kit.today(), 6) + 4));
  EXPECT_EQ(std::count(late.begin(), late.end(), "DeadlinePassed"), 1);
  kit.Given(OfPlacement<schema::SendPlacementReportT>(placement));

  // When she goes home, then the family is free for another child, and the case is closed.
  kit.When(EndStay(placement, kit.today(), "returned_home")).ThenEvents({"PlacementEnded", "PlaceFreed"});
  EXPECT_EQ(kit.state().LevelOn<TakenTable>(second, kit.today()), 0);
  kit.When(CloseCase(case_file)).ThenEvents({"CaseClosed"});
}

TEST(R17, AMotherAndHerChildLiveInOneFacilityAndMoveToAnother) {
  // Given a mother and her son, and two homes.
  Kit kit;
  AdoptPlacing(kit);
  const EntityId home = kit.Given(OpenUnit(kMinors, 2, kit.today()));
  const EntityId other = kit.Given(OpenUnit(kMinors, 4, kit.today()));
  const EntityId case_file = CaseOf(kit, 3);
  const EntityId mother = PersonOf(kit, CaseInCharge(kit));
  const EntityId placement = AcceptedBy(kit, case_file, home, {PersonOf(kit, case_file), mother});

  // When they are taken in, then both have a bed, and who pays is frozen.
  kit.Given(TakeIn(placement, home, kit.today()));
  EXPECT_EQ(kit.state().LevelOn<TakenTable>(home, kit.today()), 2);

  // When the father may visit only while somebody watches, then other visits are refused.
  const EntityId father = PersonOf(kit, CaseInCharge(kit));
  kit.Given(OrderContact(placement, father, schema::ContactRule::supervised));
  kit.When(Visit(placement, father, false)).ThenRefused(Rule::kVisitNotSupervised);
  kit.When(Visit(placement, father, true)).ThenEvents({"VisitRecorded"});

  // When it breaks down, then they move together.
  kit.Given(Incident(placement, schema::IncidentKind::breakdown, "conflict"));
  kit.When(MoveTo(placement, other, kit.today() + 3)).ThenEvents({"PlacementTransferred", "PlaceFreed", "PlaceTaken"});
  kit.PassUntil(kit.today() + 30);
  kit.When(EndStay(placement, kit.today(), "returned_home")).ThenEvents({"PlacementEnded", "PlaceFreed"});
  kit.When(CloseCase(case_file)).ThenEvents({"CaseClosed"});
}

TEST(R23, ADisabledPersonLivesInAFacilityAndIsAwayInHospital) {
  Kit kit;
  AdoptPlacing(kit);
  // Given a facility with one bed, which accepts.
  const EntityId unit = kit.Given(OpenUnit("residential_disabled", 1, kit.today()));
  const EntityId case_file = CaseOf(kit, 40);
  const EntityId person = PersonOf(kit, case_file);
  const EntityId placement = kit.Given(RequestOf(case_file, "residential_disabled"));
  kit.Given(Ask(placement, unit));
  kit.Given(HostAccepts(placement, unit));

  // When they come without anybody having told the municipality that pays, then that is refused.
  auto start = TakeIn(placement, unit, kit.today());
  start.payer_informed = false;
  kit.When(start).ThenRefused(Rule::kPayerNotInformed);
  kit.When(TakeIn(placement, unit, kit.today())).ThenEvents({"PlacementStarted", "PlaceTaken", "DeadlineOpened"});

  // When the assessment unit says what of it is health care, then the health authority bears that share from its day on, and
  // nobody bears more than the whole.
  kit.When(CostShare(placement, schema::CostPayer::health_authority, 70, kit.today())).ThenEvents({"CostShareRecorded"});
  kit.When(CostShare(placement, schema::CostPayer::region, 40, kit.today())).ThenRefused(Rule::kSharesExceedWhole);
  EXPECT_EQ(SharedOn(*kit.state().Find<CostShareTable>(placement), kit.today()), 7'000);

  // When they are in hospital, then the bed is kept.
  kit.Given(Absent(placement, person, kit.today(), schema::AbsenceKind::hospital));
  kit.PassUntil(kit.today() + 12);
  EXPECT_EQ(kit.state().LevelOn<TakenTable>(unit, kit.today()), 1);
  kit.When(Returned(placement, person, kit.today())).ThenEvents({"ReturnRecorded"});
  kit.When(EndStay(placement, kit.today(), "returned_home")).ThenEvents({"PlacementEnded", "PlaceFreed"});
  kit.When(CloseCase(case_file)).ThenEvents({"CaseClosed"});
}

TEST(R26a, ABedOfFirstReceptionGoesFromOneToTheNext) {
  Kit kit;
  AdoptPlacing(kit);
  // Given a centre with one bed, and two who come to it.
  const EntityId centre = kit.Given(OpenUnit("reception_centre", 1, kit.today()));
  const EntityId first_case = CaseInCharge(kit);
  const EntityId first = kit.Given(Nights(first_case, centre, kit.today(), 14, Urgency::ordinary, "reception_centre"));
  const EntityId second = kit.Given(Nights(CaseInCharge(kit), centre, kit.today(), 7, Urgency::ordinary, "reception_centre"));
  EXPECT_EQ(PlacementOf(kit, second).state, PlacementState::kQueued);

  // When the fourteen days are over, then the next has the bed that night, without anybody doing anything.
  kit.When(Night(first, kit.today())).ThenEvents({"NightConfirmed"});
  kit.PassUntil(kit.today() + 14);
  EXPECT_EQ(PlacementOf(kit, first).state, PlacementState::kEnded);
  EXPECT_EQ(PlacementOf(kit, second).state, PlacementState::kInForce);
  kit.When(CloseCase(first_case)).ThenEvents({"CaseClosed"});
}

TEST(R27, AHouseholdSignsItsPactAndMovesOutBeforeTheSiteCloses) {
  Kit kit;
  AdoptPlacing(kit);
  // Given a site of three pitches, and a household of four.
  const EntityId site = kit.Given(OpenUnit(kSites, 3, kit.today()));
  const EntityId case_file = CaseInCharge(kit);
  std::vector<EntityId> persons{PersonOf(kit, case_file)};
  for (int i = 0; i < 3; ++i) persons.push_back(PersonOf(kit, CaseInCharge(kit)));
  const EntityId placement = kit.Given(RequestOf(case_file, kSites, persons));

  // When they have signed, then they have one pitch.
  kit.When(TakeIn(placement, site, kit.today())).ThenRefused(Rule::kPactMissing);
  kit.When(SignPact(placement, {"school", "waste", "utilities"})).ThenEvents({"SitePactSigned"});
  kit.When(TakeIn(placement, site, kit.today())).ThenEvents({"PlacementStarted", "PlaceTaken"});
  EXPECT_EQ(kit.state().LevelOn<TakenTable>(site, kit.today()), 1);

  // When an inspection finds a condition broken, then that is on record.
  kit.Given(Incident(placement, schema::IncidentKind::inspection, "quarterly"));
  kit.When(Incident(placement, schema::IncidentKind::breach, "noise")).ThenRefused(Rule::kNoSuchCondition);
  kit.When(Incident(placement, schema::IncidentKind::breach, "waste")).ThenEvents({"IncidentRecorded"});

  // When the site is to close, then only after they found a dwelling.
  kit.When(CloseSite(site, kit.today() + 1)).ThenRefused(Rule::kSiteOccupied);
  kit.Given(EndStay(placement, kit.today(), "autonomy"));
  kit.When(CloseSite(site, kit.today() + 1)).ThenEvents({"SiteClosed", "CapacitySet"});
  kit.When(CloseCase(case_file)).ThenEvents({"CaseClosed"});
}

TEST(R30, AShelterWarnsBansAndOpensMoreBedsInTheCold) {
  Kit kit;
  AdoptPlacing(kit);
  // Given a full shelter and somebody in the queue.
  const EntityId shelter = kit.Given(OpenUnit(kShelter, 1, kit.today()));
  const EntityId guest = InShelter(kit, shelter, 20);
  const EntityId waits = InShelter(kit, shelter, 5);

  // When it gets cold, then there is a bed more for ten nights, and who waits has it.
  kit.When(ColdPlan(shelter, 1, kit.today(), kit.today() + 10)).ThenEvents({"ColdPlanSet", "CapacitySet", "CapacitySet"});
  kit.RunDue();
  EXPECT_EQ(PlacementOf(kit, waits).state, PlacementState::kInForce);

  // When a guest breaks the rules, then a warning, and a ban with its term.
  kit.Given(Incident(guest, schema::IncidentKind::warning, "violence"));
  kit.When(Ban(guest, kit.today() + 30)).ThenEvents({"GuestBanned", "PlaceFreed"});
  const EntityId case_file = PlacementOf(kit, guest).case_file;
  kit.When(Nights(case_file, shelter, kit.today() + 1, 3)).ThenRefused(Rule::kBanned);
  kit.When(CloseCase(case_file)).ThenEvents({"CaseClosed"});
}

TEST(R33, TemporaryProtectedLodgingHasAPlannedEnd) {
  Kit kit;
  AdoptPlacingByAct(kit);
  // Given a woman with a child, and lodging for both.
  const EntityId house = kit.Given(OpenUnit("protected_lodging", 2, kit.today()));
  const EntityId case_file = CaseInCharge(kit);
  const EntityId child = PersonOf(kit, CaseOf(kit, 4));
  const EntityId placement = kit.Given(RequestOf(case_file, "protected_lodging", {PersonOf(kit, case_file), child}));
  kit.Given(Ask(placement, house));
  kit.Given(HostAccepts(placement, house));
  auto start = TakeIn(placement, house, kit.today());
  start.until = (kit.today() + 90).days;
  WhenByAct(kit, "401/2026", start).ThenEvents({"PlacementStarted", "PlaceTaken", "DeadlineOpened"});

  // When the planned end comes, then the office is told, and nobody is put out.
  const auto told = NamesOf(kit.PassUntil(kit.today() + 92));
  EXPECT_EQ(std::count(told.begin(), told.end(), "DeadlinePassed"), 1);
  EXPECT_EQ(PlacementOf(kit, placement).state, PlacementState::kInForce);
  kit.When(Extend(placement, kit.today() + 30)).ThenEvents({"PlacementExtended", "DeadlineMet", "DeadlineOpened"});
  kit.When(EndStay(placement, kit.today(), "autonomy")).ThenEvents({"PlacementEnded", "PlaceFreed"});
  kit.When(CloseCase(case_file)).ThenEvents({"CaseClosed"});
}

TEST(R38, AResidenceTakesInWhoeverCaresForThemselvesAtLeastPartly) {
  Kit kit;
  AdoptPlacingByAct(kit);
  // Given a residence, and somebody of eighty.
  const EntityId residence = kit.Given(OpenUnit(kResidence, 1, kit.today()));
  const EntityId case_file = CaseOf(kit, 80);
  const EntityId guest = PersonOf(kit, case_file);
  const EntityId placement = AcceptedWithoutDecree(kit, case_file, residence, {}, kResidence);
  WhenByAct(kit, "402/2026", TakeIn(placement, residence, kit.today())).ThenEvents({"PlacementStarted", "PlaceTaken"});
  kit.Given(SelfSufficiencyOf(placement, guest, schema::SelfSufficiency::partly));

  // When they no longer do, then they are assessed anew within thirty days, and a transfer is proposed.
  kit.When(SelfSufficiencyOf(placement, guest, schema::SelfSufficiency::lost))
      .ThenEvents({"SelfSufficiencyRecorded", "DeadlineOpened", "ActionProposed"});
  const std::uint32_t number = PlacementOf(kit, placement).parts;
  schema::MeetDeadlineT met;
  met.about = Ref(placement);
  met.number = number;
  kit.When(met).ThenEvents({"DeadlineMet"});
  kit.When(EndStay(placement, kit.today(), "not_self_sufficient")).ThenEvents({"PlacementEnded", "PlaceFreed"});
  kit.When(CloseCase(case_file)).ThenEvents({"CaseClosed"});
}

}  // namespace
}  // namespace fascicolo::engine
