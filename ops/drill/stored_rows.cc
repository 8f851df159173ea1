// fascicolo_stored_rows DIR ...: every key and row of the RocksDB databases under the folders, as they were before their
// files were compressed, to be searched. Nothing may have the databases open.
#include <cstdio>
#include <filesystem>
#include <string_view>

#include "events/store/rocks_rows.h"

namespace {

namespace fs = std::filesystem;

bool Print(const fs::path& database) {
  auto rows = fascicolo::store::RocksRows::Open(database);
  if (!rows) {
    std::fprintf(stderr, "%s: %s\n", database.c_str(), rows.error().message.c_str());
    return false;
  }
  for (auto cursor = (*rows)->SeekWithin({}, {}); cursor->valid(); cursor->Next()) {
    for (const std::string_view bytes : {cursor->key(), cursor->value(), std::string_view("\n")}) {
      if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size()) return false;
    }
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  bool all = argc > 1;
  for (int i = 1; i < argc; ++i) {
    for (const auto& entry : fs::recursive_directory_iterator(argv[i])) {
      // Every RocksDB database has one file of this name, which says which of the others are its own.
      if (entry.path().filename() == "CURRENT") all = Print(entry.path().parent_path()) && all;
    }
  }
  return all && std::fflush(stdout) == 0 ? 0 : 1;
}
