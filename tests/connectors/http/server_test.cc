#include "connectors/http/server.h"

#include "connectors/http/raw_client.h"

#include <gmock/gmock.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace fascicolo::http {
namespace {

using testing::HasSubstr;
using testing::Not;

/// Keeps what it is handed until somebody takes it.
class Held {
 public:
  [[nodiscard]] Handler AsHandler() {
    return [this](const Request&, Answer answer) {
      const std::lock_guard lock(mutex_);
      held_.push_back(std::move(answer));
      came_.notify_all();
    };
  }
  Answer Take() {
    std::unique_lock lock(mutex_);
    came_.wait(lock, [this] { return !held_.empty(); });
    Answer answer = std::move(held_.front());
    held_.pop_front();
    return answer;
  }

 private:
  std::mutex mutex_;
  std::condition_variable came_;
  std::deque<Answer> held_;
};

TEST(HttpServer, AnswersOneRequestAfterAnotherOnOneConnection) {
  const auto server = StartedServer(Echo());
  RawClient client(server->port());
  ASSERT_TRUE(client.Send(Get("/a?b=c")));
  EXPECT_EQ(BodyOf(client.Answer()), "GET /a?b=c ");
  ASSERT_TRUE(client.Send(Post("/d", "what was sent")));
  EXPECT_EQ(BodyOf(client.Answer()), "POST /d what was sent");
  ASSERT_TRUE(client.Send("POST /e HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nin tw\r\n1\r\no\r\n0\r\n\r\n"));
  EXPECT_EQ(BodyOf(client.Answer()), "POST /e in two");
  EXPECT_EQ(server->figures().requests, 3U);
}

TEST(HttpServer, AnswersPipelinedRequestsInTheirOrder) {
  const auto server = StartedServer(Echo());
  RawClient client(server->port());
  ASSERT_TRUE(client.Send(Get("/1") + Post("/2", "x") + Get("/3")));
  EXPECT_EQ(BodyOf(client.Answer()), "GET /1 ");
  EXPECT_EQ(BodyOf(client.Answer()), "POST /2 x");
  EXPECT_EQ(BodyOf(client.Answer()), "GET /3 ");
}

TEST(HttpServer, TakesATargetWithSchemeAndAuthorityAsItsPath) {
  const auto server = StartedServer(Echo());
  RawClient client(server->port());
  ASSERT_TRUE(client.Send("GET http://proxy.example/a?b HTTP/1.1\r\nHost: proxy.example\r\n\r\n"));
  EXPECT_EQ(BodyOf(client.Answer()), "GET /a?b ");
}

TEST(HttpServer, SendsNoBodyToAHeadRequestAndSaysHowLongItWere) {
  const auto server = StartedServer(Echo());
  RawClient client(server->port());
  ASSERT_TRUE(client.Send("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n"));
  EXPECT_THAT(client.Answer(true), HasSubstr("Content-Length: 8\r\n"));
  ASSERT_TRUE(client.Send(Get("/b")));
  EXPECT_EQ(BodyOf(client.Answer()), "GET /b ");
}

TEST(HttpServer, LetsAClientSendItsBodyThatAskedFirst) {
  const auto server = StartedServer(Echo());
  RawClient client(server->port());
  ASSERT_TRUE(client.Send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"));
  EXPECT_EQ(StatusOf(client.Answer()), 100);
  ASSERT_TRUE(client.Send("ab"));
  EXPECT_EQ(BodyOf(client.Answer()), "POST /a ab");
}

TEST(HttpServer, ClosesWhereTheClientWantsItAndForHttpOne) {
  const auto server = StartedServer(Echo());
  RawClient polite(server->port());
  ASSERT_TRUE(polite.Send(Get("/a", "Connection: close\r\n")));
  EXPECT_THAT(polite.Answer(), HasSubstr("Connection: close"));
  EXPECT_TRUE(polite.IsClosedWithin(kSoon));
  RawClient old(server->port());
  ASSERT_TRUE(old.Send("GET /a HTTP/1.0\r\n\r\n"));
  EXPECT_EQ(StatusOf(old.Answer()), 200);
  EXPECT_TRUE(old.IsClosedWithin(kSoon));
}

TEST(HttpServer, IsAnsweredFromAnyThreadAndByNobodyWith500) {
  Held held;
  const auto server = StartedServer(held.AsHandler());
  RawClient client(server->port());
  ASSERT_TRUE(client.Send(Get("/a")));
  std::thread([answer = held.Take()]() mutable { answer.Send({201, {}, "made"}); }).join();
  EXPECT_EQ(StatusOf(client.Answer()), 201);
  ASSERT_TRUE(client.Send(Get("/b")));
  { const Answer dropped = held.Take(); }
  EXPECT_EQ(StatusOf(client.Answer()), 500);
}

TEST(HttpServer, AnswersWhatItTookBeforeItStops) {
  Held held;
  const auto server = StartedServer(held.AsHandler());
  RawClient asked(server->port());
  RawClient idle(server->port());
  ASSERT_TRUE(asked.Send(Get("/a")));
  Answer answer = held.Take();
  std::thread stopping([&] { server->Stop(); });
  EXPECT_TRUE(idle.IsClosedWithin(kSoon)) << "nothing is owed to it";
  answer.Send({200, {}, "late"});
  const std::string got = asked.Answer();
  EXPECT_EQ(BodyOf(got), "late");
  EXPECT_THAT(got, HasSubstr("Connection: close"));
  stopping.join();
}

TEST(HttpServer, WaitsOnlySoLongForAnAnswerWhenItStops) {
  Limits limits;
  limits.stop_time = std::chrono::milliseconds(50);
  Held held;
  auto server = StartedServer(held.AsHandler(), limits);
  RawClient client(server->port());
  ASSERT_TRUE(client.Send(Get("/a")));
  Answer answer = held.Take();
  server->Stop();
  EXPECT_TRUE(client.IsClosedWithin(kSoon));
  server.reset();
  answer.Send({200, {}, "to nobody"});
}

TEST(HttpServer, SaysWhereItCannotListen) {
  const auto server = StartedServer(Echo());
  ServerOptions taken;
  taken.port = server->port();
  const auto second = Server::Start(taken, Echo());
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, FailureCode::kUnavailable);
  EXPECT_THAT(second.error().message, HasSubstr("127.0.0.1:" + std::to_string(server->port())));
}

TEST(HttpServer, IsAskedByManyAtOnceOnSeveralThreads) {
  ServerOptions options;
  options.threads = 3;
  auto server = Server::Start(options, Echo()).value();
  std::vector<std::thread> clients;
  std::atomic<int> right{0};
  for (int client = 0; client < 8; ++client) {
    clients.emplace_back([&, client] {
      RawClient raw(server->port());
      for (int i = 0; i < 50; ++i) {
        const std::string path = "/" + std::to_string(client) + "/" + std::to_string(i);
        if (raw.Send(Get(path)) && BodyOf(raw.Answer()) == "GET " + path + " ") ++right;
      }
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(right, 400);
}

}  // namespace
}  // namespace fascicolo::http
