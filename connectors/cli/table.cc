#include "connectors/cli/table.h"

#include <algorithm>

namespace fascicolo::cli {

std::size_t WidthOf(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

std::string Printable(std::string_view text) {
  std::string printable(text);
  for (std::size_t i = 0; i < printable.size(); ++i) {
    const auto byte = static_cast<unsigned char>(printable[i]);
    if (byte < 0x20 || byte == 0x7F) printable[i] = ' ';
    // U+0080..U+009F, the other control characters, are c2 80 .. c2 9f.
    const bool second = i > 0 && static_cast<unsigned char>(printable[i - 1]) == 0xC2;
    if (second && byte >= 0x80 && byte <= 0x9F) printable[i] = printable[i - 1] = ' ';
  }
  return printable;
}

void Table::Column(std::string heading, Align align) {
  columns_.push_back({std::move(heading), align});
}

void Table::Row(std::vector<std::string> cells) {
  FASCICOLO_CHECK(cells.size() == columns_.size());
  for (std::string& cell : cells) cell = Printable(cell);
  rows_.push_back(std::move(cells));
}

void Table::Print(Terminal& terminal) const {
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    std::size_t widest = WidthOf(columns_[i].text);
    for (const auto& row : rows_) widest = std::max(widest, WidthOf(row[i]));
    widths.push_back(widest);
  }
  const auto line = [&](const auto& cell) {
    std::string text;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const std::string padding(widths[i] - WidthOf(cell(i)), ' ');
      const bool right = columns_[i].align == Align::kRight;
      if (i > 0) text += "  ";
      text += right ? padding + cell(i) : cell(i) + padding;
    }
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
  };
  terminal.Line(
      terminal.Bold(line([&](std::size_t i) -> const std::string& { return columns_[i].text; })));
  for (const auto& row : rows_) {
    terminal.Line(line([&](std::size_t i) -> const std::string& { return row[i]; }));
  }
}

}  // namespace fascicolo::cli
