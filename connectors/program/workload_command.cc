// fascicolo workload: how much there is to do, for the team and, where that is agreed, for each worker.
#include "connectors/cli/labels.h"
#include "connectors/program/commands.h"
#include "connectors/program/reading.h"
#include "projections/caseload.h"

#include <memory>

namespace fascicolo::program {
namespace {

using projections::WorkerTotals;
using projections::WorkerTotalsRow;

struct WorkloadOptions {
  std::optional<std::string> as_of;
  bool per_worker = false;
};

/// Those who have a name, all together; and the cases that nobody has.
struct Team {
  std::uint64_t workers = 0;
  WorkerTotalsRow totals;
  WorkerTotalsRow nobody;
};

std::vector<WorkerTotals> AllTotals(const store::Rows& rows) {
  std::vector<WorkerTotals> all;
  for (auto page = projections::TotalsPerWorker(rows); !page.empty();
       page = projections::TotalsPerWorker(rows, all.back().worker)) {
    all.insert(all.end(), page.begin(), page.end());
    if (page.size() < projections::kMaxPage) break;
  }
  return all;
}

Team TeamOf(const std::vector<WorkerTotals>& all) {
  Team team;
  for (const auto& [worker, totals] : all) {
    if (worker.empty()) {
      team.nobody = totals;
      continue;
    }
    ++team.workers;
    team.totals.cases += totals.cases;
    team.totals.services += totals.services;
    team.totals.running += totals.running;
    team.totals.weight += totals.weight;
    for (std::size_t i = 0; i < projections::kUrgencies; ++i) {
      team.totals.by_urgency[i] += totals.by_urgency[i];
    }
  }
  return team;
}

constexpr std::string_view kTotalsShape =
    "{cases: count, by_urgency: {*: count}, services: count, running: count, weight: count}";

Value FormOf(const WorkerTotalsRow& totals) {
  cli::Object urgencies;
  for (std::size_t i = 0; i < projections::kUrgencies; ++i) {
    urgencies.Add(schema::EnumNameUrgency(schema::EnumValuesUrgency()[i]), totals.by_urgency[i]);
  }
  return cli::Object()
      .Add("cases", totals.cases)
      .Add("by_urgency", urgencies.Done())
      .Add("services", totals.services)
      .Add("running", totals.running)
      .Add("weight", totals.weight)
      .Done();
}

void AddRow(cli::Table& table, std::string who, const WorkerTotalsRow& totals) {
  table.Row({std::move(who), std::to_string(totals.cases), std::to_string(totals.services),
             std::to_string(totals.running), std::to_string(totals.weight)});
}

int Show(Session& session, Reading& reading, bool per_worker) {
  const auto all = AllTotals(reading.rows());
  const Team team = TeamOf(all);
  if (session.json()) {
    cli::Object answer;
    reading.AddStanding(answer);
    answer.Add("workers", team.workers).Add("team", FormOf(team.totals)).Add("nobody", FormOf(team.nobody));
    if (per_worker) {
      Value::Array each;
      for (const auto& [worker, totals] : all) {
        if (!worker.empty())
          each.push_back(cli::Object().Add("worker", worker).Add("totals", FormOf(totals)).Done());
      }
      answer.Add("per_worker", std::move(each));
    }
    session.terminal.Json(answer.Done());
    return cli::kExitDone;
  }
  cli::Table table;
  for (const char* column : {"worker", "cases", "services", "running", "weight"}) {
    table.Column(session.Label(std::string("column.") + column));
  }
  AddRow(table, session.Label("text.team") + " (" + std::to_string(team.workers) + ")", team.totals);
  AddRow(table, session.Label("text.nobody"), team.nobody);
  for (const auto& [worker, totals] : all) {
    if (per_worker && !worker.empty()) AddRow(table, worker, totals);
  }
  table.Print(session.terminal);
  return cli::kExitDone;
}

int Workload(Session& session, const WorkloadOptions& options) {
  return Answer(session, options.as_of,
                [&](Reading& reading) { return Show(session, reading, options.per_worker); });
}

}  // namespace

void AddWorkload(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<WorkloadOptions>();
  auto options = arguments.Add(
      "workload",
      {"Shows how many cases the team has, weighted: 1 each, and 1 more for each step of urgency "
       "and each open service",
       "Mostra quanti fascicoli ha la squadra, con il loro peso: 1 ciascuno, più 1 per ogni grado "
       "di urgenza e per ogni servizio aperto"},
      "  fascicolo workload\n  fascicolo workload --per-worker --as-of 2025-12-31",
      [&session, given] { return Workload(session, *given); });
  options.Flag("--per-worker", given->per_worker,
               {"Each worker too: agree on it with the unions first (L. 300/1970, art. 4)",
                "Anche per operatore: va prima concordato con i sindacati (L. 300/1970, art. 4)"});
  options.Text("--as-of", given->as_of, kAsOfHelp);
  options.Answers("", StandingShape("workers: count, team: %, nobody: %, per_worker?: [{worker: text, totals: %}]",
                                     {kTotalsShape, kTotalsShape, kTotalsShape}));
}

}  // namespace fascicolo::program
