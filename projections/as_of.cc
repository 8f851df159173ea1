#include "projections/as_of.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

namespace fascicolo::projections {
namespace {

std::optional<Position> ParsePosition(std::string_view text) {
  Position position;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), position.value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return position;
}

}  // namespace

Result<AsOf, FormError> ParseAsOf(std::string_view text) {
  if (const auto position = ParsePosition(text)) return AsOf(*position);
  if (const auto day = ParseDay(text)) return AsOf(EndOfDay(*day));
  if (const auto instant = ParseInstant(text)) return AsOf(*instant);
  return FormError{"as-of", "is neither a position nor a moment",
                   "1042, 2025-03-31 or 2025-03-31T12:00:00+02:00"};
}

Result<AsOfViews> FoldAsOf(events::Ledger& ledger, std::string_view origin, const AsOf& as_of,
                           const OnProgress& on_progress) {
  AsOfViews views;
  views.rows = std::make_unique<store::MemoryRows>();
  auto projector = Projector::Open(ledger, origin, *views.rows);
  if (!projector) return projector.error();
  const Status followed = std::visit(
      [&](const auto& last) { return (*projector)->FollowUntil(last, on_progress); }, as_of);
  if (!followed) return Status(followed).error();
  const auto standing = StandingOf(*views.rows);
  if (!standing) {
    return Failure{FailureCode::kNotFound, "the ledger was not open yet at that moment"};
  }
  views.standing = *standing;
  return views;
}

}  // namespace fascicolo::projections
