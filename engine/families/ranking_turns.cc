#include "engine/families/ranking_turns.h"

#include <algorithm>

#include "engine/families/activation_inputs.h"

namespace fascicolo::engine {
namespace {

using Kind = schema::GroupKind;
using Standing = RankedEntry::Standing;

Standing StandingOf(const RankingEntryRow& row) {
  switch (row.state) {
    case EntryState::kAdmitted:
      return row.with_reserve ? Standing::kWithReserve : Standing::kWaits;
    case EntryState::kCalled:
    case EntryState::kConfirmed:
      return Standing::kHolds;
    case EntryState::kEnded:
      return row.was_called ? Standing::kHolds : Standing::kGone;
    case EntryState::kFiled:
    case EntryState::kScored:
    case EntryState::kExcluded:
    case EntryState::kWithdrawn:
    case EntryState::kRenounced:
      return Standing::kGone;
  }
  return Standing::kGone;
}

/// What is given out and kept, while the list is walked down.
class Counts {
 public:
  Counts(const CallRow& call, const std::vector<RankedEntry>& ranked)
      : call_(call), ranked_(ranked), of_group_(call.groups.size()) {
    for (const RankedEntry& one : ranked) {
      if (one.standing == Standing::kHolds) Take(one);
    }
  }

  void Take(const RankedEntry& one) {
    ++places_;
    cents_ += one.amount;
    for (std::size_t i = 0; i < of_group_.size(); ++i) of_group_[i] += one.groups[i] ? 1U : 0U;
  }
  [[nodiscard]] bool IsBeyondQuota(const RankedEntry& one) const {
    return Any(Kind::quota, one, [&](std::size_t i) { return of_group_[i] >= call_.groups[i].places; });
  }
  [[nodiscard]] bool HasPlace() const { return call_.places == 0 || places_ < call_.places; }
  [[nodiscard]] bool HasFunds(const RankedEntry& one) const {
    return call_.budget == 0 || cents_ + one.amount <= call_.budget;
  }
  /// The free places are all kept for others.
  [[nodiscard]] bool IsKeptFor(const RankedEntry& one) const {
    if (call_.places == 0 || call_.places - places_ > Owed()) return true;
    return Any(Kind::reserve, one, [&](std::size_t i) { return Missing(i) > 0; });
  }

 private:
  template <class Holds>
  [[nodiscard]] bool Any(Kind kind, const RankedEntry& one, Holds holds) const {
    for (std::size_t i = 0; i < of_group_.size(); ++i) {
      if (call_.groups[i].kind == kind && one.groups[i] && holds(i)) return true;
    }
    return false;
  }
  [[nodiscard]] std::uint64_t Missing(std::size_t group) const {
    const std::uint64_t kept = call_.groups[group].places;
    return kept > of_group_[group] ? kept - of_group_[group] : 0;
  }
  /// Places that reserves miss, as far as somebody waits who could fill them.
  [[nodiscard]] std::uint64_t Owed() const {
    std::uint64_t owed = 0;
    for (std::size_t i = 0; i < of_group_.size(); ++i) {
      if (call_.groups[i].kind != Kind::reserve || Missing(i) == 0) continue;
      const auto waiting = std::count_if(ranked_.begin(), ranked_.end(), [&](const RankedEntry& one) {
        return one.groups[i] && one.standing == Standing::kWaits && !IsBeyondQuota(one);
      });
      owed += std::min(Missing(i), static_cast<std::uint64_t>(waiting));
    }
    return owed;
  }

  const CallRow& call_;
  const std::vector<RankedEntry>& ranked_;
  std::uint64_t places_ = 0;
  std::int64_t cents_ = 0;
  std::vector<std::uint64_t> of_group_;
};

}  // namespace

std::vector<RankedEntry> RankedOf(const State& state, EntityId call, const CallRow& row) {
  std::vector<RankedEntry> ranked;
  state.Scan<RankTable>(RankTable::Key(call), [&](std::string_view, const RankRow& line) {
    const auto entry = state.FindEntity<RankingEntryTable>(line.entry);
    if (!entry) return true;
    RankedEntry& one = ranked.emplace_back();
    one.entry = line.entry;
    one.rank = line.rank;
    one.standing = StandingOf(*entry);
    one.amount = entry->amount;
    for (const CallGroupRow& group : row.groups) {
      const InputRow* input = FindInput(entry->inputs, group.input);
      one.groups.push_back(input != nullptr && input->flag);
    }
    return true;
  });
  return ranked;
}

Turn NextInLine(const CallRow& call, const std::vector<RankedEntry>& ranked, std::optional<std::size_t> sub_list) {
  using Why = Turn::Why;
  Counts counts(call, ranked);
  for (const RankedEntry& one : ranked) {
    if (one.standing == Standing::kHolds || one.standing == Standing::kGone) continue;
    if (sub_list && !one.groups[*sub_list]) continue;
    if (counts.IsBeyondQuota(one)) continue;
    if (!counts.HasPlace()) return {Why::kNoPlaces, {}};
    if (!counts.IsKeptFor(one)) continue;
    if (!counts.HasFunds(one)) return {Why::kNoFunds, {}};
    if (one.standing == Standing::kWaits) return {Why::kSomebody, one};
    counts.Take(one);  // with reserve: kept for it
  }
  return {counts.HasPlace() ? Why::kNobodyLeft : Why::kNoPlaces, {}};
}

}  // namespace fascicolo::engine
