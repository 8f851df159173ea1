// The rows of households: what is known of each, and, per person, of which they are and were.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "events/calendar.h"
#include "events/names.h"
#include "schemas/kinds_generated.h"

namespace fascicolo::engine {

/// A person is a member on every day of [from, until).
struct MembershipRow {
  EntityId person;
  schema::Relationship relationship = schema::Relationship::none;  ///< as stated last
  Day from;
  std::optional<Day> until;  ///< first day after; none: still a member
  template <class V>
  void Visit(V& v) {
    v(person, relationship, from, until);
  }
};

/// The reference person from a day on, until the next such day.
struct ReferenceRow {
  Day from;
  EntityId person;
  template <class V>
  void Visit(V& v) {
    v(from, person);
  }
};

/// Where the household lives from a day on, until the next such day.
struct ResidenceRow {
  Day from;
  std::string municipality;  ///< ISTAT's code; empty: not known, or protected
  template <class V>
  void Visit(V& v) {
    v(from, municipality);
  }
};

struct HouseholdRow {
  schema::Composition composition = schema::Composition::none;
  Day formed_on;
  std::optional<Day> dissolved_on;  ///< first day without members, once nobody is left
  bool address_protected = false;
  std::vector<MembershipRow> members;    ///< all there ever were, in the order in which they were recorded
  std::vector<ReferenceRow> references;  ///< ascending days
  std::vector<ResidenceRow> residences;  ///< ascending days
  template <class V>
  void Visit(V& v) {
    v(composition, formed_on, dissolved_on, address_protected, members, references, residences);
  }
};

/// The stays of one person in one household. Written by the household's events, from its own row.
struct StaysRow {
  std::vector<MembershipRow> stays;
  template <class V>
  void Visit(V& v) {
    v(stays);
  }
};

}  // namespace fascicolo::engine
