// Where the program speaks: data on stdout, talk on stderr. One thread.
#pragma once

#include "engine/catalogue/words.h"
#include "events/json/value.h"
#include "events/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace fascicolo::cli {

using engine::Language;

/// What --lang says ("it", "en"), else what LC_ALL, LC_MESSAGES or LANG says; else English. Nothing
/// for another
/// --lang.
[[nodiscard]] std::optional<Language> LanguageFrom(std::string_view option);

class Terminal {
 public:
  Terminal();
  /// Speaks into two texts instead, which must outlive it.
  Terminal(std::string& out, std::string& err);
  /// Documents are kept for Kept from now on, not printed: for whoever goes on with them.
  void KeepDocuments() { keeps_ = true; }
  /// The last one that was kept; none: there was none.
  [[nodiscard]] std::optional<events::json::Value> Kept() { return std::move(kept_); }
  /// Writes out what is still held, and forgets errors: call Finish before.
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  /// A line of data, held until there is a block of it, or until Flush.
  void Line(std::string_view text);
  /// A document as data: on one line, or, for people, indented.
  void Json(events::json::Value document);
  void JsonLine(const events::json::Value& document);
  /// A line of talk.
  void Say(std::string_view text);
  void Flush();
  /// Flushes. kIo when data could not be written, unless its reader has gone away, which is its
  /// right.
  Status Finish();
  /// Nobody reads the data any more: long work may stop.
  [[nodiscard]] bool reader_gone() const { return reader_gone_; }

  /// Looks whether the reader has gone away, when something else has written to stdout.
  [[nodiscard]] bool FindsReaderGone();

  /// stderr is a terminal, so that progress may be shown.
  [[nodiscard]] bool shows_progress() const { return stderr_is_terminal_; }
  /// Emphasis, where stdout is a terminal and NO_COLOR (no-color.org) is not set; else the text as
  /// it is.
  [[nodiscard]] std::string Bold(std::string_view text) const;
  [[nodiscard]] std::string Faint(std::string_view text) const;
  /// Writes to stderr without a line's end.
  void SayRaw(std::string_view text);

 private:
  void Write(int file, std::string_view bytes);
  [[nodiscard]] std::string Styled(std::string_view text, const char* style) const;
  std::string* out_ = nullptr;  ///< null: stdout
  std::string* err_ = nullptr;
  std::string held_;
  bool keeps_ = false;
  std::optional<events::json::Value> kept_;
  bool reader_gone_ = false;
  int write_error_ = 0;
  bool stderr_is_terminal_;
  bool styled_;
};

}  // namespace fascicolo::cli
