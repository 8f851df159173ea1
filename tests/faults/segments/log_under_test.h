// A small log on a faulty disk, and what a reader finds in it.
#pragma once

#include "events/segments/segment_ledger.h"

#include "contract/ledger/records.h"
#include "faults/segments/faulty_files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace fascicolo::events {

inline constexpr LedgerId kTestLedger{{0xFA, 0x5C}};

/// Segments of a few kilobytes, so that everything that happens in a log happens early.
inline SegmentOptions SmallSegments() {
  return {.create = true, .chunk_bytes = 2048, .max_segment_bytes = 6144};
}

/// The numbers of all records that a reader sees, and why it stopped, if not at the end.
struct Story {
  std::vector<std::uint64_t> numbers;
  std::optional<Failure> failure;
};

inline Story ReadAll(Ledger& ledger) {
  Story story;
  auto reader = ledger.Read(LogOffset{0});
  if (!reader) return {{}, reader.error()};
  LogBatch batch;
  do {
    const Status status = (*reader)->Read(1024 * 1024, batch);
    if (!status.ok()) {
      story.failure = status.error();
      return story;
    }
    for (const LogEntry& entry : batch.entries) {
      const std::uint64_t number = NumberOf(entry.record);
      const Record expected = TestRecord(number, entry.record.bytes.size());
      const ConstBytes bytes = expected.view().bytes;
      if (!std::equal(bytes.begin(), bytes.end(), entry.record.bytes.begin())) {
        story.failure = Failure{FailureCode::kUnavailable, "a record was served changed"};
        return story;
      }
      story.numbers.push_back(number);
    }
  } while (!batch.entries.empty());
  return story;
}

/// Opens the log on `disk` and reads it to its end.
inline Story OpenAndReadAll(FaultyFiles& disk, SegmentOptions options = SmallSegments()) {
  auto opened = SegmentLedger::Open(disk, "/log", kTestLedger, options);
  if (!opened) return {{}, opened.error()};
  return ReadAll(**opened);
}

/// Appends and settles one group.
inline Status Commit(SegmentLedger& ledger, std::uint64_t first, std::uint64_t count = 1,
                     std::size_t bytes = 600) {
  std::vector<Record> records;
  for (std::uint64_t i = 0; i < count; ++i) records.push_back(TestRecord(first + i, bytes));
  if (auto status = ledger.Append(records); !status) return status;
  if (auto settled = ledger.Settle(); !settled) return settled.error();
  return {};
}

inline std::unique_ptr<SegmentLedger> OpenOrDie(LogFiles& disk,
                                                SegmentOptions options = SmallSegments(),
                                                const std::string& directory = "/log") {
  auto opened = SegmentLedger::Open(disk, directory, kTestLedger, options);
  if (!opened.ok()) ADD_FAILURE() << opened.error().message;
  FASCICOLO_CHECK(opened.ok());
  return std::move(*opened);
}

/// From FASCICOLO_SEED, or a fresh one; printed with every failure.
inline std::uint64_t TestSeed() {
  const char* given = std::getenv("FASCICOLO_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
}

}  // namespace fascicolo::events
