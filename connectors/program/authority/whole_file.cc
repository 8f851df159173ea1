#include "connectors/program/authority/whole_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <unistd.h>

namespace fascicolo::program {
namespace {

Failure Broken(const std::filesystem::path& file) {
  const int error = errno;
  return {error == ENOSPC ? FailureCode::kFull : FailureCode::kIo,
          file.string() + ": " + std::strerror(error)};
}

Status SyncDirectory(const std::filesystem::path& directory) {
  const int handle = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return Broken(directory);
  const bool synced = ::fsync(handle) == 0;
  const Status result = synced ? Status() : Status(Broken(directory));
  ::close(handle);
  return result;
}

}  // namespace

Failure FailureOf(const std::filesystem::path& path, const std::error_code& error) {
  return {FailureCode::kIo, path.string() + ": " + error.message()};
}

Result<std::string> ReadWholeFile(const std::filesystem::path& file, std::size_t max_bytes) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) {
    return Failure{FailureCode::kNotFound, file.string() + ": there is no such file"};
  }
  if (std::filesystem::is_directory(file, error)) {
    return Failure{FailureCode::kIo, file.string() + ": is a directory"};
  }
  std::ifstream in(file, std::ios::binary);
  if (!in) return Broken(file);
  std::string text(max_bytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad()) return Broken(file);
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > max_bytes) {
    return Failure{FailureCode::kTooLarge,
                   file.string() + ": is longer than " + std::to_string(max_bytes) + " bytes"};
  }
  return text;
}

Status WriteNewFile(const std::filesystem::path& file, std::string_view text, FileAccess access) {
  const std::filesystem::path draft = file.string() + ".new";
  const mode_t mode = access == FileAccess::kOwnerOnly ? 0600 : 0644;
  const int handle = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
  if (handle < 0) return Broken(draft);
  bool right = true;
  while (right && !text.empty()) {
    const ssize_t written = ::write(handle, text.data(), text.size());
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    right = written > 0 || errno == EINTR;
  }
  right = right && ::fsync(handle) == 0;
  const Status result = right ? Status() : Status(Broken(draft));
  ::close(handle);
  if (!result) return result;
  return MoveIntoPlace(draft, file);
}

Status MoveIntoPlace(const std::filesystem::path& made, const std::filesystem::path& place) {
  if (::rename(made.c_str(), place.c_str()) != 0) return Broken(place);
  return SyncDirectory(place.has_parent_path() ? place.parent_path() : ".");
}

}  // namespace fascicolo::program
