// What falls due about applications, lists, services and the units that give them.
#include "engine/families/clocks/clock.h"
#include "engine/families/unit_running.h"
#include "engine/told_grants.h"
#include "engine/told_isee.h"
#include "engine/told_programmes.h"
#include "engine/told_waiting.h"

namespace fascicolo::engine {
namespace {

// --- lists ---

CLOCK(kOfferExpiry, AnOfferThatNobodyAnswersLapses) {
  const EntityId unit = kit.Given(OpenUnit(kCentre, 2, kit.today()));
  const EntityId first = Waiting(kit);
  kit.Given(Offer(first, unit, kit.today()));
  clock.OpenedBy("OfferMade", kit.today() + 11);
  kit.Given(Accept(first));
  clock.ClosedBy("OfferAccepted");
  kit.Given(Offer(Waiting(kit), unit, kit.today()));
  clock.OpenedBy("OfferMade", kit.today() + 11);
  clock.Tells({"OfferLapsed", "EntryRemoved", "PlaceFreed"});
}

CLOCK(kOfferFreePlace, APlaceThatBecomesFreeIsOfferedOnAtOnce) {
  Waiting(kit);
  kit.Given(OpenUnit(kCentre, 1, kit.today()));
  clock.OpenedAtOnceBy("CapacitySet");
  clock.Tells({"OfferMade", "PlaceTaken"});
  clock.IsClosedByNothing();
}

EntityId ScoredForHomeCare(Kit& kit) {
  const EntityId id = kit.Given(Apply(CaseInCharge(kit), kHomeCare, 60));
  kit.Given(Score(id, 30, 500'000));
  return id;
}

CLOCK(kAskToConfirm, WhoWaitsIsAskedAfterTheSheetsDays) {
  const EntityId leaves = ScoredForHomeCare(kit);
  kit.Given(Enter(leaves));
  clock.OpenedBy("WaitingStarted", kit.today() + 180);
  kit.Given(Withdraw(leaves));
  clock.ClosedBy("ApplicationWithdrawn");
  kit.Given(Enter(ScoredForHomeCare(kit)));
  clock.OpenedBy("WaitingStarted", kit.today() + 180);
  clock.Tells({"ConfirmationAsked"});
}

CLOCK(kConfirmationExpiry, WhoSaysNothingIsTakenOffTheList) {
  const EntityId id = ScoredForHomeCare(kit);
  kit.Given(Enter(id));
  kit.Given(AskToConfirm(id));
  clock.OpenedBy("ConfirmationAsked", kit.today() + 31);
  kit.Given(ConfirmInterest(id));
  clock.ClosedBy("InterestConfirmed");
  kit.Given(AskToConfirm(id));
  clock.OpenedBy("ConfirmationAsked", kit.today() + 31);
  clock.Tells({"InterestLapsed", "EntryRemoved"});
}

// --- what a service costs, and vouchers ---

CLOCK(kRecalculateFee, TheIseeBehindAFeeChangesItAtOnce) {
  const Day day = kit.today() - 60;
  kit.Given(AdoptRuleSet(BuiltInText("home_care_fee_line-2025")));
  const EntityId pool = kit.Given(OpenUnit(kHomeCare, 6'000, day));
  const EntityId case_file = CaseInCharge(kit);
  const EntityId household = IseeHousehold(kit, {PersonOf(kit, case_file)}, day - 100);
  kit.Given(RecordIsee(household, Attestation("1", day, 1'142'900)));
  const EntityId service = kit.Given(Apply(case_file, kHomeCare, 60), day + 5);
  kit.Given(Start(service, pool, day + 5));
  kit.RunDue();
  kit.Given(CorrectIsee(household, "1", Attestation("2", kit.today(), 898'000)));
  clock.OpenedAtOnceBy("IseeCorrected");
  clock.Tells({"FeeRecalculated"});
  clock.IsClosedByNothing();
}

CLOCK(kVouchersEnd, VouchersLapseWithWhatIsLeftOnceTheirPapersHaveHadTheirDays) {
  const auto grant = [&] {
    const HelpAsked asked = AskForHelp(kit);
    GrantSomeVouchers(kit, asked, 1, 50 * kEuro);
    clock.OpenedBy("VouchersGranted", AddMonths(kit.today(), 1) + 1 + kVoucherGraceDays);
    return asked;
  };
  const HelpAsked used = grant();
  kit.Given(Redeem(used.application, 1, Provider(kit), 50 * kEuro));
  clock.Tells({"ObligationDropped"});
  grant();
  clock.Tells({"VouchersLapsed"});
  clock.IsClosedByNothing();
}

// --- units ---

CLOCK(kMoveUsers, AUnitsUsersGoToAnotherOnTheirDay) {
  const EntityId old_unit = kit.Given(OpenUnit(kCentre, 5, kit.today()));
  const EntityId new_unit = kit.Given(OpenUnit(kCentre, 5, kit.today()));
  kit.Given(Start(Applicant(kit), old_unit, kit.today()));
  kit.Given(ChangeProvider(old_unit, new_unit, kit.today() + 10));
  clock.OpenedBy("ProviderChanged", kit.today() + 10);
  clock.Tells({"ServiceMoved", "PlaceFreed", "PlaceTaken", "UsersMoved"});
  clock.IsClosedByNothing();
}

CLOCK(kUnitDue, AnAccreditationIsWarnedOfAndThenEnds) {
  using enum schema::AccreditationStep;
  const EntityId unit = kit.Given(OpenUnit(kCentre, 5, kit.today()));
  const Day end = kit.today() + 100;
  kit.Given(Accredit(unit, grant, end));
  clock.OpenedBy("AccreditationSet", end - kAccreditationWarningDays);
  kit.Given(Accredit(unit, revoke));
  clock.ClosedBy("AccreditationSet");
  kit.Given(Accredit(unit, grant, end));
  clock.OpenedBy("AccreditationSet", end - kAccreditationWarningDays);
  clock.Tells({"UnitReminded"});
  clock.OpenedBy("UnitReminded", end);
  clock.Tells({"AccreditationSet"});
}

CLOCK(kUnitDue, ARemedyThatDoesNotComeIsTold) {
  const EntityId unit = kit.Given(OpenUnit(kCentre, 5, kit.today()));
  kit.Given(CheckQuality(unit, {kit.today() + 5}));
  clock.OpenedBy("QualityChecked", kit.today() + 6);
  kit.Given(Resolve(unit, 2));
  clock.ClosedBy("FindingResolved");
  kit.Given(CheckQuality(unit, {kit.today() + 5}));
  clock.OpenedBy("QualityChecked", kit.today() + 6);
  clock.Tells({"UnitReminded"});
}

CLOCK(kUnitDue, AComplaintThatNobodyAnswersIsTold) {
  const EntityId unit = kit.Given(OpenUnit(kCentre, 5, kit.today()));
  kit.Given(Complain(unit));
  clock.OpenedBy("ComplaintReceived", kit.today() + kComplaintDays + 1);
  kit.Given(AnswerComplaint(unit, 1, true));
  clock.ClosedBy("ComplaintAnswered");
  kit.Given(Complain(unit));
  clock.OpenedBy("ComplaintReceived", kit.today() + kComplaintDays + 1);
  clock.Tells({"UnitReminded"});
}

// --- programmes ---

using schema::UndertakingKind;
using schema::UndertakingStep;

CLOCK(kUndertakingDue, APlanThatNobodyReviewsIsTold) {
  AdoptProgrammes(kit);
  const EntityId programme = kit.Given(OpenProgramme(kit, kPlanning));
  const auto put_in_force = [&](std::uint32_t number) {
    kit.Given(StartUndertaking(kit, programme, UndertakingKind::educational_plan));
    kit.Given(Advance(kit, programme, number, UndertakingStep::approve));
    kit.Given(Advance(kit, programme, number, UndertakingStep::put_in_force));
    clock.OpenedBy("UndertakingAdvanced", kit.today() + 31);
  };
  put_in_force(1);
  kit.Given(Advance(kit, programme, 1, UndertakingStep::withdraw));
  clock.ClosedBy("UndertakingAdvanced");
  put_in_force(2);
  clock.Tells({"UndertakingLate"});
}

CLOCK(kUndertakingDue, ABriefingThatIsNotDeliveredIsTold) {
  AdoptProgrammes(kit);
  const EntityId programme = kit.Given(OpenProgramme(kit, kBriefings));
  const auto start = [&] {
    kit.Given(StartUndertaking(kit, programme, UndertakingKind::briefing));
    clock.OpenedBy("UndertakingStarted", kit.today() + 31);
  };
  start();
  kit.Given(Advance(kit, programme, 1, UndertakingStep::deliver));
  clock.ClosedBy("UndertakingAdvanced");
  start();
  clock.Tells({"UndertakingLate"});
}

CLOCK(kUndertakingDue, AnAgreementEndsOnItsDay) {
  AdoptProgrammes(kit);
  const EntityId programme = kit.Given(OpenProgramme(kit, kLinks));
  const auto put_in_force = [&](std::uint32_t number) {
    kit.Given(StartUndertaking(kit, programme, UndertakingKind::agreement));
    kit.Given(Advance(kit, programme, number, UndertakingStep::put_in_force));
    clock.OpenedBy("UndertakingAdvanced", kit.today() + 365);
  };
  put_in_force(1);
  kit.Given(Advance(kit, programme, 1, UndertakingStep::close));
  clock.ClosedBy("UndertakingAdvanced");
  put_in_force(2);
  clock.Tells({"UndertakingAdvanced"});
}

}  // namespace
}  // namespace fascicolo::engine
