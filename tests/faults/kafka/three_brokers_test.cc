// Three brokers hold the ledger, two of them must have what is reported; each is killed in turn under load, and comes
// back with the data it had.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <future>
#include <iostream>

#include "faults/kafka/kafka_office.h"
#include "faults/kafka/three_brokers.h"

namespace fascicolo::kafka {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr seconds kServedWithin{10};  ///< the lease and five seconds
constexpr seconds kPatience{90};

int Rounds() { return std::getenv("FASCICOLO_SOAK") != nullptr ? 20 : 3; }

/// As the program has them: three replicas, two of them in sync.
KafkaOptions OrdinaryOptions() {
  KafkaOptions options = OptionsUnderTest();
  options.topic = TopicWish{};
  return options;
}

class BrokerKilledOfThree : public testing::Test {
 protected:
  void AwaitAllInSync() {
    const auto until = steady_clock::now() + kPatience;
    while (office_.topic().InSyncReplicas() < ThreeBrokers::kBrokers) {
      ASSERT_LT(steady_clock::now(), until) << "a broker never caught up";
      office_.WorkFor(milliseconds(100));
    }
  }

  /// Returns how long it took until a command that was given after the kill was answered.
  milliseconds KillUnderLoad(int broker) {
    office_.WorkFor(milliseconds(500));
    brokers_.Kill(broker);
    const milliseconds served = office_.WorkUntilServed();
    office_.WorkFor(milliseconds(1'000));
    return served;
  }

  void StartUnderLoad(int broker) {
    const auto started = std::async(std::launch::async, [&] { brokers_.Start(broker); });
    office_.WorkUntil([&] { return started.wait_for(seconds(0)) == std::future_status::ready; });
  }

  ThreeBrokers brokers_;
  KafkaOffice office_{OrdinaryOptions()};
};

TEST_F(BrokerKilledOfThree, InterruptsForSecondsAndLosesNothingAcknowledged) {
  milliseconds longest{0};
  for (int round = 0; round < Rounds() && !HasFailure(); ++round) {
    const int broker = 1 + round % ThreeBrokers::kBrokers;
    AwaitAllInSync();
    const milliseconds served = KillUnderLoad(broker);
    EXPECT_LE(served, kServedWithin);
    std::cout << "broker " << broker << " killed, served again after " << served.count() << " ms\n";
    longest = std::max(longest, served);
    StartUnderLoad(broker);
  }
  AwaitAllInSync();
  office_.Drain();
  EXPECT_LE(office_.longest_wait(), kServedWithin);
  office_.CheckAgainstLog();
  std::cout << office_.answered() << " answered, " << office_.counts().superseded << " superseded, "
            << office_.restarts() << " clients given up; served again after at most " << longest.count()
            << " ms, the longest answer took " << office_.longest_wait().count() << " ms\n";
}

}  // namespace
}  // namespace fascicolo::kafka
