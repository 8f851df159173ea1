// What RocksRows promises beyond events/store/rows.h: what a crash leaves, damage, locks, memory
// and ingestion.
#include "events/store/rocks_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <thread>

#include "tests/events/store/temporary_directory.h"

namespace fascicolo::store {
namespace {

namespace fs = std::filesystem;
using Model = std::map<std::string, std::string>;

std::unique_ptr<RocksRows> Opened(const fs::path& dir, const RocksOptions& options = {}) {
  auto opened = RocksRows::Open(dir, options);
  if (!opened.ok()) throw std::runtime_error(opened.error().message);
  return std::move(*opened);
}

Model All(const Rows& rows) {
  Model all;
  for (auto at = rows.Seek(""); at->valid(); at->Next()) all.emplace(at->key(), at->value());
  return all;
}

RowBatch Numbered(int from, int to) {
  RowBatch batch;
  for (int i = from; i < to; ++i) {
    const std::string number = std::to_string(1'000'000 + i);
    batch.push_back({"\x01" + number, "value of " + number});
  }
  return batch;
}

std::set<fs::path> NamesIn(const fs::path& dir) {
  std::set<fs::path> names;
  for (const auto& entry : fs::directory_iterator(dir)) names.insert(entry.path().filename());
  return names;
}

/// What a crash would leave: the files as they are now, while the store is still open. Repeated
/// until no file came or went meanwhile: a crash does not copy one file after the other.
void CopyAsACrashWould(const fs::path& from, const fs::path& to) {
  for (bool steady = false; !steady;) {
    fs::remove_all(to);
    const auto names = NamesIn(from);
    std::error_code gone;
    fs::copy(from, to, fs::copy_options::recursive, gone);
    steady = !gone && NamesIn(from) == names;
  }
}

void FlipBit(const fs::path& file, std::uintmax_t at) {
  std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
  bytes.seekg(static_cast<std::streamoff>(at));
  const char before = static_cast<char>(bytes.get());
  bytes.seekp(static_cast<std::streamoff>(at));
  bytes.put(static_cast<char>(before ^ 0x10));
}

std::vector<fs::path> FilesNamed(const fs::path& dir, const std::string& part) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(dir)) {
    if (entry.path().filename().string().find(part) != std::string::npos) {
      found.push_back(entry.path());
    }
  }
  return found;
}

class RocksRowsOnDisk : public testing::Test {
 protected:
  TemporaryDirectory directory_;
  fs::path dir_ = directory_.path() / "made" / "as" / "needed";
};

TEST_F(RocksRowsOnDisk, KeepsRowsAcrossCloseAndOpen) {
  ASSERT_TRUE(Opened(dir_)->Write({{"a", "1"}}).ok());
  EXPECT_EQ(Opened(dir_)->Find("a"), "1");
}

TEST_F(RocksRowsOnDisk, KeepsFlushedRowsAcrossACrash) {
  const auto rows = Opened(dir_);
  ASSERT_TRUE(rows->Write({{"a", "1"}, {"b", "1"}}).ok());
  ASSERT_TRUE(rows->Flush().ok());
  CopyAsACrashWould(dir_, directory_.path() / "crashed");
  EXPECT_EQ(All(*Opened(directory_.path() / "crashed")), (Model{{"a", "1"}, {"b", "1"}}));
}

TEST_F(RocksRowsOnDisk, LosesUnflushedRowsAtACrashButOpens) {
  const auto rows = Opened(dir_);
  ASSERT_TRUE(rows->Write({{"a", "1"}}).ok());
  ASSERT_TRUE(rows->Flush().ok());
  ASSERT_TRUE(rows->Write({{"a", "2"}, {"b", "2"}}).ok());
  CopyAsACrashWould(dir_, directory_.path() / "crashed");
  EXPECT_EQ(All(*Opened(directory_.path() / "crashed")), (Model{{"a", "1"}}));
}

TEST_F(RocksRowsOnDisk, ACrashLeavesWholeBatchesUpToSomeMoment) {
  RocksOptions options;
  options.memtable_bytes = 64 << 10;  // many small pieces on disk
  const auto rows = Opened(dir_, options);
  const std::string padding(200, 'p');
  int later_than_nothing = 0;
  for (int batch = 0; batch < 2'000; ++batch) {
    const std::string number = std::to_string(batch);
    const RowBatch changes = {
        {"a-position", number}, {"k" + number, padding}, {"z-position", number}};
    ASSERT_TRUE(rows->Write(changes).ok());
    if (batch % 400 != 399) continue;
    const fs::path crashed = directory_.path() / ("crashed" + number);
    CopyAsACrashWould(dir_, crashed);
    const auto found = Opened(crashed);
    const auto position = found->Find("a-position");
    ASSERT_EQ(found->Find("z-position"), position);
    const auto expected = position ? static_cast<std::size_t>(std::stoi(*position)) + 3 : 0;
    ASSERT_EQ(All(*found).size(), expected);
    if (position) ++later_than_nothing;
  }
  EXPECT_GT(later_than_nothing, 0);
}

TEST_F(RocksRowsOnDisk, IsLockedWhileItIsOpen) {
  const auto rows = Opened(dir_);
  const auto second = RocksRows::Open(dir_);
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, FailureCode::kLocked);
  EXPECT_NE(second.error().message.find(dir_.string()), std::string::npos);
}

TEST_F(RocksRowsOnDisk, SaysWhenThePlaceIsNotADirectory) {
  const fs::path file = directory_.path() / "file";
  std::ofstream(file) << "text";
  const auto opened = RocksRows::Open(file);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, FailureCode::kIo);
}

TEST_F(RocksRowsOnDisk, SaysThatItIsDamagedWhenAFileIsMissing) {
  ASSERT_TRUE(Opened(dir_)->Write(Numbered(0, 100)).ok());
  for (const fs::path& file : FilesNamed(dir_, ".sst")) fs::remove(file);
  const auto opened = RocksRows::Open(dir_);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, FailureCode::kDamaged);
}

/// Reads everything in every way. Damage may show at opening or at reading; what is answered must
/// be right.
void ExpectRightOrBroken(const fs::path& dir, const Model& truth, int& broken) {
  const auto opened = RocksRows::Open(dir);
  if (!opened.ok()) {
    EXPECT_TRUE(opened.error().code == FailureCode::kDamaged ||
                opened.error().code == FailureCode::kIo ||
                opened.error().code == FailureCode::kUnavailable)
        << opened.error().message;
    ++broken;
    return;
  }
  bool complete = true;
  for (const auto& [key, value] : truth) {
    try {
      ASSERT_EQ((*opened)->Find(key), value);
    } catch (const StoreBroken&) {
      complete = false;
    }
  }
  try {
    ASSERT_EQ(All(**opened), truth);
  } catch (const StoreBroken& error) {
    EXPECT_NE(std::string(error.what()).find(dir.string()), std::string::npos);
    complete = false;
  }
  if (!complete) ++broken;
}

TEST_F(RocksRowsOnDisk, NeverAnswersFromADamagedFile) {
  Model truth;
  {
    const auto rows = Opened(dir_);
    ASSERT_TRUE(rows->Write(Numbered(0, 2'000)).ok());
    truth = All(*rows);
  }
  const auto files = FilesNamed(dir_, ".sst");
  ASSERT_EQ(files.size(), 1U);
  const std::uintmax_t size = fs::file_size(files.front());
  int broken = 0;
  int flips = 0;
  for (std::uintmax_t at = 0; at < size; at += 1 + size / 150, ++flips) {
    SCOPED_TRACE("bit flipped in byte " + std::to_string(at) + " of " + std::to_string(size));
    const fs::path damaged = directory_.path() / "damaged";
    fs::remove_all(damaged);
    fs::copy(dir_, damaged);
    FlipBit(damaged / files.front().filename(), at);
    ASSERT_NO_FATAL_FAILURE(ExpectRightOrBroken(damaged, truth, broken));
  }
  EXPECT_GT(broken, flips / 2) << "most bytes of the file are rows";
}

TEST_F(RocksRowsOnDisk, DamageAfterOpeningBreaksReading) {
  ASSERT_TRUE(Opened(dir_)->Write(Numbered(0, 2'000)).ok());
  const auto files = FilesNamed(dir_, ".sst");
  ASSERT_EQ(files.size(), 1U);
  const auto rows = Opened(dir_);
  FlipBit(files.front(), fs::file_size(files.front()) / 4);
  EXPECT_THROW(All(*rows), StoreBroken);
}

TEST_F(RocksRowsOnDisk, IngestsSortedRowsOverThoseThatAreThere) {
  const auto rows = Opened(dir_);
  ASSERT_TRUE(rows->Write({{"\x01", "old"}, {"\x01" "1000001", "old"}, {"\x02", "old"}}).ok());
  const auto before = rows->Snapshot();
  RowBatch batch = Numbered(0, 3);
  batch.insert(batch.begin(), {"\x01", std::nullopt});
  ASSERT_TRUE(rows->Ingest(batch).ok());
  const Model expected = {{"\x01" "1000000", "value of 1000000"},
                          {"\x01" "1000001", "value of 1000001"},
                          {"\x01" "1000002", "value of 1000002"},
                          {"\x02", "old"}};
  EXPECT_EQ(All(*rows), expected);
  EXPECT_EQ(before->Find("\x01"), "old") << "a snapshot from before does not see it";
  ASSERT_TRUE(rows->Write({{"\x01" "1000000", "newer"}}).ok());
  EXPECT_EQ(rows->Find("\x01" "1000000"), "newer");
}

TEST_F(RocksRowsOnDisk, IngestedRowsAndAllBeforeThemSurviveACrash) {
  const auto rows = Opened(dir_);
  ASSERT_TRUE(rows->Write({{"a", "written before"}}).ok());
  ASSERT_TRUE(rows->Ingest(Numbered(0, 100)).ok());
  ASSERT_TRUE(rows->Ingest({}).ok());
  ASSERT_TRUE(rows->Ingest(Numbered(50, 150)).ok());
  const Model all = All(*rows);
  EXPECT_EQ(all.size(), 151U);
  EXPECT_TRUE(FilesNamed(dir_, "ingest").empty());
  CopyAsACrashWould(dir_, directory_.path() / "crashed");
  EXPECT_EQ(All(*Opened(directory_.path() / "crashed")), all);
}

TEST_F(RocksRowsOnDisk, IngestsDespiteTheLeftOverOfACrash) {
  const auto rows = Opened(dir_);
  std::ofstream(dir_ / "ingest.tmp") << "half a file";
  ASSERT_TRUE(rows->Ingest(Numbered(0, 10)).ok());
  EXPECT_EQ(All(*rows).size(), 10U);
}

TEST_F(RocksRowsOnDisk, IngestsNothingAboveALimit) {
  const auto rows = Opened(dir_);
  const Status ingested = rows->Ingest({{"a", "1"}, {"b", std::string(kMaxRowBytes + 1, 'v')}});
  ASSERT_FALSE(ingested.ok());
  EXPECT_EQ(ingested.error().code, FailureCode::kTooLarge);
  EXPECT_EQ(rows->Find("a"), std::nullopt);
}

TEST_F(RocksRowsOnDisk, StoresShareOneBoundOfMemory) {
  constexpr std::size_t kBudgetBytes = 4U << 20;
  RocksOptions options;
  options.memory = MemoryBudget(kBudgetBytes);
  options.memtable_bytes = 256U << 10;
  options.compression = Compression::kNone;
  const auto first = Opened(directory_.path() / "first", options);
  const auto second = Opened(directory_.path() / "second", options);
  std::size_t highest = 0;
  for (int i = 0; i < 40'000; i += 100) {
    ASSERT_TRUE(first->Write(Numbered(i, i + 100)).ok());
    ASSERT_TRUE(second->Write(Numbered(i, i + 100)).ok());
    highest = std::max(highest, options.memory.used_bytes());
  }
  EXPECT_EQ(All(*first), All(*second));
  highest = std::max(highest, options.memory.used_bytes());
  EXPECT_GT(highest, 0U);
  EXPECT_LT(highest, kBudgetBytes + 4 * options.memtable_bytes) << "two stores, two pieces each";
}

TEST_F(RocksRowsOnDisk, ReadersSeeWholeBatchesWhileAnotherThreadWrites) {
  const auto rows = Opened(dir_);
  ASSERT_TRUE(rows->Write({{"a", "0"}, {"z", "0"}}).ok());
  std::atomic<bool> done = false;
  std::thread writer([&] {
    for (int i = 1; i < 5'000; ++i) {
      const std::string number = std::to_string(i);
      if (!rows->Write({{"a", number}, {"z", number}}).ok()) break;
    }
    done = true;
  });
  while (!done) {
    const auto pinned = rows->Snapshot();
    const auto first = pinned->Find("a");
    const auto last = pinned->Find("z");
    if (first != last) ADD_FAILURE() << *first << " and " << *last;
  }
  writer.join();
  EXPECT_EQ(rows->Find("a"), "4999");
}

}  // namespace
}  // namespace fascicolo::store
