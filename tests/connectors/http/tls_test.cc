// TLS, as OpenSSL's own client sees it. Keys are made for each test.
#include "connectors/http/certificate.h"
#include "connectors/http/client.h"
#include "connectors/http/raw_client.h"

#include <gmock/gmock.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <filesystem>
#include <fstream>

namespace fascicolo::http {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class HttpOverTls : public testing::Test {
 protected:
  ~HttpOverTls() override { fs::remove_all(root_); }

  [[nodiscard]] ServerOptions Options() const {
    ServerOptions options;
    options.tls = files_;
    return options;
  }
  /// What the server answers to one request by this version of TLS; empty: they found no way to speak.
  static std::string Ask(std::uint16_t port, int version) {
    SSL_CTX* context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_min_proto_version(context, version);
    SSL_CTX_set_max_proto_version(context, version);
    SSL_CTX_set_security_level(context, 0);  // so that it is the server who refuses old versions
    BIO* connection = BIO_new_ssl_connect(context);
    BIO_set_conn_hostname(connection, ("127.0.0.1:" + std::to_string(port)).c_str());
    std::string answer;
    const std::string request = Get("/sealed", "Connection: close\r\n");
    if (BIO_do_connect(connection) == 1 && BIO_write(connection, request.data(), static_cast<int>(request.size())) > 0) {
      std::array<char, 4'096> piece{};
      for (int got = 0; (got = BIO_read(connection, piece.data(), static_cast<int>(piece.size()))) > 0;) {
        answer.append(piece.data(), static_cast<std::size_t>(got));
      }
    }
    ERR_clear_error();
    BIO_free_all(connection);
    SSL_CTX_free(context);
    return answer;
  }

  fs::path root_ = fs::temp_directory_path() / ("fascicolo-tls-" + std::to_string(::getpid()));
  TlsFiles files_ = MakeCertificate(root_);
};

TEST_F(HttpOverTls, SpeaksItsLastTwoVersionsAndNoOther) {
  const auto server = Server::Start(Options(), Echo()).value();
  EXPECT_EQ(BodyOf(Ask(server->port(), TLS1_3_VERSION)), "GET /sealed ");
  EXPECT_EQ(BodyOf(Ask(server->port(), TLS1_2_VERSION)), "GET /sealed ");
  EXPECT_EQ(Ask(server->port(), TLS1_1_VERSION), "");
}

TEST_F(HttpOverTls, DoesNotAnswerInTheClear) {
  const auto server = Server::Start(Options(), Echo()).value();
  RawClient client(server->port());
  ASSERT_TRUE(client.Send(Get("/a")));
  EXPECT_TRUE(client.IsClosedWithin(kSoon));
  EXPECT_EQ(server->figures().requests, 0U);
}

TEST_F(HttpOverTls, NamesTheFileThatCannotBeRead) {
  std::ofstream(files_.key) << "no key";
  const auto started = Server::Start(Options(), Echo());
  ASSERT_FALSE(started.ok());
  EXPECT_EQ(started.error().code, FailureCode::kDamaged);
  EXPECT_THAT(started.error().message, HasSubstr("key.pem"));
  files_.certificates = root_ / "absent.pem";
  EXPECT_THAT(Server::Start(Options(), Echo()).error().message, HasSubstr("absent.pem"));
}

TEST_F(HttpOverTls, IsSpokenToOurClientOnlyByWhomItTrustsUnderTheirName) {
  const auto started = Server::Start(Options(), Echo());
  ASSERT_TRUE(started.ok());
  const std::string port = std::to_string((*started)->port());
  const Request request{"GET", "/", {}, {}, {}};
  const auto stranger = Client().Send("https://localhost:" + port, request);
  ASSERT_FALSE(stranger.ok()) << "signed by nobody whom the system trusts";
  EXPECT_FALSE(stranger.error().may_have_arrived);
  ClientOptions options;
  options.ca_file = files_.certificates;
  const auto trusted = Client(options).Send("https://localhost:" + port, request);
  ASSERT_TRUE(trusted.ok()) << trusted.error().why;
  EXPECT_EQ(trusted->body, "GET / ");
  EXPECT_FALSE(Client(options).Send("https://127.0.0.1:" + port, request).ok()) << "its certificate names localhost";
}

}  // namespace
}  // namespace fascicolo::http
