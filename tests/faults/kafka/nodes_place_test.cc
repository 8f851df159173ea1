// Who may write while a node lives, and how one leaves.
#include <gtest/gtest.h>

#include "faults/kafka/nodes_office.h"

namespace fascicolo::kafka {
namespace {

constexpr int kFailed = 3;
constexpr std::chrono::seconds kEndsWithin{20};

TEST(NodeFaults, ACommandThatWouldWriteNamesTheNodeThatDoes) {
  NodesOffice office;
  const std::size_t node = office.Start();
  office.WorkUntilAnswered();
  const auto refused = office.Run({"submit", "-"}, "{}\n");
  EXPECT_EQ(refused.code, kFailed) << refused.out;
  const std::string name = office.NameOf(node);
  EXPECT_TRUE(name.ends_with(" process " + std::to_string(office.PidOf(node)))) << name;
  EXPECT_NE(refused.err.find(name + " writes this ledger"), std::string::npos) << refused.err;
  EXPECT_TRUE(refused.out.empty()) << refused.out;
  office.Drain();
  (void)office.CheckAgainstLog();
}

// Nobody waits for the lease of a node that said that it leaves.
TEST(NodeFaults, ANodeThatLeavesMakesRoomAtOnce) {
  NodesOffice office;
  (void)office.Start();
  office.WorkUntilAnswered();
  office.Drain();
  const auto since = std::chrono::steady_clock::now();
  const auto next = office.Run({"submit", "-"}, {});
  EXPECT_EQ(next.code, 0) << next.err;
  EXPECT_LT(std::chrono::steady_clock::now() - since, std::chrono::seconds(5));
}

// What it had not answered was on its way: whether it is recorded shows when it is given again.
TEST(NodeFaults, ANodeThatIsToldToEndWhileNoBrokerAnswersEnds) {
  NodesOffice office;
  const std::size_t first = office.Start();
  office.WorkUntilAnswered();
  const std::size_t second = office.Start();
  office.WorkUntilHeard(second);
  CommandBroker("pause 1");
  office.WorkFor(std::chrono::milliseconds(500));  // commands that cannot get through
  const auto ended_after = office.End(first);
  CommandBroker("resume 1");
  EXPECT_LT(ended_after, kEndsWithin);
  (void)office.WorkUntilServedWithout(first, std::chrono::steady_clock::now());
  office.Drain();
  (void)office.CheckAgainstLog();
}

}  // namespace
}  // namespace fascicolo::kafka
