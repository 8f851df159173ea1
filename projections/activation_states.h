// Where an activation stands, as its events tell it: for every view that shows it.
#pragma once

#include "engine/state/rows.h"
#include "schemas/event_generated.h"

namespace fascicolo::projections {

/// It keeps its case open no longer.
[[nodiscard]] bool IsOver(engine::ActivationState state);

/// What `event` changes; an event that says nothing about it changes nothing.
void ApplyState(const schema::Event& event, engine::ActivationState& state, bool& suspended);

}  // namespace fascicolo::projections
