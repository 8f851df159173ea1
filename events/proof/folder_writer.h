// Writes files of a published folder (publishing.h), each whole, with the folders that they lie in.
#pragma once

#include <set>
#include <string>

#include "events/proof/base64.h"
#include "events/segments/files.h"

namespace fascicolo::proof {

class FolderWriter {
 public:
  /// `files` must outlive it.
  FolderWriter(events::LogFiles& files, std::string folder) : files_(&files), folder_(std::move(folder)) {}

  /// The folder itself, where it is not there yet. kIo, kFull.
  Status Make() { return MakeFolder(folder_); }
  /// `path`: within the folder.
  Status Write(const std::string& path, ConstBytes bytes);
  /// Makes the names of all that was written durable.
  Status Sync();

 private:
  Status MakeFolder(const std::string& folder);

  events::LogFiles* files_;
  std::string folder_;
  std::set<std::string> made_;
};

}  // namespace fascicolo::proof
