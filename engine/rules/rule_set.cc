#include "engine/rules/rule_set.h"

#include "engine/catalogue/form.h"
#include "engine/rules/criterion_form.h"
#include "engine/rules/dated_form.h"

#include <algorithm>
#include <map>
#include <utility>

namespace fascicolo::engine {
namespace {

constexpr std::array kOrders{Word<TieBreak::Order>{"ascending", TieBreak::Order::kAscending},
                             Word<TieBreak::Order>{"descending", TieBreak::Order::kDescending}};
constexpr std::array kMissing{Word<TieBreak::Missing>{"refuse", TieBreak::Missing::kRefuse},
                              Word<TieBreak::Missing>{"first", TieBreak::Missing::kFirst},
                              Word<TieBreak::Missing>{"last", TieBreak::Missing::kLast}};
constexpr std::array kInputTypes{Word<InputType>{"integer", InputType::kInteger},
                                 Word<InputType>{"flag", InputType::kFlag},
                                 Word<InputType>{"code", InputType::kCode}};

// Notices an input that is read as two types.
class InputTypes {
 public:
  void Note(Form& form, std::string_view key, const std::string& input, InputType type) {
    if (input.empty()) return;
    const InputType first = types_.emplace(input, type).first->second;
    if (first == type) return;
    form.Add(key,
             "\"" + input + "\" is read as " + std::string(TextOf(type)) + " here, as " +
                 std::string(TextOf(first)) + " before",
             "an input of one type");
  }

 private:
  std::map<std::string, InputType, std::less<>> types_;
};

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

std::vector<TieBreak> ReadTieBreaks(Form& form, InputTypes& types) {
  std::vector<TieBreak> tie_breaks;
  form.Each("tie_breaks", 0, [&](const JsonValue& item, const std::string& place) {
    Form entry(item, place, form.errors());
    TieBreak tie_break;
    tie_break.by = entry.Code("by");
    tie_break.order = entry.OneOf("order", kOrders);
    if (tie_break.by == kAppliedOn) {
      entry.Refuse("missing", "every application has its day");
    } else if (tie_break.by.empty()) {
      (void)entry.Has("missing");  // whether it belongs here is not known
    } else {
      tie_break.missing = entry.OneOf("missing", kMissing);
      types.Note(entry, "by", tie_break.by, InputType::kInteger);
    }
    entry.RefuseOtherKeys();
    const bool is_taken = std::any_of(
        tie_breaks.begin(), tie_breaks.end(),
        [&](const TieBreak& other) { return !tie_break.by.empty() && other.by == tie_break.by; });
    if (is_taken) entry.Add("by", "\"" + tie_break.by + "\" stands twice", "every tie-break once");
    tie_breaks.push_back(std::move(tie_break));
  });
  return tie_breaks;
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
  rule_set.tie_breaks = ReadTieBreaks(form, types);
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
std::string_view TextOf(TieBreak::Order value) { return TextIn(kOrders, value); }

}  // namespace fascicolo::engine
