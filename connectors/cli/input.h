// Reading a file, or the standard input, so that an interrupt ends a wait for more.
#pragma once

#include "events/result.h"

#include <array>
#include <functional>
#include <istream>
#include <memory>
#include <streambuf>
#include <string>
#include <utility>

namespace fascicolo::cli {

/// The bytes of a file descriptor. After an interrupt (interrupt.h) they are at their end; an error
/// makes the stream bad.
class InputBytes final : public std::streambuf {
 public:
  /// Other work, done again and again while no bytes have come; false: there is none just now, and a
  /// moment may pass before the next call.
  using WhileWaiting = std::function<bool()>;

  /// Owns `file`, unless it is the standard input.
  explicit InputBytes(int file) : file_(file) {}
  void Meanwhile(WhileWaiting work) { work_ = std::move(work); }
  ~InputBytes() override;
  InputBytes(const InputBytes&) = delete;
  InputBytes& operator=(const InputBytes&) = delete;

 protected:
  int_type underflow() override;

 private:
  /// Until a read does not wait; false: interrupted.
  bool AwaitBytes();
  int file_;
  WhileWaiting work_;
  std::array<char, 64 * 1024> buffer_{};
};

/// "-" is the standard input. kNotFound, kIo: the file cannot be opened, or is a directory.
[[nodiscard]] Result<std::unique_ptr<InputBytes>> OpenInput(const std::string& file);

}  // namespace fascicolo::cli
