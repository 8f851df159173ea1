// A question about figures, and its one spelling: what is published names its query by it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "events/calendar.h"
#include "events/result.h"

namespace fascicolo::projections {

enum class Topic : std::uint8_t { kStocks, kFlows, kUsers, kNeed, kSpending, kOutcomes, kAttendance, kTerms };

/// By what figures are told apart; in this order they stand in a row.
enum class Dimension : std::uint8_t { kArea, kService, kAgeBand, kCitizenship, kDistrict, kMonth };
inline constexpr std::size_t kDimensions = 6;

/// Of what stocks, flows and users are counted.
enum class Counted : std::uint8_t { kServices, kCases, kEnrolments };

inline constexpr int kMaxMonths = 120;                 ///< of one query
inline constexpr std::size_t kMaxPublicDimensions = 3;  ///< told apart at once in what leaves the office

struct FigureQuery {
  Topic topic = Topic::kStocks;
  Counted counted = Counted::kServices;
  std::vector<Dimension> by;  ///< ascending, each once
  Day from;                   ///< first day of a month
  Day until;                  ///< first day of a later one: the first day after
  bool is_public = false;     ///< small cells are suppressed

  [[nodiscard]] bool Has(Dimension dimension) const;
  /// "stocks --of services --by area,month --from 2026-01 --to 2026-12 --public"
  [[nodiscard]] std::string Text() const;
};

[[nodiscard]] std::string_view WordOf(Topic topic);
[[nodiscard]] std::string_view WordOf(Dimension dimension);
[[nodiscard]] std::string_view WordOf(Counted counted);
/// "2026-03"
[[nodiscard]] std::string MonthText(Day month);

/// The words of a query, in any order behind its topic: --of, --by, --year or --from and --to (months, both included),
/// --public. Without a period: the year of `today`; it, and a year that is named, go up to the month of `today`.
[[nodiscard]] Result<FigureQuery, FormError> ParseQuery(std::string_view text, Day today);

}  // namespace fascicolo::projections
