#include "events/proof/signed_note.h"

#include <algorithm>

#include "events/big_endian.h"
#include "events/json/value.h"

namespace fascicolo::proof {
namespace {

constexpr std::string_view kDash = "\u2014 ";
constexpr std::string_view kBreak = "\n\n";
constexpr std::size_t kIdBytes = 4;
constexpr std::size_t kTimeBytes = 8;

FormError Malformed(std::string problem, std::string expected = {}) {
  return {"note", std::move(problem), std::move(expected)};
}

bool IsNoteText(std::string_view text) {
  const auto is_printed = [](char c) { return c == '\n' || static_cast<unsigned char>(c) >= ' '; };
  return events::json::IsUtf8(text) && std::all_of(text.begin(), text.end(), is_printed);
}

std::optional<NoteSignature> ReadLine(std::string_view line) {
  if (!line.starts_with(kDash)) return std::nullopt;
  line.remove_prefix(kDash.size());
  const auto space = line.find(' ');
  if (space == std::string_view::npos || !IsKeyName(line.substr(0, space))) return std::nullopt;
  const auto bytes = FromBase64(line.substr(space + 1));
  if (!bytes || bytes->size() <= kIdBytes) return std::nullopt;
  return NoteSignature{std::string(line.substr(0, space)), events::GetBigEndian<std::uint32_t>(bytes->data()),
                       Bytes(bytes->begin() + kIdBytes, bytes->end())};
}

std::string LineOf(const NoteSignature& signature) {
  Bytes bytes(kIdBytes);
  events::PutBigEndian(bytes.data(), signature.key_id);
  bytes.insert(bytes.end(), signature.signature.begin(), signature.signature.end());
  return std::string(kDash) + signature.name + " " + ToBase64(bytes) + "\n";
}

// C2SP tlog-cosignature, "cosignature/v1".
std::string CosignedMessage(std::string_view text, std::uint64_t time) {
  return "cosignature/v1\ntime " + std::to_string(time) + "\n" + std::string(text);
}

CheckedSignature CheckLine(std::string_view text, const NoteSignature& line, const VerifierKey& key) {
  const bool is_timed = key.type == KeyType::kCosignature;
  const std::size_t before = is_timed ? kTimeBytes : 0;
  Signature signature;
  if (line.signature.size() != before + signature.size()) return {SignatureVerdict::kForged};
  std::copy_n(line.signature.begin() + static_cast<std::ptrdiff_t>(before), signature.size(), signature.begin());
  if (!is_timed) return {key.Verify(text, signature) ? SignatureVerdict::kGood : SignatureVerdict::kForged};
  const auto time = events::GetBigEndian<std::uint64_t>(line.signature.data());
  if (!key.Verify(CosignedMessage(text, time), signature)) return {SignatureVerdict::kForged};
  return {SignatureVerdict::kGood, time};
}

}  // namespace

std::string SignedNote::ToString() const {
  std::string note = text + "\n";
  for (const NoteSignature& signature : signatures) note += LineOf(signature);
  return note;
}

Result<std::vector<NoteSignature>, FormError> ReadSignatureLines(std::string_view lines) {
  std::vector<NoteSignature> signatures;
  if (lines.empty() || lines.back() != '\n') return Malformed("does not end in a line of a signature");
  while (!lines.empty()) {
    const auto end = lines.find('\n');
    auto signature = ReadLine(lines.substr(0, end));
    if (!signature) return Malformed("has a line that is no signature", "\u2014 NAME BASE64");
    if (signatures.size() == kMaxNoteSignatures) {
      return Malformed("has more than " + std::to_string(kMaxNoteSignatures) + " signatures");
    }
    signatures.push_back(*std::move(signature));
    lines.remove_prefix(end + 1);
  }
  return signatures;
}

Result<SignedNote, FormError> ReadNote(std::string_view note) {
  if (note.size() > kMaxNoteBytes) return Malformed("is longer than " + std::to_string(kMaxNoteBytes) + " bytes");
  if (!IsNoteText(note)) return Malformed("has control characters, or is not UTF-8");
  const auto split = note.rfind(kBreak);
  if (split == std::string_view::npos || split == 0) return Malformed("has no text and empty line before its signatures");
  auto signatures = ReadSignatureLines(note.substr(split + kBreak.size()));
  if (!signatures) return signatures.error();
  return SignedNote{std::string(note.substr(0, split + 1)), std::move(signatures).value()};
}

NoteSignature SignText(std::string_view text, const SignerKey& key) {
  FASCICOLO_CHECK(key.verifier().type == KeyType::kEd25519 && IsNoteText(text) && text.ends_with('\n'));
  const Signature signature = key.Sign(text);
  return {key.verifier().name, key.verifier().id(), Bytes(signature.begin(), signature.end())};
}

NoteSignature CosignText(std::string_view text, const SignerKey& key, std::uint64_t time) {
  FASCICOLO_CHECK(key.verifier().type == KeyType::kCosignature && IsNoteText(text) && text.ends_with('\n'));
  Bytes bytes(kTimeBytes);
  events::PutBigEndian(bytes.data(), time);
  const Signature signature = key.Sign(CosignedMessage(text, time));
  bytes.insert(bytes.end(), signature.begin(), signature.end());
  return {key.verifier().name, key.verifier().id(), std::move(bytes)};
}

CheckedSignature CheckSignature(const SignedNote& note, const VerifierKey& key) {
  CheckedSignature found;
  for (const NoteSignature& line : note.signatures) {
    if (line.name != key.name || line.key_id != key.id()) continue;
    const CheckedSignature checked = CheckLine(note.text, line, key);
    if (checked.verdict == SignatureVerdict::kForged) return checked;
    found = {checked.verdict, std::max(found.time, checked.time)};
  }
  return found;
}

StatusOf<FormError> CheckSignedBy(const SignedNote& note, const VerifierKey& key, const char* what) {
  switch (CheckSignature(note, key).verdict) {
    case SignatureVerdict::kGood: return {};
    case SignatureVerdict::kAbsent: return FormError{what, "is not signed by " + key.ToString(), ""};
    case SignatureVerdict::kForged: break;
  }
  return FormError{what, "has a forged signature of " + key.ToString(), ""};
}

}  // namespace fascicolo::proof
