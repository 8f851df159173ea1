// What goes to others, and comes from them: referrals, reports to courts, decisions.
#include "engine/families/case_deciding.h"
#include "engine/families/case_work.h"
#include "engine/families/checks.h"
#include "engine/families/deadline_keeping.h"
#include "engine/families/referral_states.h"

namespace fascicolo::engine {
namespace {

using enum schema::ReferralState;

bool MayFollow(schema::ReferralState from, schema::ReferralState to) {
  return NextState(ReferralCourse(), from, to).has_value();
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::RequestReferral& command) {
  return OnOpenCase(state, intent, command.case_file(), [&](EntityId id, const CaseRow& row) -> Decision {
    const Day reply_by{command.reply_by()};
    if (auto answer = FirstOf(CheckWord("/target", command.target()), CheckText("/topic", Text(command.topic())))) {
      return *std::move(answer);
    }
    if (reply_by > intent.today + kMaxPlanDays) {
      return Malformed("/reply_by", "is too far away", "at most " + std::to_string(kMaxPlanDays) + " days from now");
    }
    if (reply_by < intent.today) {
      return Refusal{Rule::kDateOutOfOrder,
                     {{"reply_by", FormatDay(reply_by)}, {"today", FormatDay(intent.today)}}};
    }
    schema::ReferralRequestedT referral;
    referral.number = NextNumber(row);
    referral.target = command.target();
    referral.topic = Text(command.topic());
    referral.reply_by = reply_by.days;
    return OneEvent(intent, id, std::move(referral), "/text");
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::UpdateReferral& command) {
  return OnOpenCase(state, intent, command.case_file(), [&](EntityId id, const CaseRow&) -> Decision {
    if (auto answer = CheckWord("/state", command.state())) return *std::move(answer);
    const auto referral = state.Find<ReferralTable>(id, command.number());
    if (!referral) return Refusal{Rule::kNothingOpen, {{"number", std::to_string(command.number())}}};
    if (!MayFollow(referral->state, command.state())) {
      return Refusal{Rule::kReferralOutOfOrder,
                     {{"is", schema::EnumNameReferralState(referral->state)},
                      {"wanted", schema::EnumNameReferralState(command.state())}}};
    }
    schema::ReferralUpdatedT updated;
    updated.number = command.number();
    updated.state = command.state();
    return OneEvent(intent, id, updated, "/text");
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::SendCourtReport& command) {
  return OnCaseInCharge(state, intent, command.case_file(), [&](EntityId id, const CaseRow&) -> Decision {
    if (auto answer = FirstOf(CheckWord("/court", command.court()), CheckText("/topic", Text(command.topic())))) {
      return *std::move(answer);
    }
    schema::CourtReportSentT sent;
    sent.court = command.court();
    sent.topic = Text(command.topic());
    if (command.document() != nullptr) sent.document = std::make_unique<schema::Hash>(*command.document());
    return OneEvent(intent, id, std::move(sent), "/text", schema::RetentionClass::court);
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::RecordExternalDecision& command) {
  return OnOpenCase(state, intent, command.case_file(), [&](EntityId id, const CaseRow&) -> Decision {
    if (auto answer = FirstOf(CheckText("/body", Text(command.body())), CheckText("/decision", Text(command.decision())),
                              CheckText("/reference", Text(command.reference()), kMaxNameBytes))) {
      return *std::move(answer);
    }
    schema::ExternalDecisionRecordedT recorded;
    recorded.body = Text(command.body());
    recorded.decision = Text(command.decision());
    recorded.reference = Text(command.reference());
    if (command.document() != nullptr) recorded.document = std::make_unique<schema::Hash>(*command.document());
    return OneEvent(intent, id, std::move(recorded));
  });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::ReferralRequested& fact,
            StateEditor& editor) {
  return EditCase(event, editor, [&](EntityId id, CaseRow& row) {
    const Day reply_by{fact.reply_by()};
    if (!IsPossible(reply_by) || fact.target() > schema::ReferralTarget::MAX) return false;
    ReferralRow referral;
    referral.target = fact.target();
    referral.state = requested;
    referral.obligation_due = StartOfDay(reply_by + 1);
    referral.obligation = OpenPassing(context, ObligationKind::kReferralReply, id, fact.number(),
                                      referral.obligation_due, editor);
    editor.Put<ReferralTable>(referral, id, fact.number());
    return TakeNumber(fact.number(), row);
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ReferralUpdated& fact,
            StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  auto referral = editor.Find<ReferralTable>(id, fact.number());
  if (!referral || !MayFollow(referral->state, fact.state())) return false;
  if (!referral->obligation.is_zero()) editor.CloseObligation(referral->obligation, referral->obligation_due);
  referral->obligation = {};
  referral->state = fact.state();
  editor.Put<ReferralTable>(*referral, id, fact.number());
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::CourtReportSent& fact,
            StateEditor& editor) {
  return fact.court() <= schema::Court::MAX && IsThere(event, editor);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ExternalDecisionRecorded&,
            StateEditor& editor) {
  return IsThere(event, editor);
}

}  // namespace fascicolo::engine
