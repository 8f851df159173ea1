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
  if (!decoded) return Pick(language, "(of a newer program)", "(di un programma più recente)");
  return std::move(decoded).value();
}

std::string Place(const proof::ProvenPart& part) {
  std::string place = std::to_string(part.header.position.value);
  if (part.event != nullptr) place += "." + std::to_string(part.number - 1);
  return place + "  " + FormatInstant(part.header.recorded_at) + "  ";
}

/// Who decided an erasure, by which act, and when it was done.
std::string Decided(const proof::ProvenErasure& erasure, Language language) {
  std::string approved;
  for (const auto& name : erasure.approved_by) approved += (approved.empty() ? "" : ", ") + name;
  return std::string(Pick(language, "by act '", "con atto '")) + erasure.act +
         Pick(language, "', proposed by ", "', proposta di ") + erasure.proposed_by +
         Pick(language, ", approved by ", ", approvata da ") + approved +
         Pick(language, ", completed at position ", ", conclusa alla posizione ") +
         std::to_string(erasure.completed.value) + ", " + FormatInstant(erasure.completed_at);
}

/// A line for each text that is sealed in the part and was erased.
void TellErased(const proof::ProvenPart& part, const proof::Absences& absences, Language language,
                std::vector<std::string>& lines) {
  const auto* sections = part.sections();
  for (std::uint32_t i = 0; sections != nullptr && i < sections->size(); ++i) {
    const schema::Section& section = *sections->Get(i);
    const auto* erasure = absences.Of(section);
    if (erasure == nullptr) continue;
    const std::string field = section.field() == nullptr ? "" : section.field()->str();
    lines.push_back("  " + field + Pick(language, ": lawfully erased ", ": testo cancellato legittimamente ") +
                    Decided(*erasure, language));
  }
}

std::string TellErasure(const proof::ProvenErasure& erasure, Language language) {
  return Pick(language, "erasure ", "cancellazione ") + std::to_string(erasure.number) +
         Pick(language, " of person ", " della persona ") + ToHex(erasure.person) + ": " +
         std::to_string(erasure.keys) + Pick(language, " keys destroyed ", " chiavi distrutte ") +
         Decided(erasure, language);
}

std::string TellPart(const proof::ProvenPart& part, Language language) {
  if (part.event != nullptr) {
    const auto& event = *part.event;
    return Place(part) + schema::EnumNameEntityKind(event.kind()) + " " + ToHex(events::Entity(event.entity())) + " v" +
           std::to_string(event.version()) + "  " + Json("fascicolo.schema.Event", part.bytes, language);
  }
  const auto* command = part.recorded->command();
  if (part.command == nullptr) return Place(part) + Pick(language, "a command", "un comando");
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
    lines.push_back(Pick(language, "the signer states this row: ", "chi firma dichiara questa riga: ") +
                    receipt.statement->row);
  }
  const proof::Absences absences = receipt.absences();
  for (const auto& erasure : absences.erasures()) lines.push_back(TellErasure(erasure, language));
  for (const auto& part : receipt.parts) {
    lines.push_back(TellPart(part, language));
    TellErased(part, absences, language, lines);
  }
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

std::vector<std::string> Tell(const proof::CheckedSuperLog& super, const proof::VerifierKey& key, bool was_held_against,
                              Language language) {
  std::vector<std::string> lines = Tell(super.checkpoint, key, was_held_against, language);
  for (const auto& [signer, newest] : super.ledgers.newest()) {
    lines.push_back(newest.origin + ": " + std::to_string(newest.size) +
                    Pick(language, " commits, root ", " atti registrati, radice ") + ToHex(newest.root) +
                    Pick(language, ", never fewer before", ", mai di meno in precedenza"));
  }
  return lines;
}

std::string TellSuper(const proof::Checkpoint& super, const proof::VerifierKey& key, Language language) {
  return Pick(language, "its checkpoint is in the super-log ", "il suo checkpoint è nel registro di nodo ") +
         super.origin + ", " + std::to_string(super.size) +
         Pick(language, " entries, signed by ", " voci, firmato da ") + key.ToString();
}

std::string TellBeside(Language language) {
  return Pick(language, "the other receipt holds too, and does not contradict it",
              "anche l'altra ricevuta è valida, e non la contraddice");
}

std::string Tell(const FormError& wrong, Language language) {
  return Pick(language, "does not hold: ", "NON valido: ") + wrong.ToString();
}

}  // namespace fascicolo::verifier
