// fascicolo init: makes an authority's directory and opens its ledger.
#include "connectors/cli/json_form.h"
#include "connectors/program/adoption.h"
#include "connectors/program/commands.h"
#include "connectors/program/outcome_form.h"

#include <array>
#include <memory>

namespace fascicolo::program {
namespace {

struct InitOptions {
  std::string name;
  std::string origin;
  bool with_catalogue = false;
  bool with_passphrase = false;
};

// Two authorities of one name are told apart by the random part.
std::string OriginFor(const std::string& name, events::RandomSource& random) {
  std::string origin;
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    const bool capital = c >= 'A' && c <= 'Z';
    origin += plain ? c : capital ? static_cast<char>(c - 'A' + 'a') : '-';
  }
  const auto chance = random.Draw<std::array<std::uint8_t, 8>>();
  return origin + "/" + ToHex(chance.data(), chance.size());
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

/// The place's origin, where there is one, is the ledger's.
Result<AuthorityIdentity, FormError> IdentityOf(Session& session, const InitOptions& options) {
  if (options.name.empty() || options.name.size() > 200 || !events::json::IsUtf8(options.name)) {
    return FormError{"--name", "cannot be used", "a text of 1 to 200 bytes"};
  }
  std::string& authority = session.options.place.authority;
  if (!options.origin.empty() && !authority.empty() && options.origin != authority) {
    return FormError{"--origin", "is not what --authority says", "one of the two"};
  }
  AuthorityIdentity identity{options.origin.empty() ? authority : options.origin, options.name};
  if (identity.origin.empty()) identity.origin = OriginFor(options.name, session.world().random);
  if (!session.options.place.kafka.empty()) authority = identity.origin;
  return identity;
}

void Tell(Session& session, const Place& place, const AuthorityIdentity& identity, const events::Head& head) {
  if (session.json()) {
    cli::Object answer;
    if (const auto* directory = std::get_if<DirectoryPlace>(&place)) answer.Add("data", directory->root.string());
    session.terminal.Json(answer.Add("name", identity.name)
                              .Add("origin", identity.origin)
                              .Add("ledger", head.ledger)
                              .Add("position", head.next.value - 1)
                              .Done());
    return;
  }
  const bool on_kafka = std::holds_alternative<KafkaPlace>(place);
  session.Say(session.Text("Made: ", "Creato: ") + TextOf(place) + (on_kafka ? "" : " (" + identity.origin + ")"));
  session.Say(
      session.Text("Keep a copy of the key apart: without it names stay closed: ",
                   "Conservare altrove una copia della chiave: senza, i nomi restano chiusi: ") +
      KeyOf(place).string());
}

int Init(Session& session, const InitOptions& options) {
  if (!session.Begin()) return cli::kExitUsage;
  const auto identity = IdentityOf(session, options);
  if (!identity) return session.Fail(identity.error());
  const auto place = session.PlaceTyped();
  if (!place) return cli::kExitUsage;
  Creation creation;
  creation.wants_passphrase = options.with_passphrase;
  creation.random = &session.world().random;
  auto authority = CreateAuthority(*place, *identity, creation);
  if (!authority) return session.Fail(authority.error());
  auto node = session.NodeOf(std::move(authority).value());
  if (!node) return session.Fail(node.error());
  if (Status writer = (*node)->BecomeWriter(); !writer) return session.Fail(writer.error());
  int code = options.with_catalogue ? AdoptAll(session, **node) : cli::kExitDone;
  code = session.Leave(**node, code);
  Tell(session, *place, *identity, (*node)->head());
  return code;
}

}  // namespace

void AddInit(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<InitOptions>();
  auto options = arguments.Add(
      "init",
      {"Makes an authority: its directory, its key and its ledger",
       "Crea un ente: la sua cartella, la sua chiave e il suo registro"},
      "  fascicolo init --data /srv/fascicolo --name 'Comune di Esempio' --with-catalogue\n"
      "  fascicolo init --kafka broker1:9092,broker2:9092 --authority comune.example "
      "--name 'Comune di Esempio'",
      [&session, given] { return Init(session, *given); });
  options.Text("--name", given->name,
               {"Name of the authority", "Nome dell'ente"}, true);
  options.Text("--origin", given->origin,
               {"Names the ledger for ever (default: made from the name)",
                "Nomina il registro per sempre (predefinito: dal nome)"});
  options.Flag("--passphrase", given->with_passphrase,
               {"The master key comes out of a passphrase, which stands nowhere",
                "La chiave principale nasce da una frase segreta, che non è scritta da nessuna parte"});
  options.Flag("--with-catalogue", given->with_catalogue,
               {"Adopt the built-in sheets and rule sets",
                "Adotta le schede e i criteri contenuti nel programma"});
}

}  // namespace fascicolo::program
