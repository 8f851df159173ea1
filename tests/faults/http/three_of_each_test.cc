// Three nodes at their doors, three brokers: the writer is killed, a broker is killed, the writer's link to the brokers
// is cut, each under a load of commands over HTTP.
#include <gtest/gtest.h>

#include <future>
#include <iostream>
#include <memory>

#include "faults/http/served_nodes.h"
#include "faults/kafka/nodes_chance.h"
#include "faults/kafka/proxy.h"
#include "faults/kafka/three_brokers.h"

namespace fascicolo::kafka {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::chrono::seconds kInSyncPatience{120};
constexpr milliseconds kBetween{500};
constexpr std::size_t kBehindLink = 0;  ///< the node that reaches its brokers over links that can be cut

int Rounds() { return IsSoak() ? 20 : 2; }

class ThreeNodesAndBrokers : public testing::Test {
 protected:
  ThreeNodesAndBrokers() {
    const std::string first = BrokersUnderTest();
    const int port = std::stoi(first.substr(first.find(':') + 1));
    std::string linked;
    for (int i = 0; i < ThreeBrokers::kBrokers; ++i) {
      links_.push_back(std::make_unique<Proxy>(port + 30 + i, port + 20 + i));
      linked += (i == 0 ? "" : ",") + std::string("127.0.0.1:") + std::to_string(port + 30 + i);
    }
    nodes_ = std::make_unique<ServedNodes>();
    nodes_->AwaitWell(nodes_->Start(linked));
    for (int i = 1; i < 3; ++i) nodes_->AwaitWell(nodes_->Start());
    http::LoadOptions load;
    load.doors = nodes_->doors();
    load.token = nodes_->Token();
    clients_ = std::make_unique<http::HttpClients>(load);
  }
  ~ThreeNodesAndBrokers() override { clients_.reset(); }

  void AwaitAllInSync() {
    const auto until = steady_clock::now() + kInSyncPatience;
    while (nodes_->topic().InSyncReplicas() < ThreeBrokers::kBrokers) {
      ASSERT_LT(steady_clock::now(), until) << "a broker never caught up";
      std::this_thread::sleep_for(milliseconds(100));
    }
  }
  /// Restarts whoever writes until the node behind the link does.
  void MakeWriter(std::size_t wanted) {
    for (int tries = 0; tries < 20; ++tries) {
      const std::size_t writer = nodes_->AwaitWriter();
      if (writer == wanted) return;
      nodes_->End(writer);
      (void)nodes_->AwaitWriter();
      nodes_->StartAgain(writer);
    }
    FAIL() << "node " << wanted << " never writes";
  }
  void CheckAndTell(const char* what) {
    clients_->Stop();
    const auto accepted = clients_->accepted();
    const auto figures = clients_->figures();
    const LogSeen log = nodes_->CheckAgainstLog(accepted);
    EXPECT_LT(back_.longest(), kBackWithin);
    std::cout << back_.count() << " times " << what << "; " << accepted.size() << " accepted, 0 lost, " << log.twice
              << " twice, " << log.terms << " terms, " << log.superseded.size() << " superseded, " << figures.not_now
              << " told not now, " << figures.lost << " answers lost; served again after " << back_.median().count()
              << " ms (median), " << back_.longest().count() << " ms (longest)\n";
  }

  ThreeBrokers brokers_;
  std::vector<std::unique_ptr<Proxy>> links_;
  std::unique_ptr<ServedNodes> nodes_;
  std::unique_ptr<http::HttpClients> clients_;
  TimesBack back_;
};

TEST_F(ThreeNodesAndBrokers, GoOnWhenTheWriterIsKilled) {
  for (int round = 0; round < Rounds() && !HasFailure(); ++round) {
    std::this_thread::sleep_for(kBetween);
    const std::size_t writer = nodes_->AwaitWriter();
    const auto since = steady_clock::now();
    nodes_->Kill(writer);
    back_.Add(clients_->WaitUntilServed(since));
    nodes_->StartAgain(writer);
  }
  CheckAndTell("the writer killed");
}

TEST_F(ThreeNodesAndBrokers, GoOnWhenABrokerIsKilled) {
  for (int round = 0; round < Rounds() && !HasFailure(); ++round) {
    const int broker = 1 + round % ThreeBrokers::kBrokers;
    AwaitAllInSync();
    std::this_thread::sleep_for(kBetween);
    brokers_.Kill(broker);  // by a script, which takes a moment of its own
    back_.Add(clients_->WaitUntilServed(steady_clock::now()));
    brokers_.Start(broker);
  }
  CheckAndTell("a broker killed");
}

TEST_F(ThreeNodesAndBrokers, GoOnWhenTheWritersLinkIsCut) {
  for (int round = 0; round < Rounds() && !HasFailure(); ++round) {
    MakeWriter(kBehindLink);
    std::this_thread::sleep_for(kBetween);
    const auto since = steady_clock::now();
    for (const auto& link : links_) link->Cut(round % 2 == 0);
    back_.Add(clients_->WaitUntilServed(since));
    for (const auto& link : links_) link->Mend();
    nodes_->AwaitWell(kBehindLink);
  }
  CheckAndTell("the writer's link cut");
}

}  // namespace
}  // namespace fascicolo::kafka
