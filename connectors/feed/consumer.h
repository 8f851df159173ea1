// Who receives a feed, and what of it: a file, no code. Deny by default: what it does not name does not leave, and what
// the table of fields withholds it cannot ask for.
//
//   {
//     "format": 1,
//     "name": "regional-observatory",           a-z, 0-9 and dashes; stands in the topic's name
//     "purpose": "Regional statistics ...",     why it receives this
//     "legal_basis": "L.R. 23/2005, art. 15",   by which law, or by which agreement
//     "events": ["ServiceStarted", ...],        the types that it receives
//     "areas": ["elderly", "disabled"],         of which areas; left out: of all but sensitive ones, and what has none
//     "sensitive": ["minors", "dependencies"],  left out: nothing about minors, nor about addiction and mental distress
//     "precision": {"days": "month", "figures": "band"}   or "day", "exact"; left out: months and bands
//   }
#pragma once

#include "connectors/feed/circle.h"
#include "connectors/feed/field_table.h"
#include "connectors/feed/precision.h"
#include "events/names.h"
#include "events/result.h"

#include <set>
#include <string>
#include <string_view>

namespace fascicolo::feed {

inline constexpr std::size_t kMaxConsumerBytes = 64 * 1024;  ///< of its file
inline constexpr std::size_t kMaxConsumerNameBytes = 64;

struct Consumer {
  std::string name;
  std::string purpose;
  std::string legal_basis;
  std::set<std::string, std::less<>> events;
  std::set<std::string, std::less<>> areas;  ///< empty: all, and what has none
  bool minors = false;
  bool dependencies = false;  ///< addiction and mental distress
  Precision precision;

  [[nodiscard]] bool Receives(std::string_view type) const { return events.find(type) != events.end(); }
  /// Whether something that touches these may be told.
  [[nodiscard]] bool MayHearOf(const Concern& concern) const;
};

/// Reads a consumer's file; the error names the member by its JSON pointer.
[[nodiscard]] Result<Consumer, FormError> ReadConsumer(std::string_view json,
                                                       const FieldTable& table = FieldTable::Own());

/// "fascicolo.<ledger id>.feed.<name>".
[[nodiscard]] std::string FeedTopicOf(LedgerId ledger, std::string_view consumer);
/// What the names of all feeds of a ledger begin with.
[[nodiscard]] std::string FeedTopicPrefix(LedgerId ledger);
/// CloudEvents `source`: "/fascicolo/<ledger id>/feed/<name>".
[[nodiscard]] std::string SourceOf(LedgerId ledger, std::string_view consumer);

}  // namespace fascicolo::feed
