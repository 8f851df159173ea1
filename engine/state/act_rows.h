// The rows of acts: what each waits for, and what it carries.
#pragma once

#include <optional>
#include <string>

#include "events/calendar.h"
#include "events/names.h"
#include "schemas/kinds_generated.h"

namespace fascicolo::engine {

enum class ActState : std::uint8_t {
  kDrafted = 1,
  kSigned,     ///< and not all there yet that it waits for
  kEffective,  ///< what it carries is being decided, or was
  kWithdrawn,  ///< before it had effect
  kAnnulled,   ///< by a later act
  kUnratified,  ///< a provisional act that nobody made good
};

struct ActRow {
  schema::ActKind kind = schema::ActKind::none;
  ActState state = ActState::kDrafted;
  EntityId case_file;  ///< zero: none alone
  bool needs_visa = false;
  bool needs_publication = false;
  bool needs_notice = false;
  std::optional<Day> effective_from;  ///< not before; once it has effect, the day from which it has it
  std::optional<Day> signed_on;
  std::string number;
  std::string signer;
  std::string delegation;
  std::optional<Day> visa_on;
  std::optional<Day> published_from;
  std::optional<Day> notified_on;
  std::uint32_t carries = 0;      ///< how many commands; numbered from 1 (CarriedTable)
  std::uint32_t carried_out = 0;  ///< of these, decided so far: put into force or returned
  std::uint32_t returned = 0;     ///< of these, to which a rule said no
  std::optional<Day> ratify_by;
  EntityId ratified_by;  ///< the later act; zero: none
  EntityId annulled_by;
  template <class V>
  void Visit(V& v) {
    v(kind, state, case_file, needs_visa, needs_publication, needs_notice, effective_from, signed_on, number, signer,
      delegation, visa_on, published_from, notified_on, carries, carried_out, returned, ratify_by, ratified_by,
      annulled_by);
  }
};

/// A command that an act carries: a finished schema::Command without id and actor.
struct CarriedRow {
  std::string command;
  Hash list;  ///< where it publishes one: of the lines when the act was signed; zeros: none, or not signed
  template <class V>
  void Visit(V& v) {
    v(command, list);
  }
};

/// A number of the protocol, and about what.
struct ProtocolRow {
  EntityId entity;
  schema::ProtocolDirection direction = schema::ProtocolDirection::none;
  Day on;
  template <class V>
  void Visit(V& v) {
    v(entity, direction, on);
  }
};

}  // namespace fascicolo::engine
