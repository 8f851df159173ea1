// A table of figures with all its totals, and what must hold between its cells: a total is the sum of its parts, and what is
// open at the end of a month is what was open before, and came in, less what went out. The same equations prove a table and
// are what somebody outside could solve for a suppressed cell.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::projections {

inline constexpr std::string_view kTotal = "*";                  ///< in a key: of all values together
inline constexpr std::string_view kNotRecorded = "not_recorded";
inline constexpr std::size_t kMaxCells = 100'000;                ///< of one table

/// What a period's figure is of its months'.
enum class OverMonths : std::uint8_t {
  kSum,
  kFirst,  ///< what was open before
  kLast,   ///< what is open at the end
  kNone,   ///< counted by itself: whoever comes in two months is one user
};

struct Measure {
  std::string_view name;
  OverMonths over_months = OverMonths::kSum;
  bool adds_up = true;      ///< a total is the sum of its parts; not so where one person stands in several
  bool is_money = false;    ///< cents; else a count
  bool is_recorded = true;  ///< false: the ledger does not tell
};

struct Cell {
  std::int64_t value = 0;
  std::uint64_t behind = 0;  ///< how many persons, services or cases it tells of
  bool is_suppressed = false;
};

/// Plus or minus one cell of a row each; they come to 0.
struct Identity {
  std::vector<std::pair<std::size_t, int>> terms;  ///< measure, +1 or -1
};

using Key = std::vector<std::string>;

/// One cell of a table: a row and a measure.
struct CellPlace {
  Key key;
  std::size_t measure = 0;
  auto operator<=>(const CellPlace&) const = default;
};

/// Plus or minus some cells; they come to 0.
struct Equation {
  std::vector<std::pair<CellPlace, int>> terms;
  bool must_hold = true;  ///< false: it holds nearly, where one person stands in several parts
};

struct FigureTable {
  std::vector<std::string> by;              ///< names of the dimensions, in the order of a key
  std::optional<std::size_t> month;         ///< which of them is the month
  std::vector<Measure> measures;
  std::vector<Identity> identities;
  /// Of one month the first measure is what the second was in the month before; none: nothing goes on.
  std::optional<std::pair<std::size_t, std::size_t>> goes_on;
  std::vector<std::vector<std::string>> values;  ///< of each dimension, ascending
  std::map<Key, std::vector<Cell>> rows;         ///< every combination of values and totals that counts anything

  [[nodiscard]] const Cell* Find(const CellPlace& place) const;
  /// Puts in the rows that count nothing. False: more than kMaxCells.
  [[nodiscard]] bool Complete();
  /// Everything that holds between cells of this table, of which one at least counts something.
  void ForEachEquation(const std::function<void(Equation)>& visit) const;
  /// The equations that do not hold, in words; empty: the table proves itself.
  [[nodiscard]] std::vector<std::string> Breaches() const;
};

}  // namespace fascicolo::projections
