#include "connectors/program/statistics/figure_forms.h"

#include "connectors/cli/labels.h"
#include "connectors/program/authority/json_file.h"
#include "connectors/program/money/money_text.h"
#include "events/json/value.h"

#include <algorithm>

namespace fascicolo::program {
namespace {

using projections::Cell;
using projections::FigureQuery;
using projections::FigureTable;
using projections::Key;
using projections::Measure;

Value FormOf(const Measure& measure, const Cell& cell) {
  if (!measure.is_recorded) return Value{};
  if (cell.is_suppressed) return cli::Form(kSuppressed);
  return measure.is_money ? cli::Form(MoneyText(cell.value)) : cli::Form(cell.value);
}

/// Calls `visit(number, measure)` for those that are told.
template <class Visit>
void ForEachShown(const FigureTable& table, const FigureQuery& query, Visit visit) {
  for (std::size_t i = 0; i < table.measures.size(); ++i) {
    if (IsShown(query, table.measures[i])) visit(i, table.measures[i]);
  }
}

Value RowForm(const FigureTable& table, const FigureQuery& query, const Key& key, const std::vector<Cell>& cells) {
  cli::Object row;
  for (std::size_t i = 0; i < key.size(); ++i) row.Add(table.by[i], key[i]);
  ForEachShown(table, query, [&](std::size_t i, const Measure& measure) { row.Add(measure.name, FormOf(measure, cells[i])); });
  return row.Done();
}

/// "1234.56" in cents; the text is one that was published.
std::optional<std::int64_t> CentsIn(const std::string& text) {
  std::string digits = text;
  std::erase(digits, '.');
  const bool is_number = !digits.empty() && digits.find_first_not_of("-0123456789") == std::string::npos;
  return is_number && digits.size() < 19 ? std::optional(std::stoll(digits)) : std::nullopt;
}

std::optional<std::int64_t> ValueIn(const Value& value) {
  if (const auto* count = value.As<std::int64_t>()) return *count;
  const auto* text = value.As<std::string>();
  return text == nullptr ? std::nullopt : CentsIn(*text);
}

void TakeRow(const FigureTable& table, const Value& row, projections::Published& published) {
  Key key;
  for (const std::string& dimension : table.by) {
    const Value* value = MemberOf(row, dimension);
    const auto* text = value == nullptr ? nullptr : value->As<std::string>();
    key.push_back(text == nullptr ? std::string() : *text);
  }
  for (std::size_t i = 0; i < table.measures.size(); ++i) {
    const Value* value = MemberOf(row, table.measures[i].name);
    if (value != nullptr && !value->is_null()) published[{key, i}] = ValueIn(*value);
  }
}

/// The label of a value; services by their sheets.
std::string LabelOfValue(Session& session, Reading& reading, const std::string& dimension, const std::string& value) {
  if (value == projections::kTotal) return session.Label("text.total");
  if (value == projections::kNotRecorded) return session.Label("text.not_recorded");
  if (dimension == "service") return reading.ServiceName(value, session.language());
  if (dimension == "month" || dimension == "district") return value;
  const std::string group = dimension == "citizenship" ? "citizenship_group" : dimension;
  return std::string(cli::LabelOf(session.language(), group, value));
}

std::string CsvField(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

}  // namespace

bool IsShown(const FigureQuery& query, const Measure& measure) {
  return query.topic != projections::Topic::kFlows || measure.over_months == projections::OverMonths::kSum;
}

std::string CellText(const Measure& measure, const Cell& cell) {
  if (!measure.is_recorded) return std::string(projections::kNotRecorded);
  if (cell.is_suppressed) return std::string(kSuppressed);
  return measure.is_money ? MoneyText(cell.value) : std::to_string(cell.value);
}

Value FormOf(const FigureTable& table, const FigureQuery& query) {
  Value::Array by;
  for (const std::string& one : table.by) by.push_back(cli::Form(one));
  Value::Array measures;
  ForEachShown(table, query, [&](std::size_t, const Measure& one) { measures.push_back(cli::Form(one.name)); });
  Value::Array rows;
  for (const auto& [key, cells] : table.rows) rows.push_back(RowForm(table, query, key, cells));
  return cli::Object()
      .Add("query", query.Text())
      .Add("by", std::move(by))
      .Add("measures", std::move(measures))
      .Add("rows", std::move(rows))
      .Done();
}

std::string ResultText(const FigureTable& table, const FigureQuery& query) {
  return events::json::PrintJson(FormOf(table, query));
}

projections::Published PublishedIn(std::string_view result, const FigureTable& table) {
  projections::Published published;
  const auto document = events::json::ParseJson(result);
  if (!document) return published;
  const Value* rows = MemberOf(*document, "rows");
  const auto* list = rows == nullptr ? nullptr : rows->As<Value::Array>();
  if (list == nullptr) return published;
  for (const Value& row : *list) TakeRow(table, row, published);
  return published;
}

std::vector<std::string> CsvOf(const FigureTable& table, const FigureQuery& query) {
  std::vector<std::string> lines(1);
  const auto add = [](std::string& line, std::string_view text) {
    line += (line.empty() ? "" : ",") + CsvField(std::string(text));
  };
  for (const std::string& dimension : table.by) add(lines.front(), dimension);
  ForEachShown(table, query, [&](std::size_t, const Measure& measure) { add(lines.front(), measure.name); });
  for (const auto& [key, cells] : table.rows) {
    std::string& line = lines.emplace_back();
    for (const std::string& value : key) add(line, value);
    ForEachShown(table, query, [&](std::size_t i, const Measure& measure) { add(line, CellText(measure, cells[i])); });
  }
  return lines;
}

void Print(Session& session, Reading& reading, const FigureTable& table, const FigureQuery& query) {
  cli::Table shown;
  for (const std::string& dimension : table.by) shown.Column(session.Label("dimension." + dimension));
  ForEachShown(table, query, [&](std::size_t, const Measure& measure) {
    shown.Column(session.Label("measure." + std::string(measure.name)), cli::Align::kRight);
  });
  for (const auto& [key, cells] : table.rows) {
    std::vector<std::string> row;
    for (std::size_t i = 0; i < key.size(); ++i) row.push_back(LabelOfValue(session, reading, table.by[i], key[i]));
    ForEachShown(table, query, [&](std::size_t i, const Measure& measure) {
      const bool is_told = measure.is_recorded && !cells[i].is_suppressed;
      row.push_back(is_told                 ? CellText(measure, cells[i])
                    : measure.is_recorded ? session.Label("text.suppressed")
                                          : session.Label("text.not_recorded"));
    });
    shown.Row(std::move(row));
  }
  shown.Print(session.terminal);
}

}  // namespace fascicolo::program
