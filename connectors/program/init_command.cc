// fascicolo init: makes an authority's directory and opens its ledger.
#include "connectors/cli/json_form.h"
#include "connectors/program/adoption.h"
#include "connectors/program/commands.h"
#include "connectors/program/outcome_form.h"

#include <memory>

namespace fascicolo::program {
namespace {

struct InitOptions {
  std::string name;
  std::string origin;
  bool with_catalogue = false;
};

// Two authorities of one name are told apart by the random part.
std::string OriginFor(const std::string& name, events::NonceSource& nonces) {
  std::string origin;
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    const bool capital = c >= 'A' && c <= 'Z';
    origin += plain ? c : capital ? static_cast<char>(c - 'A' + 'a') : '-';
  }
  const auto chance = nonces.Next();
  return origin + "/" + ToHex(chance.data(), 8);
}

int AdoptAll(Session& session, Node& node) {
  ExitCode code;
  for (const auto& built_in : engine::BuiltInCatalogue()) {
    const auto document = ReadCatalogueDocument(built_in.json);
    FASCICOLO_CHECK(document.ok());
    const auto adoption = Adopt(node, *document, "init");
    const auto* outcome = std::get_if<engine::Outcome>(&adoption);
    if (outcome == nullptr || std::holds_alternative<engine::Accepted>(*outcome)) continue;
    code.Count(*outcome);
    session.Say(std::string(built_in.name) + ": " + OutcomeText(*outcome, session.language()));
  }
  return code.value();
}

int Init(Session& session, const InitOptions& options) {
  if (!session.Begin()) return cli::kExitUsage;
  const auto root = session.DataDirectory();
  if (root.empty()) return cli::kExitUsage;
  if (options.name.empty() || options.name.size() > 200 || !events::json::IsUtf8(options.name)) {
    return session.Usage("--name is a text of 1 to 200 bytes");
  }
  const auto world = session.world();
  const AuthorityFile authority{
      options.origin.empty() ? OriginFor(options.name, world.nonces) : options.origin,
      options.name};
  auto directory = AuthorityDirectory::Create(root, authority);
  if (!directory) return session.Fail(directory.error());
  auto node = session.NodeOf(std::move(directory).value());
  if (!node) return session.Fail(node.error());
  if (Status writer = (*node)->BecomeWriter(); !writer) return session.Fail(writer.error());
  int code = options.with_catalogue ? AdoptAll(session, **node) : cli::kExitDone;
  code = session.Leave(**node, code);
  const auto& head = (*node)->head();
  if (session.json()) {
    session.terminal.Json(cli::Object()
                              .Add("data", root.string())
                              .Add("name", authority.name)
                              .Add("origin", authority.origin)
                              .Add("ledger", head.ledger)
                              .Add("position", head.next.value - 1)
                              .Done());
  } else {
    session.Say(session.Text("Made: ", "Creato: ") + root.string() + " (" + authority.origin + ")");
    session.Say(
        session.Text("Keep a copy of the key apart: without it names stay closed: ",
                     "Conservare altrove una copia della chiave: senza, i nomi restano chiusi: ") +
        (root / "key").string());
  }
  return code;
}

}  // namespace

void AddInit(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<InitOptions>();
  auto options = arguments.Add(
      "init",
      {"Makes an authority: its directory, its key and its ledger",
       "Crea un ente: la sua cartella, la sua chiave e il suo registro"},
      "  fascicolo init --data /srv/fascicolo --name 'Comune di Esempio' --with-catalogue",
      [&session, given] { return Init(session, *given); });
  options.Text("--name", given->name,
               {"Name of the authority", "Nome dell'ente"}, true);
  options.Text("--origin", given->origin,
               {"Names the ledger for ever (default: made from the name)",
                "Nomina il registro per sempre (predefinito: dal nome)"});
  options.Flag("--with-catalogue", given->with_catalogue,
               {"Adopt the built-in sheets and rule sets",
                "Adotta le schede e i criteri contenuti nel programma"});
}

}  // namespace fascicolo::program
