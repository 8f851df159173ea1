#include "engine/families/life_arrows.h"

#include <set>

#include "engine/families/housing/dwelling_states.h"
#include "engine/families/plan/plan_states.h"
#include "engine/families/undertaking_life.h"
#include "engine/families/unit_running.h"

namespace fascicolo::engine {
namespace {

const std::map<PlacementAct, std::string> kActs{
    {PlacementAct::kSearch, "SearchStarted"},       {PlacementAct::kAsk, "HostAsked"},
    {PlacementAct::kAnswer, "HostAnswered"},        {PlacementAct::kDecree, "DecreeRecorded"},
    {PlacementAct::kStart, "PlacementStarted"},     {PlacementAct::kAbsence, "AbsenceRecorded"},
    {PlacementAct::kReturn, "ReturnRecorded"},      {PlacementAct::kContact, "ContactOrdered"},
    {PlacementAct::kVisit, "VisitRecorded"},        {PlacementAct::kReport, "PlacementReported"},
    {PlacementAct::kExtend, "PlacementExtended"},   {PlacementAct::kTransfer, "PlacementTransferred"},
    {PlacementAct::kIncident, "IncidentRecorded"},  {PlacementAct::kEnd, "PlacementEnded"},
    {PlacementAct::kWithdraw, "PlacementWithdrawn"}, {PlacementAct::kMeasureStep, "MeasureStepRecorded"},
    {PlacementAct::kMeasureLapse, "MeasureLapsed"}, {PlacementAct::kNight, "NightConfirmed, NightMissed"},
    {PlacementAct::kBan, "GuestBanned"},            {PlacementAct::kSignPact, "SitePactSigned"},
    {PlacementAct::kSelfSufficiency, "SelfSufficiencyRecorded"}, {PlacementAct::kDeclineTransfer, "TransferDeclined"}};

const std::map<TenancyStep, std::string> kStepsOfTenancies{
    {TenancyStep::kAccept, "DwellingAnswered"},     {TenancyStep::kDecline, "DwellingAnswered"},
    {TenancyStep::kAssign, "DwellingAssigned"},     {TenancyStep::kAuthorise, "AuthorisationRecorded"},
    {TenancyStep::kSign, "TenancySigned"},          {TenancyStep::kMoveIn, "KeysHandedOver"},
    {TenancyStep::kSetRent, "RentSet"},             {TenancyStep::kLive, "GuestAdmitted, AbsenceAuthorised"},
    {TenancyStep::kCheck, "RequisitesChecked"},     {TenancyStep::kChange, "ChangeRequested, ChangeWithdrawn"},
    {TenancyStep::kSucceed, "TenantSucceeded"},     {TenancyStep::kForfeit, "ForfeitureStarted, ForfeitureAdvanced"},
    {TenancyStep::kDeclare, "ForfeitureAdvanced"},  {TenancyStep::kEvict, "ForfeitureAdvanced"},
    {TenancyStep::kExtend, "LodgingExtended"},      {TenancyStep::kRelease, "TenancyEnded"}};

constexpr std::pair<PlanStep, const char*> kPlanSteps[]{
    {PlanStep::kAssess, "PlanScored, PlanLevelDecided"}, {PlanStep::kPrice, "PlanAmountSet"},
    {PlanStep::kDraft, "PlanDrafted"},    {PlanStep::kSign, "PlanSigned"},       {PlanStep::kAgree, "PlanSigned"},
    {PlanStep::kSend, "PlanSent"},        {PlanStep::kFund, "PlanFunded"},       {PlanStep::kRefuseFunds, "PlanFunded"},
    {PlanStep::kStart, "PlanStarted"},    {PlanStep::kRenew, "PlanRenewed"},     {PlanStep::kVary, "PlanVaried"},
    {PlanStep::kDeclare, "HelperDeclared"},
    {PlanStep::kExpenses, "ExpensesFiled, ExpensesMissed, ExpensesAccepted, ExpensesContested"},
    {PlanStep::kSuspend, "PlanSuspended"}, {PlanStep::kResume, "PlanResumed"},   {PlanStep::kEnd, "PlanEnded"},
    {PlanStep::kGiveBack, "LeftoverReturned"}, {PlanStep::kWithdraw, "PlanWithdrawn"}, {PlanStep::kDeny, "PlanDenied"},
    {PlanStep::kCertify, "CertificateRecorded, CertificateEnding"}};

}  // namespace

std::string DiagramOf(const Arrows& arrows) {
  std::set<std::string> left;
  std::set<std::string> reached;
  std::string text = "```mermaid\nstateDiagram-v2\n";
  for (const auto& [ends, by] : arrows) {
    if (ends.first != ends.second) left.insert(ends.first);
    reached.insert(ends.second);
    text += "  " + ends.first + " --> " + ends.second + " : ";
    for (std::size_t i = 0; i < by.size(); ++i) text += (i == 0 ? "" : ", ") + by[i];
    text += "\n";
  }
  for (const auto& state : reached) {
    if (!left.contains(state)) text += "  " + state + " --> [*]\n";
  }
  return text + "```\n";
}

Arrows ArrowsOfPlacements(PlacementKind kind) {
  Arrows arrows;
  const auto each_state = [](const auto& visit) {
    for (int state = 1; state <= kPlacementStates; ++state) visit(static_cast<PlacementState>(state));
  };
  for (const auto& [act, name] : kActs) {
    each_state([&](PlacementState from) {
      each_state([&](PlacementState to) {
        if (Leads(kind, from, act, to)) arrows[{std::string(TextOf(from)), std::string(TextOf(to))}].push_back(name);
      });
    });
  }
  arrows[{kBeginning, "requested"}].push_back("PlacementRequested");
  if (kind == PlacementKind::kShelter) {
    arrows[{kBeginning, "queued"}].push_back("PlacementRequested");
    arrows[{"requested", "in_force"}].push_back("PlacementStarted");
  }
  if (kind == PlacementKind::kResidential) arrows[{kBeginning, "in_force"}].push_back("RemovalRecorded");
  return arrows;
}

Arrows ArrowsOfDwellings() {
  using enum schema::DwellingState;
  Arrows arrows;
  for (const auto state : {to_repair, under_works, ready}) {
    arrows[{kBeginning, std::string(TextOf(state))}].push_back("DwellingRegistered");
  }
  for (const DwellingStep& step : DwellingSteps()) {
    const bool is_cleared = step.from == without_title && step.to == to_repair;
    const char* name = step.to == without_title ? "OccupationRecorded" : is_cleared ? "OccupationAdvanced" : "DwellingMoved";
    arrows[{std::string(TextOf(step.from)), std::string(TextOf(step.to))}].push_back(name);
  }
  return arrows;
}

Arrows ArrowsOfTenancies(TenancyRule::Of other) {
  Arrows arrows;
  for (const TenancyRule& rule : TenancyRules()) {
    if (rule.of == other) continue;
    arrows[{std::string(TextOf(rule.state)), std::string(TextOf(rule.next))}].push_back(kStepsOfTenancies.at(rule.step));
  }
  arrows[{kBeginning, "in_force"}].push_back("TenancyOpened");
  if (other == TenancyRule::Of::kDwelling) return arrows;
  for (const char* first : {"offered", "assigned"}) arrows[{kBeginning, first}].push_back("TenancyOpened");
  arrows[{"assigned", "lapsed"}].push_back("AuthorisationRecorded");
  return arrows;
}

Arrows ArrowsOfPlans() {
  Arrows arrows;
  for (int number = 1; number <= static_cast<int>(PlanState::kDenied); ++number) {
    const auto from = static_cast<PlanState>(number);
    for (const auto& [step, name] : kPlanSteps) {
      const auto next = NextPlanState(from, step);
      if (next) arrows[{std::string(TextOf(from)), std::string(TextOf(*next))}].push_back(name);
    }
  }
  arrows[{kBeginning, "requested"}].push_back("PlanRequested");
  return arrows;
}

Arrows ArrowsOfUndertakings(schema::UndertakingKind kind) {
  Arrows arrows;
  arrows[{kBeginning, "drafted"}].push_back("UndertakingStarted");
  for (const UndertakingTransition& line : LifeOf(kind)) {
    arrows[{std::string(TextOf(line.state)), std::string(TextOf(line.next))}].push_back(
        schema::EnumNameUndertakingStep(line.step));
  }
  return arrows;
}

Arrows ArrowsOfAccreditations() {
  Arrows arrows;
  for (int number = 0; number <= static_cast<int>(AccreditationState::kExpired); ++number) {
    const auto from = static_cast<AccreditationState>(number);
    for (const auto step : schema::EnumValuesAccreditationStep()) {
      const auto next = AfterStep(from, step);
      if (!next) continue;
      const std::string name = from == AccreditationState::kNone ? kBeginning : std::string(TextOf(from));
      arrows[{name, std::string(TextOf(*next))}].push_back(schema::EnumNameAccreditationStep(step));
    }
  }
  return arrows;
}

}  // namespace fascicolo::engine
