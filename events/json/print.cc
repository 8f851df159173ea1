#include "events/json/value.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace fascicolo::events::json {
namespace {

bool IsEscaped(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

using Word = std::uint64_t;
constexpr Word kOnes = 0x0101'0101'0101'0101;

constexpr Word AnyByteBelow(Word word, unsigned char limit) { return (word - kOnes * limit) & ~word & (kOnes * 0x80); }

constexpr bool HasEscaped(Word word) {
  const Word quotes = AnyByteBelow(word ^ (kOnes * '"'), 1);
  const Word backslashes = AnyByteBelow(word ^ (kOnes * '\\'), 1);
  return (AnyByteBelow(word, 0x20) | quotes | backslashes) != 0;
}

template <class Whole>
Word WordAt(const char* at) {
  Whole whole;
  std::memcpy(&whole, at, sizeof whole);
  return whole;
}

/// Every byte stands for itself, as in nearly all texts: ids, words, names. Eight bytes are looked at together
/// (https://graphics.stanford.edu/~seander/bithacks.html#HasLessInWord), the last ones once more where they are fewer.
bool IsPlain(std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  if (text.size() < sizeof(std::uint32_t)) return std::none_of(at, end, IsEscaped);
  if (text.size() < sizeof(Word)) {
    return !HasEscaped(WordAt<std::uint32_t>(at) << 32 | WordAt<std::uint32_t>(end - sizeof(std::uint32_t)));
  }
  const char* const last = end - sizeof(Word);
  for (; at < last; at += sizeof(Word)) {
    if (HasEscaped(WordAt<Word>(at))) return false;
  }
  return !HasEscaped(WordAt<Word>(last));
}

/// Text that grows by small pieces: they are gathered in a block, so that few of them touch the heap.
class Gathering {
 public:
  void Add(char one) {
    if (size_ == kBlockBytes) Flush();
    block_.data()[size_++] = one;
  }
  void Add(std::string_view piece) {
    if (piece.size() > kBlockBytes - size_) Flush();
    if (piece.size() > kBlockBytes) {
      text_ += piece;
      return;
    }
    std::memcpy(block_.data() + size_, piece.data(), piece.size());
    size_ += piece.size();
  }
  void AddQuoted(std::string_view piece) {
    if (piece.size() + 2 > kBlockBytes - size_) {
      Add('"');
      Add(piece);
      return Add('"');
    }
    char* const at = block_.data() + size_;
    at[0] = '"';
    std::memcpy(at + 1, piece.data(), piece.size());
    at[piece.size() + 1] = '"';
    size_ += piece.size() + 2;
  }
  std::string Take() {
    Flush();
    return std::move(text_);
  }

 private:
  static constexpr std::size_t kBlockBytes = 8'192;
  void Flush() {
    text_.append(block_.data(), size_);
    size_ = 0;
  }
  std::array<char, kBlockBytes> block_;
  std::size_t size_ = 0;
  std::string text_;
};

class Printer {
 public:
  explicit Printer(int indent) : indent_(indent) {}

  void Print(const Value& value) {
    std::visit([this](const auto& content) { Write(content); }, value.content);
  }
  std::string Take() { return text_.Take(); }

 private:
  void Write(Value::Null) { text_.Add("null"); }
  void Write(bool flag) { text_.Add(flag ? std::string_view("true") : std::string_view("false")); }
  void Write(std::int64_t number) { text_.Add(Digits(number)); }
  void Write(std::uint64_t number) { text_.Add(Digits(number)); }

  /// The shortest digits that read back as the same double, and never as a whole number.
  void Write(double number) {
    const std::string_view written = Digits(number);
    text_.Add(written);
    if (written.find_first_of(".e") == std::string_view::npos) text_.Add(".0");
  }

  /// Valid until the next number.
  template <class Number>
  std::string_view Digits(Number number) {
    const auto end = std::to_chars(digits_.data(), digits_.data() + digits_.size(), number).ptr;
    return {digits_.data(), static_cast<std::size_t>(end - digits_.data())};
  }

  void Write(const std::string& text) {
    if (IsPlain(text)) return text_.AddQuoted(text);
    text_.Add('"');
    for (const char c : text) {
      if (IsEscaped(c)) {
        WriteEscaped(c);
      } else {
        text_.Add(c);
      }
    }
    text_.Add('"');
  }

  void WriteEscaped(char c) {
    static constexpr char kDigits[] = "0123456789abcdef";
    if (c == '"' || c == '\\') {
      text_.Add('\\');
      text_.Add(c);
    } else if (c == '\n') {
      text_.Add("\\n");
    } else if (c == '\t') {
      text_.Add("\\t");
    } else if (c == '\r') {
      text_.Add("\\r");
    } else {
      const auto byte = static_cast<unsigned char>(c);
      text_.Add("\\u00");
      text_.Add(kDigits[byte >> 4]);
      text_.Add(kDigits[byte & 15]);
    }
  }

  void Write(const Value::Array& array) {
    WriteAll('[', array, ']', [this](const Value& element) { Print(element); });
  }
  void Write(const Value::Object& object) {
    WriteAll('{', object, '}', [this](const Member& member) {
      Write(member.key);
      text_.Add(':');
      if (indent_ >= 0) text_.Add(' ');
      Print(member.value);
    });
  }

  template <class Items, class WriteOne>
  void WriteAll(char open, const Items& items, char close, const WriteOne& write_one) {
    text_.Add(open);
    ++depth_;
    bool first = true;
    for (const auto& item : items) {
      if (!first) text_.Add(',');
      first = false;
      NewLine();
      write_one(item);
    }
    --depth_;
    if (!first) NewLine();
    text_.Add(close);
  }

  void NewLine() {
    if (indent_ < 0) return;
    text_.Add('\n');
    text_.Add(std::string(static_cast<std::size_t>(indent_ * depth_), ' '));
  }

  int indent_;
  int depth_ = 0;
  std::array<char, 32> digits_{};
  Gathering text_;
};

/// Bytes of the character that starts at `text[at]`; 0 when it is not well-formed.
std::size_t CharacterSize(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  const auto continues = [&](std::size_t i, unsigned from = 0x80, unsigned to = 0xBF) {
    return byte(i) >= from && byte(i) <= to;
  };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return continues(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const unsigned from = first == 0xE0 ? 0xA0 : 0x80;
    const unsigned to = first == 0xED ? 0x9F : 0xBF;
    return continues(1, from, to) && continues(2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const unsigned from = first == 0xF0 ? 0x90 : 0x80;
    const unsigned to = first == 0xF4 ? 0x8F : 0xBF;
    return continues(1, from, to) && continues(2) && continues(3) ? 4 : 0;
  }
  return 0;
}

}  // namespace

std::string PrintJson(const Value& value, int indent) {
  Printer printer(indent);
  printer.Print(value);
  return printer.Take();
}

bool IsUtf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t size = CharacterSize(text, at);
    if (size == 0) return false;
    at += size;
  }
  return true;
}

}  // namespace fascicolo::events::json
