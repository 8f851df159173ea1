// fascicolo serve: one authority at its doors, until it is asked to end.
#include "connectors/cli/interrupt.h"
#include "connectors/program/authority/whole_file.h"
#include "connectors/program/backup/proven_note.h"
#include "connectors/program/commands.h"
#include "connectors/oidc/fetching.h"
#include "connectors/program/serve/all_routes.h"
#include "connectors/program/serve/change_following.h"
#include "connectors/program/serve/door.h"
#include "connectors/program/serve/door_address.h"
#include "connectors/program/siuss/transmitter_file.h"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <thread>

namespace fascicolo::program {
namespace {

constexpr std::size_t kMaxKeySetBytes = 1U << 20;
constexpr std::chrono::milliseconds kTurn{50};  ///< between two looks at the ledger while nothing comes in
constexpr std::chrono::milliseconds kCountEvery{1'000};  ///< of what takes a moment to count
constexpr const char* kAudience = "fascicolo";
constexpr const char* kDevelopment = "urn:fascicolo:development";

constexpr std::uint64_t kLongestKeysEvery = 86'400;

struct ServeOptions {
  std::string listen = "127.0.0.1:8080";
  std::string issuer;
  std::string audience = kAudience;
  std::string issuer_keys;
  std::string login_client;
  std::optional<std::string> tls_certificates;
  std::optional<std::string> tls_key;
  std::string door;
  std::string siuss;
  std::string siuss_issuer;
  std::string siuss_issuer_keys;
  std::string siuss_audience;
  std::optional<std::string> log;
  std::optional<std::filesystem::path> published;
  std::optional<std::string> published_text;
  std::uint64_t threads = 1;
  std::uint64_t readers = 2;
  std::uint64_t rate = 5'000;
  std::uint64_t issuer_keys_every = static_cast<std::uint64_t>(oidc::kKeysEvery.count());  ///< seconds
  bool dev_issuer = false;
};

Result<http::ServerOptions, FormError> ServerOptionsOf(const ServeOptions& options) {
  const FormError wrong{"--listen", "is no address with a port", "such as 127.0.0.1:8080 or [::1]:8080"};
  const auto colon = options.listen.rfind(':');
  if (colon == std::string::npos) return wrong;
  http::ServerOptions server;
  server.host = options.listen.substr(0, colon);
  if (server.host.starts_with('[') && server.host.ends_with(']')) server.host = server.host.substr(1, server.host.size() - 2);
  const char* end = options.listen.data() + options.listen.size();
  const auto read = std::from_chars(options.listen.data() + colon + 1, end, server.port);
  if (read.ec != std::errc{} || read.ptr != end || server.host.empty()) return wrong;
  if (options.threads < 1 || options.threads > 64) return FormError{"--threads", "is too few or too many", "1 to 64"};
  if (options.readers < 1 || options.readers > 64) return FormError{"--readers", "is too few or too many", "1 to 64"};
  if (options.rate < 1) return FormError{"--rate", "is too few", "1 at least"};
  if (options.issuer_keys_every < 1 || options.issuer_keys_every > kLongestKeysEvery) {
    return FormError{"--issuer-keys-every", "is too short or too long", "1 to " + std::to_string(kLongestKeysEvery) + " seconds"};
  }
  server.threads = static_cast<unsigned>(options.threads);
  if (options.tls_certificates.has_value() != options.tls_key.has_value()) {
    return FormError{"--tls-key", "and --tls-certificates go together", "both or none"};
  }
  if (options.tls_key) server.tls = http::TlsFiles{*options.tls_certificates, *options.tls_key};
  return server;
}

bool IsLoopback(const std::string& host) { return host == "127.0.0.1" || host == "::1"; }

/// Real people are served by an issuer's tokens, developers on their own machine; nobody without either.
StatusOf<FormError> CheckIssuer(const ServeOptions& options, const std::string& host) {
  if (options.dev_issuer && !options.issuer.empty()) {
    return FormError{"--dev-issuer", "signs for anybody", "no --issuer beside it"};
  }
  if (options.dev_issuer && !IsLoopback(host)) {
    return FormError{"--dev-issuer", "signs for anybody", "--listen on 127.0.0.1 or [::1]"};
  }
  if (!options.dev_issuer && (options.issuer.empty() || options.issuer_keys.empty())) {
    return FormError{"--issuer", "is missing", "an issuer and --issuer-keys; or --dev-issuer where nobody real is served"};
  }
  if (options.dev_issuer && !options.login_client.empty()) {
    return FormError{"--login-client", "is of an issuer", "--issuer beside it, and no --dev-issuer"};
  }
  const bool is_siuss_whole = options.siuss_issuer.empty() == options.siuss_issuer_keys.empty() &&
                              options.siuss_issuer.empty() == options.siuss_audience.empty();
  if (is_siuss_whole) return {};
  return FormError{"--siuss-issuer", "and --siuss-issuer-keys and --siuss-audience go together", "all or none"};
}

using KeysPointer = std::unique_ptr<oidc::IssuerKeys>;

Result<KeysPointer> KeysIn(const std::string& file) {
  const auto text = ReadWholeFile(file, kMaxKeySetBytes);
  if (!text) return text.error();
  auto keys = oidc::KeySet::Read(*text);
  if (!keys) return Failure{FailureCode::kDamaged, file + ": " + keys.error().ToString()};
  return std::make_unique<oidc::IssuerKeys>(std::move(keys).value());
}

/// In a file, or at a URL.
Result<KeysPointer> KeysAt(const std::string& place, std::chrono::seconds every) {
  if (!oidc::IsUrl(place)) return KeysIn(place);
  return oidc::IssuerKeys::Fetched([place] { return oidc::Fetched(place); }, every);
}

std::uint64_t ObligationsDue(const engine::State& state, Instant now) {
  std::uint64_t due = 0;
  state.Scan<engine::ObligationTable>(engine::ObligationTable::Key(), [&](std::string_view, const engine::ObligationRow& row) {
    if (row.due > now || due == kMostCounted) return false;
    ++due;
    return true;
  });
  return due;
}

class Serving {
 public:
  Serving(Session& session, const ServeOptions& options)
      : session_(session), options_(options), readers_(static_cast<unsigned>(options.readers), kMaxWaitingQuestions) {}

  int Run(Node& node, const http::ServerOptions& wanted) {
    if (options_.dev_issuer) development_.emplace(oidc::Trust{kDevelopment, kAudience});
    auto keys = Keys();
    if (!keys) return session_.Fail(keys.error());
    auto log = options_.log ? RequestLog::To(*options_.log) : std::make_unique<RequestLog>();
    if (!log) return session_.Fail(log.error());
    if (Status opened = OpenSiuss(node); !opened) return session_.Fail(opened.error());
    const ReadsHome home = node.authority().home().reads();
    reads::ReadingRecord record({home.folder, node.identity().origin}, home.node);
    FileAnswers files(session_, node, record);
    http::ClientOptions to_others;
    if (!session_.options.server.ca_file.empty()) to_others.ca_file = session_.options.server.ca_file;
    PostedCommands commands(node, to_others, wanted.tls.has_value());
    commands_ = &commands;
    const oidc::Trust trust = development_ ? development_->trust() : oidc::Trust{options_.issuer, options_.audience};
    const Parts parts{session_, node,     inbox_,  moments_, readers_,
                      long_readers_, answers_, cursors_, files, record, commands, siuss_.get(), siuss_issuer_ ? &*siuss_issuer_ : nullptr, report_, streams_, options_.published,
                      development_ ? &*development_ : nullptr, {trust.issuer, options_.login_client}, server_};
    const RouteTable routes = AllRoutes(parts);
    oidc::KnownTokens tokens(trust);
    const TrustedIssuer issuer{tokens, **keys};
    Door door({session_.clock(), report_, **log, rate_, issuer, routes, session_.language()});
    auto server = http::Server::Start(wanted, [&door](http::Request request, http::Answer answer) {
      door.Take(std::move(request), std::move(answer));
    });
    if (!server) return session_.Fail(server.error());
    server_ = server->get();
    Status served = node.StandBy(DoorOfServer(wanted, (*server)->port(), options_.door));
    if (served) served = ServeUntilAsked(node, **server, wanted);
    if (!served) report_.Break(served.error());
    streams_.EndAll();
    const Status ended = End(node, **server);
    server_ = nullptr;
    if (!served) return session_.Fail(served.error());
    return ended ? cli::kExitDone : session_.Fail(ended.error());
  }

 private:
  Result<KeysPointer> Keys() {
    if (!development_) return KeysAt(options_.issuer_keys, KeysEvery());
    auto keys = oidc::KeySet::Read(development_->KeySetJson());
    FASCICOLO_CHECK(keys.ok());
    return std::make_unique<oidc::IssuerKeys>(std::move(keys).value());
  }

  [[nodiscard]] std::chrono::seconds KeysEvery() const {
    return std::chrono::seconds(static_cast<std::int64_t>(options_.issuer_keys_every));
  }

  /// INPS is served where a file says who transmits.
  Status OpenSiuss(Node& node) {
    if (options_.siuss.empty()) return {};
    auto transmitter = ReadTransmitterFile(options_.siuss);
    if (!transmitter) return Failure{FailureCode::kNotFound, transmitter.error().ToString()};
    if (!options_.siuss_issuer.empty()) {
      auto keys = KeysAt(options_.siuss_issuer_keys, KeysEvery());
      if (!keys) return keys.error();
      siuss_keys_ = std::move(keys).value();
      siuss_tokens_.emplace(oidc::Trust{options_.siuss_issuer, options_.siuss_audience});
      siuss_issuer_.emplace(TrustedIssuer{*siuss_tokens_, *siuss_keys_});
    }
    siuss_ = std::make_unique<SiussService>(node, session_.clock(), std::move(transmitter).value());
    return {};
  }

  void SayListening(const http::Server& server, const http::ServerOptions& wanted) {
    const std::string place = (wanted.tls ? "https://" : "http://") + wanted.host + ":" + std::to_string(server.port());
    session_.terminal.Line(place);
    session_.terminal.Flush();
    if (development_) {
      session_.Say(session_.Text("fascicolo: tokens for anybody: GET /dev/token?subject=NAME&role=ROLE; for development only",
                                 "fascicolo: token per chiunque: GET /dev/token?subject=NOME&role=RUOLO; solo per lo sviluppo"));
    }
  }

  Status ServeUntilAsked(Node& node, const http::Server& server, const http::ServerOptions& wanted) {
    Stand(node);
    moments_.Turn(node);
    const ChangeFollowing following(moments_, streams_, session_.clock());
    SayListening(server, wanted);
    return WorkUntilAsked(node);
  }
  Status WorkUntilAsked(Node& node) {
    while (!cli::Interrupted()) {
      if (Status worked = WorkOnce(node, node.is_busy() ? std::chrono::milliseconds(0) : kTurn); !worked) return worked;
    }
    return {};
  }
  Status WorkOnce(Node& node, std::chrono::milliseconds wait) {
    Stand(node);
    for (const Inbox::Job& job : inbox_.TakeAll(wait)) job();
    const Status stepped = node.Step();
    commands_->Turn();
    moments_.Turn(node);
    return stepped;
  }

  /// Counting what is due takes a moment, so that it is done now and then.
  void Stand(Node& node) {
    figures_.next = node.head().next;
    figures_.is_writer = node.is_writer();
    figures_.term = node.head().term;
    figures_.holder = node.HolderName();
    figures_.counts = node.loop().counts();
    figures_.traffic = node.authority().home().traffic();
    if (const auto newest = moments_.newest()) figures_.views_at = newest->position();
    const auto now = std::chrono::steady_clock::now();
    if (now >= count_at_) {
      figures_.obligations_due = ObligationsDue(node.state(), session_.clock().Now());
      figures_.state = node.state_rows().Figures();
      figures_.views = node.authority().stores().views().Figures();
      figures_.machine = MachineNow(node.authority().stores().root());
      LookForProvenBackups(node);
      count_at_ = now + kCountEvery;
    }
    report_.Stand(figures_);
  }

  /// As a note about this ledger says that lies in the node's directory; it may come at any time.
  void LookForProvenBackups(Node& node) {
    const auto note = ReadProvenNote(node.authority().stores().root());
    const bool is_ours = note && note->origin == node.identity().origin;
    const auto age = [&](const ProvenBackup& proven) {
      const std::int64_t micros = session_.clock().Now().micros - proven.at.micros;
      return static_cast<std::uint64_t>(std::max<std::int64_t>(0, micros) / kMicrosPerSecond);
    };
    figures_.backup_checked_age = is_ours ? std::optional(age(note->checked)) : std::nullopt;
    figures_.backup_restored_age = is_ours && note->restored ? std::optional(age(*note->restored)) : std::nullopt;
  }

  /// What was accepted is answered: the server waits for its answers on a thread of its own while this one gives them.
  Status End(Node& node, http::Server& server) {
    std::atomic<bool> is_stopped{false};
    std::thread stopping([&] {
      server.Stop();
      is_stopped = true;
    });
    Status worked;
    while (!is_stopped && worked) worked = WorkOnce(node, std::chrono::milliseconds(5));
    inbox_.Close();
    if (!worked) commands_->GiveUp();
    moments_.Close();
    stopping.join();
    readers_.Close();
    long_readers_.Close();
    return worked;
  }

  Session& session_;
  const ServeOptions& options_;
  Inbox inbox_;
  Moments moments_{[this] { inbox_.Wake(); }};
  Answers answers_;
  ChangeStreams streams_;
  SelfReport report_;
  PostedCommands* commands_ = nullptr;  ///< while it runs
  events::SystemRandom random_;
  const Cursors cursors_{random_};
  RequestRate rate_{options_.rate};
  std::atomic<const http::Server*> server_{nullptr};
  std::optional<oidc::DevelopmentIssuer> development_;
  std::unique_ptr<SiussService> siuss_;
  KeysPointer siuss_keys_;
  std::optional<oidc::KnownTokens> siuss_tokens_;
  std::optional<TrustedIssuer> siuss_issuer_;
  NodeFigures figures_;
  std::chrono::steady_clock::time_point count_at_;
  Readers readers_;  ///< and the next before what they use
  Readers long_readers_{1, kMaxWaitingLongQuestions};
};

int Serve(Session& session, const ServeOptions& options) {
  if (!session.Begin()) return cli::kExitUsage;
  const auto server = ServerOptionsOf(options);
  if (!server) return session.Fail(server.error());
  if (const auto known = CheckIssuer(options, server->host); !known) return session.Fail(known.error());
  if (const auto door = CheckDoor(*server, options.door); !door) return session.Fail(door.error());
  int exit_code = cli::kExitDone;
  const auto node = session.OpenNode(exit_code);
  if (node == nullptr) return exit_code;
  return session.Leave(*node, Serving(session, options).Run(*node, *server));
}

}  // namespace

void AddServe(cli::Arguments& arguments, Session& session) {
  const auto options = std::make_shared<ServeOptions>();
  auto said = arguments.Add("serve",
                            {"Serves the authority over HTTP: commands, questions, /status, /metrics, /openapi.json",
                             "Serve l'ente via HTTP: comandi, domande, /status, /metrics, /openapi.json"},
                            "  fascicolo serve --listen 127.0.0.1:8080 --issuer https://login.example --issuer-keys jwks.json\n"
                            "  fascicolo serve --dev-issuer\n",
                            [&session, options] {
                              options->published = options->published_text;
                              return Serve(session, *options);
                            });
  said.Text("--listen", options->listen, {"Address and port (default 127.0.0.1:8080); port 0: a free one",
                                          "Indirizzo e porta (predefinito 127.0.0.1:8080); porta 0: una libera"});
  said.Text("--issuer", options->issuer, {"Whose tokens are taken: 'iss', letter by letter",
                                          "Di chi si accettano i token: 'iss', lettera per lettera"});
  said.Text("--issuer-keys", options->issuer_keys, {"File or https URL of the issuer's keys (JSON Web Key Set)",
                                                    "File o URL https delle chiavi dell'emittente (JSON Web Key Set)"});
  said.Number("--issuer-keys-every", options->issuer_keys_every,
              {"Of a URL: seconds after which keys are fetched again at the soonest, when a token names another (default 60)",
               "Di un URL: secondi dopo i quali al più presto si rileggono le chiavi, quando un token ne nomina un'altra (predefinito 60)"});
  said.Text("--audience", options->audience, {"What this service is called in tokens (default fascicolo)",
                                              "Come si chiama questo servizio nei token (predefinito fascicolo)"});
  said.Text("--tls-certificates", options->tls_certificates, {"PEM file of the certificates, this server's first",
                                                              "File PEM dei certificati, prima quello del server"});
  said.Text("--tls-key", options->tls_key, {"PEM file of the certificate's key", "File PEM della chiave del certificato"});
  said.Text("--door", options->door,
            {"Where other nodes of the ledger reach this one: a URL (default: what it listens on)",
             "Dove gli altri nodi del registro raggiungono questo: un URL (predefinito: dove ascolta)"});
  said.Number("--threads", options->threads, {"That read and write HTTP (default 1)", "Che leggono e scrivono HTTP (predefinito 1)"});
  said.Text("--published", options->published_text,
            {"Folder that 'checkpoint --publish' writes: served to everybody as /checkpoint and /tile",
             "Cartella scritta da 'checkpoint --publish': servita a chiunque come /checkpoint e /tile"});
  said.Number("--readers", options->readers, {"That answer questions (default 2)", "Che rispondono alle domande (predefinito 2)"});
  said.Number("--rate", options->rate, {"Requests of one subject in a second, at most (default 5000)",
                                        "Richieste di un soggetto in un secondo, al massimo (predefinito 5000)"});
  said.Text("--log", options->log, {"File to which a line of JSON is added for each request; - for stderr",
                                    "File a cui si aggiunge una riga JSON per ogni richiesta; - per stderr"});
  said.Text("--login-client", options->login_client,
            {"What the dashboard is called by the issuer (client_id), which must let its address come back: for logging in by the browser",
             "Come si chiama la dashboard presso l'emittente (client_id), che deve ammetterne l'indirizzo di ritorno: per entrare dal browser"});
  said.Text("--siuss", options->siuss, {"File that says who transmits to INPS's SIUSS: serves /waas/v1/flussi and /waas/v1/esiti",
                                        "File con chi trasmette al SIUSS dell'INPS: serve /waas/v1/flussi e /waas/v1/esiti"});
  said.Text("--siuss-issuer", options->siuss_issuer, {"Whose tokens INPS comes with, as the PDND's 'iss'; without it the role siuss of --issuer",
                                                      "Di chi sono i token dell'INPS, come l'iss della PDND; senza, il ruolo siuss di --issuer"});
  said.Text("--siuss-issuer-keys", options->siuss_issuer_keys, {"File or URL of that issuer's keys (JSON Web Key Set)",
                                                                "File o URL delle chiavi di quell'emittente (JSON Web Key Set)"});
  said.Text("--siuss-audience", options->siuss_audience, {"What this service is called in those tokens",
                                                          "Come si chiama questo servizio in quei token"});
  said.Flag("--dev-issuer", options->dev_issuer, {"Signs tokens for anybody, on loopback only: never where real people are served",
                                                  "Firma token per chiunque, solo su loopback: mai dove si servono persone reali"});
}

}  // namespace fascicolo::program
