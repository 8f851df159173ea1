// fascicolo absences: which workers are away, who stands in, and on which days nobody does.
#include "connectors/cli/labels.h"
#include "connectors/program/commands.h"
#include "connectors/program/entities.h"
#include "connectors/program/reading.h"
#include "engine/families/limits.h"
#include "engine/families/worker_absence.h"
#include "projections/caseload.h"

#include <algorithm>
#include <memory>

namespace fascicolo::program {
namespace {

constexpr int kDaysAhead = 30;  ///< where nothing is said

struct AbsencesOptions {
  std::optional<std::string> until;
  std::optional<std::string> as_of;
  bool uncovered = false;
};

/// Days on which somebody is away, and the open cases that they lead now.
struct Line {
  engine::AwayDays days;
  projections::WorkerTotalsRow led;
};

std::vector<Line> LinesOf(const engine::State& state, Reading& reading, Day until, bool uncovered) {
  std::vector<Line> lines;
  const projections::ViewReader views(reading.rows());
  for (auto& days : engine::AwayWithin(state, reading.today(), until)) {
    if (uncovered && days.is_covered()) continue;
    auto led = views.Find<projections::WorkerTotalsTable>(days.worker);
    lines.push_back({std::move(days), std::move(led).value_or(projections::WorkerTotalsRow{})});
  }
  return lines;
}

constexpr std::string_view kAbsencesShape =
    "today: day, until: day, uncovered: count, absences: [{worker: text, from: day, until: day, substitute: text, substitute_away: flag, "
    "covered: flag, cases: count, weight: count}]";

Value FormOf(const Line& line) {
  return cli::Object()
      .Add("worker", line.days.worker)
      .Add("from", line.days.from)
      .Add("until", line.days.until)
      .Add("substitute", line.days.substitute)
      .Add("substitute_away", line.days.is_substitute_away)
      .Add("covered", line.days.is_covered())
      .Add("cases", line.led.cases)
      .Add("weight", line.led.weight)
      .Done();
}

std::uint64_t UncoveredIn(const std::vector<Line>& lines) {
  return static_cast<std::uint64_t>(std::count_if(lines.begin(), lines.end(), [](const Line& one) { return !one.days.is_covered(); }));
}

void Print(Session& session, const std::vector<Line>& lines) {
  cli::Table table;
  for (const char* column : {"column.worker", "column.from", "column.until", "field.substitute", "column.cases", "column.weight"}) {
    table.Column(session.Label(column));
  }
  for (const auto& [days, led] : lines) {
    std::string who = days.substitute.empty() ? session.Label("text.nobody") : days.substitute;
    if (days.is_substitute_away) who += " (" + session.Label("text.away") + ")";
    table.Row({days.worker, FormatDay(days.from), FormatDay(days.until), std::move(who), std::to_string(led.cases),
               std::to_string(led.weight)});
  }
  table.Print(session.terminal);
}

int Show(Session& session, Reading& reading, const AbsencesOptions& options) {
  Day until = reading.today() + kDaysAhead;
  if (options.until) {
    const auto day = ReadDay(*options.until, "--until");
    if (!day) return session.Fail(day.error());
    until = *day;
  }
  const auto state = reading.state();
  if (!state) return session.Fail(state.error());
  const auto lines = LinesOf(*state, reading, until, options.uncovered);
  if (!session.json()) {
    Print(session, lines);
    return cli::kExitDone;
  }
  Value::Array forms;
  for (const Line& line : lines) forms.push_back(FormOf(line));
  cli::Object answer;
  reading.AddStanding(answer);
  session.terminal.Json(answer.Add("today", reading.today())
                            .Add("until", std::min(until, reading.today() + engine::kMaxAwayHorizon))
                            .Add("uncovered", UncoveredIn(lines))
                            .Add("absences", std::move(forms))
                            .Done());
  return cli::kExitDone;
}

}  // namespace

void AddAbsences(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<AbsencesOptions>();
  auto options = arguments.Add(
      "absences",
      {"Shows which workers are away in the days to come, who stands in, and where nobody does",
       "Mostra quali operatori sono assenti nei prossimi giorni, chi li sostituisce e dove non c'è nessuno"},
      "  fascicolo absences --uncovered --data DIR", [&session, given] {
        return Answer(session, given->as_of, [&](Reading& reading) { return Show(session, reading, *given); });
      });
  options.Flag("--uncovered", given->uncovered, {"Only days on which nobody stands in", "Solo i giorni senza sostituto"});
  options.Text("--until", given->until,
               {"First day that is not looked at any more (default: 30 days ahead; at most 366)",
                "Primo giorno non più considerato (predefinito: fra 30 giorni; al massimo 366)"});
  options.Text("--as-of", given->as_of, kAsOfHelp);
  options.Answers("", StandingShape(kAbsencesShape));
}

}  // namespace fascicolo::program
