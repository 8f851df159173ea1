// Which grants are checked, what came of it, and what an untrue declaration costs.
#include <algorithm>

#include "engine/catalogue/adopted.h"
#include "engine/families/act.h"
#include "engine/families/activation_deciding.h"
#include "engine/families/grant/grant.h"
#include "engine/families/money_deciding.h"
#include "engine/families/person.h"
#include "engine/families/ranking_lines.h"
#include "engine/families/recovery.h"
#include "engine/families/schema_ids.h"
#include "events/hash.h"

namespace fascicolo::engine {
namespace {

using enum ActivationState;
using Result = schema::DeclarationResult;

/// The first day of what was granted to the application; none: nothing was.
std::optional<Day> GrantedFrom(const State& state, EntityId activation) {
  if (const auto allowance = state.Find<AllowanceTable>(activation)) return allowance->from;
  const auto vouchers = state.Find<VouchersTable>(activation);
  return vouchers ? std::optional(vouchers->from) : std::nullopt;
}

template <class Marks>
void AddGrants(const State& state, const std::string& service, Day from, Day until, std::vector<EntityId>& grants) {
  state.Scan<Marks>(Marks::Key(service), [&](std::string_view bytes, const MarkRow&) {
    std::string of;
    EntityId activation;
    Marks::Read(bytes, of, activation);
    const auto begun = GrantedFrom(state, activation);
    if (begun && *begun >= from && *begun < until) grants.push_back(activation);
    return grants.size() <= kMaxSampled;
  });
}

/// Of a service, that begin in [from, until); by id.
std::vector<EntityId> GrantsIn(const State& state, const std::string& service, Day from, Day until) {
  std::vector<EntityId> grants;
  AddGrants<ServiceAllowanceTable>(state, service, from, until, grants);
  AddGrants<ServiceVouchersTable>(state, service, from, until, grants);
  std::sort(grants.begin(), grants.end());
  return grants;
}

std::optional<Decision> CheckSample(const State& state, const Intent& intent, const schema::CommitSample& command) {
  const auto sheet = AdoptedSheet(state, std::string(Text(command.service())));
  if (!sheet) return Refusal{Rule::kServiceNotAdopted, {}};
  if (sheet->family != Family::kAllowance) return Refusal{Rule::kNotAnAllowance, {{"service", sheet->code}}};
  if (command.seed_hash() == nullptr) return Malformed("/seed_hash", "is missing", "the SHA-256 of the seed");
  if (command.share() <= 0 || command.share() > kWholeShare) {
    return Malformed("/share", "is out of range", "more than 0, at most 100 per cent");
  }
  if (auto answer = FirstOf(CheckDay("/from", command.from()), CheckDay("/until", command.until()),
                            CheckText("/public_source", Text(command.public_source()), kMaxNameBytes),
                            CheckDay("/public_on", command.public_on()))) {
    return answer;
  }
  const Day from{command.from()};
  const Day until{command.until()};
  if (until <= from || until > intent.today) {
    return Refusal{Rule::kDateOutOfOrder,
                   {{"from", FormatDay(from)}, {"until", FormatDay(until)}, {"today", FormatDay(intent.today)}}};
  }
  const Day public_on{command.public_on()};
  if (public_on > intent.today) return std::nullopt;
  return Refusal{Rule::kDrawNumberNotAhead,
                 {{"public_on", FormatDay(public_on)}, {"today", FormatDay(intent.today)}}};
}

/// A check that adds to what is known already.
std::optional<Decision> CheckOpen(const State& state, EntityId activation, EntityId sample) {
  if (!sample.is_zero() && !state.FindEntity<SampleTable>(sample)) return Unknown("/of_sample", sample, "sample");
  if (!sample.is_zero() && !state.Find<DrawnGrantTable>(sample, activation)) return Refusal{Rule::kNotInSample, {}};
  const auto known = state.Find<DeclarationTable>(activation);
  if (!known) return std::nullopt;
  const bool is_closed =
      known->result == Result::untrue || (known->result == Result::confirmed && known->sample == sample);
  if (!is_closed) return std::nullopt;
  return Refusal{Rule::kDeclarationChecked, {{"result", schema::EnumNameDeclarationResult(known->result)}}};
}

/// What the person had of the benefit, in cents: liquidated months, redeemed vouchers.
std::int64_t ReceivedOf(const State& state, EntityId activation) {
  if (const auto vouchers = state.Find<VouchersTable>(activation)) return vouchers->redeemed;
  const auto allowance = state.Find<AllowanceTable>(activation).value_or(AllowanceRow{});
  const auto commitment = state.Find<CommitmentTable>(allowance.chapter, allowance.commitment);
  return commitment && commitment->about == activation ? commitment->liquidated : 0;
}

/// What was asked back of it before, for months after an end.
std::int64_t AskedBackOf(const State& state, EntityId activation, EntityId person) {
  std::int64_t asked = 0;
  state.Scan<DebtTable>(DebtTable::Key(person), [&](std::string_view, const DebtRow& row) {
    if (row.activation == activation && row.cause == schema::DebtCause::recovery) asked += row.amount;
    return true;
  });
  return asked;
}

/// The debt's number; 0: nothing is owed.
std::uint32_t DraftDebt(Drafts& drafts, const State& state, EntityId activation, EntityId person, std::int64_t amount,
                        std::int32_t due_on) {
  if (amount == 0) return 0;
  schema::DebtRaisedT debt;
  debt.debt = state.Find<DebtCountTable>(person).value_or(DebtCountRow{}).debts + 1;
  debt.cause = schema::DebtCause::recovery;
  debt.activation = IdOf(activation);
  debt.amount = amount;
  debt.due_on = due_on;
  debt.reference = "D.P.R. 445/2000, art. 75";
  drafts.Add(person, kPersonKind, std::move(debt));
  return state.Find<DebtCountTable>(person).value_or(DebtCountRow{}).debts + 1;
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::CommitSample& command) {
  if (auto answer = CheckSample(state, intent, command)) return *std::move(answer);
  const auto grants =
      GrantsIn(state, std::string(Text(command.service())), Day{command.from()}, Day{command.until()});
  if (grants.empty()) return Refusal{Rule::kNothingToSample, {}};
  if (grants.size() > kMaxSampled) {
    return Refusal{Rule::kTooMany, {{"of", "grants"}, {"at_most", std::to_string(kMaxSampled)}}};
  }
  schema::SampleCommittedT committed;
  committed.service = Text(command.service());
  committed.from = command.from();
  committed.until = command.until();
  committed.share = command.share();
  committed.seed_hash = CopyOf(command.seed_hash());
  committed.public_source = Text(command.public_source());
  committed.public_on = command.public_on();
  committed.grants = IdsOf(grants);
  return OneFact(intent, NewEntity(intent.command, 0), kSampleKind, std::move(committed));
}

Decision Decide(const State& state, const Intent& intent, const schema::RevealSample& command) {
  const EntityId sample = events::Entity(command.of_sample());
  const auto row = state.FindEntity<SampleTable>(sample);
  if (!row) return Unknown("/of_sample", sample, "sample");
  if (command.seed() == nullptr) return Malformed("/seed", "is missing", "the seed that was committed");
  const std::string number(Text(command.public_number()));
  if (auto answer = CheckText("/public_number", number, kMaxNameBytes)) return *std::move(answer);
  if (row->drawn > 0) return Refusal{Rule::kSampleDrawn, {{"drawn", std::to_string(row->drawn)}}};
  if (intent.today < row->public_on) {
    return Refusal{Rule::kDrawNumberNotPublic,
                   {{"public_on", FormatDay(row->public_on)}, {"today", FormatDay(intent.today)}}};
  }
  const auto seed = HashIn(command.seed());
  if (events::Sha256(seed.bytes) != row->seed_hash) return Refusal{Rule::kSeedDoesNotMatch, {}};
  auto drawn = DrawnOrder(sample, row->grants, seed, number);
  drawn.resize(SampleSize(*row));
  schema::SampleRevealedT revealed;
  revealed.seed = CopyOf(command.seed());
  revealed.public_number = number;
  revealed.drawn = IdsOf(drawn);
  return OneFact(intent, sample, kSampleKind, std::move(revealed));
}

Decision Decide(const State& state, const Intent& intent, const schema::RecordDeclarationCheck& command) {
  const auto rules = [&](EntityId activation, const ActivationRow& row, const Sheet&) -> Decision {
    if (auto answer = FirstOf(CheckWord("/result", command.result()), CheckHappened(intent),
                              CheckText("/reference", Text(command.reference()), kMaxNameBytes))) {
      return *std::move(answer);
    }
    if (!GrantedFrom(state, activation)) return Refusal{Rule::kNotAnAllowance, {{"service", row.service}}};
    if (auto answer = CheckOpen(state, activation, events::Entity(command.of_sample()))) return *std::move(answer);
    schema::DeclarationCheckedT checked;
    checked.of_sample = CopyOf(command.of_sample());
    checked.result = command.result();
    checked.reference = Text(command.reference());
    return OneFact(intent, activation, kActivationKind, std::move(checked));
  };
  return OnActivation(state, intent, command.activation(), {kInForce, kEnded}, rules);
}

Decision Decide(const State& state, const Intent& intent, const schema::ForfeitBenefit& command) {
  const auto rules = [&](EntityId activation, const ActivationRow& row, const Sheet&) -> Decision {
    if (intent.act.is_zero()) return Refusal{Rule::kActNeeded, {{"service", row.service}}};
    if (auto answer = CheckDay("/due_on", command.due_on())) return *std::move(answer);
    const auto declared = state.Find<DeclarationTable>(activation).value_or(DeclarationRow{});
    if (declared.result != Result::untrue || declared.forfeited) return Refusal{Rule::kDeclarationNotUntrue, {}};
    if (state.Find<DebtCountTable>(row.person).value_or(DebtCountRow{}).debts >= kMaxDebts) {
      return Refusal{Rule::kTooMany, {{"of", "debts"}, {"at_most", std::to_string(kMaxDebts)}}};
    }
    Drafts drafts(intent);
    schema::BenefitForfeitedT forfeited;
    const std::int64_t asked_back = AskedBackOf(state, activation, row.person);
    forfeited.amount = std::max<std::int64_t>(0, ReceivedOf(state, activation) - asked_back);
    forfeited.debt = DraftDebt(drafts, state, activation, row.person, forfeited.amount, command.due_on());
    drafts.Add(activation, kActivationKind, forfeited);
    DraftRecovered(drafts, state, activation, "forfeited");
    if (row.state == kInForce) {
      schema::ServiceEndedT ended;
      ended.on = DaysOf(row.from);
      ended.reason = "untrue_declaration";  // an end reason of every sheet of allowances
      drafts.Add(activation, kActivationKind, std::move(ended)).effective_on = row.from.value_or(intent.effective_on);
    }
    return drafts.Done();
  };
  return OnActivation(state, intent, command.activation(), {kInForce, kEnded}, rules);
}

}  // namespace fascicolo::engine
