// What a sheet of the family `plan` says about its plans.
#include "engine/catalogue/sheet_forms.h"

#include <algorithm>

namespace fascicolo::engine {
namespace {

using Kind = JsonValue::Kind;

PlanLimit ReadLimit(Form form, const Sheet& sheet) {
  PlanLimit limit;
  limit.activity = form.Code("activity");
  const auto is_it = [&](const Activity& activity) { return activity.code == limit.activity; };
  if (!limit.activity.empty() && std::none_of(sheet.activities.begin(), sheet.activities.end(), is_it)) {
    form.Add("activity", "\"" + limit.activity + "\" is no activity of this sheet", "one of its activities");
  }
  limit.below_age = static_cast<int>(form.OptionalInteger("below_age", 1, 120).value_or(0));
  limit.most_days = static_cast<int>(form.OptionalInteger("most_days", 1, 366).value_or(0));
  if (form.Has("helper")) limit.needs_helper = form.Flag("helper").value_or(false);
  form.RefuseOtherKeys();
  return limit;
}

PlanTerms ReadTerms(Form form, const Sheet& sheet) {
  PlanTerms terms;
  if (form.Has("certificate")) terms.needs_certificate = form.Flag("certificate").value_or(false);
  terms.base = form.Code("base");
  if (form.Has("cut")) terms.cut = form.Code("cut");
  if (form.Has("levels")) terms.levels = form.LabelledList("levels", 1);
  terms.expenses_day = static_cast<int>(form.Integer("expenses_day", 1, 28));
  if (form.Has("limits")) {
    form.Each("limits", 1, [&](const JsonValue& item, const std::string& place) {
      terms.limits.push_back(ReadLimit(Form(item, place, form.errors()), sheet));
    });
  }
  if (form.Has("provisional")) terms.provisional = form.Flag("provisional").value_or(false);
  form.RefuseOtherKeys();
  return terms;
}

}  // namespace

std::optional<PlanTerms> ReadPlan(Form& form, const Sheet& sheet) {
  if (sheet.family != Family::kPlan) {
    form.Refuse("plan", "only with the family \"plan\"");
    return std::nullopt;
  }
  const JsonValue* member =
      form.Optional("plan", Kind::kObject, "{\"base\": \"plan_162_base\", \"expenses_day\": 15}");
  if (member == nullptr) return std::nullopt;
  return ReadTerms(Form(*member, form.PlaceOf("plan"), form.errors()), sheet);
}

}  // namespace fascicolo::engine
