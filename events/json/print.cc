#include "events/json/value.h"

#include <array>
#include <charconv>

namespace fascicolo::events::json {
namespace {

class Printer {
 public:
  explicit Printer(int indent) : indent_(indent) {}

  void Print(const Value& value) {
    std::visit([this](const auto& content) { Write(content); }, value.content);
  }
  std::string Take() { return std::move(text_); }

 private:
  void Write(Value::Null) { text_ += "null"; }
  void Write(bool flag) { text_ += flag ? "true" : "false"; }
  void Write(std::int64_t number) { text_ += std::to_string(number); }
  void Write(std::uint64_t number) { text_ += std::to_string(number); }

  /// The shortest digits that read back as the same double, and never as a whole number.
  void Write(double number) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    const std::string_view written(digits.data(), static_cast<std::size_t>(end - digits.data()));
    text_ += written;
    if (written.find_first_of(".e") == std::string_view::npos) text_ += ".0";
  }

  /// Bytes that stand for themselves are appended by the run.
  void Write(const std::string& text) {
    text_ += '"';
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto byte = static_cast<unsigned char>(text[i]);
      if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
      text_.append(text, from, i - from);
      WriteEscaped(text[i]);
      from = i + 1;
    }
    text_.append(text, from);
    text_ += '"';
  }

  void WriteEscaped(char c) {
    static constexpr char kDigits[] = "0123456789abcdef";
    if (c == '"' || c == '\\') {
      text_ += '\\';
      text_ += c;
    } else if (c == '\n') {
      text_ += "\\n";
    } else if (c == '\t') {
      text_ += "\\t";
    } else if (c == '\r') {
      text_ += "\\r";
    } else {
      const auto byte = static_cast<unsigned char>(c);
      text_ += "\\u00";
      text_ += kDigits[byte >> 4];
      text_ += kDigits[byte & 15];
    }
  }

  void Write(const Value::Array& array) {
    WriteAll('[', array, ']', [this](const Value& element) { Print(element); });
  }
  void Write(const Value::Object& object) {
    WriteAll('{', object, '}', [this](const Member& member) {
      Write(member.key);
      text_ += indent_ < 0 ? ":" : ": ";
      Print(member.value);
    });
  }

  template <class Items, class WriteOne>
  void WriteAll(char open, const Items& items, char close, const WriteOne& write_one) {
    text_ += open;
    ++depth_;
    bool first = true;
    for (const auto& item : items) {
      if (!first) text_ += ',';
      first = false;
      NewLine();
      write_one(item);
    }
    --depth_;
    if (!first) NewLine();
    text_ += close;
  }

  void NewLine() {
    if (indent_ < 0) return;
    text_ += '\n';
    text_.append(static_cast<std::size_t>(indent_ * depth_), ' ');
  }

  int indent_;
  int depth_ = 0;
  std::string text_;
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
