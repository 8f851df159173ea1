#include "engine/families/activation_bills.h"

#include <algorithm>

#include "engine/families/activation_charges.h"
#include "engine/families/activation_deciding.h"
#include "engine/families/bill_states.h"
#include "engine/families/case_deciding.h"
#include "engine/families/checks.h"
#include "engine/families/placement_days.h"
#include "engine/families/placement_deciding.h"

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

/// What a provider bills: a service, or a placement.
struct Billed {
  EntityId id;
  schema::EntityKind kind = kActivationKind;
};

/// A decision about bills of a service or placement that has begun.
template <class Rules>
Decision OnBilled(const State& state, const Intent& intent, const schema::Id* id, Rules rules) {
  const EntityId entity = events::Entity(id);
  const auto placement = state.FindEntity<PlacementTable>(entity);
  if (!placement) {
    const auto decide = [&](EntityId activation, const ActivationRow&, const Sheet&) -> Decision {
      return rules(Billed{activation, kActivationKind});
    };
    return OnActivation(state, intent, id, {kInForce, kEnded}, decide);
  }
  if (const auto case_file = state.FindEntity<CaseTable>(placement->case_file)) {
    if (auto answer = CheckNoConflict(*case_file, intent.actor)) return *std::move(answer);
  }
  if (FirstDay(*placement)) return rules(Billed{entity, kPlacement});
  return Refusal{Rule::kPlacementOutOfOrder, {{"state", std::string(TextOf(placement->state))}}};
}

/// What there was to bill of the month so far: what was delivered of a service, days of places of a placement.
std::int64_t GivenInMonth(const State& state, const Intent& intent, const Billed& billed, Day month) {
  const auto placement = state.FindEntity<PlacementTable>(billed.id);
  if (!placement) return DeliveredInMonth(state, billed.id, month);
  const Day until = std::max(month, std::min(AddMonths(month, 1), intent.today + 1));
  std::int64_t days = 0;
  for (const EntityId unit : UnitsOf(*placement)) days += DaysHeldAt(*placement, unit, month, until);
  return days;
}

/// A decision about a bill that nobody has decided about yet.
template <class Command, class Rules>
Decision OnBill(const State& state, const Intent& intent, BillStep step, const Command& command, Rules rules) {
  return OnBilled(state, intent, command.activation(), [&](const Billed& billed) -> Decision {
    const auto bill = state.Find<BillTable>(billed.id, command.bill());
    if (!bill || !NextState(BillCourse(), bill->state, step)) {
      return Refusal{Rule::kNothingOpen, {{"number", std::to_string(command.bill())}}};
    }
    return rules(billed, *bill);
  });
}

template <class Fact>
bool Settle(const schema::Event& event, const Fact& fact, BillStep step, StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  auto bill = editor.Find<BillTable>(id, fact.bill());
  const auto to = bill ? NextState(BillCourse(), bill->state, step) : std::nullopt;
  if (!to) return false;
  bill->state = *to;
  editor.Put<BillTable>(*bill, id, fact.bill());
  return true;
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::RecordBill& command) {
  return OnBilled(state, intent, command.activation(), [&](const Billed& billed) -> Decision {
    const Day month{command.month()};
    if (auto answer = CheckText("/reference", Text(command.reference()), kMaxNameBytes)) return *std::move(answer);
    if (!IsPossible(month) || CivilFromDay(month).day != 1) {
      return Malformed("/month", "is not the first day of a month", "the first day of the month billed");
    }
    if (!IsQuantity(command.quantity())) return Malformed("/quantity", "is out of range", "1 to 1,000,000");
    const std::uint32_t bills = BillsOf(state, billed.id);
    if (bills >= kMaxBills) return Refusal{Rule::kTooMany, {{"of", "bills"}, {"at_most", std::to_string(kMaxBills)}}};
    Drafts drafts(intent);
    schema::BillRecordedT recorded;
    recorded.bill = bills + 1;
    recorded.reference = Text(command.reference());
    recorded.month = month.days;
    recorded.quantity = command.quantity();
    recorded.delivered = GivenInMonth(state, intent, billed, month);
    drafts.Add(billed.id, billed.kind, std::move(recorded));
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::AcceptBill& command) {
  return OnBill(state, intent, BillStep::kAccept, command, [&](const Billed& billed, const BillRow& bill) -> Decision {
    const std::int64_t delivered = GivenInMonth(state, intent, billed, bill.month);
    if (bill.quantity > delivered) {
      return Refusal{Rule::kBilledMoreThanDelivered,
                     {{"billed", std::to_string(bill.quantity)}, {"delivered", std::to_string(delivered)}}};
    }
    Drafts drafts(intent);
    schema::BillAcceptedT accepted;
    accepted.bill = command.bill();
    drafts.Add(billed.id, billed.kind, accepted);
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::ContestBill& command) {
  return OnBill(state, intent, BillStep::kContest, command, [&](const Billed& billed, const BillRow& bill) -> Decision {
    if (auto answer = CheckText("/reason", Text(command.reason()))) return *std::move(answer);
    Drafts drafts(intent);
    schema::BillContestedT contested;
    contested.bill = command.bill();
    contested.reason = Text(command.reason());
    contested.excess = bill.quantity - GivenInMonth(state, intent, billed, bill.month);
    drafts.Add(billed.id, billed.kind, std::move(contested));
    return drafts.Done();
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::BillRecorded& fact, StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  const BillRow bill{Day{fact.month()}, fact.quantity(), BillState::kRecorded};
  const bool is_there = editor.Find<ActivationTable>(id) || editor.Find<PlacementTable>(id);
  if (!is_there || editor.Find<BillTable>(id, fact.bill())) return false;
  if (!IsPossible(bill.month) || !IsQuantity(bill.quantity)) return false;
  editor.Put<BillTable>(bill, id, fact.bill());
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::BillAccepted& fact, StateEditor& editor) {
  return Settle(event, fact, BillStep::kAccept, editor);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::BillContested& fact,
            StateEditor& editor) {
  return Settle(event, fact, BillStep::kContest, editor);
}

}  // namespace fascicolo::engine
