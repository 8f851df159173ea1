// What every release left behind is still read: its golden ledger verifies, and folds to the digests that stand beside it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "connectors/intake/byte_source.h"
#include "contract/ledger/scratch.h"
#include "engine/decision.h"
#include "released/golden_ledger.h"

namespace fascicolo::engine {
namespace {

constexpr std::uint64_t kMostBytes = 256U << 20;  ///< of one file, inflated

std::filesystem::path ReleasedRoot() { return std::filesystem::path(FASCICOLO_SOURCE_DIR) / "schemas" / "released"; }

std::vector<std::string> Releases() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(ReleasedRoot())) {
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

void Inflate(const std::filesystem::path& from, const std::filesystem::path& to) {
  auto source = intake::ByteSource::Open(from.string(), kMostBytes).value();
  std::ofstream out(to, std::ios::binary);
  std::string buffer(1 << 16, '\0');
  for (;;) {
    const auto read = source.Read(buffer.data(), buffer.size(), 0);
    ASSERT_TRUE(read.ok()) << from;
    if (*read == 0) break;
    out.write(buffer.data(), static_cast<std::streamsize>(*read));
  }
  ASSERT_TRUE(out.good()) << to;
}

class Released : public testing::TestWithParam<std::string> {
 protected:
  std::filesystem::path root() const { return ReleasedRoot() / GetParam(); }
  /// The golden ledger, inflated.
  std::filesystem::path Ledger() const {
    const std::filesystem::path directory = std::filesystem::path(scratch_.path()) / "ledger";
    std::filesystem::create_directories(directory / "segments");
    for (const auto& entry : std::filesystem::directory_iterator(root() / "segments")) {
      Inflate(entry.path(), directory / "segments" / entry.path().stem());
    }
    return directory;
  }
  const Scratch scratch_;
};

TEST_P(Released, LedgerVerifiesAndFoldsToItsDigests) {
  std::ifstream file(root() / "ledger.json");
  const auto golden = nlohmann::json::parse(file);
  const Digests now = DigestsOfLedger(Ledger());
  EXPECT_EQ(now.commits, golden.at("commits"));
  EXPECT_EQ(now.events, golden.at("events"));
  EXPECT_EQ(now.frozen, 0U) << "nothing that was released may be misunderstood";
  EXPECT_EQ(now.differences, 0U) << "a decision that comes out otherwise wants another kDeciderVersion";
  for (const auto& [name, digest] : golden.at("digests").items()) {
    ASSERT_TRUE(now.hashes.contains(name)) << name << " is not there any more";
    EXPECT_EQ(now.hashes.at(name), digest) << name;
  }
  for (const auto& problem : now.problems) {
    if (golden.at("decider") == kDeciderVersion) ADD_FAILURE() << problem;
  }
}

TEST_P(Released, SchemasOfTodayAreAnEvolution) {
  const auto old = std::filesystem::path(scratch_.path()) / "event.bfbs";
  Inflate(root() / "event.bfbs.gz", old);
  const std::string schemas = std::string(FASCICOLO_SOURCE_DIR) + "/schemas";
  const std::string command = std::string(FASCICOLO_FLATC) + " --conform " + old.string() + " -I " + schemas + " " +
                              schemas + "/event.fbs";
  EXPECT_EQ(std::system(command.c_str()), 0) << command;
}

TEST_P(Released, LedgerIsOfKilobytes) {
  std::uintmax_t bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root())) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  EXPECT_LT(bytes, 512U << 10);
}

INSTANTIATE_TEST_SUITE_P(Every, Released, testing::ValuesIn(Releases()), [](const auto& one) {
  std::string name = one.param;
  std::replace_if(name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
});

}  // namespace
}  // namespace fascicolo::engine
