// The node that writes is killed under load; another takes over, and a new one comes up.
#include <gtest/gtest.h>

#include "faults/kafka/nodes_chance.h"
#include "faults/kafka/nodes_office.h"

namespace fascicolo::kafka {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

TEST(NodeFaults, AWriterThatIsKilledIsReplacedAndNothingAcknowledgedIsLost) {
  const int rounds = IsSoak() ? 50 : 2;
  ChanceOfNodes chance;
  NodesOffice office;
  std::vector<std::size_t> living{office.Start(), office.Start(), office.Start()};
  for (const std::size_t node : living) office.WorkUntilHeard(node);
  TimesBack back;
  int in_old_caches = 0;
  for (int round = 0; round < rounds && !HasFatalFailure(); ++round) {
    office.WorkUntilAnswered();
    office.WorkFor(milliseconds(100 + chance.Below(400)));
    const std::size_t dead = office.writer();
    const auto killed_at = steady_clock::now();
    office.Kill(dead);
    std::erase(living, dead);
    const auto replace = [&] {
      const bool in_old_cache = chance.Half();
      in_old_caches += in_old_cache ? 1 : 0;
      living.push_back(in_old_cache ? office.StartInCacheOf(dead) : office.Start());
    };
    const bool at_once = chance.Half();
    if (at_once) replace();
    back.Add(office.WorkUntilServedWithout(dead, killed_at));
    if (!at_once) replace();
    office.WorkUntilHeard(living.back());
  }
  ASSERT_FALSE(HasFatalFailure());
  office.Drain();
  const LogSeen log = office.CheckAgainstLog();
  office.CheckCachesAgree(living.front(), living.back());
  EXPECT_LT(back.longest(), kBackWithin);
  std::cout << back.count() << " kills, " << in_old_caches << " replaced in the dead node's cache; "
            << office.Figures(log) << "; served again after " << back.median().count() << " ms (median), " << back.longest().count()
            << " ms (longest)\n";
}

}  // namespace
}  // namespace fascicolo::kafka
