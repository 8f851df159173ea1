#include "events/proof/tlog_proof.h"

#include "events/proof/decimal.h"
#include "events/proof/lines.h"
#include "events/tree.h"

namespace fascicolo::proof {
namespace {

constexpr std::string_view kFirstLine = "c2sp.org/tlog-proof@v1";
constexpr std::string_view kExtra = "extra ";
constexpr std::string_view kIndex = "index ";

FormError Malformed(const char* problem) { return {"proof", problem, std::string(kFirstLine)}; }

StatusOf<FormError> ReadPath(std::string_view& text, Path& path) {
  for (auto line = NextLine(text);; line = NextLine(text)) {
    if (!line) return Malformed("ends before its checkpoint");
    if (line->empty()) return {};
    const auto hash = HashFromBase64(*line);
    if (!hash || path.size() == kMaxPath) return Malformed("has a line that is no hash, or more than 64 of them");
    path.push_back(*hash);
  }
}

}  // namespace

std::string TlogProof::ToString() const {
  std::string text = std::string(kFirstLine) + "\n";
  if (!extra.empty()) text += std::string(kExtra) + ToBase64(extra) + "\n";
  text += std::string(kIndex) + std::to_string(index) + "\n";
  for (const Hash& hash : path) text += ToBase64(hash.bytes) + "\n";
  return text + "\n" + checkpoint.ToString();
}

Result<TlogProof, FormError> ReadTlogProof(std::string_view text) {
  if (NextLine(text) != kFirstLine) return Malformed("does not begin as one");
  TlogProof proof;
  auto line = NextLine(text);
  if (line && line->starts_with(kExtra)) {
    auto extra = FromBase64(line->substr(kExtra.size()));
    if (!extra || extra->empty()) return Malformed("has an extra line without anything in base64");
    proof.extra = *std::move(extra);
    line = NextLine(text);
  }
  const auto index = line && line->starts_with(kIndex) ? ReadDecimal(line->substr(kIndex.size())) : std::nullopt;
  if (!index) return Malformed("does not say which entry it is about");
  proof.index = *index;
  if (auto read = ReadPath(text, proof.path); !read) return read.error();
  auto checkpoint = ReadNote(text);
  if (!checkpoint) return checkpoint.error();
  proof.checkpoint = std::move(checkpoint).value();
  return proof;
}

StatusOf<FormError> VerifyTlogProof(const TlogProof& proof, ConstBytes entry, std::string_view origin,
                                    const VerifierKey& key) {
  const auto checkpoint = VerifyCheckpoint(proof.checkpoint, origin, key);
  if (!checkpoint) return checkpoint.error();
  const Hash leaf = events::TreeLeaf(entry);
  if (VerifyInclusion(proof.index, checkpoint->size, leaf, proof.path, checkpoint->root)) return {};
  return FormError{"proof", "does not lead from this entry to the checkpoint's root", ""};
}

}  // namespace fascicolo::proof
