// fascicolo who-read: who read a person's file, when, and by what right; and who read it without being near to it.
#include "connectors/cli/labels.h"
#include "connectors/program/commands.h"
#include "connectors/program/entities.h"
#include "connectors/program/reads/reading_forms.h"
#include "connectors/program/reads/unrelated.h"

#include <memory>

namespace fascicolo::program {
namespace {

struct WhoReadOptions {
  std::optional<std::string> file;
  std::optional<std::string> by;
  std::optional<std::string> as_of;
  std::optional<std::string> from;
  std::optional<std::string> to;
  std::vector<std::string> folders;
  std::uint64_t limit = kDefaultUnrelated;
  bool unrelated = false;
};

constexpr std::string_view kReadersShape =
    "file: id?, by: text?, unrelated: flag, readings: [{%}], dropped: [{node: text, month: text, act: text, by: text}]";

Value DroppedOf(const FoundReaders& readers) {
  Value::Array dropped;
  for (const auto& month : readers.months) {
    for (const auto& note : month.dropped) {
      dropped.push_back(cli::Object()
                            .Add("node", month.node)
                            .Add("month", note.dropped.month)
                            .Add("act", note.act)
                            .Add("by", note.by)
                            .Done());
    }
  }
  return Value{std::move(dropped)};
}

std::string Joined(const std::vector<std::string>& texts, Session& session, std::string_view group) {
  std::string joined;
  for (const std::string& text : texts) {
    joined += (joined.empty() ? "" : ", ") + std::string(cli::LabelOf(session.language(), group, text));
  }
  return joined;
}

void Print(Session& session, const std::vector<ReadingLine>& lines) {
  cli::Table table;
  for (const char* column : {"when", "reader", "roles", "kind", "file", "levels", "why"}) {
    table.Column(session.Label(std::string("column.") + column));
  }
  for (const ReadingLine& line : lines) {
    std::string why(cli::LabelOf(session.language(), "may", line.file.why));
    if (!line.file.role.empty())
      why += " " + line.file.role + ", " + line.file.relation + " (" + line.file.policy + ")";
    table.Row({FormatInstant(line.recorded.at), line.recorded.reading.who,
               Joined(line.recorded.reading.roles, session, "role"), session.Label("reads." + line.file.kind),
               ToHex(line.file.id), Joined(line.file.levels, session, "read_level"), why});
  }
  if (table.empty()) {
    session.Say(session.Label("text.nothing"));
  } else {
    table.Print(session.terminal);
  }
}

void SayDropped(Session& session, const FoundReaders& readers) {
  for (const auto& month : readers.months) {
    for (const auto& note : month.dropped) {
      session.Say(month.node + " " + note.dropped.month + ": " + session.Label("reads.dropped") + " " +
                  cli::Printable(note.act));
    }
  }
}

// --- of whoever had nothing to do with the files, over all of them ---

Result<UnrelatedAsked, FormError> ReadPeriod(const WhoReadOptions& options, Day today) {
  constexpr const char* kExpected = "such as 2026-03-31";
  const auto first = ParseDay(*options.from);
  if (!first) return FormError{"--from", "is no day", kExpected};
  const auto last = options.to ? ParseDay(*options.to) : today;
  if (!last) return FormError{"--to", "is no day", kExpected};
  if (*last < *first) return FormError{"--to", "is before --from", FormatDay(*first) + " or later"};
  return UnrelatedAsked{.first = *first, .last = *last, .by = options.by, .most = options.limit};
}

int ShowUnrelated(Session& session, Reading& reading, const WhoReadOptions& options) {
  const auto asked = ReadPeriod(options, reading.today());
  if (!asked) return session.Fail(asked.error());
  const auto found = FindUnrelated(reading.source(), ReadsOf(reading.node()), options.folders, *asked);
  if (!found) return session.Fail(found.error());
  if (!session.json()) {
    Print(session, found->lines);
    if (found->more) session.Say(session.Label("text.more"));
    return cli::kExitDone;
  }
  cli::Object answer;
  reading.AddStanding(answer);
  AddUnrelated(answer, *asked, *found, reading.source().state());
  session.terminal.Json(answer.Done());
  return cli::kExitDone;
}

int Show(Session& session, Reading& reading, const WhoReadOptions& options) {
  WantedReaders wanted{.by = options.by};
  if (options.as_of) wanted.until = reading.standing().position;
  Value file;
  if (options.file) {
    const auto entity = FindEntity(reading.node().state(), *options.file, "FILE");
    if (!entity) return session.Fail(entity.error());
    const auto known = reading.node().state().Find<engine::EntityTable>(*entity);
    const bool is_person = known && known->kind == schema::EntityKind::person;
    wanted.files = is_person ? FilesOfPerson(reading.node().state(), *entity) : std::set{*entity};
    file = cli::Form(*entity);
  }
  auto readers = FindReaders(ReadsOf(reading.node()), options.folders, wanted);
  if (!readers) return session.Fail(readers.error());
  if (options.unrelated) {
    if (Status recalled = RecallRelations(reading.node(), readers->lines); !recalled)
      return session.Fail(recalled.error());
    std::erase_if(readers->lines, [](const ReadingLine& line) { return !line.IsUnrelated(); });
  }
  if (!session.json()) {
    Print(session, readers->lines);
    SayDropped(session, *readers);
    return cli::kExitDone;
  }
  Value::Array lines;
  for (const ReadingLine& line : readers->lines) lines.push_back(FormOf(line).Done());
  cli::Object answer;
  reading.AddStanding(answer);
  answer.Add("file", std::move(file)).Add("by", options.by).Add("unrelated", options.unrelated);
  session.terminal.Json(answer.Add("readings", std::move(lines)).Add("dropped", DroppedOf(*readers)).Done());
  return cli::kExitDone;
}

int WhoRead(Session& session, const WhoReadOptions& options) {
  const bool is_over_all = options.unrelated && options.from && !options.file && !options.as_of;
  if (is_over_all) return Answer(session, {}, [&](Reading& reading) { return ShowUnrelated(session, reading, options); });
  if (options.from || options.to) return session.Usage("--from and --to are for --unrelated, over all files");
  if (!options.file && !options.by) return session.Usage("the readers of what? FILE, --by WORKER, or --unrelated --from DAY");
  return Answer(session, options.as_of, [&](Reading& reading) { return Show(session, reading, options); });
}

}  // namespace

void AddWhoRead(cli::Arguments& arguments, Session& session) {
  const auto given = std::make_shared<WhoReadOptions>();
  auto options = arguments.Add(
      "who-read",
      {"Tells who read the file of a case, a person or a household, when, and by what right",
       "Dice chi ha consultato il fascicolo, la scheda di una persona o di un nucleo, quando e con quale diritto"},
      "  fascicolo who-read 5f0c6d0e\n"
      "  fascicolo who-read 5f0c6d0e --unrelated\n"
      "  fascicolo who-read --unrelated --from 2026-03-01\n"
      "  fascicolo who-read --by anna.rossi --as-of 2026-03-31\n",
      [&session, given] { return WhoRead(session, *given); });
  options.Text(
      "FILE", given->file,
      {"Id of a case, a person (with their cases and households) or a household; its first digits do",
       "Id di un fascicolo, di una persona (con i suoi fascicoli e nuclei) o di un nucleo; bastano le prime cifre"});
  options.Text("--by", given->by, {"What this worker read", "Ciò che ha consultato questo operatore"});
  options.Flag("--unrelated", given->unrelated,
               {"Only who was then neither in charge nor of the team, or read by an emergency or a grant",
                "Solo chi allora non aveva in carico il fascicolo né era del gruppo, o ha letto per un'emergenza o una "
                "concessione"});
  options.Text("--from", given->from,
               {"With --unrelated and without a FILE: of all files, from this day on, the newest first",
                "Con --unrelated e senza FILE: di tutti i fascicoli, da questo giorno, a partire dai più recenti"});
  options.Text("--to", given->to, {"To this day, included (default: today)", "Fino a questo giorno, compreso (predefinito: oggi)"});
  options.Number("--limit", given->limit,
                 {"With --from: readings at most; 0 for all (default 100)", "Con --from: consultazioni al massimo; 0 per tutte (predefinito: 100)"});
  options.Texts("--reads", given->folders,
                {"Another node's folder of readings, brought here; may stand several times",
                 "Cartella delle consultazioni di un altro nodo, portata qui; anche più volte"});
  options.Text("--as-of", given->as_of, kAsOfHelp);
  options.Answers("", StandingShape(kReadersShape, {kReadingMembers}));
  options.Answers("--from", StandingShape(kUnrelatedShape, {kReadingMembers}));
}

}  // namespace fascicolo::program
