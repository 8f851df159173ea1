// Answers whose body comes in pieces: what clients see of them, and what they cost.
#include "connectors/http/raw_client.h"
#include "connectors/http/server.h"

#include <gmock/gmock.h>

#include <sys/resource.h>
#include <sys/socket.h>

#include <fstream>
#include <mutex>
#include <thread>
#include <vector>

namespace fascicolo::http {
namespace {

using testing::HasSubstr;

/// Opens a stream for each request under /stream, and keeps it.
class Opened {
 public:
  [[nodiscard]] Handler AsHandler() {
    return [this](const Request& request, Answer answer) {
      if (request.target != "/stream") return answer.Send({200, {}, "plain"});
      const std::lock_guard lock(mutex_);
      streams_.push_back(answer.Open({200, {{"Content-Type", "text/event-stream"}}, {}}));
    };
  }
  [[nodiscard]] std::vector<std::shared_ptr<Stream>> streams() const {
    const std::lock_guard lock(mutex_);
    return streams_;
  }
  /// Waits until so many were opened.
  [[nodiscard]] std::vector<std::shared_ptr<Stream>> Await(std::size_t count) const {
    const auto until = std::chrono::steady_clock::now() + kSoon * 4;
    while (streams().size() < count && std::chrono::steady_clock::now() < until)
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    return streams();
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::shared_ptr<Stream>> streams_;
};

bool Becomes(const std::function<bool()>& holds) {
  const auto until = std::chrono::steady_clock::now() + kSoon * 4;
  while (!holds() && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  return holds();
}

std::size_t ResidentBytes() {
  std::ifstream file("/proc/self/statm");
  std::size_t all = 0;
  std::size_t resident = 0;
  file >> all >> resident;
  return resident * 4'096;
}

TEST(HttpStream, SendsPiecesAsTheyComeAndThenItsEnd) {
  Opened opened;
  const auto server = StartedServer(opened.AsHandler());
  RawClient client(server->port());
  ASSERT_TRUE(client.Send(Get("/stream")));
  const auto stream = opened.Await(1).at(0);
  EXPECT_THAT(client.ReadUntil("\r\n\r\n"), HasSubstr("Transfer-Encoding: chunked"));
  EXPECT_TRUE(stream->Push("one"));
  EXPECT_EQ(client.ReadUntil("one\r\n"), "3\r\none\r\n");
  EXPECT_EQ(server->figures().streams, 1U);
  EXPECT_EQ(server->figures().in_flight, 0U) << "an open stream is nothing that is owed";
  EXPECT_TRUE(stream->Push("four"));
  stream->End();
  EXPECT_EQ(client.ReadUntil("0\r\n\r\n"), "4\r\nfour\r\n0\r\n\r\n");
  EXPECT_FALSE(stream->Push("late"));
  EXPECT_TRUE(Becomes([&] { return server->figures().streams == 0; }));
}

TEST(HttpStream, TellsItsMakerThatTheClientWent) {
  Opened opened;
  const auto server = StartedServer(opened.AsHandler());
  {
    RawClient client(server->port());
    ASSERT_TRUE(client.Send(Get("/stream")));
    (void)opened.Await(1);
    ASSERT_FALSE(client.ReadUntil("\r\n\r\n").empty());
  }
  const auto stream = opened.streams().at(0);
  EXPECT_TRUE(Becomes([&] { return !stream->Push("x"); }));
  EXPECT_TRUE(Becomes([&] { return server->figures().connections == 0; }));
}

TEST(HttpStream, IsClosedWhenItsClientIsTooSlow) {
  Limits limits;
  limits.stream_bytes = 10'000;
  Opened opened;
  const auto server = StartedServer(opened.AsHandler(), limits);
  RawClient slow(server->port());
  ASSERT_TRUE(slow.Send(Get("/stream")));
  const auto stream = opened.Await(1).at(0);
  const std::string piece(5'000, 'a');
  std::size_t pushed = 0;
  while (pushed < 10'000 && stream->Push(piece)) ++pushed;
  EXPECT_LT(pushed, 10'000U) << "what nobody reads is not kept";
  EXPECT_TRUE(Becomes([&] { return server->figures().streams == 0; }));
  EXPECT_EQ(server->figures().closed, 1U);
}

TEST(HttpStream, IsRefusedBeyondTheLimitAndOthersGoOn) {
  Limits limits;
  limits.streams = 2;
  Opened opened;
  const auto server = StartedServer(opened.AsHandler(), limits);
  std::vector<RawClient> clients;
  for (int i = 0; i < 2; ++i) {
    clients.emplace_back(server->port());
    ASSERT_TRUE(clients.back().Send(Get("/stream")));
    ASSERT_FALSE(clients.back().ReadUntil("\r\n\r\n").empty());
  }
  RawClient third(server->port());
  ASSERT_TRUE(third.Send(Get("/stream")));
  const std::string refused = third.Answer();
  EXPECT_EQ(StatusOf(refused), 503);
  EXPECT_THAT(refused, HasSubstr("Retry-After: 10"));
  EXPECT_TRUE(Becomes([&] { return !opened.streams().at(2)->Push("x"); }));
  ASSERT_TRUE(third.Send(Get("/plain")));
  EXPECT_EQ(BodyOf(third.Answer()), "plain");
}

TEST(HttpStream, SendsTheHeadAloneWhereNoMoreIsWanted) {
  Opened opened;
  const auto server = StartedServer(opened.AsHandler());
  RawClient client(server->port());
  ASSERT_TRUE(client.Send("HEAD /stream HTTP/1.1\r\nHost: a\r\n\r\n"));
  EXPECT_EQ(StatusOf(client.Answer(true)), 200);
  RawClient old(server->port());
  ASSERT_TRUE(old.Send("GET /stream HTTP/1.0\r\n\r\n"));
  EXPECT_EQ(StatusOf(old.Answer()), 505);
}

TEST(HttpStream, EndsWhenTheServerStops) {
  Opened opened;
  const auto server = StartedServer(opened.AsHandler());
  RawClient client(server->port());
  ASSERT_TRUE(client.Send(Get("/stream")));
  ASSERT_FALSE(client.ReadUntil("\r\n\r\n").empty());
  server->Stop();
  EXPECT_FALSE(client.ReadUntil("0\r\n\r\n").empty());
  EXPECT_FALSE(opened.streams().at(0)->Push("late"));
}

TEST(HttpStream, IsOpenFiveHundredTimesInBoundedMemory) {
  constexpr std::size_t kClients = 500;
  rlimit descriptors{};
  ::getrlimit(RLIMIT_NOFILE, &descriptors);
  descriptors.rlim_cur = descriptors.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &descriptors);
  ASSERT_GE(descriptors.rlim_cur, 2 * kClients + 100) << "descriptors that may be open";
  Opened opened;
  const auto server = StartedServer(opened.AsHandler());
  const std::size_t before = ResidentBytes();
  std::vector<RawClient> clients;
  for (std::size_t i = 0; i < kClients; ++i) {
    clients.emplace_back(server->port());
    ASSERT_TRUE(clients.back().Send(Get("/stream")));
  }
  const auto streams = opened.Await(kClients);
  ASSERT_EQ(streams.size(), kClients);
  for (RawClient& client : clients) ASSERT_FALSE(client.ReadUntil("\r\n\r\n").empty());
  const std::string piece(200, 'p');
  for (int round = 0; round < 50; ++round) {
    for (const auto& stream : streams) EXPECT_TRUE(stream->Push(piece + std::to_string(round) + "."));
    for (RawClient& client : clients) ASSERT_FALSE(client.ReadUntil(piece + std::to_string(round) + ".").empty());
  }
  const std::size_t grown = ResidentBytes() - before;
  RecordProperty("bytes_per_stream", static_cast<int>(grown / kClients));
  EXPECT_LT(grown, 64U << 20) << "clients are in this process too";
  EXPECT_EQ(server->figures().streams, kClients);
}

}  // namespace
}  // namespace fascicolo::http
