// Names as they are compared: in whatever script and spelling they were written, in small letters a-z and digits. Pure: the
// tables are ICU's, so that the result depends on text and ICU version alone (NameFormsVersion).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::engine {

inline constexpr std::size_t kMostNameBytes = 512;  ///< of a text that are looked at; the rest does not count
inline constexpr std::size_t kMostNameWords = 8;    ///< of a text that count
inline constexpr std::size_t kLeastSkeleton = 3;    ///< letters; a shorter one says too little by itself

/// Whether the forms of two programs can be compared: this program's rules, and ICU's tables.
[[nodiscard]] std::string NameFormsVersion();

/// The words of a name in Latin small letters: diacritics left out, other scripts transliterated, apostrophes closed up,
/// particles joined to what follows ("De Angelis" and "D'Angelis" are one word each, "de Angelis" and "Deangelis" the same).
/// Not UTF-8: what can be read of it.
[[nodiscard]] std::vector<std::string> NameWords(std::string_view text);

/// A text of letters and digits without anything between, for codes and house numbers.
[[nodiscard]] std::string PlainText(std::string_view text);

/// What stays of a word (of NameWords) when it is transliterated otherwise, or its vowels are mistaken: consonants, each once
/// in a row, with c, q and k the same, as v and w, s, z and sh, f and ph. Mohamed and Muhammad are mhmd. May be empty.
[[nodiscard]] std::string Skeleton(std::string_view word);

/// All stretches of `length` characters of `word`, with a mark before its beginning and behind its end: "_ro", "ros", ...
[[nodiscard]] std::vector<std::string> Stretches(std::string_view word, std::size_t length);

}  // namespace fascicolo::engine
