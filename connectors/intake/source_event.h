// One event of a foreign history, as its source tells it: text in, nothing interpreted but the
// instant.
//
// A history is a file of cases; a case is an ordered row of events. XES calls a case a *trace*.
#pragma once

#include "events/calendar.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::intake {

/// Whom an attribute speaks about.
enum class AttributeLevel {
  kCase,   ///< the whole case: the same on each of its events
  kEvent,  ///< this event
};

/// A named text of the source. Numbers, dates and booleans stay the text they were.
struct SourceAttribute {
  AttributeLevel level = AttributeLevel::kEvent;
  std::string name;
  std::string value;  ///< UTF-8; may be empty
};

/// Handed out by a reader; lives as long as the call it is handed to.
struct SourceEvent {
  std::string case_id;       ///< never empty; unique within the file
  std::string activity;      ///< never empty
  std::string actor;         ///< who did it; empty where the source does not say
  Instant instant;           ///< when it happened
  std::string instant_text;  ///< the same as the source wrote it
  std::vector<SourceAttribute>
      attributes;          ///< of the case first, then of the event; each in file order
  std::uint64_t line = 0;  ///< 1-based line of the uncompressed file on which the event begins
  /// 0-based, in file order. Events that cannot be read are counted too, so that mending one moves
  /// no other.
  std::uint64_t ordinal_in_case = 0;
  std::uint64_t ordinal_in_file = 0;
  bool is_first = false;  ///< the first readable event of its case, in file order
  bool is_last = false;   ///< the last readable event of its case, in file order; both may hold

  /// The value of `name`: the event's own if it has one, else the case's, else nullptr.
  [[nodiscard]] const std::string* Find(std::string_view name) const;
};

}  // namespace fascicolo::intake
