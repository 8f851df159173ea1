// The lives of a case, and of a project in it.
#pragma once

#include <span>

#include "engine/families/life_cycle.h"
#include "engine/state/case_rows.h"

namespace fascicolo::engine {

/// Work goes on: at the desk, handed over, or in charge.
inline constexpr StateSet<CaseState> kOpenCase{CaseState::kContact, CaseState::kHandedOver, CaseState::kInCharge};

/// In the order of a life. What is done in a case without moving it wants it open, or in charge (case_deciding.h).
[[nodiscard]] inline std::span<const StateMove<CaseState>> CaseCycle() {
  using enum CaseState;
  using Event = schema::EventPayload;
  static constexpr StateMove<CaseState> kMoves[] = {
      {Event::ContactRegistered, {}, {kContact}},
      {Event::ContactConcluded, {kContact}, {kClosed}},
      {Event::HandoverProposed, {kContact}, {kHandedOver}},
      {Event::HandoverDeclined, {kHandedOver}, {kContact}},
      {Event::TakenInCharge, {kContact, kHandedOver}, {kInCharge}},
      {Event::UrgencySet, kOpenCase, {}},
      {Event::PrivacyNoticeGiven, kOpenCase, {}},
      {Event::CaseMadeDormant, {kInCharge}, {kDormant}},
      {Event::TransferProposed, kOpenCase, {}},
      {Event::TransferAnswered, kOpenCase, {}},
      {Event::TransferAnswered, kOpenCase, {kTransferred}},
      {Event::CaseClosed, kOpenCase, {kClosed}},
      {Event::CaseReopened, {kDormant}, {kInCharge}},
      {Event::CaseReopened, {kClosed, kTransferred}, {kContact, kInCharge}},
  };
  return kMoves;
}

/// The same.
[[nodiscard]] inline std::span<const StateMove<ProjectState>> ProjectCycle() {
  using enum ProjectState;
  using Event = schema::EventPayload;
  static constexpr StateMove<ProjectState> kMoves[] = {
      {Event::ProjectProposed, {}, {kProposed}},
      {Event::ProjectSigned, {kProposed}, {}},
      {Event::ProjectAgreed, {kProposed}, {kAgreed}},
      {Event::ProjectDeclined, {kProposed}, {kDeclined}},
      {Event::ProjectReviewed, {kAgreed}, {kAgreed, kEnded}},
      {Event::PactChecked, {kProposed, kAgreed}, {}},
      {Event::ProjectEnded, {kProposed, kAgreed}, {kEnded}},
  };
  return kMoves;
}

}  // namespace fascicolo::engine
