// What /metrics tells of the brokers, where the ledger is on Kafka.
#include "connectors/program/serve/served_desk.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <thread>

namespace fascicolo::program_test {
namespace {

using testing::HasSubstr;

constexpr const char* kAnyContact =
    R"({"payload":{"type":"RegisterContact","desk":"adults_elderly","area":"elderly","reason":"home_help"}})";

/// The value of a figure without labels; -1: it is not told.
std::int64_t FigureIn(const std::string& metrics, const std::string& name) {
  const auto at = metrics.find("\n" + name + " ");
  return at == std::string::npos ? -1 : std::stoll(metrics.substr(at + name.size() + 2));
}

/// In seconds; 0: none is told.
double SlowestRoundTripIn(const std::string& metrics) {
  const std::string mark = ",quantile=\"0.99\"} ";
  double slowest = 0.0;
  for (auto at = metrics.find(mark); at != std::string::npos; at = metrics.find(mark, at + 1)) {
    slowest = std::max(slowest, std::stod(metrics.substr(at + mark.size())));
  }
  return slowest;
}

TEST(MetricsOnKafka, TellWhatGoesToAndFromTheBrokers) {
  const ServedDesk served;
  const std::string token = served.TokenOf("anna.rossi", {"coordinator"});
  const std::string before = http::BodyOf(served.Get("/metrics"));
  constexpr int kContacts = 20;
  for (int i = 0; i < kContacts; ++i) {
    const std::string answer = served.Post(kAnyContact, "contact-" + std::to_string(i), token);
    ASSERT_EQ(http::StatusOf(answer), 200) << answer;
  }
  std::string metrics;
  const auto has_moved = [&](const char* name) { return FigureIn(metrics, name) >= FigureIn(before, name) + kContacts; };
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);  // clients tell every second
  do {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    metrics = http::BodyOf(served.Get("/metrics"));
  } while (!(has_moved("fascicolo_kafka_records_sent_total") && has_moved("fascicolo_kafka_records_read_total") &&
             metrics.find("fascicolo_kafka_round_trip_seconds{") != std::string::npos) &&
           std::chrono::steady_clock::now() < until);
  for (const char* name : {"fascicolo_kafka_records_sent_total", "fascicolo_kafka_records_read_total", "fascicolo_kafka_end_offset"}) {
    EXPECT_TRUE(has_moved(name)) << name << "\n" << metrics;
  }
  EXPECT_EQ(FigureIn(metrics, "fascicolo_kafka_lag_records"), 0) << "it has read what it wrote";
  EXPECT_EQ(FigureIn(metrics, "fascicolo_kafka_delivery_errors_total"), 0);
  EXPECT_GE(FigureIn(metrics, "fascicolo_kafka_request_errors_total"), 0);
  EXPECT_EQ(FigureIn(metrics, "fascicolo_writer"), 1);
  EXPECT_GE(FigureIn(metrics, "fascicolo_term"), 1);
  EXPECT_THAT(metrics, HasSubstr("fascicolo_holder_info{name=\""));
  const double round_trip = SlowestRoundTripIn(metrics);
  EXPECT_GT(round_trip, 0.0) << metrics;
  EXPECT_LT(round_trip, 10.0) << "no request waits longer";
}

}  // namespace
}  // namespace fascicolo::program_test
