// fascicolo doctor: whether everything about an authority's directory is as it should be, and what
// to do where it is not.
#include "connectors/cli/json_form.h"
#include "connectors/cli/labels.h"
#include "connectors/cli/progress.h"
#include "connectors/program/commands.h"
#include "connectors/program/outcome_form.h"
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

enum class Health { kOk, kWarn, kBad };

class Examination {
 public:
  explicit Examination(Session& session) : session_(session) {}

  void Note(std::string what, Health health, std::string finding, std::string advice = {}) {
    worst_ = std::max(worst_, health);
    notes_.push_back({std::move(what), health, std::move(finding), std::move(advice)});
  }
  void Note(std::string what, const Failure& failure) {
    Note(std::move(what), Health::kBad, failure.message);
  }

  [[nodiscard]] std::string Text(const char* english, const char* italian) const {
    return session_.Text(english, italian);
  }

  int Tell() {
    Value::Array checks;
    for (const auto& note : notes_) {
      constexpr std::string_view kWords[] = {"ok", "warn", "bad"};
      const auto word = kWords[static_cast<std::size_t>(note.health)];
      if (session_.json()) {
        checks.push_back(cli::Object()
                             .Add("check", note.what)
                             .Add("result", word)
                             .Add("finding", note.finding)
                             .Add("advice", note.advice)
                             .Done());
        continue;
      }
      std::string line(cli::LabelOf(session_.language(), "check", word));
      line += "  " + std::string(cli::LabelOf(session_.language(), "check", note.what)) + ": " +
              note.finding;
      if (!note.advice.empty()) line += " -> " + note.advice;
      session_.terminal.Line(line);
    }
    if (session_.json())
      session_.terminal.Json(cli::Object().Add("checks", std::move(checks)).Done());
    return worst_ == Health::kOk     ? cli::kExitDone
           : worst_ == Health::kWarn ? cli::kExitNo
                                     : cli::kExitFailed;
  }

 private:
  struct Line {
    std::string what;
    Health health;
    std::string finding;
    std::string advice;
  };
  Session& session_;
  std::vector<Line> notes_;
  Health worst_ = Health::kOk;
};

void LookAtKey(const AuthorityPaths& paths, Examination& examination) {
  struct stat about{};
  if (::stat(paths.key().c_str(), &about) != 0) {
    return examination.Note("key", Health::kBad, examination.Text("is missing", "manca"),
                            examination.Text("put back from its backup: ", "rimetterla dalla sua copia: ") +
                                paths.key().string());
  }
  if ((about.st_mode & 077U) != 0) {
    return examination.Note("key", Health::kWarn, examination.Text("others may read it", "altri possono leggerla"),
                            "chmod 600 " + paths.key().string());
  }
  examination.Note("key", Health::kOk, examination.Text("is there, and its owner's alone", "c'è, ed è solo del suo proprietario"));
}

void LookAtSpace(const AuthorityPaths& paths, Examination& examination) {
  std::error_code error;
  const auto space = fs::space(paths.root, error);
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

void LookAtNode(Session& session, Node& node, Examination& examination) {
  for (const auto& note : node.notes()) examination.Note("found", Health::kWarn, note);
  const auto& head = node.head();
  if (head.next == Position{0})
    return examination.Note("ledger", Health::kWarn, examination.Text("is empty", "è vuoto"),
                            examination.Text("the first writing command opens it",
                                             "lo apre il primo comando che scrive"));
  cli::Progress bar(session.terminal, session.Text("checksums", "somme di controllo"), "B");
  const Status checked = node.directory().ledger().CheckAll([&bar](auto done, auto all) {
    bar.Show(done, all, done);
    return NotInterrupted();
  });
  if (!checked) {
    examination.Note("segments", checked.error());
  } else {
    examination.Note("segments", Health::kOk, examination.Text("every checksum holds", "ogni somma di controllo torna"));
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
  LookAtClock(session.clock().Now(), head.recorded_at, examination);
}

void LookAtDirectory(Session& session, const AuthorityPaths& paths, Examination& examination) {
  const auto authority = ReadAuthorityFile(paths);
  if (!authority) return examination.Note("directory", authority.error());
  examination.Note("directory", Health::kOk, authority->name + " (" + authority->origin + ")");
  LookAtKey(paths, examination);
  LookAtSpace(paths, examination);
  auto directory = AuthorityDirectory::Open(paths.root);
  if (!directory)
    return examination.Note(directory.error().code == FailureCode::kLocked ? "lock" : "ledger",
                            directory.error());
  examination.Note("lock", Health::kOk, examination.Text("nobody else has it open", "nessun altro lo tiene aperto"));
  auto node = session.NodeOf(std::move(directory).value());
  if (!node) return examination.Note("ledger", node.error());
  LookAtNode(session, **node, examination);
  if (Status left = (*node)->Leave(); !left) examination.Note("closing", left.error());
}

int Doctor(Session& session) {
  if (!session.Begin()) return cli::kExitUsage;
  const auto root = session.DataDirectory();
  if (root.empty()) return cli::kExitUsage;
  Examination examination(session);
  LookAtDirectory(session, AuthorityPaths{root}, examination);
  if (!NotInterrupted()) return session.Interrupted();
  return examination.Tell();
}

}  // namespace

void AddDoctor(cli::Arguments& arguments, Session& session) {
  arguments.Add("doctor",
                {"Looks whether directory, key, disk, ledger, state, views and clock are in "
                 "order, and says what to do",
                 "Controlla che cartella, chiave, disco, registro, stato, viste e orologio siano "
                 "in ordine, e dice che cosa fare"},
                "  fascicolo doctor", [&session] { return Doctor(session); });
}

}  // namespace fascicolo::program
