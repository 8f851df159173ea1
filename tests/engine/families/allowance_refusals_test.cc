// Rules about allowances that say no.
#include "engine/families/limits.h"
#include "engine/families/refusal.h"
#include "engine/told_allowances.h"
#include "engine/told_people.h"

namespace fascicolo::engine {
namespace {

REFUSAL(kNotAnAllowance, OnlyAllowancesAreGrantedAsMoney) {
  const HelpAsked asked = AskForHelp(kit);
  return kit.When(Grant(Applicant(kit), kEuro, 1, kit.today(), asked.chapter, 1, asked.payee));
}
REFUSAL(kNotAnAllowance, NorArePaymentsOfAnythingElseDrafted) {
  return kit.When(Payments(DayFromCivil({.year = 2026, .month = 3, .day = 1}), kCentre));
}
REFUSAL(kActNeeded, NobodyGrantsByHand) {
  const HelpAsked asked = AskForHelp(kit);
  kit.Given(Reserve(asked.chapter, kEuro, asked.application));
  return kit.When(Grant(asked.application, kEuro, 1, kit.today(), asked.chapter, 1, asked.payee));
}
REFUSAL(kNotSetAsideForIt, TheMoneyOfOthersIsNotGranted) {
  const HelpAsked asked = AskForHelp(kit);
  kit.Given(Reserve(asked.chapter, kEuro, asked.case_file));
  return kit.When(Act(Grant(asked.application, kEuro, 1, kit.today(), asked.chapter, 1, asked.payee)));
}
REFUSAL(kNotSetAsideForIt, NorMoreThanWasSetAside) {
  const HelpAsked asked = AskForHelp(kit);
  kit.Given(Reserve(asked.chapter, 3 * kEuro, asked.application));
  return kit.When(Act(Grant(asked.application, kEuro, 4, kit.today(), asked.chapter, 1, asked.payee)));
}
REFUSAL(kNotDueThatMonth, NoMonthIsPaidOtherThanGranted) {
  const HelpAsked asked = AskForHelp(kit);
  const auto number = GrantHelp(kit, asked, 250 * kEuro, 4);
  auto more = Liquidate(asked.chapter, number, 300 * kEuro, asked.payee);
  more.month = DayFromCivil({.year = 2026, .month = 3, .day = 1}).days;
  return kit.When(Act(std::move(more)));
}
REFUSAL(kNothingToPay, AMonthInWhichNothingIsDueHasNoAct) {
  const HelpAsked asked = AskForHelp(kit);
  GrantHelp(kit, asked, 250 * kEuro, 1);
  return kit.When(Payments(DayFromCivil({.year = 2026, .month = 9, .day = 1})));
}
REFUSAL(kIncompatible, WhatExcludesAnotherMeasureIsNotGrantedBesideIt) {
  const nlohmann::json other = nlohmann::json::array({kCentre});
  kit.Given(AdoptSheet(With(kContinuousHelp, "/incompatible_with", other)));
  const HelpAsked asked = AskForHelp(kit);
  const EntityId unit = kit.Given(OpenUnit(kCentre, 5, kit.today()));
  kit.Given(Start(kit.Given(Apply(asked.case_file, kCentre)), unit, kit.today()));
  kit.Given(Reserve(asked.chapter, kEuro, asked.application));
  return kit.When(Act(Grant(asked.application, kEuro, 1, kit.today(), asked.chapter, 1, asked.payee)));
}
REFUSAL(kIncompatible, WhatWasEndedExcludesUntilItsLastDay) {
  kit.Given(AdoptSheet(With(kContinuousHelp, "/incompatible_with", nlohmann::json::array({kCentre}))));
  const HelpAsked asked = AskForHelp(kit);
  const EntityId centre = kit.Given(Apply(asked.case_file, kCentre));
  kit.Given(Start(centre, kit.Given(OpenUnit(kCentre, 5, kit.today())), kit.today()));
  kit.Given(End(centre, kit.today() + 30));
  kit.Given(Reserve(asked.chapter, kEuro, asked.application));
  return kit.When(Act(Grant(asked.application, kEuro, 1, kit.today() + 29, asked.chapter, 1, asked.payee)));
}
REFUSAL(kIncompatible, WhatRunsUnderAnotherEntryOfThePersonExcludesToo) {
  kit.Given(AdoptSheet(With(kContinuousHelp, "/incompatible_with", nlohmann::json::array({kCentre}))));
  const HelpAsked asked = AskForHelp(kit);
  const EntityId centre = Applicant(kit);
  kit.Given(Start(centre, kit.Given(OpenUnit(kCentre, 5, kit.today())), kit.today()));
  kit.Given(Merge(asked.person, PersonOf(kit, kit.Activation(centre)->case_file)));
  kit.Given(Reserve(asked.chapter, kEuro, asked.application));
  return kit.When(Act(Grant(asked.application, kEuro, 1, kit.today(), asked.chapter, 1, asked.payee)));
}
REFUSAL(kServiceHasNoCapacity, AnAllowanceIsGrantedNotStarted) {
  kit.Given(AdoptSheet(With(kContinuousHelp, "/act", "none")));
  const HelpAsked asked = AskForHelp(kit);
  return kit.When(Start(asked.application, {}, kit.today()));
}
REFUSAL(kDateOutOfOrder, NoAmountChangesBeforeTheFirstMonth) {
  const HelpAsked asked = AskForHelp(kit);
  GrantHelp(kit, asked, 250 * kEuro, 4);
  return kit.When(Act(ChangeAllowance(asked.application, kEuro, kit.today() - 1)));
}
REFUSAL(kTooMany, AnAmountChangesSoOftenAndNoMore) {
  kit.Given(AdoptSheet(With(kContinuousHelp, "/act", "none")));
  const HelpAsked asked = AskForHelp(kit);
  kit.Given(Reserve(asked.chapter, 120 * kEuro, asked.application));
  kit.Given(Grant(asked.application, kEuro, 120, kit.today(), asked.chapter, 1, asked.payee));
  for (std::size_t i = 1; i < kMaxAllowanceSteps; ++i) {
    kit.Given(ChangeAllowance(asked.application, kEuro + static_cast<std::int64_t>(i), kit.today() + static_cast<int>(i)));
  }
  return kit.When(ChangeAllowance(asked.application, kEuro, kit.today() + 1'000));
}

}  // namespace
}  // namespace fascicolo::engine
