#include "events/proof/receipt.h"

#include <array>
#include <limits>

#include "events/proof/decimal.h"

namespace fascicolo::proof {
namespace {

constexpr std::string_view kFirst = "fascicolo-receipt v1 ";
constexpr std::string_view kNoPath = "-";
constexpr std::array<std::pair<ReceiptKind, std::string_view>, 3> kKinds{
    {{ReceiptKind::kEvent, "event"}, {ReceiptKind::kCase, "case"}, {ReceiptKind::kRow, "row"}}};

std::string PathText(const Path& path) {
  if (path.empty()) return std::string(kNoPath);
  std::string text;
  for (const Hash& hash : path) text += (text.empty() ? "" : ",") + ToBase64(hash.bytes);
  return text;
}

std::string NoteLine(std::string_view word, const SignedNote& note) {
  return std::string(word) + " " + ToBase64(events::AsBytes(std::string_view(note.ToString()))) + "\n";
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
    if (!ReadKind()) return Wrong("is not a receipt's first line", std::string(kFirst) + "event, case or row");
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
    if (word == "statement" && !receipt_.statement && receipt_.commits.empty()) return TakeStatement();
    if (word == "commit" && has_checkpoint_) return TakeCommit();
    if (word == "leaf" && !receipt_.commits.empty()) return TakeLeaf();
    return Wrong("is of no kind that belongs here", "checkpoint, statement, commit, leaf or end");
  }
  Result<SignedNote, FormError> Note() const {
    const auto bytes = FromBase64(line_);
    if (!bytes) return Wrong("is not base64", "a signed note");
    auto note = ReadNote(std::string_view(reinterpret_cast<const char*>(bytes->data()), bytes->size()));
    if (!note) return Wrong(note.error().problem, note.error().expected);
    return note;
  }
  StatusOf<FormError> TakeCheckpoint() {
    auto note = Note();
    if (!note) return note.error();
    receipt_.checkpoint = std::move(note).value();
    has_checkpoint_ = true;
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
  std::string text = std::string(kFirst) + std::string(TextOf(kind)) + "\n" + NoteLine("checkpoint", checkpoint);
  if (statement) text += NoteLine("statement", *statement);
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
