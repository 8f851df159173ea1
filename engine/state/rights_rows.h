// The rows of the rights of the person: holds, erasures, restrictions, rectifications, and the keys that were destroyed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "events/calendar.h"
#include "events/names.h"
#include "schemas/kinds_generated.h"

namespace fascicolo::engine {

/// Forbids an erasure as long as it is in force. Its number is its place in the list, from 1.
struct HoldRow {
  std::string ground;
  Day since;
  std::optional<Day> lifted;  ///< none: in force
  template <class V>
  void Visit(V& v) {
    v(ground, since, lifted);
  }
};

/// Values are stored.
enum class ErasureState : std::uint8_t {
  kProposed = 1,
  kApproved,   ///< keys are being destroyed
  kStopped,    ///< withdrawn, or held up; it does not go on
  kCompleted,
};

/// Its number is its place in the list, from 1.
struct ErasureRow {
  schema::ErasureGround ground = schema::ErasureGround::none;
  std::string act;
  std::vector<schema::RetentionClass> classes;  ///< ascending, each once
  std::string proposed_by;
  std::vector<std::string> approved_by;  ///< in their order
  ErasureState state = ErasureState::kProposed;
  std::uint32_t keys = 0;                ///< destroyed so far
  template <class V>
  void Visit(V& v) {
    v(ground, act, classes, proposed_by, approved_by, state, keys);
  }
};

struct RestrictionRow {
  schema::RestrictionGround ground = schema::RestrictionGround::none;
  std::vector<schema::UseGround> uses;  ///< that are allowed; ascending, each once
  Day since;
  std::optional<Day> lifted;  ///< none: in force
  template <class V>
  void Visit(V& v) {
    v(ground, uses, since, lifted);
  }
};

/// Of one entry of a person.
struct RightsRow {
  std::vector<HoldRow> holds;
  std::vector<ErasureRow> erasures;
  std::vector<RestrictionRow> restrictions;  ///< at most the last is in force
  template <class V>
  void Visit(V& v) {
    v(holds, erasures, restrictions);
  }
};

/// By which erasure a key was destroyed.
struct ErasedKeyRow {
  EntityId subject;  ///< whose texts it sealed
  EntityId person;   ///< who was erased
  std::uint32_t erasure = 0;
  Position position;
  template <class V>
  void Visit(V& v) {
    v(subject, person, erasure, position);
  }
};

/// The event that corrected a text last.
struct RectificationRow {
  Position position;
  Version version;
  template <class V>
  void Visit(V& v) {
    v(position, version);
  }
};

}  // namespace fascicolo::engine
