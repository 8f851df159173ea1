// The one list of an answer as CSV (RFC 4180), for spreadsheets.
#pragma once

#include "events/json/value.h"

#include <optional>
#include <string>

namespace fascicolo::program {

/// The only member of an answer that is an array of objects, or else that of its figures; null: there is none, or several.
[[nodiscard]] events::json::Value::Array* ListIn(events::json::Value& answer);
/// The name of the former; empty where there is none.
[[nodiscard]] std::string ListNameIn(const events::json::Value& answer);

/// A line of names, then one for each object: UTF-8, lines end in CR LF. Members of members are columns "a.b", lists
/// inside stand as JSON; a column stands where its name first came. A text that a spreadsheet would take for a formula
/// (it begins with = + - @, a tab or a carriage return, and is no number) has an apostrophe before it.
[[nodiscard]] std::string CsvOf(const events::json::Value::Array& objects);

}  // namespace fascicolo::program
