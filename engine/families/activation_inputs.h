// The facts that points are made of: what a command brings, what is kept of it, what an evaluation reads, and what is
// kept of the score.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/decision.h"
#include "engine/rules/evaluation.h"
#include "engine/state/rows.h"

namespace fascicolo::engine {

using SchemaInputs = flatbuffers::Vector<flatbuffers::Offset<schema::Input>>;

/// Names and codes are short, and every input has a name.
[[nodiscard]] std::optional<Decision> CheckInputs(const SchemaInputs* inputs);

/// Adds what the `version`-th event of `source` brought; the same name replaces. False: more than kMaxInputs.
[[nodiscard]] bool MergeInputs(const SchemaInputs* inputs, EntityId source, Version version,
                               std::vector<InputRow>& known);

/// The known ones that `rules` read, each as the type in which they read it.
[[nodiscard]] Inputs InputsFor(const RuleSet& rules, const std::vector<InputRow>& known);
/// Or null.
[[nodiscard]] const InputRow* FindInput(const std::vector<InputRow>& known, std::string_view name);

/// Rule set, points and tie-breaks.
void TakeScore(ActivationRow& row, const schema::ApplicationScoredT& scored);

[[nodiscard]] std::vector<std::unique_ptr<schema::InputT>> Copied(const SchemaInputs* inputs);

}  // namespace fascicolo::engine
