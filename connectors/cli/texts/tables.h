// The tables behind form_error_text.h. Internal to connectors/cli.
#pragma once

#include <span>
#include <string_view>

namespace fascicolo::cli {

/// A text as the program tells it, and what it is in Italian. What is put in at run time is a hole, "{}", in both, in the
/// same order. It reads on behind the name of a field, whose gender it does not know.
struct ToldText {
  std::string_view english;
  std::string_view italian;
};

extern const std::span<const ToldText> kDecisionProblems;  ///< what deciders find wrong
extern const std::span<const ToldText> kDecisionExpected;  ///< and what would be right
extern const std::span<const ToldText> kReadingTexts;      ///< of reading commands, JSON and identifiers
extern const std::span<const ToldText> kCatalogueTexts;    ///< what is wrong with sheets and rules
extern const std::span<const ToldText> kCatalogueExpected;  ///< and what would be right
extern const std::span<const ToldText> kIntakeTexts;       ///< of foreign histories and their mappings
extern const std::span<const ToldText> kDoorTexts;         ///< of the doors over HTTP
extern const std::span<const ToldText> kTypedTexts;        ///< what is wrong with what was typed
extern const std::span<const ToldText> kTypedExpected;     ///< and what would be right
extern const std::span<const ToldText> kUsageTexts;        ///< what a typed command lacks

}  // namespace fascicolo::cli
