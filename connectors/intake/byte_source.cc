#include "connectors/intake/byte_source.h"

#include <zlib.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace fascicolo::intake {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{64} << 10U;
constexpr int kGzipWindow = 15 + 16;  // zlib: the largest window, gzip framing with its checksum

}  // namespace

class ByteSource::Impl {
 public:
  Impl(int file, std::string path, std::uint64_t stored_total, std::uint64_t max_bytes)
      : file_(file),
        path_(std::move(path)),
        stored_total_(stored_total),
        max_bytes_(max_bytes),
        buffer_(kBufferBytes) {}
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() {
    if (inflating_) inflateEnd(&stream_);
    ::close(file_);
  }

  Result<std::size_t, ReadStop> Read(char* out, std::size_t size, std::uint64_t line) {
    if (!sniffed_) {
      if (auto sniffed = Sniff(); !sniffed) return std::move(sniffed).error();
    }
    auto count = inflating_ ? Inflate(out, size, line) : Copy(out, size);
    if (!count) return count;
    bytes_out_ += *count;
    if (bytes_out_ > max_bytes_) {
      return ReadStop(ErrorAtLine(line, "the file is too large when uncompressed",
                                  "at most " + std::to_string(max_bytes_) + " bytes"));
    }
    return count;
  }

  std::uint64_t bytes_out() const { return bytes_out_; }
  std::uint64_t stored_done() const { return stored_done_; }
  std::uint64_t stored_total() const { return stored_total_; }

 private:
  std::size_t unread() const { return end_ - begin_; }

  // Appends to the buffer what one read gives; nothing at the end of the file.
  StatusOf<ReadStop> Fill() {
    if (begin_ == end_) begin_ = end_ = 0;
    ssize_t count = -1;
    do {
      count = ::read(file_, buffer_.data() + end_, buffer_.size() - end_);
    } while (count < 0 && errno == EINTR);
    if (count < 0) {
      return ReadStop(Failure{FailureCode::kIo, path_ + ": " + std::strerror(errno)});
    }
    end_ += static_cast<std::size_t>(count);
    stored_done_ += static_cast<std::uint64_t>(count);
    at_end_ = count == 0;
    return {};
  }

  StatusOf<ReadStop> Sniff() {
    while (unread() < 2 && !at_end_) {
      if (auto filled = Fill(); !filled) return filled;
    }
    sniffed_ = true;
    if (unread() < 2 || buffer_[0] != 0x1f || buffer_[1] != 0x8b) return {};
    if (inflateInit2(&stream_, kGzipWindow) != Z_OK) {
      return ReadStop(Failure{FailureCode::kUnavailable, path_ + ": no memory to inflate"});
    }
    inflating_ = true;
    return {};
  }

  Result<std::size_t, ReadStop> Copy(char* out, std::size_t size) {
    if (unread() == 0 && !at_end_) {
      if (auto filled = Fill(); !filled) return std::move(filled).error();
    }
    const std::size_t count = std::min(size, unread());
    std::memcpy(out, buffer_.data() + begin_, count);
    begin_ += count;
    return count;
  }

  Result<std::size_t, ReadStop> Inflate(char* out, std::size_t size, std::uint64_t line) {
    stream_.next_out = reinterpret_cast<Bytef*>(out);
    stream_.avail_out = static_cast<uInt>(size);
    while (stream_.avail_out == size) {
      if (unread() == 0 && !at_end_) {
        if (auto filled = Fill(); !filled) return std::move(filled).error();
      }
      if (unread() == 0) {
        if (between_members_) return std::size_t{0};
        return ReadStop(ErrorAtLine(line, "the gzip file is truncated", "a complete gzip file"));
      }
      if (std::exchange(between_members_, false)) inflateReset(&stream_);
      stream_.next_in = buffer_.data() + begin_;
      stream_.avail_in = static_cast<uInt>(unread());
      const int outcome = inflate(&stream_, Z_NO_FLUSH);
      begin_ = end_ - stream_.avail_in;
      if (outcome == Z_STREAM_END) {
        between_members_ = true;
      } else if (outcome != Z_OK && outcome != Z_BUF_ERROR) {
        return ReadStop(ErrorAtLine(line, "the gzip file is damaged", "a complete gzip file"));
      }
    }
    return size - stream_.avail_out;
  }

  int file_;
  std::string path_;
  std::uint64_t stored_total_;
  std::uint64_t max_bytes_;
  std::vector<unsigned char> buffer_;  // [begin_, end_) is read and not yet used
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t stored_done_ = 0;
  std::uint64_t bytes_out_ = 0;
  bool at_end_ = false;
  bool sniffed_ = false;
  bool inflating_ = false;
  bool between_members_ = false;  // a gzip member is complete; the file may end here
  z_stream stream_{};
};

Result<ByteSource> ByteSource::Open(const std::string& path, std::uint64_t max_bytes) {
  // Without O_NONBLOCK, opening a named pipe would wait for its writer before it can be refused.
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) {
    return Failure{errno == ENOENT ? FailureCode::kNotFound : FailureCode::kIo,
                   path + ": " + std::strerror(errno)};
  }
  struct stat status {};
  if (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
    ::close(file);
    return Failure{FailureCode::kIo, path + ": not a regular file"};
  }
  return ByteSource(
      std::make_unique<Impl>(file, path, static_cast<std::uint64_t>(status.st_size), max_bytes));
}

ByteSource::ByteSource(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ByteSource::ByteSource(ByteSource&&) noexcept = default;
ByteSource& ByteSource::operator=(ByteSource&&) noexcept = default;
ByteSource::~ByteSource() = default;

Result<std::size_t, ReadStop> ByteSource::Read(char* out, std::size_t size, std::uint64_t line) {
  return impl_->Read(out, size, line);
}
std::uint64_t ByteSource::bytes_out() const { return impl_->bytes_out(); }
std::uint64_t ByteSource::stored_done() const { return impl_->stored_done(); }
std::uint64_t ByteSource::stored_total() const { return impl_->stored_total(); }

}  // namespace fascicolo::intake
