// The rows of who may read a case beside what the policy of access says: seals, emergencies, what takes two persons,
// grants.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "events/calendar.h"
#include "events/names.h"
#include "schemas/kinds_generated.h"

namespace fascicolo::engine {

/// Of a case that is sealed: who may know of it.
struct SealRow {
  schema::SealGround ground = schema::SealGround::none;
  std::vector<std::string> names;  ///< of workers; ascending, each once; so are the roles
  std::vector<std::string> roles;
  Day since;
  std::optional<Day> review_on;
  EntityId obligation;  ///< the open one of its review; zero: none
  Instant obligation_due;
  template <class V>
  void Visit(V& v) {
    v(ground, names, roles, since, review_on, obligation, obligation_due);
  }
};

/// Values are stored.
enum class EmergencyState : std::uint8_t {
  kAsked = 1,  ///< nothing may be read before another has agreed
  kDeclared,   ///< read until its end; its review is awaited
  kReviewed,
};

/// A worker reads a case in an emergency.
struct EmergencyRow {
  EmergencyState state = EmergencyState::kDeclared;
  std::string worker;
  std::vector<schema::Secrecy> levels;  ///< ascending, each once
  Instant from;
  Instant until;             ///< from then on it is over
  std::string confirmed_by;  ///< empty: nobody had to agree, or has not
  Day review_by;             ///< last day on which its review is in time
  schema::ReviewOutcome outcome = schema::ReviewOutcome::none;
  std::string reviewed_by;
  EntityId obligation;  ///< the open one of its review; zero: reviewed, or told to be late
  Instant obligation_due;
  template <class V>
  void Visit(V& v) {
    v(state, worker, levels, from, until, confirmed_by, review_by, outcome, reviewed_by, obligation, obligation_due);
  }
};

/// Values are stored.
enum class AccessRequestState : std::uint8_t { kRequested = 1, kApproved, kWithdrawn };

/// An action for which a worker asked another to agree.
struct AccessRequestRow {
  AccessRequestState state = AccessRequestState::kRequested;
  std::string worker;
  std::string action;  ///< a word of the policy
  std::string approved_by;
  Instant from;   ///< of kApproved
  Instant until;  ///< of kApproved: from then on it is over
  template <class V>
  void Visit(V& v) {
    v(state, worker, action, approved_by, from, until);
  }
};

/// Somebody may read more than the policy says.
struct AccessGrantRow {
  std::string worker;
  std::vector<schema::Secrecy> levels;  ///< ascending, each once
  Day from;
  Day until;  ///< first day without it
  std::optional<Day> revoked;
  template <class V>
  void Visit(V& v) {
    v(worker, levels, from, until, revoked);
  }
};

/// How many there were so far.
struct AccessCountsRow {
  std::uint32_t emergencies = 0;
  std::uint32_t requests = 0;
  std::uint32_t grants = 0;
  template <class V>
  void Visit(V& v) {
    v(emergencies, requests, grants);
  }
};

}  // namespace fascicolo::engine
