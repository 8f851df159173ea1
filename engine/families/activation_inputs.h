// The facts that points are made of: what a command brings, what is kept of it, what an evaluation reads, and what is
// kept of the score.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/decision.h"
#include "engine/families/isee_figures.h"
#include "engine/rules/evaluation.h"
#include "engine/rules/formula.h"
#include "engine/state/rows.h"

namespace fascicolo::engine {

using SchemaInputs = flatbuffers::Vector<flatbuffers::Offset<schema::Input>>;

/// Names and codes are short, and every input has a name.
[[nodiscard]] std::optional<Decision> CheckInputs(const SchemaInputs* inputs);

/// Adds what the `version`-th event of `source` brought, or took from another event that it names; the same name replaces.
/// False: more than kMaxInputs.
[[nodiscard]] bool MergeInputs(const SchemaInputs* inputs, EntityId source, Version version,
                               std::vector<InputRow>& known);

/// The ISEE attested for `day`, where none was brought by hand with this activation.
[[nodiscard]] std::optional<AttestedIsee> IseeUnlessByHand(const State& state, EntityId activation, EntityId person,
                                                           const std::vector<InputRow>& known, Day day);
/// It, as an input that names where it was taken from.
[[nodiscard]] std::unique_ptr<schema::InputT> InputOf(const AttestedIsee& figure);
/// Adds it to `known`, and to `told`, unless there is none or it is known already. False: more than kMaxInputs.
[[nodiscard]] bool AddIsee(const std::optional<AttestedIsee>& figure, std::vector<InputRow>& known,
                           std::vector<std::unique_ptr<schema::InputT>>& told);

/// The known ones that are needed, each as the type in which rules read it.
[[nodiscard]] Inputs InputsFor(const std::vector<InputNeed>& needs, const std::vector<InputRow>& known);
/// Or null.
[[nodiscard]] const InputRow* FindInput(const std::vector<InputRow>& known, std::string_view name);

/// A step of an evaluation as events tell it, with the event that brought its input, where one of `known` did.
[[nodiscard]] std::unique_ptr<schema::ScoreLineT> ToldLine(const EvaluationLine& line, const std::vector<InputRow>& known);
[[nodiscard]] std::unique_ptr<schema::ScoreLineT> ToldLine(const FormulaLine& line, const std::vector<InputRow>& known);

/// The points and tie-breaks that a row keeps of a score, as keys are made of them (rules/sort_key.h).
[[nodiscard]] Evaluation KeptScore(std::int64_t points_hundredths, const std::vector<TieBreakRow>& tie_breaks);

/// Rule set, points and tie-breaks.
void TakeScore(ActivationRow& row, const schema::ApplicationScoredT& scored);

[[nodiscard]] std::vector<std::unique_ptr<schema::InputT>> Copied(const SchemaInputs* inputs);

}  // namespace fascicolo::engine
