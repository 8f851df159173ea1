// Lines of CSV (RFC 4180) that a spreadsheet opens as what they are.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace fascicolo::exports {

/// Quoted where it must be. A text that a spreadsheet would take for a formula gets an apostrophe in front.
[[nodiscard]] std::string CsvLine(const std::vector<std::string>& fields);
/// Of cents: "-12.50"
[[nodiscard]] std::string MoneyOf(std::int64_t cents);

}  // namespace fascicolo::exports
