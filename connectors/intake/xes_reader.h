// Reads XES event logs: C. W. Günther and E. Verbeek, "XES Standard Definition" 1.0 and 2.0; IEEE
// Std 1849.
//
//   <log> ( <trace> attribute* ( <event> attribute* </event> )* </trace> )* </log>
//   attribute: <string|date|int|float|boolean|id key="..." value="..."/>
//              <list|container key="..."> attribute* </list|container>
//
// Of nested attributes the outermost is taken; lists and containers have no value and are left out;
// extensions, globals, classifiers and attributes of the log are left out. The XML namespace is not
// looked at. A document type declaration is refused: without one no entity can be declared, so
// nothing expands.
#pragma once

#include "connectors/intake/reading.h"

#include <string>

namespace fascicolo::intake {

/// Which attributes say what; the defaults are those of the standard's concept, organizational and
/// time extensions.
struct XesKeys {
  std::string case_id = "concept:name";    ///< of the trace
  std::string activity = "concept:name";   ///< of the event
  std::string actor = "org:resource";      ///< of the event; may be missing
  std::string instant = "time:timestamp";  ///< of the event; RFC 3339 with an offset
};

/// Reads the file at `path` (plain or gzip) in one pass, one event ahead. Memory: one trace's
/// attributes, two events, and the ids of all cases.
///
/// Row error: an event, or the trace around it, lacks a case id, an activity or an instant, or has
/// an empty one; its instant is impossible; an attribute lacks key or value or occurs twice; its
/// case id was another trace's. Stop: malformed XML (also bad UTF-8), a document type declaration,
/// an element that XES does not know, a trace's attribute after an event, a limit (kMaxXmlDepth,
/// kMaxAttributeBytes, kMaxAttributes, kMaxRowBytes, ReadLimits), what ByteSource stops for, or a
/// failure of `on_event`.
[[nodiscard]] Result<ReadSummary, ReadStop> ReadXes(const std::string& path, const XesKeys& keys,
                                                    const ReadLimits& limits,
                                                    const ReadSinks& sinks);

}  // namespace fascicolo::intake
