// What the procedure of a service wants and owes: assessments, documents, terms, fee, reports.
#include "engine/catalogue/sheet_forms.h"
#include "engine/catalogue/sheet_words.h"

#include <algorithm>

namespace fascicolo::engine {
namespace {

using Kind = JsonValue::Kind;

constexpr std::string_view kDecision = "decision";

// "days", "hours" or "months", one of the three.
void ReadLength(Form& form, Deadline& deadline) {
  if (form.Has("hours")) {
    deadline.unit = Deadline::Unit::kHours;
    deadline.length = static_cast<int>(form.Integer("hours", 1, 720));
    form.Refuse("days", "the term is in hours");
    form.Refuse("months", "the term is in hours");
  } else if (form.Has("months")) {
    deadline.unit = Deadline::Unit::kMonths;
    deadline.length = static_cast<int>(form.Integer("months", 1, 120));
    form.Refuse("days", "the term is in months");
  } else {
    deadline.length = static_cast<int>(form.RequiredInteger("days", 1, 3650).value_or(0));
  }
}

Deadline ReadDeadline(Form form) {
  Deadline deadline;
  deadline.code = form.Code("code");
  deadline.name = form.Name("name");
  ReadLength(form, deadline);
  deadline.ground = form.GroundIn("ground");
  if (form.Has("suspended_by")) {
    deadline.suspended_by = form.EachOnce("suspended_by", 1, kSuspends, "cause");
  }
  form.RefuseOtherKeys();
  return deadline;
}

// The term for the decision stands in the list only to say what suspends it.
void CheckDecision(Form& form, const std::string& place, const Deadline& deadline,
                   std::optional<std::int64_t> decision_days) {
  if (deadline.code != kDecision || deadline.unit != Deadline::Unit::kDays || !decision_days) return;
  if (deadline.length == 0 || deadline.length == *decision_days) return;
  form.errors().Add(PointerTo(place, "days"), "differs from decision_days", std::to_string(*decision_days));
}

std::vector<Deadline> ReadDeadlines(Form& form, std::optional<std::int64_t> decision_days) {
  std::vector<Deadline> deadlines;
  if (!form.Has("deadlines")) return deadlines;
  form.Each("deadlines", 0, [&](const JsonValue& item, const std::string& place) {
    Deadline deadline = ReadDeadline(Form(item, place, form.errors()));
    CheckDecision(form, place, deadline, decision_days);
    const bool is_taken = std::any_of(deadlines.begin(), deadlines.end(), [&](const Deadline& other) {
      return !deadline.code.empty() && other.code == deadline.code;
    });
    if (is_taken) {
      form.errors().Add(PointerTo(place, "code"), "\"" + deadline.code + "\" stands twice", "every code once");
    }
    deadlines.push_back(std::move(deadline));
  });
  return deadlines;
}

std::optional<Reporting> ReadReporting(Form& form) {
  const JsonValue* member = form.Optional(
      "reporting", Kind::kObject,
      "{\"macro_area\": \"services\", \"funding\": [\"municipal\"], \"management\": \"direct\", "
      "\"means_test\": \"isee\"}");
  if (member == nullptr) return std::nullopt;
  Form read(*member, form.PlaceOf("reporting"), form.errors());
  Reporting reporting;
  reporting.macro_area = read.OneOf("macro_area", kMacroAreas);
  if (read.Has("yearly_hours")) reporting.yearly_hours = read.Flag("yearly_hours").value_or(false);
  reporting.funding = read.EachOnce("funding", 1, kFunding, "source");
  reporting.management = read.OneOf("management", kManagement);
  reporting.means_test = read.OneOf("means_test", kMeansTests);
  read.RefuseOtherKeys();
  return reporting;
}

}  // namespace

void ReadProcedure(Form& form, Sheet& sheet) {
  const std::optional<std::int64_t> decision_days = form.RequiredInteger("decision_days", 1, 365);
  if (decision_days) sheet.decision_days = static_cast<int>(*decision_days);
  if (form.Has("incompatible_with")) {
    sheet.incompatible_with = form.TextsOnce("incompatible_with", 1, IsCode, "service", "the code of a service");
  }
  if (form.Has("assessments")) {
    sheet.assessments = form.TextsOnce("assessments", 1, IsCode, "instrument", "the code of an instrument");
  }
  if (form.Has("documents")) sheet.documents = form.LabelledList("documents", 1);
  if (form.Has("issued")) sheet.issued = form.LabelledList("issued", 1);
  sheet.deadlines = ReadDeadlines(form, decision_days);
  if (form.Has("fee")) sheet.fee = form.Code("fee");
  sheet.reporting = ReadReporting(form);
}

}  // namespace fascicolo::engine
