#include "connectors/program/serve/cursor.h"

#include <array>
#include <charconv>

namespace fascicolo::program {
namespace {

using Mark = std::array<std::uint8_t, 16>;

Mark MarkOf(const events::Key& key, std::string_view said, std::string_view question) {
  return events::KeyedHash(key, "cursor").Add(events::AsBytes(said)).Add(events::AsBytes(question)).Finish<Mark>();
}

std::string HexOf(const Mark& mark) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const std::uint8_t byte : mark) {
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

/// Every byte is looked at, whatever the first ones are.
bool AreSame(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) difference |= static_cast<unsigned>(a[i] ^ b[i]);
  return difference == 0;
}

std::optional<std::uint64_t> NumberAt(std::string_view text) {
  std::uint64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

std::string Cursors::Write(const PageStart& start, std::string_view question) const {
  const std::string said = std::to_string(start.position.value) + "." + std::to_string(start.skip);
  return said + "." + HexOf(MarkOf(key_, said, question));
}

std::optional<PageStart> Cursors::Read(std::string_view cursor, std::string_view question) const {
  const auto mark = cursor.rfind('.');
  if (mark == std::string_view::npos) return std::nullopt;
  const std::string_view said = cursor.substr(0, mark);
  if (!AreSame(cursor.substr(mark + 1), HexOf(MarkOf(key_, said, question)))) return std::nullopt;
  const auto dot = said.find('.');
  const auto position = NumberAt(said.substr(0, dot));
  const auto skip = dot == std::string_view::npos ? std::nullopt : NumberAt(said.substr(dot + 1));
  if (!position || !skip) return std::nullopt;
  return PageStart{Position{*position}, *skip};
}

}  // namespace fascicolo::program
