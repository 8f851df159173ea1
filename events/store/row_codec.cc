#include "events/store/row_codec.h"

namespace fascicolo::store {
namespace {

constexpr char kEscape = '\x00';
constexpr char kEscapedZero = '\xFF';
constexpr char kEndOfText = '\x01';

}  // namespace

void AppendVarint(std::uint64_t number, std::string& out) {
  if (number < 0x80) return out.push_back(static_cast<char>(number));
  char groups[10];
  std::size_t count = 0;
  for (; number >= 0x80; number >>= 7) groups[count++] = static_cast<char>(number | 0x80);
  groups[count++] = static_cast<char>(number);
  out.append(groups, count);
}

bool TakeVarint(std::string_view& rest, std::uint64_t& number) {
  number = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    if (rest.empty()) return false;
    const auto byte = static_cast<std::uint8_t>(rest.front());
    rest.remove_prefix(1);
    const std::uint64_t group = byte & 0x7F;
    if (shift == 63 && group > 1) return false;
    number |= group << shift;
    if (byte < 0x80) return byte != 0 || shift == 0;
  }
  return false;
}

bool RowReader::TakePiece(std::string_view& piece) {
  std::uint64_t length = 0;
  if (!TakeVarint(rest_, length) || length > rest_.size()) return false;
  piece = rest_.substr(0, length);
  rest_.remove_prefix(length);
  return true;
}

KeyWriter& KeyWriter::Add(std::string_view text) {
  for (char byte : text) {
    key_.push_back(byte);
    if (byte == kEscape) key_.push_back(kEscapedZero);
  }
  key_.push_back(kEscape);
  key_.push_back(kEndOfText);
  return *this;
}

bool KeyReader::Read(std::string& text) {
  std::string found;
  for (std::size_t i = 0; i < rest_.size(); ++i) {
    if (rest_[i] != kEscape) {
      found.push_back(rest_[i]);
      continue;
    }
    if (++i == rest_.size()) return false;
    if (rest_[i] == kEndOfText) {
      text = std::move(found);
      rest_.remove_prefix(i + 1);
      return true;
    }
    if (rest_[i] != kEscapedZero) return false;
    found.push_back(kEscape);
  }
  return false;
}

std::string PrefixEnd(std::string_view prefix) {
  std::string end(prefix);
  while (!end.empty() && end.back() == '\xFF') end.pop_back();
  if (!end.empty()) end.back() = static_cast<char>(static_cast<unsigned char>(end.back()) + 1);
  return end;
}

}  // namespace fascicolo::store
