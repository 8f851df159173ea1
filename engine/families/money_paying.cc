// Payees, what is liquidated to them, and the payments.
#include "engine/families/allowance.h"
#include "engine/families/grant/grant.h"
#include "engine/families/money_deciding.h"
#include "engine/families/person.h"
#include "engine/families/plan/plan_payments.h"
#include "engine/families/schema_ids.h"

namespace fascicolo::engine {
namespace {

constexpr std::uint32_t kNoBill = 0;

/// The bill was accepted against what was delivered, and the month is none of both.
std::optional<Decision> CheckGround(const State& state, const schema::LiquidateMoney& command) {
  if (command.activation() == nullptr && command.bill() == kNoBill) return std::nullopt;
  const EntityId activation = events::Entity(command.activation());
  if (!state.FindEntity<ActivationTable>(activation) && !state.FindEntity<PlacementTable>(activation)) {
    return Unknown("/activation", activation, "activation");
  }
  if (command.bill() == kNoBill) return std::nullopt;
  const auto bill = state.Find<BillTable>(activation, command.bill());
  if (!bill) return Malformed("/bill", "is no bill of this service");
  if (bill->state == BillState::kAccepted) return std::nullopt;
  return Refusal{Rule::kBillNotAccepted, {{"bill", std::to_string(command.bill())}}};
}

/// What is paid for once: a service's bill, or a month of what the commitment is about.
std::optional<Decision> CheckNotPaidFor(const State& state, const CommitmentRow& commitment,
                                        const schema::LiquidateMoney& command) {
  const auto month = DayIfGiven(command.month());
  if (month) {
    if (auto answer = CheckMonth("/month", command.month())) return answer;
  }
  if (!month && command.bill() == kNoBill) return std::nullopt;
  const EntityId whom = command.bill() != kNoBill ? events::Entity(command.activation()) : commitment.about;
  const EntityId apart = command.bill() != kNoBill ? EntityId{} : PaidApart(state, whom, events::Entity(command.payee()));
  const auto paid = state.Find<PaidForTable>(whom, command.bill(), month.value_or(Day{}), apart);
  if (!paid) return std::nullopt;
  return Refusal{Rule::kPaidForAlready, {{"liquidation", std::to_string(paid->liquidation)}}};
}

/// Where the money is a benefit's, exactly what is due of it.
std::optional<Decision> CheckBenefitDue(const State& state, EntityId about, const schema::LiquidateMoney& command) {
  const auto month = DayIfGiven(command.month());
  const EntityId payee = events::Entity(command.payee());
  if (command.year() != 0 && month) return Malformed("/year", "is given beside a month", "one of the two");
  return FirstOf(CheckDue(state, about, month, command.amount()),
                 CheckVouchersDue(state, about, month, payee, command.amount()),
                 command.year() != 0 ? CheckBalanceDue(state, about, command.year(), payee, command.amount())
                                     : CheckPlanDue(state, about, month, payee, command.amount()));
}

std::optional<Decision> CheckPayable(const PayeeRow& payee, schema::PaymentWay way, Day day) {
  const auto lacks = BlockedBy(payee, way, day);
  if (lacks.empty()) return std::nullopt;
  return Refusal{Rule::kPayeeBlocked, {{"lacks", std::string(lacks)}}};
}

/// Whose the account is: a person's, so that it goes with them; else the payee's own.
EntityId SubjectOf(EntityId payee, EntityId person) { return person.is_zero() ? payee : person; }

template <class Fact>
Decision WithAccount(const Intent& intent, EntityId payee, EntityId person, Fact fact) {
  Drafts drafts(intent);
  fact.has_account = intent.Brings("/iban");
  auto& draft = drafts.Add(payee, kPayeeKind, std::move(fact));
  for (const auto* field : {"/holder", "/iban"}) drafts.Seal(draft, field, SubjectOf(payee, person));
  return drafts.Done();
}

}  // namespace

std::string_view BlockedBy(const PayeeRow& payee, schema::PaymentWay way, Day day) {
  if (way == schema::PaymentWay::transfer && !payee.has_account) return "account";
  const bool is_provider = !payee.provider.empty();
  return is_provider && payee.durc_until.value_or(kFirstDay) < day ? "durc" : "";
}

Decision Decide(const State& state, const Intent& intent, const schema::RegisterPayee& command) {
  const EntityId person = events::Entity(command.person());
  const std::string_view provider = Text(command.provider());
  if (person.is_zero() == provider.empty()) return Malformed("/provider", "or a person, and not both, is paid");
  if (!person.is_zero() && !state.FindEntity<PersonTable>(person)) return Unknown("/person", person, "person");
  if (provider.size() > kMaxCodeBytes) return Malformed("/provider", "is too long");
  schema::PayeeRegisteredT registered;
  if (!person.is_zero()) registered.person = CopyOf(command.person());
  registered.provider = provider;
  return WithAccount(intent, NewEntity(intent.command, 0), person, std::move(registered));
}

Decision Decide(const State& state, const Intent& intent, const schema::ChangeAccount& command) {
  return OnPayee(state, command.payee(), [&](EntityId payee, const PayeeRow& row) -> Decision {
    return WithAccount(intent, payee, row.person, schema::AccountChangedT{});
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::RecordDurc& command) {
  return OnPayee(state, command.payee(), [&](EntityId payee, const PayeeRow& row) -> Decision {
    if (row.provider.empty()) return Malformed("/payee", "is a person, and has no DURC");
    if (auto answer = FirstOf(CheckText("/protocol", Text(command.protocol())), CheckDay("/until", command.until()))) {
      return *std::move(answer);
    }
    schema::DurcRecordedT recorded;
    recorded.protocol = Text(command.protocol());
    recorded.until = command.until();
    return OneFact(intent, payee, kPayeeKind, std::move(recorded));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::LiquidateMoney& command) {
  const auto rules = [&](EntityId chapter, const ChapterRow& row, const CommitmentRow& commitment) -> Decision {
    if (intent.act.is_zero()) return Refusal{Rule::kActNeeded, {}};
    if (auto answer = FirstOf(CheckAmount("/amount", command.amount()), CheckGround(state, command),
                              CheckNotPaidFor(state, commitment, command),
                              CheckBenefitDue(state, commitment.about, command))) {
      return *std::move(answer);
    }
    if (auto answer = CheckCommitment(commitment, CommitmentStep::kLiquidate)) return *std::move(answer);
    const std::int64_t left = commitment.amount - commitment.liquidated;
    if (command.amount() > left) return Refusal{Rule::kMoreThanCommitted, {{"left", std::to_string(left)}}};
    if (row.liquidations >= kMaxCommitments) return Refusal{Rule::kTooMany, {{"of", "liquidations"}}};
    return OnPayee(state, command.payee(), [&](EntityId, const PayeeRow&) -> Decision {
      schema::MoneyLiquidatedT liquidated;
      liquidated.liquidation = row.liquidations + 1;
      liquidated.commitment = command.commitment();
      liquidated.amount = command.amount();
      liquidated.payee = CopyOf(command.payee());
      liquidated.activation = CopyOf(command.activation());
      liquidated.bill = command.bill();
      liquidated.month = command.month();
      liquidated.year = command.year();
      return OneFact(intent, chapter, kBudgetKind, std::move(liquidated));
    });
  };
  return OnPart<CommitmentTable>(state, command.chapter(), "/commitment", command.commitment(), rules);
}

Decision Decide(const State& state, const Intent& intent, const schema::PayMoney& command) {
  const auto rules = [&](EntityId chapter, const ChapterRow&, const LiquidationRow& liquidation) -> Decision {
    if (auto answer = FirstOf(CheckText("/number", Text(command.number()), kMaxNumberBytes),
                              CheckWord("/way", command.way()), CheckHappened(intent))) {
      return *std::move(answer);
    }
    if (!Allows(LiquidationCourse(), StateOf(liquidation), LiquidationStep::kPay)) {
      return Refusal{Rule::kLiquidationOutOfOrder, {{"paid_by", liquidation.paid_by}}};
    }
    const auto payee = state.FindEntity<PayeeTable>(liquidation.payee).value_or(PayeeRow{});
    if (auto answer = CheckPayable(payee, command.way(), intent.effective_on)) return *std::move(answer);
    schema::MoneyPaidT paid;
    paid.liquidation = command.liquidation();
    paid.number = Text(command.number());
    paid.way = command.way();
    return OneFact(intent, chapter, kBudgetKind, std::move(paid));
  };
  return OnPart<LiquidationTable>(state, command.chapter(), "/liquidation", command.liquidation(), rules);
}

Decision Decide(const State& state, const Intent& intent, const schema::BouncePayment& command) {
  const auto rules = [&](EntityId chapter, const ChapterRow&, const LiquidationRow& liquidation) -> Decision {
    if (auto answer = CheckText("/reason", Text(command.reason()), kMaxNameBytes)) return *std::move(answer);
    if (!Allows(LiquidationCourse(), StateOf(liquidation), LiquidationStep::kBounce)) {
      return Refusal{Rule::kLiquidationOutOfOrder, {}};
    }
    schema::PaymentBouncedT bounced;
    bounced.liquidation = command.liquidation();
    bounced.reason = Text(command.reason());
    return OneFact(intent, chapter, kBudgetKind, std::move(bounced));
  };
  return OnPart<LiquidationTable>(state, command.chapter(), "/liquidation", command.liquidation(), rules);
}

}  // namespace fascicolo::engine
