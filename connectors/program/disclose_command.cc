// fascicolo disclose: what we hold about a person, for that person.
#include "connectors/cli/labels.h"
#include "connectors/program/authority/whole_file.h"
#include "connectors/program/commands.h"
#include "connectors/program/entities.h"
#include "connectors/program/reading.h"
#include "connectors/program/reads/typed_reading.h"
#include "connectors/program/rights/disclosure.h"

#include <memory>

namespace fascicolo::program {
namespace {

struct DiscloseOptions {
  std::string person;
  std::optional<std::string> html;
  std::vector<std::string> folders;
};

void Print(Session& session, const Disclosure& disclosure) {
  const auto language = session.language();
  auto& out = session.terminal;
  for (const Step& step : disclosure.steps) {
    out.Line(out.Bold(std::to_string(step.position.value) + "  " + FormatDay(step.effective_on) + "  " +
                      std::string(cli::LabelOf(language, "event", step.type))));
    for (const auto& field : step.sealed) {
      out.Line("    " + std::string(cli::LabelOf(language, "field", field.field)) + ": " + ShownLine(language, field));
    }
  }
  for (const Recipient& one : disclosure.recipients) {
    out.Line(session.Label("text.given_to") + " " + one.to + ", " + session.Label("text.position") + " " +
             std::to_string(one.position.value));
  }
  session.Say(std::to_string(disclosure.masked) + " " + session.Label("text.masked"));
  session.Say(std::to_string(disclosure.readers.size()) + " " + session.Label("text.readings"));
}

int Disclose(Session& session, Reading& reading, const DiscloseOptions& options) {
  const auto person = FindEntity(reading.node().state(), options.person, "PERSON", schema::EntityKind::person);
  if (!person) return session.Fail(person.error());
  const auto disclosure = DiscloseTo(reading, *person, options.folders);
  if (!disclosure) return session.Fail(disclosure.error());
  const Status recorded = RecordTyped(session, reading.node(), {.question = "disclose", .files = {*person}, .use = {}});
  if (!recorded) return session.Fail(recorded.error());
  if (options.html) {
    const Status written = WriteNewFile(*options.html, PageOf(*disclosure, reading), FileAccess::kOwnerOnly);
    if (!written) return session.Fail(written.error());
    session.Say(*options.html);
  }
  if (session.json()) {
    session.terminal.Json(FormOf(*disclosure, reading, session.language()));
  } else if (!options.html) {
    Print(session, *disclosure);
  }
  return cli::kExitDone;
}

}  // namespace

void AddDisclose(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<DiscloseOptions>();
  auto options = arguments.Add(
      "disclose",
      {"What is held about a person, why, and who received it, for that person; others' data masked",
       "Che cosa si conserva di una persona, perché e chi l'ha ricevuto, per la persona; i dati altrui mascherati"},
      "  fascicolo disclose 5f0c6d0e --html disclosure.html\n"
      "  fascicolo disclose 5f0c6d0e --json",
      [&session, given] {
        if (given->person.empty()) return session.Usage("disclose whom? PERSON");
        return Answer(session, {}, [&](Reading& reading) { return Disclose(session, reading, *given); });
      });
  options.Text("PERSON", given->person,
               {"Id of the person; its first digits do", "Id della persona; bastano le prime cifre"});
  options.Texts("--reads", given->folders,
                {"Another node's folder of readings, brought here; may stand several times",
                 "Cartella delle consultazioni di un altro nodo, portata qui; anche più volte"});
  options.Text("--html", given->html, {"Write a page that prints, in both languages, readable by its owner only",
                                       "Scrive una pagina da stampare, nelle due lingue, leggibile solo dal proprietario"});
}

}  // namespace fascicolo::program
