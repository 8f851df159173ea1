// Allowances as tests say them.
#pragma once

#include "engine/told_money.h"

namespace fascicolo::engine {

inline constexpr const char* kContinuousHelp = "continuous_economic_help";  ///< an allowance, by determination

[[nodiscard]] inline schema::GrantAllowanceT Grant(EntityId activation, std::int64_t cents, std::uint32_t months, Day from,
                                                   EntityId chapter, std::uint32_t commitment, EntityId payee) {
  schema::GrantAllowanceT command;
  command.activation = Ref(activation);
  command.amount = cents;
  command.months = months;
  command.from = from.days;
  command.chapter = Ref(chapter);
  command.commitment = commitment;
  command.payee = Ref(payee);
  return command;
}
[[nodiscard]] inline schema::ChangeAllowanceT ChangeAllowance(EntityId activation, std::int64_t cents, Day from) {
  schema::ChangeAllowanceT command;
  command.activation = Ref(activation);
  command.amount = cents;
  command.from = from.days;
  return command;
}
[[nodiscard]] inline schema::DraftPaymentsT Payments(Day month, std::string service = kContinuousHelp) {
  schema::DraftPaymentsT command;
  command.service = std::move(service);
  command.month = month.days;
  return command;
}

/// Somebody who asked for continuous help, and what it takes to grant it: a chapter and an account.
struct HelpAsked {
  EntityId case_file, person, application, chapter, payee;
};
[[nodiscard]] inline HelpAsked AskForHelp(Kit& kit, std::int64_t chapter_cents = 10'000 * kEuro) {
  if (!kit.state().Find<SheetTable>(std::string(kContinuousHelp))) kit.Given(AdoptSheet(BuiltInText(kContinuousHelp)));
  HelpAsked asked;
  asked.case_file = CaseInCharge(kit);
  asked.person = PersonOf(kit, asked.case_file);
  asked.application = kit.Given(Apply(asked.case_file, kContinuousHelp));
  const auto chapter = FindChapter(kit.state(), 2026, "1205/10");
  asked.chapter = chapter ? *chapter : kit.Given(OpenChapter(chapter_cents));
  asked.payee = PersonalPayee(kit, asked.person);
  return asked;
}
/// Grants it by an act that commits the money as well; returns the number of the commitment.
inline std::uint32_t GrantHelp(Kit& kit, const HelpAsked& asked, std::int64_t cents, std::uint32_t months,
                               std::string act = "100/2026") {
  kit.Given(Reserve(asked.chapter, cents * months, asked.application));
  const std::uint32_t number = kit.state().Find<ChapterTable>(asked.chapter)->commitments;
  EffectiveWithVisa(kit, std::move(act), CommitMoney(asked.chapter, number),
                    Grant(asked.application, cents, months, kit.today(), asked.chapter, number, asked.payee));
  return number;
}

}  // namespace fascicolo::engine
