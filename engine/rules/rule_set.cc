#include "engine/rules/rule_set.h"

#include "engine/catalogue/form.h"
#include "engine/rules/criterion_form.h"
#include "engine/rules/dated_form.h"
#include "engine/rules/tie_break_form.h"

#include <algorithm>
#include <map>
#include <utility>

namespace fascicolo::engine {
namespace {

constexpr std::array kInputTypes{Word<InputType>{"integer", InputType::kInteger},
                                 Word<InputType>{"flag", InputType::kFlag},
                                 Word<InputType>{"code", InputType::kCode}};

std::vector<Criterion> ReadCriteria(Form& form, InputTypes& types) {
  std::vector<Criterion> criteria;
  form.Each("criteria", 1, [&](const JsonValue& item, const std::string& place) {
    Form entry(item, place, form.errors());
    Criterion criterion = ReadCriterion(entry);
    types.Note(entry, "input", criterion.input, TypeOf(criterion.kind));
    const bool is_taken =
        std::any_of(criteria.begin(), criteria.end(), [&](const Criterion& other) {
          return !criterion.code.empty() && other.code == criterion.code;
        });
    if (is_taken) entry.Add("code", "\"" + criterion.code + "\" stands twice", "every code once");
    criteria.push_back(std::move(criterion));
  });
  return criteria;
}

}  // namespace

Result<RuleSet, std::vector<FormError>> ParseRuleSet(std::string_view json) {
  const Result<JsonValue, std::vector<FormError>> tree = ParseJson(json);
  if (!tree) return tree.error();
  FormErrors errors;
  Form form(*tree, "", errors);
  RuleSet rule_set;
  ReadDated(form, rule_set);
  InputTypes types;
  rule_set.criteria = ReadCriteria(form, types);
  if (form.Has("cap")) rule_set.cap_hundredths = form.Points("cap");
  rule_set.tie_breaks = ReadTieBreaks(form, "tie_breaks", 0, types);
  form.RefuseOtherKeys();
  if (!errors.empty()) return std::move(errors).Take();
  return rule_set;
}

InputType TypeOf(CriterionKind kind) {
  switch (kind) {
    case CriterionKind::kBands:
    case CriterionKind::kLinear:
      return InputType::kInteger;
    case CriterionKind::kChoice:
      return InputType::kCode;
    case CriterionKind::kFlag:
      return InputType::kFlag;
  }
  return InputType::kInteger;
}

std::vector<InputNeed> InputsOf(const RuleSet& rule_set) {
  std::map<std::string, InputNeed> needs;
  const auto note = [&](const std::string& input, InputType type, bool is_required) {
    InputNeed& need =
        needs.try_emplace(input, InputNeed{.input = input, .type = type}).first->second;
    need.is_required = need.is_required || is_required;
  };
  for (const Criterion& criterion : rule_set.criteria) {
    note(criterion.input, TypeOf(criterion.kind), !criterion.missing_hundredths.has_value());
  }
  for (const TieBreak& tie_break : rule_set.tie_breaks) {
    if (tie_break.by == kAppliedOn) continue;
    note(tie_break.by, InputType::kInteger, tie_break.missing == TieBreak::Missing::kRefuse);
  }
  std::vector<InputNeed> sorted;
  for (auto& [name, need] : needs) sorted.push_back(std::move(need));
  return sorted;
}

bool IsInForce(const RuleSet& rule_set, Day day) {
  return IsValidOn(rule_set, day);
}

const RuleSet* FindInForce(std::span<const RuleSet> adopted, std::string_view code, Day day) {
  const RuleSet* found = nullptr;
  for (const RuleSet& rule_set : adopted) {
    if (rule_set.code != code || !IsInForce(rule_set, day)) continue;
    if (found == nullptr || found->valid_from <= rule_set.valid_from) found = &rule_set;
  }
  return found;
}

std::string_view TextOf(InputType value) { return TextIn(kInputTypes, value); }

}  // namespace fascicolo::engine
