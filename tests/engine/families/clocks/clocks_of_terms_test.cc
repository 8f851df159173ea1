// The deadlines that families open by themselves, by their codes: of placements, tenancies, pacts and plans.
#include "engine/families/case_project.h"
#include "engine/families/clocks/clock.h"
#include "engine/families/deadline_keeping.h"
#include "engine/families/housing/housing_deciding.h"
#include "engine/families/placement_deciding.h"
#include "engine/families/placement_measure.h"
#include "engine/told_housing.h"
#include "engine/told_placements.h"
#include "engine/told_plans.h"

#include <filesystem>
#include <fstream>
#include <regex>

namespace fascicolo::engine {
namespace {

// --- placements ---

TERM(kReportTerm, AReportAboutAChildIsDueEachHalfYear) {
  AdoptPlacing(kit);
  const InFacility there = ChildInFacility(kit);
  clock.OpenedBy("PlacementStarted", AddMonths(kit.today(), 6) + 1);
  kit.PassUntil(kit.today() + 30);
  kit.Given(OfPlacement<schema::SendPlacementReportT>(there.placement));
  clock.ClosedBy("PlacementReported");
  clock.OpenedBy("PlacementReported", AddMonths(kit.today(), 6) + 1);
  clock.Tells({"DeadlinePassed"});
}

TERM(kGreatestLength, AnEntrustingIsTooLongAfterTwoYears) {
  AdoptPlacing(kit);
  const InFacility there = ChildInFacility(kit);
  clock.OpenedBy("PlacementStarted", AddMonths(kit.today(), 24) + 1);
  kit.Given(EndStay(there.placement, kit.today()));
  clock.ClosedBy("PlacementEnded");
  ChildInFacility(kit);
  clock.OpenedBy("PlacementStarted", AddMonths(kit.today(), 24) + 1);
  clock.Tells({"DeadlinePassed"});
}

TERM(kPlannedEnd, APlacementThatGoesOnBeyondItsPlannedEndIsTold) {
  AdoptPlacing(kit);
  const EntityId unit = kit.Given(OpenUnit(kMinors, 2, kit.today()));
  const EntityId placement = AcceptedBy(kit, CaseOf(kit, 8), unit);
  auto take_in = TakeIn(placement, unit, kit.today());
  take_in.until = (kit.today() + 60).days;
  kit.Given(std::move(take_in));
  clock.OpenedBy("PlacementStarted", kit.today() + 61);
  kit.Given(Extend(placement, kit.today() + 90));
  clock.ClosedBy("PlacementExtended");
  clock.OpenedBy("PlacementExtended", kit.today() + 91);
  clock.Tells({"DeadlinePassed"});
}

TERM(kDecreeEnds, ADecreeThatEndsIsTold) {
  AdoptPlacing(kit);
  const EntityId placement = ChildInFacility(kit).placement;
  const auto decree_until = [&](Day until) {
    auto decree = Decree(placement);
    decree.until = until.days;
    kit.Given(std::move(decree));
  };
  decree_until(kit.today() + 60);
  clock.OpenedBy("DecreeRecorded", kit.today() + 61);
  decree_until(kit.today() + 90);
  clock.ClosedBy("DecreeRecorded");
  clock.OpenedBy("DecreeRecorded", kit.today() + 91);
  clock.Tells({"DeadlinePassed"});
}

TERM(kReassessment, AGuestWhoIsNoLongerSelfSufficientIsAssessedAnew) {
  AdoptPlacing(kit);
  const EntityId unit = kit.Given(OpenUnit(kResidence, 2, kit.today()));
  const auto loses = [&] {
    const EntityId case_file = CaseOf(kit, 82);
    const EntityId placement = AcceptedBy(kit, case_file, unit, {}, kResidence);
    kit.Given(TakeIn(placement, unit, kit.today()));
    kit.Given(SelfSufficiencyOf(placement, PersonOf(kit, case_file), schema::SelfSufficiency::lost));
    clock.OpenedBy("SelfSufficiencyRecorded", kit.today() + 31);
    return placement;
  };
  const EntityId placement = loses();
  kit.Given(EndStay(placement, kit.today()));
  clock.ClosedBy("PlacementEnded");
  loses();
  clock.Tells({"DeadlinePassed"});
}

// --- removals by the public authority: civil code, art. 403 ---

EntityId RemovedAtMidnight(Kit& kit, bool noticed) {
  const EntityId unit = kit.Given(OpenUnit(kMinors, 1, kit.today()));
  const Instant at = StartOfDay(kit.today());
  auto removal = Removal(CaseOf(kit, 6), unit, at);
  if (noticed) removal.noticed_at = at.micros;
  return kit.Given(std::move(removal));
}

TERM(kOralNotice, TheProsecutorIsToldAtOnce) {
  AdoptPlacing(kit);
  const EntityId told = RemovedAtMidnight(kit, false);
  clock.OpenedBy("RemovalRecorded", kit.today());
  kit.Given(Step(told, schema::MeasureStep::oral_notice, StartOfDay(kit.today())));
  clock.ClosedBy("MeasureStepRecorded");
  RemovedAtMidnight(kit, false);
  clock.OpenedBy("RemovalRecorded", kit.today());
  clock.Tells({"DeadlinePassed"});
}

/// All steps up to this one are taken in the moment of the removal; then it is waited for until the beginning of a day.
void ExpectTermOfStep(Kit& kit, Clock& clock, schema::MeasureStep step, int days) {
  AdoptPlacing(kit);
  const Instant at = StartOfDay(kit.today());
  const auto wait_for_it = [&] {
    const EntityId placement = RemovedAtMidnight(kit, true);
    for (const MeasureTerm& term : MeasureTerms()) {
      if (term.step == step) break;
      kit.Given(Step(placement, term.step, at));
    }
    const bool is_first = step == schema::MeasureStep::file_sent;
    clock.OpenedBy(is_first ? "RemovalRecorded" : "MeasureStepRecorded", kit.today() + days);
    return placement;
  };
  kit.Given(Step(wait_for_it(), step, at));
  clock.ClosedBy("MeasureStepRecorded");
  wait_for_it();
  clock.Tells({"DeadlinePassed"});
}

TERM("file_to_prosecutor", TheFileIsSentWithinADay) {
  ExpectTermOfStep(kit, clock, schema::MeasureStep::file_sent, 1);
}
TERM("prosecutor_asks_validation", TheProsecutorAsksWithinSeventyTwoHours) {
  ExpectTermOfStep(kit, clock, schema::MeasureStep::validation_asked, 3);
}
TERM("court_validates", TheCourtValidatesWithinFortyEightHours) {
  ExpectTermOfStep(kit, clock, schema::MeasureStep::validated, 2);
}
TERM("court_hears", TheCourtHearsWithinFifteenDays) {
  ExpectTermOfStep(kit, clock, schema::MeasureStep::heard, 16);
}
TERM("court_decides", TheCourtDecidesWithinFifteenDays) {
  ExpectTermOfStep(kit, clock, schema::MeasureStep::confirmed, 16);
}

// --- tenancies ---

TERM(kOfferTerm, AnOfferOfADwellingIsToBeAnswered) {
  AdoptHousing(kit);
  const auto list = ConfirmedList(kit, {1, 1});
  const auto offer = [&](const char* code, EntityId entry) {
    const EntityId tenancy = kit.Given(OfferTo(kit.Given(Flat(code)), entry));
    clock.OpenedBy("TenancyOpened", kit.today() + 12);  // the tenth day is a Sunday
    return tenancy;
  };
  kit.Given(AcceptDwelling(offer("A-1", list.entries[0])));
  clock.ClosedBy("DwellingAnswered");
  offer("A-2", list.entries[1]);
  clock.Tells({"DeadlinePassed"});
}

TERM(kAuthorisationTerm, TheRegionAuthorisesAProvisionalAssignment) {
  AdoptHousing(kit);
  const auto list = ConfirmedList(kit, {1});
  MovedIn(kit, kit.Given(Flat("A-1")), list.entries[0]);
  kit.Given(OfCall<schema::CloseRankingT>(list.call));
  const auto assign = [&](const char* code) {
    const EntityId dwelling = kit.Given(Flat(code));
    ByAct(kit, Provisionally(dwelling, list.call, CaseInCharge(kit)));
    clock.OpenedBy("TenancyOpened", kit.today() + 31);
    return DwellingOf(kit, dwelling).tenancy;
  };
  kit.Given(Authorisation(assign("A-2")));
  clock.ClosedBy("AuthorisationRecorded");
  assign("A-3");
  clock.Tells({"DeadlinePassed"});
}

TERM(kCheckTerm, TheRequisitesOfATenantAreCheckedEachTwoYears) {
  AdoptHousing(kit);
  const EntityId tenancy = Tenant(kit);
  clock.OpenedBy("KeysHandedOver", AddMonths(kit.today(), 24) + 2);  // a Sunday
  kit.PassUntil(kit.today() + 30);
  kit.Given(Checked(tenancy));
  clock.ClosedBy("RequisitesChecked");
  clock.OpenedBy("RequisitesChecked", AddMonths(kit.today(), 24) + 1);
  clock.Tells({"DeadlinePassed"});
}

TERM(kObservationsTerm, ATenantAnswersTheNoticeOfAForfeiture) {
  AdoptHousing(kit);
  // The first tenant's tenth day is a Sunday.
  const auto notify = [&](const char* code, int days) {
    const EntityId tenancy = Tenant(kit, 1, code);
    const Day last = kit.today() + days;
    kit.Given(Forfeit(tenancy));
    kit.Given(ForfeitStep(tenancy, schema::ForfeitureStep::notified));
    clock.OpenedBy("ForfeitureAdvanced", last + 1);
    return tenancy;
  };
  kit.Given(ForfeitStep(notify("A-1", 11), schema::ForfeitureStep::observed));
  clock.ClosedBy("ForfeitureAdvanced");
  notify("A-2", 10);
  clock.Tells({"DeadlinePassed"});
}

TERM(kReleaseTerm, WhoForfeitedADwellingLeavesIt) {
  AdoptHousing(kit);
  const auto declare = [&](const char* code) {
    const EntityId tenancy = Tenant(kit, 1, code);
    kit.Given(Forfeit(tenancy));
    kit.Given(ForfeitStep(tenancy, schema::ForfeitureStep::notified));
    kit.Given(ForfeitStep(tenancy, schema::ForfeitureStep::observed));
    ByAct(kit, ForfeitStep(tenancy, schema::ForfeitureStep::declared));
    clock.OpenedBy("ForfeitureAdvanced", kit.today() + 31);
    return tenancy;
  };
  kit.Given(Release(declare("A-1")));
  clock.ClosedBy("TenancyEnded");
  declare("A-2");
  clock.Tells({"DeadlinePassed"});
}

TERM(kLodgingTerm, AnEmergencyLodgingEndsOnItsDay) {
  AdoptHousing(kit);
  const EntityId room = kit.Given(Lodging("L-1"));
  ByAct(kit, Lodge(room, CaseInCharge(kit), kit.today() + 60));
  clock.OpenedBy("TenancyOpened", kit.today() + 60);
  ByAct(kit, ExtendTo(DwellingOf(kit, room).tenancy, kit.today() + 80));
  clock.ClosedBy("LodgingExtended");
  clock.OpenedBy("LodgingExtended", kit.today() + 80);
  clock.Tells({"DeadlinePassed"});
}

// --- pacts and plans ---

TERM(kPactCheck, APactIsCheckedWithinNinetyDaysOfTheLastCheck) {
  kit.Given(AdoptSheet(BuiltInText(kPactService)));
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(Project(kit, case_file, {schema::Party::service}, schema::ProjectKind::inclusion_pact));
  kit.Given(Sign(case_file, 1, schema::Party::service));
  kit.Given(PactCheck(case_file, 1, schema::PactOutcome::met));
  clock.OpenedBy("PactChecked", kit.today() + 92);  // a Sunday
  kit.PassUntil(kit.today() + 20);
  kit.Given(PactCheck(case_file, 1, schema::PactOutcome::met));
  clock.ClosedBy("PactChecked");
  clock.OpenedBy("PactChecked", kit.today() + 91);
  clock.Tells({"DeadlinePassed"});
}

TERM(kDecisionDeadline, APlanThatNobodySendsIsTold) {
  const EntityId withdrawn = AskForPlan(kit).plan;
  clock.OpenedBy("PlanRequested", kit.today() + 61);
  kit.Given(WithdrawPlan(withdrawn));
  clock.ClosedBy("PlanWithdrawn");
  static_cast<void>(AskForPlan(kit));
  clock.OpenedBy("PlanRequested", kit.today() + 61);
  clock.Tells({"DeadlinePassed"});
}

// --- that none is missing ---

/// What a group of `line` stands for, in each line of the families that it finds.
std::vector<std::smatch::string_type> Found(const char* extension, const std::regex& line, std::size_t group) {
  std::vector<std::string> found;
  const std::string folder = std::string(FASCICOLO_SOURCE_DIR) + "/engine/families";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != extension) continue;
    std::ifstream file(entry.path());
    std::smatch match;
    for (std::string text; std::getline(file, text);) {
      if (text.find('k') != std::string::npos && std::regex_search(text, match, line)) found.push_back(match[group]);
    }
  }
  return found;
}

TEST(Clocks, EveryDeadlineThatAFamilyOpensByItselfIsToldByANamedTest) {
  const std::regex constant(R"re(string_view (k[A-Z]\w*) = "(\w+)")re");
  const auto names = Found(".h", constant, 1);
  const auto codes = Found(".h", constant, 2);
  std::set<std::string> opened;
  for (const auto& name : Found(".cc", std::regex(R"re(\.Open(?:BySheet|On|At)\([^k]*\b(k[A-Z]\w*))re"), 1)) opened.insert(name);
  for (const auto& name : Found(".cc", std::regex(R"re(\brule\.code !?= (k[A-Z]\w*))re"), 1)) opened.insert(name);
  EXPECT_GE(opened.size(), 14U) << "they are opened in other words";
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool is_opened = opened.erase(names[i]) > 0;
    EXPECT_TRUE(!is_opened || TermsWithTest().contains(codes[i])) << codes[i];
  }
  EXPECT_THAT(opened, testing::IsEmpty()) << "no header says what they are";
  for (const MeasureTerm& term : MeasureTerms()) EXPECT_TRUE(TermsWithTest().contains(term.code)) << term.code;
}

}  // namespace
}  // namespace fascicolo::engine
