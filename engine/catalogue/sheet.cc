#include "engine/catalogue/sheet.h"

#include "engine/catalogue/form.h"
#include "engine/catalogue/siuss.h"

#include <algorithm>
#include <utility>

namespace fascicolo::engine {
namespace {

using Kind = JsonValue::Kind;

constexpr std::array kAreas{Word<Area>{"elderly", Area::kElderly},
                            Word<Area>{"minors_family", Area::kMinorsFamily},
                            Word<Area>{"disabled", Area::kDisabled},
                            Word<Area>{"foreigners", Area::kForeigners},
                            Word<Area>{"poverty_adults", Area::kPovertyAdults},
                            Word<Area>{"general", Area::kGeneral}};
constexpr std::array kDesks{Word<Desk>{"families_minors", Desk::kFamiliesMinors},
                            Word<Desk>{"adults_elderly", Desk::kAdultsElderly},
                            Word<Desk>{"disabled", Desk::kDisabled},
                            Word<Desk>{"immigrants", Desk::kImmigrants}};
constexpr std::array kIstatAreas{Word<IstatArea>{"families_minors", IstatArea::kFamiliesMinors},
                                 Word<IstatArea>{"disabled", IstatArea::kDisabled},
                                 Word<IstatArea>{"dependencies", IstatArea::kDependencies},
                                 Word<IstatArea>{"elderly", IstatArea::kElderly},
                                 Word<IstatArea>{"immigrants", IstatArea::kImmigrants},
                                 Word<IstatArea>{"poverty_adults", IstatArea::kPovertyAdults},
                                 Word<IstatArea>{"multi_user", IstatArea::kMultiUser}};
constexpr std::array kFamilies{Word<Family>{"case_file", Family::kCaseFile},
                               Word<Family>{"service_unit", Family::kServiceUnit},
                               Word<Family>{"activation", Family::kActivation},
                               Word<Family>{"plan", Family::kPlan},
                               Word<Family>{"allowance", Family::kAllowance},
                               Word<Family>{"placement", Family::kPlacement},
                               Word<Family>{"ranking", Family::kRanking},
                               Word<Family>{"housing", Family::kHousing},
                               Word<Family>{"programme", Family::kProgramme}};
constexpr std::array kServed{Word<Served>{"person", Served::kPerson},
                             Word<Served>{"household", Served::kHousehold}};
constexpr std::array kCapacityModels{Word<CapacityModel>{"none", CapacityModel::kNone},
                                     Word<CapacityModel>{"pool", CapacityModel::kPool},
                                     Word<CapacityModel>{"places", CapacityModel::kPlaces}};
constexpr std::array kPoolUnits{Word<Unit>{"minutes_per_week", Unit::kMinutesPerWeek},
                                Word<Unit>{"meals_per_day", Unit::kMealsPerDay},
                                Word<Unit>{"loads_per_week", Unit::kLoadsPerWeek}};
constexpr std::array kPlaceUnits{Word<Unit>{"places", Unit::kPlaces},
                                 Word<Unit>{"beds", Unit::kBeds}};
constexpr std::array kPolicies{Word<WaitingPolicy>{"points", WaitingPolicy::kPoints},
                               Word<WaitingPolicy>{"arrival", WaitingPolicy::kArrival}};
constexpr std::array kOnFree{Word<OnFree>{"automatic", OnFree::kAutomatic},
                             Word<OnFree>{"by_office", OnFree::kByOffice}};
constexpr std::array kOnRefusal{Word<OnRefusal>{"keep", OnRefusal::kKeep},
                                Word<OnRefusal>{"penalty", OnRefusal::kPenalty},
                                Word<OnRefusal>{"remove", OnRefusal::kRemove}};
constexpr std::array kOnSilence{Word<OnSilence>{"keep", OnSilence::kKeep},
                                Word<OnSilence>{"remove", OnSilence::kRemove}};
constexpr std::array kActs{Word<ActKind>{"none", ActKind::kNone},
                           Word<ActKind>{"determination", ActKind::kDetermination}};

// "R01", "R03b".
bool IsRow(std::string_view text) {
  const auto is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
  if (text.size() < 3 || text.size() > 4 || text[0] != 'R') return false;
  if (!is_digit(text[1]) || !is_digit(text[2])) return false;
  return text.size() == 3 || (text[3] >= 'a' && text[3] <= 'z');
}

std::vector<std::string> ReadRows(Form& form) {
  std::vector<std::string> rows;
  form.Each("rows", 1, [&](const JsonValue& item, const std::string& place) {
    std::string row =
        TextItem(item, place, IsRow, "a row of the request: \"R01\", \"R03b\"", form.errors());
    if (!row.empty() && std::find(rows.begin(), rows.end(), row) != rows.end()) {
      form.errors().Add(place, "\"" + row + "\" stands twice", "every row once");
    }
    rows.push_back(std::move(row));
  });
  return rows;
}

std::vector<Desk> ReadDesks(Form& form) {
  std::vector<Desk> desks;
  form.Each("desks", 1, [&](const JsonValue& item, const std::string& place) {
    const std::optional<Desk> desk = PickItem(item, place, kDesks, form.errors());
    if (!desk) return;
    if (std::find(desks.begin(), desks.end(), *desk) != desks.end()) {
      form.errors().Add(place, Describe(item) + " stands twice", "every desk once");
    }
    desks.push_back(*desk);
  });
  return desks;
}

std::optional<SiussClass> ReadSiuss(Form& form) {
  if (form.IsNull("siuss")) return std::nullopt;
  const JsonValue* member =
      form.Required("siuss", Kind::kObject,
                    "{\"code\": \"A2.07\", \"area\": 2}, or null when the table has no code");
  if (member == nullptr) return std::nullopt;
  Form siuss(*member, form.PlaceOf("siuss"), form.errors());
  SiussClass read{.code = siuss.Text("code"),
                  .area = static_cast<int>(siuss.Integer("area", 1, 3))};
  if (!read.code.empty() && FindSiuss(read.code) == nullptr) {
    std::vector<std::string_view> codes;
    for (const SiussCode& entry : SiussTable()) codes.emplace_back(entry.code);
    const std::string_view nearest = NearestWord(read.code, codes);
    siuss.Add("code", "\"" + read.code + "\" is not in the official table",
              "a code of schemas/catalogue/codes/siuss.csv" +
                  (nearest.empty() ? "" : "; did you mean \"" + std::string(nearest) + "\"?"));
  }
  siuss.RefuseOtherKeys();
  return read;
}

// The model when it is known: whether a waiting list belongs to the sheet depends on it.
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

std::vector<Activity> ReadActivities(Form& form, const std::vector<std::string>& rows) {
  std::vector<Activity> activities;
  if (!form.Has("activities")) return activities;
  form.Each("activities", 0, [&](const JsonValue& item, const std::string& place) {
    Form entry(item, place, form.errors());
    Activity activity{
        .code = entry.Code("code"), .row = entry.Text("row"), .name = entry.Name("name")};
    entry.RefuseOtherKeys();
    const bool is_taken =
        std::any_of(activities.begin(), activities.end(), [&](const Activity& other) {
          return !activity.code.empty() && other.code == activity.code;
        });
    if (is_taken) entry.Add("code", "\"" + activity.code + "\" stands twice", "every code once");
    const bool has_unread_rows = std::find(rows.begin(), rows.end(), "") != rows.end();
    if (!activity.row.empty() && !has_unread_rows &&
        std::find(rows.begin(), rows.end(), activity.row) == rows.end()) {
      entry.Add("row", "\"" + activity.row + "\" is no row of this sheet", "one of its rows");
    }
    activities.push_back(std::move(activity));
  });
  return activities;
}

void ReadPenalty(Form& form, Waiting& waiting) {
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

Waiting ReadWaiting(Form form) {
  Waiting waiting;
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
  form.RefuseOtherKeys();
  return waiting;
}

std::optional<Waiting> ReadWaitingOf(Form& form, std::optional<CapacityModel> capacity) {
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
  return ReadWaiting(Form(*member, form.PlaceOf("waiting"), form.errors()));
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

}  // namespace

Result<Sheet, std::vector<FormError>> ParseSheet(std::string_view json) {
  const Result<JsonValue, std::vector<FormError>> tree = ParseJson(json);
  if (!tree) return tree.error();
  FormErrors errors;
  Form form(*tree, "", errors);
  Sheet sheet;
  (void)form.Integer("format", kSheetFormat, kSheetFormat);
  sheet.code = form.Code("code");
  sheet.rows = ReadRows(form);
  sheet.name = form.Name("name");
  sheet.area = form.OneOf("area", kAreas);
  sheet.desks = ReadDesks(form);
  sheet.siuss = ReadSiuss(form);
  sheet.istat_area = form.OneOf("istat_area", kIstatAreas);
  sheet.fnps_level = static_cast<int>(form.Integer("fnps_level", 1, 5));
  sheet.family = form.OneOf("family", kFamilies);
  sheet.served = form.OneOf("served", kServed);
  const std::optional<CapacityModel> capacity = ReadCapacity(form, sheet);
  sheet.activities = ReadActivities(form, sheet.rows);
  sheet.waiting = ReadWaitingOf(form, capacity);
  sheet.suspension = ReadSuspension(form);
  sheet.end_reasons = form.LabelledList("end_reasons", 1);
  sheet.refusal_reasons = form.LabelledList("refusal_reasons", 0);
  sheet.act = form.OneOf("act", kActs);
  sheet.decision_days = static_cast<int>(form.Integer("decision_days", 1, 365));
  sheet.status = form.Status("status");
  sheet.legal_basis =
      form.Grounds("legal_basis", sheet.status == DocumentStatus::kConfirmed ? 1 : 0);
  form.RefuseOtherKeys();
  if (!errors.empty()) return std::move(errors).Take();
  return sheet;
}

std::string_view TextOf(Area value) { return TextIn(kAreas, value); }
std::string_view TextOf(Desk value) { return TextIn(kDesks, value); }
std::string_view TextOf(IstatArea value) { return TextIn(kIstatAreas, value); }
std::string_view TextOf(Family value) { return TextIn(kFamilies, value); }
std::string_view TextOf(Served value) { return TextIn(kServed, value); }
std::string_view TextOf(CapacityModel value) { return TextIn(kCapacityModels, value); }
std::string_view TextOf(WaitingPolicy value) { return TextIn(kPolicies, value); }
std::string_view TextOf(OnFree value) { return TextIn(kOnFree, value); }
std::string_view TextOf(OnRefusal value) { return TextIn(kOnRefusal, value); }
std::string_view TextOf(OnSilence value) { return TextIn(kOnSilence, value); }
std::string_view TextOf(ActKind value) { return TextIn(kActs, value); }
std::string_view TextOf(Unit value) {
  if (value == Unit::kNone) return "none";
  const std::string_view of_pool = TextIn(kPoolUnits, value);
  return of_pool.empty() ? TextIn(kPlaceUnits, value) : of_pool;
}

}  // namespace fascicolo::engine
