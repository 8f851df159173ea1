// A court reinstates a candidate after six assignments.
#include "engine/told_rankings.h"

namespace fascicolo::engine {
namespace {

using schema::ChangeGround;

TEST(Story6, ACourtReinstatesACandidateAfterSixAssignments) {
  // Given a final list for eight dwellings, of which six are assigned, and a household that was excluded.
  Kit kit;
  AdoptCatalogue(kit);
  kit.Given(AdoptSheet(BuiltInText("erp_assignment")));
  kit.Given(AdoptRuleSet(BuiltInText("erp_points-2021")));
  auto open = OpenCall(kit, "erp_assignment");
  open.rule_set = "erp_points";
  open.places = 8;
  const EntityId call = kit.Given(std::move(open));
  const auto apply = [&] {
    auto command = ApplyTo(call, CaseInCharge(kit));
    command.inputs.push_back(Number("income_per_head_cents", 0));
    const EntityId entry = kit.Given(std::move(command));
    kit.Given(ScoreEntry(entry));
    return entry;
  };
  std::vector<EntityId> ranked;
  while (ranked.size() < 9) ranked.push_back(apply());
  const EntityId excluded = apply();
  for (const EntityId entry : ranked) kit.Given(Admit(entry));
  kit.Given(Exclude(excluded, "requisites_missing"));
  PublishProvisionalOf(kit, call);
  kit.Given(Appeal(excluded));
  kit.Given(DecideAppeal(excluded, false));
  kit.Given(Draw(call, ranked));
  PublishFinalOf(kit, call);
  for (std::size_t i = 0; i < 6; ++i) {
    kit.Given(CallNext(ranked[i]));
    kit.Given(Confirm(ranked[i]));
  }

  // When the office would admit them without an order, then it may not.
  kit.When(On(ChangeGround::court_order, Admit(excluded))).ThenRefused(Rule::kChangeGroundMissing);

  // When the TAR puts the household on the third rank, then it is admitted on that ground, and nothing changes yet.
  kit.When(CourtOrder(excluded, 3)).ThenEvents({"CourtOrderRecorded"});
  kit.When(On(ChangeGround::court_order, Admit(excluded))).ThenEvents({"EntryAdmitted"});
  kit.When(CallNext(excluded)).ThenRefused(Rule::kNotNextInRanking, "first", ToHex(ranked[6]));

  // When the list is published again, then it stands third; the six keep what they have, and the household is next.
  const auto again = WhenPublished(kit, call, Final(kit, call)).ThenEvents({"FinalListPublished"}).First<schema::FinalListPublishedT>();
  EXPECT_EQ(again.edition, 3U);
  auto expected = ranked;
  expected.insert(expected.begin() + 2, excluded);
  EXPECT_EQ(FinalOrder(kit, call), expected);
  for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(EntryOf(kit, ranked[i]).state, EntryState::kConfirmed);
  kit.When(CallNext(ranked[6])).ThenRefused(Rule::kNotNextInRanking, "first", ToHex(excluded));
  kit.When(CallNext(excluded)).ThenEvents({"EntryCalled"});

  // And the eighth dwelling goes to whoever was next before; the ninth household comes too late.
  kit.When(CallNext(ranked[6])).ThenEvents({"EntryCalled"});
  kit.When(CallNext(ranked[7])).ThenRefused(Rule::kNoPlacesLeft);
}

}  // namespace
}  // namespace fascicolo::engine
