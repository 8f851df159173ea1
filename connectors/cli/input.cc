#include "connectors/cli/input.h"

#include "connectors/cli/interrupt.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <ios>
#include <poll.h>
#include <unistd.h>

namespace fascicolo::cli {

namespace {

constexpr int kIdleMs = 20;

}  // namespace

InputBytes::~InputBytes() {
  if (file_ != STDIN_FILENO) ::close(file_);
}

// Never into a read that waits: an interrupt that came just before would not end it.
bool InputBytes::AwaitBytes() {
  bool is_busy = static_cast<bool>(work_);
  while (!Interrupted()) {
    pollfd wanted{file_, POLLIN, 0};
    const int ready = ::poll(&wanted, 1, is_busy ? 0 : kIdleMs);
    if (ready > 0 || (ready < 0 && errno != EINTR)) return true;  // bytes, the end, or a failure: read says which
    is_busy = work_ && work_();
  }
  return false;
}

InputBytes::int_type InputBytes::underflow() {
  while (AwaitBytes()) {
    const ssize_t bytes = ::read(file_, buffer_.data(), buffer_.size());
    if (bytes == 0) break;
    if (bytes > 0) {
      setg(buffer_.data(), buffer_.data(), buffer_.data() + bytes);
      return traits_type::to_int_type(buffer_[0]);
    }
    // The stream catches this and turns bad.
    if (errno != EINTR) throw std::ios_base::failure(std::strerror(errno));
  }
  return traits_type::eof();
}

Result<std::unique_ptr<InputBytes>> OpenInput(const std::string& file) {
  if (file == "-") return std::make_unique<InputBytes>(STDIN_FILENO);
  std::error_code error;
  if (std::filesystem::is_directory(file, error)) {
    return Failure{FailureCode::kIo, file + ": is a directory"};
  }
  const int opened = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (opened < 0) {
    return Failure{errno == ENOENT ? FailureCode::kNotFound : FailureCode::kIo,
                   file + ": " + std::strerror(errno)};
  }
  return std::make_unique<InputBytes>(opened);
}

}  // namespace fascicolo::cli
