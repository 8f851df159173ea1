// A directory for one test, removed behind it.
#pragma once

#include "events/result.h"

#include <cstdlib>
#include <filesystem>
#include <string>
#include <unistd.h>

namespace fascicolo {

class Scratch {
 public:
  Scratch() {
    std::string pattern = (std::filesystem::temp_directory_path() / "fascicolo-XXXXXX").string();
    FASCICOLO_CHECK(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace fascicolo
