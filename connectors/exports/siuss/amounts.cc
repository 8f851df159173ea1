#include "connectors/exports/siuss/amounts.h"

#include "engine/catalogue/adopted.h"
#include "engine/families/activation_days.h"

#include <algorithm>

namespace fascicolo::siuss {
namespace {

constexpr std::int64_t kDaysOfWeek = 7;
constexpr std::int64_t kMinutesOfHour = 60;
constexpr std::int64_t kMostCents = 100'000'000;  // of one unit: what is dearer is a slip, and would overflow
constexpr std::int64_t kMostQuantity = 1'000'000;

bool IsByWeek(engine::Unit unit) {
  using enum engine::Unit;
  return unit == kMinutesPerWeek || unit == kLoadsPerWeek || unit == kAccessesPerWeek;
}

/// What a price is of, in the quantities of a day.
enum class Of { kMinute, kPiece, kDay };
struct DayPrice {
  Of of = Of::kPiece;
  std::int64_t cents = 0;
};

/// `quantity` is of a week or of a day, as the sheet counts; in cents x 420, so that weeks and hours divide.
constexpr std::int64_t kParts = kDaysOfWeek * kMinutesOfHour;
std::int64_t PartsOfDay(const DayPrice& price, engine::Unit unit, std::int64_t quantity) {
  const std::int64_t cents = std::min(price.cents, kMostCents);
  const std::int64_t counted = std::min(quantity, kMostQuantity);
  switch (price.of) {
    case Of::kMinute:
      return unit == engine::Unit::kMinutesPerWeek ? cents * counted : 0;
    case Of::kPiece:
      return cents * counted * (IsByWeek(unit) ? kMinutesOfHour : kParts);
    case Of::kDay:
      return cents * kParts;
  }
  return 0;
}

/// Half up, of each month.
std::int64_t PerMonth(std::int64_t parts, int months) {
  const std::int64_t divisor = kParts * months;
  return (parts + divisor / 2) / divisor;
}

std::optional<DayPrice> ContractPrice(const Prices& prices, EntityId unit, Day day) {
  const auto found = prices.find(unit);
  if (found == prices.end()) return std::nullopt;
  for (auto one = found->second.rbegin(); one != found->second.rend(); ++one) {
    if (day < one->from || day >= one->until) continue;
    using enum schema::ContractMeasure;
    const Of of = one->measure == hours ? Of::kMinute : one->measure == days ? Of::kDay : Of::kPiece;
    return DayPrice{of, one->cents};
  }
  return std::nullopt;
}

std::optional<DayPrice> FeeOn(const std::optional<engine::FeesRow>& fees, engine::FeePer per, Day day) {
  if (!fees) return std::nullopt;
  std::optional<std::int64_t> cents;
  for (const engine::FeeStepRow& step : fees->steps) {
    if (step.from <= day) cents = step.cents;
  }
  if (!cents) return std::nullopt;
  using enum engine::FeePer;
  constexpr std::int64_t kMonthsOfYear = 12;
  constexpr std::int64_t kDaysOfYear = 365;
  if (per == kMonth) return DayPrice{Of::kDay, (*cents * kMonthsOfYear + kDaysOfYear / 2) / kDaysOfYear};
  return DayPrice{per == kHour ? Of::kMinute : per == kDay ? Of::kDay : Of::kPiece, *cents};
}

}  // namespace

int MonthsOf(const Span& span) {
  const Civil from = CivilFromDay(span.from);
  const Civil last = CivilFromDay(span.last);
  return std::max(1, (last.year - from.year) * 12 + last.month - from.month + 1);
}

std::optional<Span> WithinYear(Day from, std::optional<Day> until, int year) {
  Span span{std::max(from, DayFromCivil({.year = year, .month = 1, .day = 1})),
            DayFromCivil({.year = year, .month = 12, .day = 31})};
  if (until) span.last = std::min(span.last, *until - 1);
  return span.from <= span.last ? std::optional(span) : std::nullopt;
}

Monthly MonthlyOfService(const engine::State& state, const engine::Sheet& sheet, EntityId activation,
                         const engine::ActivationRow& row, const Prices& prices, const Span& span) {
  const auto fees = state.Find<engine::FeeTable>(activation);
  const auto rules = sheet.fee.empty() ? nullptr : engine::FeeRulesInForce(state, sheet.fee, span.from);
  std::int64_t minutes_of_weeks = 0;
  std::int64_t cost = 0;
  std::int64_t share = 0;
  bool has_price = false;
  bool has_fee = false;
  for (Day day = span.from; day <= span.last; ++day) {
    const std::int64_t quantity = engine::AgreedOn(row, day);
    if (sheet.unit == engine::Unit::kMinutesPerWeek) minutes_of_weeks += quantity;
    if (const auto price = ContractPrice(prices, row.unit, day)) {
      cost += PartsOfDay(*price, sheet.unit, quantity);
      has_price = true;
    }
    const auto fee = rules == nullptr ? std::nullopt : FeeOn(fees, rules->per, day);
    if (fee) {
      share += PartsOfDay(*fee, sheet.unit, quantity);
      has_fee = true;
    }
  }
  constexpr std::int64_t kHundredths = 100;
  const int months = MonthsOf(span);
  Monthly monthly;
  monthly.user_share = PerMonth(share, months);
  monthly.amount = has_price ? PerMonth(cost, months) : monthly.user_share;
  monthly.is_valued = has_price || has_fee;
  monthly.hours = minutes_of_weeks * kHundredths / (kParts * months);
  return monthly;
}

Monthly MonthlyOfPlacement(const engine::PlacementRow& row, const Span& span) {
  std::int64_t cents = 0;
  bool is_valued = false;
  for (std::size_t i = 0; i < row.hosts.size(); ++i) {
    const engine::HostRow& host = row.hosts[i];
    const Day from = std::max(host.from, span.from);
    const Day last = i + 1 < row.hosts.size() ? std::min(row.hosts[i + 1].from - 1, span.last) : span.last;
    if (from > last) continue;
    cents += (last - from + 1) * std::min(host.daily_fee_cents, kMostCents);
    cents += MonthsOf({from, last}) * std::min(host.monthly_contribution_cents, kMostCents);
    is_valued = is_valued || host.daily_fee_cents > 0 || host.monthly_contribution_cents > 0;
  }
  Monthly monthly;
  monthly.amount = cents / MonthsOf(span);
  monthly.is_valued = is_valued;
  return monthly;
}

}  // namespace fascicolo::siuss
