#include "connectors/program/receipts/report.h"

#include "connectors/cli/labels.h"
#include "connectors/program/command_json.h"
#include "connectors/program/field_text.h"
#include "connectors/program/rights/printed_page.h"
#include "events/body.h"

namespace fascicolo::program {
namespace {

using events::json::Value;

std::string Element(const char* name, std::string_view text) {
  return std::string("<") + name + ">" + EscapedForHtml(text) + "</" + name + ">\n";
}

/// The fields of an event, each on a line of its own.
std::string FieldsOf(const proof::ProvenPart& part, cli::Language language) {
  auto decoded = SchemaCodec().DecodeValue("fascicolo.schema.Event", part.bytes);
  std::string lines;
  const auto* event = decoded ? decoded->As<Value::Object>() : nullptr;
  if (event == nullptr) return lines;
  for (const auto& member : *event) {
    const auto* payload = member.key == "payload" ? member.value.As<Value::Object>() : nullptr;
    if (payload == nullptr) continue;
    for (const auto& field : *payload) {
      if (field.key == "type") continue;
      for (const auto& line : FieldLines(language, field.key, field.value)) lines += EscapedForHtml(line) + "<br>";
    }
  }
  return lines;
}

class Report {
 public:
  Report(const Session& session, const proof::CheckedReceipt& checked) : session_(session), checked_(checked) {}

  std::string Page(const proof::Receipt& receipt, const proof::VerifierKey& key) {
    const std::string title = session_.Text("Receipt of the ledger ", "Ricevuta del registro ") + checked_.checkpoint.origin;
    return std::string("<!doctype html>\n<html lang=\"") + session_.Text("en", "it") +
           "\">\n<meta charset=\"utf-8\">\n<title>" + EscapedForHtml(title) + "</title>\n<style>" + kStyle + "</style>\n" +
           Element("h1", title) + Saying(receipt.kind) + Events() + Signature(key) + Element("h2", session_.Text("For the verifier", "Per la verifica")) +
           Element("p", session_.Text("'fascicolo-verify' reads this whole file. What counts is what it prints, not this page.",
                                      "'fascicolo-verify' legge questo file intero. Fa fede ciò che stampa, non questa pagina.")) +
           "<pre>\n" + receipt.ToString() + "</pre>\n</html>\n";
  }

 private:
  static constexpr const char* kStyle =
      "body{font:11pt serif;max-width:50em;margin:2em auto}table{border-collapse:collapse;width:100%}"
      "td,th{border:1px solid #999;padding:.3em;text-align:left;vertical-align:top}"
      "pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:6pt}@page{margin:1.5cm}tr{break-inside:avoid}";

  [[nodiscard]] std::string Saying(proof::ReceiptKind kind) const {
    const std::string last = std::to_string(checked_.checkpoint.size - 1);
    if (kind == proof::ReceiptKind::kEvent) {
      return Element("p", session_.Text("What stands below was recorded, and has not been changed since.",
                                        "Quanto segue è stato registrato e non è stato modificato da allora."));
    }
    std::string text = Element(
        "p", session_.Text("This is the whole history: none of its events is missing. The office states that there was no "
                           "further one up to position ",
                           "Questa è la storia completa: nessun evento manca. L'ente dichiara che non ve n'erano altri fino "
                           "alla posizione ") + last + ".");
    if (kind == proof::ReceiptKind::kRow) {
      text += Element("p", session_.Text("The office states this row of the list: ", "L'ente dichiara questa riga della lista: ") +
                               checked_.statement->row);
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
      if (part.recorded != nullptr) {
        actor = ActorOf(*part.recorded);
      } else {
        table += Row(part, actor);
      }
    }
    return table + "</table>\n";
  }

  [[nodiscard]] static std::string ActorOf(const schema::Recorded& recorded) {
    const auto* bytes = recorded.command();
    if (bytes == nullptr) return {};
    flatbuffers::Verifier verifier(bytes->data(), bytes->size(), events::kMaxDepth, events::kMaxTablesPerLeaf);
    if (!verifier.VerifyBuffer<schema::Command>(nullptr)) return {};
    const auto* actor = flatbuffers::GetRoot<schema::Command>(bytes->data())->actor();
    return actor == nullptr ? std::string() : actor->str();
  }

  [[nodiscard]] std::string Row(const proof::ProvenPart& part, const std::string& actor) const {
    const auto language = session_.language();
    const auto& event = *part.event;
    const std::string name(cli::LabelOf(language, "event", schema::EnumNameEventPayload(event.payload_type())));
    const std::string kind(cli::LabelOf(language, "entity_kind", schema::EnumNameEntityKind(event.kind())));
    return "<tr><td>" + std::to_string(part.header.position.value) + "." + std::to_string(part.number - 1) + "</td><td>" +
           FormatInstant(part.header.recorded_at) + "</td><td>" + EscapedForHtml(actor) + "</td><td><b>" + EscapedForHtml(name) + "</b><br>" +
           FieldsOf(part, language) + "</td><td>" + EscapedForHtml(kind) + " " + ToHex(events::Entity(event.entity())) + " v" +
           std::to_string(event.version()) + "</td></tr>\n";
  }

  [[nodiscard]] std::string Signature(const proof::VerifierKey& key) const {
    return Element("p", session_.Text("Signed: ", "Firmato: ") + std::to_string(checked_.checkpoint.size) +
                            session_.Text(" commits, root ", " commit, radice ") + ToHex(checked_.checkpoint.root) +
                            session_.Text("; key ", "; chiave ") + key.ToString());
  }

  const Session& session_;
  const proof::CheckedReceipt& checked_;
};

}  // namespace

std::string ReportOf(const proof::Receipt& receipt, const proof::CheckedReceipt& checked, const proof::VerifierKey& key,
                     const Session& session) {
  return Report(session, checked).Page(receipt, key);
}

}  // namespace fascicolo::program
