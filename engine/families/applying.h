// What applications have alike, for a service that is activated and to a call: who applies, for whom, and what a score tells.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/catalogue/sheet.h"
#include "engine/decision.h"
#include "engine/rules/evaluation.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

/// Nobody applies for somebody who has died.
[[nodiscard]] std::optional<Decision> CheckAlive(const State& state, const Intent& intent, EntityId person);
/// Who is served with the applicant: persons of the ledger, each once, where the sheet serves the household.
[[nodiscard]] std::optional<Decision> CheckMembers(const State& state, const Sheet& sheet, EntityId applicant,
                                                   const flatbuffers::Vector<const schema::Id*>* members);
/// No score without these.
[[nodiscard]] Refusal InputsWanted(const std::vector<InputProblem>& problems);
[[nodiscard]] std::vector<std::unique_ptr<schema::TieBreakT>> TieBreaksOf(const std::vector<TieBreakValue>& values);

}  // namespace fascicolo::engine
