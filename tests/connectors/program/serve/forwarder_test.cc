#include "connectors/program/serve/forwarder.h"

#include "connectors/http/raw_client.h"
#include "connectors/program/serve/door_address.h"

#include <gmock/gmock.h>

#include <future>

namespace fascicolo::program {
namespace {

using http::ValueOf;

const http::Request kSent{"POST",
                          "/v1/commands",
                          {{"Authorization", "Bearer x.y.z"},
                           {"Idempotency-Key", "k"},
                           {"traceparent", "00-1-2-01"},
                           {"Host", "node1"},
                           {"Content-Length", "2"},
                           {"X-Forwarded-For", "somebody"}},
                          "{}",
                          "peer"};

std::string UrlOf(const http::Server& server) { return "http://127.0.0.1:" + std::to_string(server.port()); }

/// What came back from the door.
std::optional<http::Response> Sent(Forwarder& forwarder, const std::string& door, bool still_there = true) {
  std::promise<std::optional<http::Response>> answered;
  EXPECT_TRUE(forwarder.Put(
      door, Forwarder::Forwarded(kSent), [=] { return still_there; },
      [&](std::optional<http::Response> response) { answered.set_value(std::move(response)); }));
  return answered.get_future().get();
}

TEST(Forwarder, SendsACommandWholeWithItsSendersTokenAndAMark) {
  http::Request seen;
  const auto other = http::StartedServer([&](const http::Request& request, http::Answer answer) {
    seen = request;
    answer.Send({422, {{"Content-Type", "application/problem+json"}, {"X-Other", "y"}}, "no"});
  });
  Forwarder forwarder({}, false);
  const auto answer = Sent(forwarder, UrlOf(*other));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 422U);
  EXPECT_EQ(answer->body, "no");
  EXPECT_EQ(ValueOf(answer->headers, "Content-Type"), "application/problem+json");
  EXPECT_FALSE(ValueOf(answer->headers, "X-Other"));
  EXPECT_EQ(seen.body, "{}");
  EXPECT_EQ(seen.target, "/v1/commands");
  EXPECT_EQ(ValueOf(seen.headers, "Authorization"), "Bearer x.y.z");
  EXPECT_EQ(ValueOf(seen.headers, "Idempotency-Key"), "k");
  EXPECT_EQ(ValueOf(seen.headers, "traceparent"), "00-1-2-01");
  EXPECT_EQ(ValueOf(seen.headers, kForwardedHeader), "1");
  EXPECT_FALSE(ValueOf(seen.headers, "X-Forwarded-For"));
  EXPECT_EQ(forwarder.forwarded(), 1U);
}

TEST(Forwarder, HasNoAnswerOfANodeThatDoesNotWriteOrIsNotThere) {
  const auto other = http::StartedServer([](const http::Request&, http::Answer answer) {
    answer.Send({503, {{kNoWriterHeader, "1"}}, {}});
  });
  Forwarder forwarder({}, false);
  EXPECT_FALSE(Sent(forwarder, UrlOf(*other)));
  EXPECT_FALSE(Sent(forwarder, "http://127.0.0.1:9"));
  EXPECT_FALSE(Sent(forwarder, "no url"));
  EXPECT_FALSE(Sent(forwarder, UrlOf(*other), false)) << "another node holds the term by now";
  EXPECT_EQ(forwarder.forwarded(), 0U);
}

TEST(Forwarder, GivesNoTokenToADoorWithoutTlsWhereItsOwnHasIt) {
  int asked = 0;
  const auto other = http::StartedServer([&](const http::Request&, http::Answer answer) {
    ++asked;
    answer.Send({200, {}, {}});
  });
  Forwarder forwarder({}, true);
  EXPECT_FALSE(Sent(forwarder, UrlOf(*other)));
  EXPECT_EQ(asked, 0);
}

TEST(DoorOfAServer, IsWhatOthersReach) {
  http::ServerOptions server;
  EXPECT_EQ(DoorOfServer(server, 8080, ""), "http://127.0.0.1:8080");
  EXPECT_EQ(DoorOfServer(server, 8080, "http://node1.example:80"), "http://node1.example:80");
  server.host = "::1";
  EXPECT_EQ(DoorOfServer(server, 8080, ""), "http://[::1]:8080");
  server.host = "0.0.0.0";
  EXPECT_TRUE(http::IsServerUrl(DoorOfServer(server, 8080, ""))) << DoorOfServer(server, 8080, "");
  server.tls = http::TlsFiles{"a", "b"};
  server.host = "10.0.0.1";
  EXPECT_EQ(DoorOfServer(server, 8443, ""), "https://10.0.0.1:8443");
  EXPECT_FALSE(CheckDoor(server, "http://node1.example:80").ok()) << "a door without TLS before a server with it";
  EXPECT_FALSE(CheckDoor(server, "https://node1.example/path").ok());
  EXPECT_TRUE(CheckDoor(server, "https://node1.example").ok());
}

}  // namespace
}  // namespace fascicolo::program
