// fascicolo caseload: who is in charge of whom.
#include "connectors/cli/labels.h"
#include "connectors/cli/shape.h"
#include "connectors/program/audit/placed_minors.h"
#include "connectors/program/caseload_form.h"
#include "connectors/program/commands.h"
#include "connectors/program/entities.h"
#include "connectors/program/reading.h"
#include "projections/caseload.h"

#include <memory>

namespace fascicolo::program {
namespace {

using projections::CaseEntry;

struct CaseloadOptions {
  std::optional<std::string> as_of;
  std::optional<std::string> worker;
  std::optional<std::string> area;
  std::optional<std::string> service;
  std::optional<std::string> urgency;
  std::optional<std::string> state;
  std::uint64_t limit = kDefaultLimit;
  std::uint64_t skip = 0;
  bool placed = false;
};

Result<projections::CaseFilter, FormError> FilterOf(const CaseloadOptions& options) {
  projections::CaseFilter filter;
  filter.worker = options.worker;
  filter.service = options.service;
  if (options.area) {
    const auto area = FindWord({schema::EnumNamesArea(), std::size(schema::EnumValuesArea())},
                               *options.area, "--area");
    if (!area) return area.error();
    filter.area = schema::EnumValuesArea()[*area];
  }
  if (options.urgency) {
    const auto urgency =
        FindWord({schema::EnumNamesUrgency(), std::size(schema::EnumValuesUrgency())},
                 *options.urgency, "--urgency");
    if (!urgency) return urgency.error();
    filter.urgency = schema::EnumValuesUrgency()[*urgency];
  }
  if (options.state) {
    constexpr engine::CaseState kStates[] = {
        engine::CaseState::kContact, engine::CaseState::kHandedOver, engine::CaseState::kInCharge,
        engine::CaseState::kDormant, engine::CaseState::kClosed,     engine::CaseState::kTransferred};
    const char* const names[] = {"contact", "handed_over", "in_charge", "dormant", "closed", "transferred"};
    const auto state = FindWord(names, *options.state, "--state");
    if (!state) return state.error();
    filter.state = kStates[*state];
  }
  return filter;
}

events::json::Value FormOf(const CaseEntry& entry) {
  const auto& row = entry.row;
  return cli::Object()
      .Add("case", entry.case_file)
      .Add("person", row.person)
      .Add("state", cli::WordOf(row.state))
      .Add("area", schema::EnumNameArea(row.area))
      .Add("desk", schema::EnumNameDesk(row.desk))
      .Add("urgency", schema::EnumNameUrgency(row.urgency))
      .Add("worker", row.worker)
      .Add("opened_on", row.opened_on)
      .Add("in_charge_since", row.in_charge_since)
      .Add("closed_on", row.closed_on)
      .Add("last_event_on", row.last_event_on)
      .Add("services", ServicesOf(row))
      .Add("imported", row.imported)
      .Add("frozen_since", entry.frozen_since)
      .Done();
}

constexpr std::string_view kCaseShape =
    "{case: id, person: id?, state: word, area: word, desk: word, urgency: word, worker: text, opened_on: day, "
    "in_charge_since: day?, closed_on: day?, last_event_on: day, imported: flag, frozen_since: count?, services: %}";

std::vector<std::string> CellsOf(const CaseEntry& entry, Reading& reading, Session& session) {
  const auto language = session.language();
  const auto& row = entry.row;
  std::string services;
  for (const auto& service : row.services) {
    if (!services.empty()) services += ", ";
    services += reading.ServiceName(service.service, language) + " (" +
                std::string(service.suspended ? cli::LabelOf(language, "activation_state.suspended")
                                              : cli::LabelOf(language, "activation_state",
                                                             cli::WordOf(service.state))) +
                ")";
  }
  std::string state(cli::LabelOf(language, "case_state", cli::WordOf(row.state)));
  if (row.imported) state += ", " + session.Label("text.imported");
  if (entry.frozen_since) state += ", " + session.Label("text.frozen");
  return {ToHex(entry.case_file),
          state,
          std::string(cli::LabelOf(language, "area", schema::EnumNameArea(row.area))),
          std::string(cli::LabelOf(language, "urgency", schema::EnumNameUrgency(row.urgency))),
          row.worker.empty() ? "-" : row.worker,
          row.in_charge_since ? FormatDay(*row.in_charge_since) : "-",
          FormatDay(row.last_event_on),
          services};
}

int Show(Session& session, Reading& reading, const projections::CaseFilter& filter, std::uint64_t limit,
         std::uint64_t skip) {
  if (const auto known = reading.CheckService(filter.service); !known)
    return session.Fail(known.error());
  Value::Array cases;
  cli::Table table;
  for (const char* column : {"case", "state", "area", "urgency", "worker", "in_charge_since",
                             "last_event", "services"}) {
    table.Column(session.Label(std::string("column.") + column));
  }
  const bool more = ThroughPages<EntityId>(
      limit,
      [&](const auto& after, std::size_t page) {
        return projections::FindCases(reading.rows(), filter, after, page);
      },
      [&](const projections::CasePage& page) {
        for (const CaseEntry& entry : page.cases) {
          if (session.json()) cases.push_back(FormOf(entry));
          if (!session.json()) table.Row(CellsOf(entry, reading, session));
        }
        return page.cases.size();
      },
      skip);
  if (session.json()) {
    cli::Object answer;
    reading.AddStanding(answer);
    session.terminal.Json(answer.Add("cases", std::move(cases)).Add("more", more).Done());
    return cli::kExitDone;
  }
  if (table.empty())
    session.Say(session.Label("text.nothing"));
  else
    table.Print(session.terminal);
  if (more) session.Say(session.Label("text.more"));
  return cli::kExitDone;
}

int Caseload(Session& session, const CaseloadOptions& options) {
  const auto filter = FilterOf(options);
  if (!filter) return session.Fail(filter.error());
  if (options.placed) {
    return Answer(session, options.as_of, [&](Reading& reading) { return ShowPlacedMinors(session, reading); });
  }
  return Answer(session, options.as_of,
                [&](Reading& reading) { return Show(session, reading, *filter, options.limit, options.skip); });
}

}  // namespace

void AddCaseload(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<CaseloadOptions>();
  auto options = arguments.Add(
      "caseload",
      {"Shows the open cases: who works on them, and what they have running",
       "Mostra i fascicoli aperti: chi li segue e quali servizi hanno in corso"},
      "  fascicolo caseload --worker anna.rossi\n"
      "  fascicolo caseload --area elderly --urgency urgent --as-of 2025-12-31",
      [&session, given] { return Caseload(session, *given); });
  options.Text("--worker", given->worker,
               {"Of this social worker; '' for cases that nobody has taken",
                "Di questo assistente sociale; '' per i fascicoli che nessuno ha in carico"});
  options.Text("--area", given->area,
               {"Of this area: elderly, minors_family, disabled, ...",
                "Di quest'area: elderly (anziani), minors_family (minori e famiglia), disabled "
                "(disabili), ..."});
  options.Text("--service", given->service,
               {"With this service open, by its code",
                "Con questo servizio aperto, con il suo codice"});
  options.Text("--urgency", given->urgency,
               {"ordinary, soon, urgent or emergency",
                "ordinary (ordinaria), soon (a breve), urgent (urgente) o emergency (emergenza)"});
  options.Text("--state", given->state,
               {"contact, handed_over, in_charge, dormant, closed or transferred (default: all that are open)",
                "contact (contatto), handed_over (passato), in_charge (in carico), dormant (quiescente), "
                "closed (chiuso) o transferred (trasferito); se manca: tutti gli aperti"});
  options.Flag("--placed", given->placed,
               {"Each placed minor instead: decree, reports, host, fee, days, 18th birthday, payer",
                "Invece, ogni minore inserito: provvedimento, relazioni, affidatario, retta, giorni, maggiore età, ente pagante"});
  options.Number("--limit", given->limit, kLimitHelp);
  options.Number("--skip", given->skip, kSkipHelp);
  options.Text("--as-of", given->as_of, kAsOfHelp);
  options.Answers("", StandingShape("cases: [%], more: flag", {cli::ShapeWith(kCaseShape, {kCaseServicesShape})}));
  options.Answers("--placed", StandingShape("placed: [%]", {kPlacedMinorShape}));
}

}  // namespace fascicolo::program
