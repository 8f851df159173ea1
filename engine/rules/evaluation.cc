#include "engine/rules/evaluation.h"

#include "engine/catalogue/decimal.h"
#include "engine/rules/line.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace fascicolo::engine {
namespace {

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kGreatest = std::numeric_limits<std::int64_t>::max();

std::int64_t LinearPoints(const Criterion& criterion, std::int64_t value) {
  const std::vector<CriterionRow>& rows = criterion.rows;
  const std::int64_t at = std::clamp(value, rows.front().at, rows.back().at);
  std::size_t high = 1;
  while (rows[high].at < at) ++high;
  const auto point = [&](std::size_t row) { return LinePoint{rows[row].at, rows[row].points_hundredths}; };
  return OnLine(point(high - 1), point(high), at, criterion.round_to_hundredths);
}

std::string BandText(const CriterionRow& row) {
  return (row.from ? std::to_string(*row.from) : "") + ".." +
         (row.to ? std::to_string(*row.to) : "");
}

bool Holds(CriterionKind kind, const CriterionRow& row, const InputValue& input) {
  switch (kind) {
    case CriterionKind::kBands: {
      const std::int64_t value = std::get<std::int64_t>(input.value);
      return (!row.from || *row.from <= value) && (!row.to || value <= *row.to);
    }
    case CriterionKind::kChoice:
      return row.choice == std::get<std::string>(input.value);
    case CriterionKind::kFlag:
      return row.flag == std::get<bool>(input.value);
    case CriterionKind::kLinear:
      return false;
  }
  return false;
}

InputType GivenType(const InputValue& input) { return static_cast<InputType>(input.value.index()); }

class Evaluator {
 public:
  explicit Evaluator(const Inputs& inputs) : inputs_(inputs) {}

  EvaluationLine Line(const Criterion& criterion) {
    EvaluationLine line{.criterion = criterion.code, .input = criterion.input};
    const InputValue* input = Find(criterion.input);
    if (input == nullptr) {
      if (!criterion.missing_hundredths) AddMissing(criterion.input, TypeOf(criterion.kind));
      line.points_hundredths = criterion.missing_hundredths.value_or(0);
      return line;
    }
    if (!IsOfType(*input, TypeOf(criterion.kind), criterion.input)) return line;
    line.value = TextOf(*input);
    line.source = input->source;
    if (criterion.kind == CriterionKind::kLinear) {
      line.points_hundredths = LinearPoints(criterion, std::get<std::int64_t>(input->value));
      return line;
    }
    const auto row =
        std::find_if(criterion.rows.begin(), criterion.rows.end(),
                     [&](const CriterionRow& each) { return Holds(criterion.kind, each, *input); });
    if (row == criterion.rows.end()) {
      AddUnheld(criterion);
      return line;
    }
    line.row = static_cast<std::size_t>(row - criterion.rows.begin());
    line.row_text = RowText(criterion.kind, *row);
    line.points_hundredths = row->points_hundredths;
    return line;
  }

  TieBreakValue Value(const TieBreak& tie_break) {
    TieBreakValue value{.by = tie_break.by, .order = tie_break.order};
    if (tie_break.by == kAppliedOn) return value;
    const InputValue* input = Find(tie_break.by);
    if (input == nullptr) {
      if (tie_break.missing == TieBreak::Missing::kRefuse)
        AddMissing(tie_break.by, InputType::kInteger);
      const bool stands_first = tie_break.missing == TieBreak::Missing::kFirst;
      const bool ascends = tie_break.order == TieBreak::Order::kAscending;
      value.value = stands_first == ascends ? kLeast : kGreatest;
    } else if (IsOfType(*input, InputType::kInteger, tie_break.by)) {
      value.value = std::get<std::int64_t>(input->value);
    }
    return value;
  }

  std::vector<InputProblem>& problems() { return problems_; }

 private:
  const InputValue* Find(const std::string& name) const {
    const auto found = inputs_.find(name);
    return found == inputs_.end() ? nullptr : &found->second;
  }

  void Add(InputProblem problem) {
    const bool is_known =
        std::any_of(problems_.begin(), problems_.end(), [&](const InputProblem& other) {
          return other.input == problem.input && other.kind == problem.kind;
        });
    if (!is_known) problems_.push_back(std::move(problem));
  }

  void AddMissing(const std::string& input, InputType type) {
    Add({InputProblem::Kind::kMissing, input, std::string(TextOf(type))});
  }

  // No row holds the value: beyond the first or last band, or a choice that is none of these.
  void AddUnheld(const Criterion& criterion) {
    if (criterion.kind == CriterionKind::kBands) {
      const CriterionRow all{.from = criterion.rows.front().from, .to = criterion.rows.back().to};
      Add({InputProblem::Kind::kOutOfRange, criterion.input, BandText(all)});
      return;
    }
    std::string choices;
    for (const CriterionRow& row : criterion.rows)
      choices += (choices.empty() ? "" : ", ") + row.choice;
    Add({InputProblem::Kind::kUnknownChoice, criterion.input, choices});
  }

  bool IsOfType(const InputValue& input, InputType type, const std::string& name) {
    if (GivenType(input) == type) return true;
    Add({InputProblem::Kind::kWrongType, name, std::string(TextOf(type))});
    return false;
  }

  const Inputs& inputs_;
  std::vector<InputProblem> problems_;
};

std::string ExplainLine(const RuleSet& rule_set, const EvaluationLine& line, Language language) {
  const bool is_italian = language == Language::kItalian;
  const std::string equals = " = " + FormatHundredths(line.points_hundredths);
  if (line.criterion == kPenaltyCriterion) {
    return (is_italian ? "Penalità: " : "Penalty: ") + line.value.value_or("") + equals;
  }
  const auto criterion =
      std::find_if(rule_set.criteria.begin(), rule_set.criteria.end(),
                   [&](const Criterion& each) { return each.code == line.criterion; });
  FASCICOLO_CHECK(criterion != rule_set.criteria.end());
  std::string text = criterion->name.In(language) + ": ";
  if (!line.value) return text + (is_italian ? "dato mancante" : "not known") + equals;
  text += *line.value;
  if (!line.row) return text + equals;
  const std::optional<Label>& name = criterion->rows.at(*line.row).name;
  return text + " (" + (name ? name->In(language) : line.row_text) + ")" + equals;
}

}  // namespace

std::string RowText(CriterionKind kind, const CriterionRow& row) {
  switch (kind) {
    case CriterionKind::kBands:
      return BandText(row);
    case CriterionKind::kChoice:
      return row.choice;
    case CriterionKind::kFlag:
      return row.flag ? "true" : "false";
    case CriterionKind::kLinear:
      return {};
  }
  return {};
}

std::string TextOf(const InputValue& input) {
  switch (GivenType(input)) {
    case InputType::kInteger:
      return std::to_string(std::get<std::int64_t>(input.value));
    case InputType::kFlag:
      return std::get<bool>(input.value) ? "true" : "false";
    case InputType::kCode:
      return std::get<std::string>(input.value);
  }
  return {};
}

std::string TextOf(const InputProblem& problem) {
  std::string text = problem.input;
  switch (problem.kind) {
    case InputProblem::Kind::kMissing:
      text += " is missing";
      break;
    case InputProblem::Kind::kWrongType:
      text += " has the wrong type";
      break;
    case InputProblem::Kind::kOutOfRange:
      text += " is out of range";
      break;
    case InputProblem::Kind::kUnknownChoice:
      text += " is none of the choices";
      break;
  }
  return text + "; expected " + problem.expected;
}

Result<Evaluation, std::vector<InputProblem>> Evaluate(const RuleSet& rule_set,
                                                       const Inputs& inputs) {
  Evaluator evaluator(inputs);
  Evaluation evaluation{.rule_set = rule_set.code, .version = rule_set.version};
  for (const Criterion& criterion : rule_set.criteria) {
    evaluation.lines.push_back(evaluator.Line(criterion));
    evaluation.sum_hundredths += evaluation.lines.back().points_hundredths;
  }
  for (const TieBreak& tie_break : rule_set.tie_breaks) {
    evaluation.tie_breaks.push_back(evaluator.Value(tie_break));
  }
  if (!evaluator.problems().empty()) return std::move(evaluator.problems());
  evaluation.total_hundredths =
      std::min(evaluation.sum_hundredths, rule_set.cap_hundredths.value_or(kGreatest));
  return evaluation;
}

Evaluation WithPenalty(Evaluation evaluation, std::int64_t hundredths, std::string because,
                       std::string source) {
  FASCICOLO_CHECK(hundredths > 0 && hundredths <= kMaxPointsHundredths);
  evaluation.sum_hundredths -= hundredths;
  evaluation.total_hundredths -= hundredths;
  evaluation.lines.push_back({.criterion = std::string(kPenaltyCriterion),
                              .value = std::move(because),
                              .points_hundredths = -hundredths,
                              .source = std::move(source)});
  return evaluation;
}

std::vector<std::string> Explain(const RuleSet& rule_set, const Evaluation& evaluation,
                                 Language language) {
  FASCICOLO_CHECK(rule_set.code == evaluation.rule_set && rule_set.version == evaluation.version);
  std::vector<std::string> sentences;
  for (const EvaluationLine& line : evaluation.lines) {
    sentences.push_back(ExplainLine(rule_set, line, language));
  }
  return sentences;
}

}  // namespace fascicolo::engine
