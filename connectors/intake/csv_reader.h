// Reads a history from a CSV file with a header: one row, one event. Rows: csv_rows.h.
//
// The rows of different cases may be mixed. Which event is the last of its case shows only at the
// end of the file, so the file is read twice: first to count the readable events of each case, then
// to hand them out.
#pragma once

#include "connectors/intake/instant_format.h"
#include "connectors/intake/reading.h"

#include <string>

namespace fascicolo::intake {

/// How the file is written, and which columns say what.
struct CsvColumns {
  char separator = ',';  ///< ',', ';' or tab
  std::string case_id;
  std::string activity;
  std::string actor;  ///< empty: the file does not say
  std::string instant;
  InstantFormat instant_format;
};

/// Reads the file at `path` (plain or gzip). Every non-empty field becomes an attribute of its
/// event, named as its column. Memory: one row, and the ids of all cases.
///
/// Row error (handed out in the second pass, in file order with the events): a row with more or
/// fewer fields than the header; an empty case id, activity or instant; an impossible instant.
/// Stop: a header that is missing, names a column twice or not at all, or lacks a column that
/// `columns` names; what CsvRows stops for; ReadLimits; a file that changes between the two passes;
/// a failure of `on_event`.
[[nodiscard]] Result<ReadSummary, ReadStop> ReadCsv(const std::string& path,
                                                    const CsvColumns& columns,
                                                    const ReadLimits& limits,
                                                    const ReadSinks& sinks);

}  // namespace fascicolo::intake
