// Who may write while a node lives.
#include <gtest/gtest.h>

#include "faults/kafka/nodes_office.h"

namespace fascicolo::kafka {
namespace {

constexpr int kFailed = 3;

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

}  // namespace
}  // namespace fascicolo::kafka
