#include "ops/bench/bare_disk.h"

#include <fcntl.h>
#include <unistd.h>

#include <vector>

#include "events/result.h"

namespace fascicolo::bench {

BareDisk::BareDisk(const std::filesystem::path& file, std::size_t bytes)
    : fd_(::open(file.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)) {
  FASCICOLO_CHECK(fd_ >= 0);
  const std::vector<char> zeros(1 << 20);
  for (std::size_t written = 0; written < bytes; written += zeros.size()) {
    FASCICOLO_CHECK(::write(fd_, zeros.data(), zeros.size()) == static_cast<ssize_t>(zeros.size()));
  }
  FASCICOLO_CHECK(::fsync(fd_) == 0);
}

BareDisk::~BareDisk() { ::close(fd_); }

void BareDisk::Append(std::size_t size) {
  const std::vector<char> bytes(size, 'x');
  FASCICOLO_CHECK(::pwrite(fd_, bytes.data(), size, at_) == static_cast<ssize_t>(size));
  FASCICOLO_CHECK(::fdatasync(fd_) == 0);
  at_ += static_cast<std::int64_t>(size);
}

}  // namespace fascicolo::bench
