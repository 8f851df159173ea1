// The rows of programmes, and of what has a number within a programme.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "events/calendar.h"
#include "events/names.h"
#include "schemas/kinds_generated.h"

namespace fascicolo::engine {

/// Values are stored.
enum class ProgrammeState : std::uint8_t { kOpen = 1, kClosed = 2 };

struct ProgrammeRow {
  std::string service;
  ProgrammeState state = ProgrammeState::kOpen;
  Day from;
  std::optional<Day> until;       ///< first day after it
  std::int64_t capacity = 0;      ///< enrolled at once; 0: any number
  std::uint32_t parts = 0;        ///< what was numbered so far, all kinds together
  std::uint32_t open_parts = 0;   ///< sessions planned, undertakings that go on, bodies not dissolved
  std::int64_t enrolled = 0;      ///< now, without those who wait
  std::uint32_t held = 0;         ///< sessions
  std::uint32_t cancelled = 0;
  std::uint64_t attended = 0;     ///< presences, of the enrolled and of the counted
  std::uint64_t minutes = 0;      ///< of the enrolled
  template <class V>
  void Visit(V& v) {
    v(service, state, from, until, capacity, parts, open_parts, enrolled, held, cancelled, attended, minutes);
  }
};

enum class EnrolmentState : std::uint8_t { kWaiting = 1, kEnrolled = 2, kEnded = 3 };

struct EnrolmentRow {
  EntityId person;
  EnrolmentState state = EnrolmentState::kWaiting;
  EntityId case_file;                ///< whose pact it belongs to; zero: none
  std::uint32_t pact = 0;
  std::uint32_t weekly_minutes = 0;  ///< agreed; 0: nothing was
  std::uint32_t attended = 0;        ///< sessions
  std::uint32_t justified = 0;       ///< absences
  std::uint32_t absent = 0;          ///< absences without a reason
  std::uint64_t minutes = 0;
  template <class V>
  void Visit(V& v) {
    v(person, state, case_file, pact, weekly_minutes, attended, justified, absent, minutes);
  }
};

/// Which enrolment of a programme is a person's, as long as it has not ended.
struct EnrolledPersonRow {
  std::uint32_t enrolment = 0;
  template <class V>
  void Visit(V& v) {
    v(enrolment);
  }
};

enum class SessionState : std::uint8_t { kPlanned = 1, kHeld = 2, kCancelled = 3 };

struct SessionRow {
  SessionState state = SessionState::kPlanned;
  Instant at;
  std::uint32_t minutes = 0;
  std::int64_t capacity = 0;  ///< 0: any number
  std::uint32_t credits = 0;
  std::uint32_t attended = 0;
  template <class V>
  void Visit(V& v) {
    v(state, at, minutes, capacity, credits, attended);
  }
};

/// What an enrolled person attended within a week.
struct WeekRow {
  std::uint32_t minutes = 0;
  template <class V>
  void Visit(V& v) {
    v(minutes);
  }
};

/// What a worker was trained in a year, in one programme.
struct TrainingRow {
  std::uint64_t minutes = 0;
  std::uint32_t credits = 0;
  template <class V>
  void Visit(V& v) {
    v(minutes, credits);
  }
};

/// Values are stored. Which of them an undertaking passes through its kind says (engine/families/undertaking_life.h).
enum class UndertakingState : std::uint8_t {
  kDrafted = 1,
  kOpinionAsked,
  kOpinionGiven,
  kApproved,
  kInForce,
  kReplaced,
  kWithdrawn,
  kDataRecorded,  ///< a study knows what it is based on
  kReported,
  kDelivered,
  kUsed,          ///< a briefing fed an act
  kClosed,
  kExpired,
};

struct UndertakingRow {
  schema::UndertakingKind kind = schema::UndertakingKind::none;
  UndertakingState state = UndertakingState::kDrafted;
  std::int64_t budget = 0;     ///< cents
  std::int64_t spent = 0;      ///< cents
  std::optional<Day> until;    ///< an agreement's first day after it
  std::optional<Day> due;      ///< last day to review, report or deliver
  std::uint32_t replaces = 0;  ///< the plan whose place it takes
  EntityId obligation;         ///< the open one of its day; zero: none, or it was told
  Instant obligation_due;
  template <class V>
  void Visit(V& v) {
    v(kind, state, budget, spent, until, due, replaces, obligation, obligation_due);
  }
};

enum class BodyState : std::uint8_t { kFormed = 1, kInOffice = 2, kDissolved = 3 };

struct BodyRow {
  BodyState state = BodyState::kFormed;
  std::uint32_t seats = 0;
  std::uint32_t term_months = 0;
  std::uint32_t quorum_percent = 0;
  std::uint32_t majority_percent = 0;
  std::vector<EntityId> members;  ///< by votes
  Day elected_on;
  std::optional<Day> until;  ///< first day after the term
  std::uint32_t meetings = 0;
  template <class V>
  void Visit(V& v) {
    v(state, seats, term_months, quorum_percent, majority_percent, members, elected_on, until, meetings);
  }
};

}  // namespace fascicolo::engine
