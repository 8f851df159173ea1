// The single broker is killed under load and comes back, with the data it had.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "faults/kafka/kafka_office.h"

namespace fascicolo::kafka {
namespace {

using std::chrono::milliseconds;

int Rounds() { return std::getenv("FASCICOLO_SOAK") != nullptr ? 10 : 2; }

TEST(KafkaFaults, ABrokerThatIsKilledLosesNothingAcknowledged) {
  KafkaOffice office(ImpatientOptions(BrokersUnderTest()));
  milliseconds longest{0};
  for (int round = 0; round < Rounds(); ++round) {
    office.WorkFor(milliseconds(500));
    const std::size_t before = office.answered();
    EXPECT_GT(before, 0u);
    CommandBroker("kill 1");
    office.WorkFor(milliseconds(1'000));
    CommandBroker("start 1");
    longest = std::max(longest, office.WorkUntilServed());
    EXPECT_GT(office.answered(), before);
  }
  EXPECT_LT(longest, milliseconds(5'000));
  office.Drain();
  office.CheckAgainstLog();
  std::cout << office.answered() << " answered, " << office.counts().superseded << " superseded, served again "
            << longest.count() << " ms after the broker was back\n";
}

}  // namespace
}  // namespace fascicolo::kafka
