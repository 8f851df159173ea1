#include "engine/identity/name_forms.h"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>

#include "events/result.h"

namespace fascicolo::engine {
namespace {

/// Raised when a rule below changes what a name becomes.
constexpr std::string_view kRulesVersion = "1";
constexpr const char* kToLatin = "NFKC; Any-Latin; NFKD; [:Nonspacing Mark:] Remove; Latin-ASCII; Lower";

/// Do not stand alone: article and preposition of a surname. Sorted.
constexpr std::array<std::string_view, 36> kParticles{
    "abd", "abu",  "al", "ben", "bin", "d",  "da",  "dal", "dalla", "de",  "degli", "dei", "del",
    "della", "delle", "dello", "den", "der", "di", "do", "dos", "du", "el", "l", "la", "le",
    "li", "lo", "lu", "mac", "mc", "san", "santa", "st", "van", "von"};

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}
bool IsCounted(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

char Small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

const icu::Transliterator& ToLatin() {
  static const std::unique_ptr<const icu::Transliterator> kMade = [] {
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<const icu::Transliterator> made(
        icu::Transliterator::createInstance(kToLatin, UTRANS_FORWARD, error));
    FASCICOLO_CHECK(U_SUCCESS(error) && made != nullptr);
    return made;
  }();
  return *kMade;
}

/// Small Latin letters, with all else that stood between them.
std::string Latin(std::string_view text) {
  text = text.substr(0, kMostNameBytes);
  std::string latin;
  if (IsAscii(text)) {
    std::transform(text.begin(), text.end(), std::back_inserter(latin), Small);
    return latin;
  }
  auto unicode = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  ToLatin().transliterate(unicode);
  unicode.toUTF8String(latin);
  return latin;
}

/// Apostrophes, straight and curved, and what transliteration makes of signs that are no letters of ours: they are no gap.
std::string WithoutApostrophes(std::string text) {
  constexpr std::array<std::string_view, 8> kCurved{"\u2018", "\u2019", "\u02B9", "\u02BA",
                                                    "\u02BB", "\u02BC", "\u02BE", "\u02BF"};
  for (const std::string_view curved : kCurved) {
    for (auto at = text.find(curved); at != std::string::npos; at = text.find(curved, at)) text.erase(at, curved.size());
  }
  std::erase_if(text, [](char c) { return c == '\'' || c == '`' || c == '"'; });
  return text;
}

std::vector<std::string> SplitWords(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (IsCounted(c)) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::vector<std::string> WithParticlesJoined(const std::vector<std::string>& words) {
  std::vector<std::string> joined;
  std::string before;
  for (const std::string& word : words) {
    before += word;
    if (std::binary_search(kParticles.begin(), kParticles.end(), word)) continue;
    joined.push_back(std::move(before));
    before.clear();
  }
  if (!before.empty()) joined.push_back(std::move(before));
  return joined;
}

/// The consonant that a letter counts as; 0: none.
char Consonant(char letter) {
  switch (letter) {
    case 'a': case 'e': case 'i': case 'o': case 'u': case 'j': case 'y': return 0;
    case 'c': case 'q': return 'k';
    case 'w': return 'v';
    case 'z': return 's';
    default: return letter;
  }
}

}  // namespace

std::string NameFormsVersion() { return std::string(kRulesVersion) + "/" + U_ICU_VERSION + "/" + U_UNICODE_VERSION; }

std::vector<std::string> NameWords(std::string_view text) {
  auto words = WithParticlesJoined(SplitWords(WithoutApostrophes(Latin(text))));
  if (words.size() > kMostNameWords) words.resize(kMostNameWords);
  return words;
}

std::string PlainText(std::string_view text) {
  std::string plain = Latin(text);
  std::erase_if(plain, [](char c) { return !IsCounted(c); });
  return plain;
}

std::string Skeleton(std::string_view word) {
  std::string skeleton;
  const auto add = [&skeleton](char c) {
    if (skeleton.empty() || skeleton.back() != c) skeleton += c;
  };
  constexpr std::string_view kSilentBefore = "bcdgkprstz";  // behind these an h changes the sound, and is written or not
  char before = ' ';
  for (const char letter : word) {
    const char consonant = Consonant(letter);
    if (letter == 'h' && kSilentBefore.find(before) != std::string_view::npos) {
      if (before == 'p') skeleton.back() = 'f';
    } else if (letter == 'x') {
      add('k');
      add('s');
    } else if (consonant != 0) {
      add(consonant);
    }
    before = letter;
  }
  return skeleton;
}

std::vector<std::string> Stretches(std::string_view word, std::size_t length) {
  const std::string marked = "_" + std::string(word) + "_";
  std::vector<std::string> stretches;
  for (std::size_t at = 0; at + length <= marked.size(); ++at) stretches.push_back(marked.substr(at, length));
  return stretches;
}

}  // namespace fascicolo::engine
