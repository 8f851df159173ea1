// kill -9 while readings are recorded: a child records and tells each id that it was given, as a server would send its
// answer; afterwards every id that was told stands in the record.
#include "connectors/reads/reading_record.h"
#include "connectors/reads/told_reading.h"
#include "connectors/reads/walk.h"
#include "events/store/temporary_directory.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <random>
#include <set>
#include <thread>

namespace fascicolo::reads {
namespace {

int Kills() { return std::getenv("FASCICOLO_SOAK") != nullptr ? 200 : 20; }

/// Threads, as a server's; the months go by quickly, so that a kill falls between two as well.
[[noreturn]] void RecordUntilKilled(const ReadsPlace& place, int life, int tell) {
  ReadingRecord record(place, "here");
  const auto work = [&] {
    for (int i = 0;; ++i) {
      const Day day = AddMonths(DayFromCivil({2026, 1, 15}), life + i / 20);
      const auto id = record.Record(DiaryRead("anna.rossi", CaseNumber(1)), StartOfDay(day));
      if (!id) ::_exit(3);
      if (::write(tell, id->bytes.data(), id->bytes.size()) != static_cast<ssize_t>(id->bytes.size())) ::_exit(4);
    }
  };
  std::thread other(work);
  work();
  ::_exit(5);
}

TEST(KillWhileRecording, LosesNoReadingThatWasAnswered) {
  const char* given = std::getenv("FASCICOLO_SEED");
  const auto seed = given == nullptr ? std::random_device()() : std::strtoul(given, nullptr, 10);
  std::printf("FASCICOLO_SEED=%lu\n", static_cast<unsigned long>(seed));
  std::mt19937 random(static_cast<unsigned>(seed));
  const store::TemporaryDirectory directory;
  const ReadsPlace place{directory.path() / "reads", "comune.example/fascicolo"};
  std::set<CommandId> told;
  for (int life = 0; life < Kills(); ++life) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      ::close(ends[0]);
      RecordUntilKilled(place, life, ends[1]);
    }
    ::close(ends[1]);
    CommandId id;
    auto until = std::chrono::steady_clock::time_point::max();  // the clock starts with the first answer
    while (std::chrono::steady_clock::now() < until &&
           ::read(ends[0], id.bytes.data(), id.bytes.size()) == static_cast<ssize_t>(id.bytes.size())) {
      if (told.insert(id).second && until == std::chrono::steady_clock::time_point::max()) {
        until = std::chrono::steady_clock::now() + std::chrono::milliseconds(random() % 80);
      }
    }
    ::kill(child, SIGKILL);
    while (::read(ends[0], id.bytes.data(), id.bytes.size()) == static_cast<ssize_t>(id.bytes.size())) told.insert(id);
    ::close(ends[0]);
    int outcome = 0;
    ASSERT_EQ(::waitpid(child, &outcome, 0), child);
    ASSERT_TRUE(WIFSIGNALED(outcome)) << "the child ended by itself: " << WEXITSTATUS(outcome);
  }
  std::set<CommandId> recorded;
  const auto months = WalkAll(place, [&](const RecordedReading& one) { recorded.insert(one.id); });
  ASSERT_TRUE(months.ok()) << months.error().message;
  EXPECT_TRUE(ProblemsOf(*months).empty()) << ProblemsOf(*months).front();
  for (const CommandId& id : told) EXPECT_TRUE(recorded.contains(id)) << ToHex(id);
  EXPECT_GE(recorded.size(), told.size());
  std::printf("%zu answered, %zu recorded, %zu months\n", told.size(), recorded.size(), months->size());
}

}  // namespace
}  // namespace fascicolo::reads
