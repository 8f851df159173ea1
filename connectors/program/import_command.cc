// fascicolo import: the case histories of another system, every event of which becomes a commit.
#include "connectors/cli/form_error_text.h"
#include "connectors/cli/interrupt.h"
#include "connectors/cli/json_form.h"
#include "connectors/cli/progress.h"
#include "connectors/intake/byte_source.h"
#include "connectors/program/adoption.h"
#include "connectors/program/authority/directory.h"
#include "connectors/program/commands.h"
#include "connectors/program/command_taker.h"
#include "connectors/program/import_facts.h"
#include "connectors/program/outcome_form.h"
#include "connectors/program/remote/command_sender.h"
#include "connectors/program/authority/scratch_directory.h"

#include <algorithm>
#include <memory>

namespace fascicolo::program {
namespace {

using cli::Value;

constexpr std::size_t kMaxErrorsKept = 1'000;  ///< told in full; further ones are only counted

struct ImportOptions {
  std::string file;
  std::string mapping;
  bool dry_run = false;
  std::uint64_t at_once = kDefaultAtOnce;
};

struct ImportReport {
  intake::ReadSummary read;
  std::uint64_t accepted = 0;  ///< new in the ledger
  std::uint64_t already = 0;   ///< were in the ledger before
  std::uint64_t refused = 0;
  std::uint64_t rejected = 0;  ///< rows that cannot be read included
  std::uint64_t failed = 0;
  std::uint64_t commits = 0;
  std::uint64_t errors_in_all = 0;
  Value::Array errors;
  std::vector<std::string> lines;  ///< the same errors, for people
};

class Importing {
 public:
  Importing(Session& session, CommandTaker& taker, const intake::Mapping& mapping, Position began_at)
      : session_(session), taker_(taker), mapping_(mapping), facts_(mapping), began_at_(began_at) {}

  /// Reads the file to its end, or to an interrupt.
  StatusOf<intake::ReadStop> Run(const std::string& file) {
    cli::Progress bar(session_.terminal, session_.Text("importing", "importazione"),
                      session_.Text("events", "eventi"));
    intake::ReadSinks sinks;
    sinks.on_event = [this](const intake::SourceEvent& event) { return Take(event); };
    sinks.on_row_error = [this](const FormError& error) { NoteRow(error); };
    sinks.on_progress = [this, &bar](std::uint64_t done, std::uint64_t total) {
      bar.Show(done, total, taken_);
      return NotInterrupted();
    };
    auto read = intake::ReadMapped(file, mapping_, {}, sinks);
    if (read) report_.read = *read;
    if (Status drained = taker_.Drain(); !drained) return intake::ReadStop(drained.error());
    const auto next = taker_.Next();
    if (!next) return intake::ReadStop(next.error());
    next_ = *next;
    report_.commits = next_.value - std::min(next_, began_at_).value;
    if (!read && !(read.error().is_failure && IsInterruption(read.error().failure)))
      return read.error();
    return {};
  }
  [[nodiscard]] const ImportReport& report() const { return report_; }
  [[nodiscard]] Position next() const { return next_; }

 private:
  Status Take(const intake::SourceEvent& event) {
    if (Status going_on = NotInterrupted(); !going_on) return going_on;
    ++taken_;
    const std::uint64_t line = event.line;
    auto command = facts_.CommandFor(event);
    if (!command) {
      Note(line, engine::Rejection{engine::RejectionCode::kForm, command.error()});
      return {};
    }
    return taker_.Offer(events::json::PrintJson(command->document), std::move(command->request),
                        [this, line](const engine::Outcome& outcome) { Note(line, outcome); });
  }

  void NoteRow(const FormError& error) {
    ++report_.rejected;
    Tell(cli::PlacedTextOf(error, session_.language()), cli::Object()
                               .Add("place", error.place)
                               .Add("problem", error.problem)
                               .Add("expected", error.expected)
                               .Done());
  }

  void Note(std::uint64_t line, const engine::Outcome& outcome) {
    if (const auto* accepted = std::get_if<engine::Accepted>(&outcome)) {
      ++(accepted->position < began_at_ ? report_.already : report_.accepted);
      return;
    }
    if (std::holds_alternative<engine::Refused>(outcome)) ++report_.refused;
    if (std::holds_alternative<engine::Rejection>(outcome)) ++report_.rejected;
    if (std::holds_alternative<Failure>(outcome)) ++report_.failed;
    cli::Object error;
    error.Add("line", line);
    AddOutcome(error, outcome, session_.language());
    Tell(session_.Text("line ", "riga ") + std::to_string(line) + ": " + OutcomeText(outcome, session_.language()),
         error.Done());
  }

  void Tell(std::string line, Value form) {
    if (++report_.errors_in_all > kMaxErrorsKept) return;
    report_.lines.push_back(std::move(line));
    report_.errors.push_back(std::move(form));
  }

  Session& session_;
  CommandTaker& taker_;
  const intake::Mapping& mapping_;
  FactImporter facts_;
  Position began_at_;
  Position next_ = began_at_;
  std::uint64_t taken_ = 0;
  ImportReport report_;
};

void Print(Session& session, const ImportReport& report, const ImportOptions& options) {
  for (const auto& line : report.lines) session.Say(line);
  if (report.errors_in_all > report.lines.size()) {
    session.Say("... " + std::to_string(report.errors_in_all - report.lines.size()) +
                session.Text(" more", " altri"));
  }
  const auto count = [&](std::uint64_t number, const char* english, const char* italian) {
    return std::to_string(number) + " " + session.Text(english, italian);
  };
  session.Say(count(report.read.cases, "cases, ", "casi, ") +
              count(report.read.events, "events: ", "eventi: ") +
              count(report.accepted, "new, ", "nuovi, ") +
              count(report.already, "in the ledger already, ", "già nel registro, ") +
              count(report.refused, "refused, ", "respinti, ") +
              count(report.rejected, "rejected", "non validi"));
  if (report.accepted == 0 && report.already > 0)
    session.Say(session.Text("Nothing new.", "Niente di nuovo."));
  if (options.dry_run)
    session.Say(
        session.Text("A dry run: nothing was recorded.", "Prova: nulla è stato registrato."));
}

Value FormOf(const ImportReport& report, const ImportOptions& options, Position next) {
  cli::Object form;
  form.Add("position", next.value - 1)
      .Add("cases", report.read.cases)
      .Add("events", report.read.events)
      .Add("accepted", report.accepted)
      .Add("already", report.already)
      .Add("refused", report.refused)
      .Add("rejected", report.rejected)
      .Add("failed", report.failed)
      .Add("commits", report.commits)
      .Add("dry_run", options.dry_run)
      .Add("errors_in_all", report.errors_in_all)
      .Add("errors", report.errors);
  return form.Done();
}

int Tell(Session& session, const ImportReport& report, const ImportOptions& options,
         Position next) {
  if (session.json()) {
    session.terminal.Json(FormOf(report, options, next));
  } else {
    Print(session, report, options);
  }
  if (cli::Interrupted()) return session.Interrupted();
  if (report.failed > 0) return cli::kExitFailed;
  return report.refused + report.rejected > 0 ? cli::kExitNo : cli::kExitDone;
}

/// A failure names its file already.
std::string Placed(const std::string& file, const intake::ReadStop& stop, cli::Language language) {
  return stop.is_failure ? stop.ToString() : file + ": " + cli::PlacedTextOf(stop.form, language);
}

int RunThrough(Session& session, CommandTaker& taker, const intake::Mapping& mapping, const ImportOptions& options) {
  const auto began_at = taker.Next();
  if (!began_at) return session.Fail(began_at.error());
  Importing importing(session, taker, mapping, *began_at);
  const auto done = importing.Run(options.file);
  const int code = Tell(session, importing.report(), options, importing.next());
  if (done) return code;
  session.Say("fascicolo: " + Placed(options.file, done.error(), session.language()));
  return cli::kExitFailed;
}

int RunOn(Session& session, Node& node, const intake::Mapping& mapping,
          const ImportOptions& options) {
  if (Status writer = node.BecomeWriter(); !writer) return session.Fail(writer.error());
  // Days that were missed open first, so that every commit counted below is the import's.
  if (Status drained = node.Drain(); !drained) return session.Fail(drained.error());
  NodeTaker taker(node);
  return RunThrough(session, taker, mapping, options);
}

int ImportToServer(Session& session, const intake::Mapping& mapping, const ImportOptions& options) {
  if (options.dry_run) {
    return session.Fail(FormError{"--dry-run", "is not asked of a server", "--data or --kafka where the ledger is"});
  }
  const auto address = ServerAddressOf(session.options.server);
  if (!address) return session.Fail(address.error());
  CommandSender sender(*address, options.at_once);
  return RunThrough(session, sender, mapping, options);
}

/// The same catalogue, in a ledger of its own that is thrown away.
int DryRun(Session& session, Node& node, const intake::Mapping& mapping,
           const ImportOptions& options) {
  const ScratchDirectory scratch(node.authority().scratch("import"));
  auto authority = CreateDirectory(scratch.path(), {"dry-run/" + node.identity().origin, "dry run"});
  if (!authority) return session.Fail(authority.error());
  auto rehearsal = session.NodeOf(std::move(authority).value());
  if (!rehearsal) return session.Fail(rehearsal.error());
  if (Status writer = (*rehearsal)->BecomeWriter(); !writer) return session.Fail(writer.error());
  std::vector<std::string> documents;
  node.state().Scan<engine::SheetTable>(engine::SheetTable::Key(),
                                        [&](std::string_view, const engine::SheetRow& row) {
                                          documents.push_back(row.json);
                                          return true;
                                        });
  node.state().Scan<engine::RuleSetTable>(engine::RuleSetTable::Key(),
                                          [&](std::string_view, const engine::RuleSetRow& row) {
                                            documents.push_back(row.json);
                                            return true;
                                          });
  for (const auto& json : documents) {
    if (const auto document = ReadCatalogueDocument(json))
      (void)Adopt(**rehearsal, *document, "import");
  }
  return RunOn(session, **rehearsal, mapping, options);
}

int Import(Session& session, const ImportOptions& options) {
  if (!session.Begin()) return cli::kExitUsage;
  if (const auto checked = CheckAtOnce(options.at_once); !checked) return session.Fail(checked.error());
  const auto mapping = FindMapping(options.mapping);
  if (!mapping) {
    session.Say("fascicolo: " + Placed(options.mapping, mapping.error(), session.language()));
    return mapping.error().is_failure ? cli::kExitFailed : cli::kExitUsage;
  }
  // Opened once before anything is written: a name typed wrongly must open no days.
  if (const auto file = intake::ByteSource::Open(options.file, intake::kDefaultTotalBytes); !file) {
    session.Say("fascicolo: " + file.error().message);
    return cli::kExitFailed;
  }
  if (!session.options.server.url.empty()) return ImportToServer(session, *mapping, options);
  int code = 0;
  const auto node = session.OpenNode(code);
  if (node == nullptr) return code;
  code = options.dry_run ? DryRun(session, *node, *mapping, options)
                         : RunOn(session, *node, *mapping, options);
  return session.Leave(*node, code);
}

}  // namespace

void AddImport(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<ImportOptions>();
  auto options = arguments.Add(
      "import",
      {"Imports case histories of another system (XES or CSV, also gzip); can be repeated",
       "Importa le storie dei casi di un altro sistema (XES o CSV, anche gzip); si può ripetere"},
      "  fascicolo import receipt.xes.gz --mapping receipt --dry-run\n"
      "  fascicolo import old_cases.csv --mapping old_cases.json",
      [&session, given] { return Import(session, *given); });
  options.Text("FILE", given->file, {"The history", "La storia"}, true);
  options.Text("--mapping", given->mapping,
               {"How it is read: a file, or a built-in name (receipt)",
                "Come si legge: un file, o un nome contenuto nel programma (receipt)"},
               true);
  options.Flag("--dry-run", given->dry_run,
               {"Only see what would come of it", "Solo per vedere che cosa ne verrebbe"});
  options.Number("--at-once", given->at_once, kAtOnceHelp);
}

}  // namespace fascicolo::program
