// Opening an embedded log: what is a torn tail, what is damage, and nothing is changed before that
// is decided.
#pragma once

#include "events/segments/end_file.h"
#include "events/segments/writer.h"

namespace fascicolo::events {

/// A log that was found in order, or brought into order.
struct OpenedLog {
  std::vector<std::uint64_t> bases;  ///< ascending, at least one
  LogOffset end;                     ///< behind the last record
  EndFile end_file;
  SegmentWriter last;
  std::uint64_t dropped_bytes = 0;  ///< of a torn tail, up to its last byte that was not zero
};

/// The bases of the segments in the directory, ascending. kNotFound: there is no such directory.
Result<std::vector<std::uint64_t>> ListSegments(const LogPlace& place);

/// Makes a log without records, durably; goes on with one whose making was interrupted. kDamaged:
/// there are traces of a log that had records.
Status CreateLog(const LogPlace& place, std::uint64_t chunk_bytes);

/// Checks the chain of segments and every record behind the remembered end and in its segment;
/// keeps intact records behind that end, drops a torn tail, makes all of it durable and marks the
/// log as in use. kNotFound: there is no log. kDamaged names file and byte, and nothing was
/// changed.
Result<OpenedLog> OpenLog(const LogPlace& place);

}  // namespace fascicolo::events
