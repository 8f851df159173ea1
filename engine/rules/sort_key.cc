#include "engine/rules/sort_key.h"

#include "events/big_endian.h"

#include <array>
#include <cstdint>

namespace fascicolo::engine {
namespace {

template <std::size_t size>
void Append(std::string& key, const std::array<std::uint8_t, size>& bytes) {
  key.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

// With the sign bit turned over, unsigned order is signed order; with all bits turned over, order
// is reversed.
void Append(std::string& key, std::int64_t number, TieBreak::Order order) {
  const std::uint64_t ascending = static_cast<std::uint64_t>(number) ^ (std::uint64_t{1} << 63);
  std::array<std::uint8_t, 8> bytes{};
  events::PutBigEndian(bytes.data(),
                       order == TieBreak::Order::kAscending ? ascending : ~ascending);
  Append(key, bytes);
}

}  // namespace

std::string SortKey(const Evaluation& evaluation, Day applied_on, EntityId activation) {
  std::string key;
  key.reserve(sizeof(std::int64_t) * (1 + evaluation.tie_breaks.size()) + activation.bytes.size());
  Append(key, evaluation.total_hundredths, TieBreak::Order::kDescending);
  for (const TieBreakValue& tie_break : evaluation.tie_breaks) {
    Append(key, tie_break.by == kAppliedOn ? applied_on.days : tie_break.value, tie_break.order);
  }
  Append(key, activation.bytes);
  return key;
}

std::string ArrivalSortKey(Day applied_on, Instant recorded_at, EntityId activation) {
  std::string key;
  Append(key, applied_on.days, TieBreak::Order::kAscending);
  Append(key, recorded_at.micros, TieBreak::Order::kAscending);
  Append(key, activation.bytes);
  return key;
}

}  // namespace fascicolo::engine
