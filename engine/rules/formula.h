// A formula as data: a scale, an amount, and, for a ranking without points, the order of its entries. Dated and replaced as
// rule sets are; the JSON form is described for the officer who writes one in schemas/catalogue/README.md.
//
// All values are hundredths: an input whose name ends in _cents or _hundredths is one as it stands, any other is a count
// and stands for so many wholes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/rules/evaluation.h"
#include "engine/rules/rule_set.h"

namespace fascicolo::engine {

enum class FormulaOp {
  kNumber,      ///< a constant
  kInput,       ///< an input as it is
  kTable,       ///< by a count, row by row; beyond the last row so much more each
  kEach,        ///< so much for each one above `over`, for at most `most` of them
  kFlag,        ///< so much where the input is true
  kSum,         ///< of steps
  kDifference,  ///< the first less the others
  kProduct,     ///< of two steps, rounded half up
  kQuotient,    ///< the first by the second, rounded half up
  kLeast,
  kGreatest,
};

struct FormulaRow {
  std::int64_t at = 0;  ///< the count; ascends by one
  std::int64_t hundredths = 0;
  bool operator==(const FormulaRow&) const = default;
};

/// Which fields mean anything depends on `op`.
struct FormulaStep {
  std::string code{};
  Label name{};
  FormulaOp op = FormulaOp::kNumber;
  std::string input{};                               ///< kInput, kTable, kEach, kFlag
  std::optional<std::int64_t> missing_hundredths{};  ///< the value where the input is not known; none: refused without it
  std::int64_t hundredths = 0;                       ///< kNumber, kEach, kFlag; kTable: each more
  std::int64_t over = 0;                             ///< kEach
  std::optional<std::int64_t> most{};                ///< kEach
  std::vector<FormulaRow> rows{};                    ///< kTable
  std::vector<std::size_t> of{};                     ///< indices of steps that stand before
  bool operator==(const FormulaStep&) const = default;
};

/// A requisite: the value of one step is at most that of another.
struct FormulaRequisite {
  std::string code{};
  Label name{};
  std::size_t value = 0;
  std::size_t at_most = 0;
  bool operator==(const FormulaRequisite&) const = default;
};

struct Formula {
  std::string code{};
  std::string version{};  ///< code and version together are unique
  Day valid_from{};
  std::optional<Day> valid_to{};
  Label name{};
  DocumentStatus status = DocumentStatus::kSample;
  std::vector<Ground> ground{};
  std::vector<FormulaStep> steps{};            ///< at least one; the last one's value is the formula's
  std::vector<FormulaRequisite> requisites{};  ///< may be empty
  std::vector<TieBreak> order{};               ///< of a ranking; empty: it orders none
  bool operator==(const Formula&) const = default;
};

/// Every error, with its JSON pointer.
Result<Formula, std::vector<FormError>> ParseFormula(std::string_view json);

/// What it reads, by name.
[[nodiscard]] std::vector<InputNeed> InputsOf(const Formula& formula);

/// One step and its value; the row, the input's text and its source as in an EvaluationLine.
struct FormulaLine {
  std::string step{};
  std::string input{};
  std::optional<std::string> value{};  ///< of the input; none: the step reads none, or it is not known
  std::string row_text{};              ///< kTable: "3", "5+2"
  std::int64_t hundredths = 0;
  std::string source{};
  bool operator==(const FormulaLine&) const = default;
};

struct FormulaEvaluation {
  std::string rule_set{};  ///< code
  std::string version{};
  std::int64_t hundredths = 0;          ///< of the last step
  std::vector<FormulaLine> lines{};     ///< one per step
  std::vector<std::string> unmet{};     ///< codes of requisites that do not hold
  std::vector<TieBreakValue> order{};
  bool operator==(const FormulaEvaluation&) const = default;
};

/// All steps, or all problems. A value beyond kMaxThreshold either way, and a division by nothing, are out of range.
Result<FormulaEvaluation, std::vector<InputProblem>> Evaluate(const Formula& formula, const Inputs& inputs);

/// "sum"; the word of the JSON form.
[[nodiscard]] std::string_view TextOf(FormulaOp value);

}  // namespace fascicolo::engine
