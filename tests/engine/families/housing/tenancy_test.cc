// The course of a tenancy: rents, guests, checks, changes, successions, and the keys that come back.
#include <algorithm>

#include "engine/families/limits.h"
#include "engine/told_households.h"
#include "engine/told_housing.h"

namespace fascicolo::engine {
namespace {

using enum schema::DwellingState;

class Tenancy : public testing::Test {
 protected:
  Tenancy() { AdoptHousing(kit); }
  [[nodiscard]] std::vector<DebtRow> DebtsOf(EntityId person) const {
    std::vector<DebtRow> debts;
    kit.state().Scan<DebtTable>(DebtTable::Key(person), [&](std::string_view, const DebtRow& row) {
      debts.push_back(row);
      return true;
    });
    return debts;
  }
  Kit kit;
};

TEST_F(Tenancy, OwesTheRentOfEachMonthOnceByTheBandOfItsIsee) {
  const EntityId tenancy = Tenant(kit);
  const EntityId person = TenancyOf(kit, tenancy).person;
  const Day month = FirstOfNextMonth(kit);
  const auto set = kit.When(Rent(tenancy, month)).ThenEvents({"RentSet"}).First<schema::RentSetT>();
  EXPECT_EQ(set.rent->amount, 25'00);
  EXPECT_TRUE(set.rent->sample) << "the bands are not confirmed, and the answer says so";
  kit.When(Rents(month)).ThenRefused(Rule::kDateOutOfOrder);
  kit.PassUntil(month);
  kit.When(Rents(AddMonths(month, -1))).ThenRefused(Rule::kNothingOwed);
  kit.When(Rents(month)).ThenEvents({"DebtRaised"});
  kit.When(Rents(month)).ThenRefused(Rule::kNothingOwed);
  ASSERT_EQ(DebtsOf(person).size(), 1U);
  EXPECT_EQ(DebtsOf(person)[0].cause, schema::DebtCause::rent);
  EXPECT_EQ(DebtsOf(person)[0].amount, 25'00);
  // When the ISEE rises, then the rent is another from the next month on, and not before.
  kit.When(Rent(tenancy, AddMonths(month, 1), 900'000)).ThenEvents({"RentSet"});
  kit.When(Rent(tenancy, month)).ThenRefused(Rule::kDateOutOfOrder);
  kit.PassUntil(AddMonths(month, 1));
  kit.Given(Rents(AddMonths(month, 1)));
  EXPECT_EQ(DebtsOf(person).back().amount, 60'00);
}

TEST_F(Tenancy, IsChargedWithSoManyAtOnceAndTheRestWithTheNextCommand) {
  const Day month = FirstOfNextMonth(kit);
  for (std::uint32_t i = 0; i <= kMaxRentsAtOnce; ++i) {
    const EntityId tenancy = NewEntity(CommandId{}, 3 * i);
    schema::TenancyOpenedT opened;
    opened.dwelling = Ref(NewEntity(CommandId{}, 3 * i + 1));
    opened.title = schema::TenancyTitle::regularised;
    opened.person = Ref(NewEntity(CommandId{}, 3 * i + 2));
    ASSERT_TRUE(kit.Folds(tenancy, kTenancyKind, std::move(opened)));
    schema::RentSetT rent;
    rent.from = month.days;
    rent.rent = std::make_unique<schema::FeeT>();
    rent.rent->amount = 25'00;
    ASSERT_TRUE(kit.Folds(tenancy, kTenancyKind, std::move(rent)));
  }
  kit.PassUntil(month);
  EXPECT_EQ(kit.When(Rents(month)).told().events.size(), kMaxRentsAtOnce);
  EXPECT_EQ(kit.When(Rents(month)).told().events.size(), 1U);
  kit.When(Rents(month)).ThenRefused(Rule::kNothingOwed);
}

TEST_F(Tenancy, HasGuestsForATermWhoAreNoMembers) {
  const EntityId tenancy = Tenant(kit, 2);
  const TenancyRow row = TenancyOf(kit, tenancy);
  const EntityId aunt = Relatives(kit, 1).front();
  kit.When(Guest(tenancy, row.members.front(), kit.today() + 30)).ThenRefused(Rule::kGuestIsMember);
  kit.When(Guest(tenancy, aunt, kit.today())).ThenRefused(Rule::kDateOutOfOrder);
  kit.When(Guest(tenancy, aunt, kit.today() + 30)).ThenEvents({"GuestAdmitted"});
  kit.When(SucceededBy(tenancy, aunt)).ThenRefused(Rule::kNotASuccessor);
  for (std::size_t i = TenancyOf(kit, tenancy).guests.size(); i < kMaxGuests; ++i) {
    kit.Given(Guest(tenancy, aunt, kit.today() + 30));
  }
  kit.When(Guest(tenancy, aunt, kit.today() + 30)).ThenRefused(Rule::kTooMany, "of", "guests");
}

TEST_F(Tenancy, MayBeAwayWithLeave) {
  const EntityId tenancy = Tenant(kit);
  kit.When(AwayUntil(tenancy, kit.today() + 120)).ThenEvents({"AbsenceAuthorised"});
  EXPECT_EQ(TenancyOf(kit, tenancy).away_until, kit.today() + 120);
}

TEST_F(Tenancy, IsCheckedEveryTwoYearsAndTheOfficeIsToldWhenItWasNot) {
  const EntityId tenancy = Tenant(kit);
  const auto told = NamesOf(kit.PassUntil(AddMonths(kit.today(), 24) + 5));
  EXPECT_EQ(std::count(told.begin(), told.end(), "DeadlinePassed"), 1);
  kit.When(Checked(tenancy)).ThenEvents({"RequisitesChecked", "DeadlineMet", "DeadlineOpened"});
  EXPECT_EQ(TenancyOf(kit, tenancy).checked_on, kit.today());
  kit.When(Checked(tenancy, false)).ThenEvents({"RequisitesChecked", "DeadlineMet", "DeadlineOpened"});
  EXPECT_FALSE(TenancyOf(kit, tenancy).requisites_met);
  auto silent = Checked(tenancy);
  silent.met = false;
  kit.When(std::move(silent)).ThenRejected(RejectionCode::kForm, "/reason");
}

TEST_F(Tenancy, ChangesInTheOrderInWhichChangesWereAskedFor) {
  const EntityId first = Tenant(kit, 1, "A-1");
  const EntityId second = Tenant(kit, 1, "A-2");
  kit.When(WantChange(first, "whim")).ThenRefused(Rule::kGroundNotForeseen);
  kit.When(WantChange(second, "health")).ThenEvents({"ChangeRequested"});
  kit.When(WantChange(second)).ThenRefused(Rule::kChangeAskedFor, "ground", "health");
  kit.When(OrderChange(first)).ThenRefused(Rule::kActNeeded);
  ByAct(kit, OrderChange(first));
  const EntityId other = kit.Given(Flat("B-1"));
  kit.When(OfferInPlaceOf(other, first)).ThenRefused(Rule::kNotNextForDwelling, "first", ToHex(second));
  const EntityId tenancy = kit.Given(OfferInPlaceOf(other, second));
  kit.Given(AcceptDwelling(tenancy));
  ByAct(kit, AssignTo(tenancy));
  kit.Given(SignContract(tenancy));
  // When they move, then the former dwelling is free, and nobody has two.
  kit.When(HandKeys(tenancy))
      .ThenEvents({"KeysHandedOver", "DwellingMoved", "DeadlineOpened", "TenancyEnded", "DwellingMoved"});
  EXPECT_EQ(TenancyOf(kit, second).state, TenancyState::kEnded);
  EXPECT_EQ(DwellingOf(kit, TenancyOf(kit, second).dwelling).state, to_repair);
  EXPECT_EQ(DwellingOf(kit, other).tenancy, tenancy);
  kit.When(OfferInPlaceOf(kit.Given(Flat("B-2")), first)).ThenEvents({"TenancyOpened", "DwellingMoved", "DeadlineOpened"});
}

TEST_F(Tenancy, GivesUpItsChangeWhenItDeclinesTooOften) {
  const EntityId tenancy = Tenant(kit);
  kit.Given(WantChange(tenancy));
  for (const char* code : {"B-1", "B-2"}) kit.Given(DeclineDwelling(kit.Given(OfferInPlaceOf(kit.Given(Flat(code)), tenancy))));
  EXPECT_TRUE(TenancyOf(kit, tenancy).change.service.empty());
  EXPECT_EQ(TenancyOf(kit, tenancy).state, TenancyState::kInForce) << "they stay where they are";
  kit.When(GiveUpChange(tenancy)).ThenRefused(Rule::kNoChangeAsked);
}

TEST_F(Tenancy, KeepsNoChangeToGiveUpOnceItHasEnded) {
  const EntityId tenancy = Tenant(kit);
  kit.Given(WantChange(tenancy));
  kit.Given(DeclineDwelling(kit.Given(OfferInPlaceOf(kit.Given(Flat("B-1")), tenancy))));
  const EntityId last = kit.Given(OfferInPlaceOf(kit.Given(Flat("B-2")), tenancy));
  kit.Given(Release(tenancy, "released"));
  kit.When(DeclineDwelling(last)).ThenEvents({"DeadlineMet", "DwellingAnswered", "DwellingMoved"});
}

TEST_F(Tenancy, PassesToAMemberWhenTheTenantHasDied) {
  const EntityId tenancy = Tenant(kit, 2);
  const TenancyRow row = TenancyOf(kit, tenancy);
  const EntityId heir = row.members.front();
  kit.When(SucceededBy(tenancy, heir)).ThenRefused(Rule::kTenantStillThere);
  kit.Given(Death(row.person));
  // A death proposes, and executes nothing.
  const auto told = kit.RunDue();
  const bool is_proposed = std::any_of(told.begin(), told.end(), [&](const schema::EventT& event) {
    const auto* proposed = FactIn<schema::ActionProposedT>(event.payload);
    return proposed != nullptr && proposed->action == schema::Proposal::succeed_tenancy;
  });
  EXPECT_TRUE(is_proposed);
  kit.When(SucceededBy(tenancy, heir)).ThenEvents({"TenantSucceeded"});
  kit.When(Dismiss(tenancy, schema::Proposal::succeed_tenancy)).ThenRefused(Rule::kNothingProposed);
  EXPECT_EQ(TenancyOf(kit, tenancy).person, heir);
  EXPECT_TRUE(TenancyOf(kit, tenancy).members.empty());
}

TEST_F(Tenancy, PassesToAMemberWhenTheTenantHasLeftTheHousehold) {
  const EntityId tenancy = Tenant(kit, 2);
  const TenancyRow row = TenancyOf(kit, tenancy);
  const EntityId stays = row.members.front();
  const EntityId household = kit.Given(Form(Family({stays, row.person}), kit.today() - 30));
  kit.When(SucceededBy(tenancy, stays, schema::SuccessionCause::departure)).ThenRefused(Rule::kTenantStillThere);
  kit.Given(Leave(household, row.person, kit.today()));
  kit.When(SucceededBy(tenancy, stays, schema::SuccessionCause::departure)).ThenEvents({"TenantSucceeded"});
}

TEST_F(Tenancy, IsNotChargedTwiceInTheMonthOfASuccession) {
  const EntityId tenancy = Tenant(kit, 2);
  const TenancyRow row = TenancyOf(kit, tenancy);
  const Day month = FirstOfNextMonth(kit);
  kit.Given(Rent(tenancy, month));
  kit.PassUntil(month);
  kit.Given(Rents(month));
  kit.Given(Death(row.person));
  kit.RunDue();
  kit.Given(SucceededBy(tenancy, row.members.front()));
  kit.When(Rents(month)).ThenRefused(Rule::kNothingOwed);
}

TEST_F(Tenancy, EndsWithTheKeysAndTheDwellingIsLookedAfter) {
  const EntityId tenancy = Tenant(kit);
  kit.When(Release(tenancy, "whim")).ThenRefused(Rule::kUnknownReason);
  kit.When(Release(tenancy)).ThenEvents({"TenancyEnded", "DwellingMoved"});
  EXPECT_EQ(DwellingOf(kit, TenancyOf(kit, tenancy).dwelling).state, to_repair);
  const auto told = NamesOf(kit.PassUntil(AddMonths(kit.today(), 25)));
  EXPECT_EQ(std::count(told.begin(), told.end(), "DeadlinePassed"), 0) << "no term of it runs any more";
  kit.When(Release(tenancy)).ThenRefused(Rule::kTenancyOutOfOrder, "state", "ended");
}

TEST_F(Tenancy, IsSignedWithKeysThatAreCounted) {
  const auto list = ConfirmedList(kit, {1});
  const EntityId tenancy = Assigned(kit, kit.Given(Flat("A-1")), list.entries[0]);
  kit.Given(SignContract(tenancy));
  for (const std::uint32_t keys : {0U, kMaxKeys + 1}) {
    auto command = HandKeys(tenancy);
    command.keys = keys;
    kit.When(std::move(command)).ThenRejected(RejectionCode::kForm, "/keys");
  }
}

TEST_F(Tenancy, ChangesItsRentSoManyTimes) {
  const EntityId tenancy = Tenant(kit);
  Day month = FirstOfNextMonth(kit);
  for (std::size_t i = 0; i < kMaxRents; ++i, month = AddMonths(month, 1)) kit.Given(Rent(tenancy, month));
  kit.When(Rent(tenancy, month)).ThenRefused(Rule::kTooMany, "of", "rents");
}

}  // namespace
}  // namespace fascicolo::engine
