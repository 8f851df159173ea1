#include "events/proof/whole_file.h"

namespace fascicolo::proof {

Status WriteWhole(events::LogFiles& files, const std::string& path, ConstBytes bytes) {
  const std::string draft = path + ".new";
  auto file = files.Open(draft, events::OpenMode::kCreate);
  if (!file) return events::FailureOf(file.error(), draft, "create");
  if (auto done = events::WriteFully(**file, 0, bytes); !done) return events::FailureOf(done.error(), draft, "write");
  if (auto done = (*file)->Sync(); !done) return events::FailureOf(done.error(), draft, "fsync");
  if (auto done = files.Rename(draft, path); !done) return events::FailureOf(done.error(), path, "rename");
  return {};
}

Result<Bytes> ReadWhole(events::LogFiles& files, const std::string& path, std::size_t max_bytes) {
  auto file = files.Open(path, events::OpenMode::kRead);
  if (!file) return events::FailureOf(file.error(), path, "open");
  const auto size = (*file)->Size();
  if (!size) return events::FailureOf(size.error(), path, "stat");
  if (*size > max_bytes) {
    return Failure{FailureCode::kTooLarge, path + ": is longer than " + std::to_string(max_bytes) + " bytes"};
  }
  Bytes bytes(*size);
  const auto got = events::ReadFully(**file, 0, bytes);
  if (!got) return events::FailureOf(got.error(), path, "read");
  bytes.resize(*got);
  return bytes;
}

Status SyncNames(events::LogFiles& files, const std::string& directory) {
  if (auto done = files.SyncDirectory(directory); !done) return events::FailureOf(done.error(), directory, "fsync");
  return {};
}

}  // namespace fascicolo::proof
