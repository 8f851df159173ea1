#include "connectors/feed/sequence.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace fascicolo::feed {
namespace {

constexpr std::array<std::size_t, 3> kDigits{10, 20, 4};

std::string Filled(std::uint64_t number, std::size_t digits) {
  const std::string text = std::to_string(number);
  return std::string(digits - std::min(digits, text.size()), '0') + text;
}

/// Takes the number of so many digits from the front of `text`.
std::optional<std::uint64_t> TakeNumber(std::string_view& text, std::size_t digits) {
  std::uint64_t number = 0;
  if (text.size() < digits) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + digits, number);
  if (error != std::errc{} || end != text.data() + digits) return std::nullopt;
  text.remove_prefix(digits);
  return number;
}

bool TakePoint(std::string_view& text) {
  if (text.empty() || text.front() != '.') return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

std::string ToText(const Sequence& sequence) {
  return Filled(sequence.lineage.value, kDigits[0]) + "." + Filled(sequence.position.value, kDigits[1]) + "." +
         Filled(sequence.index, kDigits[2]);
}

std::optional<Sequence> SequenceFromText(std::string_view text) {
  const auto lineage = TakeNumber(text, kDigits[0]);
  if (!lineage || !TakePoint(text)) return std::nullopt;
  const auto position = TakeNumber(text, kDigits[1]);
  if (!position || !TakePoint(text)) return std::nullopt;
  const auto index = TakeNumber(text, kDigits[2]);
  if (!index || !text.empty()) return std::nullopt;
  return Sequence{Lineage{*lineage}, Position{*position}, static_cast<std::uint32_t>(*index)};
}

}  // namespace fascicolo::feed
