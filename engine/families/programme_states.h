// The lives of a programme and of what has a number in it: enrolments, sessions, bodies. Undertakings have a table for each kind
// (undertaking_life.h).
#pragma once

#include <span>

#include "engine/families/life_cycle.h"
#include "engine/state/programme_rows.h"

namespace fascicolo::engine {

/// In the order of a life. Whatever else happens in a programme wants it open.
[[nodiscard]] inline std::span<const StateMove<ProgrammeState>> ProgrammeCycle() {
  using enum ProgrammeState;
  using Event = schema::EventPayload;
  static constexpr StateMove<ProgrammeState> kMoves[] = {
      {Event::ProgrammeOpened, {}, {kOpen}},
      {Event::ProgrammeClosed, {kOpen}, {kClosed}},
  };
  return kMoves;
}

/// The same; of a session that is recorded: who is told to have come, or not.
[[nodiscard]] inline std::span<const StateMove<EnrolmentState>> EnrolmentCycle() {
  using enum EnrolmentState;
  using Event = schema::EventPayload;
  static constexpr StateMove<EnrolmentState> kMoves[] = {
      {Event::Enrolled, {}, {kWaiting, kEnrolled}},
      {Event::EnrolmentAdmitted, {kWaiting}, {kEnrolled}},
      {Event::SessionRecorded, {kEnrolled}, {}},
      {Event::EnrolmentEnded, {kWaiting, kEnrolled}, {kEnded}},
  };
  return kMoves;
}

[[nodiscard]] inline std::span<const StateMove<SessionState>> SessionCycle() {
  using enum SessionState;
  using Event = schema::EventPayload;
  static constexpr StateMove<SessionState> kMoves[] = {
      {Event::SessionPlanned, {}, {kPlanned}},
      {Event::SessionRecorded, {kPlanned}, {kHeld, kCancelled}},
  };
  return kMoves;
}

[[nodiscard]] inline std::span<const StateMove<BodyState>> BodyCycle() {
  using enum BodyState;
  using Event = schema::EventPayload;
  static constexpr StateMove<BodyState> kMoves[] = {
      {Event::BodyFormed, {}, {kFormed}},
      {Event::BodyElected, {kFormed, kInOffice}, {kInOffice}},
      {Event::BodyMet, {kInOffice}, {}},
      {Event::BodyDissolved, {kFormed, kInOffice}, {kDissolved}},
  };
  return kMoves;
}

}  // namespace fascicolo::engine
