// What each fact about an activation changes in its rows. A fact that does not fit the state is poison, never a crash.
#include <algorithm>

#include "engine/catalogue/adopted.h"
#include "engine/catalogue/decimal.h"
#include "engine/families/activation.h"
#include "engine/families/activation_charges.h"
#include "engine/families/activation_days.h"
#include "engine/families/activation_inputs.h"
#include "engine/families/deadline_keeping.h"
#include "engine/families/evolving.h"
#include "engine/families/activation_states.h"
#include "engine/families/limits.h"
#include "engine/families/obligations.h"
#include "engine/families/revalidation.h"

namespace fascicolo::engine {
namespace {

using enum ActivationState;

/// Changes the row as its life cycle has it. `change` answers false when the fact makes no sense.
template <class Change>
bool Edit(const schema::Event& event, StateEditor& editor, Change change) {
  return EditByCycle<ActivationTable>(event, editor, ActivationCycle(), std::move(change));
}

/// It no longer keeps its case open, and nothing is proposed about it any more.
void LeaveCase(const schema::Event& event, const ActivationRow& row, StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  editor.Erase<CaseServiceTable>(row.case_file, id);
  ForgetRevalidation(id, editor);
  for (const auto action : {schema::Proposal::end_service, schema::Proposal::leave_list}) {
    if (editor.Find<ProposalTable>(id, action)) editor.Erase<ProposalTable>(id, action);
  }
}

/// The application is decided: its deadline is met, if it still runs. Always true.
bool Decided(const schema::Event& event, StateEditor& editor) {
  CloseDeadline(events::Entity(event.entity()), kDecisionNumber, editor);
  return true;
}

/// It never became a service of the person's.
void LeavePerson(const schema::Event& event, const ActivationRow& row, StateEditor& editor) {
  editor.Erase<PersonServiceTable>(row.person, events::Entity(event.entity()));
}

void CloseOffer(ActivationRow& row, StateEditor& editor) {
  if (!row.expiry.is_zero()) editor.CloseObligation(row.expiry, row.expiry_due);
  row.expiry = {};
  row.offer_expires_on.reset();
}

void OpenExpiry(const EventContext& context, EntityId id, ActivationRow& row, StateEditor& editor) {
  ObligationRow obligation;
  obligation.kind = ObligationKind::kOfferExpiry;
  obligation.entity = id;
  obligation.due = StartOfDay(*row.offer_expires_on + 1);
  row.expiry = OpenBy(context, obligation, editor);
  row.expiry_due = obligation.due;
}

/// Taken off the list; who was may apply again after a term only. Always true.
bool LeaveList(const schema::Event& event, ActivationRow& row, StateEditor& editor) {
  row.state = kRemoved;
  row.removed_on = Day{event.effective_on()};
  LeaveCase(event, row, editor);
  LeavePerson(event, row, editor);
  editor.Put<RemovedTable>(RemovedRow{*row.removed_on}, row.case_file, row.service, events::Entity(event.entity()));
  return true;
}

/// An offer came to nothing, with this effect on the list.
bool Decline(const schema::Event& event, schema::ListEffect effect, ActivationRow& row, StateEditor& editor) {
  if (effect > schema::ListEffect::MAX || !IsPossible(Day{event.effective_on()})) return false;
  const auto same_unit = [&](const DeclinedRow& declined) { return declined.unit == row.unit; };
  std::erase_if(row.declined, same_unit);
  row.declined.push_back({row.unit, row.offer_round});
  CloseOffer(row, editor);
  ForgetDays(row);
  row.state = kWaiting;
  return effect != schema::ListEffect::removed || LeaveList(event, row, editor);
}

/// False: it can be no fee, or changes too often.
bool ChangeFee(const schema::Event& event, Day from, std::optional<Day> until, const schema::Fee& fee,
               StateEditor& editor) {
  if (fee.amount() < 0 || fee.amount() > kMaxFeeCents) return false;
  const EntityId id = events::Entity(event.entity());
  auto fees = editor.Find<FeeTable>(id).value_or(FeesRow{});
  SetFee(fees, from, until, fee.amount());
  editor.Put<FeeTable>(fees, id);
  return fees.steps.size() <= kMaxFeeSteps;
}

template <class Fact>
bool Begin(const Fact& fact, ActivationState state, ActivationRow& row) {
  const Day from{fact.from()};
  const auto until = DayIfGiven(fact.until());
  if (!IsQuantity(fact.quantity()) || !IsInterval(from, until)) return false;
  BeginDays(row, events::Entity(fact.unit()), fact.quantity(), from, until);
  row.state = state;
  return true;
}

/// Ends an application in `end`, before its service began.
bool Over(const schema::Event& event, ActivationState end, StateEditor& editor) {
  return Edit(event, editor, [&](ActivationRow& row) {
    CloseOffer(row, editor);
    ForgetDays(row);
    row.state = end;
    LeaveCase(event, row, editor);
    LeavePerson(event, row, editor);
    return Decided(event, editor);
  });
}

}  // namespace

bool Evolve(const EventContext& context, const schema::Event& event, const schema::ApplicationFiled& fact,
            StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  ActivationRow row;
  row.case_file = events::Entity(fact.case_file());
  row.person = events::Entity(fact.person());
  row.service = Text(fact.service());
  row.quantity = fact.quantity();
  row.applied_on = Day{event.effective_on()};
  row.applied_at = event.imported() ? Instant{event.occurred_at()} : context.header.recorded_at;
  row.requested_from = DayIfGiven(fact.requested_from());
  row.imported = event.imported();
  if (!IsQuantity(row.quantity) || !IsPossible(row.applied_on) || row.service.size() > kMaxCodeBytes) return false;
  if (!MergeInputs(fact.inputs(), id, Version{event.version()}, row.inputs)) return false;
  if (fact.members() != nullptr && fact.members()->size() > kMaxMembers) return false;
  if (editor.Find<ActivationTable>(id)) return false;
  editor.Put<ActivationTable>(row, id);
  editor.Put<CaseServiceTable>(MarkRow{}, row.case_file, id);
  editor.Put<PersonServiceTable>(MarkRow{}, row.person, id);
  if (const auto decide_by = DayIfGiven(fact.decide_by())) {
    const auto sheet = AdoptedSheet(editor.state(), row.service);
    if (!sheet || !IsPossible(*decide_by)) return false;
    OpenDecisionDeadline(context, id, *sheet, row.applied_on, *decide_by, editor);
  }
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ApplicationScored& fact,
            StateEditor& editor) {
  return Edit(event, editor, [&](ActivationRow& row) {
    const EntityId id = events::Entity(event.entity());
    if (!MergeInputs(fact.inputs(), id, Version{event.version()}, row.inputs)) return false;
    schema::ApplicationScoredT scored;
    fact.UnPackTo(&scored);
    TakeScore(row, scored);
    if (row.state == kFiled) row.state = kScored;
    return true;
  });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::WaitingStarted& fact,
            StateEditor& editor) {
  return Edit(event, editor, [&](ActivationRow& row) {
    row.state = kWaiting;
    const auto confirm_from = DayIfGiven(fact.confirm_from());
    if (confirm_from && !AskFrom(context, events::Entity(event.entity()), *confirm_from, editor)) return false;
    return Decided(event, editor);
  });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::ConfirmationAsked& fact,
            StateEditor& editor) {
  return Edit(event, editor, [&](const ActivationRow&) {
    return AwaitConfirmation(context, events::Entity(event.entity()), Day{fact.answer_by()}, editor);
  });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::InterestConfirmed& fact,
            StateEditor& editor) {
  return Edit(event, editor, [&](const ActivationRow&) {
    return AskFrom(context, events::Entity(event.entity()), Day{fact.confirm_from()}, editor);
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::InterestLapsed& fact, StateEditor& editor) {
  return Edit(event, editor, [&](ActivationRow& row) {
    if (fact.effect() == schema::ListEffect::removed) return LeaveList(event, row, editor);
    return BecomeInactive(events::Entity(event.entity()), editor);
  });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::OfferMade& fact,
            StateEditor& editor) {
  return Edit(event, editor, [&](ActivationRow& row) {
    const Day from{fact.from()};
    const Day expires_on{fact.expires_on()};
    if (!IsQuantity(fact.quantity()) || !IsPossible(from) || !IsPossible(expires_on)) return false;
    BeginDays(row, events::Entity(fact.unit()), fact.quantity(), from, std::nullopt);
    row.state = kOffered;
    row.offer_expires_on = expires_on;
    row.offer_round = fact.round();
    if (!event.imported()) OpenExpiry(context, events::Entity(event.entity()), row, editor);
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::OfferAccepted&, StateEditor& editor) {
  return Edit(event, editor, [&](ActivationRow& row) {
    CloseOffer(row, editor);
    ForgetRevalidation(events::Entity(event.entity()), editor);
    row.state = kProposed;
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::OfferRefused& fact,
            StateEditor& editor) {
  return Edit(event, editor, [&](ActivationRow& row) {
    if (fact.penalty() < 0 || fact.penalty() > kMaxPointsHundredths - row.penalty) return false;
    if (fact.penalty() > 0) {
      row.points -= fact.penalty();
      row.penalty += fact.penalty();
      row.penalty_version = Version{event.version()};
    }
    return Decline(event, fact.effect(), row, editor);
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::OfferLapsed& fact,
            StateEditor& editor) {
  return Edit(event, editor, [&](ActivationRow& row) { return Decline(event, fact.effect(), row, editor); });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ServiceProposed& fact,
            StateEditor& editor) {
  return Edit(event, editor, [&](ActivationRow& row) { return Begin(fact, kProposed, row) && Decided(event, editor); });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ServiceStarted& fact,
            StateEditor& editor) {
  return Edit(event, editor, [&](ActivationRow& row) {
    if (!Begin(fact, kInForce, row) || !Decided(event, editor)) return false;
    ForgetRevalidation(events::Entity(event.entity()), editor);
    NoteEffectOfAct(event, editor);
    if (fact.fee() == nullptr) return true;
    return ChangeFee(event, *row.from, std::nullopt, *fact.fee(), editor);
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ServiceVaried& fact,
            StateEditor& editor) {
  return Edit(event, editor, [&](ActivationRow& row) {
    if (!IsQuantity(fact.quantity()) || !IsPossible(Day{fact.from()})) return false;
    VaryDays(row, fact.quantity(), Day{fact.from()});
    return row.agreed.size() <= kMaxVariations;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ServiceSuspended& fact,
            StateEditor& editor) {
  return Edit(event, editor, [&](ActivationRow& row) {
    const Day from{fact.from()};
    const auto until = DayIfGiven(fact.until());
    const bool is_sound = IsInterval(from, until) && fact.quantity_left() >= 0 && !FindOverlap(row, from, until);
    if (!is_sound || row.suspensions.size() >= kMaxSuspensions) return false;
    SuspendDays(row, {from, until, fact.quantity_left(), fact.place_kept()});
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ServiceResumed& fact,
            StateEditor& editor) {
  return Edit(event, editor, [&](ActivationRow& row) { return ResumeDays(row, Day{fact.from()}); });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ServiceDelivered& fact,
            StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  const Day on{fact.on()};
  const auto row = editor.Find<ActivationTable>(id);
  const bool has_run = row && ActivationsBefore(event.payload_type()).Has(row->state);
  if (!has_run || !IsPossible(on) || !IsQuantity(fact.quantity())) return false;
  if (DeliveredOn(editor.state(), id, on) + fact.quantity() > kMaxQuantity) return false;
  AddDelivered(editor, id, on, fact.quantity());
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::FeeRecalculated& fact,
            StateEditor& editor) {
  const Day from{fact.from()};
  const auto until = DayIfGiven(fact.until());
  return Edit(event, editor, [&](const ActivationRow&) {
    return IsInterval(from, until) && fact.fee() != nullptr && ChangeFee(event, from, until, *fact.fee(), editor);
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ServiceEnded& fact,
            StateEditor& editor) {
  return Edit(event, editor, [&](ActivationRow& row) {
    if (!IsPossible(Day{fact.on()})) return false;
    EndDays(row, Day{fact.on()});
    row.state = kEnded;
    LeaveCase(event, row, editor);
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ApplicationWithdrawn&,
            StateEditor& editor) {
  return Over(event, kWithdrawn, editor);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ApplicationDenied&, StateEditor& editor) {
  return Over(event, kDenied, editor);
}

}  // namespace fascicolo::engine
