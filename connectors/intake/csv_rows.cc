#include "connectors/intake/csv_rows.h"

#include <cstring>
#include <utility>

namespace fascicolo::intake {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct Utf8Form {
  std::uint32_t length;   // bytes in all; 0: no character begins so
  std::uint32_t bits;     // of the first byte
  std::uint32_t minimum;  // smaller values have a shorter form
};

Utf8Form FormOf(unsigned char first) {
  if (first < 0x80) return {1, first, 1};
  if (first >= 0xC2 && first < 0xE0) return {2, first & 0x1FU, 0x80};
  if (first >= 0xE0 && first < 0xF0) return {3, first & 0x0FU, 0x800};
  if (first >= 0xF0 && first < 0xF5) return {4, first & 0x07U, 0x10000};
  return {0, 0, 0};
}

}  // namespace

bool IsUtf8Text(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Form form = FormOf(static_cast<unsigned char>(text[at]));
    if (form.length == 0 || form.length > text.size() - at) return false;
    std::uint32_t value = form.bits;
    for (std::size_t next = at + 1; next < at + form.length; ++next) {
      const auto byte = static_cast<unsigned char>(text[next]);
      if ((byte & 0xC0U) != 0x80U) return false;
      value = value << 6U | (byte & 0x3FU);
    }
    if (value < form.minimum || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
      return false;
    at += form.length;
  }
  return true;
}

CsvRows::CsvRows(ByteSource* source, char separator) : source_(*source), separator_(separator) {}

ReadStop CsvRows::Malformed(std::string problem, std::string expected) const {
  return ErrorAtLine(line_, std::move(problem), std::move(expected));
}

// Moves what is unread to the front and reads more behind it; false at the end.
Result<bool, ReadStop> CsvRows::Fill() {
  std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  auto count = source_.Read(buffer_.data() + end_, buffer_.size() - end_, line_);
  if (!count) return std::move(count).error();
  end_ += *count;
  return *count > 0;
}

std::optional<ReadStop> CsvRows::SkipByteOrderMark() {
  started_ = true;
  while (end_ < kByteOrderMark.size()) {
    auto more = Fill();
    if (!more) return std::move(more).error();
    if (!*more) break;
  }
  if (std::string_view(buffer_.data(), end_).starts_with(kByteOrderMark)) {
    begin_ = kByteOrderMark.size();
  }
  return std::nullopt;
}

Result<bool, ReadStop> CsvRows::Next(CsvRow* row) {
  row->fields.clear();
  row_bytes_ = 0;
  if (!started_) {
    if (auto stop = SkipByteOrderMark()) return *std::move(stop);
  }
  row->line = line_;
  for (;;) {
    if (begin_ == end_) {
      auto more = Fill();
      if (!more) return more;
      if (!*more) break;
    }
    auto step = Take(buffer_[begin_++], row);
    if (!step) return std::move(step).error();
    if (*step == Step::kInRow) continue;
    if (!row->fields.empty()) return true;
    row->line = line_;  // it was an empty line
  }
  if (place_ == Place::kQuoted) {
    return ReadStop(ErrorAtLine(field_line_, "a quotation mark is never closed", "\"...\""));
  }
  if (place_ == Place::kAfterCr)
    return Malformed("a carriage return without line feed", "CRLF or LF");
  auto step = EndRow(row);
  if (!step) return std::move(step).error();
  return !row->fields.empty();
}

Result<CsvRows::Step, ReadStop> CsvRows::Take(char c, CsvRow* row) {
  if (place_ == Place::kQuoted) return TakeInQuotes(c);
  if (place_ == Place::kAfterCr && c != '\n') {
    return Malformed("a carriage return without line feed", "CRLF or LF at the end of a row");
  }
  if (c == '\n') {
    auto step = EndRow(row);
    ++line_;
    return step;
  }
  if (c == '\r') {
    place_ = Place::kAfterCr;
    return Step::kInRow;
  }
  if (c == separator_) {
    if (auto stop = EndField(row)) return *std::move(stop);
    return Step::kInRow;
  }
  if (place_ == Place::kAfterQuote) {
    if (c != '"') {
      return Malformed("text after a closing quotation mark", "a separator or the end of the row");
    }
    place_ = Place::kQuoted;
    if (auto stop = Append(c)) return *std::move(stop);
    return Step::kInRow;
  }
  if (c == '"') {
    if (place_ == Place::kPlain) {
      return Malformed("a quotation mark inside a field without quotes",
                       "the whole field in quotes, the mark twice");
    }
    place_ = Place::kQuoted;
    was_quoted_ = true;
    field_line_ = line_;
    return Step::kInRow;
  }
  place_ = Place::kPlain;
  if (auto stop = Append(c)) return *std::move(stop);
  return Step::kInRow;
}

Result<CsvRows::Step, ReadStop> CsvRows::TakeInQuotes(char c) {
  if (c == '"') {
    place_ = Place::kAfterQuote;
    return Step::kInRow;
  }
  if (c == '\n') ++line_;
  if (auto stop = Append(c)) return *std::move(stop);
  return Step::kInRow;
}

std::optional<ReadStop> CsvRows::Append(char c) {
  if (field_.size() == kMaxAttributeBytes) {
    return Malformed("a field is too long",
                     "at most " + std::to_string(kMaxAttributeBytes) + " bytes");
  }
  if (++row_bytes_ > kMaxRowBytes) {
    return Malformed("a row is too long", "at most " + std::to_string(kMaxRowBytes) + " bytes");
  }
  field_.push_back(c);
  return std::nullopt;
}

std::optional<ReadStop> CsvRows::EndField(CsvRow* row) {
  if (!IsUtf8Text(field_)) {
    return Malformed("text that is not UTF-8", "a file converted to UTF-8, without NUL");
  }
  if (row->fields.size() == kMaxAttributes) {
    return Malformed("a row has too many fields", "at most " + std::to_string(kMaxAttributes));
  }
  row->fields.push_back(std::exchange(field_, {}));
  was_quoted_ = false;
  place_ = Place::kFieldStart;
  return std::nullopt;
}

Result<CsvRows::Step, ReadStop> CsvRows::EndRow(CsvRow* row) {
  const bool is_empty_line = row->fields.empty() && field_.empty() && !was_quoted_;
  place_ = Place::kFieldStart;
  if (is_empty_line) return Step::kRowDone;
  if (auto stop = EndField(row)) return *std::move(stop);
  return Step::kRowDone;
}

}  // namespace fascicolo::intake
