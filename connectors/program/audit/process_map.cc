#include "connectors/program/audit/process_map.h"

#include "engine/payload_names.h"

#include <algorithm>

namespace fascicolo::program {
namespace {

template <class Table>
std::optional<std::string> ServiceIn(const engine::State& state, EntityId id) {
  const auto row = state.FindEntity<Table>(id);
  return row ? std::optional<std::string>(row->service) : std::nullopt;
}

/// The service that an entity is of; none: of none.
std::optional<std::string> ServiceOf(const engine::State& state, EntityId id) {
  for (const auto service_in : {&ServiceIn<engine::ActivationTable>, &ServiceIn<engine::PlacementTable>, &ServiceIn<engine::PlanTable>,
                                &ServiceIn<engine::TenancyTable>, &ServiceIn<engine::ProgrammeTable>}) {
    if (auto service = service_in(state, id)) return service;
  }
  return std::nullopt;
}

/// Foreign histories were recorded on one day.
Instant MomentOf(const SeenEvent& seen) {
  return seen.event.imported() ? Instant{seen.event.occurred_at()} : seen.commit.header().recorded_at;
}

}  // namespace

std::int64_t FollowCounts::Median() const {
  auto sorted = waits;
  const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>((sorted.size() - 1) / 2);
  std::nth_element(sorted.begin(), middle, sorted.end());
  return *middle;
}

std::int64_t FollowCounts::Longest() const { return *std::max_element(waits.begin(), waits.end()); }

bool ProcessMap::Begins(const SeenEvent& seen) const {
  if (seen.event.version() != 1 || !scope_.period.Has(seen.decided_on())) return false;
  if (!scope_.service) return true;
  const auto service = ServiceOf(seen.state, seen.entity());
  return service && scope_.Asks(*service);
}

void ProcessMap::See(const SeenEvent& seen) {
  if (seen.event.kind() != kind_) return;
  auto last = last_.find(seen.entity());
  if (last == last_.end() && !Begins(seen)) return;
  Last now{std::string(engine::EventName(seen.event)), MomentOf(seen), 0};
  if (last != last_.end()) {
    now.place = last->second.place + 1;
    follows_[{last->second.type, now.type}].waits.push_back(std::max<std::int64_t>(0, now.at.micros - last->second.at.micros));
  }
  TypeCounts& counts = types_[now.type];
  ++counts.times;
  counts.places += now.place;
  last_.insert_or_assign(seen.entity(), std::move(now));
}

std::vector<std::pair<std::string, TypeCounts>> ProcessMap::Types() const {
  std::vector<std::pair<std::string, TypeCounts>> types;
  std::copy_if(types_.begin(), types_.end(), std::back_inserter(types), [](const auto& one) { return one.second.times >= kLeastTimes; });
  std::stable_sort(types.begin(), types.end(), [](const auto& one, const auto& other) {
    return one.second.places * other.second.times < other.second.places * one.second.times;
  });
  return types;
}

std::vector<std::pair<ProcessMap::Follow, FollowCounts>> ProcessMap::Follows() const {
  std::vector<std::pair<Follow, FollowCounts>> follows;
  std::copy_if(follows_.begin(), follows_.end(), std::back_inserter(follows),
               [](const auto& one) { return one.second.waits.size() >= kLeastTimes; });
  return follows;
}

}  // namespace fascicolo::program
