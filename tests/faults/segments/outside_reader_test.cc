// A reader written from FORMAT.md alone, in another language, finds the same records.
#include "events/hash.h"

#include "contract/ledger/scratch.h"
#include "faults/segments/log_under_test.h"

#include <cstdio>
#include <sstream>

namespace fascicolo::events {
namespace {

struct Outcome {
  std::string text;
  int exit_code = 0;
};

Outcome ReadFromOutside(const std::string& directory) {
  const std::string command = "python3 " FASCICOLO_SOURCE_DIR
                              "/tests/faults/segments/read_segments.py " +
                              directory + "/segments 2>&1";
  FILE* const pipe = ::popen(command.c_str(), "r");
  FASCICOLO_CHECK(pipe != nullptr);
  Outcome outcome;
  char piece[4096];
  while (const std::size_t got = std::fread(piece, 1, sizeof piece, pipe)) {
    outcome.text.append(piece, got);
  }
  outcome.exit_code = ::pclose(pipe);
  return outcome;
}

std::string ReadFromInside(Ledger& ledger) {
  std::ostringstream text;
  auto reader = ledger.Read(LogOffset{0});
  LogBatch batch;
  do {
    EXPECT_TRUE((*reader)->Read(8192, batch).ok());
    for (const LogEntry& entry : batch.entries) {
      text << entry.offset.value << ' ' << entry.record.bytes.size() << ' '
           << ToHex(Sha256(entry.record.bytes)) << '\n';
    }
  } while (!batch.entries.empty());
  return text.str();
}

TEST(OutsideReader, FindsTheSameRecordsInTheSamePlaces) {
  const Scratch scratch;
  auto ledger = OpenOrDie(SystemFiles(), SmallSegments(), scratch.path());
  for (std::uint64_t i = 0; i < 60; ++i) {
    ASSERT_TRUE(Commit(*ledger, i, 1 + i % 3, 256 + i * 13).ok());
  }
  const std::string inside = ReadFromInside(*ledger);
  EXPECT_EQ(ReadFromOutside(scratch.path()).text, inside) << "while the log is open";
  ASSERT_TRUE(ledger->Close().ok());
  const Outcome outside = ReadFromOutside(scratch.path());
  EXPECT_EQ(outside.text, inside);
  EXPECT_EQ(outside.exit_code, 0);
}

}  // namespace
}  // namespace fascicolo::events
