#include "connectors/intake/csv_reader.h"

#include "connectors/intake/csv_rows.h"

#include <functional>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

namespace fascicolo::intake {
namespace {

struct CaseCount {
  std::uint64_t readable = 0;   // counted by the first pass
  std::uint64_t rows_seen = 0;  // by the second pass, readable or not
  std::uint64_t handed_out = 0;
};
using CaseCounts = std::unordered_map<std::string, CaseCount>;

// Where the columns of a mapping stand in a row.
struct Layout {
  std::vector<std::string> names;
  std::size_t case_id = 0;
  std::size_t activity = 0;
  std::optional<std::size_t> actor;
  std::size_t instant = 0;
};

Result<Layout, ReadStop> LayoutOf(CsvRow header, const CsvColumns& columns) {
  Layout layout;
  layout.names = std::move(header.fields);
  const std::set<std::string> distinct(layout.names.begin(), layout.names.end());
  if (distinct.size() != layout.names.size() || distinct.contains("")) {
    return ReadStop(ErrorAtLine(header.line,
                                "the header leaves a column without a name, or names two alike",
                                "one name for each column"));
  }
  const auto find = [&layout](const std::string& name) -> std::optional<std::size_t> {
    for (std::size_t index = 0; index < layout.names.size(); ++index) {
      if (layout.names[index] == name) return index;
    }
    return std::nullopt;
  };
  for (const std::string* name :
       {&columns.case_id, &columns.activity, &columns.instant, &columns.actor}) {
    if (name->empty() && name == &columns.actor) continue;
    if (!find(*name)) {
      return ReadStop(ErrorAtLine(header.line, "the header has no column \"" + *name + "\"",
                                  "that column, or another separator or name in the mapping"));
    }
  }
  layout.case_id = *find(columns.case_id);
  layout.activity = *find(columns.activity);
  layout.instant = *find(columns.instant);
  layout.actor = find(columns.actor);
  return layout;
}

// Fills `event` from `row`, but for ordinals and flags.
std::optional<FormError> Convert(CsvRow& row, const Layout& layout, const InstantFormat& format,
                                 SourceEvent* event) {
  if (row.fields.size() != layout.names.size()) {
    return ErrorAtLine(row.line, "a row of " + std::to_string(row.fields.size()) + " fields",
                       std::to_string(layout.names.size()) + ", as in the header");
  }
  for (const std::size_t column : {layout.case_id, layout.activity, layout.instant}) {
    if (row.fields[column].empty()) {
      return ErrorAtLine(row.line, "the column \"" + layout.names[column] + "\" is empty",
                         "a value");
    }
  }
  const auto instant = format.Read(row.fields[layout.instant]);
  if (!instant) {
    return ErrorAtLine(row.line, "\"" + layout.names[layout.instant] + "\" is no possible instant",
                       "an instant in the mapping's instant_format");
  }
  event->instant = *instant;
  event->case_id = row.fields[layout.case_id];
  event->activity = row.fields[layout.activity];
  event->instant_text = row.fields[layout.instant];
  event->actor = layout.actor ? row.fields[*layout.actor] : std::string();
  event->line = row.line;
  event->attributes.clear();
  for (std::size_t column = 0; column < row.fields.size(); ++column) {
    if (row.fields[column].empty()) continue;
    event->attributes.push_back(
        {AttributeLevel::kEvent, layout.names[column], std::move(row.fields[column])});
  }
  return std::nullopt;
}

// What a pass does with one row. `fault` is null for a readable one; the case id is empty where the
// row has none.
struct RowSeen {
  std::string case_id;
  SourceEvent event;
  std::optional<FormError> fault;
};

class Pass {
 public:
  Pass(const std::string& path, const CsvColumns& columns, const ReadLimits& limits,
       const ReadSinks& sinks, std::uint64_t number)
      : path_(path), columns_(columns), limits_(limits), sinks_(sinks), number_(number) {}

  // Calls `on_row` for every row behind the header; returns the file's uncompressed bytes.
  Result<std::uint64_t, ReadStop> Run(
      const std::function<std::optional<ReadStop>(RowSeen&)>& on_row) {
    auto source = ByteSource::Open(path_, limits_.total_bytes);
    if (!source) return ReadStop(std::move(source).error());
    const auto rows = std::make_unique<CsvRows>(&*source, columns_.separator);
    CsvRow row;
    auto has_row = rows->Next(&row);
    if (!has_row) return std::move(has_row).error();
    if (!*has_row) return ReadStop(ErrorAtLine(1, "the file is empty", "a header"));
    const auto layout = LayoutOf(std::move(row), columns_);
    if (!layout) return layout.error();
    row = CsvRow{};
    RowSeen seen;
    for (;;) {
      has_row = rows->Next(&row);
      if (!has_row) return std::move(has_row).error();
      if (Status going_on = Report(*source); !going_on) return ReadStop(going_on.error());
      if (!*has_row) return source->bytes_out();
      seen.case_id =
          layout->case_id < row.fields.size() ? row.fields[layout->case_id] : std::string();
      seen.fault = Convert(row, *layout, columns_.instant_format, &seen.event);
      if (auto stop = on_row(seen)) return *std::move(stop);
    }
  }

 private:
  Status Report(const ByteSource& source) {
    if (!sinks_.on_progress || source.stored_done() == reported_) return {};
    reported_ = source.stored_done();
    return sinks_.on_progress(reported_ + number_ * source.stored_total(),
                              2 * source.stored_total());
  }

  const std::string& path_;
  const CsvColumns& columns_;
  const ReadLimits& limits_;
  const ReadSinks& sinks_;
  std::uint64_t number_;  // 0 or 1
  std::uint64_t reported_ = 0;
};

std::optional<ReadStop> Count(const RowSeen& seen, const ReadLimits& limits, CaseCounts* counts) {
  if (seen.fault) return std::nullopt;
  ++(*counts)[seen.case_id].readable;
  if (counts->size() <= limits.cases) return std::nullopt;
  return ReadStop(ErrorAtLine(seen.event.line, "the file has too many cases",
                              "at most " + std::to_string(limits.cases)));
}

class HandOut {
 public:
  HandOut(const ReadLimits& limits, const ReadSinks& sinks, CaseCounts* counts)
      : limits_(limits), sinks_(sinks), counts_(*counts) {}

  std::optional<ReadStop> Take(RowSeen& seen) {
    const std::uint64_t ordinal_in_file = rows_++;
    const auto found =
        counts_.find(seen.case_id);  // cases without a readable event are not counted
    const std::uint64_t ordinal_in_case = found == counts_.end() ? 0 : found->second.rows_seen++;
    if (seen.fault) {
      ++summary_.row_errors;
      sinks_.on_row_error(*seen.fault);
      return std::nullopt;
    }
    SourceEvent& event = seen.event;
    if (found == counts_.end() || found->second.handed_out == found->second.readable) {
      return Changed();
    }
    if (ordinal_in_case >= limits_.events_per_case) {
      return ReadStop(ErrorAtLine(event.line, "the case has too many events",
                                  "at most " + std::to_string(limits_.events_per_case)));
    }
    CaseCount& count = found->second;
    event.ordinal_in_case = ordinal_in_case;
    event.ordinal_in_file = ordinal_in_file;
    event.is_first = count.handed_out == 0;
    event.is_last = ++count.handed_out == count.readable;
    if (auto taken = sinks_.on_event(event); !taken) return ReadStop(std::move(taken).error());
    ++summary_.events;
    if (event.is_last) ++summary_.cases;
    return std::nullopt;
  }

  Result<ReadSummary, ReadStop> Finish(std::uint64_t bytes) {
    if (summary_.cases != counts_.size()) return Changed();
    summary_.bytes = bytes;
    return summary_;
  }

 private:
  static ReadStop Changed() {
    return Failure{FailureCode::kUnavailable, "the file changed while it was read; read it again"};
  }

  const ReadLimits& limits_;
  const ReadSinks& sinks_;
  CaseCounts& counts_;
  ReadSummary summary_;
  std::uint64_t rows_ = 0;
};

}  // namespace

Result<ReadSummary, ReadStop> ReadCsv(const std::string& path, const CsvColumns& columns,
                                      const ReadLimits& limits, const ReadSinks& sinks) {
  CaseCounts counts;
  auto counted = Pass(path, columns, limits, sinks, 0).Run([&](RowSeen& seen) {
    return Count(seen, limits, &counts);
  });
  if (!counted) return std::move(counted).error();
  HandOut hand_out(limits, sinks, &counts);
  auto handed_out =
      Pass(path, columns, limits, sinks, 1).Run([&](RowSeen& seen) { return hand_out.Take(seen); });
  if (!handed_out) return std::move(handed_out).error();
  return hand_out.Finish(*handed_out);
}

}  // namespace fascicolo::intake
