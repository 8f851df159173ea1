// The rows of cases, and of what has a number within a case. No texts: those are sealed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "events/calendar.h"
#include "events/names.h"
#include "schemas/kinds_generated.h"

namespace fascicolo::engine {

/// Values are stored.
enum class CaseState : std::uint8_t {
  kContact = 1,
  kInCharge = 2,
  kClosed = 3,
  kHandedOver = 4,   ///< the desk proposed it to the professional social service
  kDormant = 5,
  kTransferred = 6,  ///< another municipality goes on
};

/// An area that answers for the case beside the one that leads it.
struct CoResponsibleRow {
  schema::Area area = schema::Area::none;
  std::string worker;
  template <class V>
  void Visit(V& v) {
    v(area, worker);
  }
};

struct CaseRow {
  EntityId person;
  CaseState state = CaseState::kContact;
  schema::Area area = schema::Area::none;
  schema::Urgency urgency = schema::Urgency::ordinary;
  std::string worker;             ///< who leads it; empty: nobody
  bool was_in_charge = false;     ///< at any time so far
  std::uint32_t parts = 0;        ///< what was numbered within the case so far, all kinds together
  std::vector<CoResponsibleRow> co_responsible;  ///< in the order of their adding
  std::vector<std::string> conflicts;            ///< workers who may not work on it
  bool transfer_proposed = false;  ///< another municipality was asked to go on and has not answered
  template <class V>
  void Visit(V& v) {
    v(person, state, area, urgency, worker, was_in_charge, parts, co_responsible, conflicts, transfer_proposed);
  }
};

/// A meeting that is planned and has not been held.
struct MeetingRow {
  schema::MeetingKind kind = schema::MeetingKind::none;
  Instant at;
  template <class V>
  void Visit(V& v) {
    v(kind, at);
  }
};

/// A document that was asked for and has not come.
struct DocumentRow {
  std::string code;
  Day due;
  EntityId obligation;
  Instant obligation_due;
  template <class V>
  void Visit(V& v) {
    v(code, due, obligation, obligation_due);
  }
};

/// The last assessment by an instrument.
struct AssessmentRow {
  std::uint32_t number = 0;
  Day on;
  std::int64_t score = 0;  ///< hundredths
  std::string band;
  Version version;         ///< the case's event that recorded it
  template <class V>
  void Visit(V& v) {
    v(number, on, score, band, version);
  }
};

enum class ProjectState : std::uint8_t { kProposed = 1, kAgreed, kDeclined, kEnded };

struct ProjectRow {
  schema::ProjectKind kind = schema::ProjectKind::none;
  ProjectState state = ProjectState::kProposed;
  std::uint32_t need_level = 0;
  std::uint32_t goals = 0;
  std::vector<schema::Party> to_sign;  ///< who has not signed yet
  EntityId review;                     ///< the open obligation of its next review; zero: none
  Instant review_due;
  template <class V>
  void Visit(V& v) {
    v(kind, state, need_level, goals, to_sign, review, review_due);
  }
};

struct ReferralRow {
  schema::ReferralTarget target = schema::ReferralTarget::none;
  schema::ReferralState state = schema::ReferralState::none;
  EntityId obligation;  ///< the open one of the answer; zero: answered, or late
  Instant obligation_due;
  template <class V>
  void Visit(V& v) {
    v(target, state, obligation, obligation_due);
  }
};

/// What suspended a deadline.
struct PauseRow {
  schema::SuspensionCause cause = schema::SuspensionCause::none;
  Day asked;
  std::optional<Day> answered;  ///< none: not yet
  template <class V>
  void Visit(V& v) {
    v(cause, asked, answered);
  }
};

/// A deadline that runs, is suspended or late, with the rule by which it was opened. When it is met, the row goes.
struct DeadlineRow {
  std::string service;   ///< whose sheet described it
  std::string deadline;  ///< its code there
  bool in_hours = false;
  std::uint32_t length = 0;  ///< days, or hours
  std::vector<schema::SuspensionCause> suspended_by;
  Day started_on;
  std::vector<PauseRow> pauses;  ///< in the order of their days
  EntityId obligation;  ///< zero: it was told that it is late
  Instant due;  ///< from then on it is late
  template <class V>
  void Visit(V& v) {
    v(service, deadline, in_hours, length, suspended_by, started_on, pauses, obligation, due);
  }
};

/// Who stands in for an absent worker.
/// Of a worker.
struct AbsenceRow {
  Day until;  ///< first day back
  template <class V>
  void Visit(V& v) {
    v(until);
  }
};

struct CoverRow {
  std::string substitute;
  Day until;  ///< first day back
  template <class V>
  void Visit(V& v) {
    v(substitute, until);
  }
};

}  // namespace fascicolo::engine
