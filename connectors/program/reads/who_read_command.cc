// fascicolo who-read: who read a person's file, when, and by what right; and who read it without being near to it.
#include "connectors/cli/labels.h"
#include "connectors/program/commands.h"
#include "connectors/program/entities.h"
#include "connectors/program/reads/readers.h"

#include <memory>

namespace fascicolo::program {
namespace {

struct WhoReadOptions {
  std::optional<std::string> file;
  std::optional<std::string> by;
  std::optional<std::string> as_of;
  std::vector<std::string> folders;
  bool unrelated = false;
};

Value Texts(const std::vector<std::string>& texts) {
  Value::Array array;
  for (const std::string& text : texts) array.push_back(cli::Form(text));
  return Value{std::move(array)};
}

constexpr std::string_view kReadersShape =
    "file: id?, by: text?, unrelated: flag, readings: [{at: instant, reading: id, node: text, who: text, roles: "
    "[text], areas: [text], question: text, kind: word, file: id?, levels: [word], why: word, policy: text, role: "
    "text, relation: word, use: text, trace: text, at_position: count?, stood: [word]?}], dropped: [{node: text, "
    "month: text, act: text, by: text}]";

Value FormOf(const ReadingLine& line) {
  const auto& asked = line.recorded.reading;
  cli::Object form;
  form.Add("at", line.recorded.at)
      .Add("reading", line.recorded.id)
      .Add("node", line.recorded.node)
      .Add("who", asked.who)
      .Add("roles", Texts(asked.roles))
      .Add("areas", Texts(asked.areas))
      .Add("question", asked.question)
      .Add("kind", line.file.kind)
      .Add("file", line.file.id)
      .Add("levels", Texts(line.file.levels))
      .Add("why", line.file.why)
      .Add("policy", line.file.policy)
      .Add("role", line.file.role)
      .Add("relation", line.file.relation)
      .Add("use", asked.use)
      .Add("trace", asked.trace)
      .Add("at_position", asked.position);
  Value then;
  if (line.then) {
    Value::Array relations;
    for (const auto relation : *line.then) relations.push_back(cli::Form(engine::TextOf(relation)));
    then = Value{std::move(relations)};
  }
  return form.Add("stood", std::move(then)).Done();
}

Value DroppedOf(const Readers& readers) {
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

void Print(Session& session, const Readers& readers) {
  cli::Table table;
  for (const char* column : {"when", "reader", "roles", "kind", "file", "levels", "why"}) {
    table.Column(session.Label(std::string("column.") + column));
  }
  for (const ReadingLine& line : readers.lines) {
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
  for (const auto& month : readers.months) {
    for (const auto& note : month.dropped) {
      session.Say(month.node + " " + note.dropped.month + ": " + session.Label("reads.dropped") + " " +
                  cli::Printable(note.act));
    }
  }
}

int Show(Session& session, Reading& reading, const WhoReadOptions& options) {
  WantedReaders wanted{.files = {}, .by = options.by, .until = {}};
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
  auto readers = FindReaders(reading.node(), options.folders, wanted);
  if (!readers) return session.Fail(readers.error());
  if (options.unrelated) {
    if (Status recalled = RecallRelations(reading.node(), readers->lines); !recalled)
      return session.Fail(recalled.error());
    std::erase_if(readers->lines, [](const ReadingLine& line) { return !line.IsUnrelated(); });
  }
  if (!session.json()) {
    Print(session, *readers);
    return cli::kExitDone;
  }
  Value::Array lines;
  for (const ReadingLine& line : readers->lines) lines.push_back(FormOf(line));
  cli::Object answer;
  reading.AddStanding(answer);
  answer.Add("file", std::move(file)).Add("by", options.by).Add("unrelated", options.unrelated);
  session.terminal.Json(answer.Add("readings", std::move(lines)).Add("dropped", DroppedOf(*readers)).Done());
  return cli::kExitDone;
}

int WhoRead(Session& session, const WhoReadOptions& options) {
  if (!options.file && !options.by) return session.Usage("the readers of what? FILE, or --by WORKER");
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
  options.Texts("--reads", given->folders,
                {"Another node's folder of readings, brought here; may stand several times",
                 "Cartella delle consultazioni di un altro nodo, portata qui; anche più volte"});
  options.Text("--as-of", given->as_of, kAsOfHelp);
  options.Answers("", StandingShape(kReadersShape));
}

}  // namespace fascicolo::program
