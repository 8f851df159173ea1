#include "events/proof/folder_writer.h"

#include "events/proof/whole_file.h"

namespace fascicolo::proof {

Status FolderWriter::MakeFolder(const std::string& folder) {
  if (!made_.insert(folder).second) return {};
  if (auto made = files_->MakeDirectory(folder); !made) return events::FailureOf(made.error(), folder, "mkdir");
  return {};
}

Status FolderWriter::Write(const std::string& path, ConstBytes bytes) {
  if (Status made = Make(); !made) return made;
  for (auto slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1)) {
    if (Status made = MakeFolder(folder_ + "/" + path.substr(0, slash)); !made) return made;
  }
  return WriteWhole(*files_, folder_ + "/" + path, bytes);
}

Status FolderWriter::Sync() {
  for (const std::string& folder : made_) {
    if (Status synced = SyncNames(*files_, folder); !synced) return synced;
  }
  return {};
}

}  // namespace fascicolo::proof
