// The lives of erasures, of readings in an emergency, of what takes two, of flows to INPS, and of a removal's steps.
#include "engine/families/access/access_states.h"
#include "engine/families/erasure_states.h"
#include "engine/families/lives/life.h"
#include "engine/families/measure_states.h"
#include "engine/families/placement_measure.h"
#include "engine/families/transmission/flow_states.h"
#include "engine/told_access.h"
#include "engine/told_placements.h"
#include "engine/told_rights.h"
#include "engine/told_transmission.h"

namespace fascicolo::engine {
namespace {

constexpr std::uint32_t kFirst = 1;  ///< the number of what is looked at

// --- erasures ---

EntityId ErasureThatIs(Kit& kit, ErasureState state) {
  using enum ErasureState;
  const EntityId person = Named(kit);
  if (state == kApproved || state == kCompleted) Approve(kit, person);
  if (state == kProposed || state == kStopped) GivenBy(kit, "coordinator", ProposeErasure(person));
  if (state == kStopped) kit.Given(WithdrawErasure(person));
  if (state == kCompleted) kit.RunDue();
  return person;
}

TEST(ErasureLife, IsLedByItsTable) {
  using enum ErasureState;
  using Step = ErasureStep;
  const auto approve = [](Kit& kit, EntityId id) { return WhenBy(kit, "archivist", ApproveErasure(id)); };
  const auto approve_last = [=](Kit& kit, EntityId id) {
    WhenBy(kit, "protection officer", ApproveErasure(id));
    return approve(kit, id);
  };
  ExpectLife(
      Life<ErasureState, Step>{
      LinesOf(ErasureCourse()),
      {kProposed, kApproved, kStopped, kCompleted},
      ErasureThatIs,
      [](const Kit& kit, EntityId id) { return StateOfErasure(kit, id); },
      {{Step::kApprove, "approve", approve},
       {Step::kApprove, "approve as the last", approve_last},
       {Step::kStop, "withdraw", [](Kit& kit, EntityId id) { return kit.When(WithdrawErasure(id)); }, {kApproved}}},
      {Step::kEraseKeys, Step::kComplete},
      {Rule::kErasureNotPending}},
             {{kApproved, Step::kStop, kStopped}});  // by a hold alone: clocks_of_cases_test.cc
}

// --- access ---

EntityId CaseUnderAPolicy(Kit& kit) {
  kit.Given(AdoptRuleSet(SamplePolicy().dump()));
  return CaseInCharge(kit);
}

TEST(EmergencyLife, IsLedByItsTable) {
  using enum EmergencyState;
  using Step = EmergencyStep;
  const auto come = [](Kit& kit, EmergencyState state) {
    const EntityId case_file = CaseUnderAPolicy(kit);
    if (state == kAsked) kit.Given(Seal(case_file, {"bianchi"}));
    kit.Given(ReadInEmergency(kit, case_file, {schema::Secrecy::administrative}));
    if (state == kReviewed) GivenBy(kit, "verdi", ReviewEmergency(case_file));
    return case_file;
  };
  ExpectLife(Life<EmergencyState, Step>{
      LinesOf(EmergencyCycle()),
      {kAsked, kDeclared, kReviewed},
      come,
      [](const Kit& kit, EntityId id) { return kit.state().Find<EmergencyTable>(id, kFirst)->state; },
      {{Step::kConfirm, "confirm", [](Kit& kit, EntityId id) { return WhenBy(kit, "bianchi", ConfirmEmergency(id)); }},
       {Step::kReview, "review", [](Kit& kit, EntityId id) { return WhenBy(kit, "verdi", ReviewEmergency(id)); }}},
      {Step::kMissReview},
      {Rule::kEmergencyOutOfOrder}});
}

TEST(AccessRequestLife, IsLedByItsTable) {
  using enum AccessRequestState;
  using Step = AccessRequestStep;
  const auto come = [](Kit& kit, AccessRequestState state) {
    const EntityId case_file = CaseUnderAPolicy(kit);
    kit.Given(AskAnother(case_file, "export"));
    if (state == kApproved) GivenBy(kit, "verdi", Agree(kit, case_file));
    if (state == kWithdrawn) kit.Given(WithdrawAccess(case_file));
    return case_file;
  };
  ExpectLife(Life<AccessRequestState, Step>{
      LinesOf(AccessRequestCycle()),
      {kRequested, kApproved, kWithdrawn},
      come,
      [](const Kit& kit, EntityId id) { return kit.state().Find<AccessRequestTable>(id, kFirst)->state; },
      {{Step::kApprove, "agree", [](Kit& kit, EntityId id) { return WhenBy(kit, "verdi", Agree(kit, id)); }},
       {Step::kWithdraw, "withdraw", [](Kit& kit, EntityId id) { return kit.When(WithdrawAccess(id)); }}},
      {},
      {Rule::kAccessRequestOver}});
}

// --- flows to INPS ---

/// Told at an instant at which nothing was told before.
schema::RecordFlowOutcomeT Anew(const Kit& kit, schema::RecordFlowOutcomeT outcome) {
  outcome.acquired_at = kit.now().micros;
  return outcome;
}

TEST(FlowLife, IsLedByItsTable) {
  using enum FlowState;
  using Step = FlowStep;
  const auto come = [](Kit& kit, FlowState state) {
    kit.Given(state == kAccepted ? FlowAccepted(kFlow) : FlowRejected(kFlow));
    if (state == kMended) kit.Given(FlowAccepted(kLaterFlow, kFlow));
    if (state == kGivenUp) kit.Given(GiveUp(kFlow));
    return FlowEntity(kFlow);
  };
  ExpectLife(Life<FlowState, Step>{
      LinesOf(FlowCycle()),
      {kAccepted, kRejected, kMended, kGivenUp},
      come,
      [](const Kit& kit, EntityId id) { return kit.state().Find<FlowTable>(id)->state; },
      {{Step::kAccept, "accepted", [](Kit& kit, EntityId) { return kit.When(Anew(kit, FlowAccepted(kFlow))); }},
       {Step::kReject, "rejected", [](Kit& kit, EntityId) { return kit.When(Anew(kit, FlowRejected(kFlow))); }},
       {Step::kMend, "mended",
        [](Kit& kit, EntityId) { return kit.When(FlowAccepted("H501.PS.20260304.0000001", kFlow)); }},
       {Step::kGiveUp, "given up", [](Kit& kit, EntityId) { return kit.When(GiveUp(kFlow)); }}},
      {Step::kMiss},
      {Rule::kFlowNotRejected}});
}

// --- removals by the public authority: civil code, art. 403 ---

using schema::MeasureStep;

constexpr std::array kForward{MeasureStep::file_sent, MeasureStep::validation_asked, MeasureStep::validated,
                              MeasureStep::heard, MeasureStep::confirmed};

/// A child was removed two days ago, so that the file is late; the prosecutor was not told yet.
EntityId MeasureThatIs(Kit& kit, MeasureState state) {
  using enum MeasureState;
  AdoptPlacing(kit);
  const EntityId unit = kit.Given(OpenUnit(kMinors, 1, kit.today() - 10));
  const Instant at = StartOfDay(kit.today());
  const EntityId placement = kit.Given(Removal(CaseOf(kit, 6), unit, at));
  kit.PassUntil(kit.today() + 2);
  for (const MeasureStep step : kForward) {
    const bool is_beyond = static_cast<int>(step) > static_cast<int>(state) || state == kRevoked || state == kLapsed;
    if (!is_beyond) kit.Given(Step(placement, step, StartOfDay(kit.today())));
  }
  if (state == kRevoked) kit.Given(Step(placement, MeasureStep::revoked, at));
  if (state == kLapsed) kit.Given(Lapse(placement));
  return placement;
}

TEST(MeasureLife, IsLedByItsTable) {
  using enum MeasureState;
  std::vector<Deed<MeasureState, MeasureMove>> deeds{
      {MeasureMove::kLapse, "lapse", [](Kit& kit, EntityId id) { return kit.When(Lapse(id)); }}};
  for (const MeasureStep step : schema::EnumValuesMeasureStep()) {
    if (step == MeasureStep::none) continue;
    deeds.push_back({MoveOf(step), schema::EnumNameMeasureStep(step),
                     [step](Kit& kit, EntityId id) { return kit.When(Step(id, step, StartOfDay(kit.today()))); }});
  }
  // A placement that lapsed takes no step at all: its own table says so first.
  ExpectLife(Life<MeasureState, MeasureMove>{
      LinesOf(MeasureCourse()),
      {kRemoved, kFileSent, kValidationAsked, kValidated, kHeard, kConfirmed, kRevoked, kLapsed},
      MeasureThatIs,
      [](const Kit& kit, EntityId id) { return StateOf(PlacementOf(kit, id).measure); },
      std::move(deeds),
      {},
      {Rule::kMeasureOutOfOrder, Rule::kNoMeasure, Rule::kPlacementOutOfOrder}});
}

TEST(MeasureLife, AStepThatIsNotTheNextIsPoison) {
  for (const MeasureStep first : kForward) {
    Kit kit;
    const EntityId placement = MeasureThatIs(kit, MeasureState::kRemoved);
    schema::MeasureStepRecordedT recorded;
    recorded.step = first;
    EXPECT_EQ(kit.Folds(placement, schema::EntityKind::placement, recorded), first == MeasureStep::file_sent)
        << schema::EnumNameMeasureStep(first);
  }
}

TEST(ErasureLife, KeysAreDestroyedAndAllIsDoneOnlyOnceItIsApproved) {
  for (const ErasureState state : {ErasureState::kProposed, ErasureState::kStopped, ErasureState::kCompleted}) {
    Kit kit;
    const EntityId person = ErasureThatIs(kit, state);
    schema::ErasureCompletedT completed;
    completed.erasure = kFirst;
    completed.keys = kit.state().Find<RightsTable>(person)->erasures.front().keys;
    EXPECT_FALSE(kit.Folds(person, schema::EntityKind::person, completed)) << static_cast<int>(state);
    schema::ErasureStoppedT stopped;
    stopped.erasure = kFirst;
    EXPECT_EQ(kit.Folds(person, schema::EntityKind::person, stopped), state == ErasureState::kProposed);
  }
}

}  // namespace
}  // namespace fascicolo::engine
