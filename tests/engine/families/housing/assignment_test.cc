// Assigning dwellings: whose turn it is, whom a dwelling fits, and what a refusal costs.
#include "engine/told_housing.h"

namespace fascicolo::engine {
namespace {

using enum schema::DwellingState;
using schema::TenancyTitle;

class Assignment : public testing::Test {
 protected:
  Assignment() { AdoptHousing(kit); }
  Kit kit;
};

TEST_F(Assignment, GoesToTheFirstOfTheListWhomTheDwellingFits) {
  // Given a family of five that comes first, and two who live alone.
  const auto list = ConfirmedList(kit, {5, 1, 1});
  const EntityId small = kit.Given(Flat("A-1", 46));
  // When a small dwelling is ready, then it is offered to the first whom it fits, and to nobody behind them.
  kit.When(OfferTo(small, list.entries[0])).ThenRefused(Rule::kNotNextForDwelling, "first", ToHex(list.entries[1]));
  kit.When(OfferTo(small, list.entries[2])).ThenRefused(Rule::kNotNextForDwelling, "first", ToHex(list.entries[1]));
  const auto opened =
      kit.When(OfferTo(small, list.entries[1])).ThenEvents({"TenancyOpened", "DwellingMoved", "DeadlineOpened"})
          .First<schema::TenancyOpenedT>();
  // The answer says by which rules, and that nobody has confirmed them.
  EXPECT_EQ(opened.rule_set, "erp_match");
  EXPECT_TRUE(opened.sample);
  ASSERT_EQ(opened.lines.size(), 5U);
  EXPECT_EQ(opened.lines[0]->points, 45'00);
  // When there is one for five, then it is theirs.
  const EntityId large = kit.Given(Flat("A-2", 80));
  kit.When(OfferTo(large, list.entries[0])).ThenEvents({"TenancyOpened", "DwellingMoved", "DeadlineOpened"});
}

TEST_F(Assignment, PassesOverWhoHasAnOfferAlready) {
  const auto list = ConfirmedList(kit, {1, 1});
  const EntityId first = kit.Given(Flat("A-1"));
  const EntityId second = kit.Given(Flat("A-2"));
  kit.Given(OfferTo(first, list.entries[0]));
  kit.When(OfferTo(second, list.entries[0])).ThenRefused(Rule::kNotNextForDwelling, "first", ToHex(list.entries[1]));
  kit.When(OfferTo(second, list.entries[1])).ThenEvents({"TenancyOpened", "DwellingMoved", "DeadlineOpened"});
}

TEST_F(Assignment, OutOfTurnNamesTheActThatSaysSoAndStillHasToFit) {
  const auto list = ConfirmedList(kit, {1, 1, 5});
  const EntityId dwelling = kit.Given(Flat("A-1"));
  kit.When(OfferTo(dwelling, list.entries[2], "det. 9/2026")).ThenRefused(Rule::kDwellingDoesNotFit, "unmet", "not_too_small");
  kit.When(OfferTo(dwelling, list.entries[1], "det. 9/2026"))
      .ThenEvents({"TenancyOpened", "DwellingMoved", "DeadlineOpened"});
}

TEST_F(Assignment, HasAnAccessibleDwellingForWhoNeedsOne) {
  auto open = OpenCall(kit, kErp, 5);
  open.rule_set = "erp_points";
  const EntityId call = kit.Given(std::move(open));
  auto apply = ApplyTo(call, CaseInCharge(kit));
  apply.inputs.push_back(Number("income_per_head_cents", 100));
  apply.inputs.push_back(Flag("needs_accessible", true));
  const EntityId entry = kit.Given(std::move(apply));
  Decided(kit, entry);
  PublishBoth(kit, call);
  kit.Given(CallNext(entry));
  kit.Given(Confirm(entry));
  const EntityId stairs = kit.Given(Flat("A-1"));
  kit.When(OfferTo(stairs, entry)).ThenRefused(Rule::kNotNextForDwelling, "first", "nobody");
  auto flat = Flat("A-2");
  flat.traits->accessible = true;
  const EntityId level = kit.Given(std::move(flat));
  kit.When(OfferTo(level, entry)).ThenEvents({"TenancyOpened", "DwellingMoved", "DeadlineOpened"});
}

TEST_F(Assignment, IsDeclinedOnceWithoutAReasonAndTheSecondTimeTheEntryLeavesTheList) {
  const auto list = ConfirmedList(kit, {1, 1});
  const EntityId first = kit.Given(Flat("A-1"));
  const EntityId second = kit.Given(Flat("A-2"));
  const EntityId third = kit.Given(Flat("A-3"));
  const EntityId entry = list.entries[0];
  // A good reason does not count, and the same dwelling is not offered to them again.
  kit.When(DeclineDwelling(kit.Given(OfferTo(first, entry)), "dwelling_unsuitable"))
      .ThenEvents({"DeadlineMet", "DwellingAnswered", "DwellingMoved"});
  EXPECT_EQ(DwellingOf(kit, first).state, ready);
  kit.When(OfferTo(first, entry)).ThenRefused(Rule::kNotNextForDwelling, "first", ToHex(list.entries[1]));
  // The first time without one costs nothing yet.
  kit.When(DeclineDwelling(kit.Given(OfferTo(second, entry)), "other"))
      .ThenEvents({"DeadlineMet", "DwellingAnswered", "DwellingMoved"});
  // The second time costs the place on the list.
  kit.When(DeclineDwelling(kit.Given(OfferTo(third, entry)), "no_answer"))
      .ThenEvents({"DeadlineMet", "DwellingAnswered", "DwellingMoved", "EntryWithdrawn"});
  EXPECT_EQ(EntryOf(kit, entry).state, EntryState::kRenounced);
}

TEST_F(Assignment, TakesEffectByAnActAndBeginsWithTheKeys) {
  const auto list = ConfirmedList(kit, {1});
  const EntityId dwelling = kit.Given(Flat("A-1"));
  const EntityId tenancy = kit.Given(OfferTo(dwelling, list.entries[0]));
  kit.When(AssignTo(tenancy)).ThenRefused(Rule::kTenancyOutOfOrder, "state", "offered");
  kit.Given(AcceptDwelling(tenancy));
  kit.When(AssignTo(tenancy)).ThenRefused(Rule::kActNeeded);
  const EntityId act = kit.Given(Act(AssignTo(tenancy)));
  EXPECT_EQ(TenancyOf(kit, tenancy).state, TenancyState::kAccepted) << "nothing has effect before its act";
  kit.Given(Sign(act));
  EXPECT_THAT(NamesOf(kit.RunDue()), testing::ElementsAre("ActCarriedOut", "DwellingAssigned", "DwellingMoved"));
  EXPECT_EQ(DwellingOf(kit, dwelling).state, assigned);

  kit.When(HandKeys(tenancy)).ThenRefused(Rule::kTenancyOutOfOrder, "state", "assigned");
  kit.When(SignContract(tenancy)).ThenEvents({"TenancySigned"});
  kit.When(HandKeys(tenancy)).ThenEvents({"KeysHandedOver", "DwellingMoved", "DeadlineOpened", "EntryEnded"});
  EXPECT_EQ(DwellingOf(kit, dwelling).state, occupied);
  EXPECT_EQ(DwellingOf(kit, dwelling).tenancy, tenancy);
  EXPECT_EQ(EntryOf(kit, list.entries[0]).state, EntryState::kEnded);
}

TEST_F(Assignment, IsDoneProvisionallyOnceTheListIsExhaustedAndTheRegionSaysYesWithinThirtyDays) {
  const auto list = ConfirmedList(kit, {1});
  const EntityId homeless = CaseInCharge(kit);
  const EntityId dwelling = kit.Given(Flat("A-1"));
  kit.When(Provisionally(dwelling, list.call, homeless)).ThenRefused(Rule::kListNotExhausted, "state", "final");
  MovedIn(kit, kit.Given(Flat("A-2")), list.entries[0]);
  kit.Given(OfCall<schema::CloseRankingT>(list.call));
  kit.When(Provisionally(dwelling, list.call, homeless)).ThenRefused(Rule::kActNeeded);
  ByAct(kit, Provisionally(dwelling, list.call, homeless));
  const EntityId tenancy = DwellingOf(kit, dwelling).tenancy;
  EXPECT_EQ(TenancyOf(kit, tenancy).state, TenancyState::kAssigned);
  kit.When(SignContract(tenancy)).ThenRefused(Rule::kNotAuthorised);
  // When the thirty days pass in silence, then the office is told.
  const auto told = NamesOf(kit.PassUntil(kit.today() + 35));
  EXPECT_EQ(std::count(told.begin(), told.end(), "DeadlinePassed"), 1);
  kit.When(Authorisation(tenancy)).ThenEvents({"DeadlineMet", "AuthorisationRecorded"});
  kit.When(Authorisation(tenancy)).ThenRefused(Rule::kTenancyOutOfOrder);
  kit.When(SignContract(tenancy)).ThenEvents({"TenancySigned"});
}

TEST_F(Assignment, IsOverWhenTheRegionSaysNo) {
  const auto list = ConfirmedList(kit, {1});
  MovedIn(kit, kit.Given(Flat("A-2")), list.entries[0]);
  kit.Given(OfCall<schema::CloseRankingT>(list.call));
  const EntityId dwelling = kit.Given(Flat("A-1"));
  ByAct(kit, Provisionally(dwelling, list.call, CaseInCharge(kit)));
  const EntityId tenancy = DwellingOf(kit, dwelling).tenancy;
  kit.When(Authorisation(tenancy, false)).ThenEvents({"DeadlineMet", "AuthorisationRecorded", "DwellingMoved"});
  EXPECT_EQ(DwellingOf(kit, dwelling).state, ready);
  EXPECT_EQ(TenancyOf(kit, tenancy).state, TenancyState::kLapsed);
}

TEST_F(Assignment, NamesOneToWhomItIsOffered) {
  const EntityId dwelling = kit.Given(Flat("A-1"));
  kit.When(OfDwelling<schema::OfferDwellingT>(dwelling)).ThenRejected(RejectionCode::kForm, "/entry");
  auto both = OfferTo(dwelling, dwelling);
  both.case_file = Ref(CaseInCharge(kit));
  kit.When(std::move(both)).ThenRejected(RejectionCode::kForm, "/entry");
  kit.When(OfferTo(dwelling, dwelling)).ThenRejected(RejectionCode::kUnknownEntity, "/entry");
  kit.When(OfferInPlaceOf(dwelling, dwelling)).ThenRejected(RejectionCode::kUnknownEntity, "/replaces");
  kit.When(AcceptDwelling(dwelling)).ThenRejected(RejectionCode::kUnknownEntity, "/tenancy");
  kit.When(MoveTo(CaseInCharge(kit), ready)).ThenRejected(RejectionCode::kUnknownEntity, "/dwelling");
}

}  // namespace
}  // namespace fascicolo::engine
