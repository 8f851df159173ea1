#include "connectors/kafka/traffic.h"

#include <gtest/gtest.h>

namespace fascicolo::kafka {
namespace {

/// As a client of librdkafka 2.0.2 tells of itself, without what is not looked at.
std::string ToldBy(std::uint64_t sent, std::uint64_t timed_out, const std::string& trips = "3") {
  return R"({"name":"fascicolo#producer-1","type":"producer","txmsgs":)" + std::to_string(sent) +
         R"(,"brokers":{"one:9092/bootstrap":{"nodeid":-1,"nodename":"one:9092","txerrs":1,"rxerrs":0,"req_timeouts":0,)"
         R"("rtt":{"p50":9,"p99":9,"cnt":9}},"one:9092/1":{"nodeid":1,"nodename":"one:9092","txerrs":0,"rxerrs":2,"req_timeouts":)" +
         std::to_string(timed_out) + R"(,"rtt":{"min":300,"p50":420,"p99":1700,"cnt":)" + trips + "}}}}";
}

TEST(KafkaTraffic, IsCountedOverClientsThatFollowEachOther) {
  TrafficMeter meter;
  TrafficMeter::Told first;
  meter.TakeStatistics(ToldBy(10, 0), first);
  meter.TakeStatistics(ToldBy(25, 4), first);
  TrafficMeter::Told second;  // a client that took the first one's place
  meter.TakeStatistics(ToldBy(5, 0), second);
  EXPECT_EQ(meter.figures().records_sent, 30U);
  EXPECT_EQ(meter.figures().request_errors, 7U + 3U);
}

TEST(KafkaTraffic, CountsNoHeartbeatsAmongTheRecords) {
  TrafficMeter meter;
  TrafficMeter::Told heartbeats{.counts_records = false};
  meter.TakeStatistics(ToldBy(9, 1), heartbeats);
  EXPECT_EQ(meter.figures().records_sent, 0U);
  EXPECT_EQ(meter.figures().request_errors, 4U);
  EXPECT_EQ(meter.figures().brokers.size(), 1U);
}

TEST(KafkaTraffic, TellsTheRoundTripsOfBrokersAndOfNoDetours) {
  TrafficMeter meter;
  TrafficMeter::Told told;
  meter.TakeStatistics(ToldBy(1, 0), told);
  meter.TakeStatistics(ToldBy(1, 0, "0"), told);
  const auto brokers = meter.figures().brokers;
  ASSERT_EQ(brokers.size(), 1U);
  EXPECT_EQ(brokers.at("one:9092").median_micros, 420U);
  EXPECT_EQ(brokers.at("one:9092").p99_micros, 1'700U) << "a second without requests tells nothing";
}

TEST(KafkaTraffic, LagsByWhatNobodyHasReadYet) {
  TrafficMeter meter;
  EXPECT_EQ(meter.figures().lag(), 0U);
  meter.WasRead(40, 40, 100);
  EXPECT_EQ(meter.figures().lag(), 60U);
  meter.WasRead(10, 10, 90);  // another reader, further behind
  EXPECT_EQ(meter.figures().lag(), 60U);
  EXPECT_EQ(meter.figures().records_read, 50U);
  meter.WasRead(60, 100, 100);
  EXPECT_EQ(meter.figures().lag(), 0U);
}

TEST(KafkaTraffic, LeavesOutWhatItCannotRead) {
  TrafficMeter meter;
  TrafficMeter::Told told;
  for (const char* text : {"", "{", "[]", R"({"brokers":7})", R"({"txmsgs":"x","brokers":{"a/1":{"nodeid":1}}})"}) {
    meter.TakeStatistics(text, told);
  }
  meter.WasGivenUp();
  EXPECT_EQ(meter.figures().records_sent, 0U);
  EXPECT_EQ(meter.figures().delivery_errors, 1U);
  EXPECT_TRUE(meter.figures().brokers.empty());
}

}  // namespace
}  // namespace fascicolo::kafka
