// What persons owe: users' shares of a month, benefits to give back, rents.
#include "engine/catalogue/adopted.h"
#include "engine/families/activation_charges.h"
#include "engine/families/money_deciding.h"
#include "engine/families/person.h"
#include "engine/families/recovery.h"
#include "engine/families/schema_ids.h"

namespace fascicolo::engine {
namespace {

using Lines = std::vector<std::unique_ptr<schema::ShareLineT>>;

/// What was delivered in [first, after), by the fees of its days: one line for each stretch of equal fee.
Lines ShareOf(const State& state, EntityId activation, Day first, Day after, FeePer per, Unit unit) {
  const auto fees = state.Find<FeeTable>(activation).value_or(FeesRow{});
  Lines lines;
  for (Day day = first; day < after; ++day) {
    const auto fee = FeeOn(fees, day);
    if (!fee) continue;
    if (!lines.empty() && lines.back()->until == day.days && lines.back()->fee == *fee) {
      lines.back()->until = (day + 1).days;
      continue;
    }
    lines.push_back(std::make_unique<schema::ShareLineT>());
    lines.back()->from = day.days;
    lines.back()->until = (day + 1).days;
    lines.back()->fee = *fee;
  }
  for (auto& line : lines) {
    line->quantity = UnitsDelivered(state, activation, Day{line->from}, Day{line->until}, per);
    line->amount = OwedFor(line->quantity, line->fee, per, unit);
  }
  std::erase_if(lines, [](const auto& line) { return line->amount == 0; });
  return lines;
}

std::uint32_t DebtsOf(const State& state, EntityId person) {
  return state.Find<DebtCountTable>(person).value_or(DebtCountRow{}).debts;
}

Decision Raised(const Intent& intent, EntityId person, schema::DebtRaisedT fact) {
  if (auto answer = CheckAmount("/amount", fact.amount)) return *std::move(answer);
  return OneFact(intent, person, kPersonKind, std::move(fact));
}

/// Charges a month of a service that is over.
Decision ChargeShare(const State& state, const Intent& intent, EntityId person, const schema::RaiseDebt& command,
                     schema::DebtRaisedT fact) {
  const EntityId activation = events::Entity(command.activation());
  const auto row = state.FindEntity<ActivationTable>(activation);
  if (!row) return Unknown("/activation", activation, "activation");
  if (row->person != person) return Malformed("/person", "is not whom the service is for");
  const Day first{command.month()};
  if (auto answer = CheckMonth("/month", command.month())) return *std::move(answer);
  if (command.amount() != 0) return Malformed("/amount", "of a share is reckoned, not given");
  const Day after = AddMonths(first, 1);
  if (after > intent.today) {
    return Refusal{Rule::kDateOutOfOrder, {{"month", FormatDay(first)}, {"today", FormatDay(intent.today)}}};
  }
  if (state.Find<ChargedTable>(person, activation, first)) {
    return Refusal{Rule::kAlreadyCharged, {{"month", FormatDay(first)}}};
  }
  const auto sheet = AdoptedSheet(state, row->service);
  const auto rules = sheet ? FeeRulesInForce(state, sheet->fee, first) : nullptr;
  if (!rules) return Refusal{Rule::kNothingOwed, {{"service", row->service}}};
  fact.lines = ShareOf(state, activation, first, after, rules->per, sheet->unit);
  for (const auto& line : fact.lines) fact.amount += line->amount;
  if (fact.amount == 0) return Refusal{Rule::kNothingOwed, {{"service", row->service}}};
  fact.activation = CopyOf(command.activation());
  fact.month = command.month();
  return Raised(intent, person, std::move(fact));
}

/// A benefit that was paid and is to be given back; what was proposed about it is done.
Decision AskBack(const State& state, const Intent& intent, EntityId person, const schema::RaiseDebt& command,
                 schema::DebtRaisedT fact) {
  const EntityId benefit = events::Entity(command.activation());
  if (!benefit.is_zero() && !state.FindEntity<ActivationTable>(benefit) && !state.FindEntity<PlanTable>(benefit)) {
    return Unknown("/activation", benefit, "activation");
  }
  if (auto answer = CheckAmount("/amount", command.amount())) return *std::move(answer);
  fact.activation = CopyOf(command.activation());
  Drafts drafts(intent);
  drafts.Add(person, kPersonKind, std::move(fact));
  DraftRecovered(drafts, state, benefit, "asked_back");
  return drafts.Done();
}

/// A decision about a debt that may take this step.
template <class Rules>
Decision OnDebt(const State& state, const schema::Id* id, std::uint32_t number, DebtStep step, Rules rules) {
  const EntityId person = events::Entity(id);
  if (!state.FindEntity<PersonTable>(person)) return Unknown("/person", person, "person");
  const auto debt = state.Find<DebtTable>(person, number);
  if (!debt) return Malformed("/debt", "is no number of this person's debts");
  if (!Allows(DebtCourse(), StateOf(*debt), step)) return Refusal{Rule::kDebtSettled, {{"debt", std::to_string(number)}}};
  return rules(person, *debt);
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::RaiseDebt& command) {
  const EntityId person = events::Entity(command.person());
  if (!state.FindEntity<PersonTable>(person)) return Unknown("/person", person, "person");
  if (auto answer = FirstOf(CheckWord("/cause", command.cause()), CheckDay("/due_on", command.due_on()))) {
    return *std::move(answer);
  }
  if (Text(command.reference()).size() > kMaxNameBytes) return Malformed("/reference", "is too long");
  if (DebtsOf(state, person) >= kMaxDebts) {
    return Refusal{Rule::kTooMany, {{"of", "debts"}, {"at_most", std::to_string(kMaxDebts)}}};
  }
  schema::DebtRaisedT fact;
  fact.debt = DebtsOf(state, person) + 1;
  fact.cause = command.cause();
  fact.due_on = command.due_on();
  fact.reference = Text(command.reference());
  if (command.cause() == schema::DebtCause::share) return ChargeShare(state, intent, person, command, std::move(fact));
  fact.amount = command.amount();
  if (command.cause() == schema::DebtCause::recovery) return AskBack(state, intent, person, command, std::move(fact));
  return Raised(intent, person, std::move(fact));
}

Decision Decide(const State& state, const Intent& intent, const schema::RecordReceipt& command) {
  return OnDebt(state, command.person(), command.debt(), DebtStep::kReceive, [&](EntityId person, const DebtRow& debt) -> Decision {
    if (auto answer = FirstOf(CheckAmount("/amount", command.amount()), CheckHappened(intent))) {
      return *std::move(answer);
    }
    if (command.amount() > debt.Left()) {
      return Refusal{Rule::kMoreThanOwed, {{"left", std::to_string(debt.Left())}}};
    }
    schema::MoneyReceivedT received;
    received.debt = command.debt();
    received.amount = command.amount();
    return OneFact(intent, person, kPersonKind, std::move(received));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::RemindDebt& command) {
  return OnDebt(state, command.person(), command.debt(), DebtStep::kRemind, [&](EntityId person, const DebtRow&) -> Decision {
    if (auto answer = CheckHappened(intent)) return *std::move(answer);
    schema::DebtRemindedT reminded;
    reminded.debt = command.debt();
    return OneFact(intent, person, kPersonKind, std::move(reminded));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::AgreeInstalments& command) {
  return OnDebt(state, command.person(), command.debt(), DebtStep::kAgreeInstalments, [&](EntityId person, const DebtRow&) -> Decision {
    if (command.count() < 2 || command.count() > kMaxInstalments) {
      return Malformed("/count", "is out of range", "2 to " + std::to_string(kMaxInstalments));
    }
    if (auto answer = CheckDay("/first_due", command.first_due())) return *std::move(answer);
    schema::InstalmentsAgreedT agreed;
    agreed.debt = command.debt();
    agreed.count = command.count();
    agreed.first_due = command.first_due();
    return OneFact(intent, person, kPersonKind, std::move(agreed));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::WriteOffDebt& command) {
  return OnDebt(state, command.person(), command.debt(), DebtStep::kWriteOff, [&](EntityId person, const DebtRow& debt) -> Decision {
    if (auto answer = CheckText("/reason", Text(command.reason()), kMaxNameBytes)) return *std::move(answer);
    schema::DebtWrittenOffT written_off;
    written_off.debt = command.debt();
    written_off.amount = debt.Left();
    written_off.reason = Text(command.reason());
    return OneFact(intent, person, kPersonKind, std::move(written_off));
  });
}

}  // namespace fascicolo::engine
