#include "engine/families/allowance.h"

#include <algorithm>

#include "engine/catalogue/adopted.h"
#include "engine/families/activation_days.h"
#include "engine/families/allowance_deciding.h"
#include "engine/families/grant/grant.h"
#include "engine/families/plan/plan_payments.h"
#include "engine/families/schema_ids.h"

namespace fascicolo::engine {
namespace {

using enum ActivationState;

int MonthsOf(Day day) { return YearOf(day) * 12 + MonthOf(day); }

std::optional<Decision> CheckGrant(const State& state, EntityId activation, const schema::GrantAllowance& command) {
  if (command.months() == 0 || command.months() > kMaxAllowanceMonths) {
    return Malformed("/months", "is out of range", "1 to " + std::to_string(kMaxAllowanceMonths));
  }
  if (auto answer = CheckDay("/from", command.from())) return answer;
  const EntityId payee = events::Entity(command.payee());
  if (!state.FindEntity<PayeeTable>(payee)) return Unknown("/payee", payee, "payee");
  return FirstOf(CheckAmount("/amount", command.amount()), CheckSetAside(state, activation, command, command.months()));
}

schema::AllowanceGrantedT Granted(const schema::GrantAllowance& command) {
  schema::AllowanceGrantedT granted;
  granted.amount = command.amount();
  granted.months = command.months();
  granted.from = command.from();
  granted.chapter = CopyOf(command.chapter());
  granted.commitment = command.commitment();
  granted.payee = CopyOf(command.payee());
  return granted;
}

/// What is due for the month and not liquidated, in the order of their applications' ids.
std::vector<std::unique_ptr<schema::CarriedT>> PaymentsOf(const State& state, const std::string& service, Day month) {
  std::vector<std::unique_ptr<schema::CarriedT>> payments;
  state.Scan<ServiceAllowanceTable>(ServiceAllowanceTable::Key(service), [&](std::string_view bytes, const MarkRow&) {
    std::string of;
    EntityId activation;
    ServiceAllowanceTable::Read(bytes, of, activation);
    const auto allowance = state.Find<AllowanceTable>(activation);
    const auto row = state.FindEntity<ActivationTable>(activation);
    const std::int64_t due = allowance && row ? DueFor(*allowance, *row, month) : 0;
    const bool is_settled = due == 0 || IsForfeited(state, activation);
    if (is_settled || state.Find<PaidForTable>(activation, 0U, month, EntityId{})) return true;
    payments.push_back(CarriedPayment(allowance->chapter, allowance->commitment, allowance->payee, month, due));
    return payments.size() < kMaxCarried;
  });
  return payments;
}

}  // namespace

std::int64_t DueFor(const AllowanceRow& allowance, const ActivationRow& row, Day month) {
  const int index = MonthsOf(month) - MonthsOf(allowance.from);
  if (index < 0 || index >= static_cast<int>(allowance.months)) return 0;
  const Day begin = AddMonths(allowance.from, index);
  if (row.until && begin >= *row.until) return 0;
  const auto* suspension = SuspensionOn(row, begin);
  if (suspension != nullptr && suspension->quantity_left == 0) return 0;
  std::int64_t due = 0;
  for (const AllowanceStepRow& step : allowance.amounts) {
    if (step.from <= begin) due = step.amount;
  }
  return due;
}

std::optional<Decision> CheckDue(const State& state, EntityId about, std::optional<Day> month, std::int64_t amount) {
  const auto allowance = state.Find<AllowanceTable>(about);
  if (!allowance) return std::nullopt;
  if (!month) return Malformed("/month", "is missing, and the money is a month's allowance", "its first day");
  const auto row = state.FindEntity<ActivationTable>(about);
  const std::int64_t due = row && !IsForfeited(state, about) ? DueFor(*allowance, *row, *month) : 0;
  if (amount == due) return std::nullopt;
  return Refusal{Rule::kNotDueThatMonth, {{"month", FormatDay(*month)}, {"due", std::to_string(due)}}};
}

Decision Decide(const State& state, const Intent& intent, const schema::GrantAllowance& command) {
  const auto rules = [&](EntityId activation, const ActivationRow& row, const Sheet& sheet) -> Decision {
    if (auto answer = CheckGrant(state, activation, command)) return *std::move(answer);
    const Day from{command.from()};
    if (auto answer = CheckCompatible(state, row.person, sheet, from)) return *std::move(answer);
    ActivationRow after = row;
    BeginDays(after, {}, row.quantity, from, AddMonths(from, static_cast<int>(command.months())));
    Drafts drafts(intent);
    DraftBeginning(drafts, state, intent, activation, after, sheet);
    drafts.Add(activation, kActivationKind, Granted(command)).effective_on = from;
    return drafts.Done();
  };
  return OnAllowance(state, intent, command.activation(), {kFiled, kScored}, rules);
}

Decision Decide(const State& state, const Intent& intent, const schema::ChangeAllowance& command) {
  const auto rules = [&](EntityId activation, const ActivationRow& row, const Sheet&) -> Decision {
    const auto allowance = state.Find<AllowanceTable>(activation);
    const Day from{command.from()};
    if (auto answer = CheckAmount("/amount", command.amount())) return *std::move(answer);
    if (!allowance || from < allowance->from || (row.until && from >= *row.until)) {
      return Refusal{Rule::kDateOutOfOrder, {{"from", FormatDay(from)}}};
    }
    if (allowance->amounts.size() >= kMaxAllowanceSteps) {
      return Refusal{Rule::kTooMany, {{"of", "changes"}, {"at_most", std::to_string(kMaxAllowanceSteps)}}};
    }
    if (from < allowance->amounts.back().from) return Refusal{Rule::kDateOutOfOrder, {{"from", FormatDay(from)}}};
    schema::AllowanceChangedT changed;
    changed.amount = command.amount();
    changed.from = command.from();
    return OneFact(intent, activation, kActivationKind, std::move(changed));
  };
  return OnAllowance(state, intent, command.activation(), {kInForce}, rules);
}

Decision Decide(const State& state, const Intent& intent, const schema::DraftPayments& command) {
  const std::string service(Text(command.service()));
  const Day month{command.month()};
  if (auto answer = CheckMonth("/month", command.month())) return *std::move(answer);
  const auto sheet = AdoptedSheet(state, service);
  if (!sheet) return Refusal{Rule::kServiceNotAdopted, {}};
  const bool is_plan = sheet->family == Family::kPlan;
  if (!is_plan && sheet->family != Family::kAllowance) return Refusal{Rule::kNotAnAllowance, {{"service", service}}};
  schema::ActDraftedT drafted;
  drafted.kind = schema::ActKind::determination;
  drafted.about = "payments";
  drafted.carries = is_plan ? PlanPaymentsOf(state, service, month) : PaymentsOf(state, service, month);
  AddVoucherPayments(state, service, month, drafted.carries);
  if (drafted.carries.empty()) return Refusal{Rule::kNothingToPay, {{"month", FormatDay(month)}}};
  return OneFact(intent, NewEntity(intent.command, 0), kActKind, std::move(drafted));
}

}  // namespace fascicolo::engine
