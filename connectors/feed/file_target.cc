#include "connectors/feed/file_target.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <unistd.h>

namespace fascicolo::feed {
namespace {

constexpr std::size_t kPieceBytes = 64 * 1024;
constexpr mode_t kOwnerOnly = 0600;

Failure TroubleWith(const std::filesystem::path& file, const char* what) {
  const FailureCode code = errno == ENOSPC        ? FailureCode::kFull
                           : errno == EWOULDBLOCK ? FailureCode::kLocked
                                                  : FailureCode::kIo;
  return {code, file.string() + ": " + what + ": " + std::strerror(errno)};
}

}  // namespace

Result<std::unique_ptr<FileTarget>> FileTarget::Open(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, kOwnerOnly);
  if (descriptor < 0) return TroubleWith(file, "cannot be opened");
  std::unique_ptr<FileTarget> target(new FileTarget(file, descriptor));
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) return TroubleWith(file, "is fed by another process");
  if (Status cut = target->CutTornLine(); !cut) return cut.error();
  return target;
}

FileTarget::~FileTarget() { ::close(descriptor_); }

Failure FileTarget::Trouble(const char* what) const { return TroubleWith(file_, what); }

Result<std::string> FileTarget::Tail(bool whole_line) const {
  off_t at = ::lseek(descriptor_, 0, SEEK_END);
  if (at < 0) return Trouble("cannot be read");
  std::string tail;
  const std::size_t skipped = whole_line ? 1 : 0;  // the line feed that ends the last line
  std::array<char, kPieceBytes> piece;
  while (at > 0) {
    const auto size = static_cast<std::size_t>(std::min<off_t>(at, kPieceBytes));
    at -= static_cast<off_t>(size);
    if (::pread(descriptor_, piece.data(), size, at) != static_cast<ssize_t>(size)) return Trouble("cannot be read");
    tail.insert(0, piece.data(), size);
    if (tail.size() <= skipped) continue;
    const auto feed = tail.rfind('\n', tail.size() - 1 - skipped);
    if (feed != std::string::npos) return tail.substr(feed + 1);
  }
  return tail;
}

Status FileTarget::CutTornLine() {
  const auto torn = Tail(false);
  if (!torn) return torn.error();
  if (torn->empty()) return {};
  const off_t end = ::lseek(descriptor_, 0, SEEK_END);
  if (::ftruncate(descriptor_, end - static_cast<off_t>(torn->size())) != 0) return Trouble("cannot be mended");
  return ::fdatasync(descriptor_) == 0 ? Status{} : Trouble("cannot be mended");
}

Result<std::optional<FeedRecord>> FileTarget::Last() {
  auto line = Tail(true);
  if (!line) return line.error();
  if (line->empty()) return std::optional<FeedRecord>();
  line->pop_back();
  auto record = FromLine(*line);
  if (!record) return Failure{FailureCode::kDamaged, file_.string() + ": its last line is no record of a feed"};
  return record;
}

Status FileTarget::Append(std::span<const FeedRecord> records) {
  std::string lines;
  for (const FeedRecord& record : records) lines += ToLine(record) + '\n';
  std::string_view rest = lines;
  while (!rest.empty()) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      const Failure why = Trouble("cannot be written");
      (void)CutTornLine();
      return why;
    }
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fdatasync(descriptor_) == 0 ? Status{} : Trouble("cannot be written");
}

}  // namespace fascicolo::feed
