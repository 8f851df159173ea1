// Every limit, just reached and passed by one.
#include "connectors/http/raw_client.h"

#include <gmock/gmock.h>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace fascicolo::http {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

Limits Small() {
  Limits limits;
  limits.target_bytes = 100;
  limits.head_bytes = 1'000;
  limits.headers = 5;
  limits.body_bytes = 50;
  return limits;
}

class HttpLimits : public testing::Test {
 protected:
  int StatusTo(const std::string& bytes) {
    RawClient client(server_->port());
    EXPECT_TRUE(client.Send(bytes));
    return StatusOf(client.Answer());
  }
  std::unique_ptr<Server> server_ = StartedServer(Echo(), Small());
};

TEST_F(HttpLimits, BoundTheTarget) {
  EXPECT_EQ(StatusTo(Get("/" + std::string(99, 'a'))), 200);
  EXPECT_EQ(StatusTo(Get("/" + std::string(100, 'a'))), 414);
}

TEST_F(HttpLimits, BoundTheHead) {
  EXPECT_EQ(StatusTo(Get("/", "X: " + std::string(800, 'a') + "\r\n")), 200);
  EXPECT_EQ(StatusTo(Get("/", "X: " + std::string(2'000, 'a') + "\r\n")), 431);
  EXPECT_EQ(StatusTo(Get("/" + std::string(2'000, 'a'))), 431);
}

TEST_F(HttpLimits, BoundTheNumberOfHeaders) {
  const std::string four = "A: 1\r\nB: 1\r\nC: 1\r\nD: 1\r\n";
  EXPECT_EQ(StatusTo(Get("/", four)), 200) << "and Host";
  EXPECT_EQ(StatusTo(Get("/", four + "E: 1\r\n")), 431);
}

TEST_F(HttpLimits, BoundTheBodyAsAnnouncedAndAsItComes) {
  EXPECT_EQ(StatusTo(Post("/", std::string(50, 'a'))), 200);
  EXPECT_EQ(StatusTo(Post("/", std::string(51, 'a'))), 413);
  const std::string chunked = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::string chunk = "1e\r\n" + std::string(30, 'a') + "\r\n";
  EXPECT_EQ(StatusTo(chunked + chunk + "0\r\n\r\n"), 200);
  EXPECT_EQ(StatusTo(chunked + chunk + chunk + "0\r\n\r\n"), 413);
}

class HttpTimes : public testing::Test {
 protected:
  HttpTimes() {
    Limits limits;
    limits.head_time = limits.body_time = limits.idle_time = milliseconds(150);
    server_ = StartedServer(Echo(), limits);
  }
  std::unique_ptr<Server> server_;
};

TEST_F(HttpTimes, BoundAHeadABodyAndSilence) {
  RawClient silent(server_->port());
  RawClient slow_head(server_->port());
  ASSERT_TRUE(slow_head.Send("GET / HTTP/1.1\r\nHo"));
  RawClient slow_body(server_->port());
  ASSERT_TRUE(slow_body.Send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc"));
  for (RawClient* client : {&silent, &slow_head, &slow_body}) EXPECT_TRUE(client->IsClosedWithin(kSoon));
  EXPECT_EQ(server_->figures().requests, 0U);
  // A client sees the end before it is counted.
  const auto until = std::chrono::steady_clock::now() + kSoon;
  while (server_->figures().closed < 3 && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(milliseconds(1));
  EXPECT_EQ(server_->figures().closed, 3U);
}

TEST_F(HttpTimes, AreNotStretchedByBytesThatDribble) {
  RawClient client(server_->port());
  const auto began = std::chrono::steady_clock::now();
  const std::string bytes = Get("/", "X: " + std::string(400, 'a') + "\r\n");
  for (const char byte : bytes) {
    if (!client.Send(std::string(1, byte)) || client.IsClosedWithin(milliseconds(20))) break;
  }
  EXPECT_LT(std::chrono::steady_clock::now() - began, milliseconds(4'000)) << "all of it takes eight seconds";
  EXPECT_EQ(server_->figures().requests, 0U);
}

TEST(HttpConnections, OneTooManyIsClosedAndTheOthersAreServed) {
  Limits limits;
  limits.connections = 2;
  const auto server = StartedServer(Echo(), limits);
  RawClient first(server->port());
  ASSERT_TRUE(first.Send(Get("/a")));
  ASSERT_EQ(StatusOf(first.Answer()), 200);
  auto second = std::make_unique<RawClient>(server->port());
  ASSERT_TRUE(second->Send(Get("/b")));
  ASSERT_EQ(StatusOf(second->Answer()), 200);
  RawClient third(server->port());
  EXPECT_TRUE(third.IsClosedWithin(kSoon));
  ASSERT_TRUE(first.Send(Get("/c")));
  EXPECT_EQ(StatusOf(first.Answer()), 200);
  second.reset();
  const auto until = std::chrono::steady_clock::now() + kSoon;
  int status = 0;
  while (status != 200 && std::chrono::steady_clock::now() < until) {
    RawClient later(server->port());
    if (later.Send(Get("/d"))) status = StatusOf(later.Answer());
  }
  EXPECT_EQ(status, 200) << "there is room again";
}

TEST(HttpInFlight, OneTooManyIsToldToComeAgain) {
  std::mutex mutex;
  std::condition_variable came;
  std::vector<Answer> held;
  Limits limits;
  limits.in_flight = 1;
  const auto server = StartedServer(
      [&](const Request&, Answer answer) {
        const std::lock_guard lock(mutex);
        held.push_back(std::move(answer));
        came.notify_all();
      },
      limits);
  RawClient first(server->port());
  ASSERT_TRUE(first.Send(Get("/a")));
  {
    std::unique_lock lock(mutex);
    came.wait(lock, [&] { return !held.empty(); });
  }
  RawClient second(server->port());
  ASSERT_TRUE(second.Send(Get("/b")));
  const std::string busy = second.Answer();
  EXPECT_EQ(StatusOf(busy), 503);
  EXPECT_THAT(busy, HasSubstr("Retry-After: 1\r\n"));
  held.front().Send({200, {}, "done"});
  EXPECT_EQ(BodyOf(first.Answer()), "done");
}

TEST(HttpSlowClients, AreManyAndTheOthersAreServed) {
  Limits limits;
  limits.head_time = milliseconds(3'000);
  const auto server = StartedServer(Echo(), limits);
  std::vector<RawClient> slow;
  for (int i = 0; i < 300; ++i) {
    slow.emplace_back(server->port());
    ASSERT_TRUE(slow.back().Send("GET / HTTP/1.1\r\nX-"));
  }
  RawClient client(server->port());
  for (int i = 0; i < 50; ++i) {
    ASSERT_TRUE(client.Send(Get("/a")));
    ASSERT_EQ(StatusOf(client.Answer()), 200);
  }
  for (RawClient& one : slow) EXPECT_TRUE(one.IsClosedWithin(kSoon));
}

}  // namespace
}  // namespace fascicolo::http
