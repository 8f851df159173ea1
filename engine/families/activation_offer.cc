// The waiting list and the offers made from it.
#include <algorithm>

#include "engine/catalogue/decimal.h"
#include "engine/families/activation.h"
#include "engine/families/activation_deciding.h"
#include "engine/families/limits.h"
#include "engine/families/person.h"
#include "engine/families/revalidation.h"
#include "engine/families/schema_ids.h"
#include "engine/families/service_unit.h"
#include "engine/families/waiting_list.h"

namespace fascicolo::engine {
namespace {

using enum ActivationState;

/// It is this activation's turn for a place that is free, or a signed act says that it is taken out of turn.
std::optional<Decision> CheckTurn(const State& state, EntityId id, const ActivationRow& row, EntityId unit,
                                  Day from, std::string_view exception) {
  if (const auto short_day = FirstShortDay(state, unit, from, std::nullopt, row.quantity)) {
    return NoCapacity(short_day->day, short_day->free, row.quantity);
  }
  if (!exception.empty()) return std::nullopt;
  const auto round = state.Find<UnitTable>(unit).value_or(UnitRow{}).round;
  const auto first = WhoIsBefore(state, id, row, unit, round, LeastFree(state, unit, from, std::nullopt));
  if (!first) return std::nullopt;
  return Refusal{Rule::kNotNextInLine, {{"first", ToHex(*first)}}};
}

schema::ListEffect EffectOf(const Sheet& sheet) {
  if (!sheet.waiting) return schema::ListEffect::kept;
  switch (sheet.waiting->on_refusal) {
    case OnRefusal::kKeep:
      return schema::ListEffect::kept;
    case OnRefusal::kPenalty:
      return schema::ListEffect::penalised;
    case OnRefusal::kRemove:
      return schema::ListEffect::removed;
  }
  return schema::ListEffect::kept;
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::EnterList& command) {
  const auto decide = [&](EntityId id, const ActivationRow& row, const Sheet& sheet) -> Decision {
    if (!sheet.waiting) return Refusal{Rule::kNoWaitingList, {{"service", sheet.code}}};
    if (sheet.waiting->policy == WaitingPolicy::kPoints && row.state == kFiled && !intent.imported) {
      return Refusal{Rule::kNotScored, {}};
    }
    if (!IsListOpen(*sheet.waiting, row.applied_on) && !intent.imported) {
      return Refusal{Rule::kListClosed, {{"applied_on", FormatDay(row.applied_on)}}};
    }
    const EntityId list = ListOf(row.service);
    state.CheckNotFrozen(list);
    const std::string place = PlaceOf(row, id, sheet);
    Drafts drafts(intent);
    schema::WaitingStartedT waiting;
    waiting.list = IdOf(list);
    if (!intent.imported) waiting.confirm_from = DaysOf(ConfirmFrom(sheet, intent.today));
    drafts.Add(id, kActivationKind, std::move(waiting));
    schema::EntryAddedT added;
    added.activation = IdOf(id);
    added.sort_key.assign(place.begin(), place.end());
    added.points = row.points;
    added.quantity = row.quantity;
    added.service = row.service;
    drafts.Add(list, schema::EntityKind::list, std::move(added));
    return drafts.Done();
  };
  return OnActivation(state, intent, command.activation(), schema::EventPayload::WaitingStarted, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::OfferPlace& command) {
  const auto decide = [&](EntityId id, const ActivationRow& row, const Sheet& sheet) -> Decision {
    const EntityId unit = events::Entity(command.unit());
    const Day from{command.from()};
    if (auto answer = CheckUnit(state, unit, row.service)) return *std::move(answer);
    if (auto answer = CheckInterval(from, std::nullopt)) return *std::move(answer);
    if (!intent.imported) {
      if (from < intent.today) {
        return Refusal{Rule::kDateOutOfOrder, {{"from", FormatDay(from)}, {"today", FormatDay(intent.today)}}};
      }
      if (DiedOn(state, row.person)) return Refusal{Rule::kPersonDeceased, {}};
      if (auto answer = CheckTurn(state, id, row, unit, from, Text(command.exception()))) return *std::move(answer);
    }
    Drafts drafts(intent);
    DraftOffer(drafts, state, intent, id, row, sheet, unit, from, {.exception = Text(command.exception())});
    return drafts.Done();
  };
  return OnActivation(state, intent, command.activation(), schema::EventPayload::OfferMade, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::AcceptOffer& command) {
  const auto decide = [&](EntityId id, const ActivationRow& row, const Sheet& sheet) -> Decision {
    if (row.offer_expires_on && intent.today > *row.offer_expires_on && !intent.imported) {
      return Refusal{Rule::kOfferExpired, {{"expired_on", FormatDay(*row.offer_expires_on)}}};
    }
    if (!intent.imported && row.from) {
      if (auto answer = CheckCompatible(state, row.person, sheet, *row.from)) return *std::move(answer);
    }
    Drafts drafts(intent);
    schema::OfferAcceptedT accepted;
    accepted.unit = IdOf(row.unit);
    drafts.Add(id, kActivationKind, std::move(accepted));
    DraftRemovedEntry(drafts, id, row, "accepted");
    DraftBeginning(drafts, state, intent, id, row, sheet);
    return drafts.Done();
  };
  return OnActivation(state, intent, command.activation(), schema::EventPayload::OfferAccepted, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::RefuseOffer& command) {
  const auto decide = [&](EntityId id, const ActivationRow& row, const Sheet& sheet) -> Decision {
    if (auto answer = CheckReason(Text(command.reason()), sheet.refusal_reasons)) return *std::move(answer);
    schema::OfferRefusedT refused;
    refused.unit = IdOf(row.unit);
    refused.reason = Text(command.reason());
    refused.effect = EffectOf(sheet);
    ActivationRow after = row;
    if (refused.effect == schema::ListEffect::penalised) {
      refused.penalty =
          std::min(sheet.waiting->refusal_penalty_hundredths, kMaxPointsHundredths - row.penalty);
      after.points -= refused.penalty;
    }
    const auto effect = refused.effect;
    Drafts drafts(intent);
    drafts.Add(id, kActivationKind, std::move(refused));
    if (effect == schema::ListEffect::penalised) DraftMovedEntry(drafts, id, after, sheet, "penalised");
    if (effect == schema::ListEffect::removed) DraftRemovedEntry(drafts, id, row, "refused");
    DraftGivenBack(drafts, intent, id, row);
    return drafts.Done();
  };
  return OnActivation(state, intent, command.activation(), schema::EventPayload::OfferRefused, decide);
}

}  // namespace fascicolo::engine
