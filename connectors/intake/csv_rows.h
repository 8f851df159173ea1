// Rows of a comma-separated file: RFC 4180, read strictly, with another separator where wished.
//
//   - A field that begins with a quotation mark ends with one; inside, two stand for one, and line
//     ends and separators are text. Elsewhere a quotation mark is malformed (RFC 4180, section 2,
//     rules 5 to 7).
//   - A row ends with LF or CRLF, the last one also with the file. An empty line is no row.
//   - Text is UTF-8 (RFC 3629: no overlong forms, no surrogates) without NUL; a byte-order mark at
//     the beginning is dropped.
#pragma once

#include "connectors/intake/byte_source.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::intake {

struct CsvRow {
  std::vector<std::string> fields;  ///< at least one
  std::uint64_t line = 0;           ///< on which the row begins
};

class CsvRows {
 public:
  /// `source` must outlive this and be read by nobody else. `separator` is neither quotation mark,
  /// CR nor LF.
  CsvRows(ByteSource* source, char separator);

  /// Reads the next row into `row`; false at the end. FormError: malformed quoting, a CR without
  /// LF, text that is not UTF-8, kMaxAttributeBytes, kMaxAttributes, kMaxRowBytes, and what
  /// ByteSource stops for. After an error nothing more may be read.
  [[nodiscard]] Result<bool, ReadStop> Next(CsvRow* row);

  [[nodiscard]] std::uint64_t line() const { return line_; }

 private:
  enum class Place { kFieldStart, kPlain, kQuoted, kAfterQuote, kAfterCr };
  enum class Step { kInRow, kRowDone };

  [[nodiscard]] std::optional<ReadStop> SkipByteOrderMark();
  [[nodiscard]] Result<bool, ReadStop> Fill();
  [[nodiscard]] Result<Step, ReadStop> Take(char c, CsvRow* row);
  [[nodiscard]] Result<Step, ReadStop> TakeInQuotes(char c);
  [[nodiscard]] Result<Step, ReadStop> EndRow(CsvRow* row);
  [[nodiscard]] std::optional<ReadStop> EndField(CsvRow* row);
  [[nodiscard]] std::optional<ReadStop> Append(char c);
  [[nodiscard]] ReadStop Malformed(std::string problem, std::string expected) const;

  ByteSource& source_;
  char separator_;
  std::array<char, 64 << 10> buffer_{};
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool started_ = false;
  Place place_ = Place::kFieldStart;
  std::string field_;
  bool was_quoted_ = false;  // an empty quoted field is a field even where it is alone in its row
  std::size_t row_bytes_ = 0;
  std::uint64_t line_ = 1;
  std::uint64_t field_line_ = 1;
};

/// Well-formed UTF-8 without NUL.
[[nodiscard]] bool IsUtf8Text(std::string_view text);

}  // namespace fascicolo::intake
