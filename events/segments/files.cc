#include "events/segments/files.h"

#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace fascicolo::events {
namespace {

IoError LastError() { return IoError{errno}; }

IoDone DoneIf(bool went_well) {
  if (went_well) return {};
  return LastError();
}

/// A descriptor that is closed in the end.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

class SystemFile final : public LogFile {
 public:
  explicit SystemFile(Descriptor descriptor) : descriptor_(std::move(descriptor)) {}

  Result<std::size_t, IoError> ReadAt(std::uint64_t at, std::span<std::uint8_t> to) override {
    ssize_t got;
    do {
      got = ::pread(descriptor_.number(), to.data(), to.size(), static_cast<off_t>(at));
    } while (got < 0 && errno == EINTR);
    if (got < 0) return LastError();
    return static_cast<std::size_t>(got);
  }

  Result<std::size_t, IoError> WriteAt(std::uint64_t at, ConstBytes from) override {
    ssize_t got;
    do {
      got = ::pwrite(descriptor_.number(), from.data(), from.size(), static_cast<off_t>(at));
    } while (got < 0 && errno == EINTR);
    if (got < 0) return LastError();
    if (got == 0) return IoError{EIO};
    return static_cast<std::size_t>(got);
  }

  IoDone SyncData() override { return DoneIf(::fdatasync(descriptor_.number()) == 0); }
  IoDone Sync() override { return DoneIf(::fsync(descriptor_.number()) == 0); }
  IoDone Truncate(std::uint64_t bytes) override {
    return DoneIf(::ftruncate(descriptor_.number(), static_cast<off_t>(bytes)) == 0);
  }
  Result<std::uint64_t, IoError> Size() override {
    struct stat about {};
    if (::fstat(descriptor_.number(), &about) != 0) return LastError();
    return static_cast<std::uint64_t>(about.st_size);
  }

 private:
  Descriptor descriptor_;
};

class SystemLock final : public DirectoryLock {
 public:
  explicit SystemLock(Descriptor descriptor) : descriptor_(std::move(descriptor)) {}

 private:
  Descriptor descriptor_;
};

class TheSystem final : public LogFiles {
 public:
  Result<std::unique_ptr<LogFile>, IoError> Open(const std::string& path, OpenMode mode) override {
    int flags = O_CLOEXEC;
    flags |= mode == OpenMode::kRead ? O_RDONLY : O_RDWR;
    if (mode == OpenMode::kCreate) flags |= O_CREAT | O_TRUNC;
    Descriptor descriptor(::open(path.c_str(), flags, 0640));
    if (descriptor.number() < 0) return LastError();
    return std::unique_ptr<LogFile>(std::make_unique<SystemFile>(std::move(descriptor)));
  }

  Result<std::unique_ptr<DirectoryLock>> Lock(const std::string& path) override {
    Descriptor descriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640));
    if (descriptor.number() < 0) return FailureOf(LastError(), path, "open");
    if (::flock(descriptor.number(), LOCK_EX | LOCK_NB) != 0) {
      if (errno != EWOULDBLOCK) return FailureOf(LastError(), path, "flock");
      char holder[24] = {};
      const ssize_t got = ::pread(descriptor.number(), holder, sizeof holder - 1, 0);
      std::string pid(holder, got > 0 ? static_cast<std::size_t>(got) : 0);
      pid.erase(std::find(pid.begin(), pid.end(), '\n'), pid.end());
      return Failure{FailureCode::kLocked,
                     path + ": held by process " + (pid.empty() ? std::string("unknown") : pid)};
    }
    const std::string pid = std::to_string(::getpid()) + "\n";
    if (::ftruncate(descriptor.number(), 0) != 0 ||
        ::pwrite(descriptor.number(), pid.data(), pid.size(), 0) < 0) {
      return FailureOf(LastError(), path, "write");
    }
    return std::unique_ptr<DirectoryLock>(std::make_unique<SystemLock>(std::move(descriptor)));
  }

  IoDone MakeDirectory(const std::string& path) override {
    return DoneIf(::mkdir(path.c_str(), 0750) == 0 || errno == EEXIST);
  }

  Result<std::vector<std::string>, IoError> List(const std::string& path) override {
    DIR* const directory = ::opendir(path.c_str());
    if (directory == nullptr) return LastError();
    std::vector<std::string> names;
    errno = 0;
    while (const dirent* entry = ::readdir(directory)) {
      const std::string name = entry->d_name;
      if (name != "." && name != "..") names.push_back(name);
    }
    const IoError error = LastError();
    ::closedir(directory);
    if (error.number != 0) return error;
    return names;
  }

  IoDone Rename(const std::string& from, const std::string& to) override {
    return DoneIf(::rename(from.c_str(), to.c_str()) == 0);
  }
  IoDone Remove(const std::string& path) override { return DoneIf(::unlink(path.c_str()) == 0); }

  IoDone SyncDirectory(const std::string& path) override {
    const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (descriptor.number() < 0) return LastError();
    return DoneIf(::fsync(descriptor.number()) == 0);
  }
};

}  // namespace

LogFiles& SystemFiles() {
  static TheSystem system;
  return system;
}

IoDone WriteFully(LogFile& file, std::uint64_t at, ConstBytes from, std::size_t* written) {
  std::size_t done = 0;
  IoDone outcome;
  while (done < from.size()) {
    auto wrote = file.WriteAt(at + done, from.subspan(done));
    if (!wrote) {
      outcome = wrote.error();
      break;
    }
    done += *wrote;
  }
  if (written != nullptr) *written = done;
  return outcome;
}

Result<std::size_t, IoError> ReadFully(LogFile& file, std::uint64_t at,
                                       std::span<std::uint8_t> to) {
  std::size_t done = 0;
  while (done < to.size()) {
    auto got = file.ReadAt(at + done, to.subspan(done));
    if (!got) return got.error();
    if (*got == 0) break;
    done += *got;
  }
  return done;
}

IoDone WriteZeros(LogFile& file, std::uint64_t from, std::uint64_t to, std::uint64_t* reached) {
  static constexpr std::size_t kPieceBytes = 256 * 1024;
  static const std::vector<std::uint8_t> kZeros(kPieceBytes, 0);
  IoDone outcome;
  std::uint64_t at = from;
  while (outcome.ok() && at < to) {
    std::size_t written = 0;
    const std::size_t piece = std::min<std::uint64_t>(kPieceBytes, to - at);
    outcome = WriteFully(file, at, ConstBytes(kZeros).first(piece), &written);
    at += written;
  }
  if (reached != nullptr) *reached = at;
  return outcome;
}

Failure FailureOf(IoError error, const std::string& path, const char* what) {
  FailureCode code = FailureCode::kIo;
  if (error.number == ENOSPC || error.number == EDQUOT) code = FailureCode::kFull;
  if (error.number == ENOENT) code = FailureCode::kNotFound;
  return Failure{code, path + ": " + what + ": " + std::generic_category().message(error.number)};
}

}  // namespace fascicolo::events
