// Lines of a text stream, one JSON document each (JSON lines), read in bounded memory however long
// a line is.
#pragma once

#include "events/result.h"

#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::events::json {

inline constexpr std::size_t kMaxLineBytes = 1 << 20;  ///< without the line's end

struct JsonLine {
  std::uint64_t number = 0;  ///< 1 is the first line of the stream; blank lines count
  std::string_view text;     ///< without the line's end; valid until the next call of Next
};

/// Reads a stream from where it stands. Allocates its whole memory, about kMaxLineBytes, when it is
/// made.
class JsonLines {
 public:
  /// Does not own `in`, which must outlive the reader and be read by nobody else meanwhile.
  explicit JsonLines(std::istream& in);

  /// The next line that is not blank; nothing at the end of the stream. Ends are LF or CR LF; the
  /// last line may lack its end. A line beyond kMaxLineBytes is a FormError ("line 7"), is read to
  /// its end without being kept, and the next call goes on behind it.
  [[nodiscard]] std::optional<Result<JsonLine, FormError>> Next();

  /// After Next gave nothing: kIo when the stream broke before its end.
  [[nodiscard]] Status status() const;

 private:
  /// Appends to line_ up to the next line's end; false when the stream is at its end and nothing
  /// was read.
  bool ReadLine();
  bool Refill();

  std::istream& in_;
  std::vector<char> chunk_;
  std::string_view rest_;  ///< of the chunk, not yet given out
  std::string line_;
  bool too_long_ = false;
  std::uint64_t number_ = 0;
};

}  // namespace fascicolo::events::json
