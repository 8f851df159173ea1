// The sample policy that comes with the program, to be changed by tests.
#pragma once

#include <nlohmann/json.hpp>

#include <fstream>

namespace fascicolo::engine {

inline nlohmann::json SamplePolicy() {
  std::ifstream file(FASCICOLO_SOURCE_DIR "/schemas/catalogue/access/access-sample.json");
  return nlohmann::json::parse(file);
}

}  // namespace fascicolo::engine
