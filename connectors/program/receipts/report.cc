#include "connectors/program/receipts/report.h"

#include "connectors/cli/labels.h"
#include "connectors/program/field_text.h"
#include "connectors/program/history_steps.h"
#include "connectors/program/rights/printed_page.h"
#include "engine/decision.h"
#include "engine/payload_names.h"

namespace fascicolo::program {
namespace {

std::string Element(const char* name, std::string_view text) {
  return std::string("<") + name + ">" + EscapedForHtml(text) + "</" + name + ">\n";
}

std::string Line(std::string_view text) { return EscapedForHtml(text) + "<br>"; }

/// The fields of an event, each on a line of its own.
std::string FieldsOf(const proof::ProvenPart& part, cli::Language language) {
  const auto payload = PayloadFieldsOf("fascicolo.schema.Event", part.bytes);
  std::string lines;
  if (!payload) return lines;
  for (const auto& field : payload->fields) {
    for (const auto& line : FieldLines(language, field.name, field.value)) lines += Line(line);
  }
  return lines;
}

class Report {
 public:
  Report(const Session& session, const proof::CheckedReceipt& checked)
      : session_(session), checked_(checked), absences_(checked.absences()) {}

  std::string Page(const proof::Receipt& receipt, const proof::VerifierKey& key) {
    const std::string title =
        session_.Text("Receipt of the ledger ", "Ricevuta del registro ") + checked_.checkpoint.origin;
    return std::string("<!doctype html>\n<html lang=\"") + session_.Text("en", "it") +
           "\">\n<meta charset=\"utf-8\">\n<title>" + EscapedForHtml(title) + "</title>\n<style>" + kStyle +
           "</style>\n" +
           Element("h1", title) + Saying(receipt.kind) + Erasures() + Events() + Signature(key) +
           Element("h2", session_.Text("For the verifier", "Per la verifica")) +
           Element("p", session_.Text("'fascicolo-verify' reads this whole file. What counts is what it prints, "
                                      "not this page.",
                                      "'fascicolo-verify' legge questo file intero. Fa fede ciò che stampa, "
                                      "non questa pagina.")) +
           "<pre>\n" + receipt.ToString() + "</pre>\n</html>\n";
  }

 private:
  static constexpr const char* kStyle =
      "body{font:11pt serif;max-width:50em;margin:2em auto}table{border-collapse:collapse;width:100%}"
      "td,th{border:1px solid #999;padding:.3em;text-align:left;vertical-align:top}"
      "pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:6pt}@page{margin:1.5cm}tr{break-inside:avoid}";

  /// What of a whole history is proven, and what is the office's word.
  [[nodiscard]] std::string Whole(const std::string& last) const {
    return Element("p", session_.Text("This is the whole history up to position ",
                                      "Questa è la storia completa fino alla posizione ") +
                            last + ".") +
           "<ul>\n" +
           Element("li", session_.Text("Proven: each event was recorded where it stands and has not been changed since; each "
                                       "subject's events are numbered, and up to the last one shown none is missing.",
                                       "Provato: ogni evento è stato registrato dove si trova e non è stato modificato da "
                                       "allora; gli eventi di ogni soggetto sono numerati, e fino all'ultimo riportato non ne "
                                       "manca nessuno.")) +
           Element("li", session_.Text("Stated by the office under its signature, not proven: that the last one shown was the "
                                       "last up to that position, and that no other subject belongs to this history.",
                                       "Dichiarato dall'ente con la sua firma, non provato: che l'ultimo riportato fosse "
                                       "l'ultimo fino a quella posizione, e che nessun altro soggetto appartenga a questa "
                                       "storia.")) +
           Element("li", session_.Text("Whoever reads the ledger can check what is stated. Any other receipt with a further "
                                       "event of these subjects up to that position proves it false, by the office's own "
                                       "signatures.",
                                       "Chi legge il registro può controllare quanto dichiarato. Ogni altra ricevuta con un "
                                       "ulteriore evento di questi soggetti fino a quella posizione lo prova falso, con le "
                                       "firme dell'ente stesso.")) +
           "</ul>\n";
  }

  [[nodiscard]] std::string Saying(proof::ReceiptKind kind) const {
    const std::string last = std::to_string(checked_.checkpoint.size - 1);
    if (!proof::HasStatement(kind)) {
      return Element("p", session_.Text("What stands below was recorded, and has not been changed since.",
                                        "Quanto segue è stato registrato e non è stato modificato da allora."));
    }
    std::string text = Whole(last);
    if (kind == proof::ReceiptKind::kRow) {
      text += Element("p", session_.Text("The office states, and does not prove, this row of the list; it can be counted "
                                         "again from the history of the list that follows: ",
                                         "L'ente dichiara, senza provarla, questa riga della lista; la si può ricontare dalla "
                                         "storia della lista che segue: ") +
                               checked_.statement->row);
    }
    return text;
  }

  /// By which acts texts were erased.
  [[nodiscard]] std::string Erasures() const {
    std::string text;
    for (const auto& erasure : absences_.erasures()) {
      std::string approved;
      for (const auto& name : erasure.approved_by) approved += (approved.empty() ? "" : ", ") + name;
      text += Element("p", session_.Text("Personal texts were lawfully erased: act ",
                                         "Testi personali sono stati cancellati legittimamente: atto ") +
                               erasure.act + session_.Text(", proposed by ", ", proposta di ") + erasure.proposed_by +
                               session_.Text(", approved by ", ", approvata da ") + approved +
                               session_.Text("; completed at ", "; conclusa il ") +
                               FormatInstant(erasure.completed_at) +
                               session_.Text(", position ", ", posizione ") + std::to_string(erasure.completed.value) +
                               session_.Text("; keys destroyed: ", "; chiavi distrutte: ") +
                               std::to_string(erasure.keys) + ".");
    }
    return text;
  }

  [[nodiscard]] std::string Events() const {
    std::string table = "<table>\n<tr>";
    for (const char* column : {"position", "when", "actor", "event", "entity"}) {
      table += "<th>" + EscapedForHtml(session_.Label(std::string("column.") + column)) + "</th>";
    }
    table += "</tr>\n";
    std::string actor;
    for (const auto& part : checked_.parts) {
      if (part.recorded == nullptr) {
        table += Row(part, actor);
      } else {
        actor = part.command == nullptr ? std::string() : engine::Text(part.command->actor());
      }
    }
    return table + "</table>\n";
  }

  /// The texts that are sealed in an event, and which of them nobody can open any more.
  [[nodiscard]] std::string Sealed(const proof::ProvenPart& part) const {
    std::string lines;
    const auto* sections = part.sections();
    for (std::uint32_t i = 0; sections != nullptr && i < sections->size(); ++i) {
      const schema::Section& section = *sections->Get(i);
      const auto* erasure = absences_.Of(section);
      const std::string name = FieldName(session_.language(), engine::Text(section.field()));
      lines += Line(name + ": " +
                    (erasure == nullptr ? session_.Label("text.sealed")
                                        : "(" + session_.Label("text.erased_by_act") + " " + erasure->act + ", " +
                                              session_.Label("text.position") + " " +
                                              std::to_string(erasure->completed.value) + ")"));
    }
    return lines;
  }

  [[nodiscard]] std::string Row(const proof::ProvenPart& part, const std::string& actor) const {
    const auto language = session_.language();
    const auto& event = *part.event;
    const std::string name(cli::LabelOf(language, "event", engine::EventName(event)));
    const std::string kind(cli::LabelOf(language, "entity_kind", schema::EnumNameEntityKind(event.kind())));
    const std::string place = std::to_string(part.header.position.value) + "." + std::to_string(part.number - 1);
    const std::string whose =
        kind + " " + ToHex(events::Entity(event.entity())) + " v" + std::to_string(event.version());
    return "<tr><td>" + place + "</td><td>" + FormatInstant(part.header.recorded_at) + "</td><td>" +
           EscapedForHtml(actor) + "</td><td><b>" + EscapedForHtml(name) + "</b><br>" + FieldsOf(part, language) +
           Sealed(part) + "</td><td>" + EscapedForHtml(whose) + "</td></tr>\n";
  }

  [[nodiscard]] std::string Signature(const proof::VerifierKey& key) const {
    return Element("p", session_.Text("Signed: ", "Firmato: ") + std::to_string(checked_.checkpoint.size) +
                            session_.Text(" commits, root ", " commit, radice ") + ToHex(checked_.checkpoint.root) +
                            session_.Text("; key ", "; chiave ") + key.ToString());
  }

  const Session& session_;
  const proof::CheckedReceipt& checked_;
  const proof::Absences absences_;
};

}  // namespace

std::string ReportOf(const proof::Receipt& receipt, const proof::CheckedReceipt& checked, const proof::VerifierKey& key,
                     const Session& session) {
  return Report(session, checked).Page(receipt, key);
}

}  // namespace fascicolo::program
