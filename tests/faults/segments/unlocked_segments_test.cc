// A log that is read beside the process that writes it, as a backup does.
#include "events/segments/unlocked_segments.h"

#include "contract/ledger/scratch.h"
#include "faults/segments/log_under_test.h"

#include <atomic>
#include <filesystem>
#include <thread>

namespace fascicolo::events {
namespace {

namespace fs = std::filesystem;

std::vector<std::uint64_t> FirstNumbers(std::uint64_t count) {
  std::vector<std::uint64_t> numbers;
  for (std::uint64_t n = 0; n < count; ++n) numbers.push_back(n);
  return numbers;
}

class UnlockedLog : public ::testing::Test {
 protected:
  std::unique_ptr<SegmentLedger> Writer() const { return OpenOrDie(SystemFiles(), SmallSegments(), scratch_.path()); }
  Result<std::unique_ptr<UnlockedSegments>> Open() const { return UnlockedSegments::Open(scratch_.path(), kTestLedger); }
  Scratch scratch_;
};

TEST_F(UnlockedLog, ShowsWhatIsSettledWhileAnotherHoldsTheLock) {
  const auto writer = Writer();
  ASSERT_TRUE(Commit(*writer, 0, 40).ok());
  auto log = Open();
  ASSERT_TRUE(log.ok()) << log.error().message;
  EXPECT_EQ(ReadAll(**log).numbers, FirstNumbers(40));
  EXPECT_EQ((*log)->end(), writer->end());

  ASSERT_TRUE(Commit(*writer, 40, 40).ok());
  EXPECT_EQ(ReadAll(**log).numbers, FirstNumbers(40)) << "what comes later is another reading's";
  EXPECT_EQ(ReadAll(**Open()).numbers, FirstNumbers(80));
}

TEST_F(UnlockedLog, IsReadWhileItIsWritten) {
  const auto writer = Writer();
  ASSERT_TRUE(Commit(*writer, 0).ok());
  std::atomic<bool> done = false;
  std::thread writing([&] {
    for (std::uint64_t n = 1; n < 1'000; n += 2) {
      if (!Commit(*writer, n, 2).ok()) break;
    }
    done = true;
  });
  std::size_t least = 0;
  while (!done) {
    auto log = Open();
    if (!log.ok()) {
      ADD_FAILURE() << log.error().message;
      break;
    }
    const Story story = ReadAll(**log);
    EXPECT_FALSE(story.failure.has_value()) << story.failure->message;
    EXPECT_GE(story.numbers.size(), least);
    EXPECT_EQ(story.numbers, FirstNumbers(story.numbers.size()));
    least = story.numbers.size();
  }
  writing.join();
  EXPECT_EQ(ReadAll(**Open()).numbers, FirstNumbers(1'001));
}

TEST_F(UnlockedLog, UpToAnEndShowsNothingBehindIt) {
  const auto writer = Writer();
  ASSERT_TRUE(Commit(*writer, 0, 30).ok());
  const LogOffset end = writer->end();
  ASSERT_TRUE(Commit(*writer, 30, 30).ok());
  auto log = UnlockedSegments::OpenUpTo(scratch_.path(), kTestLedger, end);
  ASSERT_TRUE(log.ok());
  EXPECT_EQ(ReadAll(**log).numbers, FirstNumbers(30));
}

TEST_F(UnlockedLog, ChangesNothingAndTakesNothing) {
  {
    const auto writer = Writer();
    ASSERT_TRUE(Commit(*writer, 0, 3).ok());
  }
  const auto before = fs::last_write_time(scratch_.path() + "/segments/END");
  auto log = Open();
  ASSERT_TRUE(log.ok());
  EXPECT_EQ((*log)->Append(std::array{TestRecord(3, 300)}).error().code, FailureCode::kIo);
  EXPECT_EQ((*log)->Settle().error().code, FailureCode::kIo);
  EXPECT_EQ(fs::last_write_time(scratch_.path() + "/segments/END"), before);
  EXPECT_EQ((*log)->Read(LogOffset{(*log)->end().value + 8}).error().code, FailureCode::kNotFound);
}

TEST_F(UnlockedLog, NamesASegmentThatIsMissing) {
  const auto writer = Writer();
  for (std::uint64_t n = 0; n < 60; ++n) ASSERT_TRUE(Commit(*writer, n).ok());
  std::vector<fs::path> segments;
  for (const auto& entry : fs::directory_iterator(scratch_.path() + "/segments")) {
    if (entry.path().extension() == ".seg") segments.push_back(entry.path());
  }
  std::sort(segments.begin(), segments.end());
  ASSERT_GT(segments.size(), 3u);
  fs::remove(segments[1]);
  auto log = Open();
  ASSERT_TRUE(log.ok());
  const Story story = ReadAll(**log);
  ASSERT_TRUE(story.failure.has_value());
  EXPECT_EQ(story.failure->code, FailureCode::kDamaged);
  fs::remove(segments[0]);
  EXPECT_EQ(Open().error().code, FailureCode::kDamaged);
}

TEST_F(UnlockedLog, ThatIsNotThereIsNotFound) { EXPECT_EQ(Open().error().code, FailureCode::kNotFound); }

}  // namespace
}  // namespace fascicolo::events
