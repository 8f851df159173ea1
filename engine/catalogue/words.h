// What sheets and rule sets share: labels in two languages, grounds, and enumerations spelled as
// words.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::engine {

enum class Language { kItalian, kEnglish };

/// What people read. Both texts are there and are not empty.
struct Label {
  std::string it{};
  std::string en{};
  [[nodiscard]] const std::string& In(Language language) const {
    return language == Language::kItalian ? it : en;
  }
  bool operator==(const Label&) const = default;
};

/// A code with what people read for it: a reason, an activity.
struct Labelled {
  std::string code{};
  Label name{};
  bool operator==(const Labelled&) const = default;
};

/// Where a rule comes from: a law, or an act of the authority (a regulation, a resolution).
struct Ground {
  enum class Source { kLaw, kAct };
  Source source = Source::kLaw;
  std::string title{};    ///< "L. 328/2000"
  std::string article{};  ///< "22"
  bool operator==(const Ground&) const = default;
};

/// kSample is made up or copied from elsewhere: good for trying out, never for deciding about real
/// people.
enum class DocumentStatus { kConfirmed, kSample };

/// An enumerator and how JSON spells it.
template <class Enum>
struct Word {
  std::string_view text;
  Enum value;
};

/// The spelling of `value`, which must stand in the table.
template <class Enum, std::size_t size>
[[nodiscard]] constexpr std::string_view TextIn(const std::array<Word<Enum>, size>& words,
                                                Enum value) {
  for (const Word<Enum>& word : words) {
    if (word.value == value) return word.text;
  }
  return {};
}

template <class Enum, std::size_t size>
[[nodiscard]] constexpr std::array<std::string_view, size> TextsOf(
    const std::array<Word<Enum>, size>& words) {
  std::array<std::string_view, size> texts;
  for (std::size_t i = 0; i < size; ++i) texts[i] = words[i].text;
  return texts;
}

inline constexpr std::array kDocumentStatusWords{
    Word<DocumentStatus>{"confirmed", DocumentStatus::kConfirmed},
    Word<DocumentStatus>{"sample", DocumentStatus::kSample}};
[[nodiscard]] constexpr std::string_view TextOf(DocumentStatus value) {
  return TextIn(kDocumentStatusWords, value);
}

}  // namespace fascicolo::engine
