#include "connectors/exports/health_share.h"

namespace fascicolo::exports {

std::int64_t HealthShareOn(const engine::State& state, EntityId entity, Day day) {
  const auto row = state.Find<engine::CostShareTable>(entity);
  std::int64_t share = 0;
  if (!row) return share;
  for (const engine::CostShareRow& one : row->shares) {
    if (one.payer == schema::CostPayer::health_authority && one.from <= day) share = one.share;
  }
  return share;
}

}  // namespace fascicolo::exports
