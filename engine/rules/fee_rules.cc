#include "engine/rules/fee_rules.h"

#include "engine/catalogue/decimal.h"
#include "engine/rules/dated_form.h"
#include "engine/rules/rule_set.h"

#include <algorithm>
#include <utility>

namespace fascicolo::engine {
namespace {

using Kind = JsonValue::Kind;

enum class RulesKind { kFee };
constexpr std::array kKinds{Word<RulesKind>{"fee", RulesKind::kFee}};
constexpr std::array kPer{Word<FeePer>{"hour", FeePer::kHour},     Word<FeePer>{"meal", FeePer::kMeal},
                          Word<FeePer>{"load", FeePer::kLoad},     Word<FeePer>{"access", FeePer::kAccess},
                          Word<FeePer>{"day", FeePer::kDay},       Word<FeePer>{"month", FeePer::kMonth}};
constexpr std::array kTogether{Word<Together>{"highest", Together::kHighest},
                               Word<Together>{"added", Together::kAdded}};

constexpr std::int64_t kWholeCost = 100'00;             // hundredths of a percent
constexpr std::int64_t kMaxSurchargePercent = 1000'00;  // hundredths of a percent

// How a stretch spells its values: level, or from one to the other.
struct ValueKeys {
  std::string_view level;
  std::string_view from;
  std::string_view to;
};
constexpr ValueKeys kFeeKeys{"fee", "fee_from", "fee_to"};
constexpr ValueKeys kPercentKeys{"percent", "percent_from", "percent_to"};

std::int64_t ReadValue(Form& form, std::string_view key, std::int64_t least, std::int64_t most) {
  const std::optional<std::int64_t> value = form.Points(key);
  if (value && (*value < least || *value > most)) {
    form.Add(key, FormatHundredths(*value) + " is out of range",
             "from \"" + FormatHundredths(least) + "\" to \"" + FormatHundredths(most) + "\"");
  }
  return value.value_or(least);
}

// "fee", or "fee_from" and "fee_to"; or the same of "percent".
void ReadValues(Form& form, bool may_be_line, FeeStretch& stretch) {
  stretch.is_of_cost = form.Has(kPercentKeys.level) || form.Has(kPercentKeys.from);
  const ValueKeys& keys = stretch.is_of_cost ? kPercentKeys : kFeeKeys;
  const ValueKeys& others = stretch.is_of_cost ? kFeeKeys : kPercentKeys;
  const std::int64_t most = stretch.is_of_cost ? kWholeCost : kMaxPointsHundredths;
  for (const std::string_view other : {others.level, others.from, others.to}) {
    form.Refuse(other, "the stretch has a " + std::string(keys.level));
  }
  if (may_be_line && (form.Has(keys.from) || form.Has(keys.to))) {
    form.Refuse(keys.level, "the stretch is a line");
    stretch.at_start = ReadValue(form, keys.from, 0, most);
    stretch.at_end = ReadValue(form, keys.to, 0, most);
    return;
  }
  for (const std::string_view end : {keys.from, keys.to}) form.Refuse(end, "a line wants a \"to\"");
  stretch.at_start = stretch.at_end = ReadValue(form, keys.level, 0, most);
}

void CheckEnd(Form& form, const std::vector<FeeStretch>& before, bool is_last, const FeeStretch& stretch) {
  if (is_last && stretch.to) return form.Refuse("to", "the last stretch has no end");
  if (!is_last && !form.Has("to")) {
    return form.Add("to", "the key is missing", "a to in every stretch but the last");
  }
  if (before.empty() || !before.back().to || !stretch.to || *stretch.to > *before.back().to) return;
  form.Add("to", std::to_string(*stretch.to) + " does not ascend",
           std::to_string(*before.back().to + 1) + " or more");
}

std::vector<FeeStretch> ReadTable(Form& form) {
  std::vector<FeeStretch> table;
  const JsonValue* list = form.List("table", 1);
  if (list == nullptr) return table;
  for (std::size_t i = 0; i < list->items.size(); ++i) {
    Form entry(list->items[i], PointerTo(form.PlaceOf("table"), i), form.errors());
    const bool is_last = i + 1 == list->items.size();
    FeeStretch stretch;
    stretch.to = entry.OptionalInteger("to", 1, kMaxThreshold);
    CheckEnd(entry, table, is_last, stretch);
    ReadValues(entry, !is_last, stretch);
    if (entry.Has("needs_acceptance")) stretch.needs_acceptance = entry.Flag("needs_acceptance").value_or(false);
    entry.RefuseOtherKeys();
    table.push_back(stretch);
  }
  return table;
}

std::optional<FeeStretch> ReadMissing(Form& form) {
  const JsonValue* member = form.Optional("missing", Kind::kObject, "{\"fee\": \"11\"}");
  if (member == nullptr) return std::nullopt;
  Form read(*member, form.PlaceOf("missing"), form.errors());
  FeeStretch stretch;
  ReadValues(read, false, stretch);
  read.RefuseOtherKeys();
  return stretch;
}

void ReadSurcharges(Form& form, FeeRules& rules) {
  if (!form.Has("surcharges")) {
    return form.Refuse("together", "there are no surcharges");
  }
  form.Each("surcharges", 1, [&](const JsonValue& item, const std::string& place) {
    Form entry(item, place, form.errors());
    Surcharge surcharge{.code = entry.Code("code"), .name = entry.Name("name")};
    surcharge.percent_hundredths = ReadValue(entry, "percent", 1, kMaxSurchargePercent);
    entry.RefuseOtherKeys();
    const bool is_taken =
        std::any_of(rules.surcharges.begin(), rules.surcharges.end(), [&](const Surcharge& other) {
          return !surcharge.code.empty() && other.code == surcharge.code;
        });
    if (is_taken) entry.Add("code", "\"" + surcharge.code + "\" stands twice", "every code once");
    rules.surcharges.push_back(std::move(surcharge));
  });
  rules.together = form.OneOf("together", kTogether);
}

}  // namespace

Result<FeeRules, std::vector<FormError>> ParseFeeRules(std::string_view json) {
  const Result<JsonValue, std::vector<FormError>> tree = ParseJson(json);
  if (!tree) return tree.error();
  FormErrors errors;
  Form form(*tree, "", errors);
  FeeRules rules;
  (void)form.OneOf("kind", kKinds);
  ReadDated(form, rules);
  rules.per = form.OneOf("per", kPer);
  rules.table = ReadTable(form);
  rules.missing = ReadMissing(form);
  rules.round_to_cents = ReadRounding(form);
  if (form.Has("percent_step")) rules.percent_step = ReadValue(form, "percent_step", 1, kWholeCost);
  ReadSurcharges(form, rules);
  if (form.Has("per_operator")) rules.is_per_operator = form.Flag("per_operator").value_or(false);
  form.RefuseOtherKeys();
  if (!errors.empty()) return std::move(errors).Take();
  return rules;
}

std::string_view TextOf(FeePer value) { return TextIn(kPer, value); }
std::string_view TextOf(Together value) { return TextIn(kTogether, value); }

}  // namespace fascicolo::engine
