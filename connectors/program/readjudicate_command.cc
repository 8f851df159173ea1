// fascicolo readjudicate: every decision of the ledger taken again, and compared.
#include "connectors/cli/json_form.h"
#include "connectors/cli/progress.h"
#include "connectors/cli/table.h"
#include "connectors/program/command_json.h"
#include "connectors/program/commands.h"
#include "connectors/program/entities.h"
#include "connectors/program/readjudication.h"
#include "events/store/rocks_rows.h"

#include <charconv>
#include <memory>

namespace fascicolo::program {
namespace {

using cli::Value;

struct ReadjudicateOptions {
  std::optional<std::string> case_file;
  std::optional<std::string> since;
  bool resume = false;
};

struct Readjudged {
  ReadjudicationTally tally;
  std::vector<DifferenceRow> differences;
  std::uint64_t commands = 0;  ///< decided again by this run
  double seconds = 0;
  [[nodiscard]] std::uint64_t rate() const {
    return seconds > 0 ? static_cast<std::uint64_t>(static_cast<double>(commands) / seconds) : commands;
  }
};

/// "1042" (a position), "2025-03-31" (the beginning of that local day) or "2025-03-31T12:00:00+02:00".
StatusOf<FormError> ReadSince(const std::string& text, ReadjudicationScope& scope) {
  std::uint64_t position = 0;
  const char* end = text.data() + text.size();
  if (const auto read = std::from_chars(text.data(), end, position); read.ec == std::errc{} && read.ptr == end) {
    scope.since = Position{position};
    return {};
  }
  scope.recorded_since = ParseInstant(text);
  if (const auto day = ParseDay(text)) scope.recorded_since = StartOfDay(*day);
  if (scope.recorded_since) return {};
  return FormError{"--since", "is no moment: '" + text + "'", "a position, a day or an instant"};
}

Result<ReadjudicationScope, FormError> ScopeOf(const ReadjudicateOptions& options, const engine::State& state) {
  ReadjudicationScope scope;
  if (options.since) {
    if (const auto read = ReadSince(*options.since, scope); !read) return read.error();
  }
  if (options.case_file) {
    const auto found = FindEntity(state, *options.case_file, "--case", schema::EntityKind::case_file);
    if (!found) return found.error();
    scope.case_file = *found;
  }
  return scope;
}

Value FormOf(const DifferenceRow& row) {
  const auto names = [](const std::vector<std::string>& all) {
    Value::Array array;
    for (const auto& name : all) array.push_back(cli::Form(name));
    return array;
  };
  return cli::Object()
      .Add("position", row.position)
      .Add("recorded_at", row.recorded_at)
      .Add("command", row.command)
      .Add("command_type", row.command_type)
      .Add("decider", row.decider)
      .Add("recorded", names(row.recorded))
      .Add("again", names(row.again))
      .Add("place", row.place)
      .Add("recorded_value", row.recorded_value)
      .Add("again_value", row.again_value)
      .Done();
}

Value FormOf(const Readjudged& readjudged) {
  const auto& tally = readjudged.tally;
  Value::Array versions;
  for (const auto& version : tally.versions) {
    versions.push_back(cli::Object()
                           .Add("decider", version.decider)
                           .Add("commands", version.commands)
                           .Add("refused", version.refused)
                           .Add("differences", version.differences)
                           .Done());
  }
  Value::Array differences;
  for (const auto& row : readjudged.differences) differences.push_back(FormOf(row));
  return cli::Object()
      .Add("position", Position{tally.next.value - 1})
      .Add("decider", engine::kDeciderVersion)
      .Add("commands", tally.commands())
      .Add("frozen", tally.frozen)
      .Add("not_understood", tally.not_understood)
      .Add("versions", std::move(versions))
      .Add("differences_in_all", tally.differences())
      .Add("differences", std::move(differences))
      .Add("commands_per_second", readjudged.rate())
      .Done();
}

std::string Joined(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
  return text.empty() ? "-" : cli::Printable(text);
}

void PrintDifference(Session& session, const DifferenceRow& row) {
  auto& out = session.terminal;
  out.Line(out.Bold(std::to_string(row.position.value) + "  " + FormatInstant(row.recorded_at) + "  " +
                    session.Label("command." + row.command_type) + "  " + ToHex(row.command)));
  out.Line(session.Text("    the ledger says: ", "    il registro dice: ") + Joined(row.recorded));
  out.Line(session.Text("    comes out now:   ", "    risulta ora:      ") + Joined(row.again));
  const auto shown = [](const std::string& value) { return value.empty() ? std::string("-") : cli::Printable(value); };
  out.Line("    " + row.place + ": " + shown(row.recorded_value) + " / " + shown(row.again_value));
}

void Print(Session& session, const Readjudged& readjudged) {
  const auto& tally = readjudged.tally;
  cli::Table table;
  for (const char* column : {"decider", "commands", "refused", "differences"}) {
    table.Column(session.Label(std::string("column.") + column), cli::Align::kRight);
  }
  for (const auto& version : tally.versions) {
    table.Row({std::to_string(version.decider), std::to_string(version.commands), std::to_string(version.refused),
               std::to_string(version.differences)});
  }
  table.Print(session.terminal);
  for (const auto& row : readjudged.differences) PrintDifference(session, row);
  const auto hidden = tally.differences() - readjudged.differences.size();
  if (hidden > 0) session.Say(std::to_string(hidden) + session.Text(" more differences", " altre differenze"));
  const auto unjudged = tally.frozen + tally.not_understood;
  if (unjudged > 0) {
    session.Say(std::to_string(unjudged) +
                session.Text(" decisions read what this program does not understand, and were not taken again",
                             " decisioni dipendono da ciò che questo programma non comprende: non riesaminate"));
  }
  session.Say(std::to_string(readjudged.commands) + session.Text(" commands decided again, ", " comandi riesaminati, ") +
              std::to_string(readjudged.rate()) + session.Text(" a second", " al secondo"));
}

/// Where an unfinished run lies; it stays there when this one does not come to its end either.
class KeptRun {
 public:
  KeptRun(std::filesystem::path path, bool resume) : path_(std::move(path)) {
    if (!resume) Remove();
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  void Remove() const {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

 private:
  std::filesystem::path path_;
};

Result<Readjudged> RunIn(Session& session, Node& node, store::RocksRows& rows, const ReadjudicationScope& scope) {
  cli::Progress bar(session.terminal, session.Text("deciding again", "riesame"), session.Text("commands", "comandi"));
  Readjudged readjudged;
  TickingClock ticking;
  const Instant began = ticking.Now();
  const Position next = node.head().next;
  auto tally = Readjudicate({node.log(), node.identity().origin, rows, SchemaCodec()}, scope,
                            Position{next.value == 0 ? 0 : next.value - 1}, [&](auto done, auto all, auto commands) {
                              bar.Show(done, all, commands);
                              readjudged.commands = commands;
                            });
  if (!tally) return tally.error();
  readjudged.seconds = static_cast<double>(ticking.Now().micros - began.micros) / static_cast<double>(kMicrosPerSecond);
  readjudged.tally = std::move(tally).value();
  readjudged.differences = DifferencesIn(rows);
  return readjudged;
}

/// Nothing: why not was said, and `code` is what the command ends with.
std::optional<Readjudged> RunAt(Session& session, Node& node, const std::filesystem::path& path,
                                const ReadjudicationScope& scope, int& code) {
  auto rows = store::RocksRows::Open(path);
  if (!rows) {
    code = session.Fail(rows.error());
    return std::nullopt;
  }
  if (const auto begun = TallyIn(**rows); begun && begun->scope != scope) {
    code = session.Fail(FormError{"--resume", "the run that was begun asked for other decisions",
                                  "the same --case and --since, or no --resume"});
    return std::nullopt;
  }
  auto readjudged = RunIn(session, node, **rows, scope);
  if (readjudged) return std::move(readjudged).value();
  code = session.Fail(readjudged.error());
  return std::nullopt;
}

int Readjudicated(Session& session, Node& node, const ReadjudicateOptions& options, const ReadjudicationScope& scope) {
  const KeptRun kept(node.authority().stores().root() / "readjudication", options.resume);
  int code = cli::kExitFailed;
  const auto readjudged = RunAt(session, node, kept.path(), scope, code);
  if (!readjudged) return code;
  kept.Remove();
  if (session.json()) {
    session.terminal.Json(FormOf(*readjudged));
  } else {
    Print(session, *readjudged);
  }
  return readjudged->tally.differences() == 0 ? cli::kExitDone : cli::kExitNo;
}

int ReadjudicateAll(Session& session, const ReadjudicateOptions& options) {
  if (!session.Begin()) return cli::kExitUsage;
  int code = 0;
  const auto node = session.OpenNode(code);
  if (node == nullptr) return code;
  const auto scope = ScopeOf(options, node->state());
  if (!scope) return session.Leave(*node, session.Fail(scope.error()));
  return session.Leave(*node, Readjudicated(session, *node, options, *scope));
}

}  // namespace

void AddReadjudicate(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<ReadjudicateOptions>();
  auto options = arguments.Add(
      "readjudicate",
      {"Decides every recorded command again, by the state and the rules of its moment, and compares",
       "Riesamina ogni decisione registrata, con lo stato e le regole del suo momento, e confronta"},
      "  fascicolo readjudicate\n"
      "  fascicolo readjudicate --case 5f0c6d0e --since 2026-01-01",
      [&session, given] { return ReadjudicateAll(session, *given); });
  options.Text("--case", given->case_file,
               {"Only decisions about this case and its services; the first digits of its id do",
                "Solo le decisioni su questo fascicolo e i suoi servizi; bastano le prime cifre dell'id"});
  options.Text("--since", given->since,
               {"Only decisions from a position, a day or an instant on",
                "Solo le decisioni da una posizione, da un giorno o da un istante in poi"});
  options.Flag("--resume", given->resume,
               {"Go on with a run that was interrupted", "Prosegue un riesame interrotto"});
}

}  // namespace fascicolo::program
