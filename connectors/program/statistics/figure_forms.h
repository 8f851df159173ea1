// A table of figures as JSON, CSV and for people. The JSON is what is published, and what its digest is of.
#pragma once

#include "connectors/cli/json_form.h"
#include "connectors/program/reading.h"
#include "projections/statistics/query.h"
#include "projections/statistics/suppression.h"

#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::program {

inline constexpr std::string_view kSuppressed = "suppressed";  ///< in place of a cell's value

/// What stands in a row for people: flows are told without the stocks between them; both are counted, and protected, together.
[[nodiscard]] bool IsShown(const projections::FigureQuery& query, const projections::Measure& measure);

/// {"query", "by", "measures", "rows": [{"area": "elderly", "month": "2026-01", "active": 12, ...}]}: money as text; null: not
/// recorded; "suppressed"; "*" is the total of a dimension. Rows ascend.
[[nodiscard]] cli::Value FormOf(const projections::FigureTable& table, const projections::FigureQuery& query);
/// The same as a shape (connectors/cli/shape.h).
inline constexpr std::string_view kFiguresShape =
    "{query: text, by: [word], measures: [word], rows: [{*: number | text?}]}";
/// The same, compact, as it is published.
[[nodiscard]] std::string ResultText(const projections::FigureTable& table, const projections::FigureQuery& query);
/// What a published result told. Nothing for what it does not tell.
[[nodiscard]] projections::Published PublishedIn(std::string_view result, const projections::FigureTable& table);

/// RFC 4180, with a heading; codes, not labels.
[[nodiscard]] std::vector<std::string> CsvOf(const projections::FigureTable& table,
                                             const projections::FigureQuery& query);
void Print(Session& session, Reading& reading, const projections::FigureTable& table,
           const projections::FigureQuery& query);

/// A cell as it is shown.
[[nodiscard]] std::string CellText(const projections::Measure& measure, const projections::Cell& cell);

}  // namespace fascicolo::program
