// The rows of persons: what rules read about them. No names, codes or addresses: those are sealed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "events/calendar.h"
#include "events/names.h"
#include "schemas/kinds_generated.h"

namespace fascicolo::engine {

/// An identifier; its number is its place in the list, from 1.
struct IdentifierRow {
  schema::IdentifierKind kind = schema::IdentifierKind::none;
  std::optional<Day> from;   ///< none: since ever
  std::optional<Day> until;  ///< first day without it; none: without end
  template <class V>
  void Visit(V& v) {
    v(kind, from, until);
  }
};

/// Who may act for the person; its number is its place in the list, from 1.
struct RepresentationRow {
  schema::RepresentationKind kind = schema::RepresentationKind::none;
  EntityId representative;
  std::vector<schema::Power> powers;  ///< ascending, each once
  Day from;
  std::optional<Day> until;  ///< first day without it; none: without end
  template <class V>
  void Visit(V& v) {
    v(kind, representative, powers, from, until);
  }
};

struct PersonRow {
  EntityId first_case;  ///< zero: registered without a contact
  schema::Naming naming = schema::Naming::identified;
  std::optional<Day> born;
  schema::Sex sex = schema::Sex::unknown;
  std::optional<Day> died_on;
  EntityId merged_into;        ///< zero: a person of its own
  std::uint32_t epoch = 0;     ///< merges and un-merges so far, on either side (design D8)
  std::vector<EntityId> duplicates;  ///< merged into this one, in the order of their merging
  bool is_protected = false;   ///< the address is
  std::optional<Day> protected_until;
  std::vector<IdentifierRow> identifiers;
  std::vector<RepresentationRow> representations;
  template <class V>
  void Visit(V& v) {
    v(first_case, naming, born, sex, died_on, merged_into, epoch, duplicates, is_protected, protected_until, identifiers,
      representations);
  }
};

/// What the office was asked to decide about an entity and has not decided yet.
struct ProposalRow {
  std::string ground;
  EntityId person;  ///< whose death, for instance
  template <class V>
  void Visit(V& v) {
    v(ground, person);
  }
};

}  // namespace fascicolo::engine
