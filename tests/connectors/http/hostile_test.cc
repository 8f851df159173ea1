// What no client of good will sends. Refused with a status, or closed; never handed on, and the next client is served.
#include "connectors/http/raw_client.h"

#include <gmock/gmock.h>

namespace fascicolo::http {
namespace {

using namespace std::string_literals;

struct Sent {
  const char* name;
  std::string bytes;
  int status;
};
void PrintTo(const Sent& sent, std::ostream* out) { *out << sent.name; }

class Hostile : public testing::TestWithParam<Sent> {};

TEST_P(Hostile, RequestIsRefusedAndNotHandedOn) {
  const auto server = StartedServer(Echo());
  RawClient client(server->port());
  ASSERT_TRUE(client.Send(GetParam().bytes));
  client.FinishSending();
  EXPECT_EQ(StatusOf(client.Answer()), GetParam().status);
  EXPECT_TRUE(client.IsClosedWithin(kSoon)) << "whatever follows would be read as a request";
  EXPECT_EQ(server->figures().requests, 0U);
  RawClient next(server->port());
  ASSERT_TRUE(next.Send(Get("/a")));
  EXPECT_EQ(StatusOf(next.Answer()), 200);
}

const std::string kHost = "Host: a\r\n";

INSTANTIATE_TEST_SUITE_P(
    Line, Hostile,
    testing::Values(Sent{"BareLineFeeds", "GET / HTTP/1.1\nHost: a\n\n", 400},
                    Sent{"BareLineFeedAfterTheLine", "GET / HTTP/1.1\n" + kHost + "\r\n", 400},
                    Sent{"BareLineFeedInTheHeaders", "GET / HTTP/1.1\r\nHost: a\nX: y\r\n\r\n", 400},
                    Sent{"TwoSpaces", "GET  / HTTP/1.1\r\n" + kHost + "\r\n", 400},
                    Sent{"NoTarget", "GET HTTP/1.1\r\n" + kHost + "\r\n", 400},
                    Sent{"NoVersion", "GET /\r\n" + kHost + "\r\n", 400},
                    Sent{"OtherProtocol", "GET / HTTPS/1.1\r\n" + kHost + "\r\n", 400},
                    Sent{"LaterVersion", "GET / HTTP/2.0\r\n" + kHost + "\r\n", 400},
                    Sent{"UnknownMethod", "BREW / HTTP/1.1\r\n" + kHost + "\r\n", 501},
                    Sent{"SmallMethod", "get / HTTP/1.1\r\n" + kHost + "\r\n", 501},
                    Sent{"MethodWithControl", "G\x01T / HTTP/1.1\r\n" + kHost + "\r\n", 400},
                    Sent{"TargetWithoutPath", "GET a HTTP/1.1\r\n" + kHost + "\r\n", 400},
                    Sent{"Asterisk", "GET * HTTP/1.1\r\n" + kHost + "\r\n", 400},
                    Sent{"TargetWithControl", "GET /\x7F HTTP/1.1\r\n" + kHost + "\r\n", 400},
                    Sent{"TargetWithFragment", "GET /a#b HTTP/1.1\r\n" + kHost + "\r\n", 400},
                    Sent{"NulInTheLine", "GET /\0 HTTP/1.1\r\n"s + kHost + "\r\n", 400},
                    Sent{"Tls", "\x16\x03\x01\x02\x01\x01"s + std::string(60, 'x') + "\r\n\r\n", 400}),
    [](const auto& one) { return one.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Headers, Hostile,
    testing::Values(Sent{"NoHost", "GET / HTTP/1.1\r\n\r\n", 400},
                    Sent{"TwoHosts", "GET / HTTP/1.1\r\n" + kHost + "Host: b\r\n\r\n", 400},
                    Sent{"SpaceBeforeTheColon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400},
                    Sent{"NoColon", "GET / HTTP/1.1\r\nHost a\r\n\r\n", 400},
                    Sent{"NoName", "GET / HTTP/1.1\r\n" + kHost + ": a\r\n\r\n", 400},
                    Sent{"NulInAValue", "GET / HTTP/1.1\r\n" + kHost + "X: a\0b\r\n\r\n"s, 400},
                    Sent{"NulInAName", "GET / HTTP/1.1\r\n" + kHost + "X\0: a\r\n\r\n"s, 400},
                    Sent{"CarriageReturnAlone", "GET / HTTP/1.1\r\n" + kHost + "X: a\rb\r\n\r\n", 400},
                    Sent{"FoldedLine", "GET / HTTP/1.1\r\n" + kHost + "X: a\r\n b\r\n\r\n", 400},
                    Sent{"TwoTokens", "GET / HTTP/1.1\r\n" + kHost + "Authorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n", 400},
                    Sent{"UnknownExpectation", "POST / HTTP/1.1\r\n" + kHost + "Expect: wonders\r\nContent-Length: 1\r\n\r\na", 417}),
    [](const auto& one) { return one.param.name; });

/// Where two readers of the same bytes would see different requests (RFC 9112, section 11.2).
INSTANTIATE_TEST_SUITE_P(
    Smuggling, Hostile,
    testing::Values(Sent{"LengthAndCoding", "POST / HTTP/1.1\r\n" + kHost + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
                    Sent{"CodingAndLength", "POST / HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n", 400},
                    Sent{"TwoLengths", "POST / HTTP/1.1\r\n" + kHost + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400},
                    Sent{"TheSameLengthTwice", "POST / HTTP/1.1\r\n" + kHost + "Content-Length: 1\r\nContent-Length: 1\r\n\r\na", 400},
                    Sent{"ListOfLengths", "POST / HTTP/1.1\r\n" + kHost + "Content-Length: 1, 1\r\n\r\na", 400},
                    Sent{"SignedLength", "POST / HTTP/1.1\r\n" + kHost + "Content-Length: +1\r\n\r\na", 400},
                    Sent{"NegativeLength", "POST / HTTP/1.1\r\n" + kHost + "Content-Length: -1\r\n\r\na", 400},
                    Sent{"HexadecimalLength", "POST / HTTP/1.1\r\n" + kHost + "Content-Length: 0x1\r\n\r\na", 400},
                    Sent{"LengthBeyondNumbers", "POST / HTTP/1.1\r\n" + kHost + "Content-Length: 99999999999999999999999\r\n\r\na", 400},
                    Sent{"OtherCoding", "POST / HTTP/1.1\r\n" + kHost + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501},
                    Sent{"TwoCodings", "POST / HTTP/1.1\r\n" + kHost + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501},
                    Sent{"CodingTwice", "POST / HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n", 400},
                    Sent{"ChunkedAndMore", "POST / HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", 501},
                    Sent{"ChunkWithoutASize", "POST / HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked\r\n\r\nx\r\n\r\n", 400},
                    Sent{"ChunkBeyondNumbers", "POST / HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n", 400},
                    Sent{"ChunkLongerThanItSays", "POST / HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n", 400}),
    [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace fascicolo::http
