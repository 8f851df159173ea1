// What the deciders of money share: finding a chapter and what is in it, and checking an amount.
#pragma once

#include <memory>
#include <string>

#include "engine/families/checks.h"
#include "engine/families/money.h"
#include "engine/families/schema_ids.h"

namespace fascicolo::engine {

[[nodiscard]] inline std::optional<Decision> CheckAmount(std::string_view place, std::int64_t cents) {
  if (cents > 0 && cents <= kMaxMoneyCents) return std::nullopt;
  return Malformed(std::string(place), "is out of range",
                   "more than 0, and at most " + std::to_string(kMaxMoneyCents) + " cents");
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
