// A process that appends and settles is killed with -9: nothing that it reported as settled is
// lost.
#include "contract/ledger/scratch.h"
#include "faults/segments/log_under_test.h"

#include <chrono>
#include <csignal>
#include <iostream>
#include <sys/wait.h>
#include <unistd.h>

namespace fascicolo::events {
namespace {

constexpr SegmentOptions kOptions{
    .create = true, .chunk_bytes = 64 * 1024, .max_segment_bytes = 256 * 1024};

/// The child: goes on behind the last record, and reports through the pipe how many the log holds
/// after each Settle.
[[noreturn]] void AppendUntilKilled(const std::string& directory, int report) {
  auto opened = SegmentLedger::Open(directory, kTestLedger, kOptions);
  if (!opened) ::_exit(2);
  std::uint64_t count = ReadAll(**opened).numbers.size();
  while (true) {
    const std::uint64_t group = 1 + count % 5;
    if (!Commit(**opened, count, group, 256 + count % 1500).ok()) ::_exit(3);
    count += group;
    if (::write(report, &count, sizeof count) != sizeof count) ::_exit(4);
  }
}

TEST(Kill, LosesNothingThatWasReportedAsSettled) {
  const std::uint64_t seed = TestSeed();
  std::cout << "seed " << seed << "\n";
  SCOPED_TRACE("FASCICOLO_SEED=" + std::to_string(seed));
  std::mt19937_64 random(seed);
  const int kills = std::getenv("FASCICOLO_SOAK") != nullptr ? 200 : 20;
  const Scratch scratch;
  std::uint64_t reported = 0;
  for (int i = 0; i < kills; ++i) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      ::close(ends[0]);
      AppendUntilKilled(scratch.path(), ends[1]);
    }
    ::close(ends[1]);
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(random() % 80);
    std::uint64_t count = 0;
    int reports = 0;
    while ((reports == 0 || std::chrono::steady_clock::now() < until) &&
           ::read(ends[0], &count, sizeof count) == sizeof count) {
      reported = count;
      ++reports;
    }
    ::kill(child, SIGKILL);
    while (::read(ends[0], &count, sizeof count) == sizeof count) reported = count;
    ::close(ends[0]);
    int outcome = 0;
    ASSERT_EQ(::waitpid(child, &outcome, 0), child);
    ASSERT_TRUE(WIFSIGNALED(outcome)) << "the child ended by itself: " << WEXITSTATUS(outcome);

    auto ledger = OpenOrDie(SystemFiles(), kOptions, scratch.path());
    const Story story = ReadAll(*ledger);
    ASSERT_FALSE(story.failure.has_value()) << story.failure->message;
    ASSERT_GE(story.numbers.size(), reported);
    for (std::uint64_t n = 0; n < story.numbers.size(); ++n) ASSERT_EQ(story.numbers[n], n);
  }
  std::cout << reported << " records over " << kills << " kills\n";
}

}  // namespace
}  // namespace fascicolo::events
