// What one unit of a service costs its user: the fee rules of the sheet, and the facts that came with the application, or
// the ISEE that was attested since.
#pragma once

#include <memory>
#include <optional>

#include "engine/catalogue/sheet.h"
#include "engine/families/isee_figures.h"
#include "engine/rules/fee_rules.h"
#include "engine/state/state.h"
#include "schemas/event_generated.h"

namespace fascicolo::engine {

/// The fee of one unit for one operator, without surcharges, by the rules in force on the first day. Null: the sheet names
/// none, none are in force, or a fact is missing without which there is no fee. That keeps nobody from the service: the
/// office can settle the fee later.
[[nodiscard]] std::unique_ptr<schema::FeeT> FeeAtStart(const State& state, const Sheet& sheet, EntityId activation,
                                                       const ActivationRow& row);

struct FeeOfUnit {
  FeePer per = FeePer::kHour;
  std::unique_ptr<schema::FeeT> fee;
};
/// The same by an attested figure, and the rules in force on `day`. None: there is no fee, for the same reasons.
[[nodiscard]] std::optional<FeeOfUnit> FeeByFigure(const State& state, const Sheet& sheet, const ActivationRow& row,
                                                   Day day, const AttestedIsee& figure);

}  // namespace fascicolo::engine
