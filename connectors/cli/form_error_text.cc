#include "connectors/cli/form_error_text.h"

#include "connectors/cli/texts/tables.h"

#include <algorithm>
#include <vector>

namespace fascicolo::cli {
namespace {

constexpr std::string_view kHole = "{}";
constexpr std::string_view kExpected = "; expected ";
constexpr std::string_view kItalianExpected = "; atteso: ";

std::size_t OwnSize(const ToldText& one) {
  std::size_t size = one.english.size();
  for (auto hole = one.english.find(kHole); hole != std::string_view::npos; hole = one.english.find(kHole, hole + kHole.size()))
    size -= kHole.size();
  return size;
}

/// Those with most of their own first, so that one without holes goes before all others that fit.
const std::vector<ToldText>& Texts() {
  static const std::vector<ToldText> texts = [] {
    std::vector<ToldText> all;
    for (const auto table : {kDecisionProblems, kDecisionExpected, kReadingTexts, kCatalogueTexts, kCatalogueExpected, kIntakeTexts,
                             kDoorTexts, kTypedTexts, kTypedExpected, kUsageTexts})
      all.insert(all.end(), table.begin(), table.end());
    std::stable_sort(all.begin(), all.end(), [](const ToldText& a, const ToldText& b) { return OwnSize(a) > OwnSize(b); });
    return all;
  }();
  return texts;
}

using Fillings = std::vector<std::string_view>;

/// Whether the text is the pattern, with something in each of its holes; what is in them, as short as it can be.
bool Fits(std::string_view pattern, std::string_view text, Fillings& fillings) {
  const auto hole = pattern.find(kHole);
  if (hole == std::string_view::npos) return pattern == text;
  if (!text.starts_with(pattern.substr(0, hole))) return false;
  text.remove_prefix(hole);
  pattern.remove_prefix(hole + kHole.size());
  const auto behind = pattern.substr(0, pattern.find(kHole));
  const bool is_last = behind.size() == pattern.size();
  if (is_last && (text.size() <= behind.size() || !text.ends_with(behind))) return false;
  const auto at = is_last ? text.size() - behind.size() : text.find(behind, 1);
  if (at == std::string_view::npos) return false;
  fillings.push_back(text.substr(0, at));
  return Fits(pattern, text.substr(at), fillings);
}

std::string Filled(std::string_view pattern, const Fillings& fillings) {
  std::string text;
  for (const std::string_view filling : fillings) {
    const auto hole = pattern.find(kHole);
    text.append(pattern.substr(0, hole)).append(filling);
    pattern.remove_prefix(hole + kHole.size());
  }
  return text.append(pattern);
}

/// Of one part; itself where no table has it.
std::string ItalianPart(std::string_view english) {
  for (const ToldText& one : Texts()) {
    Fillings fillings;
    if (Fits(one.english, english, fillings)) return Filled(one.italian, fillings);
  }
  return std::string(english);
}

std::string Italian(std::string_view english) {
  const auto expected = english.find(kExpected);
  std::string text = ItalianPart(english.substr(0, expected));
  if (expected == std::string_view::npos) return text;
  return text.append(kItalianExpected) + ItalianPart(english.substr(expected + kExpected.size()));
}

/// Of "/place: text; /place: text", as a document's errors are told in one.
std::string ItalianOfSeveral(std::string_view english) {
  constexpr std::string_view kNext = "; /";
  constexpr std::string_view kBehindPlace = ": ";
  const auto next = english.find(kNext);
  const auto one = english.substr(0, next);
  const auto end = one.find(kBehindPlace);
  std::string text(one);
  if (end != std::string_view::npos) {
    text = std::string(one.substr(0, end)).append(kBehindPlace) + Italian(one.substr(end + kBehindPlace.size()));
  }
  return next == std::string_view::npos ? text : text + "; " + ItalianOfSeveral(english.substr(next + kNext.size() - 1));
}

}  // namespace

std::string InLanguage(std::string_view english, Language language) {
  if (language != Language::kItalian) return std::string(english);
  return english.starts_with('/') ? ItalianOfSeveral(english) : Italian(english);
}

std::string TextOf(const FormError& error, Language language) {
  return InLanguage(error.expected.empty() ? error.problem : error.problem + std::string(kExpected) + error.expected, language);
}

std::string PlacedTextOf(const FormError& error, Language language) {
  return error.place.empty() ? TextOf(error, language) : InLanguage(error.place, language) + ": " + TextOf(error, language);
}

}  // namespace fascicolo::cli
