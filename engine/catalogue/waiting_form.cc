// Capacity, waiting list and suspension of a sheet.
#include "engine/catalogue/sheet_forms.h"
#include "engine/catalogue/sheet_words.h"

#include <algorithm>

namespace fascicolo::engine {
namespace {

using Kind = JsonValue::Kind;

void ReadPenalty(Form& form, ListRules& waiting) {
  const std::optional<OnRefusal> on_refusal = form.Pick("on_refusal", kOnRefusal);
  if (!on_refusal) {
    (void)form.Has("refusal_penalty_points");
    return;
  }
  waiting.on_refusal = *on_refusal;
  if (*on_refusal != OnRefusal::kPenalty) {
    form.Refuse("refusal_penalty_points", "only with on_refusal \"penalty\" are points taken");
    return;
  }
  const std::optional<std::int64_t> points = form.Points("refusal_penalty_points");
  if (points && *points <= 0) {
    form.Add("refusal_penalty_points", "a penalty is the number of points that are taken off",
             "points above 0, without a minus");
  }
  waiting.refusal_penalty_hundredths = points.value_or(0);
}

std::optional<Revalidation> ReadRevalidation(Form& form) {
  const JsonValue* member =
      form.Optional("revalidation", Kind::kObject,
                    "{\"every_days\": 180, \"answer_days\": 30, \"on_silence\": \"remove\"}");
  if (member == nullptr) return std::nullopt;
  Form read(*member, form.PlaceOf("revalidation"), form.errors());
  Revalidation revalidation;
  const auto every = read.RequiredInteger("every_days", 30, 1825);
  const auto answer = read.RequiredInteger("answer_days", 1, 365);
  if (every && answer && *answer >= *every) {
    read.Add("answer_days", "the next call would come before this one is answered",
             "fewer days than every_days");
  }
  revalidation.every_days = static_cast<int>(every.value_or(0));
  revalidation.answer_days = static_cast<int>(answer.value_or(0));
  revalidation.on_silence = read.OneOf("on_silence", kOnSilence);
  read.RefuseOtherKeys();
  return revalidation;
}

OpenPeriod ReadOpenPeriod(Form form, const std::vector<OpenPeriod>& before) {
  const std::optional<Day> from = form.Date("from");
  const std::optional<Day> to = form.Date("to");
  form.RefuseOtherKeys();
  if (from && to && *to < *from) {
    form.Add("to", FormatDay(*to) + " lies before the period's from", FormatDay(*from) + " or later");
  }
  if (from && !before.empty() && *from <= before.back().to) {
    form.Add("from", "the period before has not ended", "a day after " + FormatDay(before.back().to));
  }
  return {from.value_or(Day{}), to.value_or(Day{})};
}

void ReadClosing(Form& form, ListRules& waiting) {
  if (form.Has("closed")) waiting.is_closed = form.Flag("closed").value_or(false);
  if (!form.Has("open_periods")) return;
  if (waiting.is_closed) return form.Refuse("open_periods", "the list is closed");
  form.Each("open_periods", 1, [&](const JsonValue& item, const std::string& place) {
    waiting.open_periods.push_back(
        ReadOpenPeriod(Form(item, place, form.errors()), waiting.open_periods));
  });
}

ListRules ReadList(Form form) {
  ListRules waiting;
  const std::optional<WaitingPolicy> policy = form.Pick("policy", kPolicies);
  waiting.policy = policy.value_or(WaitingPolicy::kArrival);
  if (policy == WaitingPolicy::kPoints) {
    waiting.rule_set = form.Code("rule_set");
  } else if (policy == WaitingPolicy::kArrival) {
    form.Refuse("rule_set", "with the policy \"arrival\" no points are given");
  } else {
    (void)form.Has("rule_set");
  }
  waiting.on_free = form.OneOf("on_free", kOnFree);
  waiting.offer_days = static_cast<int>(form.Integer("offer_days", 1, 365));
  ReadPenalty(form, waiting);
  if (policy == WaitingPolicy::kArrival && waiting.on_refusal == OnRefusal::kPenalty) {
    form.Add("on_refusal", "a list by arrival has no points to take", "one of keep, remove");
  }
  waiting.on_silence = form.OneOf("on_silence", kOnSilence);
  waiting.reentry_days = static_cast<int>(form.Integer("reentry_days", 0, 3650));
  waiting.revalidation = ReadRevalidation(form);
  ReadClosing(form, waiting);
  form.RefuseOtherKeys();
  return waiting;
}

}  // namespace

std::optional<CapacityModel> ReadCapacity(Form& form, Sheet& sheet) {
  const JsonValue* member = form.Required("capacity", Kind::kObject,
                                          "{\"model\": \"pool\", \"unit\": \"minutes_per_week\"}");
  if (member == nullptr) return std::nullopt;
  Form capacity(*member, form.PlaceOf("capacity"), form.errors());
  const std::optional<CapacityModel> model = capacity.Pick("model", kCapacityModels);
  if (!model) return std::nullopt;
  sheet.capacity = *model;
  switch (*model) {
    case CapacityModel::kNone:
      capacity.Refuse("unit", "the model is none");
      break;
    case CapacityModel::kPool:
      sheet.unit = capacity.OneOf("unit", kPoolUnits);
      break;
    case CapacityModel::kPlaces:
      sheet.unit = capacity.OneOf("unit", kPlaceUnits);
      break;
  }
  capacity.RefuseOtherKeys();
  return model;
}

std::optional<ListRules> ReadWaiting(Form& form, std::optional<CapacityModel> capacity) {
  if (!capacity) {
    (void)form.Has("waiting");
    return std::nullopt;
  }
  if (*capacity == CapacityModel::kNone) {
    form.Refuse("waiting", "without a capacity nobody waits");
    return std::nullopt;
  }
  const JsonValue* member = form.Required("waiting", Kind::kObject,
                                          "who is next when capacity is free: {\"policy\": ...}");
  if (member == nullptr) return std::nullopt;
  return ReadList(Form(*member, form.PlaceOf("waiting"), form.errors()));
}

std::optional<Suspension> ReadSuspension(Form& form) {
  const JsonValue* member = form.Optional(
      "suspension", Kind::kObject, "{\"keeps_place\": true, \"max_days\": 30, \"reasons\": [...]}");
  if (member == nullptr) return std::nullopt;
  Form read(*member, form.PlaceOf("suspension"), form.errors());
  Suspension suspension;
  suspension.keeps_place = read.Flag("keeps_place").value_or(true);
  suspension.max_days = static_cast<int>(read.Integer("max_days", 1, 3650));
  suspension.reasons = read.LabelledList("reasons", 1);
  read.RefuseOtherKeys();
  return suspension;
}

bool IsListOpen(const ListRules& waiting, Day applied_on) {
  if (waiting.is_closed) return false;
  return waiting.open_periods.empty() ||
         std::any_of(waiting.open_periods.begin(), waiting.open_periods.end(),
                     [&](const OpenPeriod& period) { return period.from <= applied_on && applied_on <= period.to; });
}

}  // namespace fascicolo::engine
