// One month of the services, from what was agreed to what was paid: by provider and unit.
#pragma once

#include "connectors/program/audit/own_events.h"

#include <map>
#include <string>
#include <utility>

namespace fascicolo::program {

/// Quantities in the service's unit of measure: minutes, meals, loads, accesses, days of a place. Of placements days of places,
/// those of an absence with them: the place was kept. Amounts in cents.
struct MonthOfUnit {
  std::string service;
  std::uint64_t services = 0;  ///< services and placements of which something is counted here
  std::int64_t planned_sevenths = 0;  ///< agreed day by day, suspensions taken off; a day of a week's quantity is one
  std::int64_t delivered = 0;
  std::int64_t billed = 0;
  std::int64_t accepted = 0;
  std::int64_t contested = 0;
  std::int64_t liquidated = 0;  ///< quantity of the bills of which something was liquidated
  std::int64_t paid = 0;        ///< of those, the ones that were paid
  std::int64_t liquidated_cents = 0;
  std::int64_t paid_cents = 0;
  std::int64_t others_cents = 0;  ///< of what was liquidated, what others bear: the health authority, the region

  [[nodiscard]] std::int64_t planned() const { return (planned_sevenths * 2 + 7) / 14; }
  /// What should agree does not: billed and delivered, accepted and liquidated, liquidated and paid, or a bill waits.
  [[nodiscard]] bool differs() const {
    return (billed != 0 && billed != delivered) || billed != accepted + contested || accepted != liquidated ||
           liquidated != paid;
  }
};

/// Provider's code (empty: no contract), unit. A service that moved to another unit counts day by day where it was; its
/// bills count where it was on the last day of the month.
using MonthByUnit = std::map<std::pair<std::string, EntityId>, MonthOfUnit>;

/// `month`: its first day. Failures of the log.
[[nodiscard]] Result<MonthByUnit> Reconcile(Reading& reading, const engine::State& state, Day month);

}  // namespace fascicolo::program
