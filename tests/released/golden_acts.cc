// Part of the golden town: acts, money and allowances.
#include "engine/told_allowances.h"
#include "released/golden_town.h"

namespace fascicolo::engine {

/// Acts that wait for everything, put into force, return, correct, annul and make good; and what they alone may do.
void LiveActs(Kit& kit) {
  AdoptActs(kit);
  const EntityId service = ProposedService(kit);
  const EntityId renounced = ProposedService(kit);
  auto draft = Act(PutInForce(service), PutInForce(renounced));
  draft.case_file = Ref(kit.Activation(service)->case_file);
  draft.terms->visa = draft.terms->publication = draft.terms->notice = true;
  const EntityId act = kit.Given(std::move(draft));
  kit.When(PutInForce(service)).ThenRefused(Rule::kActNeeded);
  kit.Given(Withdraw(renounced));
  kit.Given(Sign(act, "1/2026"));
  kit.Given(Visa(act));
  kit.Given(Publish(act, kit.today(), kit.today() + 15));
  kit.Given(Notify(act));
  kit.RunDue();
  kit.When(CorrectAct(act)).ThenRefused(Rule::kActNeeded);
  kit.When(AnnulAct(act)).ThenRefused(Rule::kActNeeded);
  EffectiveAct(kit, "2/2026", CorrectAct(act));
  EffectiveAct(kit, "3/2026", AnnulAct(act));
  const EntityId denied = Waiting(kit);
  kit.When(Deny(denied)).ThenRefused(Rule::kActNeeded);
  kit.Given(Protocol(denied, "2026/0000001"));
  EffectiveAct(kit, "4/2026", Deny(denied));
  const EntityId provisional = kit.Given(ProvisionalAct(kit.today()));
  kit.When(Ratify(provisional)).ThenRefused(Rule::kActNeeded);
  kit.Given(Sign(provisional, "5/2026"));
  EffectiveAct(kit, "6/2026", Ratify(provisional));
  const EntityId refused = kit.Given(ProvisionalAct(kit.today()));
  kit.Given(Sign(refused, "7/2026"));
  kit.Given(RefuseRatification(refused));
  kit.Given(WithdrawAct(kit.Given(Act())));
  kit.Given(AdoptSheet(BuiltInText(kCentre)));  // decides without acts again
}

/// Money from the chapter to the payment and back, an allowance, and what somebody owes.
void LiveMoney(Kit& kit) {
  const HelpAsked asked = AskForHelp(kit);
  kit.Given(ChangeChapter(asked.chapter, 100 * kEuro));
  const auto number = GrantHelp(kit, asked, 250 * kEuro, 2, "20/2026");
  kit.When(CommitMoney(asked.chapter, number)).ThenRefused(Rule::kActNeeded);
  kit.When(Grant(asked.application, kEuro, 1, kit.today(), asked.chapter, number, asked.payee))
      .ThenRefused(Rule::kWrongActivationState);
  kit.When(ChangeAllowance(asked.application, kEuro, kit.today())).ThenRefused(Rule::kActNeeded);
  EffectiveAct(kit, "21/2026", ChangeAllowance(asked.application, 200 * kEuro, AddMonths(kit.today(), 1)));
  const Day month = kit.today() - (CivilFromDay(kit.today()).day - 1);
  const EntityId payments = kit.Given(Payments(month));
  kit.Given(Sign(payments, "22/2026"));
  kit.RunDue();
  kit.When(Liquidate(asked.chapter, number, kEuro, asked.payee)).ThenRefused(Rule::kActNeeded);
  kit.Given(Pay(asked.chapter, 1));
  kit.Given(Bounce(asked.chapter, 1));
  schema::ChangeAccountT account;
  account.payee = Ref(asked.payee);
  kit.GivenTelling(std::move(account), {{"/iban", "IT60X0542811101000000123456"}});
  kit.Given(Durc(Provider(kit), kit.today() + 120));
  kit.Given(Reserve(asked.chapter, kEuro, asked.case_file));
  kit.Given(Release(asked.chapter, number + 1, kEuro));
  kit.Given(Recovery(asked.person, 90 * kEuro, kit.today() + 30));
  kit.Given(Instalments(asked.person, 1, 3, kit.today() + 30));
  kit.Given(Receive(asked.person, 1, 30 * kEuro));
  kit.Given(Remind(asked.person, 1));
  kit.Given(WriteOff(asked.person, 1));
}

}  // namespace fascicolo::engine
