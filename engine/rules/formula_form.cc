// Reading a formula from JSON.
#include <algorithm>
#include <array>
#include <utility>

#include "engine/rules/dated_form.h"
#include "engine/rules/formula.h"
#include "engine/rules/tie_break_form.h"

namespace fascicolo::engine {
namespace {

using Kind = JsonValue::Kind;

enum class RulesKind { kFormula };
constexpr std::array kKinds{Word<RulesKind>{"formula", RulesKind::kFormula}};
constexpr std::array kOps{
    Word<FormulaOp>{"number", FormulaOp::kNumber},         Word<FormulaOp>{"input", FormulaOp::kInput},
    Word<FormulaOp>{"table", FormulaOp::kTable},           Word<FormulaOp>{"each", FormulaOp::kEach},
    Word<FormulaOp>{"flag", FormulaOp::kFlag},             Word<FormulaOp>{"sum", FormulaOp::kSum},
    Word<FormulaOp>{"difference", FormulaOp::kDifference}, Word<FormulaOp>{"product", FormulaOp::kProduct},
    Word<FormulaOp>{"quotient", FormulaOp::kQuotient},     Word<FormulaOp>{"least", FormulaOp::kLeast},
    Word<FormulaOp>{"greatest", FormulaOp::kGreatest}};

constexpr std::int64_t kMostCounted = 1'000;

bool ReadsInput(FormulaOp op) {
  return op == FormulaOp::kInput || op == FormulaOp::kTable || op == FormulaOp::kEach || op == FormulaOp::kFlag;
}
bool ReadsSteps(FormulaOp op) { return op >= FormulaOp::kSum; }
bool ReadsTwo(FormulaOp op) { return op == FormulaOp::kProduct || op == FormulaOp::kQuotient; }

/// The step with this code among those before; nothing after an error.
std::optional<std::size_t> FindStep(const std::vector<FormulaStep>& steps, std::string_view code) {
  const auto found = std::find_if(steps.begin(), steps.end(), [&](const FormulaStep& one) { return one.code == code; });
  if (found == steps.end()) return std::nullopt;
  return static_cast<std::size_t>(found - steps.begin());
}

std::optional<std::size_t> ReadStepName(Form& form, std::string_view key, const std::vector<FormulaStep>& steps) {
  const std::string code = form.Code(key);
  if (code.empty()) return std::nullopt;
  const auto step = FindStep(steps, code);
  if (!step) form.Add(key, "\"" + code + "\" is no step before this", "the code of a step");
  return step;
}

void ReadOperands(Form& form, const std::vector<FormulaStep>& before, FormulaStep& step) {
  const auto codes = form.TextsOnce("of", 2, IsCode, "step", "the code of a step before this");
  for (const std::string& code : codes) {
    if (code.empty()) continue;
    if (const auto found = FindStep(before, code)) {
      step.of.push_back(*found);
    } else {
      form.Add("of", "\"" + code + "\" is no step before this", "the code of a step");
    }
  }
  if (ReadsTwo(step.op) && codes.size() > 2) form.Add("of", "has too many steps", "two steps");
}

void ReadTable(Form& form, FormulaStep& step) {
  form.Each("rows", 1, [&](const JsonValue& item, const std::string& place) {
    Form entry(item, place, form.errors());
    FormulaRow row;
    row.at = entry.Integer("at", 0, kMostCounted);
    row.hundredths = entry.Points("value").value_or(0);
    entry.RefuseOtherKeys();
    if (!step.rows.empty() && row.at != step.rows.back().at + 1) {
      entry.Add("at", std::to_string(row.at) + " does not follow", std::to_string(step.rows.back().at + 1));
    }
    step.rows.push_back(row);
  });
  if (form.Has("each_more")) step.hundredths = form.Points("each_more").value_or(0);
}

std::optional<std::int64_t> ReadMissingValue(Form& form) {
  const JsonValue* member = form.Required("missing", Kind::kText, "\"refuse\", or a value as a text: \"0\"");
  if (member == nullptr || member->text == "refuse") return std::nullopt;
  return form.Points("missing");
}

void ReadInput(Form& form, InputTypes& types, FormulaStep& step) {
  step.input = form.Code("input");
  step.missing_hundredths = ReadMissingValue(form);
  types.Note(form, "input", step.input, step.op == FormulaOp::kFlag ? InputType::kFlag : InputType::kInteger);
  if (step.op == FormulaOp::kTable) return ReadTable(form, step);
  if (step.op == FormulaOp::kInput) return;
  step.hundredths = form.Points("value").value_or(0);
  if (step.op == FormulaOp::kFlag) return;
  step.over = form.OptionalInteger("over", 0, kMostCounted).value_or(0);
  step.most = form.OptionalInteger("most", 1, kMostCounted);
}

FormulaStep ReadStep(Form& form, const std::vector<FormulaStep>& before, InputTypes& types) {
  FormulaStep step{.code = form.Code("code"), .name = form.Name("name")};
  if (FindStep(before, step.code) && !step.code.empty()) {
    form.Add("code", "\"" + step.code + "\" stands twice", "every code once");
  }
  const auto op = form.Pick("op", kOps);
  if (!op) return step;  // what the rest should look like is not known
  step.op = *op;
  if (ReadsInput(*op)) {
    ReadInput(form, types, step);
  } else if (ReadsSteps(*op)) {
    ReadOperands(form, before, step);
  } else {
    step.hundredths = form.Points("value").value_or(0);
  }
  form.RefuseOtherKeys();
  return step;
}

FormulaRequisite ReadRequisite(Form form, const std::vector<FormulaStep>& steps) {
  FormulaRequisite requisite{.code = form.Code("code"), .name = form.Name("name")};
  requisite.value = ReadStepName(form, "value", steps).value_or(0);
  requisite.at_most = ReadStepName(form, "at_most", steps).value_or(0);
  form.RefuseOtherKeys();
  return requisite;
}

}  // namespace

Result<Formula, std::vector<FormError>> ParseFormula(std::string_view json) {
  const Result<JsonValue, std::vector<FormError>> tree = ParseJson(json);
  if (!tree) return tree.error();
  FormErrors errors;
  Form form(*tree, "", errors);
  Formula formula;
  InputTypes types;
  (void)form.OneOf("kind", kKinds);
  ReadDated(form, formula);
  form.Each("steps", 1, [&](const JsonValue& item, const std::string& place) {
    Form entry(item, place, errors);
    formula.steps.push_back(ReadStep(entry, formula.steps, types));
  });
  if (form.Has("requisites")) {
    form.Each("requisites", 1, [&](const JsonValue& item, const std::string& place) {
      formula.requisites.push_back(ReadRequisite(Form(item, place, errors), formula.steps));
    });
  }
  if (form.Has("order")) formula.order = ReadTieBreaks(form, "order", 1, types);
  form.RefuseOtherKeys();
  if (!errors.empty()) return std::move(errors).Take();
  return formula;
}

std::string_view TextOf(FormulaOp value) { return TextIn(kOps, value); }

}  // namespace fascicolo::engine
