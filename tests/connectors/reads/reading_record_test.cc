// The record of readings over months, restarts, broken disks and time.
#include "connectors/reads/reading_record.h"

#include "connectors/reads/told_reading.h"
#include "connectors/reads/walk.h"
#include "events/store/temporary_directory.h"

#include <gmock/gmock.h>

#include <fstream>
#include <thread>

namespace fascicolo::reads {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kMarch = "2026-03-02T09:00:00Z";
constexpr const char* kApril = "2026-04-01T09:00:00Z";
constexpr const char* kLongAfter = "2028-05-01T09:00:00Z";

class RecordOfReadings : public testing::Test {
 protected:
  store::TemporaryDirectory directory;
  const ReadsPlace place{directory.path() / "reads", "comune.example/fascicolo"};

  std::vector<RecordedReading> All() {
    std::vector<RecordedReading> all;
    const auto walked = WalkAll(place, [&](const RecordedReading& one) { all.push_back(one); });
    EXPECT_TRUE(walked.ok()) << (walked ? "" : walked.error().message);
    if (walked) months = *walked;
    return all;
  }
  std::vector<std::string> Problems() {
    (void)All();
    return ProblemsOf(months);
  }
  std::vector<SeenMonth> months;
};

TEST_F(RecordOfReadings, HoldsWhatWasReadByWhomAndWhy) {
  ReadingRecord record(place, "here");
  const auto id = record.Record(DiaryRead("anna.rossi", CaseNumber(1)), At(kMarch));
  ASSERT_TRUE(id.ok()) << id.error().message;
  const auto all = All();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].reading, DiaryRead("anna.rossi", CaseNumber(1)));
  EXPECT_EQ(all[0].id, *id);
  EXPECT_EQ(all[0].at, At(kMarch));
  EXPECT_EQ(all[0].month, "2026-03");
  EXPECT_EQ(all[0].node, "here");
  EXPECT_THAT(Problems(), IsEmpty());
}

TEST_F(RecordOfReadings, IsThereForItsOwnerAlone) {
  ReadingRecord record(place, "here");
  ASSERT_TRUE(record.Record(DiaryRead("anna.rossi", CaseNumber(1)), At(kMarch)).ok());
  EXPECT_EQ(fs::status(place.folder).permissions(), fs::perms::owner_all);
  EXPECT_EQ(fs::status(place.folder / "here").permissions(), fs::perms::owner_all);
}

TEST_F(RecordOfReadings, GoesOnAfterARestartAsAnotherWriter) {
  for (std::uint8_t start = 1; start <= 3; ++start) {
    ReadingRecord record(place, "here");
    ASSERT_TRUE(record.Record(DiaryRead("anna.rossi", CaseNumber(start)), At(kMarch)).ok());
  }
  EXPECT_EQ(All().size(), 3U);
  ASSERT_EQ(months.size(), 1U);
  EXPECT_EQ(months[0].end.size, 6U) << "three claims and three readings";
}

TEST_F(RecordOfReadings, BeginsEachMonthByNamingTheOneBefore) {
  {
    ReadingRecord record(place, "here");
    ASSERT_TRUE(record.Record(DiaryRead("anna.rossi", CaseNumber(1)), At(kMarch)).ok());
    ASSERT_TRUE(record.Record(DiaryRead("anna.rossi", CaseNumber(2)), At(kApril)).ok());
  }
  EXPECT_EQ(All().size(), 2U);
  ASSERT_EQ(months.size(), 2U);
  EXPECT_EQ(months[1].after, months[0].end);
  ReadingRecord later(place, "here");
  ASSERT_TRUE(later.Record(DiaryRead("anna.rossi", CaseNumber(3)), At("2026-07-01T09:00:00Z")).ok());
  EXPECT_THAT(Problems(), IsEmpty()) << "months without readings are none";
  EXPECT_EQ(months[2].after, months[1].end);
}

TEST_F(RecordOfReadings, StaysInItsMonthWhenTheClockGoesBack) {
  ReadingRecord record(place, "here");
  ASSERT_TRUE(record.Record(DiaryRead("anna.rossi", CaseNumber(1)), At(kApril)).ok());
  ASSERT_TRUE(record.Record(DiaryRead("anna.rossi", CaseNumber(2)), At(kMarch)).ok());
  const auto all = All();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[1].month, "2026-04");
  EXPECT_EQ(all[1].at, At(kApril)) << "no time goes back within a ledger";
}

TEST_F(RecordOfReadings, TakesThemFromManyThreads) {
  constexpr int kThreads = 8;
  constexpr int kEach = 25;
  ReadingRecord record(place, "here");
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < kEach; ++i) {
        EXPECT_TRUE(record.Record(DiaryRead("worker." + std::to_string(thread), CaseNumber(1)), At(kMarch)).ok());
      }
    });
  }
  for (std::thread& one : threads) one.join();
  EXPECT_EQ(All().size(), static_cast<std::size_t>(kThreads * kEach));
  EXPECT_THAT(Problems(), IsEmpty());
}

TEST_F(RecordOfReadings, OfSeveralNodesIsReadTogether) {
  ReadingRecord one(place, "north");
  ReadingRecord other(place, "south");
  ASSERT_TRUE(one.Record(DiaryRead("anna.rossi", CaseNumber(1)), At(kMarch)).ok());
  ASSERT_TRUE(other.Record(DiaryRead("bruno", CaseNumber(1)), At(kMarch)).ok());
  const auto all = All();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[1].node, "south");
}

TEST_F(RecordOfReadings, FailsWhereItCannotWrite) {
  std::ofstream(place.folder) << "a file where the folder ought to be";
  ReadingRecord record(place, "here");
  EXPECT_FALSE(record.Record(DiaryRead("anna.rossi", CaseNumber(1)), At(kMarch)).ok());
  fs::remove(place.folder);
  EXPECT_TRUE(record.Record(DiaryRead("anna.rossi", CaseNumber(1)), At(kMarch)).ok())
      << "begins anew with what is there";
}

TEST_F(RecordOfReadings, IsOneProcesssAtATime) {
  ReadingRecord record(place, "here");
  ASSERT_TRUE(record.Record(DiaryRead("anna.rossi", CaseNumber(1)), At(kMarch)).ok());
  ReadingRecord rival(place, "here");
  EXPECT_EQ(rival.Record(DiaryRead("bruno", CaseNumber(1)), At(kMarch)).error().code, FailureCode::kLocked);
}

TEST_F(RecordOfReadings, SaysWhereAByteWasChanged) {
  {
    ReadingRecord record(place, "here");
    ASSERT_TRUE(record.Record(DiaryRead("anna.rossi", CaseNumber(1)), At(kMarch)).ok());
  }
  fs::path segment;
  for (const auto& file : fs::directory_iterator(FolderOfMonth(place, "here", "2026-03") / "segments")) {
    if (file.path().filename() != "END") segment = file.path();
  }
  std::fstream bytes(segment, std::ios::in | std::ios::out | std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(bytes)), {});
  const auto at = text.find("anna.rossi");
  ASSERT_NE(at, std::string::npos);
  bytes.clear();
  bytes.seekp(static_cast<std::streamoff>(at));
  bytes << "A";
  bytes.close();
  EXPECT_EQ(WalkMonth(place, "here", "2026-03").error().code, FailureCode::kDamaged);
}

TEST_F(RecordOfReadings, NoticesEveryBitThatFlipsInWhatWasWritten) {
  {
    ReadingRecord record(place, "here");
    ASSERT_TRUE(record.Record(DiaryRead("anna.rossi", CaseNumber(1)), At(kMarch)).ok());
  }
  const auto whole = WalkMonth(place, "here", "2026-03").value().end;
  const fs::path segment = FolderOfMonth(place, "here", "2026-03") / "segments" / "0000000000000000.seg";
  std::ifstream in(segment, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  const std::size_t used = bytes.find_last_not_of('\0') + 1;
  ASSERT_GT(used, 1'000U);
  for (std::size_t at = 0; at < used; at += 7) {
    std::string flipped = bytes;
    flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
    std::ofstream(segment, std::ios::binary) << flipped;
    const auto seen = WalkMonth(place, "here", "2026-03");
    EXPECT_TRUE(!seen || seen->end == whole) << "another tree, and nobody noticed: byte " << at;
    EXPECT_FALSE(seen.ok()) << "byte " << at;
  }
}

TEST_F(RecordOfReadings, MissesAMonthThatSomebodyRemoved) {
  {
    ReadingRecord record(place, "here");
    for (const char* at : {kMarch, kApril, "2026-05-02T09:00:00Z"}) {
      ASSERT_TRUE(record.Record(DiaryRead("anna.rossi", CaseNumber(1)), At(at)).ok());
    }
  }
  fs::remove_all(FolderOfMonth(place, "here", "2026-04"));
  EXPECT_THAT(Problems(), ElementsAre(HasSubstr("2026-04, which it continues, is gone, and no act dropped it")));
}

TEST_F(RecordOfReadings, DropsAMonthByAnActWhenItsTimeIsOver) {
  ReadingRecord record(place, "here");
  ASSERT_TRUE(record.Record(DiaryRead("anna.rossi", CaseNumber(1)), At(kMarch)).ok());
  ASSERT_TRUE(record.Record(DiaryRead("anna.rossi", CaseNumber(2)), At(kApril)).ok());
  EXPECT_EQ(record.Drop("2026-03", "det. 7/2027", "bianchi", At("2028-03-01T09:00:00Z")).error().code,
            FailureCode::kUnavailable)
      << "24 months after its last day";
  const Status dropped = record.Drop("2026-03", "det. 7/2028", "bianchi", At(kLongAfter));
  ASSERT_TRUE(dropped.ok()) << dropped.error().message;
  const auto all = All();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].month, "2026-04");
  EXPECT_THAT(ProblemsOf(months), IsEmpty()) << "an act says where it went";
  EXPECT_EQ(months.back().dropped.front().act, "det. 7/2028");
  EXPECT_EQ(record.Drop("2026-03", "det. 7/2028", "bianchi", At(kLongAfter)).error().code, FailureCode::kNotFound);
  EXPECT_EQ(record.Drop("2026", "det. 7/2028", "bianchi", At(kLongAfter)).error().code, FailureCode::kNotFound);
}

}  // namespace
}  // namespace fascicolo::reads
