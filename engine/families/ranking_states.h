// The lives of a call and of an entry.
#pragma once

#include <span>

#include "engine/families/life_cycle.h"
#include "engine/state/ranking_rows.h"

namespace fascicolo::engine {

/// In the order of a life.
[[nodiscard]] inline std::span<const StateMove<CallState>> CallCycle() {
  using enum CallState;
  using Event = schema::EventPayload;
  static constexpr StateMove<CallState> kMoves[] = {
      {Event::CallOpened, {}, {kOpen}},
      {Event::CallRectified, {kOpen, kProvisional, kFinal}, {}},
      {Event::CommissionNamed, {kOpen, kProvisional}, {}},
      {Event::ProvisionalListPublished, {kOpen, kProvisional}, {kProvisional}},
      {Event::LotsDrawn, {kProvisional, kFinal, kExhausted}, {}},
      {Event::DrawCommitted, {kProvisional, kFinal, kExhausted}, {}},
      {Event::DrawRevealed, {kProvisional, kFinal, kExhausted}, {}},
      {Event::FinalListPublished, {kProvisional, kFinal, kExhausted}, {kFinal}},
      {Event::RankingExhausted, {kFinal}, {kExhausted}},
      {Event::RankingExpired, {kFinal, kExhausted}, {kExpired}},
      {Event::RankingReplaced, {kFinal, kExhausted, kExpired}, {kReplaced}},
  };
  return kMoves;
}

/// The same.
[[nodiscard]] inline std::span<const StateMove<EntryState>> EntryCycle() {
  using enum EntryState;
  using Event = schema::EventPayload;
  static constexpr StateMove<EntryState> kMoves[] = {
      {Event::CallApplicationFiled, {}, {kFiled}},
      {Event::EntryDocumentsRequested, {kFiled, kScored, kAdmitted}, {}},
      {Event::EntryDocumentsReceived, {kFiled, kScored, kAdmitted}, {}},
      {Event::CommissionConflictDeclared, {kFiled, kScored, kAdmitted, kExcluded}, {}},
      {Event::EntryScored, {kFiled, kScored, kAdmitted, kExcluded}, {kScored}},
      {Event::EntryAdmitted, {kFiled, kScored, kAdmitted, kExcluded}, {kAdmitted}},
      {Event::EntryExcluded, {kFiled, kScored, kAdmitted, kCalled}, {kExcluded}},
      {Event::AppealFiled, {kScored, kAdmitted, kExcluded}, {}},
      {Event::AppealDecided, {kScored, kAdmitted, kExcluded, kWithdrawn}, {}},
      {Event::CourtOrderRecorded, {kScored, kAdmitted, kExcluded}, {}},
      {Event::EntryCalled, {kAdmitted}, {kCalled}},
      {Event::EntryConfirmed, {kCalled}, {kConfirmed}},
      {Event::EntryWithdrawn, {kFiled, kScored, kAdmitted, kExcluded}, {kWithdrawn}},
      {Event::EntryWithdrawn, {kCalled, kConfirmed}, {kRenounced}},
      {Event::EntrySucceeded, {kFiled, kScored, kAdmitted, kCalled, kConfirmed}, {}},
      {Event::EntryEnded, {kFiled, kScored, kAdmitted, kCalled, kConfirmed}, {kEnded}},
  };
  return kMoves;
}

/// The states in which the event may happen to a call, or to an entry.
[[nodiscard]] inline StateSet<CallState> CallsBefore(schema::EventPayload event) {
  return StatesBefore(CallCycle(), event);
}
[[nodiscard]] inline StateSet<EntryState> EntriesBefore(schema::EventPayload event) {
  return StatesBefore(EntryCycle(), event);
}

}  // namespace fascicolo::engine
