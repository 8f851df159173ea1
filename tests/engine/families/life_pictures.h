// The lives of what the families are about, drawn from the tables that the program goes by; each with the tests that walk it.
#pragma once

#include <string>
#include <vector>

namespace fascicolo::engine {

/// A test that hands in the commands which move a life, in each of its states.
struct Walked {
  std::string file;  ///< under tests/engine/families
  std::string test;  ///< "Suite.Name"
};

struct LifePicture {
  std::string title;
  std::vector<Walked> walked;  ///< at least one
  std::string diagram;         ///< in mermaid's words: an arrow for each step
};

/// In the document's order.
[[nodiscard]] std::vector<LifePicture> LifePictures();

}  // namespace fascicolo::engine
