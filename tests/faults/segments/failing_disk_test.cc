// A disk that is full or that fails, and files that somebody cut, exchanged or removed.
#include "events/segments/format.h"

#include "contract/ledger/scratch.h"
#include "faults/segments/log_under_test.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iostream>
#include <limits>
#include <sys/mount.h>
#include <unistd.h>

namespace fascicolo::events {
namespace {

using Operation = FaultyFiles::Operation;
using Contents = std::map<std::string, FaultyFiles::Bytes>;

const std::string kEnd = "/log/segments/END";

std::string SegmentPath(std::uint64_t base) { return "/log/segments/" + SegmentName(base); }

std::vector<std::uint64_t> UpTo(std::uint64_t count) {
  std::vector<std::uint64_t> numbers(count);
  for (std::uint64_t i = 0; i < count; ++i) numbers[i] = i;
  return numbers;
}

/// As it is found after kill -9: what was written is there, and nothing says that the log was
/// closed.
Contents CrashedLog(std::uint64_t records) {
  FaultyFiles disk;
  auto ledger = OpenOrDie(disk);
  for (std::uint64_t i = 0; i < records; ++i) EXPECT_TRUE(Commit(*ledger, i).ok());
  return disk.Contents();
}

void ExpectDamage(const Contents& contents, const std::string& place) {
  FaultyFiles disk;
  disk.SetContents(contents);
  const Story story = OpenAndReadAll(disk);
  ASSERT_TRUE(story.failure.has_value());
  EXPECT_EQ(story.failure->code, FailureCode::kDamaged) << story.failure->message;
  EXPECT_NE(story.failure->message.find(place), std::string::npos) << story.failure->message;
  EXPECT_EQ(disk.Contents(), contents) << "a damaged log was changed";
}

TEST(FullDisk, RefusesAndForgetsAndResumes) {
  FaultyFiles disk;
  auto ledger = OpenOrDie(disk);
  ASSERT_TRUE(Commit(*ledger, 0).ok());
  disk.LimitSpace(disk.used_bytes());
  std::uint64_t kept = 1;
  Status refused;
  while ((refused = Commit(*ledger, kept)).ok()) ++kept;
  ASSERT_EQ(refused.error().code, FailureCode::kFull) << refused.error().message;
  EXPECT_EQ(Commit(*ledger, 900, 20).error().code, FailureCode::kFull);
  EXPECT_EQ(ReadAll(*ledger).numbers, UpTo(kept)) << "reading goes on";
  disk.LimitSpace(std::numeric_limits<std::uint64_t>::max());
  ASSERT_TRUE(Commit(*ledger, kept).ok());
  EXPECT_EQ(ReadAll(*ledger).numbers, UpTo(kept + 1));
  ledger.reset();
  EXPECT_EQ(OpenAndReadAll(disk).numbers, UpTo(kept + 1));
}

TEST(FullDisk, NeverShowsRecordsThatWereHalfWritten) {
  // A file system that copies on write can be full in the middle of a write into existing space.
  FaultyFiles disk;
  auto ledger = OpenOrDie(disk);
  ASSERT_TRUE(Commit(*ledger, 0, 1, 280).ok());
  disk.DoThingsByHalves(true);
  int writes = 0;
  disk.Break([&](Operation operation, const std::string& path) {
    const bool is_segment = operation == Operation::kWrite && path != kEnd;
    return is_segment && ++writes == 2 ? ENOSPC : 0;
  });
  const Status refused = Commit(*ledger, 100, 4, 280);
  ASSERT_FALSE(refused.ok());
  ASSERT_EQ(refused.error().code, FailureCode::kFull) << refused.error().message;
  disk.Break(nullptr);
  FaultyFiles after_a_crash;
  after_a_crash.SetContents(disk.Contents());
  EXPECT_EQ(OpenAndReadAll(after_a_crash).numbers, UpTo(1));
  ASSERT_TRUE(Commit(*ledger, 1).ok());
  EXPECT_EQ(ReadAll(*ledger).numbers, UpTo(2));
}

TEST(FullDisk, IsSurvivedOnARealFileSystemOfFourMebibytes) {
  const Scratch scratch;
  if (::mount("tmpfs", scratch.path().c_str(), "tmpfs", 0, "size=4m") != 0) {
    std::cout << "no tmpfs could be mounted (" << std::strerror(errno)
              << "): a full disk was tried through the faulty layer only\n";
    return;
  }
  struct Unmount {
    const std::string& path;
    ~Unmount() { ::umount(path.c_str()); }
  } const unmount{scratch.path()};
  std::uint64_t kept = 0;
  {
    const SegmentOptions options{.create = true, .max_segment_bytes = 1024 * 1024};
    auto ledger = OpenOrDie(SystemFiles(), options, scratch.path());
    Status refused;
    while ((refused = Commit(*ledger, kept)).ok()) ++kept;
    ASSERT_EQ(refused.error().code, FailureCode::kFull) << refused.error().message;
    EXPECT_GT(kept, 3'000'000U / 700);
    EXPECT_EQ(ReadAll(*ledger).numbers, UpTo(kept));
  }
  auto again = OpenOrDie(SystemFiles(), {}, scratch.path());
  EXPECT_EQ(ReadAll(*again).numbers, UpTo(kept));
  EXPECT_EQ(Commit(*again, kept).error().code, FailureCode::kFull);
}

TEST(FailingDisk, EndsTheHandleAtEveryWriteAndSyncAndLosesNothing) {
  for (int site = 1; site < 60; ++site) {
    FaultyFiles disk;
    auto ledger = OpenOrDie(disk);
    int met = 0;
    disk.Break([&](Operation operation, const std::string&) {
      return operation != Operation::kRead && ++met == site ? EIO : 0;
    });
    std::uint64_t settled = 0;
    Status status;
    while (settled < 30 && (status = Commit(*ledger, settled)).ok()) ++settled;
    if (status.ok()) break;
    SCOPED_TRACE("site " + std::to_string(site) + ": " + status.error().message);
    ASSERT_EQ(status.error().code, FailureCode::kIo);
    disk.Break(nullptr);
    EXPECT_EQ(Commit(*ledger, settled).error().code, FailureCode::kIo) << "never retried";
    EXPECT_FALSE(ledger->Rest().ok());
    EXPECT_FALSE(ledger->Close().ok());
    const std::size_t seen = ReadAll(*ledger).numbers.size();
    EXPECT_GE(seen, settled);
    ledger.reset();
    const auto numbers = OpenAndReadAll(disk).numbers;
    EXPECT_GE(numbers.size(), seen);
    EXPECT_EQ(numbers, UpTo(numbers.size()));
    EXPECT_LE(numbers.size(), settled + 1) << "only the doubtful one may be there";
  }
}

TEST(FailingDisk, SaysWhereItCouldNotRead) {
  FaultyFiles disk;
  disk.SetContents(CrashedLog(3));
  auto ledger = OpenOrDie(disk);
  disk.Break([](Operation operation, const std::string&) {
    return operation == Operation::kRead ? EIO : 0;
  });
  const Story story = ReadAll(*ledger);
  ASSERT_TRUE(story.failure.has_value());
  EXPECT_EQ(story.failure->code, FailureCode::kIo);
  EXPECT_NE(story.failure->message.find(SegmentPath(0)), std::string::npos);
}

TEST(TornTail, AboveTheRememberedEndIsDroppedAndZeroed) {
  Contents contents = CrashedLog(2);
  auto& segment = contents[SegmentPath(0)];
  std::vector<std::uint8_t> third;
  AddFramed(third, TestRecord(2).view());
  third.resize(third.size() - 100);
  const std::uint64_t end = kSegmentHeaderBytes + 2 * FramedBytes(600);
  std::copy(third.begin(), third.end(), segment.begin() + static_cast<std::ptrdiff_t>(end));
  FaultyFiles disk;
  disk.SetContents(contents);
  auto ledger = OpenOrDie(disk);
  EXPECT_EQ(ledger->dropped_bytes(), third.size());
  EXPECT_EQ(ReadAll(*ledger).numbers, UpTo(2));
  const auto mended = disk.Contents()[SegmentPath(0)];
  EXPECT_TRUE(std::all_of(mended.begin() + static_cast<std::ptrdiff_t>(end), mended.end(),
                          [](std::uint8_t byte) { return byte == 0; }));
}

TEST(TornTail, IntactRecordsAboveTheRememberedEndAreKept) {
  Contents contents = CrashedLog(2);
  std::vector<std::uint8_t> third;
  AddFramed(third, TestRecord(2).view());
  std::copy(third.begin(), third.end(),
            contents[SegmentPath(0)].begin() +
                static_cast<std::ptrdiff_t>(kSegmentHeaderBytes + 2 * FramedBytes(600)));
  FaultyFiles disk;
  disk.SetContents(contents);
  EXPECT_EQ(OpenAndReadAll(disk).numbers, UpTo(3));
}

TEST(TornTail, BelowTheRememberedEndIsDamageAtEveryLength) {
  const Contents whole = CrashedLog(2);
  const std::uint64_t end = kSegmentHeaderBytes + 2 * FramedBytes(600);
  for (std::uint64_t size = 0; size < end; ++size) {
    Contents contents = whole;
    contents[SegmentPath(0)].resize(size);
    ExpectDamage(contents, SegmentPath(0) + ": byte ");
    if (HasFailure()) return;
  }
}

TEST(TornTail, OneTornEndSlotIsToleratedAfterACrashButNotTwo) {
  const Contents crashed = CrashedLog(3);
  Contents both = crashed;
  for (const std::size_t slot : {std::size_t{0}, kEndSlotBytes}) {
    Contents contents = crashed;
    contents[kEnd][slot + 36] ^= 0xFF;
    both[kEnd][slot + 36] ^= 0xFF;
    FaultyFiles disk;
    disk.SetContents(contents);
    const Story story = OpenAndReadAll(disk);
    EXPECT_FALSE(story.failure.has_value());
    EXPECT_EQ(story.numbers, UpTo(3));
  }
  ExpectDamage(both, kEnd + ": byte ");
}

TEST(MissingFile, IsDamageWhicheverItIs) {
  const Contents whole = CrashedLog(30);
  ASSERT_GE(whole.size(), 4U);
  for (const auto& [path, bytes] : whole) {
    Contents contents = whole;
    contents.erase(path);
    ExpectDamage(contents, ": byte ");
  }
  ExpectDamage({{kEnd, whole.at(kEnd)}}, kEnd);
}

TEST(MissingFile, IsNoLogYetWhenOnlyTheMakingWasInterrupted) {
  FaultyFiles disk;
  { const auto ledger = OpenOrDie(disk); }
  Contents contents = disk.Contents();
  contents.erase(SegmentPath(0));
  contents[kEnd] = {};
  for (std::uint64_t sequence = 0; sequence < 2; ++sequence) {
    const EndSlotBytes slot = EncodeEndSlot({kTestLedger, sequence, LogOffset{0}, false});
    contents[kEnd].insert(contents[kEnd].end(), slot.begin(), slot.end());
  }
  disk.SetContents(contents);
  SegmentOptions existing = SmallSegments();
  existing.create = false;
  EXPECT_EQ(OpenAndReadAll(disk, existing).failure->code, FailureCode::kNotFound);
  EXPECT_FALSE(OpenAndReadAll(disk).failure.has_value());
}

TEST(ForeignFile, IsRefusedWithItsPlace) {
  Contents contents = CrashedLog(2);
  const SegmentHeaderBytes foreign = EncodeSegmentHeader({LedgerId{{9}}, 0});
  std::copy(foreign.begin(), foreign.end(), contents[SegmentPath(0)].begin());
  ExpectDamage(contents, SegmentPath(0) + ": byte 8");
  const SegmentHeaderBytes misplaced = EncodeSegmentHeader({kTestLedger, 4096});
  std::copy(misplaced.begin(), misplaced.end(), contents[SegmentPath(0)].begin());
  ExpectDamage(contents, SegmentPath(0) + ": byte 24");
}

TEST(Lock, NamesTheProcessThatHoldsTheDirectory) {
  const Scratch scratch;
  const auto holder = OpenOrDie(SystemFiles(), {.create = true}, scratch.path());
  const auto second = SegmentLedger::Open(scratch.path(), kTestLedger);
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, FailureCode::kLocked);
  EXPECT_NE(second.error().message.find(std::to_string(::getpid())), std::string::npos);
}

TEST(Directory, KnowsWhoseLogItHolds) {
  const Scratch scratch;
  EXPECT_EQ(SegmentLedger::LedgerAt(scratch.path()).error().code, FailureCode::kNotFound);
  EXPECT_EQ(SegmentLedger::Open(scratch.path(), kTestLedger).error().code, FailureCode::kNotFound);
  { const auto made = OpenOrDie(SystemFiles(), {.create = true}, scratch.path()); }
  auto whose = SegmentLedger::LedgerAt(scratch.path());
  ASSERT_TRUE(whose.ok());
  EXPECT_EQ(*whose, kTestLedger);
  EXPECT_EQ(SegmentLedger::Open(scratch.path(), LedgerId{{9}}).error().code, FailureCode::kDamaged);
}

}  // namespace
}  // namespace fascicolo::events
