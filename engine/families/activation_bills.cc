#include "engine/families/activation_bills.h"

#include "engine/families/activation_charges.h"
#include "engine/families/activation_deciding.h"
#include "engine/families/checks.h"

namespace fascicolo::engine {
namespace {

using enum ActivationState;

std::uint32_t BillsOf(const State& state, EntityId activation) {
  std::uint32_t bills = 0;
  state.Scan<BillTable>(BillTable::Key(activation), [&](std::string_view, const BillRow&) {
    ++bills;
    return true;
  });
  return bills;
}

/// A decision about a bill that nobody has decided about yet.
template <class Command, class Rules>
Decision OnBill(const State& state, const Intent& intent, const Command& command, Rules rules) {
  const auto decide = [&](EntityId id, const ActivationRow&, const Sheet&) -> Decision {
    const auto bill = state.Find<BillTable>(id, command.bill());
    if (!bill || bill->state != BillState::kRecorded) {
      return Refusal{Rule::kNothingOpen, {{"number", std::to_string(command.bill())}}};
    }
    return rules(id, *bill);
  };
  return OnActivation(state, intent, command.activation(), {kInForce, kEnded}, decide);
}

template <class Fact>
bool Settle(const schema::Event& event, const Fact& fact, BillState to, StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  auto bill = editor.Find<BillTable>(id, fact.bill());
  if (!bill || bill->state != BillState::kRecorded) return false;
  bill->state = to;
  editor.Put<BillTable>(*bill, id, fact.bill());
  return true;
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::RecordBill& command) {
  const auto decide = [&](EntityId id, const ActivationRow&, const Sheet&) -> Decision {
    const Day month{command.month()};
    if (auto answer = CheckText("/reference", Text(command.reference()), kMaxNameBytes)) return *std::move(answer);
    if (!IsPossible(month) || CivilFromDay(month).day != 1) {
      return Malformed("/month", "is not the first day of a month", "the first day of the month billed");
    }
    if (!IsQuantity(command.quantity())) return Malformed("/quantity", "is out of range", "1 to 1,000,000");
    const std::uint32_t bills = BillsOf(state, id);
    if (bills >= kMaxBills) return Refusal{Rule::kTooMany, {{"of", "bills"}, {"at_most", std::to_string(kMaxBills)}}};
    Drafts drafts(intent);
    schema::BillRecordedT recorded;
    recorded.bill = bills + 1;
    recorded.reference = Text(command.reference());
    recorded.month = month.days;
    recorded.quantity = command.quantity();
    recorded.delivered = DeliveredInMonth(state, id, month);
    drafts.Add(id, kActivationKind, std::move(recorded));
    return drafts.Done();
  };
  return OnActivation(state, intent, command.activation(), {kInForce, kEnded}, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::AcceptBill& command) {
  return OnBill(state, intent, command, [&](EntityId id, const BillRow& bill) -> Decision {
    const std::int64_t delivered = DeliveredInMonth(state, id, bill.month);
    if (bill.quantity > delivered) {
      return Refusal{Rule::kBilledMoreThanDelivered,
                     {{"billed", std::to_string(bill.quantity)}, {"delivered", std::to_string(delivered)}}};
    }
    Drafts drafts(intent);
    schema::BillAcceptedT accepted;
    accepted.bill = command.bill();
    drafts.Add(id, kActivationKind, accepted);
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::ContestBill& command) {
  return OnBill(state, intent, command, [&](EntityId id, const BillRow& bill) -> Decision {
    if (auto answer = CheckText("/reason", Text(command.reason()))) return *std::move(answer);
    Drafts drafts(intent);
    schema::BillContestedT contested;
    contested.bill = command.bill();
    contested.reason = Text(command.reason());
    contested.excess = bill.quantity - DeliveredInMonth(state, id, bill.month);
    drafts.Add(id, kActivationKind, std::move(contested));
    return drafts.Done();
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::BillRecorded& fact, StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  const BillRow bill{Day{fact.month()}, fact.quantity(), BillState::kRecorded};
  if (!editor.Find<ActivationTable>(id) || editor.Find<BillTable>(id, fact.bill())) return false;
  if (!IsPossible(bill.month) || !IsQuantity(bill.quantity)) return false;
  editor.Put<BillTable>(bill, id, fact.bill());
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::BillAccepted& fact, StateEditor& editor) {
  return Settle(event, fact, BillState::kAccepted, editor);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::BillContested& fact,
            StateEditor& editor) {
  return Settle(event, fact, BillState::kContested, editor);
}

}  // namespace fascicolo::engine
