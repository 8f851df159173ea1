#include "connectors/verifier/telling.h"

#include "events/body.h"
#include "events/calendar.h"
#include "events/json/schema_codec.h"

namespace fascicolo::verifier {
namespace {

using events::ConstBytes;

const char* Pick(Language language, const char* english, const char* italian) {
  return language == Language::kItalian ? italian : english;
}

/// What a table says, as JSON; a newer program's words are not known here.
std::string Json(std::string_view table, ConstBytes bytes, Language language) {
  auto decoded = events::json::SchemaCodec().Decode(table, bytes);
  return decoded ? std::move(decoded).value() : Pick(language, "(of a newer program)", "(di un programma più recente)");
}

std::string Place(const proof::ProvenPart& part) {
  std::string place = std::to_string(part.header.position.value);
  if (part.event != nullptr) place += "." + std::to_string(part.number - 1);
  return place + "  " + FormatInstant(part.header.recorded_at) + "  ";
}

std::string TellPart(const proof::ProvenPart& part, Language language) {
  if (part.event != nullptr) {
    const auto& event = *part.event;
    return Place(part) + schema::EnumNameEntityKind(event.kind()) + " " + ToHex(events::Entity(event.entity())) + " v" +
           std::to_string(event.version()) + "  " + Json("fascicolo.schema.Event", part.bytes, language);
  }
  const auto* command = part.recorded->command();
  if (command == nullptr) return Place(part) + Pick(language, "a command", "un comando");
  return Place(part) + Pick(language, "command ", "comando ") +
         Json("fascicolo.schema.Command", {command->data(), command->size()}, language);
}

std::string Signed(const proof::Checkpoint& tree, const proof::VerifierKey& key, Language language) {
  return Pick(language, "holds: ", "valido: ") + tree.origin + ", " + std::to_string(tree.size) +
         Pick(language, " commits, root ", " atti registrati, radice ") + ToHex(tree.root) +
         Pick(language, ", signed by ", ", firmato da ") + key.ToString();
}

std::string Whole(const proof::Statement& statement, Language language) {
  const std::string last = std::to_string(statement.size - 1);
  return std::string(Pick(language, "whole histories of ", "storia completa di ")) +
         std::to_string(statement.versions.size()) +
         Pick(language, " entities: none of their events is missing; that there was no further one up to position ",
              " entità: nessun evento manca; che non ve ne fossero altri fino alla posizione ") +
         last + Pick(language, " is what the signer states", " è dichiarato da chi firma");
}

}  // namespace

std::vector<std::string> Tell(proof::ReceiptKind kind, const proof::CheckedReceipt& receipt,
                              const proof::VerifierKey& key, Language language) {
  std::vector<std::string> lines{Signed(receipt.checkpoint, key, language)};
  if (receipt.statement) lines.push_back(Whole(*receipt.statement, language));
  if (kind == proof::ReceiptKind::kRow) {
    lines.push_back(Pick(language, "the signer states this row: ", "chi firma dichiara questa riga: ") + receipt.statement->row);
  }
  for (const auto& part : receipt.parts) lines.push_back(TellPart(part, language));
  return lines;
}

std::vector<std::string> Tell(const proof::Checkpoint& folder, const proof::VerifierKey& key, bool was_held_against,
                              Language language) {
  std::vector<std::string> lines{Signed(folder, key, language)};
  if (was_held_against) {
    lines.emplace_back(Pick(language, "it continues the checkpoint that you kept",
                            "continua il checkpoint che avete conservato"));
  }
  return lines;
}

std::string Tell(const FormError& wrong, Language language) {
  return Pick(language, "does not hold: ", "NON valido: ") + wrong.ToString();
}

}  // namespace fascicolo::verifier
