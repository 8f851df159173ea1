#include "events/proof/checkpoint.h"

#include "events/proof/decimal.h"

namespace fascicolo::proof {

std::string Checkpoint::ToString() const {
  std::string text = origin + "\n" + std::to_string(size) + "\n" + ToBase64(root.bytes) + "\n";
  for (const std::string& line : extensions) text += line + "\n";
  return text;
}

Result<Checkpoint, FormError> ReadCheckpoint(std::string_view text) {
  const FormError malformed{"checkpoint", "has not three lines: origin, size, root", "a checkpoint as it was published"};
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos || end == 0) return malformed;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  if (lines.size() < 3) return malformed;
  const auto size = ReadDecimal(lines[1]);
  const auto root = HashFromBase64(lines[2]);
  if (!size || !root) return malformed;
  return Checkpoint{lines[0], *size, *root, {lines.begin() + 3, lines.end()}};
}

Result<Checkpoint, FormError> VerifyCheckpoint(const SignedNote& note, std::string_view origin, const VerifierKey& key) {
  auto checkpoint = ReadCheckpoint(note.text);
  if (!checkpoint) return checkpoint;
  if (checkpoint->origin != origin) {
    return FormError{"checkpoint", "is about " + checkpoint->origin, "one about " + std::string(origin)};
  }
  if (auto is_signed = CheckSignedBy(note, key, "checkpoint"); !is_signed) return is_signed.error();
  return checkpoint;
}

}  // namespace fascicolo::proof
