#include "activation_walk.h"

#include "engine/families/activation.h"
#include "engine/rules/dated_rules.h"

namespace fascicolo::engine {
namespace {

using testing::ElementsAre;
using Names = std::vector<std::string>;

void AdoptRulesOf(Kit& kit, const Sheet& sheet) {
  for (const BuiltInDocument& document : BuiltInCatalogue()) {
    if (document.kind != BuiltInDocument::Kind::kRuleSet) continue;
    const DatedRules rules = ParseDatedRules(document.json).value();
    const std::string code = std::visit([](const auto& one) { return one.code; }, rules);
    if (code == sheet.fee || (sheet.waiting && code == sheet.waiting->rule_set)) kit.Given(AdoptRuleSet(document.json));
  }
}

}  // namespace

ActivationWalk::ActivationWalk(Kit& kit, Row row)
    : kit_(kit), row_(std::move(row)), sheet_(ParseSheet(BuiltInText(row_.service)).value()) {
  kit_.Given(AdoptSheet(BuiltInText(row_.service)));
  AdoptRulesOf(kit_, sheet_);
  unit_ = kit_.Given(OpenUnit(row_.service, row_.quantity, kit_.today()));
  bruno_ = Applicant(false);
  kit_.Given(Start(bruno_, unit_, kit_.today()));
  kit_.RunDue();
}

EntityId ActivationWalk::Applicant(bool is_needy) {
  const EntityId case_file = kit_.Given(Contact());
  kit_.When(Apply(case_file, row_.service, row_.quantity)).ThenRefused(Rule::kCaseNotInCharge);
  kit_.When(TakeInCharge(case_file)).ThenEvents({"TakenInCharge"});
  auto application = Apply(case_file, row_.service, row_.quantity);
  if (row_.facts != nullptr) application.inputs = row_.facts(is_needy);
  application.members = {events::ToSchema(PersonOf(kit_, CaseInCharge(kit_)))};
  if (sheet_.served == Served::kPerson) {
    kit_.When(application).ThenRefused(Rule::kServesOnePerson);
    application.members.clear();
  }
  const std::size_t members = application.members.size();
  const auto filed = kit_.When(std::move(application)).ThenEvents({"ApplicationFiled"});
  EXPECT_EQ(filed.First<schema::ApplicationFiledT>().members.size(), members);
  return kit_.Made();
}

EntityId ActivationWalk::OnTheList(bool is_needy) {
  const EntityId id = Applicant(is_needy);
  kit_.When(Apply(kit_.Activation(id)->case_file, row_.service, row_.quantity)).ThenRefused(Rule::kAlreadyApplied);
  if (sheet_.waiting->policy == WaitingPolicy::kPoints) {
    kit_.When(Enter(id)).ThenRefused(Rule::kNotScored);
    kit_.When(Score(id)).ThenEvents({"ApplicationScored"});
  }
  kit_.When(Enter(id)).ThenEvents({"WaitingStarted", "EntryAdded"});
  return id;
}

void ActivationWalk::Wait() {
  // By points the needier stands first although she came later; by arrival who came first.
  const bool by_points = sheet_.waiting->policy == WaitingPolicy::kPoints;
  if (by_points) carla_ = OnTheList(false);
  ada_ = OnTheList(true);
  if (!by_points) carla_ = OnTheList(false);
  EXPECT_THAT(kit_.ListInOrder(row_.service), ElementsAre(ada_, carla_));
  kit_.When(Start(Applicant(true), unit_, kit_.today())).ThenRefused(Rule::kOthersWait);
  kit_.When(Offer(ada_, unit_, kit_.today())).ThenRefused(Rule::kNoCapacity, "free", "0");
}

void ActivationWalk::IsAsked(EntityId who) {
  const Names offered{"OfferMade", "PlaceTaken"};
  if (sheet_.waiting->on_free == OnFree::kAutomatic) {
    EXPECT_EQ(NamesOf(kit_.RunDue()), offered);
  } else {
    EXPECT_EQ(NamesOf(kit_.RunDue()), Names{"OfferProposed"});
    kit_.When(Offer(who, unit_, kit_.today())).ThenEvents(offered);
  }
  EXPECT_EQ(kit_.Activation(who)->state, ActivationState::kOffered);
}

schema::ServiceStartedT ActivationWalk::AdaGetsIn() {
  kit_.When(End(bruno_, kit_.today(), sheet_.end_reasons.front().code)).ThenEvents({"ServiceEnded", "PlaceFreed"});
  kit_.When(Offer(carla_, unit_, kit_.today())).ThenRefused(Rule::kNotNextInLine, "first", ToHex(ada_));
  IsAsked(ada_);
  return kit_.When(Accept(ada_)).ThenEvents({"OfferAccepted", "EntryRemoved", "ServiceStarted"})
      .First<schema::ServiceStartedT>();
}

void ActivationWalk::IsGiven() {
  for (const Activity& activity : sheet_.activities) {
    kit_.When(Deliver(ada_, kit_.today(), 1, activity.code)).ThenEvents({"ServiceDelivered"});
  }
  if (sheet_.activities.empty()) kit_.When(Deliver(ada_, kit_.today())).ThenEvents({"ServiceDelivered"});
  kit_.When(Deliver(ada_, kit_.today(), 1, "fortune_telling")).ThenRefused(Rule::kUnknownActivity);
}

void ActivationWalk::IsSuspended(const std::string& reason) {
  const Day from = kit_.today() + 1;
  const bool keeps_place = sheet_.suspension->keeps_place;
  const int most = sheet_.suspension->max_days;
  kit_.When(Suspend(ada_, from, from + most + 1, 0, reason))
      .ThenRefused(Rule::kSuspensionTooLong, "max_days", std::to_string(most));
  kit_.When(Suspend(ada_, from, from + most, 0, reason))
      .ThenEvents(keeps_place ? Names{"ServiceSuspended"} : Names{"ServiceSuspended", "PlaceFreed"});
  kit_.PassUntil(from + 2);
  EXPECT_EQ(kit_.state().LevelOn<TakenTable>(unit_, from + 2), keeps_place ? row_.quantity : 0);
  const std::string activity = sheet_.activities.empty() ? "" : sheet_.activities.front().code;
  kit_.When(Deliver(ada_, from + 2, 1, activity)).ThenRefused(Rule::kNotDeliverable, "why", "suspended");
  kit_.When(Resume(ada_, from + 3))
      .ThenEvents(keeps_place ? Names{"ServiceResumed"} : Names{"ServiceResumed", "PlaceTaken"});
  kit_.PassUntil(from + 3);
  kit_.When(Deliver(ada_, from + 3, 1, activity)).ThenEvents({"ServiceDelivered"});
}

void ActivationWalk::Ends(const std::string& reason) {
  const EntityId case_file = kit_.Activation(ada_)->case_file;
  kit_.When(CloseCase(case_file)).ThenRefused(Rule::kCaseHasServices, "open", "1");
  kit_.When(End(ada_, kit_.today(), "it_rains")).ThenRefused(Rule::kUnknownReason);
  kit_.When(End(ada_, kit_.today(), reason)).ThenEvents({"ServiceEnded", "PlaceFreed"});
  kit_.When(CloseCase(case_file)).ThenEvents({"CaseClosed"});
  IsAsked(carla_);
  kit_.PassUntil(kit_.today() + sheet_.waiting->offer_days + 1);
  const bool is_removed = sheet_.waiting->on_silence == OnSilence::kRemove;
  EXPECT_EQ(kit_.Activation(carla_)->state, is_removed ? ActivationState::kRemoved : ActivationState::kWaiting);
}

}  // namespace fascicolo::engine
