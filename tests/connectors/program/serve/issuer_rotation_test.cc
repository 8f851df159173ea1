// An issuer begins to sign by another key while people are served.
#include "connectors/http/raw_client.h"
#include "connectors/oidc/forger.h"
#include "connectors/program/serve/served_desk.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <thread>

namespace fascicolo::program_test {
namespace {

using http::StatusOf;

constexpr std::int64_t kNineOClock = 1'772'442'000;  ///< 2 March 2026, 09:00 UTC: where the server's clock stands

/// An issuer's key under its name.
struct Signer {
  explicit Signer(std::string name) : id(std::move(name)), key(oidc::EcKey(), id) {}
  [[nodiscard]] std::string Token() {
    const nlohmann::json claims{{"iss", "https://login.example"}, {"aud", "fascicolo"}, {"sub", "anna.rossi"}, {"roles", nlohmann::json::array({"worker"})},
                                {"iat", kNineOClock}, {"exp", kNineOClock + 3'600}};
    return key.Sign(claims, "ES256", id);
  }
  [[nodiscard]] std::string KeySet() { return nlohmann::json{{"keys", nlohmann::json::array({key.Public()})}}.dump(); }
  const std::string id;
  oidc::Forger key;
};

class ServedByAnIssuer : public testing::Test {
 protected:
  ServedByAnIssuer() {
    publishes_ = http::StartedServer([this](const http::Request&, http::Answer answer) {
      ++asked_;
      answer.Send({200, {{"Content-Type", "application/json"}}, has_rotated_ ? published_later_ : published_first_});
    });
    desk_.Init();
    std::vector<std::string> words{"serve", "--listen", "127.0.0.1:0", "--issuer", "https://login.example", "--issuer-keys",
                                   "http://127.0.0.1:" + std::to_string(publishes_->port()) + "/jwks", "--issuer-keys-every", "1",
                                   "--test-clock", "2026-03-02T09:00:00Z"};
    for (std::string& word : desk_.place().Words()) words.push_back(std::move(word));
    serving_ = desk_.Start(words);
    port_ = AwaitPort(desk_, *serving_);
    EXPECT_NE(port_, 0) << BytesOf(desk_.root() / "stderr");
  }
  ~ServedByAnIssuer() override {
    serving_->Signal(SIGTERM);
    EXPECT_EQ(serving_->Wait().code, 0);
  }
  [[nodiscard]] int AskedWith(Signer& signer) const {
    http::RawClient client(port_);
    EXPECT_TRUE(client.Send(http::Get("/v1/services", "Authorization: Bearer " + signer.Token() + "\r\n")));
    return StatusOf(client.Answer(false, std::chrono::seconds(60)));
  }

  Signer former_{"spring"};
  Signer later_{"summer"};
  const std::string published_first_ = former_.KeySet();
  const std::string published_later_ = later_.KeySet();
  std::atomic<bool> has_rotated_{false};
  std::atomic<int> asked_{0};
  std::unique_ptr<http::Server> publishes_;
  const Desk desk_;
  std::optional<Running> serving_;
  std::uint16_t port_ = 0;
};

TEST_F(ServedByAnIssuer, TokensOfTheNewKeyAreTakenAndOfTheWithdrawnOneNoLonger) {
  EXPECT_EQ(AskedWith(former_), 200);
  EXPECT_EQ(AskedWith(later_), 401) << "not published yet";
  has_rotated_ = true;
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  int former_before = 200;
  while (AskedWith(later_) != 200 && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    former_before = AskedWith(former_);
    EXPECT_TRUE(former_before == 200 || former_before == 401);
  }
  EXPECT_EQ(AskedWith(later_), 200);
  EXPECT_EQ(AskedWith(former_), 401) << "also a token that was taken before";
  publishes_.reset();
  EXPECT_EQ(AskedWith(former_), 401);
  EXPECT_EQ(AskedWith(later_), 200) << "while nobody publishes, the keys stay";
}

TEST_F(ServedByAnIssuer, KeysAreAskedForNoMoreOftenThanIsSaid) {
  const auto began = std::chrono::steady_clock::now();
  for (int i = 0; i < 100; ++i) EXPECT_EQ(AskedWith(later_), 401);
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - began).count();
  EXPECT_LE(asked_, 2 + seconds);
}

}  // namespace
}  // namespace fascicolo::program_test
