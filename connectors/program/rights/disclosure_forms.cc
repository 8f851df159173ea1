// A disclosure as JSON, and as a page that prints.
#include "connectors/program/field_text.h"
#include "connectors/program/rights/disclosure.h"
#include "connectors/program/rights/printed_page.h"
#include "engine/families/rights_words.h"

namespace fascicolo::program {
namespace {

using engine::Language;

const BothTexts kReaders{"Ogni consultazione di una scheda è registrata prima che i dati siano mostrati, e conservata per "
                         "almeno 24 mesi; qui si indica l'ufficio, non il nome dell'operatore.",
                         "Each reading of a file is recorded before anything is shown, and kept for 24 months at least; here "
                         "the office is told, not the worker's name."};
const BothTexts kMasking{"I dati di altre persone sono mascherati (GDPR, art. 15 par. 4); gli atti del tribunale per i "
                         "minorenni si chiedono al giudice.",
                         "Others' data are masked (GDPR, art. 15 par. 4); papers of the juvenile court are asked of the "
                         "court."};

std::string TextOf(const engine::Ground& ground) {
  return ground.title + (ground.article.empty() ? "" : ", art. " + ground.article);
}

cli::Value FormOf(const DisclosedService& service, Reading& reading, Language language) {
  cli::Value::Array basis;
  for (const auto& ground : service.basis) basis.push_back(cli::Form(TextOf(ground)));
  return cli::Object()
      .Add("activation", service.activation)
      .Add("service", service.service)
      .Add("name", reading.ServiceName(service.service, language))
      .Add("legal_basis", std::move(basis))
      .Done();
}

cli::Value FormOf(const Recipient& recipient) {
  return cli::Object()
      .Add("position", recipient.position)
      .Add("recorded_at", recipient.recorded_at)
      .Add("type", recipient.type)
      .Add("to", recipient.to)
      .Done();
}

cli::Value TextsAsForm(const std::vector<std::string>& texts) {
  cli::Value::Array forms;
  for (const std::string& text : texts) forms.push_back(cli::Form(text));
  return cli::Value{std::move(forms)};
}

cli::Value FormOfReader(const ReadingLine& line) {
  return cli::Object()
      .Add("at", line.recorded.at)
      .Add("roles", TextsAsForm(line.recorded.reading.roles))
      .Add("areas", TextsAsForm(line.recorded.reading.areas))
      .Add("question", line.recorded.reading.question)
      .Add("kind", line.file.kind)
      .Add("file", line.file.id)
      .Add("levels", TextsAsForm(line.file.levels))
      .Add("why", line.file.why)
      .Done();
}

cli::Value::Array FormsOf(const std::map<EntityId, engine::RightsRow>& rights) {
  cli::Value::Array forms;
  for (const auto& [entry, row] : rights) {
    for (const auto& one : row.restrictions) {
      forms.push_back(cli::Object()
                          .Add("entry", entry)
                          .Add("right", "restriction")
                          .Add("ground", schema::EnumNameRestrictionGround(one.ground))
                          .Add("since", one.since)
                          .Add("until", one.lifted)
                          .Done());
    }
    for (const auto& one : row.holds) {
      forms.push_back(cli::Object()
                          .Add("entry", entry)
                          .Add("right", "hold")
                          .Add("ground", one.ground)
                          .Add("since", one.since)
                          .Add("until", one.lifted)
                          .Done());
    }
    for (const auto& one : row.erasures) {
      forms.push_back(cli::Object()
                          .Add("entry", entry)
                          .Add("right", "erasure")
                          .Add("ground", schema::EnumNameErasureGround(one.ground))
                          .Add("state", engine::TextOf(one.state))
                          .Add("act", one.act)
                          .Done());
    }
  }
  return forms;
}

/// All that the event says, a line for each field, in one language.
std::string LinesOf(const Step& step, Language language) {
  std::string lines;
  const auto add = [&lines](const std::string& line) { lines += (lines.empty() ? "" : "; ") + line; };
  for (const auto& field : step.fields) {
    for (const auto& line : FieldLines(language, field.name, field.value)) add(line);
  }
  for (const auto& field : step.sealed) add(FieldName(language, field.field) + ": " + ShownLine(language, field));
  return lines;
}

void AddSteps(const Disclosure& disclosure, PrintedPage& page) {
  std::vector<std::vector<BothTexts>> rows;
  for (const Step& step : disclosure.steps) {
    rows.push_back({Plain(std::to_string(step.position.value)), Plain(FormatDay(step.effective_on)),
                    BothLabels("event", step.type),
                    {LinesOf(step, Language::kItalian), LinesOf(step, Language::kEnglish)}});
  }
  page.Heading({"Che cosa è registrato", "What is recorded"});
  page.Table({{"Posizione", "Position"}, {"Giorno", "Day"}, {"Fatto", "Fact"}, {"Dati", "Data"}}, rows);
}

void AddServicesHeld(const Disclosure& disclosure, Reading& reading, PrintedPage& page) {
  std::vector<std::vector<BothTexts>> rows;
  for (const DisclosedService& service : disclosure.services) {
    std::string basis;
    for (const auto& ground : service.basis) basis += (basis.empty() ? "" : "; ") + TextOf(ground);
    rows.push_back({{reading.ServiceName(service.service, Language::kItalian),
                     reading.ServiceName(service.service, Language::kEnglish)},
                    Plain(basis)});
  }
  page.Heading({"Perché: i servizi e il loro fondamento", "Why: the services and what they rest on"});
  page.Paragraph({"I dati sono trattati per l'assistenza sociale, compito di interesse pubblico, e non in base al consenso.",
                  "The data are processed for social assistance, a task in the public interest, and not by consent."});
  page.Table({{"Servizio", "Service"}, {"Fondamento (dalla scheda del servizio)", "Basis (of the service's sheet)"}}, rows);
}

void AddRecipients(const Disclosure& disclosure, PrintedPage& page) {
  std::vector<std::vector<BothTexts>> rows;
  for (const Recipient& one : disclosure.recipients) {
    BothTexts to = BothLabels("referral_target", one.to);
    if (to.italian == one.to) to = BothLabels("court", one.to);
    rows.push_back({Plain(std::to_string(one.position.value)), Plain(FormatInstant(one.recorded_at)),
                    BothLabels("event", one.type), to});
  }
  page.Heading({"A chi sono stati comunicati", "Who received them"});
  page.Table({{"Posizione", "Position"}, {"Registrato", "Recorded"}, {"Fatto", "Fact"}, {"A chi", "To whom"}}, rows);
}

void AddReaders(const Disclosure& disclosure, PrintedPage& page) {
  const auto joined = [](const std::vector<std::string>& texts, std::string_view group) {
    BothTexts both;
    for (const std::string& text : texts) {
      const BothTexts one = BothLabels(group, text);
      both.italian += (both.italian.empty() ? "" : ", ") + one.italian;
      both.english += (both.english.empty() ? "" : ", ") + one.english;
    }
    return both;
  };
  std::vector<std::vector<BothTexts>> rows;
  for (const ReadingLine& line : disclosure.readers) {
    const auto& asked = line.recorded.reading;
    rows.push_back({Plain(FormatInstant(line.recorded.at)), joined(asked.roles, "role"), joined(asked.areas, "area"),
                    BothLabels("reads", line.file.kind), joined(line.file.levels, "read_level"), BothLabels("may", line.file.why)});
  }
  page.Heading({"Chi li ha consultati", "Who read them"});
  page.Paragraph(kReaders);
  page.Table({{"Quando", "When"}, {"Ruolo", "Role"}, {"Area", "Area"}, {"Scheda", "File"}, {"Livelli", "Levels"}, {"Perché", "Why"}}, rows);
}

}  // namespace

cli::Value FormOf(const Disclosure& disclosure, Reading& reading, Language language) {
  cli::Object form;
  reading.AddStanding(form);
  cli::Value::Array entries;
  for (const EntityId entry : disclosure.entries) entries.push_back(cli::Form(entry));
  cli::Value::Array steps;
  for (const Step& step : disclosure.steps) steps.push_back(FormOf(step, language));
  cli::Value::Array services;
  for (const auto& service : disclosure.services) services.push_back(FormOf(service, reading, language));
  cli::Value::Array recipients;
  for (const auto& recipient : disclosure.recipients) recipients.push_back(FormOf(recipient));
  cli::Value::Array readers;
  for (const ReadingLine& line : disclosure.readers) readers.push_back(FormOfReader(line));
  return form.Add("person", disclosure.person)
      .Add("entries", std::move(entries))
      .Add("steps", std::move(steps))
      .Add("services", std::move(services))
      .Add("recipients", std::move(recipients))
      .Add("rights", FormsOf(disclosure.rights))
      .Add("readers", std::move(readers))
      .Add("readers_note", language == Language::kItalian ? kReaders.italian : kReaders.english)
      .Add("masked", disclosure.masked)
      .Add("court", disclosure.court)
      .Done();
}

std::string PageOf(const Disclosure& disclosure, Reading& reading) {
  PrintedPage page({"Accesso ai dati personali (GDPR, art. 15)", "Access to personal data (GDPR, art. 15)"});
  page.Paragraph(Plain(ToHex(disclosure.person)));
  page.Paragraph(kMasking);
  page.Paragraph({"Mascherati: " + std::to_string(disclosure.masked) + "; del tribunale per i minorenni: " +
                      std::to_string(disclosure.court) + ".",
                  "Masked: " + std::to_string(disclosure.masked) + "; of the juvenile court: " +
                      std::to_string(disclosure.court) + "."});
  AddSteps(disclosure, page);
  AddServicesHeld(disclosure, reading, page);
  AddRecipients(disclosure, page);
  AddReaders(disclosure, page);
  page.Heading({"Posizione e radice del registro", "Position and root of the ledger"});
  page.Paragraph(Plain(std::to_string(disclosure.standing.position.value) + " " + ToHex(disclosure.standing.root)));
  return page.Done();
}

}  // namespace fascicolo::program
