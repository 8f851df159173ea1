#include "connectors/program/commands.h"

#include "connectors/program/remote/asking.h"

namespace fascicolo::program {

void AddEverywhere(cli::Arguments& arguments, Session& session) {
  auto everywhere = arguments.everywhere();
  PlaceOptions& place = session.options.place;
  everywhere.Text("--data", place.data,
                  {"Directory of the authority (or FASCICOLO_DATA); with --kafka a cache",
                   "Cartella dell'ente (oppure FASCICOLO_DATA); con --kafka una cache"});
  everywhere.Text("--kafka", place.kafka,
                  {"The ledger is on these Kafka brokers: host:port,...",
                   "Il registro è su questi broker Kafka: host:porta,..."});
  everywhere.Text("--authority", place.authority,
                  {"Which ledger there: its origin, as init told it",
                   "Quale registro: la sua origine, come detta da init"});
  everywhere.Text("--key", place.key,
                  {"File of the master key, with --kafka (or FASCICOLO_KEY)",
                   "File della chiave principale, con --kafka (oppure FASCICOLO_KEY)"});
  everywhere.Text("--kafka-config", place.kafka_config,
                  {"File of further client settings (security.protocol=...), one a line",
                   "File di altre impostazioni del client (security.protocol=...), una per riga"});
  everywhere.Text("--url", session.options.server.url,
                  {"Asks this server in the place of --data: https://host:port, or several with commas",
                   "Chiede a questo server invece che a --data: https://host:porta, o più d'uno con virgole"});
  everywhere.Text("--token-file", session.options.server.token_file,
                  {"File with the bearer token for --url (or FASCICOLO_TOKEN)",
                   "File con il token per --url (oppure FASCICOLO_TOKEN)"});
  everywhere.Text(
      "--ca", session.options.server.ca_file,
      {"PEM file of who signs the certificates of servers, and of other nodes (default: the system's)",
       "File PEM di chi firma i certificati dei server e degli altri nodi (predefinito: quelli del sistema)"});
  everywhere.Text(
      "--lang", session.options.language,
      {"Language of what people read: it or en", "Lingua di ciò che si legge: it o en"});
  everywhere.Flag("--json", session.options.json,
                  {"Answer in JSON (documented in connectors/program/README.md)",
                   "Risponde in JSON (documentato in connectors/program/README.md)"});
  everywhere.Flag("--trust-clock", session.options.trust_clock,
                  {"The clock is right, although the last commit is more than 36 hours old",
                   "L'orologio è giusto, anche se l'ultimo commit ha più di 36 ore"});
  everywhere.Hidden("--test-clock", session.options.test_clock);
  everywhere.Hidden("--clock-from", session.options.clock_from);
  everywhere.Hidden("--test-seed", session.options.test_seed);
}

void AddAll(cli::Arguments& arguments, Session& session) {
  AddEverywhere(arguments, session);
  arguments.AskFirst([&session](const cli::TypedCommand& typed) { return AskServer(session, typed); });
  AddInit(arguments, session);
  AddAdopt(arguments, session);
  AddSubmit(arguments, session);
  AddImport(arguments, session);
  AddSimulate(arguments, session);
  AddServices(arguments, session);
  AddPeople(arguments, session);
  AddCaseload(arguments, session);
  AddWaitingList(arguments, session);
  AddWhatIf(arguments, session);
  AddOccupancy(arguments, session);
  AddWorkload(arguments, session);
  AddAbsences(arguments, session);
  AddActs(arguments, session);
  AddScore(arguments, session);
  AddAgenda(arguments, session);
  AddChanges(arguments, session);
  AddHousehold(arguments, session);
  AddHousing(arguments, session);
  AddPlans(arguments, session);
  AddPlacements(arguments, session);
  AddProgrammes(arguments, session);
  AddHistory(arguments, session);
  AddTrace(arguments, session);
  AddBudget(arguments, session);
  AddReceivables(arguments, session);
  AddTransmissions(arguments, session);
  AddAudit(arguments, session);
  AddProcessMap(arguments, session);
  AddRanking(arguments, session);
  AddReconcile(arguments, session);
  AddRebuild(arguments, session);
  AddVerify(arguments, session);
  AddReadjudicate(arguments, session);
  AddDoctor(arguments, session);
  AddCopy(arguments, session);
  AddPromote(arguments, session);
  AddVault(arguments, session);
  AddCheckpoint(arguments, session);
  AddProve(arguments, session);
  AddBackup(arguments, session);
  AddRestore(arguments, session);
  AddForget(arguments, session);
  AddDisclose(arguments, session);
  AddStatistics(arguments, session);
  AddFigures(arguments, session);
  AddMay(arguments, session);
  AddCase(arguments, session);
  AddPerson(arguments, session);
  AddWhoRead(arguments, session);
  AddDropReadings(arguments, session);
  AddServe(arguments, session);
  AddFeed(arguments, session);
  AddSiuss(arguments, session);
  AddExport(arguments, session);
}

}  // namespace fascicolo::program
