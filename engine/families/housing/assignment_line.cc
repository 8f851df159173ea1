#include "engine/families/housing/assignment_line.h"

#include <algorithm>
#include <functional>

namespace fascicolo::engine {
namespace {

/// An offer to them is open, or they declined this dwelling.
bool IsPassedOver(const State& state, EntityId source, EntityId dwelling) {
  const auto offers = OffersTo(state, source);
  return std::any_of(offers.begin(), offers.end(), [&](const TenancyRow& offer) {
    return !offer.IsOver() || (offer.state == TenancyState::kLapsed && offer.dwelling == dwelling);
  });
}

bool IsHoused(const State& state, const Household& household) {
  TenancyRow wanted;
  wanted.title = schema::TenancyTitle::ranking;
  wanted.person = household.person;
  wanted.members = household.members;
  return CheckNotHoused(state, {}, wanted).has_value();
}

/// Goes through candidates in their order until the dwelling fits one.
class Walk {
 public:
  Walk(const State& state, const Intent& intent, const Sheet& sheet, EntityId dwelling, const DwellingRow& row)
      : state_(state), intent_(intent), sheet_(sheet), dwelling_(dwelling), row_(row) {}

  /// False: it is this one, or nobody can tell.
  bool Passes(EntityId source, const Household& household) {
    if (IsPassedOver(state_, source, dwelling_)) return true;
    const auto match = MatchOf(state_, intent_, sheet_, row_, household);
    if (const auto* refusal = std::get_if<Refusal>(&match)) {
      found_ = *refusal;
      return false;
    }
    if (!std::get<Match>(match).fits()) return true;
    found_ = source;
    return false;
  }
  [[nodiscard]] std::variant<EntityId, Refusal> found() const { return found_; }

 private:
  const State& state_;
  const Intent& intent_;
  const Sheet& sheet_;
  EntityId dwelling_;
  const DwellingRow& row_;
  std::variant<EntityId, Refusal> found_ = EntityId{};
};

}  // namespace

std::vector<TenancyRow> OffersTo(const State& state, EntityId source) {
  std::vector<TenancyRow> offers;
  for (const EntityId tenancy : state.SecondsOf<OfferedTable>(source)) {
    if (auto row = state.FindEntity<TenancyTable>(tenancy)) offers.push_back(*std::move(row));
  }
  return offers;
}

std::size_t DeclinedBy(const State& state, EntityId source) {
  const auto offers = OffersTo(state, source);
  return static_cast<std::size_t>(
      std::count_if(offers.begin(), offers.end(), [](const TenancyRow& offer) { return offer.declined_counts; }));
}

Household HouseholdOf(const RankingEntryRow& entry) {
  return {entry.case_file, entry.person, entry.members, entry.inputs};
}

Household HouseholdOf(const TenancyRow& tenancy) { return {tenancy.case_file, tenancy.person, tenancy.members, {}}; }

std::variant<EntityId, Refusal> NextOfCall(const State& state, const Intent& intent, EntityId call, const Sheet& sheet,
                                           EntityId dwelling, const DwellingRow& row) {
  Walk walk(state, intent, sheet, dwelling, row);
  state.Scan<RankTable>(RankTable::Key(call), [&](std::string_view, const RankRow& line) {
    const auto entry = state.FindEntity<RankingEntryTable>(line.entry);
    if (!entry || entry->state != EntryState::kConfirmed) return true;
    const Household household = HouseholdOf(*entry);
    return IsHoused(state, household) || walk.Passes(line.entry, household);
  });
  return walk.found();
}

std::variant<EntityId, Refusal> NextForChange(const State& state, const Intent& intent, const Sheet& sheet,
                                              EntityId dwelling, const DwellingRow& row) {
  Walk walk(state, intent, sheet, dwelling, row);
  state.Scan<ChangeListTable>(ChangeListTable::Key(), [&](std::string_view bytes, const MarkRow&) {
    Instant asked_at;
    EntityId tenancy;
    ChangeListTable::Read(bytes, asked_at, tenancy);
    const auto waiting = state.FindEntity<TenancyTable>(tenancy);
    return !waiting || walk.Passes(tenancy, HouseholdOf(*waiting));
  });
  return walk.found();
}

}  // namespace fascicolo::engine
