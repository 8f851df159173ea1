#include "connectors/program/authority/passphrase.h"

#include "connectors/program/authority/whole_file.h"

#include <termios.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

namespace fascicolo::program {
namespace {

constexpr std::size_t kMaxPassphraseBytes = 1'024;

/// While it lives, what is typed is not shown.
class Unseen {
 public:
  Unseen() {
    known_ = ::tcgetattr(STDIN_FILENO, &before_) == 0;
    if (!known_) return;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
  }
  ~Unseen() {
    if (known_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }
  Unseen(const Unseen&) = delete;
  Unseen& operator=(const Unseen&) = delete;

 private:
  termios before_{};
  bool known_ = false;
};

Result<std::string> FromTerminal() {
  std::string passphrase;
  std::cerr << "passphrase: " << std::flush;
  {
    const Unseen unseen;
    std::getline(std::cin, passphrase);
  }
  std::cerr << "\n";
  if (std::cin) return passphrase;
  return Failure{FailureCode::kUnavailable, "no passphrase was typed"};
}

}  // namespace

Result<std::string> AskPassphrase() {
  const char* file = std::getenv("FASCICOLO_PASSPHRASE_FILE");
  if (file != nullptr && *file != '\0') {
    auto text = ReadWholeFile(file, kMaxPassphraseBytes);
    if (!text) return text.error();
    return text->substr(0, text->find('\n'));
  }
  if (::isatty(STDIN_FILENO) != 0) return FromTerminal();
  return Failure{FailureCode::kUnavailable,
                 "the master key comes out of a passphrase: FASCICOLO_PASSPHRASE_FILE names the file that holds it"};
}

}  // namespace fascicolo::program
