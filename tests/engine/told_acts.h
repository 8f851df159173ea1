// Acts as tests say them.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "engine/catalogue/documents.h"
#include "engine/nested_payloads.h"
#include "engine/told_commands.h"

namespace fascicolo::engine {

template <class Payload>
[[nodiscard]] std::unique_ptr<schema::CarriedT> Carrying(Payload payload) {
  auto carried = std::make_unique<schema::CarriedT>();
  carried->payload = CommandOf(std::move(payload));
  return carried;
}
/// A determination that waits for its signature alone.
template <class... Payloads>
[[nodiscard]] schema::DraftActT Act(Payloads... carried) {
  schema::DraftActT command;
  command.kind = schema::ActKind::determination;
  command.about = "admission";
  command.terms = std::make_unique<schema::ActTermsT>();
  (command.carries.push_back(Carrying(std::move(carried))), ...);
  return command;
}
/// Effective when it is signed, and to be made good within a week.
template <class... Payloads>
[[nodiscard]] schema::DraftActT ProvisionalAct(Day today, Payloads... carried) {
  auto command = Act(std::move(carried)...);
  command.kind = schema::ActKind::provisional;
  command.terms->ratify_by = (today + 7).days;
  return command;
}
[[nodiscard]] inline schema::SignActT Sign(EntityId act, std::string number = "12/2026", std::string signer = "bianchi") {
  schema::SignActT command;
  command.act = Ref(act);
  command.number = std::move(number);
  command.signer = std::move(signer);
  return command;
}
[[nodiscard]] inline schema::GiveVisaT Visa(EntityId act) {
  schema::GiveVisaT command;
  command.act = Ref(act);
  command.number = "V-7";
  command.signer = "neri";
  return command;
}
[[nodiscard]] inline schema::PublishActT Publish(EntityId act, Day from, Day to) {
  schema::PublishActT command;
  command.act = Ref(act);
  command.number = "A-100";
  command.from = from.days;
  command.to = to.days;
  return command;
}
[[nodiscard]] inline schema::NotifyActT Notify(EntityId act) {
  schema::NotifyActT command;
  command.act = Ref(act);
  command.channel = schema::Channel::certified_mail;
  return command;
}
[[nodiscard]] inline schema::WithdrawActT WithdrawAct(EntityId act) {
  schema::WithdrawActT command;
  command.act = Ref(act);
  command.reason = "no_cover";
  return command;
}
[[nodiscard]] inline schema::CorrectActT CorrectAct(EntityId act) {
  schema::CorrectActT command;
  command.act = Ref(act);
  command.reason = "wrong_amount";
  return command;
}
[[nodiscard]] inline schema::AnnulActT AnnulAct(EntityId act) {
  schema::AnnulActT command;
  command.act = Ref(act);
  command.reason = "unlawful";
  return command;
}
[[nodiscard]] inline schema::RatifyActT Ratify(EntityId act) {
  schema::RatifyActT command;
  command.act = Ref(act);
  return command;
}
[[nodiscard]] inline schema::RefuseRatificationT RefuseRatification(EntityId act) {
  schema::RefuseRatificationT command;
  command.act = Ref(act);
  command.reason = "not_urgent";
  return command;
}
[[nodiscard]] inline schema::PutInForceT PutInForce(EntityId activation) {
  schema::PutInForceT command;
  command.activation = Ref(activation);
  return command;
}
[[nodiscard]] inline schema::DenyApplicationT Deny(EntityId activation) {
  schema::DenyApplicationT command;
  command.activation = Ref(activation);
  command.reason = "requisites_missing";
  return command;
}
[[nodiscard]] inline schema::RecordProtocolT Protocol(EntityId entity, std::string number) {
  schema::RecordProtocolT command;
  command.entity = Ref(entity);
  command.number = std::move(number);
  command.direction = schema::ProtocolDirection::incoming;
  command.about = "application";
  return command;
}

/// The open centre, where from now on an act decides.
inline void AdoptActs(Kit& kit) { kit.Given(AdoptSheet(With(kCentre, "/act", "determination"))); }
/// A service of the centre that waits for its act.
[[nodiscard]] inline EntityId ProposedService(Kit& kit) {
  const EntityId unit = kit.Given(OpenUnit(kCentre, 5, kit.today()));
  const EntityId id = Applicant(kit);
  kit.Given(Start(id, unit, kit.today()));
  kit.RunDue();
  return id;
}
/// An act that has effect, with nothing left to carry out.
template <class... Payloads>
EntityId EffectiveAct(Kit& kit, std::string number, Payloads... carried) {
  const EntityId act = kit.Given(Act(std::move(carried)...));
  kit.Given(Sign(act, std::move(number)));
  kit.RunDue();
  return act;
}
/// What comes of a decision that an act carries: the refusal at its drafting, or the events that name the act.
template <class Payload>
Then WhenByAct(Kit& kit, std::string number, Payload payload) {
  Then drafted = kit.When(Act(std::move(payload)));
  if (drafted.told().refusal || drafted.told().rejection) return drafted;
  const EntityId act = kit.Made();
  kit.Given(Sign(act, std::move(number)));
  Told told;
  told.events = kit.RunDue();
  std::erase_if(told.events, [&](const auto& event) { return events::Entity(event.act.get()) != act; });
  return Then(std::move(told));
}
/// The same with the accounts office's visa.
template <class... Payloads>
EntityId EffectiveWithVisa(Kit& kit, std::string number, Payloads... carried) {
  auto draft = Act(std::move(carried)...);
  draft.terms->visa = true;
  const EntityId act = kit.Given(std::move(draft));
  kit.Given(Sign(act, std::move(number)));
  kit.Given(Visa(act));
  kit.RunDue();
  return act;
}
[[nodiscard]] inline ActRow ActOf(const Kit& kit, EntityId act) {
  return kit.state().Find<ActTable>(act).value_or(ActRow{});
}

}  // namespace fascicolo::engine
