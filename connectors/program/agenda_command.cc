// fascicolo agenda: what falls due.
#include "connectors/cli/labels.h"
#include "connectors/cli/table.h"
#include "connectors/program/commands.h"
#include "connectors/program/entities.h"
#include "connectors/program/reading.h"
#include "connectors/program/sample_values.h"
#include "projections/agenda.h"

#include <memory>

namespace fascicolo::program {
namespace {

struct AgendaOptions {
  std::optional<std::string> from;
  std::optional<std::string> until;
  std::optional<std::string> kind;
  std::optional<std::string> weight;
  std::optional<std::string> service;
  std::optional<std::string> as_of;
  std::uint64_t limit = kDefaultLimit;
  std::uint64_t skip = 0;
};

/// The one of `values` whose word this is.
template <class Values>
auto Picked(const Values& values, const std::string& word, const char* option)
    -> Result<std::decay_t<decltype(values[0])>, FormError> {
  std::vector<std::string> words;
  for (const auto value : values) words.emplace_back(cli::WordOf(value));
  std::vector<const char*> names;
  for (const auto& one : words) names.push_back(one.c_str());
  const auto found = FindWord(names, word, option);
  if (!found) return found.error();
  return values[*found];
}

Result<projections::AgendaFilter, FormError> FilterOf(const AgendaOptions& options) {
  projections::AgendaFilter filter;
  filter.service = options.service;
  if (options.from) {
    const auto day = ReadDay(*options.from, "--from");
    if (!day) return day.error();
    filter.from = *day;
  }
  if (options.until) {
    const auto day = ReadDay(*options.until, "--until");
    if (!day) return day.error();
    filter.until = *day;
  }
  if (options.kind) {
    const auto kind = Picked(projections::kDueKinds, *options.kind, "--kind");
    if (!kind) return kind.error();
    filter.kind = *kind;
  }
  if (options.weight) {
    const auto weight = Picked(projections::kLegalWeights, *options.weight, "--weight");
    if (!weight) return weight.error();
    filter.weight = *weight;
  }
  return filter;
}

constexpr std::string_view kAgendaShape =
    "today: day, samples: [text], items: [{due_on: day, kind: word, what: text, weight: word, overdue: flag, about: id?, number: "
    "count, case: id?, unit: id?, service: text, opened_at: count, frozen_since: count?}], more: flag";

Value FormOf(const projections::DueItem& item) {
  return cli::Object()
      .Add("due_on", item.key.due_on)
      .Add("kind", cli::WordOf(item.key.kind))
      .Add("what", item.row.what)
      .Add("weight", cli::WordOf(item.row.weight))
      .Add("overdue", item.overdue)
      .Add("about", item.key.about)
      .Add("number", item.key.number)
      .Add("case", item.row.case_file)
      .Add("unit", item.row.unit)
      .Add("service", item.row.service)
      .Add("opened_at", item.row.opened_at)
      .Add("frozen_since", item.frozen_since)
      .Done();
}

int Show(Session& session, Reading& reading, const projections::AgendaFilter& filter, std::uint64_t limit,
         std::uint64_t skip) {
  if (const auto known = reading.CheckService(filter.service); !known)
    return session.Fail(known.error());
  const auto state = reading.state();
  if (!state) return session.Fail(state.error());
  Value::Array forms;
  std::set<std::string> services;
  cli::Table table;
  for (const char* column : {"due_on", "weight", "kind", "what", "service", "about", "case"}) {
    table.Column(session.Label(std::string("column.") + column));
  }
  table.Column("");
  const bool more = ThroughPages<projections::DueKey>(
      limit,
      [&](const auto& after, std::size_t page) {
        return projections::Agenda(reading.rows(), filter, after, page);
      },
      [&](const projections::AgendaPage& page) {
        for (const auto& item : page.items) {
          forms.push_back(FormOf(item));
          services.insert(item.row.service);
          table.Row(
              {FormatDay(item.key.due_on),
               std::string(cli::LabelOf(session.language(), "legal_weight", cli::WordOf(item.row.weight))),
               std::string(cli::LabelOf(session.language(), "due_kind", cli::WordOf(item.key.kind))),
               item.row.what.empty() ? "-" : cli::Printable(item.row.what),
               item.row.service.empty() ? "-" : reading.ServiceName(item.row.service, session.language()),
               ToHex(item.key.about),
               item.row.case_file.is_zero() ? "-" : ToHex(item.row.case_file),
               item.overdue ? session.Label("text.overdue") : ""});
        }
        return page.items.size();
      },
      skip);
  const Samples samples = SamplesBehind(*state, services, reading.today());
  if (session.json()) {
    cli::Object answer;
    reading.AddStanding(answer);
    session.terminal.Json(answer.Add("today", reading.today())
                              .Add("samples", FormOfSamples(samples))
                              .Add("items", std::move(forms))
                              .Add("more", more)
                              .Done());
    return cli::kExitDone;
  }
  WarnOfSamples(session, samples);
  if (table.empty())
    session.Say(session.Label("text.nothing"));
  else
    table.Print(session.terminal);
  if (more) session.Say(session.Label("text.more"));
  return cli::kExitDone;
}

int Agenda(Session& session, const AgendaOptions& options) {
  const auto filter = FilterOf(options);
  if (!filter) return session.Fail(filter.error());
  return Answer(session, options.as_of,
                [&](Reading& reading) { return Show(session, reading, *filter, options.limit, options.skip); });
}

}  // namespace

void AddAgenda(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<AgendaOptions>();
  auto options = arguments.Add("agenda",
                               {"Shows what falls due, the most overdue first",
                                "Mostra le scadenze, prima le più arretrate"},
                               "  fascicolo agenda --until 2026-03-31 --kind offer_expires",
                               [&session, given] { return Agenda(session, *given); });
  options.Text("--from", given->from,
               {"First day (default: from the most overdue on)",
                "Primo giorno (predefinito: dalla scadenza più arretrata)"});
  options.Text("--until", given->until, {"Last day, included", "Ultimo giorno, compreso"});
  options.Text("--kind", given->kind,
               {"offer_expires, offer_proposed, suspension_ends, service_ends, deadline, document, reply, "
                "review, meeting, permit_ends, identifier_ends, representation_ends, proposal, expenses, leftover, "
                "undertaking, accreditation_ends, contract_ends, finding or complaint",
                "offer_expires (scade un'offerta), offer_proposed (offerta da fare), "
                "suspension_ends (finisce una sospensione), service_ends (finisce un servizio), deadline "
                "(termine), document (documento), reply (risposta), review (verifica), meeting (incontro), "
                "permit_ends (soggiorno), identifier_ends (identificativo), representation_ends "
                "(rappresentanza), proposal (proposta), expenses (ricevute di un piano), leftover (economie di un piano), "
                "undertaking (iniziativa), accreditation_ends (accreditamento), contract_ends (contratto), finding "
                "(rilievo) o complaint (reclamo)"});
  options.Text("--weight", given->weight,
               {"Of this legal weight only: hours, law, regulation or office",
                "Solo di questo peso giuridico: hours (ore), law (legge), regulation (regolamento) o "
                "office (ufficio)"});
  options.Text("--service", given->service,
               {"Of this service only, by its code",
                "Solo di questo servizio, con il suo codice"});
  options.Number("--limit", given->limit, kLimitHelp);
  options.Number("--skip", given->skip, kSkipHelp);
  options.Text("--as-of", given->as_of, kAsOfHelp);
  options.Answers("", StandingShape(kAgendaShape));
}

}  // namespace fascicolo::program
