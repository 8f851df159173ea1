// Rows that are given by ranking: climatic stays (R12), REIS (R34d), the residence (R38), public housing (R40).
#include "engine/families/ranking_lines.h"
#include "engine/told_isee.h"
#include "engine/told_rankings.h"

namespace fascicolo::engine {
namespace {

using schema::ChangeGround;
using schema::GroupKind;
using testing::ElementsAre;

TEST(R12, TwoOfThreeGoToTheSeasideAndTheThirdTakesThePlaceOfOneWhoRenounces) {
  // Given a call for two places in a climatic stay, by ISEE, living alone, never having been there, and age.
  Kit kit;
  AdoptCatalogue(kit);
  AdoptStays(kit);
  const EntityId call = StaysCall(kit, 2);
  const auto apply = [&](std::int64_t isee_cents, bool lives_alone) {
    auto command = ApplyTo(call, CaseInCharge(kit));
    command.inputs.push_back(Number("age_years", 79));
    command.inputs.push_back(Number("isee_cents", isee_cents));
    command.inputs.push_back(Flag("lives_alone", lives_alone));
    return kit.Given(std::move(command));
  };

  // When three apply, and one brings the medical certificate later, then all are admitted.
  const EntityId ada = apply(650'000, true);
  const EntityId bruno = apply(1'100'000, false);
  const EntityId carla = apply(900'000, true);
  for (const EntityId entry : {ada, bruno, carla}) kit.Given(ScoreEntry(entry));
  kit.Given(AskEntryFor(kit, carla, "medical_certificate"));
  kit.When(Admit(carla)).ThenRefused(Rule::kEntryDocumentsMissing);
  kit.Given(About<schema::ReceiveEntryDocumentsT>(carla));
  for (const EntityId entry : {ada, bruno, carla}) kit.When(Admit(entry)).ThenEvents({"EntryAdmitted"});

  // When both lists are published, then Ada stands before Carla, and Carla before Bruno.
  PublishBoth(kit, call);
  EXPECT_THAT(FinalOrder(kit, call), ElementsAre(ada, carla, bruno));

  // When Ada and Carla are called, and Ada stays at home, then Bruno goes instead, and the ranking is exhausted.
  kit.Given(CallNext(ada));
  kit.Given(CallNext(carla));
  kit.When(CallNext(bruno)).ThenRefused(Rule::kNoPlacesLeft);
  kit.When(WithdrawEntry(ada)).ThenEvents({"EntryWithdrawn"});
  kit.When(CallNext(bruno)).ThenEvents({"EntryCalled"});
  for (const EntityId entry : {carla, bruno}) kit.When(Confirm(entry)).ThenEvents({"EntryConfirmed"});
  kit.When(OfCall<schema::CloseRankingT>(call)).ThenEvents({"RankingExhausted"});
  kit.When(EndEntry(bruno, "completed")).ThenEvents({"EntryEnded"});
}

TEST(R34d, TheFundsGoDownTheListByIsreUntilTheyEnd) {
  // Given the REIS of 2026 with 20,000 euro, paid down the list.
  Kit kit;
  AdoptCatalogue(kit);
  kit.Given(AdoptSheet(BuiltInText("reis")));
  kit.Given(AdoptRuleSet(BuiltInText("reis_order-2025")));
  auto open = OpenCall(kit, "reis");
  open.rule_set = "reis_order";
  open.budget = 20'000'00;
  const EntityId call = kit.Given(std::move(open));
  const auto household = [&](std::int64_t isre, std::int64_t isee, std::int64_t scale) {
    const EntityId entry = kit.Given(ApplyTo(call, CaseInCharge(kit), {PersonOf(kit, CaseInCharge(kit))}));
    auto score = ScoreEntry(entry);
    score.inputs.push_back(Number("isre_cents", isre));
    score.inputs.push_back(Number("isee_cents", isee));
    score.inputs.push_back(Number("scale_hundredths", scale));
    kit.Given(std::move(score));
    return entry;
  };
  const EntityId poorest = household(0, 1'000'00, 157);               // 6,500 x 1.57 = 10,205
  const EntityId lower_isee = household(1'000'00, 2'000'00, 157);     // 5,500 x 1.57 = 8,635
  const EntityId higher_isee = household(1'000'00, 3'000'00, 204);    // 5,500 x 2.04 = 11,220
  const EntityId pending = household(2'000'00, 3'000'00, 100);        // 4,500: waits for an answer of INPS
  const EntityId above = household(6'500'01, 3'000'00, 100);

  // When the office decides, then who is above the ceiling cannot be admitted, and who waits for ADI is with reserve.
  for (const EntityId entry : {poorest, lower_isee, higher_isee}) kit.Given(Admit(entry));
  kit.Given(Admit(pending, true));
  kit.When(Admit(above)).ThenRefused(Rule::kRequisitesMissing, "requisite", "isre_within");
  kit.When(Exclude(above, "requisites_missing")).ThenEvents({"EntryExcluded"});
  PublishProvisionalOf(kit, call);
  kit.PassUntil(kit.today() + 11);
  const auto list = WhenPublished(kit, call, Final(kit, call)).First<schema::FinalListPublishedT>();

  // Then the list stands by ISRE, and by ISEE where that is the same, with what each would receive; and says that the
  // ceiling is not confirmed.
  std::vector<std::int64_t> amounts;
  for (const auto& line : list.lines) amounts.push_back(line->amount);
  EXPECT_THAT(amounts, ElementsAre(10'205'00, 8'635'00, 11'220'00, 4'500'00, 600'00));
  EXPECT_EQ(list.lines.back()->standing, schema::Standing::excluded);
  EXPECT_TRUE(list.sample);

  // When it is paid down the list, then the third cannot be paid with what is left, and nobody overtakes.
  kit.When(CallNext(poorest)).ThenEvents({"EntryCalled"});
  kit.When(CallNext(lower_isee)).ThenEvents({"EntryCalled"});
  kit.When(CallNext(higher_isee)).ThenRefused(Rule::kFundsExhausted);

  // When the second is found to have another income, then the money goes to later positions.
  kit.Given(Confirm(poorest));
  kit.Given(On(ChangeGround::verification, Exclude(lower_isee, "requisites_missing")));
  kit.When(CallNext(higher_isee)).ThenRefused(Rule::kFundsExhausted);
  auto more = OfCall<schema::RectifyCallT>(call);
  more.budget = 25'925'00;
  kit.Given(std::move(more));
  kit.When(CallNext(higher_isee)).ThenEvents({"EntryCalled"});

  // When INPS has refused the ADI, then the reserve is lifted, and the last euro are theirs.
  kit.When(Admit(pending)).ThenEvents({"EntryAdmitted"});
  kit.When(CallNext(pending)).ThenEvents({"EntryCalled"});
}

TEST(R38, TheResidenceIsRankedByUpToAHundredAndTenPoints) {
  // Given a call for one bed in the residence, by the published criteria.
  Kit kit;
  AdoptCatalogue(kit);
  kit.Given(AdoptSheet(BuiltInText("continuous_residence")));
  kit.Given(AdoptRuleSet(BuiltInText("residence_points-2026")));
  auto open = OpenCall(kit, "continuous_residence");
  open.places = 1;
  const EntityId call = kit.Given(std::move(open));
  const auto apply = [&](std::int64_t care_need, std::int64_t others) {
    auto command = ApplyTo(call, CaseInCharge(kit));
    command.inputs.push_back(Number("care_need_score", care_need));
    command.inputs.push_back(Number("local_residence_score", 30));
    for (const char* input : {"application_date_score", "home_care_score", "dwelling_score", "personal_difficulty_score"}) {
      command.inputs.push_back(Number(input, others));
    }
    return kit.Given(std::move(command));
  };

  // When the neediest is scored, then each criterion gives its highest points, and all together 110.
  const EntityId neediest = apply(40, 10);
  const EntityId other = apply(25, 10);
  const auto scored = kit.When(ScoreEntry(neediest)).First<schema::EntryScoredT>();
  std::vector<std::int64_t> points;
  for (const auto& line : scored.lines) points.push_back(line->points / 100);
  EXPECT_THAT(points, ElementsAre(40, 30, 10, 10, 10, 10));
  EXPECT_EQ(scored.total, 110'00);
  kit.Given(ScoreEntry(other));
  for (const EntityId entry : {neediest, other}) kit.Given(Admit(entry));

  // When the family of the neediest appeals against nothing and the list is final, then the bed is theirs.
  PublishBoth(kit, call);
  kit.When(CallNext(neediest)).ThenEvents({"EntryCalled"});
  kit.When(Confirm(neediest)).ThenEvents({"EntryConfirmed"});
  kit.When(CallNext(other)).ThenRefused(Rule::kNoPlacesLeft);
}

TEST(R40, HouseholdsAreRankedForPublicHousingByPointsAndByLot) {
  // Given a call for public housing with a sub-list for the elderly, and at most one entry of a quota.
  Kit kit;
  AdoptCatalogue(kit);
  kit.Given(AdoptSheet(BuiltInText("erp_assignment")));
  kit.Given(AdoptRuleSet(BuiltInText("erp_points-2021")));
  auto open = OpenCall(kit, "erp_assignment", 90);
  open.rule_set = "erp_points";
  open.groups.push_back(Group("old_alone", GroupKind::sub_list));
  open.groups.push_back(Group("outside_the_union", GroupKind::quota, 1));
  const EntityId call = kit.Given(std::move(open));
  const auto apply = [&](std::int64_t income_per_head, const char* dwelling, const char* flag) {
    auto command = ApplyTo(call, CaseInCharge(kit));
    command.inputs.push_back(Number("income_per_head_cents", income_per_head));
    command.inputs.push_back(Code("dwelling_condition", dwelling));
    command.inputs.push_back(Flag(flag, true));
    const EntityId entry = kit.Given(std::move(command));
    Decided(kit, entry);
    return entry;
  };
  const EntityId improper = apply(1'585'00, "improper", "outside_the_union");   // 2 + 4
  const EntityId old = apply(1'585'00, "adequate", "old_alone");                // 2 + 1
  const EntityId shared = apply(2'642'00, "shared_with_others", "nothing");     // 1 + 2, ties
  const EntityId evacuated = apply(2'642'01, "evacuation", "outside_the_union");  // 0 + 2

  // When the provisional list is out, then two tie; when lots are drawn in public, then one stands before the other.
  PublishProvisionalOf(kit, call);
  kit.PassUntil(kit.today() + 11);
  WhenPublished(kit, call, Final(kit, call)).ThenRefused(Rule::kTiesNotDrawn, "entries", "2");
  kit.When(Draw(call, {shared, old})).ThenEvents({"LotsDrawn"});
  WhenPublished(kit, call, Final(kit, call)).ThenEvents({"FinalListPublished"});
  EXPECT_THAT(FinalOrder(kit, call), ElementsAre(improper, shared, old, evacuated));

  // When dwellings are free, then a small one goes to the elderly by their own list, and the quota is not exceeded.
  kit.When(CallNext(improper)).ThenEvents({"EntryCalled"});
  kit.When(CallNext(old, "old_alone")).ThenEvents({"EntryCalled"});
  kit.When(CallNext(evacuated)).ThenRefused(Rule::kNotNextInRanking, "first", ToHex(shared));
  kit.When(CallNext(shared)).ThenEvents({"EntryCalled"});
  kit.When(CallNext(evacuated)).ThenRefused(Rule::kNotNextInRanking, "first", "nobody");
}

}  // namespace
}  // namespace fascicolo::engine
