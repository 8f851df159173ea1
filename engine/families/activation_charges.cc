#include "engine/families/activation_charges.h"

#include <algorithm>

namespace fascicolo::engine {
namespace {

Day FirstOfMonth(Day day) {
  const Civil civil = CivilFromDay(day);
  return DayFromCivil({.year = civil.year, .month = civil.month, .day = 1});
}

}  // namespace

std::optional<std::int64_t> FeeOn(const FeesRow& fees, Day day) {
  std::optional<std::int64_t> cents;
  for (const FeeStepRow& step : fees.steps) {
    if (step.from <= day) cents = step.cents;
  }
  return cents;
}

std::optional<std::int64_t> FeeOn(const State& state, EntityId activation, Day day) {
  return FeeOn(state.Find<FeeTable>(activation).value_or(FeesRow{}), day);
}

void SetFee(FeesRow& fees, Day from, std::optional<Day> until, std::int64_t cents) {
  const auto resumed = until ? FeeOn(fees, *until) : std::nullopt;
  std::erase_if(fees.steps, [&](const FeeStepRow& step) { return step.from >= from && (!until || step.from <= *until); });
  const auto place = std::find_if(fees.steps.begin(), fees.steps.end(),
                                  [&](const FeeStepRow& step) { return step.from > from; });
  const auto begun = fees.steps.insert(place, {from, cents});
  if (until) fees.steps.insert(begun + 1, {*until, resumed});
}

std::int64_t DeliveredOn(const State& state, EntityId activation, Day day) {
  const auto month = state.Find<DeliveredTable>(activation, FirstOfMonth(day)).value_or(DeliveredRow{});
  std::int64_t delivered = 0;
  for (const DeliveredDayRow& one : month.days) {
    if (one.day == day) delivered += one.quantity;
  }
  return delivered;
}

void AddDelivered(StateEditor& editor, EntityId activation, Day day, std::int64_t quantity) {
  const Day first = FirstOfMonth(day);
  auto month = editor.Find<DeliveredTable>(activation, first).value_or(DeliveredRow{});
  const auto place = std::find_if(month.days.begin(), month.days.end(),
                                  [&](const DeliveredDayRow& one) { return one.day >= day; });
  if (place != month.days.end() && place->day == day) {
    place->quantity += quantity;
  } else {
    month.days.insert(place, {day, quantity});
  }
  editor.Put<DeliveredTable>(month, activation, first);
}

std::int64_t UnitsDelivered(const State& state, EntityId activation, Day from, std::optional<Day> until, FeePer per) {
  std::int64_t units = 0;
  state.Scan<DeliveredTable>(DeliveredTable::Key(activation), [&](std::string_view, const DeliveredRow& month) {
    std::int64_t of_month = 0;
    for (const DeliveredDayRow& one : month.days) {
      if (one.day < from || (until && one.day >= *until)) continue;
      of_month += per == FeePer::kDay || per == FeePer::kMonth ? 1 : one.quantity;
    }
    units += per == FeePer::kMonth ? std::min<std::int64_t>(of_month, 1) : of_month;
    return true;
  });
  return units;
}

std::int64_t OwedFor(std::int64_t units, std::int64_t cents, FeePer per, Unit unit) {
  constexpr std::int64_t kMinutesPerHour = 60;
  const std::int64_t most = kMostOwedCents / std::max<std::int64_t>(units, 1);
  const std::int64_t product = units * std::clamp(cents, -most, most);
  if (per != FeePer::kHour || unit != Unit::kMinutesPerWeek) return product;
  const std::int64_t half = kMinutesPerHour / 2;
  return (product < 0 ? product - half : product + half) / kMinutesPerHour;
}

}  // namespace fascicolo::engine
