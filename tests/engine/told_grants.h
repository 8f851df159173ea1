// Vouchers, checks of declarations and shares of a cost as tests say them.
#pragma once

#include "engine/days.h"
#include "engine/families/grant/grant.h"
#include "engine/families/ranking_lines.h"
#include "engine/told_allowances.h"
#include "events/hash.h"

namespace fascicolo::engine {

[[nodiscard]] inline schema::GrantVouchersT Vouchers(const HelpAsked& asked, std::uint32_t count, std::int64_t cents,
                                                     Day from, Day until, std::uint32_t commitment) {
  schema::GrantVouchersT command;
  command.activation = Ref(asked.application);
  command.count = count;
  command.amount = cents;
  command.purpose = "food";
  command.from = from.days;
  command.until = until.days;
  command.chapter = Ref(asked.chapter);
  command.commitment = commitment;
  return command;
}
/// Grants vouchers that are good from today for a month, by an act that commits the money as well.
inline std::uint32_t GrantSomeVouchers(Kit& kit, const HelpAsked& asked, std::uint32_t count, std::int64_t cents) {
  kit.Given(Reserve(asked.chapter, count * cents, asked.application));
  const std::uint32_t number = kit.state().Find<ChapterTable>(asked.chapter)->commitments;
  EffectiveWithVisa(kit, std::to_string(kit.commits()) + "/2026", CommitMoney(asked.chapter, number),
                    Vouchers(asked, count, cents, kit.today(), AddMonths(kit.today(), 1), number));
  return number;
}
[[nodiscard]] inline schema::RedeemVoucherT Redeem(EntityId activation, std::uint32_t voucher, EntityId payee,
                                                   std::int64_t cents) {
  schema::RedeemVoucherT command;
  command.activation = Ref(activation);
  command.voucher = voucher;
  command.payee = Ref(payee);
  command.amount = cents;
  return command;
}
[[nodiscard]] inline schema::BillVouchersT BillVouchers(EntityId payee, Day month, std::int64_t cents) {
  schema::BillVouchersT command;
  command.payee = Ref(payee);
  command.reference = "fatt. 9/2026";
  command.month = month.days;
  command.amount = cents;
  return command;
}
[[nodiscard]] inline schema::AcceptVoucherBillT AcceptVouchers(EntityId payee, std::uint32_t bill) {
  schema::AcceptVoucherBillT command;
  command.payee = Ref(payee);
  command.bill = bill;
  return command;
}
[[nodiscard]] inline schema::ContestVoucherBillT ContestVouchers(EntityId payee, std::uint32_t bill) {
  schema::ContestVoucherBillT command;
  command.payee = Ref(payee);
  command.bill = bill;
  command.reason = "not_redeemed";
  return command;
}

[[nodiscard]] inline Hash SampleSeed() {
  Hash seed;
  for (std::size_t i = 0; i < seed.bytes.size(); ++i) seed.bytes[i] = static_cast<std::uint8_t>(5 * i + 2);
  return seed;
}
/// Of the grants that began before today, so many per cent; the number is known tomorrow.
[[nodiscard]] inline schema::CommitSampleT SampleOf(const Kit& kit, std::int64_t per_cent,
                                                    std::string service = kContinuousHelp) {
  schema::CommitSampleT command;
  command.service = std::move(service);
  command.from = (kit.today() - 365).days;
  command.until = kit.today().days;
  command.share = per_cent * 100;
  command.seed_hash = RefOf(events::Sha256(SampleSeed().bytes));
  command.public_source = "lotto, Cagliari";
  command.public_on = (kit.today() + 1).days;
  return command;
}
[[nodiscard]] inline schema::RevealSampleT RevealSample(EntityId sample) {
  schema::RevealSampleT command;
  command.of_sample = Ref(sample);
  command.seed = RefOf(SampleSeed());
  command.public_number = "17 4 88";
  return command;
}
[[nodiscard]] inline schema::RecordDeclarationCheckT Checked(EntityId activation, schema::DeclarationResult result,
                                                             EntityId sample = {}) {
  schema::RecordDeclarationCheckT command;
  command.activation = Ref(activation);
  if (!sample.is_zero()) command.of_sample = Ref(sample);
  command.result = result;
  command.reference = "verbale 4/2026";
  return command;
}
[[nodiscard]] inline schema::ForfeitBenefitT Forfeit(EntityId activation, Day due_on) {
  schema::ForfeitBenefitT command;
  command.activation = Ref(activation);
  command.due_on = due_on.days;
  return command;
}
[[nodiscard]] inline schema::RecordCostShareT CostShare(EntityId entity, schema::CostPayer payer, std::int64_t per_cent,
                                                        Day from) {
  schema::RecordCostShareT command;
  command.entity = Ref(entity);
  command.payer = payer;
  command.share = per_cent * 100;
  command.from = from.days;
  command.reference = "UVM verbale 2/2026";
  return command;
}
/// A month of continuous help that was granted and liquidated, on 2 March 2026.
[[nodiscard]] inline HelpAsked HelpPaid(Kit& kit, std::int64_t cents = 250 * kEuro) {
  const HelpAsked asked = AskForHelp(kit);
  GrantHelp(kit, asked, cents, 4, std::to_string(kit.commits()) + "/2026");
  const EntityId act = kit.Given(Payments(kit.today() - (CivilFromDay(kit.today()).day - 1)));
  kit.Given(Sign(act, std::to_string(kit.commits()) + "/2026"));
  kit.RunDue();
  return asked;
}

}  // namespace fascicolo::engine
