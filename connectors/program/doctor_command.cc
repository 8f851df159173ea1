// fascicolo doctor: whether everything about an authority's directory is as it should be, and what
// to do where it is not.
#include "connectors/cli/json_form.h"
#include "connectors/cli/progress.h"
#include "connectors/program/authority/directory.h"
#include "connectors/program/commands.h"
#include "connectors/program/examination.h"
#include "events/proof/signed_checkpoints.h"
#include "projections/ledger_rows.h"

#include <cstdlib>
#include <memory>
#include <sys/stat.h>

namespace fascicolo::program {
namespace {

namespace fs = std::filesystem;
using cli::Value;

constexpr std::uintmax_t kLittleSpaceBytes = 1ULL << 30U;
constexpr std::uintmax_t kNoSpaceBytes = 128ULL << 20U;
constexpr std::int64_t kClockSlackMicros = 60LL * kMicrosPerSecond;
constexpr std::int64_t kLongAgoMicros =
    36LL * 3'600 * kMicrosPerSecond;  ///< as the loop has it (design D9)

void LookAtKey(const fs::path& key, Examination& examination) {
  struct stat about{};
  if (::stat(key.c_str(), &about) != 0) {
    return examination.Note("key", Health::kBad, examination.Text("is missing", "manca"),
                            examination.Text("put back from its backup: ", "rimetterla dalla sua copia: ") +
                                key.string());
  }
  if ((about.st_mode & 077U) != 0) {
    return examination.Note("key", Health::kWarn, examination.Text("others may read it", "altri possono leggerla"),
                            "chmod 600 " + key.string());
  }
  examination.Note("key", Health::kOk, examination.Text("is there, and its owner's alone", "c'è, ed è solo del suo proprietario"));
}

void LookAtSpace(const fs::path& root, Examination& examination) {
  std::error_code error;
  const auto space = fs::space(root, error);
  if (error) return examination.Note("disk", Health::kWarn, error.message());
  const std::string free = std::to_string(space.available >> 20U) + examination.Text(" MiB free", " MiB liberi");
  if (space.available < kNoSpaceBytes)
    return examination.Note("disk", Health::kBad, free, examination.Text("make space: new commands will fail",
                                             "fare spazio: i nuovi comandi falliranno"));
  if (space.available < kLittleSpaceBytes)
    return examination.Note("disk", Health::kWarn, free, examination.Text("make space soon", "fare presto spazio"));
  examination.Note("disk", Health::kOk, free);
}

void LookAtClock(Instant now, Instant last, Examination& examination) {
  if (now.micros + kClockSlackMicros < last.micros) {
    return examination.Note(
        "clock", Health::kBad,
        FormatInstant(now) +
            examination.Text(" is before the last commit, ", " è prima dell'ultimo commit, ") +
            FormatInstant(last),
        examination.Text("set the clock right", "regolare l'orologio"));
  }
  if (now.micros - last.micros > kLongAgoMicros) {
    return examination.Note(
        "clock", Health::kWarn,
        examination.Text("the last commit was at ", "l'ultimo commit è del ") + FormatInstant(last) +
            examination.Text(", it is ", ", ora è ") + FormatInstant(now),
        examination.Text("if the clock is right, the next writing command takes --trust-clock",
                         "se l'orologio è giusto, il prossimo comando che scrive vuole --trust-clock"));
  }
  examination.Note("clock", Health::kOk, FormatInstant(now));
}

Status CheckAllSigned(Node& node, const proof::SignedCheckpoints& kept) {
  if (Status held = node.CheckSigned(); !held) return held;
  const auto tree = node.CatchUpTree();
  if (!tree) return tree.error();
  return CheckEverySignature(node.authority().home().signing().key, node.identity().origin, kept, **tree);
}

void LookAtSigned(Node& node, Examination& examination) {
  const auto kept = proof::SignedCheckpoints::Open(events::SystemFiles(), node.authority().home().signing().kept.string());
  if (kept && !kept->newest()) {
    return examination.Note("signed", Health::kOk, examination.Text("nothing yet", "ancora nulla"),
                            examination.Text("'fascicolo checkpoint' signs what is in the ledger, so that others see when "
                                             "it is cut or changed",
                                             "'fascicolo checkpoint' firma quanto è nel registro, così che altri vedano se "
                                             "viene troncato o cambiato"));
  }
  if (Status held = kept ? CheckAllSigned(node, *kept) : Status(kept.error()); !held) {
    return examination.Note("signed", held.error());
  }
  examination.Note("signed", Health::kOk,
                   std::to_string(kept->newest()->checkpoint.size) +
                       examination.Text(" commits, and the log begins with them", " commit, e il registro inizia con essi"));
}

/// The directory's own file against the commit that opened the ledger; on Kafka there is no such file.
void LookAtName(Node& node, Examination& examination) {
  const auto opened = node.state().Find<engine::AuthorityTable>();
  const std::string& name = node.identity().name;
  if (!opened || name.empty() || opened->name == name) return;
  examination.Note("directory", Health::kBad,
                   examination.Text("authority.json says ", "authority.json dice ") + name +
                       examination.Text(", the ledger was opened as ", ", il registro fu aperto come ") + opened->name,
                   examination.Text("put it back from the backup's catalogue/", "rimetterlo da catalogue/ della copia"));
}

void LookAtNode(Session& session, Node& node, Examination& examination) {
  for (const auto& note : node.notes()) examination.Note("found", Health::kWarn, note);
  const auto& head = node.head();
  if (head.next == Position{0})
    return examination.Note("ledger", Health::kWarn, examination.Text("is empty", "è vuoto"),
                            examination.Text("the first writing command opens it",
                                             "lo apre il primo comando che scrive"));
  cli::Progress bar(session.terminal, session.Text("checksums", "somme di controllo"), "B");
  const Status checked = node.authority().home().CheckAll([&bar](auto done, auto all) {
    bar.Show(done, all, done);
    return NotInterrupted();
  });
  if (!checked) {
    examination.Note("log", checked.error());
  } else {
    examination.Note("log", Health::kOk, examination.Text("every checksum holds", "ogni somma di controllo torna"));
  }
  examination.Note("state", Health::kOk, examination.Text("at position ", "alla posizione ") + std::to_string(head.next.value - 1));
  const auto frozen = node.state().Ledger().frozen;
  if (frozen > 0) {
    examination.Note("frozen", Health::kWarn,
                     std::to_string(frozen) + examination.Text(" entities are not understood from some commit on",
                                          " soggetti non si comprendono da un certo commit in poi"),
                     examination.Text("a newer program wrote them: install it",
                                      "li ha scritti un programma più recente: installarlo"));
  }
  if (Status caught_up = node.CatchUpViews(); !caught_up) {
    examination.Note("views", caught_up.error());
  } else if (const auto standing = projections::StandingOf(node.views())) {
    examination.Note("views", Health::kOk,
                     examination.Text("at position ", "alla posizione ") +
                         std::to_string(standing->position.value));
  }
  LookAtName(node, examination);
  LookAtSigned(node, examination);
  LookAtClock(session.clock().Now(), head.recorded_at, examination);
}

/// The lock, the ledger and what was folded from it.
void LookInside(Session& session, const Place& place, Examination& examination) {
  auto authority = OpenAuthority(place);
  if (!authority) {
    return examination.Note(authority.error().code == FailureCode::kLocked ? "lock" : "ledger", authority.error());
  }
  examination.Note("lock", Health::kOk, examination.Text("nobody else has it open", "nessun altro lo tiene aperto"));
  auto node = session.NodeOf(std::move(authority).value());
  if (!node) return examination.Note("ledger", node.error());
  LookAtNode(session, **node, examination);
  if (std::holds_alternative<KafkaPlace>(place)) LookAtNodes(session, **node, examination);
  if (Status left = (*node)->Leave(); !left) examination.Note("closing", left.error());
}

void LookAtDirectory(const AuthorityPaths& paths, Examination& examination) {
  const auto authority = ReadAuthorityFile(paths);
  if (!authority) return examination.Note("directory", authority.error());
  examination.Note("directory", Health::kOk, authority->name + " (" + authority->origin + ")");
  LookAtKey(paths.key(), examination);
  LookAtSpace(paths.root, examination);
}

int Doctor(Session& session) {
  if (!session.Begin()) return cli::kExitUsage;
  const auto place = session.PlaceTyped();
  if (!place) return cli::kExitUsage;
  Examination examination(session);
  if (const auto* directory = std::get_if<DirectoryPlace>(&*place)) {
    LookAtDirectory(AuthorityPaths{directory->root}, examination);
  } else {
    const auto& on_kafka = std::get<KafkaPlace>(*place);
    LookAtBrokers(on_kafka, examination);
    LookAtKey(on_kafka.key, examination);
    std::error_code error;
    fs::create_directories(on_kafka.cache, error);
    LookAtSpace(on_kafka.cache, examination);
  }
  if (!examination.found_bad()) LookInside(session, *place, examination);
  if (!NotInterrupted()) return session.Interrupted();
  return examination.Tell();
}

}  // namespace

void AddDoctor(cli::Arguments& arguments, Session& session) {
  arguments.Add("doctor",
                {"Looks whether directory or brokers, key, disk, ledger, state, views and clock are in "
                 "order, and says what to do",
                 "Controlla che cartella o broker, chiave, disco, registro, stato, viste e orologio siano "
                 "in ordine, e dice che cosa fare"},
                "  fascicolo doctor", [&session] { return Doctor(session); });
}

}  // namespace fascicolo::program
