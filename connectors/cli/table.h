// A table for people: columns as wide as their widest cell, counted in characters as terminals show
// them.
#pragma once

#include "connectors/cli/terminal.h"

#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::cli {

enum class Align { kLeft, kRight };

class Table {
 public:
  /// `heading` is a label (labels.h), in the reader's language already.
  void Column(std::string heading, Align align = Align::kLeft);
  /// As many cells as there are columns. Line ends and other control characters are shown as
  /// spaces.
  void Row(std::vector<std::string> cells);
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  void Print(Terminal& terminal) const;

 private:
  struct Heading {
    std::string text;
    Align align;
  };
  std::vector<Heading> columns_;
  std::vector<std::vector<std::string>> rows_;
};

/// Characters of a UTF-8 text; one that is not UTF-8 counts its bytes.
[[nodiscard]] std::size_t WidthOf(std::string_view text);
/// With spaces in place of control characters, so that stored text cannot steer a terminal.
[[nodiscard]] std::string Printable(std::string_view text);

}  // namespace fascicolo::cli
