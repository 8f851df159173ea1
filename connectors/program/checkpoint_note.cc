#include "connectors/program/checkpoint_note.h"

#include "events/proof/checkpoint.h"

namespace fascicolo::program {

Result<SeenNote, FormError> ReadSeenNote(std::string_view note, std::string_view origin,
                                         const std::optional<std::string>& key) {
  const auto placed = [](FormError error, const char* option) {
    error.place = error.place.empty() ? option : option + (" " + error.place);
    return error;
  };
  const auto read = proof::ReadNote(note);
  if (!read) return placed(read.error(), "--against");
  const auto checkpoint = proof::ReadCheckpoint(read->text);
  if (!checkpoint) return placed(checkpoint.error(), "--against");
  if (checkpoint->origin != origin) {
    return FormError{"--against", "is about the ledger " + checkpoint->origin, "a checkpoint of " + std::string(origin)};
  }
  SeenNote seen{{checkpoint->size, checkpoint->root}, std::nullopt};
  if (!key) return seen;
  const auto verifier = proof::ReadVerifierKey(*key);
  if (!verifier) return placed(verifier.error(), "--signed-by");
  seen.is_signed = proof::CheckSignature(*read, *verifier).verdict == proof::SignatureVerdict::kGood;
  return seen;
}

}  // namespace fascicolo::program
