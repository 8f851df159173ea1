#include "connectors/http/client.h"

#include "connectors/http/raw_client.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <thread>

namespace fascicolo::http {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

std::string UrlOf(const Server& server) { return "http://127.0.0.1:" + std::to_string(server.port()); }

TEST(ServersUrl, IsAHostAndAPortAndNothingElse) {
  for (const char* url : {"http://127.0.0.1:8080", "https://node1.example", "https://[::1]:8443"})
    EXPECT_TRUE(IsServerUrl(url)) << url;
  for (const char* url :
       {"", "node1.example", "ftp://node1.example", "https://", "https://:80", "https://a/b", "https://a?b",
        "https://a#b", "https://user@a", "https://a b", "https://a\r\nb", "file:///etc/passwd"}) {
    EXPECT_FALSE(IsServerUrl(url)) << url;
  }
}

TEST(HttpClient, SendsWhatItIsGivenAndTellsWhatCameBack) {
  Request seen;
  const auto server = StartedServer([&](const Request& request, Answer answer) {
    seen = request;
    answer.Send({418, {{"X-One", "first"}, {"X-Two", "second"}}, "short and stout"});
  });
  Client client;
  const auto answer = client.Send(UrlOf(*server), {"POST", "/pot/../a?b=%2F", {{"Idempotency-Key", "k"}}, "body", {}});
  ASSERT_TRUE(answer.ok()) << answer.error().why;
  EXPECT_EQ(seen.method, "POST");
  EXPECT_EQ(seen.target, "/pot/../a?b=%2F") << "as it was given";
  EXPECT_EQ(seen.body, "body");
  EXPECT_EQ(ValueOf(seen.headers, "Idempotency-Key"), "k");
  EXPECT_EQ(CountOf(seen.headers, "Expect"), 0U);
  EXPECT_EQ(answer->status, 418U);
  EXPECT_EQ(ValueOf(answer->headers, "x-two"), "second");
  EXPECT_EQ(answer->body, "short and stout");
}

TEST(HttpClient, KeepsItsConnectionAndFindsANewOneWhenThatIsClosed) {
  Limits limits;
  limits.idle_time = std::chrono::milliseconds(50);
  const auto server = StartedServer(Echo(), limits);
  Client client;
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(client.Send(UrlOf(*server), {"GET", "/", {}, {}, {}}).ok());
  EXPECT_EQ(server->figures().connections, 1U);
  while (server->figures().connections > 0) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  const auto answer = client.Send(UrlOf(*server), {"POST", "/", {}, "x", {}});
  ASSERT_TRUE(answer.ok()) << answer.error().why;
  EXPECT_EQ(answer->body, "POST / x");
}

TEST(HttpClient, SaysWhetherARequestMayHaveArrived) {
  std::string gone;
  {
    const auto server = StartedServer(Echo());
    gone = UrlOf(*server);
  }
  Client client;
  const auto refused = client.Send(gone, {"GET", "/", {}, {}, {}});
  ASSERT_FALSE(refused.ok());
  EXPECT_FALSE(refused.error().may_have_arrived);
  EXPECT_THAT(refused.error().why, HasSubstr(gone));

  Limits limits;
  limits.stop_time = std::chrono::milliseconds(10);
  std::optional<Answer> held;
  const auto silent = StartedServer([&](const Request&, Answer answer) { held.emplace(std::move(answer)); }, limits);
  ClientOptions options;
  options.answer_time = std::chrono::milliseconds(100);
  const auto lost = Client(options).Send(UrlOf(*silent), {"GET", "/", {}, {}, {}});
  ASSERT_FALSE(lost.ok());
  EXPECT_TRUE(lost.error().may_have_arrived);
}

TEST(HttpClient, EndsItsWaitingWhenItIsTold) {
  Limits limits;
  limits.stop_time = std::chrono::milliseconds(10);
  std::optional<Answer> held;
  const auto silent = StartedServer([&](const Request&, Answer answer) { held.emplace(std::move(answer)); }, limits);
  const auto began = std::chrono::steady_clock::now();
  const auto lost = Client().Send(UrlOf(*silent), {"GET", "/", {}, {}, {}}, [] { return false; });
  EXPECT_FALSE(lost.ok());
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(10));
}

TEST(HttpClient, TakesNoAnswerBeyondItsLimit) {
  const auto server = StartedServer([](const Request&, Answer answer) {
    answer.Send({200, {}, std::string(1'000, 'x')});
  });
  ClientOptions options;
  options.answer_bytes = 999;
  EXPECT_FALSE(Client(options).Send(UrlOf(*server), {"GET", "/", {}, {}, {}}).ok());
  options.answer_bytes = 1'000;
  EXPECT_TRUE(Client(options).Send(UrlOf(*server), {"GET", "/", {}, {}, {}}).ok());
}

TEST(HttpClient, FollowsNobodyToAnotherPlace) {
  int asked = 0;
  const auto server = StartedServer([&](const Request&, Answer answer) {
    ++asked;
    answer.Send({302, {{"Location", "/elsewhere"}}, {}});
  });
  const auto answer = Client().Send(UrlOf(*server), {"GET", "/", {{"Authorization", "Bearer secret"}}, {}, {}});
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer->status, 302U);
  EXPECT_EQ(asked, 1);
}

}  // namespace
}  // namespace fascicolo::http
