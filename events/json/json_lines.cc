#include "events/json/json_lines.h"

namespace fascicolo::events::json {
namespace {

constexpr std::size_t kChunkBytes = 64 * 1024;

}  // namespace

JsonLines::JsonLines(std::istream& in) : in_(in), chunk_(kChunkBytes) {
  line_.reserve(kMaxLineBytes + 1);  // and the CR before the end
}

std::optional<Result<JsonLine, FormError>> JsonLines::Next() {
  while (ReadLine()) {
    ++number_;
    if (line_.ends_with('\r')) line_.pop_back();
    if (too_long_ || line_.size() > kMaxLineBytes) {
      return FormError{"line " + std::to_string(number_), "the line is too long",
                       "at most " + std::to_string(kMaxLineBytes) + " bytes"};
    }
    if (line_.find_first_not_of(" \t") == std::string::npos) continue;
    return JsonLine{number_, line_};
  }
  return std::nullopt;
}

Status JsonLines::status() const {
  if (in_.bad()) {
    return Failure{FailureCode::kIo, "reading stopped after line " + std::to_string(number_)};
  }
  return {};
}

bool JsonLines::ReadLine() {
  line_.clear();
  too_long_ = false;
  bool found_any = false;
  while (!rest_.empty() || Refill()) {
    found_any = true;
    const std::size_t end = rest_.find('\n');
    const std::string_view piece = rest_.substr(0, end);
    too_long_ = too_long_ || line_.size() + piece.size() > kMaxLineBytes + 1;
    if (!too_long_) line_ += piece;
    if (end != std::string_view::npos) {
      rest_.remove_prefix(end + 1);
      return true;
    }
    rest_ = {};
  }
  // What stands before a broken read is no whole line.
  return found_any && !in_.bad();
}

// Takes what has come, so that a line of a pipe is read when it is written and not when a chunk is full.
bool JsonLines::Refill() {
  std::streamsize bytes = 0;
  if (in_.peek() != std::istream::traits_type::eof()) {
    bytes = in_.readsome(chunk_.data(), static_cast<std::streamsize>(chunk_.size()));
  }
  rest_ = std::string_view(chunk_.data(), static_cast<std::size_t>(bytes));
  return !rest_.empty();
}

}  // namespace fascicolo::events::json
