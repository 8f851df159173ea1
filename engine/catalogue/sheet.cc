#include "engine/catalogue/sheet.h"

#include "engine/catalogue/form.h"
#include "engine/catalogue/sheet_forms.h"
#include "engine/catalogue/sheet_words.h"
#include "engine/catalogue/siuss.h"

#include <algorithm>
#include <utility>

namespace fascicolo::engine {
namespace {

using Kind = JsonValue::Kind;

// "R01", "R03b".
bool IsRow(std::string_view text) {
  const auto is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
  if (text.size() < 3 || text.size() > 4 || text[0] != 'R') return false;
  if (!is_digit(text[1]) || !is_digit(text[2])) return false;
  return text.size() == 3 || (text[3] >= 'a' && text[3] <= 'z');
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

}  // namespace

Result<Sheet, std::vector<FormError>> ParseSheet(std::string_view json) {
  const Result<JsonValue, std::vector<FormError>> tree = ParseJson(json);
  if (!tree) return tree.error();
  FormErrors errors;
  Form form(*tree, "", errors);
  Sheet sheet;
  (void)form.Integer("format", kSheetFormat, kSheetFormat);
  sheet.code = form.Code("code");
  sheet.rows = form.TextsOnce("rows", 1, IsRow, "row", "a row of the request: \"R01\", \"R03b\"");
  sheet.name = form.Name("name");
  sheet.area = form.OneOf("area", kAreas);
  sheet.desks = form.EachOnce("desks", 1, kDesks, "desk");
  sheet.siuss = ReadSiuss(form);
  sheet.istat_area = form.OneOf("istat_area", kIstatAreas);
  sheet.fnps_level = static_cast<int>(form.Integer("fnps_level", 1, 5));
  sheet.family = form.OneOf("family", kFamilies);
  sheet.served = form.OneOf("served", kServed);
  const std::optional<CapacityModel> capacity = ReadCapacity(form, sheet);
  sheet.activities = ReadActivities(form, sheet.rows);
  sheet.waiting = ReadWaiting(form, capacity);
  sheet.placement = ReadPlacement(form, sheet);
  sheet.housing = ReadHousing(form, sheet);
  sheet.plan = ReadPlan(form, sheet);
  sheet.suspension = ReadSuspension(form);
  sheet.end_reasons = form.LabelledList("end_reasons", 1);
  sheet.refusal_reasons = form.LabelledList("refusal_reasons", 0);
  ReadProcedure(form, sheet);
  sheet.programme = ReadProgramme(form);
  sheet.act = form.OneOf("act", kActs);
  sheet.status = form.Status("status");
  sheet.legal_basis =
      form.Grounds("legal_basis", sheet.status == DocumentStatus::kConfirmed ? 1 : 0);
  form.RefuseOtherKeys();
  if (!errors.empty()) return std::move(errors).Take();
  return sheet;
}

}  // namespace fascicolo::engine
