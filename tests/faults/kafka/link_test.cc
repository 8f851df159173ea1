// The link to the broker is cut, slow, and says things twice, while the loop works.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <random>

#include "faults/kafka/kafka_office.h"
#include "faults/kafka/link_to_broker.h"

namespace fascicolo::kafka {
namespace {

using std::chrono::milliseconds;

int LinkRounds() { return std::getenv("FASCICOLO_SOAK") != nullptr ? 20 : 3; }

struct LinkedOffice {
  Proxy proxy = LinkToBroker();
  KafkaOffice office{ImpatientOptions(LinkAddress())};

  void Finish() {
    proxy.Mend();
    office.Drain();
    office.CheckAgainstLog();
    std::cout << office.answered() << " answered, " << office.counts().superseded << " superseded, "
              << office.restarts() << " clients given up, " << office.counts().repeated << " repeated by the loop\n";
  }
};

TEST(KafkaFaults, ALinkThatIsCutDelaysAndLosesNothing) {
  LinkedOffice linked;
  milliseconds longest{0};
  for (int round = 0; round < LinkRounds(); ++round) {
    linked.office.WorkFor(milliseconds(300));
    linked.proxy.Cut(false);
    linked.office.WorkFor(milliseconds(1'000));
    linked.proxy.Mend();
    longest = std::max(longest, linked.office.WorkUntilServed());
  }
  EXPECT_LT(longest, milliseconds(5'000));
  std::cout << "served again after at most " << longest.count() << " ms\n";
  linked.Finish();
}

TEST(KafkaFaults, ProduceRequestsThatArriveTwiceCountOnce) {
  LinkedOffice linked;
  linked.proxy.DuplicateProduce(true);
  linked.office.WorkFor(milliseconds(1'500));
  EXPECT_GT(linked.proxy.duplicated(), 10u);
  EXPECT_GT(linked.office.answered(), 100u);
  linked.Finish();
}

TEST(KafkaFaults, AnswersThatComeTooLateMakeNothingHappenTwice) {
  LinkedOffice linked;
  for (int round = 0; round < LinkRounds(); ++round) {
    linked.office.WorkFor(milliseconds(200));
    linked.proxy.DelayAnswers(milliseconds(3'000));  // beyond report_within_ms: stored, and given up by the client
    linked.office.WorkFor(milliseconds(2'500));
    linked.proxy.Mend();
    (void)linked.office.WorkUntilServed();
  }
  EXPECT_GT(linked.office.restarts(), 0u);
  linked.Finish();
}

TEST(KafkaFaults, RequestsThatArriveAfterTheLinkWasCutMakeNothingHappenTwice) {
  LinkedOffice linked;
  for (int round = 0; round < LinkRounds(); ++round) {
    linked.office.WorkFor(milliseconds(200));
    linked.proxy.DelayRequests(milliseconds(700));
    linked.office.WorkFor(milliseconds(300));
    linked.proxy.Cut(true);
    linked.office.WorkFor(milliseconds(600));
    linked.proxy.Mend();
    (void)linked.office.WorkUntilServed();
  }
  EXPECT_GT(linked.proxy.arrived_after_cut(), 0u);
  linked.Finish();
}

TEST(KafkaFaults, EverythingAtOnceByChance) {
  const auto seed = std::random_device{}();
  std::cout << "seed " << seed << '\n';
  std::mt19937 chance(seed);
  const auto below = [&](int limit) { return static_cast<int>(chance() % static_cast<unsigned>(limit)); };
  LinkedOffice linked;
  for (int round = 0; round < 2 * LinkRounds(); ++round) {
    linked.proxy.DuplicateProduce(below(2) == 0);
    linked.proxy.DelayRequests(milliseconds(below(3) == 0 ? below(1'000) : 0));
    linked.proxy.DelayAnswers(milliseconds(below(3) == 0 ? below(3'000) : 0));
    linked.office.WorkFor(milliseconds(below(1'000)));
    if (below(2) == 0) linked.proxy.Cut(below(2) == 0);
    linked.office.WorkFor(milliseconds(below(2'000)));
    linked.proxy.Mend();
    (void)linked.office.WorkUntilServed();
  }
  linked.Finish();
}

}  // namespace
}  // namespace fascicolo::kafka
