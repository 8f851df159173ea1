// Money as tests say it.
#pragma once

#include "engine/families/money.h"
#include "engine/told_acts.h"
#include "engine/told_case_work.h"

namespace fascicolo::engine {

inline constexpr std::int64_t kEuro = 100;

[[nodiscard]] inline schema::OpenChapterT OpenChapter(std::int64_t cents, std::string code = "1205/10") {
  schema::OpenChapterT command;
  command.year = 2026;
  command.code = std::move(code);
  command.name = "Assistenza economica";
  command.amount = cents;
  return command;
}
/// A chapter with so much money.
[[nodiscard]] inline EntityId Chapter(Kit& kit, std::int64_t cents) {
  return kit.Given(OpenChapter(cents));
}
[[nodiscard]] inline schema::ChangeChapterT ChangeChapter(EntityId chapter, std::int64_t by) {
  schema::ChangeChapterT command;
  command.chapter = Ref(chapter);
  command.by = by;
  command.reason = "delib. 4/2026";
  return command;
}
[[nodiscard]] inline schema::ReserveMoneyT Reserve(EntityId chapter, std::int64_t cents, EntityId about) {
  schema::ReserveMoneyT command;
  command.chapter = Ref(chapter);
  command.amount = cents;
  command.about = Ref(about);
  return command;
}
[[nodiscard]] inline schema::CommitMoneyT CommitMoney(EntityId chapter, std::uint32_t commitment) {
  schema::CommitMoneyT command;
  command.chapter = Ref(chapter);
  command.commitment = commitment;
  command.number = "2026/412";
  return command;
}
[[nodiscard]] inline schema::ReleaseMoneyT Release(EntityId chapter, std::uint32_t commitment, std::int64_t cents) {
  schema::ReleaseMoneyT command;
  command.chapter = Ref(chapter);
  command.commitment = commitment;
  command.amount = cents;
  command.reason = "not_needed";
  return command;
}
[[nodiscard]] inline schema::LiquidateMoneyT Liquidate(EntityId chapter, std::uint32_t commitment, std::int64_t cents,
                                                       EntityId payee) {
  schema::LiquidateMoneyT command;
  command.chapter = Ref(chapter);
  command.commitment = commitment;
  command.amount = cents;
  command.payee = Ref(payee);
  return command;
}
[[nodiscard]] inline schema::PayMoneyT Pay(EntityId chapter, std::uint32_t liquidation,
                                           schema::PaymentWay way = schema::PaymentWay::transfer) {
  schema::PayMoneyT command;
  command.chapter = Ref(chapter);
  command.liquidation = liquidation;
  command.number = "M-33";
  command.way = way;
  return command;
}
[[nodiscard]] inline schema::BouncePaymentT Bounce(EntityId chapter, std::uint32_t liquidation) {
  schema::BouncePaymentT command;
  command.chapter = Ref(chapter);
  command.liquidation = liquidation;
  command.reason = "account_closed";
  return command;
}
[[nodiscard]] inline schema::RecordDurcT Durc(EntityId payee, Day until) {
  schema::RecordDurcT command;
  command.payee = Ref(payee);
  command.protocol = "INPS_1";
  command.until = until.days;
  return command;
}
/// A person's account, by an invented IBAN that is valid in form (of ISO 13616's examples).
[[nodiscard]] inline EntityId PersonalPayee(Kit& kit, EntityId person) {
  schema::RegisterPayeeT command;
  command.person = Ref(person);
  return kit.GivenTelling(std::move(command), {{"/holder", "Ada Inventata"}, {"/iban", "IT60X0542811101000000123456"}});
}
[[nodiscard]] inline EntityId Provider(Kit& kit, std::string code = "coop_inventata") {
  schema::RegisterPayeeT command;
  command.provider = std::move(code);
  return kit.GivenTelling(std::move(command), {{"/iban", "IT60X0542811101000000123456"}});
}
/// Money that an act with its visa has committed; returns its number.
inline std::uint32_t Committed(Kit& kit, EntityId chapter, std::int64_t cents, EntityId about, std::string act) {
  kit.Given(Reserve(chapter, cents, about));
  const std::uint32_t number = kit.state().Find<ChapterTable>(chapter)->commitments;
  EffectiveWithVisa(kit, std::move(act), CommitMoney(chapter, number));
  return number;
}
[[nodiscard]] inline schema::RaiseDebtT Recovery(EntityId person, std::int64_t cents, Day due_on) {
  schema::RaiseDebtT command;
  command.person = Ref(person);
  command.cause = schema::DebtCause::recovery;
  command.amount = cents;
  command.due_on = due_on.days;
  return command;
}
[[nodiscard]] inline schema::RaiseDebtT Share(EntityId person, EntityId activation, Day month, Day due_on) {
  schema::RaiseDebtT command;
  command.person = Ref(person);
  command.cause = schema::DebtCause::share;
  command.activation = Ref(activation);
  command.month = month.days;
  command.due_on = due_on.days;
  return command;
}
[[nodiscard]] inline schema::RecordReceiptT Receive(EntityId person, std::uint32_t debt, std::int64_t cents) {
  schema::RecordReceiptT command;
  command.person = Ref(person);
  command.debt = debt;
  command.amount = cents;
  return command;
}
[[nodiscard]] inline schema::RemindDebtT Remind(EntityId person, std::uint32_t debt) {
  schema::RemindDebtT command;
  command.person = Ref(person);
  command.debt = debt;
  return command;
}
[[nodiscard]] inline schema::AgreeInstalmentsT Instalments(EntityId person, std::uint32_t debt, std::uint32_t count,
                                                           Day first_due) {
  schema::AgreeInstalmentsT command;
  command.person = Ref(person);
  command.debt = debt;
  command.count = count;
  command.first_due = first_due.days;
  return command;
}
[[nodiscard]] inline schema::WriteOffDebtT WriteOff(EntityId person, std::uint32_t debt) {
  schema::WriteOffDebtT command;
  command.person = Ref(person);
  command.debt = debt;
  command.reason = "time_barred";
  return command;
}

}  // namespace fascicolo::engine
