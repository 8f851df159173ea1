// fascicolo statistics: how many, of what, for whom, at what cost; and what came of it.
#include "connectors/program/commands.h"
#include "connectors/program/entities.h"
#include "connectors/program/statistics/counted.h"
#include "connectors/program/statistics/figure_forms.h"
#include "connectors/program/statistics/topics.h"

#include <algorithm>
#include <memory>

namespace fascicolo::program {
namespace {

/// By kind of deadline; or, as soon as something is asked that only figures have, as figures, which can be published.
int ShowTermsOrFigures(Session& session, Reading& reading, const StatisticsOptions& options) {
  const bool wants_figures = options.by || options.year || options.is_public || options.csv || options.restates;
  return wants_figures ? ShowFigures(session, reading, options) : ShowTerms(session, reading, options);
}

constexpr StatisticsTopic kTopics[] = {
    {"stocks", ShowFigures},   {"flows", ShowFigures},    {"users", ShowFigures},
    {"need", ShowFigures},     {"spending", ShowFigures}, {"outcomes", ShowFigures},
    {"attendance", ShowFigures},
    {"terms", ShowTermsOrFigures},
};

/// The query as it would be typed at once.
std::string QueryText(const StatisticsOptions& options) {
  std::string text = options.topic;
  const auto add = [&text](const char* name, const std::optional<std::string>& value) {
    if (value) text += std::string(" ") + name + " " + *value;
  };
  add("--of", options.of);
  add("--by", options.by);
  add("--year", options.year);
  add("--from", options.from);
  add("--to", options.to);
  if (options.is_public || options.csv) text += " --public";
  return text;
}

/// The figures that these would take the place of, which must be of the same query; zero: none are named.
Result<EntityId, FormError> FormerOf(Reading& reading, const projections::FigureQuery& query, const StatisticsOptions& options) {
  constexpr const char* kPlace = "--restates";
  if (!options.restates) return EntityId{};
  const engine::State state = reading.source().state();
  const auto former = FindEntity(state, *options.restates, kPlace, schema::EntityKind::figure);
  if (!former) return former;
  const auto row = state.Find<engine::FigureTable>(*former);
  if (row && row->query == query.Text()) return former;
  return FormError{kPlace, "names figures of another query", row ? row->query : std::string("published figures")};
}

int Statistics(Session& session, const StatisticsOptions& options) {
  const auto topic = std::find_if(std::begin(kTopics), std::end(kTopics),
                                  [&](const StatisticsTopic& one) { return one.word == options.topic; });
  if (topic == std::end(kTopics)) {
    std::string words;
    for (const StatisticsTopic& one : kTopics) words += (words.empty() ? "" : ", ") + std::string(one.word);
    return session.Usage("statistics of what? " + words);
  }
  return Answer(session, options.as_of, [&](Reading& reading) { return topic->show(session, reading, options); });
}

}  // namespace

int ShowFigures(Session& session, Reading& reading, const StatisticsOptions& options) {
  const auto query = projections::ParseQuery(QueryText(options), reading.today());
  if (!query) return session.Fail(query.error());
  const auto former = FormerOf(reading, *query, options);
  if (!former) return session.Fail(former.error());
  Counted counted(session, reading.source());
  if (Status done = counted.Follow(reading.standing().position); !done) return session.Fail(done.error());
  const std::string* told = counted.ResultOf(*former);
  if (!former->is_zero() && told == nullptr) return session.Fail(FormError{"--restates", kResultNotKept, {}});
  const auto table = TableOf(counted.careers(), *query, told);
  if (!table) return session.Fail(table.error());
  const auto breaches = table->Breaches();
  if (options.csv) {
    for (const std::string& line : CsvOf(*table, *query)) session.terminal.Line(line);
  } else if (session.json()) {
    Value::Array problems;
    for (const std::string& breach : breaches) problems.push_back(cli::Form(breach));
    cli::Object answer;
    reading.AddStanding(answer);
    session.terminal.Json(answer.Add("figures", FormOf(*table, *query))
                              .Add("breaches", std::move(problems))
                              .Add("not_understood", counted.careers().not_understood)
                              .Done());
  } else {
    Print(session, reading, *table, *query);
  }
  if (!session.json()) {
    for (const std::string& breach : breaches) session.Say(session.Label("text.breach") + ": " + breach);
  }
  return breaches.empty() ? cli::kExitDone : cli::kExitNo;
}

void AddStatistics(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<StatisticsOptions>();
  auto options = arguments.Add(
      "statistics",
      {"Counts stocks, flows, users, unmet need, spending, outcomes, attendance and terms, and proves the count",
       "Conta consistenze, flussi, utenti, bisogno insoddisfatto, spesa, esiti, presenze e termini, e ne dà la prova"},
      "  fascicolo statistics stocks --by area,month --year 2026 --data DIR\n"
      "  fascicolo statistics users --by area --csv > users.csv\n"
      "  fascicolo statistics terms --from 2026-01-01 --to 2026-06-30 --area elderly",
      [&session, given] { return Statistics(session, *given); });
  options.Text("TOPIC", given->topic,
               {"stocks, flows, users, need, spending, outcomes, attendance or terms (deadlines met, missed, suspended: "
                "by their kind, or with --by, --year, --public or --csv as figures)",
                "stocks (consistenze), flows (flussi), users (utenti), need (bisogno), spending (spesa), outcomes "
                "(esiti), attendance (presenze ai programmi), terms (termini rispettati, scaduti, sospesi: per tipo, "
                "o come dati con --by, --year, --public o --csv)"});
  options.Text("--of", given->of,
               {"What stocks, flows and users are of: services (default), cases in charge, or enrolments in programmes",
                "Di che cosa: services (servizi, predefinito), cases (fascicoli in carico) o enrolments (iscrizioni)"});
  options.Text("--by", given->by,
               {"Told apart by area,service,age_band,citizenship,district,month",
                "Distinti per area,service,age_band,citizenship,district,month"});
  options.Text("--year", given->year, {"The months of this year", "I mesi di quest'anno"});
  options.Text("--from", given->from,
               {"First month: 2026-01; of terms, the first day", "Primo mese: 2026-01; dei termini, il primo giorno"});
  options.Text("--to", given->to,
               {"Last month, included; of terms, the last day", "Ultimo mese, compreso; dei termini, l'ultimo giorno"});
  options.Text("--service", given->service,
               {"Terms of this service alone, by its code", "Solo i termini di questo servizio, con il suo codice"});
  options.Text("--area", given->area, {"Terms of this area alone", "Solo i termini di quest'area"});
  options.Flag("--public", given->is_public,
               {"For outside: cells that tell of fewer than 5 are suppressed, and what gives them away",
                "Per l'esterno: celle con meno di 5 oscurate, e con esse quelle che le rivelerebbero"});
  options.Text("--restates", given->restates,
               {"With --public: suppressed, too, is what a comparison with these published figures would tell",
                "Con --public: oscurato anche ciò che direbbe il confronto con questi dati pubblicati"});
  options.Flag("--csv", given->csv, {"As CSV, for outside", "In CSV, per l'esterno"});
  options.Text("--as-of", given->as_of, kAsOfHelp);
  options.Answers("TOPIC", StandingShape("figures: %, breaches: [text], not_understood: count", {kFiguresShape}));
  options.Answers("terms", TermsShape());
}

}  // namespace fascicolo::program
