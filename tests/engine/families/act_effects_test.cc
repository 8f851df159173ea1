// What becomes of what an act put into force when the act falls; and that a list has effect as it was signed.
#include "engine/families/refusal.h"
#include "engine/told_grants.h"
#include "engine/told_placements.h"
#include "engine/told_plans.h"
#include "engine/told_rankings.h"

namespace fascicolo::engine {
namespace {

struct ActEffects : testing::Test {
  ActEffects() { AdoptCatalogue(kit); }
  [[nodiscard]] std::string GroundOf(EntityId entity, schema::Proposal action) const {
    const auto proposal = kit.state().Find<ProposalTable>(entity, action);
    return proposal ? proposal->ground : "";
  }
  Kit kit;
};

TEST_F(ActEffects, AnAnnulledActProposesTheEndOfTheServicesThatItPutIntoForce) {
  // Given two services of one act, of which one has ended since.
  AdoptActs(kit);
  const EntityId running = ProposedService(kit);
  const EntityId over = ProposedService(kit);
  const EntityId act = EffectiveAct(kit, "30/2026", PutInForce(running), PutInForce(over));
  EffectiveAct(kit, "31/2026", End(over, kit.today() + 1));
  // When a later act annuls it.
  EffectiveAct(kit, "32/2026", AnnulAct(act));
  // Then the end of what still runs is proposed, and nothing is executed.
  EXPECT_EQ(GroundOf(running, schema::Proposal::end_service), "act_annulled");
  EXPECT_EQ(kit.Activation(running)->state, ActivationState::kInForce);
  EXPECT_EQ(GroundOf(over, schema::Proposal::end_service), "");
  kit.Given(Dismiss(running, schema::Proposal::end_service));
}

TEST_F(ActEffects, SoDoesAProvisionalActThatNobodyRatified) {
  for (const bool is_refused : {true, false}) {
    const HelpAsked asked = AskForHelp(kit);
    kit.Given(Reserve(asked.chapter, 600 * kEuro, asked.application));
    const std::uint32_t commitment = kit.state().Find<ChapterTable>(asked.chapter)->commitments;
    const EntityId act = kit.Given(ProvisionalAct(
        kit.today(), Grant(asked.application, 100 * kEuro, 6, kit.today(), asked.chapter, commitment, asked.payee)));
    kit.Given(Sign(act, std::to_string(kit.commits()) + "/2026"));
    kit.RunDue();
    if (is_refused) kit.Given(RefuseRatification(act));
    if (!is_refused) kit.PassUntil(kit.today() + 8);
    EXPECT_EQ(GroundOf(asked.application, schema::Proposal::end_service), "act_unratified") << is_refused;
  }
}

TEST_F(ActEffects, ThatArePlacementsOrPlansAreProposedToEndAsThese) {
  AdoptPlacingByAct(kit);
  const EntityId unit = kit.Given(OpenUnit(kMinors, 2, kit.today() - 10));
  const EntityId placement = AcceptedBy(kit, CaseOf(kit, 8), unit);
  const EntityId placing = EffectiveAct(kit, "40/2026", TakeIn(placement, unit, kit.today()));
  const PlanAsked asked = AskForPlan(kit);
  DraftTheUsual(kit, asked);
  (void)FundTheDraft(kit, asked);
  const EntityId starting = EffectiveAct(kit, "41/2026", StartPlan(asked.plan, kit.today(), asked.payee));
  EffectiveAct(kit, "42/2026", AnnulAct(placing), AnnulAct(starting));
  EXPECT_EQ(GroundOf(placement, schema::Proposal::end_placement), "act_annulled");
  EXPECT_EQ(GroundOf(asked.plan, schema::Proposal::end_plan), "act_annulled");
}

TEST_F(ActEffects, OfAPersonWhoDiedStayProposedForThat) {
  AdoptActs(kit);
  const EntityId running = ProposedService(kit);
  const EntityId act = EffectiveAct(kit, "30/2026", PutInForce(running));
  kit.Given(Death(kit.Activation(running)->person));
  kit.RunDue();
  EffectiveAct(kit, "32/2026", AnnulAct(act));
  EXPECT_EQ(GroundOf(running, schema::Proposal::end_service), "death");
}

/// A call of stays whose window is over, with two who are admitted; lists are published by an act that waits to be published.
struct ListOfAct {
  EntityId call, entry, act;
};
ListOfAct DraftedList(Kit& kit) {
  kit.Given(AdoptSheet(With(kStays, "/act", "determination")));
  kit.Given(AdoptRuleSet(BuiltInText("climatic_stay_points-2026")));
  ListOfAct list;
  list.call = StaysCall(kit);
  (void)AdmittedStay(kit, list.call);
  list.entry = AdmittedStay(kit, list.call, 700'000);
  kit.PassUntil(CallOf(kit, list.call).last_day + 1);
  auto provisional = Provisional(list.call);
  provisional.act.clear();
  auto draft = Act(std::move(provisional));
  draft.terms->publication = true;
  list.act = kit.Given(std::move(draft));
  return list;
}
schema::PublishActT OnTheBoard(const Kit& kit, EntityId act) {
  schema::PublishActT command;
  command.act = Ref(act);
  command.number = "albo 7/2026";
  command.from = kit.today().days;
  command.to = (kit.today() + 15).days;
  return command;
}

TEST_F(ActEffects, AListHasEffectAsItWasSigned) {
  const ListOfAct list = DraftedList(kit);
  const auto lists = kit.When(Sign(list.act, "50/2026")).First<schema::ActSignedT>().lists.size();
  EXPECT_EQ(lists, 1U);
  kit.Given(OnTheBoard(kit, list.act));
  kit.RunDue();
  EXPECT_EQ(ActOf(kit, list.act).returned, 0U);
  EXPECT_EQ(CallOf(kit, list.call).state, CallState::kProvisional);
}

TEST_F(ActEffects, AListThatBecameAnotherSinceItWasSignedIsReturned) {
  // Given a list that was signed, and somebody on it who withdraws before it is published.
  const ListOfAct list = DraftedList(kit);
  kit.Given(Sign(list.act, "50/2026"));
  kit.Given(WithdrawEntry(list.entry));
  // When its act would have effect.
  kit.Given(OnTheBoard(kit, list.act));
  const auto told = kit.RunDue();
  // Then it goes back to the office, with its ground, and no list was published.
  ASSERT_EQ(told.size(), 1U);
  const auto* returned = FactIn<schema::ActReturnedT>(told.front().payload);
  ASSERT_NE(returned, nullptr);
  EXPECT_EQ(returned->code, TextOf(Rule::kListNotAsSigned).code);
  EXPECT_EQ(CallOf(kit, list.call).state, CallState::kOpen);
}

const bool kListIsTold = RulesWithTest().insert(Rule::kListNotAsSigned).second;

TEST_F(ActEffects, AListThatCannotBePublishedIsNotSigned) {
  // Given a second provisional list that was drafted, and an appeal that came before its signature.
  EXPECT_TRUE(kListIsTold);
  const ListOfAct list = DraftedList(kit);
  kit.Given(Sign(list.act, "50/2026"));
  kit.Given(OnTheBoard(kit, list.act));
  kit.RunDue();
  auto again = Provisional(list.call);
  again.act.clear();
  const EntityId act = kit.Given(Act(std::move(again)));
  kit.Given(Appeal(list.entry));
  // Then it is not signed while nobody has decided about that.
  kit.When(Sign(act, "51/2026")).ThenRefused(Rule::kAppealPending);
}

}  // namespace
}  // namespace fascicolo::engine
