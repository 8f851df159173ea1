#include "engine/rules/formula.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "engine/rules/line.h"

namespace fascicolo::engine {
namespace {

constexpr std::int64_t kOne = 100;  // hundredths

bool IsHundredths(std::string_view input) {
  return input.ends_with("_cents") || input.ends_with("_hundredths");
}

bool ReadsCount(FormulaOp op) { return op == FormulaOp::kTable || op == FormulaOp::kEach; }

/// The order alone, as a rule set that gives no points.
RuleSet OrderOf(const Formula& formula) {
  RuleSet order;
  order.tie_breaks = formula.order;
  return order;
}

class Reckoner {
 public:
  Reckoner(const Formula& formula, const Inputs& inputs) : formula_(formula), inputs_(inputs) {}

  void Reckon(const FormulaStep& step) {
    FormulaLine line{.step = step.code, .input = step.input};
    line.hundredths = step.input.empty() ? OfSteps(step) : OfInput(step, line);
    if (line.hundredths > kMaxThreshold || line.hundredths < -kMaxThreshold) {
      Add(InputProblem::Kind::kOutOfRange, step.code, "within 100,000,000");
      line.hundredths = 0;
    }
    lines_.push_back(std::move(line));
  }

  std::int64_t Value(std::size_t step) const { return lines_[step].hundredths; }
  std::vector<FormulaLine>& lines() { return lines_; }
  std::vector<InputProblem>& problems() { return problems_; }

 private:
  void Add(InputProblem::Kind kind, std::string input, std::string expected) {
    problems_.push_back({kind, std::move(input), std::move(expected)});
  }

  std::int64_t OfInput(const FormulaStep& step, FormulaLine& line) {
    const auto found = inputs_.find(step.input);
    const InputType type = step.op == FormulaOp::kFlag ? InputType::kFlag : InputType::kInteger;
    if (found == inputs_.end()) {
      if (!step.missing_hundredths) Add(InputProblem::Kind::kMissing, step.input, std::string(TextOf(type)));
      return step.missing_hundredths.value_or(0);
    }
    if (static_cast<InputType>(found->second.value.index()) != type) {
      Add(InputProblem::Kind::kWrongType, step.input, std::string(TextOf(type)));
      return 0;
    }
    line.value = TextOf(found->second);
    line.source = found->second.source;
    if (type == InputType::kFlag) return std::get<bool>(found->second.value) ? step.hundredths : 0;
    return OfNumber(step, std::get<std::int64_t>(found->second.value), line);
  }

  std::int64_t OfNumber(const FormulaStep& step, std::int64_t number, FormulaLine& line) {
    if (number < -kMaxThreshold || number > kMaxThreshold || (ReadsCount(step.op) && number < 0)) {
      Add(InputProblem::Kind::kOutOfRange, step.input, "0.." + std::to_string(kMaxThreshold));
      return 0;
    }
    if (step.op == FormulaOp::kTable) return OfTable(step, number, line);
    if (step.op == FormulaOp::kEach) {
      const std::int64_t above = std::max<std::int64_t>(number - step.over, 0);
      return Times(step.hundredths, std::min(above, step.most.value_or(above)));
    }
    return IsHundredths(step.input) ? number : Times(kOne, number);
  }

  std::int64_t OfTable(const FormulaStep& step, std::int64_t count, FormulaLine& line) {
    const FormulaRow& first = step.rows.front();
    const FormulaRow& last = step.rows.back();
    if (count < first.at) {
      Add(InputProblem::Kind::kOutOfRange, step.input, std::to_string(first.at) + "..");
      return 0;
    }
    if (count <= last.at) {
      line.row_text = std::to_string(count);
      return step.rows[static_cast<std::size_t>(count - first.at)].hundredths;
    }
    line.row_text = std::to_string(last.at) + "+" + std::to_string(count - last.at);
    return last.hundredths + Times(step.hundredths, count - last.at);
  }

  /// Beyond kMaxThreshold where it would not fit.
  static std::int64_t Times(std::int64_t a, std::int64_t b) {
    std::int64_t product = 0;
    return __builtin_mul_overflow(a, b, &product) ? kMaxThreshold + 1 : std::min(product, kMaxThreshold + 1);
  }

  std::int64_t OfSteps(const FormulaStep& step) {
    std::vector<std::int64_t> values;
    for (const std::size_t of : step.of) values.push_back(Value(of));
    switch (step.op) {
      case FormulaOp::kSum:
        return std::accumulate(values.begin(), values.end(), std::int64_t{0});
      case FormulaOp::kDifference:
        return std::accumulate(values.begin() + 1, values.end(), values.front(), std::minus<>());
      case FormulaOp::kProduct:
        return Product(values[0], values[1]);
      case FormulaOp::kQuotient:
        if (values[1] > 0) return RoundedHalfUp(values[0] * kOne, values[1], 1);
        Add(InputProblem::Kind::kOutOfRange, formula_.steps[step.of[1]].code, "above 0");
        return 0;
      case FormulaOp::kLeast:
        return *std::min_element(values.begin(), values.end());
      case FormulaOp::kGreatest:
        return *std::max_element(values.begin(), values.end());
      case FormulaOp::kNumber:
      case FormulaOp::kInput:
      case FormulaOp::kTable:
      case FormulaOp::kEach:
      case FormulaOp::kFlag:
        return step.hundredths;
    }
    return 0;
  }

  static std::int64_t Product(std::int64_t a, std::int64_t b) {
    std::int64_t product = 0;
    constexpr std::int64_t kMost = (kMaxThreshold + 1) * kOne;
    if (__builtin_mul_overflow(a, b, &product) || product > kMost || product < -kMost) return kMaxThreshold + 1;
    return RoundedHalfUp(product, kOne, 1);
  }

  const Formula& formula_;
  const Inputs& inputs_;
  std::vector<FormulaLine> lines_;
  std::vector<InputProblem> problems_;
};

}  // namespace

std::vector<InputNeed> InputsOf(const Formula& formula) {
  std::map<std::string, InputNeed> needs;
  for (const InputNeed& need : InputsOf(OrderOf(formula))) needs.emplace(need.input, need);
  for (const FormulaStep& step : formula.steps) {
    if (step.input.empty()) continue;
    const InputType type = step.op == FormulaOp::kFlag ? InputType::kFlag : InputType::kInteger;
    InputNeed& need = needs.try_emplace(step.input, InputNeed{.input = step.input, .type = type}).first->second;
    need.is_required = need.is_required || !step.missing_hundredths;
  }
  std::vector<InputNeed> sorted;
  for (auto& [name, need] : needs) sorted.push_back(std::move(need));
  return sorted;
}

Result<FormulaEvaluation, std::vector<InputProblem>> Evaluate(const Formula& formula, const Inputs& inputs) {
  Reckoner reckoner(formula, inputs);
  for (const FormulaStep& step : formula.steps) reckoner.Reckon(step);
  auto order = Evaluate(OrderOf(formula), inputs);
  std::vector<InputProblem> problems = std::move(reckoner.problems());
  if (!order) problems.insert(problems.end(), order.error().begin(), order.error().end());
  if (!problems.empty()) {
    std::vector<InputProblem> once;
    for (InputProblem& problem : problems) {
      if (std::find(once.begin(), once.end(), problem) == once.end()) once.push_back(std::move(problem));
    }
    return once;
  }
  FormulaEvaluation evaluation{.rule_set = formula.code, .version = formula.version};
  evaluation.hundredths = reckoner.lines().back().hundredths;
  for (const FormulaRequisite& requisite : formula.requisites) {
    if (reckoner.Value(requisite.value) > reckoner.Value(requisite.at_most)) evaluation.unmet.push_back(requisite.code);
  }
  evaluation.lines = std::move(reckoner.lines());
  evaluation.order = std::move(order->tie_breaks);
  return evaluation;
}

}  // namespace fascicolo::engine
