// fascicolo case: one case, as far as somebody may read it.
#include "connectors/cli/labels.h"
#include "connectors/program/caseload_form.h"
#include "connectors/program/commands.h"
#include "connectors/program/entities.h"
#include "connectors/program/files/levels_asked.h"
#include "connectors/program/reading.h"
#include "connectors/program/reads/typed_reading.h"
#include "projections/caseload.h"

#include <memory>

namespace fascicolo::program {
namespace {

struct CaseOptions {
  std::string case_file;
  std::vector<std::string> levels;
  std::optional<std::string> as_of;
};

/// Area, state, who works on it.
constexpr std::string_view kCaseFileShape =
    "case: {case: id, person?: id?, state?: word, area?: word, desk?: word, urgency?: word, worker?: text, "
    "co_responsible?: [{area: word, worker: text}], opened_on?: day, in_charge_since?: day?, closed_on?: day?, "
    "last_event_on?: day, imported?: flag, services?: %}, withheld: flag";

void AddHeader(const projections::CaseloadRow& row, const engine::CaseRow& state, cli::Object& form) {
  Value::Array co_responsible;
  for (const auto& one : state.co_responsible) {
    co_responsible.push_back(
        cli::Object().Add("area", schema::EnumNameArea(one.area)).Add("worker", one.worker).Done());
  }
  form.Add("area", schema::EnumNameArea(row.area))
      .Add("desk", schema::EnumNameDesk(row.desk))
      .Add("urgency", schema::EnumNameUrgency(row.urgency))
      .Add("worker", row.worker)
      .Add("co_responsible", std::move(co_responsible))
      .Add("opened_on", row.opened_on)
      .Add("in_charge_since", row.in_charge_since)
      .Add("closed_on", row.closed_on)
      .Add("last_event_on", row.last_event_on)
      .Add("imported", row.imported);
}

void PrintCaseForm(Session& session, const Value& form) {
  for (const auto& member : *form.As<Value::Object>()) {
    const std::string name(cli::LabelOf(session.language(), "column", member.key));
    const auto* text = member.value.As<std::string>();
    session.terminal.Line(name + ": " + (text != nullptr ? *text : events::json::PrintJson(member.value)));
  }
}

int Show(Session& session, Reading& reading, const CaseOptions& options) {
  const auto levels = LevelsAsked::Of(options.levels);
  if (!levels) return session.Fail(levels.error());
  const auto state = reading.state();
  if (!state) return session.Fail(state.error());
  const auto entity = FindEntity(*state, options.case_file, "CASE", schema::EntityKind::case_file);
  if (!entity) return session.Fail(entity.error());
  const auto row = projections::ViewReader(reading.rows()).Find<projections::CaseloadTable>(*entity);
  const auto case_row = state->FindEntity<engine::CaseTable>(*entity);
  if (!row || !case_row) return session.Fail(FormError{"CASE", "is not understood by this program", {}});
  const Status recorded = RecordTyped(session, reading.node(), {.question = "case", .files = {*entity}, .use = {}});
  if (!recorded) return session.Fail(recorded.error());
  cli::Object form;
  form.Add("case", *entity);
  if (levels->ReadsAnything()) form.Add("person", row->person).Add("state", cli::WordOf(row->state));
  if (levels->Reads("header")) AddHeader(*row, *case_row, form);
  if (levels->Reads("header") || levels->Reads("administrative")) form.Add("services", ServicesOf(*row));
  const Value done = form.Done();
  if (!session.json()) {
    PrintCaseForm(session, done);
    return cli::kExitDone;
  }
  cli::Object answer;
  reading.AddStanding(answer);
  session.terminal.Json(answer.Add("case", done).Add("withheld", !levels->Reads("header")).Done());
  return cli::kExitDone;
}

}  // namespace

void AddCase(cli::Arguments& arguments, Session& session) {
  const auto given = std::make_shared<CaseOptions>();
  auto options = arguments.Add("case",
                               {"Shows one case: its area and state, who works on it, which services it has",
                                "Mostra un fascicolo: area e stato, chi lo segue, quali servizi ha"},
                               "  fascicolo case 5f0c6d0e\n"
                               "  fascicolo case 5f0c6d0e --level administrative --as-of 2025-12-31\n",
                               [&session, given] {
                                 return Answer(session, given->as_of,
                                               [&](Reading& reading) { return Show(session, reading, *given); });
                               });
  options.Text("CASE", given->case_file, {"Its id; the first digits do", "Il suo id; bastano le prime cifre"}, true);
  options.Texts("--level", given->levels, kLevelHelp);
  options.Text("--as-of", given->as_of, kAsOfHelp);
  options.Answers("", StandingShape(kCaseFileShape, {kCaseServicesShape}));
}

}  // namespace fascicolo::program
