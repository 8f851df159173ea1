// The rows of placements. No texts: those are sealed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/catalogue/placement_kind.h"
#include "events/calendar.h"
#include "events/names.h"
#include "schemas/kinds_generated.h"

namespace fascicolo::engine {

/// Values are stored.
enum class PlacementState : std::uint8_t {
  kRequested = 1,
  kSearching,  ///< a family is looked for, or facilities were asked
  kMatching,   ///< a family is matched with the child
  kFound,      ///< a facility or family has accepted
  kQueued,     ///< no bed was free
  kInForce,
  kLapsed,     ///< the measure on which it rested lost its effect
  kEnded,
  kWithdrawn,  ///< before it began
};

/// Somebody who is placed, or is to be.
struct PlacedRow {
  EntityId person;
  std::optional<Day> from;
  std::optional<Day> until;         ///< first day without them; none: not known yet
  std::optional<Day> absent_since;  ///< none: there
  schema::AbsenceKind absence = schema::AbsenceKind::none;
  schema::SelfSufficiency sufficiency = schema::SelfSufficiency::none;
  std::optional<Day> prolonged;  ///< stays of age by decree until this day
  EntityId majority;             ///< the open obligation of the 18th birthday; zero: none
  Instant majority_due;
  template <class V>
  void Visit(V& v) {
    v(person, from, until, absent_since, absence, sufficiency, prolonged, majority, majority_due);
  }
};

/// Where they are from a day on, until the next such day.
struct HostRow {
  EntityId unit;
  Day from;
  std::int64_t daily_fee_cents = 0;
  std::int64_t monthly_contribution_cents = 0;
  template <class V>
  void Visit(V& v) {
    v(unit, from, daily_fee_cents, monthly_contribution_cents);
  }
};

/// What a court ordered about somebody of the family; the last order counts.
struct ContactRow {
  EntityId relative;
  schema::ContactRule rule = schema::ContactRule::none;
  template <class V>
  void Visit(V& v) {
    v(relative, rule);
  }
};

/// A removal by the public authority (civil code, art. 403).
struct MeasureRow {
  bool present = false;
  schema::MeasureStep last = schema::MeasureStep::none;    ///< taken so far
  schema::MeasureStep missed = schema::MeasureStep::none;  ///< the first that came late
  template <class V>
  void Visit(V& v) {
    v(present, last, missed);
  }
};

struct PlacementRow {
  EntityId case_file;
  std::string service;
  PlacementKind kind = PlacementKind::kResidential;
  PlacementState state = PlacementState::kRequested;
  std::vector<PlacedRow> persons;
  std::vector<HostRow> hosts;   ///< ascending days
  std::vector<EntityId> asked;  ///< units that have not answered
  EntityId found;               ///< the unit that accepted
  std::uint32_t searches = 0;
  std::uint32_t parts = 0;      ///< deadlines numbered so far
  std::uint32_t reports = 0;
  std::uint32_t warnings = 0;
  schema::Urgency need = schema::Urgency::ordinary;
  Day requested_on;
  std::optional<Day> first_night;  ///< by night: as asked for
  std::uint32_t nights = 0;
  std::optional<Day> until;        ///< as planned; by night it binds
  schema::PlacementTitle title = schema::PlacementTitle::none;
  schema::Court court = schema::Court::none;
  std::uint32_t report_months = 0;  ///< 0: as the sheet says
  std::string payer;                ///< municipality; frozen at the start
  MeasureRow measure;
  std::vector<ContactRow> contacts;
  std::vector<std::string> pact;  ///< conditions
  EntityId nights_end;              ///< by night: the open obligation of the last morning; zero: none
  Instant nights_end_due;
  template <class V>
  void Visit(V& v) {
    v(case_file, service, kind, state, persons, hosts, asked, found, searches, parts, reports, warnings, need, requested_on,
      first_night, nights, until, title, court, report_months, payer, measure, contacts, pact, nights_end, nights_end_due);
  }
};

/// Who bears a share of the cost from a day on, until the next such day of the same payer.
struct CostShareRow {
  schema::CostPayer payer = schema::CostPayer::none;
  std::int64_t share = 0;  ///< hundredths of a per cent
  Day from;
  template <class V>
  void Visit(V& v) {
    v(payer, share, from);
  }
};

/// Of a service or a placement.
struct CostSharesRow {
  std::vector<CostShareRow> shares;  ///< ascending days
  template <class V>
  void Visit(V& v) {
    v(shares);
  }
};

/// A foster family in the register.
struct FosterFamilyRow {
  std::vector<EntityId> members;
  std::optional<Day> suitable_until;
  template <class V>
  void Visit(V& v) {
    v(members, suitable_until);
  }
};

/// Somebody is not taken in before a day.
struct BanRow {
  Day until;
  template <class V>
  void Visit(V& v) {
    v(until);
  }
};

/// A unit takes nobody in from this day on.
struct ClosedUnitRow {
  Day on;
  template <class V>
  void Visit(V& v) {
    v(on);
  }
};

}  // namespace fascicolo::engine
