// What statistics count, folded from the events of a ledger: who persons are, as far as it stands in the clear; on which days
// a case was in charge, a service in force, an application waiting, somebody enrolled; who came to a session; what became of terms
// (terms.h); what was paid and charged; which need levels were found.
// A fold over the log and nothing else: the same commits give the same careers.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "events/body.h"
#include "events/calendar.h"
#include "events/names.h"

namespace fascicolo::projections {

/// The days [from, until); no `until`: it goes on.
struct Spell {
  Day from;
  std::optional<Day> until;
  [[nodiscard]] bool Covers(Day day) const { return from <= day && (!until || day < *until); }
};

enum class Direction : std::uint8_t {
  kIn = 0,
  kOut = 1,
  kServed = 2,  ///< out of a list, into the service
};

/// Something began or ended on a day, as its event says; kept apart from the spells, so that one proves the other.
struct Movement {
  Day on;
  Direction direction = Direction::kIn;
  std::size_t spell = 0;  ///< of the career's: whose beginning or end it is
};

/// A case, an application that waits, or a service, and when it was open.
struct Career {
  EntityId person;                ///< the case's, or the applicant
  std::vector<EntityId> with;     ///< others who are served
  EntityId case_file;
  std::string service;            ///< its code; empty: a case
  std::vector<Spell> spells;      ///< in the order of their events
  std::vector<Movement> moves;
  std::optional<Day> planned_end;  ///< of the last spell, while nobody ended it before

  void Begin(Day on);
  /// Without an open spell it is a movement alone, which no spell explains.
  void End(Day on, Direction direction = Direction::kOut);
  [[nodiscard]] bool is_open() const { return !spells.empty() && !spells.back().until; }
  /// With what was planned as if it had happened.
  [[nodiscard]] Career AsPlanned() const;
};

/// From a day on, until the next such day.
using Since = std::vector<std::pair<Day, std::string>>;

struct PersonFacts {
  std::optional<Day> born;
  Since citizenship;   ///< three digits, ISO 3166-1
  Since municipality;  ///< of the residence: six digits, ISTAT
  bool is_protected = false;  ///< nothing of where they live is told
  EntityId merged_into;       ///< zero: a person of its own
};

/// Money that left the chapters, or came back (below 0); in cents.
struct Payment {
  Day on;
  EntityId about;  ///< the service or case that it is for; zero: not recorded
  std::int64_t cents = 0;
};
/// A month's share of a service, charged to its user.
struct Share {
  Day month;
  EntityId about;
  std::int64_t cents = 0;
};
struct NeedLevel {
  Day on;
  std::uint32_t level = 0;  ///< 1 (light) to 5
};
struct GoalCount {
  Day on;
  std::uint32_t reached = 0;
  std::uint32_t partly = 0;
  std::uint32_t missed = 0;
};

/// What became of a deadline. `kFellAway`: what it was for is over before it was met.
enum class TermFate : std::uint8_t { kMetInTime, kMetLate, kPassed, kOpen, kSuspended, kFellAway };
struct Term {
  Day on;               ///< on which it began to run
  std::string service;  ///< whose sheet foresees it
  TermFate fate = TermFate::kOpen;
  bool was_late = false;
  [[nodiscard]] bool is_over() const {
    return fate == TermFate::kMetInTime || fate == TermFate::kMetLate || fate == TermFate::kFellAway;
  }
};

/// A session of a programme that was held, or cancelled: then nobody came.
struct CountedSession {
  Day on;
  EntityId programme;
  bool is_held = false;
  std::vector<EntityId> by_name;  ///< enrolled persons who came
  std::vector<std::pair<schema::AgeBand, std::uint32_t>> counted;  ///< others, without names
};

/// What has a number in a programme, a case, an application.
using PartId = std::pair<EntityId, std::uint32_t>;

struct Careers {
  std::map<EntityId, PersonFacts> persons;
  std::map<EntityId, schema::Area> areas;       ///< of cases
  std::map<EntityId, Career> cases;
  std::map<EntityId, Career> services;          ///< by activation or placement
  std::map<EntityId, Career> waiting;           ///< by activation
  std::map<PartId, Career> enrolments;          ///< in a programme; who waits for a place is not enrolled
  std::map<EntityId, std::string> programmes;   ///< the service of each
  std::map<PartId, Day> sessions;               ///< the day of each, as planned
  std::vector<CountedSession> counted_sessions;  ///< in the order of their events
  std::map<PartId, Term> terms;                 ///< by what they are about, and their number
  std::map<EntityId, std::vector<NeedLevel>> levels;  ///< by case, in the order of their events
  std::map<EntityId, std::vector<GoalCount>> goals;   ///< by case
  std::map<EntityId, std::vector<std::pair<Day, std::string>>> closed;  ///< by case: when and why
  std::vector<Payment> payments;
  std::vector<Share> shares;
  std::vector<std::pair<Day, EntityId>> refused_for_capacity;  ///< service that did not begin, or was not offered
  std::map<std::pair<EntityId, std::uint32_t>, EntityId> commitments;  ///< chapter, number: what for
  std::map<std::pair<EntityId, std::uint32_t>, Payment> liquidations;  ///< chapter, number: what is paid by it
  std::optional<Day> today;                     ///< the last day opened
  std::uint64_t not_understood = 0;             ///< commits left out

  /// Who a merged duplicate is.
  [[nodiscard]] EntityId Whole(EntityId person) const;
};

/// Folds one event. The earliest day of which it says something that is counted; none: it counts nothing.
std::optional<Day> TakeEvent(Careers& careers, const schema::Event& event);
/// Folds a commit; the same of each event, in their order.
std::vector<std::optional<Day>> TakeCommit(Careers& careers, const events::CommitReading& commit);

}  // namespace fascicolo::projections
