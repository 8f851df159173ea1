// What programmes of a service consist of.
#include "engine/catalogue/sheet_forms.h"
#include "engine/catalogue/sheet_words.h"

#include <algorithm>

namespace fascicolo::engine {
namespace {

using Kind = JsonValue::Kind;

constexpr std::int64_t kMinutesOfAWeek = 7 * 24 * 60;

std::optional<PactRules> ReadPact(Form& form) {
  const JsonValue* member =
      form.Optional("pact", Kind::kObject, "{\"least_weekly_minutes\": 480, \"most_weekly_minutes\": 960}");
  if (member == nullptr) return std::nullopt;
  Form read(*member, form.PlaceOf("pact"), form.errors());
  PactRules pact;
  pact.least_weekly_minutes = static_cast<int>(read.Integer("least_weekly_minutes", 0, kMinutesOfAWeek));
  pact.most_weekly_minutes =
      static_cast<int>(read.Integer("most_weekly_minutes", std::max(1, pact.least_weekly_minutes), kMinutesOfAWeek));
  read.RefuseOtherKeys();
  return pact;
}

std::optional<TrainingRules> ReadTraining(Form& form, bool has_staff) {
  if (!has_staff) {
    form.Refuse("training", "no staff attend");
    return std::nullopt;
  }
  const JsonValue* member =
      form.Required("training", Kind::kObject, "{\"yearly_credits\": 20, \"least_percent\": 80}");
  if (member == nullptr) return std::nullopt;
  Form read(*member, form.PlaceOf("training"), form.errors());
  TrainingRules training;
  training.yearly_credits = static_cast<int>(read.Integer("yearly_credits", 1, 1'000));
  training.least_percent = static_cast<int>(read.Integer("least_percent", 0, 100));
  read.RefuseOtherKeys();
  return training;
}

std::optional<BodyRules> ReadBodies(Form& form) {
  const JsonValue* member = form.Optional("bodies", Kind::kObject,
                                          "{\"term_months\": 36, \"quorum_percent\": 50, \"majority_percent\": 50}");
  if (member == nullptr) return std::nullopt;
  Form read(*member, form.PlaceOf("bodies"), form.errors());
  BodyRules bodies;
  bodies.term_months = static_cast<int>(read.Integer("term_months", 1, 120));
  bodies.quorum_percent = static_cast<int>(read.Integer("quorum_percent", 0, 99));
  bodies.majority_percent = static_cast<int>(read.Integer("majority_percent", 0, 99));
  read.RefuseOtherKeys();
  return bodies;
}

}  // namespace

std::optional<ProgrammeRules> ReadProgramme(Form& form) {
  const JsonValue* member = form.Optional("programme", Kind::kObject, "{\"attendance\": [\"by_name\"]}");
  if (member == nullptr) return std::nullopt;
  Form read(*member, form.PlaceOf("programme"), form.errors());
  ProgrammeRules rules;
  if (read.Has("attendance")) rules.attendance = read.EachOnce("attendance", 1, kAttendanceModes, "mode");
  const auto attend = [&](AttendanceMode mode) {
    return std::find(rules.attendance.begin(), rules.attendance.end(), mode) != rules.attendance.end();
  };
  if (read.Has("insured")) rules.is_insured = read.Flag("insured").value_or(false);
  rules.pact = ReadPact(read);
  rules.training = ReadTraining(read, attend(AttendanceMode::kStaff));
  if (read.Has("undertakings")) rules.undertakings = read.EachOnce("undertakings", 1, kUndertakings, "kind");
  rules.bodies = ReadBodies(read);
  if (!attend(AttendanceMode::kByName)) {
    constexpr std::string_view kBecause = "nobody attends by name";
    if (rules.is_insured) read.Refuse("insured", kBecause);
    if (rules.pact) read.Refuse("pact", kBecause);
  }
  read.RefuseOtherKeys();
  return rules;
}

}  // namespace fascicolo::engine
