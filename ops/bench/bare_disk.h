// The machine's own limit for a durable append: pwrite into a file already written with zeros, then fdatasync.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace fascicolo::bench {

class BareDisk {
 public:
  explicit BareDisk(const std::filesystem::path& file, std::size_t bytes);
  ~BareDisk();
  BareDisk(const BareDisk&) = delete;
  BareDisk& operator=(const BareDisk&) = delete;
  /// Writes `size` bytes behind the last ones and waits for the disk.
  void Append(std::size_t size);

 private:
  int fd_;
  std::int64_t at_ = 0;
};

}  // namespace fascicolo::bench
