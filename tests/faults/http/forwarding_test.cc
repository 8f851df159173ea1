// Nodes at their doors: whichever one is asked, the one that writes decides.
#include <gmock/gmock.h>

#include "connectors/program/serve/forwarder.h"
#include "faults/http/served_nodes.h"
#include "faults/kafka/nodes_chance.h"

namespace fascicolo::kafka {
namespace {

using testing::HasSubstr;

class NodesAtTheirDoors : public testing::Test {
 protected:
  NodesAtTheirDoors() {
    for (int i = 0; i < 3; ++i) nodes_.AwaitWell(nodes_.Start());
    writer_ = nodes_.AwaitWriter();
  }
  ServedNodes nodes_;
  std::size_t writer_ = 0;
};

TEST_F(NodesAtTheirDoors, DecideACommandOnceWhoeverIsAsked) {
  const std::string first = nodes_.HandIn(writer_, 1).body;
  for (std::size_t node = 0; node < 3; ++node) {
    const auto again = nodes_.HandIn(node, 1);
    EXPECT_EQ(again.status, 200u) << again.body;
    EXPECT_EQ(again.body, first) << "node " << node;
    EXPECT_EQ(nodes_.HandIn(node, 10 + node).status, 200u);
  }
  const NodeStatus writer = nodes_.StatusOf(writer_);
  const NodeStatus follower = nodes_.StatusOf((writer_ + 1) % 3);
  EXPECT_FALSE(follower.writes);
  EXPECT_EQ(follower.term, writer.term);
  EXPECT_EQ(follower.holder, writer.holder);
  EXPECT_THAT(writer.holder, HasSubstr(" process "));
}

TEST(NodesBehindTls, ForwardCommandsToADoorWhoseCertificateIsVouchedFor) {
  ServedNodes nodes(Doors::kTls);
  nodes.AwaitWell(nodes.Start());
  nodes.AwaitWell(nodes.Start());
  const std::size_t writer = nodes.AwaitWriter();
  const std::size_t follower = 1 - writer;
  const auto forwarded = nodes.HandIn(follower, 1);
  EXPECT_EQ(forwarded.status, 200u) << forwarded.body;
  EXPECT_EQ(nodes.HandIn(writer, 1).body, forwarded.body);
  EXPECT_FALSE(nodes.StatusOf(follower).writes);
  const std::size_t stranger = nodes.StartTrustingNobody();
  nodes.AwaitWell(stranger);
  const auto kept = nodes.HandIn(stranger, 2);
  EXPECT_EQ(kept.status, 503u) << "no token goes to a door for which nobody vouches: " << kept.body;
  EXPECT_EQ(nodes.HandIn(follower, 2).status, 200u);
}

TEST_F(NodesAtTheirDoors, ForwardNothingThatWasForwarded) {
  const auto answer = nodes_.HandIn((writer_ + 1) % 3, 1, {{program::kForwardedHeader, "1"}});
  EXPECT_EQ(answer.status, 503u);
  EXPECT_EQ(http::ValueOf(answer.headers, "Retry-After"), "1");
  EXPECT_TRUE(http::ValueOf(answer.headers, program::kNoWriterHeader));
  EXPECT_EQ(nodes_.HandIn(writer_, 1, {{program::kForwardedHeader, "1"}}).status, 200u);
}

TEST_F(NodesAtTheirDoors, AnswerAgainWithinALeaseAndFiveSecondsOfAKill) {
  const int rounds = IsSoak() ? 20 : 2;
  http::LoadOptions load;
  load.doors = nodes_.doors();
  load.token = nodes_.Token();
  http::HttpClients clients(load);
  TimesBack back;
  for (int round = 0; round < rounds && !HasFailure(); ++round) {
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    const std::size_t dead = nodes_.AwaitWriter();
    const auto killed_at = std::chrono::steady_clock::now();
    nodes_.Kill(dead);
    back.Add(clients.WaitUntilServed(killed_at));
    nodes_.StartAgain(dead);
  }
  clients.Stop();
  const auto log = nodes_.CheckAgainstLog(clients.accepted());
  EXPECT_LT(back.longest(), kBackWithin);
  std::cout << rounds << " kills of the writer; " << clients.accepted().size() << " accepted, " << log.terms
            << " terms, " << clients.figures().not_now << " told not now, " << clients.figures().lost
            << " answers lost; served again after " << back.median().count() << " ms (median), "
            << back.longest().count() << " ms (longest)\n";
}

TEST_F(NodesAtTheirDoors, FailNoCommandWhileOneAfterTheOtherIsRestarted) {
  const int rounds = IsSoak() ? 10 : 1;
  http::LoadOptions load;
  load.doors = nodes_.doors();
  load.token = nodes_.Token();
  load.answer_time = std::chrono::seconds(30);
  http::HttpClients clients(load);
  for (int round = 0; round < rounds && !HasFailure(); ++round) {
    for (std::size_t node = 0; node < 3; ++node) {
      std::this_thread::sleep_for(std::chrono::milliseconds(500));
      nodes_.End(node);
      (void)clients.WaitUntilServed(std::chrono::steady_clock::now());
      nodes_.StartAgain(node);
    }
  }
  clients.Stop();
  const auto figures = clients.figures();
  EXPECT_EQ(figures.not_now, 0u);
  const auto log = nodes_.CheckAgainstLog(clients.accepted());
  std::cout << 3 * rounds << " restarts; " << clients.accepted().size() << " accepted, " << log.terms
            << " terms, none failed, " << figures.lost << " answers lost, " << figures.unreachable
            << " times the next door was asked; slowest " << figures.longest.count() << " ms\n";
}

}  // namespace
}  // namespace fascicolo::kafka
