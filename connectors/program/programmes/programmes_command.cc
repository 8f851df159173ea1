// fascicolo programmes: what is done for many at once, the training of workers, and how units are run.
#include "connectors/program/commands.h"
#include "connectors/program/entities.h"
#include "connectors/program/programmes/programme_forms.h"
#include "connectors/program/sample_values.h"

#include <memory>

namespace fascicolo::program {
namespace {

struct ProgrammesOptions {
  std::optional<std::string> programme;
  std::optional<std::string> service;
  std::optional<std::string> until;
  std::optional<std::string> as_of;
  bool training = false;
  bool units = false;
  std::uint64_t year = 0;  ///< 0: every one
};

int ShowOne(Session& session, Reading& reading, const engine::State& state, const std::string& text) {
  const auto id = FindEntity(state, text, "PROGRAMME", schema::EntityKind::programme);
  if (!id) return session.Fail(id.error());
  for (const ProgrammeLine& line : ProgrammeLines(state)) {
    if (line.programme != *id) continue;
    const Samples samples = SamplesBehind(state, {line.row.service}, reading.today());
    if (!session.json()) {
      WarnOfSamples(session, samples);
      PrintInFull(session, reading, line);
      return cli::kExitDone;
    }
    cli::Object answer;
    reading.AddStanding(answer);
    session.terminal.Json(answer.Add("samples", FormOfSamples(samples)).Add("programme", FormInFull(line)).Done());
    return cli::kExitDone;
  }
  return session.Fail(FormError{"PROGRAMME", "is no programme", {}});
}

int ShowAll(Session& session, Reading& reading, const engine::State& state, const std::optional<std::string>& service) {
  auto lines = ProgrammeLines(state);
  std::erase_if(lines, [&](const ProgrammeLine& line) { return service && line.row.service != *service; });
  std::set<std::string> services;
  for (const ProgrammeLine& line : lines) services.insert(line.row.service);
  const Samples samples = SamplesBehind(state, services, reading.today());
  if (!session.json()) {
    WarnOfSamples(session, samples);
    PrintProgrammes(session, reading, lines);
    return cli::kExitDone;
  }
  Value::Array forms;
  for (const ProgrammeLine& line : lines) forms.push_back(FormOf(line));
  cli::Object answer;
  reading.AddStanding(answer);
  session.terminal.Json(answer.Add("samples", FormOfSamples(samples)).Add("programmes", std::move(forms)).Done());
  return cli::kExitDone;
}

int ShowTraining(Session& session, Reading& reading, const engine::State& state, std::uint64_t year) {
  const auto wanted = year == 0 ? std::nullopt : std::optional(static_cast<int>(year));
  const auto lines = TrainingLines(state, wanted);
  if (!session.json()) {
    PrintTraining(session, lines);
    return cli::kExitDone;
  }
  Value::Array forms;
  for (const TrainingLine& line : lines) forms.push_back(FormOf(line));
  cli::Object answer;
  reading.AddStanding(answer);
  session.terminal.Json(answer.Add("training", std::move(forms)).Done());
  return cli::kExitDone;
}

int ShowUnits(Session& session, Reading& reading, const engine::State& state, const ProgrammesOptions& options,
              std::optional<Day> until) {
  auto lines = UnitLines(state, reading.today());
  std::erase_if(lines, [&](const UnitLine& line) {
    const bool ends_later = until && (!line.ends || *line.ends > *until);
    return ends_later || (options.service && line.service != *options.service);
  });
  if (!session.json()) {
    PrintUnits(session, reading, lines);
    return cli::kExitDone;
  }
  Value::Array forms;
  for (const UnitLine& line : lines) forms.push_back(FormOf(line, reading.today()));
  cli::Object answer;
  reading.AddStanding(answer);
  session.terminal.Json(answer.Add("today", reading.today()).Add("units", std::move(forms)).Done());
  return cli::kExitDone;
}

int Show(Session& session, Reading& reading, const ProgrammesOptions& options, std::optional<Day> until) {
  if (const auto known = reading.CheckService(options.service); !known) return session.Fail(known.error());
  const auto state = reading.state();
  if (!state) return session.Fail(state.error());
  if (options.programme) return ShowOne(session, reading, *state, *options.programme);
  if (options.training) return ShowTraining(session, reading, *state, options.year);
  if (options.units) return ShowUnits(session, reading, *state, options, until);
  return ShowAll(session, reading, *state, options.service);
}

int Programmes(Session& session, const ProgrammesOptions& options) {
  std::optional<Day> until;
  if (options.until) {
    const auto day = ReadDay(*options.until, "--until");
    if (!day) return session.Fail(day.error());
    until = *day;
  }
  if (options.year > 9'999) return session.Fail(FormError{"--year", "is no year", "a year of four digits"});
  return Answer(session, options.as_of, [&](Reading& reading) { return Show(session, reading, options, until); });
}

}  // namespace

void AddProgrammes(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<ProgrammesOptions>();
  auto options = arguments.Add(
      "programmes",
      {"Shows programmes with their enrolments, sessions, undertakings and bodies; training of workers; how units are run",
       "Mostra i programmi con iscrizioni, incontri, iniziative e organismi; la formazione; la gestione delle strutture"},
      "  fascicolo programmes\n"
      "  fascicolo programmes --training --year 2026\n"
      "  fascicolo programmes --units --until 2026-12-31",
      [&session, given] { return Programmes(session, *given); });
  options.Text("PROGRAMME", given->programme,
               {"One programme in full, by its id (default: all, a line each)",
                "Un programma per esteso, con il suo id (predefinito: tutti, una riga ciascuno)"});
  options.Flag("--training", given->training,
               {"Training credits by worker and year", "Crediti formativi per operatore e anno"});
  options.Number("--year", given->year, {"With --training: of this year only", "Con --training: solo di quest'anno"});
  options.Flag("--units", given->units,
               {"Units by the day on which their accreditation or contract ends; findings and complaints that are open",
                "Strutture per giorno di fine dell'accreditamento o del contratto; rilievi e reclami aperti"});
  options.Text("--until", given->until,
               {"With --units: those whose accreditation or contract ends by this day",
                "Con --units: quelle il cui accreditamento o contratto finisce entro questo giorno"});
  options.Text("--service", given->service,
               {"Of this service only, by its code", "Solo di questo servizio, con il suo codice"});
  options.Text("--as-of", given->as_of, kAsOfHelp);
  options.Answers("", StandingShape("samples: [text], programmes: [{%}]", {kProgrammeMembers}));
  options.Answers("PROGRAMME", StandingShape("samples: [text], programme: {%, %}", {kProgrammeMembers, kProgrammeInFullMembers}));
  options.Answers("--training", StandingShape("training: [%]", {kTrainingShape}));
  options.Answers("--units", StandingShape("today: day, units: [%]", {kUnitShape}));
}

}  // namespace fascicolo::program
