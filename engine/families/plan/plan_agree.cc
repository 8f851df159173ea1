// What a year's amount is spent on, who agrees to it, and what the Region gives.
#include <algorithm>

#include "engine/families/money_deciding.h"
#include "engine/families/plan/plan_deciding.h"
#include "engine/families/representation.h"
#include "engine/families/schema_ids.h"

namespace fascicolo::engine {
namespace {

using Outcome = schema::FundingOutcome;

Refusal OverAmount(std::int64_t total, std::int64_t most) {
  return {Rule::kPlanOverAmount, {{"total", std::to_string(total)}, {"most", std::to_string(most)}}};
}

/// The money was set aside for this plan, and what is left of it is enough.
std::optional<Decision> CheckSetAside(const State& state, const PlanSeen& seen, const schema::RecordFunding& command) {
  const EntityId chapter = events::Entity(command.chapter());
  if (!state.FindEntity<ChapterTable>(chapter)) return Unknown("/chapter", chapter, "chapter");
  const auto commitment = state.Find<CommitmentTable>(chapter, command.commitment()).value_or(CommitmentRow{});
  const std::int64_t left = commitment.about == seen.id ? commitment.amount - commitment.liquidated : 0;
  if (command.amount() <= left) return std::nullopt;
  return Refusal{Rule::kNotSetAsideForIt, {{"set_aside", std::to_string(left)}}};
}

/// All of the draft, or a part of it, or nothing.
std::optional<Decision> CheckOutcome(const State& state, const PlanSeen& seen, const PlanYearRow& year,
                                     const schema::RecordFunding& command) {
  const std::int64_t total = TotalOf(year.items);
  const std::int64_t amount = command.amount();
  if (command.outcome() == Outcome::refused) {
    if (amount == 0 && command.chapter() == nullptr && command.commitment() == 0) return std::nullopt;
    return Malformed("/amount", "is given, and the Region refused", "neither amount nor chapter nor commitment");
  }
  if (auto answer = CheckAmount("/amount", amount)) return answer;
  if (amount > total || (command.outcome() == Outcome::full) != (amount == total)) {
    return Malformed("/amount", "does not fit the outcome", "full: all that was drafted; part: less");
  }
  return CheckSetAside(state, seen, command);
}

schema::PlanFundedT Funded(const schema::RecordFunding& command) {
  schema::PlanFundedT funded;
  funded.year = command.year();
  funded.outcome = command.outcome();
  funded.reference = Text(command.reference());
  funded.amount = command.amount();
  funded.chapter = CopyOf(command.chapter());
  funded.commitment = command.commitment();
  return funded;
}

/// Signatures are the service's and the person's; whoever represents the person signs in their place.
bool IsForPerson(schema::Party party) { return party == schema::Party::person || party == schema::Party::representative; }

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::DraftPlan& command) {
  return OnPlan(state, intent, command.plan(), PlanStep::kDraft, [&](const PlanSeen& seen) -> Decision {
    if (auto answer = FirstOf(CheckYear(command.year()), CheckWord("/management", command.management()),
                              CheckItems(command.items(), seen.sheet), CheckPayees(state, command.items()))) {
      return *std::move(answer);
    }
    const auto year = YearOfPlan(state, seen.id, command.year());
    if (!year) return YearOutOfOrder(command.year(), "amount");
    if (year->funded > 0) return YearOutOfOrder(command.year(), "not_funded");
    const std::int64_t total = TotalOf(*RowsOf(command.items()));
    if (total > year->amount) return OverAmount(total, year->amount);
    if (auto answer = CheckLimits(state, seen, command.year(), command.items())) return *std::move(answer);
    schema::PlanDraftedT drafted;
    drafted.year = command.year();
    drafted.management = command.management();
    drafted.items = CopiesOf(command.items());
    return OnePlanFact(intent, seen, std::move(drafted));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::SignPlan& command) {
  return OnPlan(state, intent, command.plan(), PlanStep::kSign, [&](const PlanSeen& seen) -> Decision {
    const auto party = command.party();
    if (auto answer = CheckWord("/party", party)) return *std::move(answer);
    const auto& signed_by = seen.row.signed_by;
    const bool has_signed = std::any_of(signed_by.begin(), signed_by.end(), [&](schema::Party other) {
      return IsForPerson(other) == IsForPerson(party);
    });
    if ((party != schema::Party::service && !IsForPerson(party)) || has_signed) {
      return Refusal{Rule::kSignatureNotAsked, {{"party", schema::EnumNameParty(party)}}};
    }
    const EntityId signer = events::Entity(command.signer());
    if (IsForPerson(party)) {
      if (!state.FindEntity<PersonTable>(signer)) return Unknown("/signer", signer, "person");
      if (auto answer = CheckPower(state, seen.row.person, signer, schema::Power::sign, intent.effective_on)) {
        return *std::move(answer);
      }
    }
    schema::PlanSignedT told;
    told.party = party;
    told.signer = CopyOf(command.signer());
    told.agreed = !signed_by.empty();
    return OnePlanFact(intent, seen, std::move(told));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::SendPlan& command) {
  return OnPlan(state, intent, command.plan(), PlanStep::kSend, [&](const PlanSeen& seen) -> Decision {
    if (auto answer = CheckText("/protocol", Text(command.protocol()), kMaxNumberBytes)) return *std::move(answer);
    schema::PlanSentT sent;
    sent.protocol = Text(command.protocol());
    return OnePlanFact(intent, seen, std::move(sent));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::RecordFunding& command) {
  const auto step = command.outcome() == Outcome::refused ? PlanStep::kRefuseFunds : PlanStep::kFund;
  return OnPlan(state, intent, command.plan(), step, [&](const PlanSeen& seen) -> Decision {
    if (auto answer = FirstOf(CheckYear(command.year()), CheckWord("/outcome", command.outcome()),
                              CheckText("/reference", Text(command.reference())))) {
      return *std::move(answer);
    }
    const auto year = YearOfPlan(state, seen.id, command.year());
    if (!year || year->items.empty()) return YearOutOfOrder(command.year(), "draft");
    if (year->funded > 0) return YearOutOfOrder(command.year(), "not_funded");
    if (auto answer = CheckOutcome(state, seen, *year, command)) return *std::move(answer);
    return OnePlanFact(intent, seen, Funded(command));
  });
}

}  // namespace fascicolo::engine
