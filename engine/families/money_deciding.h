// What the deciders of money share: finding a chapter and what is in it, and checking an amount.
#pragma once

#include <memory>
#include <string>

#include "engine/families/checks.h"
#include "engine/families/life_course.h"
#include "engine/families/money.h"
#include "engine/families/money_states.h"
#include "engine/families/schema_ids.h"

namespace fascicolo::engine {

[[nodiscard]] inline std::optional<Decision> CheckAmount(std::string_view place, std::int64_t cents) {
  if (cents > 0 && cents <= kMaxMoneyCents) return std::nullopt;
  return Malformed(std::string(place), "is out of range",
                   "more than 0, and at most " + std::to_string(kMaxMoneyCents) + " cents");
}

/// The commitment may take this step; else its state is not the one, or nothing is left of it.
[[nodiscard]] inline std::optional<Decision> CheckCommitment(const CommitmentRow& row, CommitmentStep step) {
  const CommitmentState state = StateOf(row);
  if (Allows(CommitmentCourse(), state, step)) return std::nullopt;
  const bool is_empty = state == CommitmentState::kUsedUp || state == CommitmentState::kReleased;
  const bool is_about_money = step == CommitmentStep::kRelease || (step == CommitmentStep::kLiquidate && row.committed);
  if (is_empty && is_about_money) return Refusal{Rule::kMoreThanCommitted, {{"left", "0"}}};
  return Refusal{Rule::kCommitmentOutOfOrder, {}};
}

/// What an act carries to liquidate a month of a benefit.
[[nodiscard]] inline std::unique_ptr<schema::CarriedT> CarriedPayment(EntityId chapter, std::uint32_t commitment,
                                                                      EntityId payee, Day month, std::int64_t cents) {
  schema::LiquidateMoneyT payment;
  payment.chapter = IdOf(chapter);
  payment.commitment = commitment;
  payment.amount = cents;
  payment.payee = IdOf(payee);
  payment.month = month.days;
  auto carried = std::make_unique<schema::CarriedT>();
  carried->payload.Set(std::move(payment));
  return carried;
}

/// A decision about a chapter that is there.
template <class Rules>
[[nodiscard]] Decision OnChapter(const State& state, const schema::Id* id, Rules rules) {
  const EntityId chapter = events::Entity(id);
  const auto row = state.FindEntity<ChapterTable>(chapter);
  if (!row) return Unknown("/chapter", chapter, "chapter");
  return rules(chapter, *row);
}

/// A decision about a payee who is there.
template <class Rules>
[[nodiscard]] Decision OnPayee(const State& state, const schema::Id* id, Rules rules) {
  const EntityId payee = events::Entity(id);
  const auto row = state.FindEntity<PayeeTable>(payee);
  if (!row) return Unknown("/payee", payee, "payee");
  return rules(payee, *row);
}

/// A decision about the `number`-th thing of a kind in a chapter that is there.
template <class PartTable, class Rules>
[[nodiscard]] Decision OnPart(const State& state, const schema::Id* id, std::string_view place, std::uint32_t number,
                              Rules rules) {
  return OnChapter(state, id, [&](EntityId chapter, const ChapterRow& row) -> Decision {
    const auto part = state.Find<PartTable>(chapter, number);
    if (!part) return Malformed(std::string(place), "is no number of this chapter");
    return rules(chapter, row, *part);
  });
}

}  // namespace fascicolo::engine
