#include "connectors/feed/file_target.h"
#include "connectors/feed/memory_target.h"

#include "contract/feed/target_contract.h"
#include "contract/ledger/scratch.h"

#include <fstream>

namespace fascicolo::feed {
namespace {

struct InMemory {
  static constexpr bool kReopens = false;
  Target& target() { return memory; }
  MemoryTarget memory;
};

std::unique_ptr<FileTarget> OpenFile(const std::filesystem::path& file) {
  auto opened = FileTarget::Open(file);
  FASCICOLO_CHECK(opened.ok());
  return std::move(opened).value();
}

struct InFile {
  static constexpr bool kReopens = true;
  void Reopen() {
    opened.reset();
    opened = OpenFile(file);
  }
  Target& target() { return *opened; }

  Scratch scratch;
  std::filesystem::path file = std::filesystem::path(scratch.path()) / "feed.jsonl";
  std::unique_ptr<FileTarget> opened = OpenFile(file);
};

INSTANTIATE_TYPED_TEST_SUITE_P(Memory, FeedTargetContract, InMemory);
INSTANTIATE_TYPED_TEST_SUITE_P(File, FeedTargetContract, InFile);

TEST(FileTarget, TakesAwayALineThatACrashCutAtAnyByte) {
  const std::string whole = ToLine(ContractRecord(1)) + "\n";
  const std::string torn = ToLine(ContractRecord(2));
  for (std::size_t bytes = 1; bytes < torn.size(); bytes += 7) {
    InFile in_file;
    in_file.opened.reset();
    std::ofstream(in_file.file) << whole << torn.substr(0, bytes);
    in_file.Reopen();
    const auto last = in_file.target().Last();
    ASSERT_TRUE(last.ok() && last->has_value());
    EXPECT_EQ((*last)->sequence()->position, Position{1});
    EXPECT_EQ(std::filesystem::file_size(in_file.file), whole.size());
  }
}

TEST(FileTarget, IsFedByOneProcess) {
  InFile in_file;
  const auto second = FileTarget::Open(in_file.file);
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, FailureCode::kLocked);
}

TEST(FileTarget, SaysThatItIsAnotherFile) {
  InFile in_file;
  in_file.opened.reset();
  std::ofstream(in_file.file) << "a letter\n";
  in_file.Reopen();
  const auto last = in_file.target().Last();
  ASSERT_FALSE(last.ok());
  EXPECT_EQ(last.error().code, FailureCode::kDamaged);
}

}  // namespace
}  // namespace fascicolo::feed
