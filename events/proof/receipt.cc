#include "events/proof/receipt.h"

#include <array>
#include <limits>

#include "events/proof/decimal.h"

namespace fascicolo::proof {
namespace {

constexpr std::string_view kFirst = "fascicolo-receipt v1 ";
constexpr std::string_view kNoPath = "-";
constexpr std::array<std::pair<ReceiptKind, std::string_view>, 4> kKinds{{{ReceiptKind::kEvent, "event"},
                                                                          {ReceiptKind::kCase, "case"},
                                                                          {ReceiptKind::kRow, "row"},
                                                                          {ReceiptKind::kErasure, "erasure"}}};

std::string PathText(const Path& path) {
  if (path.empty()) return std::string(kNoPath);
  std::string text;
  for (const Hash& hash : path) text += (text.empty() ? "" : ",") + ToBase64(hash.bytes);
  return text;
}

/// A word, and the text of a note or proof.
std::string TextLine(std::string_view word, const std::string& text) {
  return std::string(word) + " " + ToBase64(events::AsBytes(text)) + "\n";
}

/// Words of a line, one behind the other.
std::string_view Next(std::string_view& rest, char separator) {
  const std::size_t end = rest.find(separator);
  const std::string_view word = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  return word;
}

std::optional<Path> ReadPath(std::string_view text) {
  Path path;
  if (text == kNoPath) return path;
  do {
    const auto hash = HashFromBase64(Next(text, ','));
    if (!hash || path.size() == kMaxPath) return std::nullopt;
    path.push_back(*hash);
  } while (!text.empty());
  return path;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  Result<Receipt, FormError> Read() {
    if (rest_.size() > kMaxReceiptBytes) return Wrong("is too long", std::to_string(kMaxReceiptBytes) + " bytes at most");
    if (!ReadKind()) return Wrong("is not a receipt's first line", std::string(kFirst) + "event, case, row or erasure");
    while (Line()) {
      if (line_ == "end") return End();
      if (auto taken = Take(); !taken) return taken.error();
    }
    return Wrong("ends too early", "the line \"end\"");
  }

 private:
  FormError Wrong(const std::string& what, const std::string& expected) const {
    return FormError{"line " + std::to_string(number_), what, expected};
  }
  bool Line() {
    if (rest_.empty()) return false;
    ++number_;
    line_ = Next(rest_, '\n');
    return true;
  }
  bool ReadKind() {
    if (!Line() || !line_.starts_with(kFirst)) return false;
    for (const auto& [kind, word] : kKinds) {
      if (line_.substr(kFirst.size()) != word) continue;
      receipt_.kind = kind;
      return true;
    }
    return false;
  }
  StatusOf<FormError> Take() {
    const std::string_view word = Next(line_, ' ');
    if (word == "checkpoint" && !has_checkpoint_) return TakeCheckpoint();
    if (word == "super" && !receipt_.super && receipt_.commits.empty()) return TakeSuper();
    if (word == "statement" && !receipt_.statement && receipt_.commits.empty()) return TakeStatement();
    if (word == "commit" && has_checkpoint_) return TakeCommit();
    if (word == "leaf" && !receipt_.commits.empty()) return TakeLeaf();
    return Wrong("is of no kind that belongs here", "checkpoint, super, statement, commit, leaf or end");
  }
  /// What the rest of the line says in base64, as `read` reads it.
  template <class Read>
  auto Inner(const Read& read) const -> decltype(read(std::string_view())) {
    const auto bytes = FromBase64(line_);
    if (!bytes) return Wrong("is not base64", "a signed note, or a proof");
    auto inner = read(std::string_view(reinterpret_cast<const char*>(bytes->data()), bytes->size()));
    if (!inner) return Wrong(inner.error().problem, inner.error().expected);
    return inner;
  }
  Result<SignedNote, FormError> Note() const {
    return Inner([](std::string_view text) { return ReadNote(text); });
  }
  StatusOf<FormError> TakeCheckpoint() {
    auto note = Note();
    if (!note) return note.error();
    receipt_.checkpoint = std::move(note).value();
    has_checkpoint_ = true;
    return {};
  }
  StatusOf<FormError> TakeSuper() {
    auto proof = Inner([](std::string_view text) { return ReadTlogProof(text); });
    if (!proof) return proof.error();
    receipt_.super = std::move(proof).value();
    return {};
  }
  StatusOf<FormError> TakeStatement() {
    auto note = Note();
    if (!note) return note.error();
    receipt_.statement = std::move(note).value();
    return {};
  }
  StatusOf<FormError> TakeCommit() {
    auto header = FromBase64(Next(line_, ' '));
    auto path = ReadPath(line_);
    if (!header || !path) return Wrong("is no commit", "header and path in base64");
    receipt_.commits.push_back({std::move(*header), std::move(*path), {}});
    return {};
  }
  StatusOf<FormError> TakeLeaf() {
    const auto number = ReadDecimal(Next(line_, ' '));
    auto bytes = FromBase64(Next(line_, ' '));
    auto path = ReadPath(line_);
    if (!number || *number > std::numeric_limits<std::uint32_t>::max() || !bytes || !path) {
      return Wrong("is no leaf", "its number, bytes and path in base64");
    }
    receipt_.commits.back().leaves.push_back(
        {static_cast<std::uint32_t>(*number), std::move(*bytes), std::move(*path)});
    return {};
  }
  Result<Receipt, FormError> End() {
    if (!has_checkpoint_) return Wrong("comes too early", "a checkpoint before it");
    return std::move(receipt_);
  }

  std::string_view rest_;
  std::string_view line_;
  std::size_t number_ = 0;
  bool has_checkpoint_ = false;
  Receipt receipt_;
};

}  // namespace

std::string_view TextOf(ReceiptKind kind) {
  for (const auto& [known, word] : kKinds) {
    if (known == kind) return word;
  }
  return {};
}

std::string Receipt::ToString() const {
  std::string text = std::string(kFirst) + std::string(TextOf(kind)) + "\n" + TextLine("checkpoint", checkpoint.ToString());
  if (super) text += TextLine("super", super->ToString());
  if (statement) text += TextLine("statement", statement->ToString());
  for (const ProvenCommit& commit : commits) {
    text += "commit " + ToBase64(commit.header) + " " + PathText(commit.path) + "\n";
    for (const ProvenLeaf& leaf : commit.leaves) {
      text += "leaf " + std::to_string(leaf.number) + " " + ToBase64(leaf.bytes) + " " + PathText(leaf.path) + "\n";
    }
  }
  return text + "end\n";
}

Result<Receipt, FormError> ReadReceipt(std::string_view text) {
  const std::size_t first = text.find(kFirst);
  return Reader(first == std::string_view::npos ? text : text.substr(first)).Read();
}

}  // namespace fascicolo::proof
