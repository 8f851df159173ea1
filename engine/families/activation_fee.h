// What a service costs its user when it begins: the fee rules of the sheet, and the facts that came with the application.
#pragma once

#include <memory>

#include "engine/catalogue/sheet.h"
#include "engine/state/state.h"
#include "schemas/event_generated.h"

namespace fascicolo::engine {

/// The fee of one unit for one operator, without surcharges, by the rules in force on the first day. Null: the sheet names
/// none, none are in force, or a fact is missing without which there is no fee. That keeps nobody from the service: the
/// office can settle the fee later.
[[nodiscard]] std::unique_ptr<schema::FeeT> FeeAtStart(const State& state, const Sheet& sheet, const ActivationRow& row);

}  // namespace fascicolo::engine
