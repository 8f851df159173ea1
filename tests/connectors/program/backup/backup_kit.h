// A town hall that is backed up and lost.
#pragma once

#include "connectors/program/program.h"
#include "connectors/program/words.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace fascicolo::program_test {

/// A contact with a name to seal; `number` 1..99,999 makes its id.
inline std::string ContactLine(int number) {
  const std::string digits = std::to_string(number);
  return R"({"id":")" + std::string(32 - digits.size(), '0') + digits +
         R"(","actor":"anna.rossi","payload":{"type":"RegisterContact","desk":"adults_elderly","area":"elderly",)"
         R"("reason":"home_help","surname":"Inventata","narrative":"Vive sola."}})"
         "\n";
}
inline std::string ContactLines(int from, int to) {
  std::string lines;
  for (int number = from; number <= to; ++number) lines += ContactLine(number);
  return lines;
}

/// All bytes of all files under `folder`.
inline std::string AllBytesUnder(const std::filesystem::path& folder) {
  std::string bytes;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += BytesOf(entry.path());
  }
  return bytes;
}

class BackedUp : public ::testing::Test {
 protected:
  void SetUp() override {
    desk_.Init();
    std::filesystem::copy_file(desk_.data() / "key", master());
  }
  void Submit(int from, int to) const {
    const auto ran = desk_.Run({"submit", "-"}, ContactLines(from, to));
    ASSERT_EQ(ran.code, 0) << ran.err << ran.out;
  }
  [[nodiscard]] std::filesystem::path folder() const { return desk_.root() / "backup"; }
  [[nodiscard]] std::filesystem::path master() const { return desk_.root() / "master"; }

  /// Takes a backup that goes well, and gives what it says.
  nlohmann::json TakeBackup(const Words& more = {}) const {
    const auto ran = Backup(more);
    EXPECT_EQ(ran.code, 0) << ran.err;
    return ran.json();
  }
  [[nodiscard]] Ran Backup(const Words& more = {}) const {
    return desk_.Run(And({"backup", "--to", folder().string(), "--json"}, more));
  }
  /// By another process than the desk's, whose writer is always the same.
  [[nodiscard]] Ran Restore(const Words& more = {}) const {
    return desk_.RunBare(And({"restore", "--from", folder().string(), "--master", master().string(), "--data",
                              desk_.data().string(), "--test-clock", "2026-03-02T08:00:00Z", "--json"},
                             more));
  }
  [[nodiscard]] Ran Check() const { return desk_.RunBare({"restore", "--from", folder().string(), "--check", "--json"}); }
  [[nodiscard]] nlohmann::json Verified() const {
    const auto ran = desk_.Run({"verify", "--json"});
    EXPECT_EQ(ran.code, 0) << ran.err << ran.out;
    return ran.json();
  }
  void LoseTheMachine() const { std::filesystem::remove_all(desk_.data()); }

  Desk desk_;
};

}  // namespace fascicolo::program_test
