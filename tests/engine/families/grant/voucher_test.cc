// Vouchers: never more than was set aside, redeemed in parts at providers, lapsed when not used, billed and paid.
#include "engine/seed.h"
#include "engine/told_grants.h"

#include <random>

namespace fascicolo::engine {
namespace {

struct Voucher : testing::Test {
  Voucher() { AdoptCatalogue(kit); }
  /// Somebody with two vouchers of 50 euro each, good until 2 April.
  HelpAsked WithTwo() {
    const HelpAsked asked = AskForHelp(kit);
    GrantSomeVouchers(kit, asked, 2, 50 * kEuro);
    return asked;
  }
  [[nodiscard]] VouchersRow RowOf(EntityId activation) const {
    return kit.state().Find<VouchersTable>(activation).value_or(VouchersRow{});
  }
  Kit kit;
};

TEST_F(Voucher, PutsTheServiceInForceForItsTerm) {
  const HelpAsked asked = WithTwo();
  const auto row = *kit.Activation(asked.application);
  EXPECT_EQ(row.state, ActivationState::kInForce);
  EXPECT_EQ(row.until, AddMonths(kit.today(), 1) + 1) << "the last day is good";
}

TEST_F(Voucher, IsRedeemedInPartsAtSeveralProviders) {
  const HelpAsked asked = WithTwo();
  const EntityId shop = Provider(kit, "bottega_inventata");
  const EntityId chemist = Provider(kit, "farmacia_inventata");
  kit.Given(Redeem(asked.application, 1, shop, 30 * kEuro));
  kit.Given(Redeem(asked.application, 1, chemist, 20 * kEuro));
  kit.When(Redeem(asked.application, 1, shop, 1)).ThenRefused(Rule::kMoreThanVoucher, "left", "0");
  kit.Given(Redeem(asked.application, 2, shop, 50 * kEuro));
  EXPECT_EQ(RowOf(asked.application).redeemed, 100 * kEuro);
}

TEST_F(Voucher, LapsesWithWhatIsLeftOnceItsPapersHaveHadTheirDays) {
  const HelpAsked asked = WithTwo();
  const EntityId shop = Provider(kit);
  const Day last = RowOf(asked.application).until;
  kit.PassUntil(last + kVoucherGraceDays);
  kit.Given(Redeem(asked.application, 1, shop, 30 * kEuro), last);  // on its last day, told a month later
  kit.When(Redeem(asked.application, 1, shop, kEuro), last + 1).ThenRefused(Rule::kVoucherNotGood);
  const auto told = kit.PassUntil(last + kVoucherGraceDays + 1);
  ASSERT_EQ(told.size(), 1U);
  const auto* lapsed = FactIn<schema::VouchersLapsedT>(told.front().payload);
  ASSERT_NE(lapsed, nullptr);
  EXPECT_EQ(lapsed->amount, 70 * kEuro);
  kit.When(Redeem(asked.application, 1, shop, kEuro), last).ThenRefused(Rule::kVoucherNotGood);
}

TEST_F(Voucher, OfWhichNothingIsLeftDoesNotLapse) {
  const HelpAsked asked = WithTwo();
  const EntityId shop = Provider(kit);
  for (const std::uint32_t voucher : {1U, 2U}) kit.Given(Redeem(asked.application, voucher, shop, 50 * kEuro));
  kit.PassUntil(RowOf(asked.application).until + kVoucherGraceDays + 1);
  EXPECT_FALSE(RowOf(asked.application).lapsed);
}

TEST_F(Voucher, IsBilledAcceptedAndPaidLikeABill) {
  // Given two people who paid with vouchers at a shop in March, and one of them elsewhere too.
  const HelpAsked first = WithTwo();
  const HelpAsked second = WithTwo();
  const EntityId shop = Provider(kit, "bottega_inventata");
  const EntityId other = Provider(kit, "mercato_inventato");
  kit.Given(Redeem(first.application, 1, shop, 50 * kEuro));
  kit.Given(Redeem(second.application, 1, shop, 20 * kEuro));
  kit.Given(Redeem(second.application, 2, other, 10 * kEuro));
  kit.PassUntil(kApril);
  // When the shop bills too much, the bill is contested, and comes again.
  kit.Given(BillVouchers(shop, kMarch, 80 * kEuro));
  kit.When(AcceptVouchers(shop, 1)).ThenRefused(Rule::kBilledNotAsRedeemed, "redeemed", "7000");
  const auto contested = kit.When(ContestVouchers(shop, 1)).ThenEvents({"VoucherBillContested"});
  EXPECT_EQ(contested.First<schema::VoucherBillContestedT>().excess, 10 * kEuro);
  kit.Given(BillVouchers(shop, kMarch, 70 * kEuro));
  kit.When(Payments(kMarch)).ThenRefused(Rule::kNothingToPay);
  kit.Given(AcceptVouchers(shop, 2));
  // Then one act pays the shop for each of them, and the month is closed.
  const EntityId act = kit.Given(Payments(kMarch));
  EXPECT_EQ(ActOf(kit, act).carries, 2U) << "the other provider has not billed";
  kit.Given(Sign(act, "900/2026"));
  kit.RunDue();
  EXPECT_EQ(ActOf(kit, act).returned, 0U);
  EXPECT_EQ(kit.state().Find<ChapterTable>(first.chapter)->liquidations, 2U);
  kit.When(Payments(kMarch)).ThenRefused(Rule::kNothingToPay);
  // And what the other provider bills for the same month and person is paid beside it.
  kit.Given(BillVouchers(other, kMarch, 10 * kEuro));
  kit.Given(AcceptVouchers(other, 1));
  EXPECT_EQ(ActOf(kit, kit.Given(Payments(kMarch))).carries, 1U);
}

TEST_F(Voucher, WhatIsMissingIsSaid) {
  const HelpAsked asked = AskForHelp(kit);
  kit.Given(AdoptSheet(With(kContinuousHelp, "/act", "none")));
  kit.Given(Reserve(asked.chapter, 100 * kEuro, asked.application));
  const Day until = kit.today() + 30;
  kit.When(Vouchers(asked, 0, kEuro, kit.today(), until, 1)).ThenRejected(RejectionCode::kForm, "/count");
  kit.When(Vouchers(asked, kMaxVouchers + 1, kEuro, kit.today(), until, 1)).ThenRejected(RejectionCode::kForm, "/count");
  kit.When(Vouchers(asked, 1, 0, kit.today(), until, 1)).ThenRejected(RejectionCode::kForm, "/amount");
  kit.Given(Vouchers(asked, 1, kEuro, kit.today(), until, 1));
  kit.When(Redeem(asked.application, 2, Provider(kit), kEuro)).ThenRejected(RejectionCode::kForm, "/voucher");
  kit.When(Redeem(asked.application, 1, asked.payee, kEuro)).ThenRejected(RejectionCode::kForm, "/payee");
  kit.When(BillVouchers(asked.payee, kMarch, kEuro)).ThenRejected(RejectionCode::kForm, "/payee");
  kit.When(BillVouchers(Provider(kit, "altra"), kMarch + 1, kEuro)).ThenRejected(RejectionCode::kForm, "/month");
}

TEST_F(Voucher, NeverBuysMoreThanWasSetAsideHoweverItIsUsed) {
  // Given vouchers of several people, redeemed at random for random amounts at two shops.
  std::mt19937_64 random(SeedOfThisRun());
  std::vector<HelpAsked> people;
  for (int i = 0; i < 4; ++i) people.push_back(WithTwo());
  const EntityId shops[] = {Provider(kit, "uno"), Provider(kit, "due")};
  std::int64_t redeemed_at[2] = {};
  for (int i = 0; i < 200; ++i) {
    const HelpAsked& who = people[random() % people.size()];
    const std::size_t shop = random() % 2;
    const auto cents = static_cast<std::int64_t>(1 + random() % (30 * kEuro));
    const auto told = kit.When(Redeem(who.application, 1 + random() % 2, shops[shop], cents)).told();
    if (!told.refusal) redeemed_at[shop] += cents;
  }
  // Then nobody spent more than their vouchers, and each shop's month is the sum of what was taken there.
  for (const HelpAsked& who : people) {
    const auto row = RowOf(who.application);
    EXPECT_LE(row.redeemed, row.count * row.amount);
    std::int64_t in_parts = 0;
    for (const std::uint32_t number : {1U, 2U}) {
      const auto voucher = kit.state().Find<VoucherTable>(who.application, number).value_or(RedeemedRow{});
      EXPECT_LE(voucher.amount, row.amount);
      in_parts += voucher.amount;
    }
    EXPECT_EQ(in_parts, row.redeemed);
  }
  for (const std::size_t shop : {0U, 1U}) {
    const auto month = kit.state().Find<VoucherMonthTable>(shops[shop], kMarch).value_or(VoucherMonthRow{});
    EXPECT_EQ(month.redeemed, redeemed_at[shop]);
  }
}

TEST_F(Voucher, FactsThatDoNotFitArePoison) {
  const HelpAsked asked = AskForHelp(kit);
  schema::VouchersGrantedT before_it_started;
  before_it_started.count = 1;
  before_it_started.amount = 1;
  before_it_started.from = before_it_started.until = kit.today().days;
  EXPECT_FALSE(kit.Folds(asked.application, schema::EntityKind::activation, std::move(before_it_started)));
  GrantSomeVouchers(kit, asked, 1, kEuro);
  schema::VoucherRedeemedT too_much;
  too_much.voucher = 1;
  too_much.amount = 2 * kEuro;
  EXPECT_FALSE(kit.Folds(asked.application, schema::EntityKind::activation, std::move(too_much)));
  schema::VouchersLapsedT other_amount;
  other_amount.amount = 7;
  EXPECT_FALSE(kit.Folds(asked.application, schema::EntityKind::activation, other_amount));
}

}  // namespace
}  // namespace fascicolo::engine
