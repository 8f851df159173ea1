#include "engine/families/life_pictures.h"

#include <map>
#include <utility>

#include "engine/families/access/access_states.h"
#include "engine/families/act.h"
#include "engine/families/act_states.h"
#include "engine/families/activation.h"
#include "engine/families/activation_states.h"
#include "engine/families/bill_states.h"
#include "engine/families/case_deciding.h"
#include "engine/families/case_states.h"
#include "engine/families/erasure_states.h"
#include "engine/families/grant/voucher_states.h"
#include "engine/families/housing/forfeiture_states.h"
#include "engine/families/life_arrows.h"
#include "engine/families/measure_states.h"
#include "engine/families/money_states.h"
#include "engine/families/plan/expenses_states.h"
#include "engine/families/programme_deciding.h"
#include "engine/families/programme_states.h"
#include "engine/families/ranking.h"
#include "engine/families/ranking_states.h"
#include "engine/families/referral_states.h"
#include "engine/families/rights_words.h"
#include "engine/families/transmission/flow_states.h"

namespace fascicolo::engine {
namespace {

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

std::string NameOf(CommitmentState state) {
  constexpr const char* kNames[] = {"", "reserved", "committed", "used_up", "released"};
  return kNames[static_cast<std::size_t>(state)];
}
std::string NameOf(LiquidationState state) { return state == LiquidationState::kPaid ? "paid" : "to_pay"; }
std::string NameOf(DebtState state) { return std::string(TextOf(state)); }
std::string NameOf(VouchersState state) {
  constexpr const char* kNames[] = {"", "good", "used_up", "lapsed"};
  return kNames[static_cast<std::size_t>(state)];
}
std::string NameOf(ErasureState state) { return std::string(TextOf(state)); }
std::string NameOf(MeasureState state) {
  constexpr const char* kNames[] = {"",      "removed",   "file_sent", "validation_asked", "validated",
                                    "heard", "confirmed", "revoked",   "lapsed"};
  return kNames[static_cast<std::size_t>(state)];
}

/// From `firsts`, to which `begins` leads; by the names of the steps.
template <class State, class Step, class NameStep>
Arrows ArrowsOf(std::span<const Transition<State, Step>> course, const std::vector<State>& firsts, const char* begins,
                NameStep name_of) {
  Arrows arrows;
  for (const State first : firsts) arrows[{kBeginning, NameOf(first)}].push_back(begins);
  for (const auto& line : course) arrows[{NameOf(line.state), NameOf(line.next)}].push_back(name_of(line.step));
  return arrows;
}

// --- which there are, and who walks them ---

using Pictures = std::vector<LifePicture>;

LifePicture Picture(std::string title, std::vector<Walked> walked, const Arrows& arrows) {
  return {std::move(title), std::move(walked), DiagramOf(arrows)};
}

constexpr const char* kDecisions = "lives/lives_of_decisions_test.cc";
constexpr const char* kHousing = "lives/lives_of_housing_test.cc";
constexpr const char* kMoney = "lives/lives_of_money_test.cc";
constexpr const char* kProtection = "lives/lives_of_protection_test.cc";
constexpr const char* kTenancies = "housing/tenancy_states_test.cc";

Pictures PicturesOfCases() {
  return {
      Picture("Act (atto)", {{kDecisions, "ActLife.IsLedByItsTable"}}, ArrowsOf(ActCycle())),
      Picture("Activation (service)", {{kDecisions, "ActivationLife.IsLedByItsTable"}}, ArrowsOf(ActivationCycle())),
      Picture("Case (cartella sociale)", {{"case_states_test.cc", "CaseStates.AreLeftWhereTheTableLeadsAndNowhereElse"}},
              ArrowsOf(CaseCycle())),
      Picture("Project (progetto personalizzato, patto)",
              {{"case_states_test.cc", "ProjectStates.AreLeftWhereTheTableLeadsAndNowhereElse"}}, ArrowsOf(ProjectCycle())),
      Picture("Call (bando)",
              {{"ranking_states_test.cc", "CallStates.AllowWhatFollowsFromThemAndNothingElse"},
               {"ranking_states_test.cc", "CallStates.LeadWhereTheTableSaysAndNowhereElse"}},
              ArrowsOf(CallCycle())),
      Picture("Entry of a ranking",
              {{"lives/lives_of_rankings_test.cc", "EntryLife.IsLedByItsTable"},
               {"ranking_states_test.cc", "EntryStates.AllowWhatFollowsFromThemAndNothingElse"}},
              ArrowsOf(EntryCycle())),
  };
}

Pictures PicturesOfPlaces() {
  const std::vector<Walked> placements{
      {"placement_states_test.cc", "PlacementStates.TheTableAllowsAndEverythingElseIsRefusedByIt"}};
  return {
      Picture("Placement in a facility", placements, ArrowsOfPlacements(PlacementKind::kResidential)),
      Picture("Placement with a foster family", placements, ArrowsOfPlacements(PlacementKind::kFoster)),
      Picture("Bed by night", placements, ArrowsOfPlacements(PlacementKind::kShelter)),
      Picture("Pitch on a site", placements, ArrowsOfPlacements(PlacementKind::kSite)),
      Picture("Residence", placements, ArrowsOfPlacements(PlacementKind::kResidence)),
      Picture("Dwelling (alloggio)",
              {{"housing/dwelling_test.cc", "Dwelling.GoesFromOneVacantStateIntoAnotherAsTheTableSaysAndInNoOtherWay"},
               {kHousing, "DwellingLife.ThatSomebodyHasIsNotMovedByHand"}},
              ArrowsOfDwellings()),
      Picture("Tenancy (assegnazione)",
              {{kHousing, "TenancyLife.IsLedByItsTable"},
               {kTenancies, "States.OfAnOfferUntilTheKeysRefuseWhatTheTableDoesNotAllow"},
               {kTenancies, "States.OfATenancyThatIsLivedInAndAfterItRefuseWhatTheTableDoesNotAllow"}},
              ArrowsOfTenancies(TenancyRule::Of::kLodging)),
      Picture("Emergency lodging",
              {{kHousing, "LodgingLife.IsLedByItsTable"}, {kTenancies, "States.OfALodgingKnowOnlyGuestsExtensionsAndTheEnd"}},
              ArrowsOfTenancies(TenancyRule::Of::kDwelling)),
  };
}

Pictures PicturesOfProgrammes() {
  using Kind = schema::UndertakingKind;
  const std::vector<Walked> undertakings{{"undertaking_test.cc", "Undertaking.GoesExactlyWhereItsTableAllows"}};
  return {
      Picture("Personal plan (L. 162/1998, Ritornare a casa)",
              {{"plan/plan_states_test.cc", "PlanStates.EachStateAllowsItsStepsAndNoOthers"},
               {"plan/plan_states_test.cc", "PlanStates.WhatTheTableAllowsIsTakenAndLeadsWhereItSays"}},
              ArrowsOfPlans()),
      Picture("Programme (programma)", {{"programme_states_test.cc", "ProgrammeStates.NothingHappensInOneThatIsClosed"}},
              ArrowsOf(ProgrammeCycle())),
      Picture("Enrolment (iscrizione)",
              {{"programme_states_test.cc", "InEnrolmentState.OnlyWhoIsEnrolledComes"},
               {"programme_states_test.cc", "InEnrolmentState.AnEndComesOnce"}},
              ArrowsOf(EnrolmentCycle())),
      Picture("Session (incontro)", {{"programme_session_test.cc", "Session.GoesOnlyWhereItsLifeAllows"}},
              ArrowsOf(SessionCycle())),
      Picture("Participation body (organismo di partecipazione)",
              {{"participation_body_test.cc", "Body.GoesOnlyWhereItsLifeAllows"}}, ArrowsOf(BodyCycle())),
      Picture("Undertaking: plan about a service, by the steps of UndertakingAdvanced", undertakings,
              ArrowsOfUndertakings(Kind::educational_plan)),
      Picture("Undertaking: study", undertakings, ArrowsOfUndertakings(Kind::study)),
      Picture("Undertaking: briefing", undertakings, ArrowsOfUndertakings(Kind::briefing)),
      Picture("Undertaking: measure", undertakings, ArrowsOfUndertakings(Kind::measure)),
      Picture("Undertaking: agreement", undertakings, ArrowsOfUndertakings(Kind::agreement)),
      Picture("Accreditation of a unit, by the steps of AccreditationSet",
              {{"unit_running_test.cc", "RunningUnit.IsAccreditedOnlyAsItsLifeAllows"}}, ArrowsOfAccreditations()),
  };
}

Pictures PicturesOfAccess() {
  const std::map<EmergencyStep, std::string> emergency{{EmergencyStep::kConfirm, "EmergencyConfirmed"},
                                                       {EmergencyStep::kReview, "EmergencyReviewed"},
                                                       {EmergencyStep::kMissReview, "AccessReviewMissed"}};
  const std::map<FlowStep, std::string> flow{{FlowStep::kAccept, "FlowOutcomeRecorded"}, {FlowStep::kReject, "FlowOutcomeRecorded"},
                                             {FlowStep::kMend, "FlowMended"},            {FlowStep::kMiss, "RejectOverdue"},
                                             {FlowStep::kGiveUp, "FlowGivenUp"}};
  const auto of_request = [](AccessRequestStep step) {
    return step == AccessRequestStep::kApprove ? "AccessApproved" : "AccessWithdrawn";
  };
  return {
      Picture("Reading in an emergency", {{kProtection, "EmergencyLife.IsLedByItsTable"}},
              ArrowsOf(EmergencyCycle(), {EmergencyState::kAsked, EmergencyState::kDeclared}, "EmergencyDeclared",
                       [&](EmergencyStep step) { return emergency.at(step); })),
      Picture("Request for what takes two", {{kProtection, "AccessRequestLife.IsLedByItsTable"}},
              ArrowsOf(AccessRequestCycle(), {AccessRequestState::kRequested}, "AccessRequested", of_request)),
      Picture("Flow to INPS", {{kProtection, "FlowLife.IsLedByItsTable"}},
              ArrowsOf(FlowCycle(), {FlowState::kAccepted, FlowState::kRejected}, "FlowOutcomeRecorded",
                       [&](FlowStep step) { return flow.at(step); })),
  };
}

Pictures PicturesOfCourses() {
  const auto of_bill = [](BillStep step) {
    return step == BillStep::kAccept ? "BillAccepted, VoucherBillAccepted" : "BillContested, VoucherBillContested";
  };
  const auto of_expenses = [](ExpensesStep step) {
    return step == ExpensesStep::kFile ? "ExpensesFiled" : step == ExpensesStep::kAccept ? "ExpensesAccepted" : "ExpensesContested";
  };
  const auto of_referral = [](schema::ReferralState) { return "ReferralUpdated"; };
  const auto of_forfeiture = [](schema::ForfeitureStep) { return "ForfeitureAdvanced"; };
  return {
      Picture("Bill of a provider",
              {{kMoney, "BillLife.IsLedByItsTable"}, {kMoney, "VoucherBillLife.IsLedByTheTableOfBills"}},
              ArrowsOf(BillCourse(), {BillState::kRecorded}, "BillRecorded, VouchersBilled", of_bill)),
      Picture("A plan's month of expenses", {{kMoney, "ExpensesLife.IsLedByItsTable"}},
              ArrowsOf(ExpensesCourse(), {ExpensesState::kFiled}, "ExpensesFiled", of_expenses)),
      Picture("Referral (invio)", {{kDecisions, "ReferralLife.IsLedByItsTable"}},
              ArrowsOf(ReferralCourse(), {schema::ReferralState::requested}, "ReferralRequested", of_referral)),
      Picture("Forfeiture (decadenza)", {{kHousing, "ForfeitureLife.IsLedByItsTable"}},
              ArrowsOf(ForfeitureCourse(), {schema::ForfeitureStep::none}, "ForfeitureStarted", of_forfeiture)),
  };
}

Pictures PicturesOfMoney() {
  const std::map<CommitmentStep, std::string> commitment{{CommitmentStep::kCommit, "MoneyCommitted"},
                                                         {CommitmentStep::kLiquidate, "MoneyLiquidated"},
                                                         {CommitmentStep::kRelease, "MoneyReleased"}};
  const std::map<DebtStep, std::string> debt{{DebtStep::kReceive, "MoneyReceived"},
                                             {DebtStep::kRemind, "DebtReminded"},
                                             {DebtStep::kAgreeInstalments, "InstalmentsAgreed"},
                                             {DebtStep::kWriteOff, "DebtWrittenOff"}};
  return {
      Picture("Commitment (prenotazione, impegno)", {{kMoney, "CommitmentLife.IsLedByItsTable"}},
              ArrowsOf(CommitmentCourse(), {CommitmentState::kReserved}, "MoneyReserved",
                       [&](CommitmentStep step) { return commitment.at(step); })),
      Picture("Liquidation and its payment (liquidazione, mandato)", {{kMoney, "LiquidationLife.IsLedByItsTable"}},
              ArrowsOf(LiquidationCourse(), {LiquidationState::kToPay}, "MoneyLiquidated",
                       [](LiquidationStep step) { return step == LiquidationStep::kPay ? "MoneyPaid" : "PaymentBounced"; })),
      Picture("Debt (credito dell'ente)", {{kMoney, "DebtLife.IsLedByItsTable"}},
              ArrowsOf(DebtCourse(), {DebtState::kOwed}, "DebtRaised", [&](DebtStep step) { return debt.at(step); })),
      Picture("Vouchers of an application (buoni)", {{kMoney, "VouchersLife.IsLedByItsTable"}},
              ArrowsOf(VouchersCourse(), {VouchersState::kGood}, "VouchersGranted", [](VouchersStep step) {
                return step == VouchersStep::kRedeem ? "VoucherRedeemed" : "VouchersLapsed";
              })),
  };
}

Pictures PicturesOfProtection() {
  const std::map<ErasureStep, std::string> erasure{{ErasureStep::kApprove, "ErasureApproved"},
                                                   {ErasureStep::kStop, "ErasureStopped"},
                                                   {ErasureStep::kEraseKeys, "KeysErased"},
                                                   {ErasureStep::kComplete, "ErasureCompleted"}};
  const auto of_measure = [](MeasureMove move) -> std::string {
    if (move == MeasureMove::kLapse) return "MeasureLapsed";
    return schema::EnumNameMeasureStep(static_cast<schema::MeasureStep>(move));
  };
  return {
      Picture("Erasure of a person's texts", {{kProtection, "ErasureLife.IsLedByItsTable"}},
              ArrowsOf(ErasureCourse(), {ErasureState::kProposed}, "ErasureProposed",
                       [&](ErasureStep step) { return erasure.at(step); })),
      Picture("Removal by the public authority (codice civile, art. 403), by the steps of MeasureStepRecorded",
              {{kProtection, "MeasureLife.IsLedByItsTable"}},
              ArrowsOf(MeasureCourse(), {MeasureState::kRemoved}, "RemovalRecorded", of_measure)),
  };
}

}  // namespace

std::vector<LifePicture> LifePictures() {
  Pictures all;
  for (auto* part : {PicturesOfCases, PicturesOfPlaces, PicturesOfProgrammes, PicturesOfAccess, PicturesOfCourses, PicturesOfMoney,
                     PicturesOfProtection}) {
    for (auto& picture : part()) all.push_back(std::move(picture));
  }
  return all;
}

}  // namespace fascicolo::engine
