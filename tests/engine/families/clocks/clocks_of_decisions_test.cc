// What falls due about acts, rankings, placements, plans and flows; and that no kind of clock is without its test.
#include "engine/families/clocks/clock.h"
#include "engine/families/plan/plan.h"
#include "engine/families/transmission/transmission.h"
#include "engine/told_placements.h"
#include "engine/told_plans.h"
#include "engine/told_rankings.h"
#include "engine/told_rights.h"
#include "engine/told_transmission.h"

#include <array>
#include <utility>

namespace fascicolo::engine {
namespace {

// --- acts and lists ---

CLOCK(kCarryOut, AnActCarriesOutWhatItCarriesFromItsDayOn) {
  AdoptActs(kit);
  const EntityId unit = kit.Given(OpenUnit(kCentre, 5, kit.today()));
  const auto proposed = [&] {
    const EntityId id = Applicant(kit);
    kit.Given(Start(id, unit, kit.today()));
    kit.RunDue();
    return id;
  };
  kit.Given(Sign(kit.Given(Act(PutInForce(proposed()))), "1/2026"));
  clock.OpenedAtOnceBy("ActTookEffect");
  clock.Tells({"ActCarriedOut", "ServiceStarted"});
  const auto from_a_day = [&](std::string number) {
    auto draft = Act(PutInForce(proposed()));
    draft.terms->effective_from = (kit.today() + 5).days;
    const EntityId act = kit.Given(std::move(draft));
    kit.Given(Sign(act, std::move(number)));
    clock.OpenedBy("ActTookEffect", kit.today() + 5);
    return act;
  };
  from_a_day("2/2026");
  clock.Tells({"ActCarriedOut", "ServiceStarted", "PlaceFreed"});
  clock.IsClosedByNothing();
}

CLOCK(kRatification, AProvisionalActThatNobodyMakesGoodIsOver) {
  const auto provisional = [&](std::string number) {
    const EntityId act = kit.Given(ProvisionalAct(kit.today()));
    kit.Given(Sign(act, std::move(number)));
    clock.OpenedBy("ActTookEffect", kit.today() + 8);
    return act;
  };
  provisional("1/2026");
  clock.Tells({"RatificationMissed"});
  const EntityId made_good = provisional("2/2026");
  EffectiveAct(kit, "3/2026", Ratify(made_good));
  clock.Tells({"ObligationDropped"});
  clock.IsClosedByNothing();
}

CLOCK(kRankingExpiry, AFinalListExpiresOnTheDayAfterItsLast) {
  AdoptStays(kit);
  const EntityId call = StaysCall(kit);
  AdmittedStay(kit, call);
  PublishProvisionalOf(kit, call);
  kit.PassUntil(kit.today() + 11);
  kit.Given(Final(kit, call, 5));
  clock.OpenedBy("FinalListPublished", kit.today() + 6);
  kit.Given(Final(kit, call, 8));
  clock.ClosedBy("FinalListPublished");
  clock.OpenedBy("FinalListPublished", kit.today() + 9);
  clock.Tells({"RankingExpired"});
}

// --- placements ---

CLOCK(kNightsEnd, ABedByNightIsFreeOnceItsLastNightIsOver) {
  AdoptPlacing(kit);
  const EntityId shelter = kit.Given(OpenUnit(kShelter, 2, kit.today()));
  const EntityId banned = InShelter(kit, shelter, 5);
  clock.OpenedBy("PlacementStarted", kit.today() + 5);
  kit.Given(Ban(banned, kit.today() + 30));
  clock.ClosedBy("GuestBanned");
  InShelter(kit, shelter, 5);
  clock.OpenedBy("PlacementStarted", kit.today() + 5);
  clock.Tells({"PlacementEnded"});
}

CLOCK(kComesOfAge, WhoIsPlacedAndComesOfAgeIsToldToTheOffice) {
  AdoptPlacing(kit);
  const InFacility left = ChildInFacility(kit, 17);
  const Day birthday = AddMonths(kit.today(), 12);
  clock.OpenedBy("PlacementStarted", birthday);
  kit.Given(EndStay(left.placement, kit.today(), "other_service"));
  clock.ClosedBy("PlacementEnded");
  ChildInFacility(kit, 17);
  clock.OpenedBy("PlacementStarted", birthday);
  clock.Tells({"ActionProposed"});
}

// --- plans ---

CLOCK(kPlanExpenses, AMonthsExpensesThatDoNotComeAreTold) {
  const PlanAsked asked = RunningPlan(kit);
  clock.OpenedBy("PlanStarted", kApril + 15);
  kit.Given(Expenses(asked.plan, kMarch));
  clock.ClosedBy("ExpensesFiled");
  clock.OpenedBy("ExpensesFiled", AddMonths(kApril, 1) + 15);
  clock.Tells({"ExpensesMissed"});
}

CLOCK(kCertificateEnds, ACertificateIsToldBeforeItEnds) {
  const auto request = [&] {
    const PlanAsked asked = CandidateForPlan(kit);
    auto command = RequestPlan(asked.case_file, kit.today() - 30);
    command.certified_until = (kit.today() + kCertificateNoticeDays + 10).days;
    const EntityId plan = kit.Given(std::move(command));
    clock.OpenedBy("PlanRequested", kit.today() + 10);
    return plan;
  };
  kit.Given(Certificate(request(), kit.today()));
  clock.ClosedBy("CertificateRecorded");
  request();
  clock.Tells({"CertificateEnding"});
}

// --- flows to INPS ---

CLOCK(kMendFlow, AFlowThatWasRejectedAndIsNotMendedIsTold) {
  kit.Given(FlowRejected(kFlow));
  clock.OpenedBy("FlowOutcomeRecorded", kit.today() + kDaysToMend + 1);
  kit.Given(FlowAccepted(kLaterFlow, kFlow));
  clock.ClosedBy("FlowMended");
  kit.Given(FlowRejected("H501.PS.20260304.0000001"));
  clock.OpenedBy("FlowOutcomeRecorded", kit.today() + kDaysToMend + 1);
  clock.Tells({"RejectOverdue"});
}

// --- that none is missing ---

/// The compiler spells a value that has a name by it, and any other as a number in parentheses.
template <ObligationKind Kind>
constexpr std::string_view SpeltByTheCompiler() {
  const std::string_view text = __PRETTY_FUNCTION__;
  const std::size_t begin = text.find("Kind = ") + 7;
  return text.substr(begin, text.find_first_of(";]", begin) - begin);
}

template <std::size_t... Values>
std::vector<std::pair<ObligationKind, std::string>> NamedAmong(std::index_sequence<Values...>) {
  std::vector<std::pair<ObligationKind, std::string>> named;
  const auto add = [&](ObligationKind kind, std::string_view spelling) {
    if (!spelling.starts_with('(')) named.emplace_back(kind, spelling);
  };
  (add(static_cast<ObligationKind>(Values), SpeltByTheCompiler<static_cast<ObligationKind>(Values)>()), ...);
  return named;
}

TEST(Clocks, EveryKindIsToldByANamedTest) {
  const auto kinds = NamedAmong(std::make_index_sequence<256>());
  EXPECT_GE(kinds.size(), 25U) << "the compiler spells them otherwise";
  for (const auto& [kind, name] : kinds) EXPECT_TRUE(ClocksWithTest().contains(kind)) << name;
}

}  // namespace
}  // namespace fascicolo::engine
