// The lives of acts, activations and referrals.
#include "engine/families/act_states.h"
#include "engine/families/activation_states.h"
#include "engine/families/lives/life.h"
#include "engine/families/referral_states.h"
#include "engine/told_acts.h"
#include "engine/told_case_work.h"
#include "engine/told_waiting.h"

namespace fascicolo::engine {
namespace {

using Event = schema::EventPayload;

std::string NumberOfNextAct(const Kit& kit) { return "N-" + std::to_string(kit.commits()); }
template <class Payload>
Then WhenByLaterAct(Kit& kit, Payload payload) {
  return WhenByAct(kit, NumberOfNextAct(kit), std::move(payload));
}

// --- acts ---

/// Before it has effect it waits for visa, publication and notice; one that has effect is provisional, and waits for nothing.
EntityId ActThatIs(Kit& kit, ActState state) {
  using enum ActState;
  if (state == kDrafted || state == kSigned || state == kWithdrawn) {
    auto draft = Act();
    draft.terms->visa = draft.terms->publication = draft.terms->notice = true;
    const EntityId act = kit.Given(std::move(draft));
    if (state == kSigned) kit.Given(Sign(act, "1/2026"));
    if (state == kWithdrawn) kit.Given(WithdrawAct(act));
    return act;
  }
  const EntityId act = kit.Given(ProvisionalAct(kit.today()));
  kit.Given(Sign(act, "1/2026"));
  if (state == kAnnulled) WhenByLaterAct(kit, AnnulAct(act));
  if (state == kUnratified) kit.Given(RefuseRatification(act));
  return act;
}

TEST(ActLife, IsLedByItsTable) {
  using enum ActState;
  const std::vector<ActState> states{kDrafted, kSigned, kEffective, kWithdrawn, kAnnulled, kUnratified};
  ExpectLife(Life<ActState, Event>{
      LinesOf(ActCycle(), states),
      states,
      ActThatIs,
      [](const Kit& kit, EntityId id) { return ActOf(kit, id).state; },
      {{Event::ActSigned, "sign", [](Kit& kit, EntityId id) { return kit.When(Sign(id, "2/2026")); }},
       {Event::VisaGiven, "visa", [](Kit& kit, EntityId id) { return kit.When(Visa(id)); }},
       // Neither published nor notified before the money is attested, where the act asks for that.
       {Event::ActPublished, "publish",
        [](Kit& kit, EntityId id) {
          if (ActOf(kit, id).state == kSigned) kit.Given(Visa(id));
          return kit.When(Publish(id, kit.today(), kit.today() + 15));
        }},
       {Event::ActNotified, "notify",
        [](Kit& kit, EntityId id) {
          if (ActOf(kit, id).state == kSigned) kit.Given(Visa(id));
          return kit.When(Notify(id));
        }},
       {Event::ActWithdrawn, "withdraw", [](Kit& kit, EntityId id) { return kit.When(WithdrawAct(id)); }},
       {Event::ActCorrected, "correct", [](Kit& kit, EntityId id) { return WhenByLaterAct(kit, CorrectAct(id)); }},
       {Event::ActAnnulled, "annul", [](Kit& kit, EntityId id) { return WhenByLaterAct(kit, AnnulAct(id)); }},
       {Event::ActRatified, "ratify", [](Kit& kit, EntityId id) { return WhenByLaterAct(kit, Ratify(id)); }},
       {Event::RatificationMissed, "refuse ratification",
        [](Kit& kit, EntityId id) { return kit.When(RefuseRatification(id)); }}},
      {Event::ActTookEffect, Event::ActCarriedOut, Event::ActReturned},
      {Rule::kWrongActState}});
}

// --- activations ---

EntityId UnitOfHomeCare(const Kit& kit) {
  EntityId unit;
  kit.state().Scan<UnitTable>(UnitTable::Key(), [&](std::string_view bytes, const UnitRow&) {
    UnitTable::Read(bytes, unit);
    return false;
  });
  return unit;
}
Day LongAgo(const Kit& kit) { return kit.today() - 10; }

/// From now on an act decides about home care.
void AdoptHomeCareByAct(Kit& kit) { kit.Given(AdoptSheet(With(kHomeCare, "/act", "determination"))); }

/// Home care for sixty minutes a week, in a pool that has room, asked for ten days ago. What is offered waits for an act, once it is
/// accepted; what is proposed waits for none any more.
EntityId HomeCareThatIs(Kit& kit, ActivationState state) {
  using enum ActivationState;
  AdoptCatalogue(kit);
  const EntityId unit = kit.Given(OpenUnit(kHomeCare, 6'000, LongAgo(kit)));
  kit.RunDue();
  const EntityId id = kit.Given(Apply(CaseInCharge(kit), kHomeCare, 60), LongAgo(kit));
  if (state == kInForce || state == kEnded) kit.Given(Start(id, unit, LongAgo(kit)));
  if (state == kEnded) kit.Given(End(id, kit.today()));
  if (state == kWithdrawn) kit.Given(Withdraw(id));
  if (state == kDenied) {
    kit.Given(SuspendDeadline(id, 0, schema::SuspensionCause::refusal_notice));
    kit.Given(ResumeDeadline(id, 0));
    kit.Given(Deny(id));
  }
  const bool is_listed = state == kWaiting || state == kOffered || state == kProposed || state == kRemoved;
  if (is_listed || state == kScored) kit.Given(Score(id, 30, 500'000));
  if (is_listed) kit.Given(Enter(id));
  if (state == kOffered || state == kProposed) {
    AdoptHomeCareByAct(kit);
    kit.Given(Offer(id, unit, kit.today()));
  }
  if (state == kProposed) {
    kit.Given(Accept(id));
    kit.Given(AdoptSheet(BuiltInText(kHomeCare)));
  }
  if (state == kRemoved) {
    kit.Given(AskToConfirm(id));
    kit.PassUntil(kit.today() + 31);
  }
  return id;
}

std::vector<Deed<ActivationState, Event>> DeedsBeforeTheService() {
  using enum ActivationState;
  return {
      {Event::ApplicationScored, "score", [](Kit& kit, EntityId id) { return kit.When(Score(id, 60, 500'000)); }},
      {Event::WaitingStarted, "enter the list",
       [](Kit& kit, EntityId id) {
         if (kit.Activation(id)->state == kFiled) kit.Given(Score(id, 30, 500'000));
         return kit.When(Enter(id));
       }},
      {Event::ConfirmationAsked, "ask to confirm", [](Kit& kit, EntityId id) { return kit.When(AskToConfirm(id)); }},
      {Event::InterestConfirmed, "confirm",
       [](Kit& kit, EntityId id) {
         kit.When(AskToConfirm(id));
         return kit.When(ConfirmInterest(id));
       }},
      {Event::OfferMade, "offer",
       [](Kit& kit, EntityId id) { return kit.When(Offer(id, UnitOfHomeCare(kit), kit.today())); }},
      {Event::OfferAccepted, "accept", [](Kit& kit, EntityId id) { return kit.When(Accept(id)); }},
      {Event::OfferRefused, "refuse", [](Kit& kit, EntityId id) { return kit.When(Refuse(id)); }},
      {Event::ApplicationWithdrawn, "withdraw", [](Kit& kit, EntityId id) { return kit.When(Withdraw(id)); }},
      {Event::ApplicationDenied, "deny",
       [](Kit& kit, EntityId id) {
         kit.When(SuspendDeadline(id, 0, schema::SuspensionCause::refusal_notice));
         kit.When(ResumeDeadline(id, 0));
         return kit.When(Deny(id));
       }},
  };
}

std::vector<Deed<ActivationState, Event>> DeedsOfTheService() {
  using enum ActivationState;
  const auto start = [](Kit& kit, EntityId id) { return kit.When(Start(id, UnitOfHomeCare(kit), kit.today())); };
  return {
      // Who waits has their turn: only what an act grants begins past the list. What is proposed waits for its act.
      {Event::ServiceStarted, "start", start, {kWaiting, kProposed}},
      {Event::ServiceStarted, "put into force",
       [](Kit& kit, EntityId id) { return WhenByLaterAct(kit, PutInForce(id)); }, {kFiled, kScored, kWaiting}},
      {Event::ServiceProposed, "start where an act decides",
       [=](Kit& kit, EntityId id) {
         if (kit.Activation(id)->state != kOffered) AdoptHomeCareByAct(kit);
         return start(kit, id);
       },
       {kProposed}},
      {Event::ServiceVaried, "vary", [](Kit& kit, EntityId id) { return kit.When(Vary(id, 120, kit.today())); }},
      {Event::ServiceSuspended, "suspend", [](Kit& kit, EntityId id) { return kit.When(Suspend(id, kit.today())); }},
      {Event::ServiceResumed, "resume",
       [](Kit& kit, EntityId id) {
         kit.When(Suspend(id, kit.today() - 1));
         return kit.When(Resume(id, kit.today()));
       }},
      {Event::ServiceDelivered, "deliver",
       [](Kit& kit, EntityId id) { return kit.When(Deliver(id, LongAgo(kit), 60, "personal_hygiene")); }},
      {Event::ServiceEnded, "end", [](Kit& kit, EntityId id) { return kit.When(End(id, kit.today())); }},
  };
}

TEST(ActivationLife, IsLedByItsTable) {
  using enum ActivationState;
  const std::vector<ActivationState> states{kFiled,   kScored, kWaiting,   kOffered, kProposed,
                                            kInForce, kEnded,  kWithdrawn, kRemoved, kDenied};
  auto deeds = DeedsBeforeTheService();
  for (auto& deed : DeedsOfTheService()) deeds.push_back(std::move(deed));
  ExpectLife(Life<ActivationState, Event>{LinesOf(ActivationCycle(), states),
                                          states,
                                          HomeCareThatIs,
                                          [](const Kit& kit, EntityId id) { return kit.Activation(id)->state; },
                                          std::move(deeds),
                                          {Event::InterestLapsed, Event::OfferLapsed, Event::FeeRecalculated},
                                          {Rule::kWrongActivationState}},
             {{kOffered, Event::OfferRefused, kRemoved},      // lists that keep nobody: activation_list_test.cc
              {kWaiting, Event::ServiceStarted, kInForce},     // what an act grants: allowance_test.cc
              {kProposed, Event::ServiceProposed, kProposed}});  // with the answer to an offer: deed "accept"
}

// --- referrals ---

using schema::ReferralState;

std::vector<ReferralState> WayTo(ReferralState state) {
  using enum ReferralState;
  switch (state) {
    case requested:
      return {};
    case accepted:
    case rejected:
      return {state};
    case in_progress:
      return {accepted, in_progress};
    default:
      return {accepted, state};
  }
}

TEST(ReferralLife, IsLedByItsTable) {
  using enum ReferralState;
  const auto come = [](Kit& kit, ReferralState state) {
    const EntityId case_file = CaseInCharge(kit);
    kit.Given(Refer(case_file, schema::ReferralTarget::school, kit.today() + 20));
    for (const ReferralState step : WayTo(state)) kit.Given(Referral(case_file, 1, step));
    return case_file;
  };
  std::vector<Deed<ReferralState, ReferralState>> deeds;
  for (const ReferralState step : {requested, accepted, rejected, in_progress, done, failed}) {
    deeds.push_back({step, schema::EnumNameReferralState(step),
                     [step](Kit& kit, EntityId id) { return kit.When(Referral(id, 1, step)); }});
  }
  ExpectLife(Life<ReferralState, ReferralState>{
      LinesOf(ReferralCourse()),
      {requested, accepted, rejected, in_progress, done, failed},
      come,
      [](const Kit& kit, EntityId id) { return kit.state().Find<ReferralTable>(id, 1U)->state; },
      std::move(deeds),
      {},
      {Rule::kReferralOutOfOrder}});
}

}  // namespace
}  // namespace fascicolo::engine
