// fascicolo prove: a receipt that others verify without us.
#include <memory>

#include "connectors/program/authority/whole_file.h"
#include "connectors/program/commands.h"
#include "connectors/program/entities.h"
#include "connectors/program/receipts/proving.h"
#include "connectors/program/receipts/report.h"

namespace fascicolo::program {
namespace {

struct ProveOptions {
  std::optional<std::string> entity;
  std::optional<std::string> event;
  bool place = false;
  bool plain = false;
  std::string node;
  std::string out;
};

Result<proof::Receipt> Make(Proving& proving, const ProveOptions& options, EntityId entity,
                            const std::optional<projections::HistoryRef>& event) {
  if (event) return proving.OfEvent(event->position, *event->event);
  return options.place ? proving.OfPlace(entity) : proving.OfHistory(entity);
}

int Hand(Session& session, const std::string& text, const ProveOptions& options) {
  if (options.out.empty()) {
    session.terminal.Line(std::string_view(text).substr(0, text.size() - 1));
    return cli::kExitDone;
  }
  if (Status written = WriteNewFile(options.out, text, FileAccess::kOwnerOnly); !written) {
    return session.Fail(written.error());
  }
  session.Say(session.Text("receipt: ", "ricevuta: ") + options.out);
  return cli::kExitDone;
}

int Show(Session& session, Reading& reading, const ProveOptions& options) {
  EntityId entity;
  std::optional<projections::HistoryRef> event;
  if (options.event) {
    const auto read = ReadEventPlace(*options.event);
    if (!read) return session.Fail(read.error());
    event = *read;
  } else {
    const auto found = FindEntity(reading.node().state(), *options.entity, "ENTITY");
    if (!found) return session.Fail(found.error());
    entity = *found;
  }
  auto proving = Proving::Begin(session, reading);
  if (!proving) return session.Fail(proving.error());
  if (!options.node.empty()) {
    const auto super = SuperLogging::Open(session, options.node, {});
    if (!super) return session.Fail(super.error());
    if (Status leads = (*proving)->LeadInto(**super); !leads) return session.Fail(leads.error());
    session.Say(session.Text("super-log's key: ", "chiave del registro di nodo: ") + (*super)->key().ToString());
  }
  const auto receipt = Make(**proving, options, entity, event);
  if (!receipt) return session.Fail(receipt.error());
  const auto checked = (*proving)->Check(*receipt);
  if (!checked) return session.Fail(checked.error());
  session.Say(session.Text("key: ", "chiave: ") + (*proving)->key().ToString());
  return Hand(session, options.plain ? receipt->ToString() : ReportOf(*receipt, *checked, (*proving)->key(), session), options);
}

int Prove(Session& session, const ProveOptions& options) {
  if (options.entity.has_value() == options.event.has_value() || (options.place && options.event)) {
    return session.Usage("prove what? ENTITY, with or without --place, or --event POSITION.NUMBER");
  }
  return Answer(session, std::nullopt, [&](Reading& reading) { return Show(session, reading, options); });
}

}  // namespace

void AddProve(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<ProveOptions>();
  auto options = arguments.Add(
      "prove",
      {"A receipt of one event, of a whole history or of a place on a list, which 'fascicolo-verify' verifies anywhere",
       "Una ricevuta di un evento, di una storia intera o di un posto in lista, che 'fascicolo-verify' verifica ovunque"},
      "  fascicolo prove 5f0c6d0e --out receipt.html\n"
      "  fascicolo prove 5f0c6d0e --place --out place.html\n"
      "  fascicolo prove --event 17.2 --plain",
      [&session, given] { return Prove(session, *given); });
  options.Text("ENTITY", given->entity,
               {"A case, a person, a service: all that happened to it", "Un fascicolo, una persona, un servizio: tutta la sua storia"});
  options.Text("--event", given->event,
               {"One event: POSITION.NUMBER, as 'history' shows it", "Un solo evento: POSIZIONE.NUMERO, come in 'history'"});
  options.Flag("--place", given->place,
               {"Of an application: its place on the waiting list", "Di una domanda: il suo posto in lista d'attesa"});
  options.Flag("--plain", given->plain,
               {"The receipt alone, without the page around it", "La sola ricevuta, senza la pagina da leggere"});
  options.Text("--node", given->node,
               {"Directory of the node's super-log, into which the receipt is to lead, too",
                "Cartella del registro di nodo, cui la ricevuta deve ricondurre"});
  options.Text("--out", given->out,
               {"File to be made (default: the standard output)", "File da creare (predefinito: l'uscita standard)"});
}

}  // namespace fascicolo::program
