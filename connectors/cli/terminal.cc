#include "connectors/cli/terminal.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <poll.h>
#include <unistd.h>

namespace fascicolo::cli {
namespace {

constexpr std::size_t kBlockBytes = 64 * 1024;

bool IsSet(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

}  // namespace

std::optional<Language> LanguageFrom(std::string_view option) {
  if (option == "it") return Language::kItalian;
  if (option == "en") return Language::kEnglish;
  if (!option.empty()) return std::nullopt;
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (!IsSet(variable)) continue;
    return std::string_view(std::getenv(variable)).starts_with("it") ? Language::kItalian
                                                                     : Language::kEnglish;
  }
  return Language::kEnglish;
}

Terminal::Terminal()
    : stderr_is_terminal_(isatty(STDERR_FILENO) == 1),
      styled_(isatty(STDOUT_FILENO) == 1 && !IsSet("NO_COLOR")) {}

Terminal::Terminal(std::string& out, std::string& err)
    : out_(&out), err_(&err), stderr_is_terminal_(false), styled_(false) {}

Terminal::~Terminal() { Flush(); }

void Terminal::Line(std::string_view text) {
  held_.append(text).push_back('\n');
  if (held_.size() >= kBlockBytes) Flush();
}

void Terminal::Json(events::json::Value document) {
  if (keeps_) {
    kept_ = std::move(document);
    return;
  }
  Line(events::json::PrintJson(document, out_ == nullptr && isatty(STDOUT_FILENO) == 1 ? 2 : -1));
}

void Terminal::JsonLine(const events::json::Value& document) {
  Line(events::json::PrintJson(document));
}

void Terminal::Say(std::string_view text) { SayRaw(std::string(text) + "\n"); }

void Terminal::SayRaw(std::string_view text) {
  Flush();
  Write(STDERR_FILENO, text);
}

void Terminal::Flush() {
  Write(STDOUT_FILENO, held_);
  held_.clear();
}

Status Terminal::Finish() {
  Flush();
  if (write_error_ == 0) return {};
  return Failure{FailureCode::kIo,
                 std::string("cannot write the output: ") + std::strerror(write_error_)};
}

// SIGPIPE is ignored by the program (interrupt.h), so that a reader who goes away is seen here.
void Terminal::Write(int file, std::string_view bytes) {
  const bool is_data = file == STDOUT_FILENO;
  if (std::string* text = is_data ? out_ : err_) {
    text->append(bytes);
    return;
  }
  if (is_data && (reader_gone_ || write_error_ != 0)) return;
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      if (is_data && errno == EPIPE) {
        reader_gone_ = true;
      } else if (is_data) {
        write_error_ = errno;
      }
      return;
    }
  }
}

bool Terminal::FindsReaderGone() {
  pollfd out{STDOUT_FILENO, POLLOUT, 0};
  if (::poll(&out, 1, 0) == 1 && (out.revents & POLLERR) != 0) reader_gone_ = true;
  return reader_gone_;
}

std::string Terminal::Styled(std::string_view text, const char* style) const {
  if (!styled_) return std::string(text);
  return style + std::string(text) + "\x1b[0m";
}
std::string Terminal::Bold(std::string_view text) const { return Styled(text, "\x1b[1m"); }
std::string Terminal::Faint(std::string_view text) const { return Styled(text, "\x1b[2m"); }

}  // namespace fascicolo::cli
