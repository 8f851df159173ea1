// The node that writes stands still under load, as on a machine that swaps or is paused; another takes over; then the
// first goes on as if nothing had been.
#include <gtest/gtest.h>

#include "faults/kafka/nodes_chance.h"
#include "faults/kafka/nodes_office.h"

namespace fascicolo::kafka {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr int kUnread = 50;

TEST(NodeFaults, AWriterThatIsReplacedWhileItStoodStillMakesNothingOfItsTermCount) {
  const int rounds = IsSoak() ? 50 : 2;
  ChanceOfNodes chance;
  NodesOffice office;
  const std::vector<std::size_t> nodes{office.Start(), office.Start()};
  for (const std::size_t node : nodes) office.WorkUntilHeard(node);
  TimesBack back;
  for (int round = 0; round < rounds && !HasFatalFailure(); ++round) {
    office.WorkUntilAnswered();
    office.WorkFor(milliseconds(100 + chance.Below(300)));
    const std::size_t old = office.writer();
    const auto stopped_at = steady_clock::now();
    office.Stop(old, kUnread);
    back.Add(office.WorkUntilServedWithout(old, stopped_at));
    office.WorkFor(milliseconds(chance.Below(300)));
    office.Continue(old);
    office.WorkUntilFollows(old);
  }
  ASSERT_FALSE(HasFatalFailure());
  office.Drain();
  const LogSeen log = office.CheckAgainstLog();
  office.CheckCachesAgree(nodes.front(), nodes.back());
  EXPECT_GT(log.superseded_old_term, 0u) << "no writer ever believed that it still was one";
  EXPECT_LT(back.longest(), kBackWithin);
  std::cout << back.count() << " times replaced; " << office.Figures(log) << "; served again after "
            << back.median().count() << " ms (median), " << back.longest().count() << " ms (longest)\n";
}

// It goes on just when the other claims, a little sooner or later: whoever wins, one does.
TEST(NodeFaults, AWriterThatStandsStillForAboutALeaseMayWinOrLose) {
  const int rounds = IsSoak() ? 10 : 2;
  ChanceOfNodes chance;
  NodesOffice office;
  const std::vector<std::size_t> nodes{office.Start(), office.Start()};
  for (const std::size_t node : nodes) office.WorkUntilHeard(node);
  int kept = 0;
  for (int round = 0; round < rounds && !HasFatalFailure(); ++round) {
    office.WorkUntilAnswered();
    const std::size_t old = office.writer();
    office.Stop(old, kUnread);
    office.WorkFor(milliseconds(4'500 + chance.Below(2'500)));
    office.Continue(old);
    office.WorkUntilAnswered();
    office.WorkUntilHeard(nodes.front());
    office.WorkUntilHeard(nodes.back());
    kept += office.writer() == old ? 1 : 0;
  }
  ASSERT_FALSE(HasFatalFailure());
  office.Drain();
  const LogSeen log = office.CheckAgainstLog();
  office.CheckCachesAgree(nodes.front(), nodes.back());
  std::cout << rounds << " times still, " << kept << " times still the writer; " << office.Figures(log) << '\n';
}

}  // namespace
}  // namespace fascicolo::kafka
