// The lives of what the families are about: drawn as pictures from the tables that the program goes by, and kept to.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "engine/deciders.h"
#include "engine/families/access/access_states.h"
#include "engine/families/act.h"
#include "engine/families/act_states.h"
#include "engine/families/activation.h"
#include "engine/families/activation_states.h"
#include "engine/families/bill_states.h"
#include "engine/families/case_deciding.h"
#include "engine/families/housing/dwelling_states.h"
#include "engine/families/housing/forfeiture_states.h"
#include "engine/families/housing/tenancy_states.h"
#include "engine/families/placement_states.h"
#include "engine/families/plan/expenses_states.h"
#include "engine/families/plan/plan_states.h"
#include "engine/families/programme_deciding.h"
#include "engine/families/ranking.h"
#include "engine/families/ranking_states.h"
#include "engine/families/referral_states.h"
#include "engine/families/transmission/flow_states.h"
#include "engine/families/undertaking_life.h"
#include "engine/families/unit_running.h"
#include "events/store/memory_rows.h"

namespace fascicolo::engine {
namespace {

/// What leads from a state to a state, by names: one arrow each.
using Arrows = std::map<std::pair<std::string, std::string>, std::vector<std::string>>;

constexpr const char* kBeginning = "[*]";

std::string Picture(const std::string& title, const Arrows& arrows) {
  std::set<std::string> left;
  std::set<std::string> reached;
  std::string text = "## " + title + "\n\n```mermaid\nstateDiagram-v2\n";
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
  return text + "```\n\n";
}

template <class State>
Arrows ArrowsOf(std::span<const StateMove<State>> cycle) {
  Arrows arrows;
  for (const auto& move : cycle) {
    const std::string name = schema::EnumNameEventPayload(move.event);
    for (unsigned before = 1; before < 32; ++before) {
      const auto from = static_cast<State>(before);
      if (!move.from.Has(from)) continue;
      for (unsigned after = 1; after < 32; ++after) {
        const auto to = static_cast<State>(after);
        if (move.Leads(from, to)) arrows[{std::string(TextOf(from)), std::string(TextOf(to))}].push_back(name);
      }
    }
    for (unsigned after = 1; after < 32 && move.from.empty(); ++after) {
      const auto to = static_cast<State>(after);
      if (move.to.Has(to)) arrows[{kBeginning, std::string(TextOf(to))}].push_back(name);
    }
  }
  return arrows;
}

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

Arrows ArrowsOf(PlacementKind kind) {
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

const std::map<TenancyStep, std::string> kSteps{
    {TenancyStep::kAccept, "DwellingAnswered"},     {TenancyStep::kDecline, "DwellingAnswered"},
    {TenancyStep::kAssign, "DwellingAssigned"},     {TenancyStep::kAuthorise, "AuthorisationRecorded"},
    {TenancyStep::kSign, "TenancySigned"},          {TenancyStep::kMoveIn, "KeysHandedOver"},
    {TenancyStep::kSetRent, "RentSet"},             {TenancyStep::kLive, "GuestAdmitted, AbsenceAuthorised"},
    {TenancyStep::kCheck, "RequisitesChecked"},     {TenancyStep::kChange, "ChangeRequested, ChangeWithdrawn"},
    {TenancyStep::kSucceed, "TenantSucceeded"},     {TenancyStep::kForfeit, "ForfeitureStarted, ForfeitureAdvanced"},
    {TenancyStep::kDeclare, "ForfeitureAdvanced"},  {TenancyStep::kEvict, "ForfeitureAdvanced"},
    {TenancyStep::kExtend, "LodgingExtended"},      {TenancyStep::kRelease, "TenancyEnded"}};

/// Of a dwelling, or of a lodging, in which somebody is at once.
Arrows ArrowsOfTenancies(TenancyRule::Of other) {
  Arrows arrows;
  for (const TenancyRule& rule : TenancyRules()) {
    if (rule.of == other) continue;
    arrows[{std::string(TextOf(rule.state)), std::string(TextOf(rule.next))}].push_back(kSteps.at(rule.step));
  }
  arrows[{kBeginning, "in_force"}].push_back("TenancyOpened");
  if (other == TenancyRule::Of::kDwelling) return arrows;
  for (const char* first : {"offered", "assigned"}) arrows[{kBeginning, first}].push_back("TenancyOpened");
  arrows[{"assigned", "lapsed"}].push_back("AuthorisationRecorded");
  return arrows;
}

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

/// By the steps of UndertakingAdvanced.
Arrows ArrowsOf(schema::UndertakingKind kind) {
  Arrows arrows;
  arrows[{kBeginning, "drafted"}].push_back("UndertakingStarted");
  for (const UndertakingTransition& line : LifeOf(kind)) {
    arrows[{std::string(TextOf(line.state)), std::string(TextOf(line.next))}].push_back(
        schema::EnumNameUndertakingStep(line.step));
  }
  return arrows;
}

/// By the steps of AccreditationSet.
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

std::string NameOf(BillState state) {
  constexpr const char* kNames[] = {"", "recorded", "accepted", "contested"};
  return kNames[static_cast<std::size_t>(state)];
}
std::string NameOf(ExpensesState state) {
  constexpr const char* kNames[] = {"", "filed", "contested", "accepted"};
  return kNames[static_cast<std::size_t>(state)];
}
std::string NameOf(schema::ReferralState state) { return schema::EnumNameReferralState(state); }
std::string NameOf(schema::ForfeitureStep step) {
  return step == schema::ForfeitureStep::none ? "begun" : schema::EnumNameForfeitureStep(step);
}
std::string NameOf(EmergencyState state) { return std::string(TextOf(state)); }
std::string NameOf(AccessRequestState state) { return std::string(TextOf(state)); }
std::string NameOf(FlowState state) { return std::string(TextOf(state)); }

/// From `firsts`, to which `begins` leads; by the names of the steps.
template <class State, class Step, class NameStep>
Arrows ArrowsOf(std::span<const Transition<State, Step>> course, const std::vector<State>& firsts, const char* begins,
                NameStep name_of) {
  Arrows arrows;
  for (const State first : firsts) arrows[{kBeginning, NameOf(first)}].push_back(begins);
  for (const auto& line : course) arrows[{NameOf(line.state), NameOf(line.next)}].push_back(name_of(line.step));
  return arrows;
}

std::string PicturesOfAccess() {
  const std::map<EmergencyStep, std::string> emergency{{EmergencyStep::kConfirm, "EmergencyConfirmed"},
                                                       {EmergencyStep::kReview, "EmergencyReviewed"},
                                                       {EmergencyStep::kMissReview, "AccessReviewMissed"}};
  const std::map<FlowStep, std::string> flow{{FlowStep::kAccept, "FlowOutcomeRecorded"}, {FlowStep::kReject, "FlowOutcomeRecorded"},
                                             {FlowStep::kMend, "FlowMended"},            {FlowStep::kMiss, "RejectOverdue"},
                                             {FlowStep::kGiveUp, "FlowGivenUp"}};
  const auto of_request = [](AccessRequestStep step) {
    return step == AccessRequestStep::kApprove ? "AccessApproved" : "AccessWithdrawn";
  };
  return Picture("Reading in an emergency",
                 ArrowsOf(EmergencyCycle(), {EmergencyState::kAsked, EmergencyState::kDeclared}, "EmergencyDeclared",
                          [&](EmergencyStep step) { return emergency.at(step); })) +
         Picture("Request for what takes two",
                 ArrowsOf(AccessRequestCycle(), {AccessRequestState::kRequested}, "AccessRequested", of_request)) +
         Picture("Flow to INPS", ArrowsOf(FlowCycle(), {FlowState::kAccepted, FlowState::kRejected}, "FlowOutcomeRecorded",
                                          [&](FlowStep step) { return flow.at(step); }));
}

std::string PicturesOfCourses() {
  const auto of_bill = [](BillStep step) {
    return step == BillStep::kAccept ? "BillAccepted, VoucherBillAccepted" : "BillContested, VoucherBillContested";
  };
  const auto of_expenses = [](ExpensesStep step) {
    return step == ExpensesStep::kFile ? "ExpensesFiled" : step == ExpensesStep::kAccept ? "ExpensesAccepted" : "ExpensesContested";
  };
  const auto of_referral = [](schema::ReferralState) { return "ReferralUpdated"; };
  const auto of_forfeiture = [](schema::ForfeitureStep) { return "ForfeitureAdvanced"; };
  return Picture("Bill of a provider", ArrowsOf(BillCourse(), {BillState::kRecorded}, "BillRecorded, VouchersBilled", of_bill)) +
         Picture("A plan's month of expenses",
                 ArrowsOf(ExpensesCourse(), {ExpensesState::kFiled}, "ExpensesFiled", of_expenses)) +
         Picture("Referral (invio)",
                 ArrowsOf(ReferralCourse(), {schema::ReferralState::requested}, "ReferralRequested", of_referral)) +
         Picture("Forfeiture (decadenza)",
                 ArrowsOf(ForfeitureCourse(), {schema::ForfeitureStep::none}, "ForfeitureStarted", of_forfeiture));
}

std::string PicturesOfUndertakings() {
  using Kind = schema::UndertakingKind;
  return Picture("Undertaking: plan about a service, by the steps of UndertakingAdvanced", ArrowsOf(Kind::educational_plan)) +
         Picture("Undertaking: study", ArrowsOf(Kind::study)) + Picture("Undertaking: briefing", ArrowsOf(Kind::briefing)) +
         Picture("Undertaking: measure", ArrowsOf(Kind::measure)) + Picture("Undertaking: agreement", ArrowsOf(Kind::agreement));
}

std::string Pictures() {
  return "# Life cycles\n\nDrawn from the tables by which deciders and evolvers go (`families/*_states.h`); a test compares "
         "them, and writes\nthem anew with `FASCICOLO_DRAW=1`. An arrow is an event; what no arrow allows is refused.\n\n" +
         Picture("Act (atto)", ArrowsOf(ActCycle())) + Picture("Activation (service)", ArrowsOf(ActivationCycle())) +
         Picture("Case (cartella sociale)", ArrowsOf(CaseCycle())) +
         Picture("Project (progetto personalizzato, patto)", ArrowsOf(ProjectCycle())) +
         Picture("Call (bando)", ArrowsOf(CallCycle())) + Picture("Entry of a ranking", ArrowsOf(EntryCycle())) +
         Picture("Placement in a facility", ArrowsOf(PlacementKind::kResidential)) +
         Picture("Placement with a foster family", ArrowsOf(PlacementKind::kFoster)) +
         Picture("Bed by night", ArrowsOf(PlacementKind::kShelter)) + Picture("Pitch on a site", ArrowsOf(PlacementKind::kSite)) +
         Picture("Residence", ArrowsOf(PlacementKind::kResidence)) + Picture("Dwelling (alloggio)", ArrowsOfDwellings()) +
         Picture("Tenancy (assegnazione)", ArrowsOfTenancies(TenancyRule::Of::kLodging)) +
         Picture("Emergency lodging", ArrowsOfTenancies(TenancyRule::Of::kDwelling)) +
         Picture("Personal plan (L. 162/1998, Ritornare a casa)", ArrowsOfPlans()) +
         Picture("Programme (programma)", ArrowsOf(ProgrammeCycle())) +
         Picture("Enrolment (iscrizione)", ArrowsOf(EnrolmentCycle())) +
         Picture("Session (incontro)", ArrowsOf(SessionCycle())) +
         Picture("Participation body (organismo di partecipazione)", ArrowsOf(BodyCycle())) + PicturesOfUndertakings() +
         Picture("Accreditation of a unit, by the steps of AccreditationSet", ArrowsOfAccreditations()) + PicturesOfAccess() + PicturesOfCourses();
}

TEST(LifeCycles, ArePicturedAsTheyAre) {
  const std::string file = std::string(FASCICOLO_SOURCE_DIR) + "/engine/LIFE_CYCLES.md";
  if (std::getenv("FASCICOLO_DRAW") != nullptr) std::ofstream(file) << Pictures();
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  EXPECT_EQ(text.str(), Pictures()) << "run this test with FASCICOLO_DRAW=1, and look at what changed";
}

/// Whether an event of this type, that says nothing, is folded about something in this state. What has a number within its
/// entity has none here.
template <class TableType, class State, class... Parts>
bool IsFolded(State state, schema::EventPayload type, Parts... parts) {
  store::MemoryRows rows;
  store::Overlay overlay(rows);
  StateEditor editor(overlay);
  const EntityId entity = NewEntity({}, 1);
  typename TableType::Row row;
  row.state = state;
  editor.Put<TableType>(row, entity, parts...);
  if constexpr (sizeof...(parts) > 0) editor.Put<ProgrammeTable>(ProgrammeRow{}, entity);
  flatbuffers::FlatBufferBuilder builder;
  const auto table = builder.StartTable();
  const auto payload = builder.EndTable(table);
  const schema::Id id = events::ToSchema(entity);
  builder.Finish(schema::CreateEvent(builder, &id, schema::EntityKind::none, 2, 20'500, 0, false, 0, type, payload));
  const events::Header header;
  return Evolve({header, 0}, *flatbuffers::GetRoot<schema::Event>(builder.GetBufferPointer()), editor);
}

template <class TableType, class State, class... Parts>
void ExpectPoisonElsewhere(std::span<const StateMove<State>> cycle, Parts... parts) {
  int elsewhere = 0;
  for (const auto& move : cycle) {
    const bool begins = move.from.empty();
    if (begins && (sizeof...(parts) > 0 || std::is_same_v<TableType, CaseTable>)) continue;  // another one
    for (unsigned number = 1; number < 32; ++number) {
      const auto state = static_cast<State>(number);
      if (StatesBefore(cycle, move.event).Has(state)) continue;
      ++elsewhere;
      EXPECT_FALSE((IsFolded<TableType>(state, move.event, parts...))) << schema::EnumNameEventPayload(move.event) << " in " << number;
    }
  }
  EXPECT_GT(elsewhere, 0);
}

TEST(LifeCycles, AnEventWhereItsTableDoesNotAllowItIsPoison) {
  ExpectPoisonElsewhere<ActTable>(ActCycle());
  ExpectPoisonElsewhere<ActivationTable>(ActivationCycle());
  ExpectPoisonElsewhere<CallTable>(CallCycle());
  ExpectPoisonElsewhere<RankingEntryTable>(EntryCycle());
  ExpectPoisonElsewhere<CaseTable>(CaseCycle());
  ExpectPoisonElsewhere<ProgrammeTable>(ProgrammeCycle());
  const std::uint32_t no_number = 0;
  ExpectPoisonElsewhere<ProjectTable>(ProjectCycle(), no_number);
  ExpectPoisonElsewhere<EnrolmentTable>(EnrolmentCycle(), no_number);
  ExpectPoisonElsewhere<SessionTable>(SessionCycle(), no_number);
  ExpectPoisonElsewhere<BodyTable>(BodyCycle(), no_number);
}

/// Rows in which one thing stands in a state, for evolvers alone.
struct OneThing {
  store::MemoryRows rows;
  store::Overlay overlay{rows};
  StateEditor editor{overlay};
  EntityId entity = NewEntity({}, 1);

  template <class Fact>
  [[nodiscard]] bool Folds(Fact fact) {
    schema::EventT event;
    event.entity = std::make_unique<schema::Id>(events::ToSchema(entity));
    event.effective_on = 20'500;
    event.payload = FactOf(std::move(fact));
    const auto bytes = events::PackLeaf(event);
    const events::Header header;
    return Evolve({header, 0}, *flatbuffers::GetRoot<schema::Event>(bytes.data()), editor);
  }
};

TEST(LifeCycles, AReferralGoesOnAsItsCourseSaysAndNotOtherwise) {
  for (const auto from : schema::EnumValuesReferralState()) {
    for (const auto to : schema::EnumValuesReferralState()) {
      OneThing one;
      ReferralRow row;
      row.state = from;
      one.editor.Put<ReferralTable>(row, one.entity, 1U);
      schema::ReferralUpdatedT updated;
      updated.number = 1;
      updated.state = to;
      EXPECT_EQ(one.Folds(updated), NextState(ReferralCourse(), from, to).has_value())
          << schema::EnumNameReferralState(from) << " to " << schema::EnumNameReferralState(to);
    }
  }
}

TEST(LifeCycles, ABillIsDecidedOnce) {
  for (const auto from : {BillState::kRecorded, BillState::kAccepted, BillState::kContested}) {
    OneThing one;
    one.editor.Put<BillTable>(BillRow{Day{20'454}, 1, from}, one.entity, 1U);
    schema::BillContestedT contested;
    contested.bill = 1;
    EXPECT_EQ(one.Folds(contested), from == BillState::kRecorded) << NameOf(from);
    schema::BillAcceptedT accepted;
    accepted.bill = 1;
    EXPECT_FALSE(one.Folds(accepted)) << "it is decided now";
  }
}

}  // namespace
}  // namespace fascicolo::engine
