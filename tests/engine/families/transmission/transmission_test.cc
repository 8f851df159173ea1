// Who answers for flows to INPS, how far they were read, and what becomes of what INPS rejects.
#include "engine/families/transmission/flow_states.h"
#include "engine/told_transmission.h"

namespace fascicolo::engine {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

FlowState StateOf(const Kit& kit, std::string_view flow) { return kit.state().Find<FlowTable>(FlowEntity(flow))->state; }

std::size_t Owed(const Kit& kit) {
  std::size_t owed = 0;
  for (const auto& [id, row] : kit.Open()) owed += row.kind == ObligationKind::kMendFlow ? 1 : 0;
  return owed;
}

TEST(Sender, AnswersFromADayOnUntilAnotherIsNamed) {
  Kit kit;
  kit.Given(NameSender("rossi"));
  const auto named = kit.When(NameSender("bianchi"), kit.today() + 10).First<schema::SenderNamedT>();
  EXPECT_EQ(named.previous, "rossi");
  const auto on = [&](Day day) { return SenderOn(kit.state(), schema::FlowKind::ps_psa_sina, day); };
  EXPECT_FALSE(on(kit.today() - 1));
  EXPECT_EQ(on(kit.today() + 9)->worker, "rossi");
  EXPECT_EQ(on(kit.today() + 10)->worker, "bianchi");
  EXPECT_FALSE(SenderOn(kit.state(), schema::FlowKind::sinba, kit.today()));
}

TEST(Sender, HasAnotherAsSubstitute) {
  Kit kit;
  auto name = NameSender("rossi");
  name.substitute = "rossi";
  kit.When(std::move(name)).ThenRejected(RejectionCode::kForm, "/substitute");
}

TEST(Flows, AreReadUpToATimestamp) {
  Kit kit;
  kit.Given(NameSender("rossi"));
  EXPECT_EQ(kit.When(FlowsRead(kit.now(), 3)).First<schema::FlowsReadT>().sender, "rossi");
  kit.Given(FlowsRead(kit.now(), 2));
  EXPECT_EQ(kit.state().Find<FlowsReadTable>(schema::FlowKind::ps_psa_sina)->count, 5U);
  kit.When(FlowsRead(Instant{kit.now().micros + 3600 * kMicrosPerSecond}, 1)).ThenRejected(RejectionCode::kForm, "/until");
}

TEST(Flows, AreNamedInFourParts) {
  EXPECT_TRUE(IsFlowName(kFlow));
  EXPECT_TRUE(IsFlowName("H501.SINBA.20210520.00000004"));
  for (const char* wrong : {"", "H501", "H501.PS.2021052.1", "H501.PS.20210520.", "H501.PS.20210520.1.2", "h501.PS.20210520.1",
                            ".PS.20210520.1", "H501.PS.20210520.x"}) {
    EXPECT_FALSE(IsFlowName(wrong)) << wrong;
  }
  EXPECT_FALSE(IsFlowName("H501.PS.20210520." + std::string(60, '1')));
}

TEST(RejectedFlow, IsOwedUntilALaterOneIsAcceptedInItsPlace) {
  Kit kit;
  EXPECT_EQ(Day{kit.When(FlowRejected(kFlow)).First<schema::FlowOutcomeRecordedT>().mend_by}, kit.today() + kDaysToMend);
  EXPECT_EQ(Owed(kit), 1U);
  kit.When(FlowAccepted(kLaterFlow, kFlow)).ThenEvents({"FlowOutcomeRecorded", "FlowMended"});
  EXPECT_EQ(StateOf(kit, kFlow), FlowState::kMended);
  EXPECT_EQ(StateOf(kit, kLaterFlow), FlowState::kAccepted);
  EXPECT_EQ(Owed(kit), 0U);
}

TEST(RejectedFlow, IsMendedByNoneThatWasRejectedAsWell) {
  Kit kit;
  kit.Given(FlowRejected(kFlow));
  auto later = FlowRejected(kLaterFlow);
  later.mends = kFlow;
  kit.When(std::move(later)).ThenEvents({"FlowOutcomeRecorded"});
  EXPECT_EQ(Owed(kit), 2U);
}

TEST(RejectedFlow, IsToldToBeOverdueAndStaysOwed) {
  Kit kit;
  auto rejected = FlowRejected(kFlow);
  rejected.mend_by = (kit.today() + 3).days;
  kit.Given(std::move(rejected));
  EXPECT_THAT(kit.PassUntil(kit.today() + 3), IsEmpty());
  EXPECT_THAT(NamesOf(kit.PassUntil(kit.today() + 1)), ElementsAre("RejectOverdue"));
  EXPECT_EQ(StateOf(kit, kFlow), FlowState::kRejected);
  kit.When(GiveUp(kFlow)).ThenEvents({"FlowGivenUp"});
  EXPECT_EQ(StateOf(kit, kFlow), FlowState::kGivenUp);
}

TEST(RejectedFlow, ThatIsAcceptedAfterAllIsOwedNoMore) {
  Kit kit;
  kit.Given(FlowRejected(kFlow));
  kit.Given(FlowAccepted(kFlow));
  EXPECT_EQ(StateOf(kit, kFlow), FlowState::kAccepted);
  EXPECT_EQ(Owed(kit), 0U);
}

TEST(RejectedFlow, ThatWasGivenUpIsNotOwedWhenItIsRejectedAgain) {
  Kit kit;
  kit.Given(FlowRejected(kFlow));
  kit.Given(GiveUp(kFlow));
  auto again = FlowRejected(kFlow);
  again.acquired_at = kit.now().micros;
  EXPECT_EQ(kit.When(std::move(again)).First<schema::FlowOutcomeRecordedT>().mend_by, 0);
  EXPECT_EQ(StateOf(kit, kFlow), FlowState::kGivenUp);
  EXPECT_EQ(Owed(kit), 0U);
}

TEST(FlowOutcome, NamesWhatItIsAbout) {
  Kit kit;
  auto about = FlowAccepted(kFlow);
  about.about = Ref(NewEntity(CommandId{}, 9));
  kit.When(std::move(about)).ThenRejected(RejectionCode::kUnknownEntity, "/about");
  kit.When(FlowAccepted("H501")).ThenRejected(RejectionCode::kForm, "/flow");
}

TEST(FlowOutcome, ThatDoesNotFitIsPoison) {
  Kit kit;
  EXPECT_FALSE(kit.Folds(FlowEntity(kFlow), schema::EntityKind::flow, schema::FlowMendedT{}));
  schema::FlowOutcomeRecordedT other;
  other.flow = kLaterFlow;
  other.kind = schema::FlowKind::sinba;
  other.outcome = schema::FlowOutcome::accepted;
  EXPECT_FALSE(kit.Folds(FlowEntity(kFlow), schema::EntityKind::flow, std::move(other))) << "of another flow";
}

}  // namespace
}  // namespace fascicolo::engine
