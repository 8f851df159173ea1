// The bytes of a file, from its beginning to its end; a gzip file (RFC 1952, also of several
// members) is recognised by its magic bytes 1f 8b and inflated on the way. Holds one buffer, never
// the file.
#pragma once

#include "connectors/intake/reading.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace fascicolo::intake {

class ByteSource {
 public:
  /// Opens a regular file. At most `max_bytes` uncompressed bytes will be handed out.
  /// Failure: kNotFound, or kIo (no right to read, not a regular file).
  [[nodiscard]] static Result<ByteSource> Open(const std::string& path, std::uint64_t max_bytes);

  ByteSource(ByteSource&&) noexcept;
  ByteSource& operator=(ByteSource&&) noexcept;
  ~ByteSource();

  /// Fills `out` with 1..size bytes; 0 is the end. `size` > 0. `line` is where the caller stands:
  /// errors name it. FormError: damaged or truncated gzip, bytes after the last member, more than
  /// max_bytes. Failure: kIo. After an error the source must not be read again.
  [[nodiscard]] Result<std::size_t, ReadStop> Read(char* out, std::size_t size, std::uint64_t line);

  [[nodiscard]] std::uint64_t bytes_out() const;     ///< handed out so far, uncompressed
  [[nodiscard]] std::uint64_t stored_done() const;   ///< taken from the file so far
  [[nodiscard]] std::uint64_t stored_total() const;  ///< the file's size when it was opened

 private:
  class Impl;
  explicit ByteSource(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace fascicolo::intake
