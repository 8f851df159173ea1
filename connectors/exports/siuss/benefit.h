// A benefit as it grows along the log: a service, an allowance, a plan, or a placement.
#pragma once

#include "events/calendar.h"
#include "events/names.h"
#include "schemas/kinds_generated.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fascicolo::siuss {

enum class BenefitKind { kActivation, kPlan, kPlacement };

struct Benefit {
  EntityId entity;
  BenefitKind kind = BenefitKind::kActivation;
  EntityId case_file;
  std::string service{};
  std::vector<EntityId> members{};  ///< served with the applicant
  Day applied_on{};
  std::string protocol{};  ///< of the application; empty: none was recorded
  std::optional<Day> paid_on{};    ///< the last payment that did not come back
  bool severe_disability = false;  ///< certified by L. 104/1992, art. 3 c. 3
  bool imported = false;
};

/// What a unit costs by its contracts, as they were signed.
struct Price {
  Day from;
  Day until;  ///< first day after
  schema::ContractMeasure measure = schema::ContractMeasure::none;
  std::int64_t cents = 0;  ///< of one
};
using Prices = std::map<EntityId, std::vector<Price>>;  ///< by unit, in the order of their events

}  // namespace fascicolo::siuss
