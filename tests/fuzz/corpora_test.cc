// Every kept input, once: what was found by fuzzing stays found.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "fuzz/targets.h"

namespace fascicolo::fuzz {
namespace {

struct Target {
  const char* name;
  void (*take)(std::string_view);
};

class KeptInputs : public testing::TestWithParam<Target> {};

TEST_P(KeptInputs, AreTaken) {
  const auto folder = std::filesystem::path(FASCICOLO_SOURCE_DIR "/tests/fuzz/corpus") / GetParam().name;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  ASSERT_FALSE(files.empty());
  GetParam().take({});
  for (const auto& file : files) {
    SCOPED_TRACE(file.string());
    std::ifstream in(file, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(in), {});
    GetParam().take(bytes);
    // and cut in the middle, as from a connection that ended
    GetParam().take(std::string_view(bytes).substr(0, bytes.size() / 2));
  }
}

INSTANTIATE_TEST_SUITE_P(Fuzzed, KeptInputs,
                         testing::Values(Target{"command", Command}, Target{"token", Token}, Target{"query", Query}, Target{"cursor", Cursor},
                                         Target{"xes", Xes}, Target{"head", Head}, Target{"http", Http},
                                         Target{"heartbeat", Heartbeat}),
                         [](const auto& instance) { return std::string(instance.param.name); });

}  // namespace
}  // namespace fascicolo::fuzz
