// One flipped bit anywhere in a cleanly closed log is found, and its place is named.
#include "events/segments/format.h"

#include "faults/segments/log_under_test.h"

#include <set>

namespace fascicolo::events {
namespace {

using Contents = std::map<std::string, FaultyFiles::Bytes>;

constexpr std::uint64_t kRecords = 14;

Contents CleanlyClosedLog() {
  FaultyFiles disk;
  auto ledger = OpenOrDie(disk);
  for (std::uint64_t i = 0; i < kRecords; ++i) {
    EXPECT_TRUE(Commit(*ledger, i, 1, 300 + i * 31).ok());
  }
  EXPECT_TRUE(ledger->Close().ok());
  ledger.reset();
  return disk.Contents();
}

/// Bytes of one file that hold something, and of these the ones that hold lengths, checksums and
/// headers.
struct Map {
  std::set<std::uint64_t> written;
  std::set<std::uint64_t> structural;
};

Map MapOf(const std::string& path, const FaultyFiles::Bytes& bytes) {
  Map map;
  const auto add = [](std::set<std::uint64_t>& to, std::uint64_t from, std::uint64_t count) {
    for (std::uint64_t i = from; i < from + count; ++i) to.insert(i);
  };
  if (path.ends_with("END")) {
    add(map.written, 0, bytes.size());
    add(map.structural, 0, bytes.size());
    return map;
  }
  add(map.written, 0, kSegmentHeaderBytes);
  add(map.structural, 0, kSegmentHeaderBytes);
  std::uint64_t at = kSegmentHeaderBytes;
  while (at + kFrameBytes <= bytes.size()) {
    const FrameLook look = LookAtFrame(ConstBytes(bytes).subspan(at));
    if (look.outcome != FrameLook::Outcome::kWhole) break;
    add(map.structural, at, kFrameBytes + kHeaderBytes);
    add(map.written, at, look.bytes);
    at += look.bytes;
  }
  return map;
}

void ExpectDamageIsFound(const Contents& clean, const std::string& path, std::uint64_t byte,
                         int bit) {
  Contents broken = clean;
  broken[path][byte] = static_cast<std::uint8_t>(broken[path][byte] ^ (1U << bit));
  FaultyFiles disk;
  disk.SetContents(broken);
  const Story story = OpenAndReadAll(disk);
  ASSERT_TRUE(story.failure.has_value())
      << path << ": byte " << byte << ", bit " << bit << " passed; " << story.numbers.size()
      << " records were served";
  ASSERT_EQ(story.failure->code, FailureCode::kDamaged) << story.failure->message;
  ASSERT_NE(story.failure->message.find(path + ": byte "), std::string::npos)
      << story.failure->message;
}

TEST(BitRot, IsFoundInEveryBitOfEveryLengthChecksumAndHeader) {
  const Contents clean = CleanlyClosedLog();
  ASSERT_GE(clean.size(), 3U) << "the log should have rolled";
  std::size_t flips = 0;
  for (const auto& [path, bytes] : clean) {
    for (const std::uint64_t byte : MapOf(path, bytes).structural) {
      for (int bit = 0; bit < 8; ++bit, ++flips) {
        ExpectDamageIsFound(clean, path, byte, bit);
        if (HasFatalFailure()) return;
      }
    }
  }
  RecordProperty("flips", std::to_string(flips));
  EXPECT_GT(flips, 8 * (1024 + kRecords * (kFrameBytes + kHeaderBytes)));
}

TEST(BitRot, IsFoundInAThousandRandomBits) {
  const std::uint64_t seed = TestSeed();
  SCOPED_TRACE("FASCICOLO_SEED=" + std::to_string(seed));
  std::cout << "seed " << seed << "\n";
  std::mt19937_64 random(seed);
  const Contents clean = CleanlyClosedLog();
  std::vector<std::pair<std::string, std::uint64_t>> places;
  for (const auto& [path, bytes] : clean) {
    for (const std::uint64_t byte : MapOf(path, bytes).written) places.emplace_back(path, byte);
  }
  for (int i = 0; i < 1000; ++i) {
    const auto& [path, byte] = places[random() % places.size()];
    ExpectDamageIsFound(clean, path, byte, static_cast<int>(random() % 8));
    if (HasFatalFailure()) return;
  }
}

TEST(BitRot, IsFoundInTheZerosBehindACleanlyClosedLog) {
  Contents contents = CleanlyClosedLog();
  auto& last = std::prev(contents.end())->second;
  last.back() = 1;
  FaultyFiles disk;
  disk.SetContents(contents);
  const Story story = OpenAndReadAll(disk);
  ASSERT_TRUE(story.failure.has_value());
  EXPECT_EQ(story.failure->code, FailureCode::kDamaged);
}

TEST(BitRot, StopsAReaderAtTheRecordBeforeIt) {
  Contents contents = CleanlyClosedLog();
  FaultyFiles disk;
  disk.SetContents(contents);
  auto ledger = OpenOrDie(disk);
  auto& first = contents["/log/segments/" + SegmentName(0)];
  const FrameLook look = LookAtFrame(ConstBytes(first).subspan(kSegmentHeaderBytes));
  first[kSegmentHeaderBytes + look.bytes + kFrameBytes + kHeaderBytes + 5] ^= 4;
  disk.SetContents(contents);
  const Story story = ReadAll(*ledger);
  EXPECT_EQ(story.numbers, std::vector<std::uint64_t>{0});
  ASSERT_TRUE(story.failure.has_value());
  EXPECT_EQ(story.failure->code, FailureCode::kDamaged);
  const Status checked = ledger->CheckAll();
  ASSERT_FALSE(checked.ok());
  EXPECT_EQ(checked.error().message, story.failure->message);
}

}  // namespace
}  // namespace fascicolo::events
