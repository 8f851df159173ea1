// Acts: what they wait for, and what they put into force.
#include "engine/families/act.h"

#include "engine/families/deadline_keeping.h"
#include "engine/families/limits.h"
#include "engine/families/service_unit.h"
#include "engine/told_acts.h"
#include "engine/told_case_work.h"

namespace fascicolo::engine {
namespace {

using Names = std::vector<std::string>;

struct Acts : testing::Test {
  Acts() {
    AdoptCatalogue(kit);
    AdoptActs(kit);
  }
  [[nodiscard]] ActivationState StateOf(EntityId activation) const { return kit.Activation(activation)->state; }
  [[nodiscard]] ActState At(EntityId act) const { return ActOf(kit, act).state; }

  Kit kit;
};

TEST_F(Acts, NothingHasEffectBeforeItsAct) {
  const EntityId service = ProposedService(kit);
  const EntityId act = kit.Given(Act(PutInForce(service)));
  EXPECT_EQ(StateOf(service), ActivationState::kProposed);
  kit.When(Sign(act)).ThenEvents({"ActSigned", "ActTookEffect"});
  EXPECT_EQ(StateOf(service), ActivationState::kProposed) << "an obligation puts it into force";
  EXPECT_EQ(NamesOf(kit.RunDue()).front(), "ActCarriedOut");
  EXPECT_EQ(StateOf(service), ActivationState::kInForce);
}

TEST_F(Acts, WhatTheyPutIntoForceNamesThem) {
  const EntityId service = ProposedService(kit);
  const EntityId act = kit.Given(Act(PutInForce(service)));
  kit.Given(Sign(act));
  for (const auto& event : kit.RunDue()) {
    if (event.payload.type != schema::EventPayload::ServiceStarted) continue;
    ASSERT_TRUE(event.act);
    EXPECT_EQ(events::Entity(event.act.get()), act);
    return;
  }
  ADD_FAILURE() << "the service did not start";
}

TEST_F(Acts, WaitForAllThatTheirTermsAskFor) {
  auto draft = Act(PutInForce(ProposedService(kit)));
  draft.terms->visa = draft.terms->publication = draft.terms->notice = true;
  const EntityId act = kit.Given(std::move(draft));
  kit.When(Sign(act)).ThenEvents({"ActSigned"});
  kit.When(Visa(act)).ThenEvents({"VisaGiven"});
  kit.When(Publish(act, kit.today(), kit.today() + 15)).ThenEvents({"ActPublished"});
  EXPECT_EQ(At(act), ActState::kSigned);
  kit.When(Notify(act)).ThenEvents({"ActNotified", "ActTookEffect"});
  EXPECT_EQ(At(act), ActState::kEffective);
}

TEST_F(Acts, HaveEffectFromTheLastDayOfAll) {
  auto draft = Act(PutInForce(ProposedService(kit)));
  draft.terms->publication = true;
  draft.terms->effective_from = (kit.today() + 3).days;
  const EntityId act = kit.Given(std::move(draft));
  kit.Given(Sign(act));
  kit.Given(Publish(act, kit.today() + 5, kit.today() + 20));
  EXPECT_EQ(ActOf(kit, act).effective_from, kit.today() + 5);
}

TEST_F(Acts, CarryOutNothingBeforeTheirDay) {
  const EntityId service = ProposedService(kit);
  const EntityId unit = kit.Activation(service)->unit;
  auto draft = Act(PutInForce(service));
  const Day day = kit.today() + 3;
  draft.terms->effective_from = day.days;
  kit.Given(Sign(kit.Given(std::move(draft))));
  kit.PassUntil(day - 1);
  EXPECT_EQ(StateOf(service), ActivationState::kProposed);
  kit.PassUntil(day);
  EXPECT_EQ(StateOf(service), ActivationState::kInForce);
  EXPECT_EQ(kit.Activation(service)->from, day) << "not from the day that was proposed";
  EXPECT_EQ(LeastFree(kit.state(), unit, day, std::nullopt), 4);
  EXPECT_EQ(kit.state().LevelOn<TakenTable>(unit, day - 1), 0);
}

TEST_F(Acts, CarryOutEachCommandInACommitOfItsOwn) {
  const EntityId first = ProposedService(kit);
  const EntityId second = ProposedService(kit);
  const EntityId act = kit.Given(Act(PutInForce(first), PutInForce(second)));
  kit.Given(Sign(act));
  const std::size_t before = kit.commits();
  kit.RunDue();
  EXPECT_EQ(kit.commits(), before + 2);
  EXPECT_EQ(StateOf(second), ActivationState::kInForce);
  EXPECT_EQ(ActOf(kit, act).carried_out, 2U);
}

TEST_F(Acts, ReturnWhatARuleRefusesByThenAndDoTheRest) {
  const EntityId first = ProposedService(kit);
  const EntityId second = ProposedService(kit);
  const EntityId act = kit.Given(Act(PutInForce(first), PutInForce(second)));
  kit.Given(Withdraw(first));
  kit.Given(Sign(act));
  EXPECT_THAT(NamesOf(kit.RunDue()), testing::Contains("ActReturned"));
  EXPECT_EQ(StateOf(second), ActivationState::kInForce);
  EXPECT_EQ(ActOf(kit, act).returned, 1U);
}

TEST_F(Acts, OnceWithdrawnHaveNoEffect) {
  const EntityId act = kit.Given(Act(PutInForce(ProposedService(kit))));
  kit.When(WithdrawAct(act)).ThenEvents({"ActWithdrawn"});
  kit.When(Sign(act)).ThenRefused(Rule::kWrongActState);
}

TEST_F(Acts, AnnulledMeanwhileCarryOutNothingMore) {
  const EntityId service = ProposedService(kit);
  auto draft = Act(PutInForce(service));
  draft.terms->effective_from = (kit.today() + 5).days;
  const EntityId act = kit.Given(std::move(draft));
  kit.Given(Sign(act, "1/2026"));
  EffectiveAct(kit, "2/2026", AnnulAct(act));
  EXPECT_EQ(At(act), ActState::kAnnulled);
  EXPECT_THAT(NamesOf(kit.PassUntil(kit.today() + 6)), testing::Contains("ObligationDropped"));
  EXPECT_EQ(StateOf(service), ActivationState::kProposed);
}

TEST_F(Acts, AreCorrectedByALaterOneAndStayInForce) {
  const EntityId act = EffectiveAct(kit, "1/2026");
  const EntityId later = kit.Given(Act(CorrectAct(act)));
  kit.Given(Sign(later, "2/2026"));
  EXPECT_THAT(NamesOf(kit.RunDue()), testing::ElementsAre("ActCarriedOut", "ActCorrected"));
  EXPECT_EQ(At(act), ActState::kEffective);
}

TEST_F(Acts, ProvisionalOnesAreMadeGood) {
  const EntityId provisional = kit.Given(ProvisionalAct(kit.today(), PutInForce(ProposedService(kit))));
  kit.Given(Sign(provisional, "1/2026"));
  kit.RunDue();
  EffectiveAct(kit, "2/2026", Ratify(provisional));
  kit.PassUntil(kit.today() + 9);
  EXPECT_EQ(At(provisional), ActState::kEffective);
}

TEST_F(Acts, ProvisionalOnesThatNobodyMadeGoodInTimeAreOver) {
  const EntityId provisional = kit.Given(ProvisionalAct(kit.today()));
  kit.Given(Sign(provisional));
  EXPECT_THAT(NamesOf(kit.PassUntil(kit.today() + 7)), testing::Not(testing::Contains("RatificationMissed")));
  EXPECT_THAT(NamesOf(kit.PassUntil(kit.today() + 1)), testing::Contains("RatificationMissed"));
  EXPECT_EQ(At(provisional), ActState::kUnratified);
}

TEST_F(Acts, RatificationRefusedEndsAProvisionalOne) {
  const EntityId provisional = kit.Given(ProvisionalAct(kit.today()));
  kit.Given(Sign(provisional));
  kit.When(RefuseRatification(provisional)).ThenEvents({"RatificationMissed"});
  EXPECT_EQ(At(provisional), ActState::kUnratified);
  EXPECT_EQ(kit.state().SecondsOf<CaseServiceTable>(provisional).size(), 0U);
}

TEST_F(Acts, SayAtTheirDraftingWhatStandsInTheWay) {
  const EntityId waiting = Waiting(kit);
  kit.When(Act(PutInForce(waiting))).ThenRefused(Rule::kWrongActivationState, "carried", "1");
  kit.When(Act(PutInForce(NewEntity({}, 7))))
      .ThenRejected(RejectionCode::kUnknownEntity, "/carries/0/payload/activation");
}

TEST_F(Acts, CarryOnlyWhatActsPutIntoForce) {
  kit.When(Act(Contact())).ThenRejected(RejectionCode::kForm, "/carries/0");
}

TEST_F(Acts, CarrySoMuchAndNoMore) {
  auto draft = Act();
  const EntityId service = ProposedService(kit);
  for (std::size_t i = 0; i <= kMaxCarried; ++i) draft.carries.push_back(Carrying(PutInForce(service)));
  kit.When(std::move(draft)).ThenRejected(RejectionCode::kForm, "/carries");
}

TEST_F(Acts, CarryNoPersonalTexts) {
  kit.WhenWith({{"/carries/0/payload/reason", "Inventato"}}, Act(PutInForce(ProposedService(kit))))
      .ThenRejected(RejectionCode::kForm, "/carries/0/payload/reason");
}

TEST_F(Acts, ARatificationTermBelongsToProvisionalOnes) {
  auto draft = Act();
  draft.terms->ratify_by = kit.today().days;
  kit.When(std::move(draft)).ThenRejected(RejectionCode::kForm, "/terms/ratify_by");
  auto provisional = ProvisionalAct(kit.today());
  provisional.terms->ratify_by = 0;
  kit.When(std::move(provisional)).ThenRejected(RejectionCode::kForm, "/terms/ratify_by");
}

TEST_F(Acts, WhatIsMissingIsSaid) {
  auto nameless = Act();
  nameless.about = "";
  kit.When(std::move(nameless)).ThenRejected(RejectionCode::kForm, "/about");
  auto kindless = Act();
  kindless.kind = schema::ActKind::none;
  kit.When(std::move(kindless)).ThenRejected(RejectionCode::kForm, "/kind");
  const EntityId act = kit.Given(Act());
  kit.When(Sign(act, "")).ThenRejected(RejectionCode::kForm, "/number");
  kit.When(Sign(act, std::string(kMaxNumberBytes + 1, '1'))).ThenRejected(RejectionCode::kForm, "/number");
  kit.When(Sign(NewEntity({}, 1))).ThenRejected(RejectionCode::kUnknownEntity, "/act");
}

TEST_F(Acts, AnActDoesNotAnnulItself) {
  const EntityId act = EffectiveAct(kit, "1/2026");
  kit.When(Act(AnnulAct(NewEntity({}, 5)))).ThenRejected(RejectionCode::kUnknownEntity, "/carries/0/payload/act");
  EXPECT_EQ(At(act), ActState::kEffective);
}

TEST_F(Acts, EndAServiceWhereTheSheetWantsThem) {
  const EntityId service = ProposedService(kit);
  EffectiveAct(kit, "1/2026", PutInForce(service));
  EffectiveAct(kit, "2/2026", End(service, kit.today()));
  EXPECT_EQ(StateOf(service), ActivationState::kEnded);
}

TEST_F(Acts, DenyWhereTheSheetWantsThem) {
  const EntityId application = Waiting(kit);
  EffectiveAct(kit, "1/2026", Deny(application));
  EXPECT_EQ(StateOf(application), ActivationState::kDenied);
  EXPECT_THAT(kit.ListInOrder(kCentre), testing::IsEmpty());
}

TEST(Denial, FollowsOnceTheReasonsWereToldAndAnswered) {
  Kit kit;
  AdoptCatalogue(kit);
  const EntityId application = Applicant(kit);
  kit.Given(SuspendDeadline(application, kDecisionNumber, schema::SuspensionCause::refusal_notice));
  kit.When(Deny(application)).ThenRefused(Rule::kNotForewarned);
  kit.Given(ResumeDeadline(application, kDecisionNumber));
  kit.When(Deny(application)).ThenEvents({"ApplicationDenied"});
  kit.When(Apply(kit.Activation(application)->case_file, kCentre)).ThenEvents({"ApplicationFiled"});
}

TEST(Protocol, NumbersSayWhatCameIn) {
  Kit kit;
  AdoptCatalogue(kit);
  const EntityId application = Applicant(kit);
  kit.When(Protocol(application, "2026/0000001")).ThenEvents({"ProtocolRecorded"});
  const auto row = kit.state().Find<ProtocolTable>(std::string("2026/0000001"));
  ASSERT_TRUE(row);
  EXPECT_EQ(row->entity, application);
  EXPECT_EQ(row->on, kit.today());
}

TEST(Protocol, WhatIsMissingIsSaid) {
  Kit kit;
  AdoptCatalogue(kit);
  const EntityId application = Applicant(kit);
  kit.When(Protocol(application, "")).ThenRejected(RejectionCode::kForm, "/number");
  kit.When(Protocol(NewEntity({}, 3), "1")).ThenRejected(RejectionCode::kUnknownEntity, "/entity");
  auto without_direction = Protocol(application, "1");
  without_direction.direction = schema::ProtocolDirection::none;
  kit.When(std::move(without_direction)).ThenRejected(RejectionCode::kForm, "/direction");
}

TEST(ActFacts, ThatDoNotFitArePoison) {
  Kit kit;
  const EntityId act = kit.Given(Act());
  schema::ActSignedT without_number;
  without_number.signed_on = kit.today().days;
  EXPECT_FALSE(kit.Folds(act, kActKind, std::move(without_number)));
  schema::ActTookEffectT before_signature;
  before_signature.from = kit.today().days;
  EXPECT_FALSE(kit.Folds(act, kActKind, before_signature));
  EXPECT_FALSE(kit.Folds(act, kActKind, schema::ActCarriedOutT{}));
  EXPECT_FALSE(kit.Folds(act, kActKind, schema::RatificationMissedT{}));
  schema::ActDraftedT contact;
  contact.kind = schema::ActKind::order;
  contact.carries.push_back(Carrying(Contact()));
  EXPECT_FALSE(kit.Folds(NewEntity({}, 9), kActKind, std::move(contact)));
}

}  // namespace
}  // namespace fascicolo::engine
