// What every driver of the port events/ledger.h must do. A driver joins with one line:
//
//     INSTANTIATE_TYPED_TEST_SUITE_P(Mine, LedgerContract, MyDriver);
//
// where MyDriver is default-constructible (an empty log), `Ledger& ledger()` is its open handle,
// and, if kReopens is true, Reopen() closes the handle and opens the same log again. Drivers may
// settle and show records late: the suite waits for them.
#pragma once

#include "events/ledger.h"

#include "contract/ledger/records.h"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace fascicolo::events {

inline constexpr std::chrono::seconds kContractPatience{20};

/// What a reader saw, copied out.
struct Seen {
  LogOffset offset;
  LogOffset next;
  std::vector<std::uint8_t> bytes;
};

inline std::vector<std::uint8_t> Copy(ConstBytes bytes) { return {bytes.begin(), bytes.end()}; }

/// Reads until `count` records were seen, or patience ends.
inline std::vector<Seen> ReadRecords(LogReader& reader, std::size_t count,
                                     std::size_t max_bytes = 64 * 1024) {
  std::vector<Seen> seen;
  LogBatch batch;
  const auto until = std::chrono::steady_clock::now() + kContractPatience;
  while (seen.size() < count && std::chrono::steady_clock::now() < until) {
    const Status status = reader.Read(max_bytes, batch);
    EXPECT_TRUE(status.ok()) << status.error().message;
    if (!status.ok()) break;
    std::size_t bytes = 0;
    for (const LogEntry& entry : batch.entries) {
      EXPECT_EQ(reinterpret_cast<std::uintptr_t>(entry.record.bytes.data()) % 8, 0U);
      EXPECT_LT(entry.offset, entry.next);
      EXPECT_TRUE(seen.empty() || seen.back().next <= entry.offset);
      bytes += entry.record.bytes.size();
      seen.push_back({entry.offset, entry.next, Copy(entry.record.bytes)});
    }
    EXPECT_LE(bytes, max_bytes + kMaxRecordBytes);
  }
  return seen;
}

template <class Driver>
class LedgerContract : public testing::Test {
 protected:
  void Append(const std::vector<Record>& records) {
    const Status status = ledger().Append(records);
    ASSERT_TRUE(status.ok()) << status.error().message;
    appended_ += records.size();
  }

  /// Settles until all that was appended through this handle is durable.
  void Settle() {
    const auto until = std::chrono::steady_clock::now() + kContractPatience;
    std::uint64_t settled = 0;
    do {
      auto result = ledger().Settle();
      ASSERT_TRUE(result.ok()) << result.error().message;
      ASSERT_GE(*result, settled);
      settled = *result;
    } while (settled < appended_ && std::chrono::steady_clock::now() < until);
    ASSERT_EQ(settled, appended_);
  }

  void Reopen() {
    driver_.Reopen();
    appended_ = 0;
  }

  std::vector<Seen> ReadFrom(LogOffset from, std::size_t count, std::size_t max_bytes = 64 * 1024) {
    auto reader = ledger().Read(from);
    EXPECT_TRUE(reader.ok());
    return reader ? ReadRecords(**reader, count, max_bytes) : std::vector<Seen>{};
  }

  void ExpectNumbers(const std::vector<Seen>& seen, std::uint64_t first, std::uint64_t count) {
    ASSERT_EQ(seen.size(), count);
    for (std::uint64_t i = 0; i < count; ++i) {
      const Record expected = TestRecord(first + i, seen[i].bytes.size());
      ASSERT_EQ(seen[i].bytes, Copy(expected.view().bytes)) << "record " << first + i;
    }
  }

  Ledger& ledger() { return driver_.ledger(); }

  Driver driver_;
  std::uint64_t appended_ = 0;
};
TYPED_TEST_SUITE_P(LedgerContract);

TYPED_TEST_P(LedgerContract, AnEmptyLogHasNothingToRead) {
  auto reader = this->ledger().Read(LogOffset{0});
  ASSERT_TRUE(reader.ok());
  LogBatch batch;
  ASSERT_TRUE((*reader)->Read(1024, batch).ok());
  EXPECT_TRUE(batch.entries.empty());
}

TYPED_TEST_P(LedgerContract, SettlingNothingIsFine) { this->Settle(); }

TYPED_TEST_P(LedgerContract, ReadsInTheOrderOfAppending) {
  for (std::uint64_t i = 0; i < 50; i += 2) {
    this->Append({TestRecord(i, 300 + i), TestRecord(i + 1, 301 + i)});
    if (i % 8 == 0) this->Settle();
  }
  this->Settle();
  this->ExpectNumbers(this->ReadFrom(LogOffset{0}, 50), 0, 50);
}

TYPED_TEST_P(LedgerContract, EndIsBehindTheLastRecord) {
  this->Append({TestRecord(0), TestRecord(1)});
  this->Settle();
  const auto seen = this->ReadFrom(LogOffset{0}, 2);
  ASSERT_EQ(seen.size(), 2U);
  EXPECT_EQ(this->ledger().end(), seen.back().next);
}

TYPED_TEST_P(LedgerContract, ReadsFromAnyOffsetOnceSeen) {
  for (std::uint64_t i = 0; i < 30; ++i) this->Append({TestRecord(i, 256 + i * 7)});
  this->Settle();
  const auto all = this->ReadFrom(LogOffset{0}, 30);
  ASSERT_EQ(all.size(), 30U);
  for (std::size_t i = 0; i < 30; i += 7) {
    this->ExpectNumbers(this->ReadFrom(all[i].offset, 30 - i), i, 30 - i);
    this->ExpectNumbers(this->ReadFrom(all[i].next, 29 - i), i + 1, 29 - i);
  }
}

TYPED_TEST_P(LedgerContract, RepeatsWhatIsAppendedTwice) {
  this->Append({TestRecord(7), TestRecord(7)});
  this->Append({TestRecord(7)});
  this->Settle();
  const auto seen = this->ReadFrom(LogOffset{0}, 3);
  ASSERT_EQ(seen.size(), 3U);
  EXPECT_EQ(seen[0].bytes, seen[1].bytes);
  EXPECT_EQ(seen[1].bytes, seen[2].bytes);
}

TYPED_TEST_P(LedgerContract, KeepsRecordsOfEverySizeUpToTheLimit) {
  const std::vector<std::size_t> sizes{
      kHeaderBytes, kHeaderBytes + 1,    4096,           65'535, 65'536,
      500'001,      kMaxRecordBytes - 1, kMaxRecordBytes};
  for (std::size_t i = 0; i < sizes.size(); ++i) this->Append({TestRecord(i, sizes[i])});
  this->Settle();
  const auto seen = this->ReadFrom(LogOffset{0}, sizes.size());
  this->ExpectNumbers(seen, 0, sizes.size());
  for (std::size_t i = 0; i < seen.size(); ++i) EXPECT_EQ(seen[i].bytes.size(), sizes[i]);
}

TYPED_TEST_P(LedgerContract, RefusesARecordThatIsTooLargeAndItsNeighboursWithIt) {
  this->Append({TestRecord(0)});
  const std::vector<Record> group{TestRecord(100), TestRecord(101, kMaxRecordBytes + 1),
                                  TestRecord(102)};
  const Status status = this->ledger().Append(group);
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, FailureCode::kTooLarge);
  this->Append({TestRecord(1)});
  this->Settle();
  this->ExpectNumbers(this->ReadFrom(LogOffset{0}, 2), 0, 2);
}

TYPED_TEST_P(LedgerContract, GivesAtLeastOneRecordHoweverSmallTheBatch) {
  for (std::uint64_t i = 0; i < 10; ++i) this->Append({TestRecord(i, i % 3 == 0 ? 70'000 : 300)});
  this->Settle();
  this->ExpectNumbers(this->ReadFrom(LogOffset{0}, 10, 1), 0, 10);
}

TYPED_TEST_P(LedgerContract, ReadersDoNotDisturbEachOther) {
  for (std::uint64_t i = 0; i < 20; ++i) this->Append({TestRecord(i)});
  this->Settle();
  auto one = this->ledger().Read(LogOffset{0});
  auto other = this->ledger().Read(LogOffset{0});
  ASSERT_TRUE(one.ok() && other.ok());
  auto first = ReadRecords(**one, 20, 1);
  auto second = ReadRecords(**other, 20);
  this->ExpectNumbers(first, 0, 20);
  this->ExpectNumbers(second, 0, 20);
}

TYPED_TEST_P(LedgerContract, AReaderAtTheEndSeesWhatIsSettledNext) {
  auto reader = this->ledger().Read(LogOffset{0});
  ASSERT_TRUE(reader.ok());
  for (std::uint64_t i = 0; i < 20; ++i) {
    this->Append({TestRecord(i)});
    this->Settle();
    const auto seen = ReadRecords(**reader, 1);
    this->ExpectNumbers(seen, i, 1);
  }
}

TYPED_TEST_P(LedgerContract, ReadersOnOtherThreadsFollowTheWriter) {
  constexpr std::uint64_t kRecords = 400;
  std::vector<std::vector<Seen>> seen(2);
  std::vector<std::unique_ptr<LogReader>> readers;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    auto reader = this->ledger().Read(LogOffset{0});
    ASSERT_TRUE(reader.ok());
    readers.push_back(std::move(*reader));
  }
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    threads.emplace_back([&, i] { seen[i] = ReadRecords(*readers[i], kRecords); });
  }
  for (std::uint64_t i = 0; i < kRecords; ++i) {
    this->Append({TestRecord(i)});
    if (i % 16 == 15) this->Settle();
  }
  this->Settle();
  threads.clear();
  for (const auto& one : seen) this->ExpectNumbers(one, 0, kRecords);
}

TYPED_TEST_P(LedgerContract, ReopeningKeepsWhatWasSettledAndCountsFromNothing) {
  if constexpr (TypeParam::kReopens) {
    this->Append({TestRecord(0), TestRecord(1)});
    this->Settle();
    const LogOffset end = this->ledger().end();
    this->Reopen();
    EXPECT_EQ(this->ledger().end(), end);
    this->Append({TestRecord(2)});
    this->Settle();
    this->ExpectNumbers(this->ReadFrom(LogOffset{0}, 3), 0, 3);
    this->ExpectNumbers(this->ReadFrom(end, 1), 2, 1);
  }  // else: this driver's log ends with its handle, and promises nothing here
}

REGISTER_TYPED_TEST_SUITE_P(LedgerContract, AnEmptyLogHasNothingToRead, SettlingNothingIsFine,
                            ReadsInTheOrderOfAppending, EndIsBehindTheLastRecord,
                            ReadsFromAnyOffsetOnceSeen, RepeatsWhatIsAppendedTwice,
                            KeepsRecordsOfEverySizeUpToTheLimit,
                            RefusesARecordThatIsTooLargeAndItsNeighboursWithIt,
                            GivesAtLeastOneRecordHoweverSmallTheBatch, ReadersDoNotDisturbEachOther,
                            AReaderAtTheEndSeesWhatIsSettledNext,
                            ReadersOnOtherThreadsFollowTheWriter,
                            ReopeningKeepsWhatWasSettledAndCountsFromNothing);

}  // namespace fascicolo::events
