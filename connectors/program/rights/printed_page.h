// A page for people outside the program: HTML that stands alone, prints, and says everything in Italian and in English.
#pragma once

#include "connectors/cli/labels.h"

#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::program {

/// The same in both languages; one text where they do not differ.
struct BothTexts {
  std::string italian;
  std::string english;
};
[[nodiscard]] BothTexts BothLabels(std::string_view key);
[[nodiscard]] BothTexts BothLabels(std::string_view group, std::string_view code);
/// A text that is of no language: a number, an id, what somebody wrote.
[[nodiscard]] inline BothTexts Plain(std::string text) { return {text, std::move(text)}; }

/// With what HTML would take for its own written otherwise; also within an attribute.
[[nodiscard]] std::string EscapedForHtml(std::string_view text);

class PrintedPage {
 public:
  explicit PrintedPage(const BothTexts& title);
  void Heading(const BothTexts& text);
  void Paragraph(const BothTexts& text);
  void Table(const std::vector<BothTexts>& columns, const std::vector<std::vector<BothTexts>>& rows);
  /// What other programs read out of the page, as it is.
  void Verbatim(std::string_view text);
  /// The whole page; nothing can be added after.
  [[nodiscard]] std::string Done();

 private:
  void Element(std::string_view tag, const BothTexts& text);
  std::string html_;
};

}  // namespace fascicolo::program
