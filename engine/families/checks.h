// Checks of what a command names that several families make: an answer where something stands in the way.
#pragma once

#include <algorithm>
#include <optional>
#include <string_view>

#include "engine/decision.h"
#include "engine/families/limits.h"

namespace fascicolo::engine {

/// A code or short text that must be there, of at most `most` bytes.
[[nodiscard]] inline std::optional<Decision> CheckText(std::string_view place, std::string_view text,
                                                       std::size_t most = kMaxCodeBytes) {
  if (text.empty()) return Malformed(std::string(place), "is missing", "a text");
  if (text.size() > most) return Malformed(std::string(place), "is too long", "at most " + std::to_string(most) + " bytes");
  return std::nullopt;
}

/// Where it is given, a code of so many decimal digits.
[[nodiscard]] inline std::optional<Decision> CheckDigits(std::string_view place, std::string_view text,
                                                         std::size_t digits) {
  const bool is_right = text.size() == digits &&
                        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (text.empty() || is_right) return std::nullopt;
  return Malformed(std::string(place), "is no such code", std::to_string(digits) + " digits");
}

/// Where it is given, a municipality; and none at all where it would tell where somebody lives whose address is
/// protected. Rejected, not refused: a refusal would record the command, and the municipality with it.
[[nodiscard]] inline std::optional<Decision> CheckMunicipality(std::string_view code, bool address_is_protected) {
  if (code.empty() || !address_is_protected) return CheckDigits("/municipality", code, kMunicipalityDigits);
  return Malformed("/municipality", "would tell where somebody lives whose address is protected",
                   "the address alone, sealed");
}

/// A word of a closed list, given: neither `none`, which is 0, nor beyond the last.
template <class Word>
[[nodiscard]] std::optional<Decision> CheckWord(std::string_view place, Word word) {
  if (static_cast<int>(word) == 0) return Malformed(std::string(place), "is missing", "a word of the list");
  if (word > Word::MAX) return Malformed(std::string(place), "is none of the words that there are");
  return std::nullopt;
}
/// The same where the first word counts too.
template <class Word>
[[nodiscard]] std::optional<Decision> CheckKnownWord(std::string_view place, Word word) {
  if (word > Word::MAX) return Malformed(std::string(place), "is none of the words that there are");
  return std::nullopt;
}

/// A day that must be there.
[[nodiscard]] inline std::optional<Decision> CheckDay(std::string_view place, std::int32_t days) {
  if (days != 0 && IsPossible(Day{days})) return std::nullopt;
  return Malformed(std::string(place), "is missing or out of range", "a day of 1900 to 2200");
}
/// The first day of a month.
[[nodiscard]] inline std::optional<Decision> CheckMonth(std::string_view place, std::int32_t days) {
  if (days != 0 && IsPossible(Day{days}) && CivilFromDay(Day{days}).day == 1) return std::nullopt;
  return Malformed(std::string(place), "is no first day of a month");
}

/// A possible day, not in the future.
[[nodiscard]] inline std::optional<Decision> CheckPast(const Intent& intent, std::string_view place, Day day) {
  if (!IsPossible(day)) return Malformed(std::string(place), "is missing or out of range", "a day of 1900 to 2200");
  if (day <= intent.today) return std::nullopt;
  return Refusal{Rule::kDateOutOfOrder, {{"day", FormatDay(day)}, {"today", FormatDay(intent.today)}}};
}

/// The effective day is possible, and not in the future.
[[nodiscard]] inline std::optional<Decision> CheckHappened(const Intent& intent) {
  if (!IsPossible(intent.effective_on)) return Malformed("/effective_on", "is out of range", "a day of 1900 to 2200");
  if (intent.effective_on <= intent.today) return std::nullopt;
  return Refusal{Rule::kDateOutOfOrder,
                 {{"effective_on", FormatDay(intent.effective_on)}, {"today", FormatDay(intent.today)}}};
}

/// `until`, where it is given, is a possible day after `from`.
[[nodiscard]] inline std::optional<Decision> CheckUntil(Day from, std::int32_t until) {
  const auto day = DayIfGiven(until);
  if (!IsPossible(from)) return Malformed("/effective_on", "is out of range", "a day of 1900 to 2200");
  if (!day) return std::nullopt;
  if (!IsPossible(*day)) return Malformed("/until", "is out of range", "a day of 1900 to 2200");
  if (*day > from) return std::nullopt;
  return Refusal{Rule::kDateOutOfOrder, {{"from", FormatDay(from)}, {"until", FormatDay(*day)}}};
}

/// The first answer of several checks, in their order; none: nothing stands in the way.
template <class... Checks>
[[nodiscard]] std::optional<Decision> FirstOf(Checks... checks) {
  std::optional<Decision> answer;
  (void)((answer = std::move(checks), answer.has_value()) || ...);
  return answer;
}

}  // namespace fascicolo::engine
