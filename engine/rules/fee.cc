#include "engine/rules/fee.h"

#include "engine/catalogue/decimal.h"
#include "engine/rules/line.h"

#include <algorithm>
#include <array>
#include <utility>

namespace fascicolo::engine {
namespace {

using Step = FeeLine::Step;

constexpr std::int64_t kWhole = 100'00;  // a hundred percent, in hundredths

constexpr std::array kSteps{Word<Step>{"table", Step::kTable}, Word<Step>{"missing", Step::kMissing},
                            Word<Step>{"share", Step::kShare}, Word<Step>{"surcharge", Step::kSurcharge},
                            Word<Step>{"operators", Step::kOperators}};

class Evaluator {
 public:
  Evaluator(const FeeRules& rules, const FeeCase& of) : rules_(rules), case_(of) {}

  Result<FeeEvaluation, std::vector<InputProblem>> Done() {
    CheckCase();
    Base();
    Surcharges();
    if (rules_.is_per_operator && case_.operators > 1) Add(Step::kOperators, case_.operators, cents_ * case_.operators);
    if (!problems_.empty()) return std::move(problems_);
    return FeeEvaluation{rules_.code, rules_.version, cents_, std::move(lines_)};
  }

 private:
  void Want(InputProblem::Kind kind, std::string_view input, std::string expected) {
    problems_.push_back({kind, std::string(input), std::move(expected)});
  }

  void Add(Step step, std::int64_t value, std::int64_t cents, std::optional<std::size_t> row = std::nullopt) {
    cents_ = cents;
    lines_.push_back({step, value, row, cents});
  }

  // Amounts within the thresholds: no product below leaves 64 bits.
  void CheckCase() {
    const auto is_amount = [](const std::optional<std::int64_t>& cents) {
      return !cents || (*cents >= 0 && *cents <= kMaxThreshold);
    };
    const std::string expected = "0.." + std::to_string(kMaxThreshold);
    if (!is_amount(case_.isee_cents)) Want(InputProblem::Kind::kOutOfRange, kIseeInput, expected);
    if (!is_amount(case_.cost_cents)) Want(InputProblem::Kind::kOutOfRange, kCostInput, expected);
    if (case_.operators < 1 || case_.operators > kMostOperators) {
      Want(InputProblem::Kind::kOutOfRange, kOperatorsInput, "1.." + std::to_string(kMostOperators));
    }
  }

  void Base() {
    if (!problems_.empty()) return;
    if (!case_.isee_cents) {
      if (!rules_.missing) return Want(InputProblem::Kind::kMissing, kIseeInput, "integer");
      return Take(Step::kMissing, 0, *rules_.missing, rules_.missing->at_start);
    }
    const std::int64_t isee = *case_.isee_cents;
    std::size_t row = 0;
    while (rules_.table[row].to && *rules_.table[row].to < isee) ++row;
    const FeeStretch& stretch = rules_.table[row];
    if (stretch.needs_acceptance && !case_.is_accepted) {
      return Want(InputProblem::Kind::kMissing, kAcceptedInput, "true");
    }
    Take(Step::kTable, isee, stretch, ValueAt(row, isee), row);
  }

  [[nodiscard]] std::int64_t ValueAt(std::size_t row, std::int64_t isee) const {
    const FeeStretch& stretch = rules_.table[row];
    const std::int64_t unit = stretch.is_of_cost ? rules_.percent_step : rules_.round_to_cents;
    if (!stretch.to || stretch.at_start == stretch.at_end) return stretch.at_start;
    const std::int64_t begins = row == 0 ? 0 : *rules_.table[row - 1].to;
    return OnLine({begins, stretch.at_start}, {*stretch.to, stretch.at_end}, isee, unit);
  }

  void Take(Step step, std::int64_t isee, const FeeStretch& stretch, std::int64_t value,
            std::optional<std::size_t> row = std::nullopt) {
    if (!stretch.is_of_cost) return Add(step, isee, value, row);
    Add(step, isee, 0, row);
    if (!case_.cost_cents) return Want(InputProblem::Kind::kMissing, kCostInput, "integer");
    Add(Step::kShare, value, RoundedHalfUp(*case_.cost_cents * value, kWhole, rules_.round_to_cents));
  }

  void Surcharges() {
    std::int64_t percent = 0;
    std::optional<std::size_t> row;
    for (const std::string& code : case_.surcharges) {
      const auto found = std::find_if(rules_.surcharges.begin(), rules_.surcharges.end(),
                                      [&](const Surcharge& one) { return one.code == code; });
      if (found == rules_.surcharges.end()) {
        Want(InputProblem::Kind::kUnknownChoice, kSurchargesInput, "a surcharge of the fee rules");
        return;
      }
      const bool is_added = rules_.together == Together::kAdded && percent > 0;
      if (!is_added && found->percent_hundredths <= percent) continue;
      percent = is_added ? percent + found->percent_hundredths : found->percent_hundredths;
      row = is_added ? std::nullopt : std::optional(static_cast<std::size_t>(found - rules_.surcharges.begin()));
    }
    if (percent == 0) return;
    Add(Step::kSurcharge, percent, RoundedHalfUp(cents_ * (kWhole + percent), kWhole, rules_.round_to_cents), row);
  }

  const FeeRules& rules_;
  const FeeCase& case_;
  std::int64_t cents_ = 0;
  std::vector<FeeLine> lines_;
  std::vector<InputProblem> problems_;
};

/// "7.00", in Italian "7,00".
std::string Money(std::int64_t cents, Language language) {
  const std::string rest = std::to_string(cents % 100);
  return std::to_string(cents / 100) + (language == Language::kItalian ? "," : ".") + (rest.size() < 2 ? "0" : "") + rest;
}

std::string PerText(FeePer per, Language language) {
  const bool is_italian = language == Language::kItalian;
  switch (per) {
    case FeePer::kHour:
      return is_italian ? "l'ora" : "per hour";
    case FeePer::kMeal:
      return is_italian ? "a pasto" : "per meal";
    case FeePer::kLoad:
      return is_italian ? "a bucato" : "per load";
    case FeePer::kAccess:
      return is_italian ? "ad accesso" : "per access";
    case FeePer::kDay:
      return is_italian ? "al giorno" : "per day";
    case FeePer::kMonth:
      return is_italian ? "al mese" : "per month";
  }
  return {};
}

std::string Stretch(const FeeRules& rules, std::size_t row, Language language) {
  const std::string from = row == 0 ? Money(0, language) : Money(*rules.table[row - 1].to + 1, language);
  return from + ".." + (rules.table[row].to ? Money(*rules.table[row].to, language) : "");
}

std::string Percent(std::int64_t hundredths, Language language) {
  std::string text = FormatHundredths(hundredths);
  if (language == Language::kItalian) std::replace(text.begin(), text.end(), '.', ',');
  return text + " %";
}

/// What stands before the "=".
std::string Cause(const FeeRules& rules, const FeeLine& line, Language language) {
  const bool is_italian = language == Language::kItalian;
  switch (line.step) {
    case Step::kTable:
      return "ISEE " + Money(line.value, language) + " (" + Stretch(rules, *line.row, language) + ")";
    case Step::kMissing:
      return is_italian ? "ISEE non presentato" : "ISEE not known";
    case Step::kShare:
      return Percent(line.value, language) + (is_italian ? " del costo" : " of the cost");
    case Step::kSurcharge:
      return (line.row ? rules.surcharges.at(*line.row).name.In(language) : is_italian ? "maggiorazioni" : "surcharges") +
             " +" + Percent(line.value, language);
    case Step::kOperators:
      return std::to_string(line.value) + (is_italian ? " operatori" : " operators");
  }
  return {};
}

}  // namespace

std::string_view TextOf(FeeLine::Step step) { return TextIn(kSteps, step); }

Result<FeeEvaluation, std::vector<InputProblem>> EvaluateFee(const FeeRules& rules, const FeeCase& of) {
  return Evaluator(rules, of).Done();
}

std::vector<std::string> ExplainFee(const FeeRules& rules, const FeeEvaluation& evaluation, Language language) {
  FASCICOLO_CHECK(rules.code == evaluation.rule_set && rules.version == evaluation.version);
  const bool is_share = evaluation.lines.size() > 1 && evaluation.lines[1].step == Step::kShare;
  std::vector<std::string> sentences;
  for (std::size_t i = 0; i < evaluation.lines.size(); ++i) {
    std::string sentence = Cause(rules, evaluation.lines[i], language);
    if (i > 0 || !is_share) {
      sentence += " = " + Money(evaluation.lines[i].cents, language) + " EUR " + PerText(rules.per, language);
    }
    sentences.push_back(std::move(sentence));
  }
  return sentences;
}

}  // namespace fascicolo::engine
