// Signed notes (C2SP signed-note): a text, an empty line, and a line for each signature. Pure: bytes in, verdicts out.
//
//   text, ending in a newline
//   <empty line>
//   — NAME base64(key id in four bytes || signature)
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "events/proof/note_key.h"

namespace fascicolo::proof {

inline constexpr std::size_t kMaxNoteBytes = 1'000'000;
inline constexpr std::size_t kMaxNoteSignatures = 100;

/// One line below the text; of any type, also of those that nobody here can verify.
struct NoteSignature {
  std::string name;
  std::uint32_t key_id = 0;
  Bytes signature;  ///< without the key id
  bool operator==(const NoteSignature&) const = default;
};

struct SignedNote {
  std::string text;  ///< with its last newline
  std::vector<NoteSignature> signatures;
  [[nodiscard]] std::string ToString() const;
};

/// Reads a note; every signature line is kept, none is verified.
[[nodiscard]] Result<SignedNote, FormError> ReadNote(std::string_view note);
/// Signature lines alone, as a witness answers.
[[nodiscard]] Result<std::vector<NoteSignature>, FormError> ReadSignatureLines(std::string_view lines);

/// A signature by a key of kEd25519.
[[nodiscard]] NoteSignature SignText(std::string_view text, const SignerKey& key);
/// A cosignature by a key of kCosignature: `text`, a checkpoint, was seen at `time`, in seconds since 1970.
[[nodiscard]] NoteSignature CosignText(std::string_view text, const SignerKey& key, std::uint64_t time);

enum class SignatureVerdict {
  kAbsent,  ///< nothing by this key; says nothing about the note
  kGood,
  kForged,  ///< a line of this key's name and id does not verify: the whole note is to be refused
};

struct CheckedSignature {
  SignatureVerdict verdict = SignatureVerdict::kAbsent;
  std::optional<std::uint64_t> time{};  ///< of the newest cosignature, in seconds since 1970; none with kEd25519
};

/// What `key` has to do with the note. Of several lines by one key all must verify.
[[nodiscard]] CheckedSignature CheckSignature(const SignedNote& note, const VerifierKey& key);

/// That `key` signed the note; the error calls the note `what`.
[[nodiscard]] StatusOf<FormError> CheckSignedBy(const SignedNote& note, const VerifierKey& key, const char* what);

}  // namespace fascicolo::proof
