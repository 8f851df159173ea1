#include "connectors/oidc/issuer_keys.h"

#include "connectors/http/raw_client.h"
#include "connectors/oidc/development_issuer.h"
#include "connectors/oidc/fetching.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace fascicolo::oidc {
namespace {

constexpr std::chrono::milliseconds kOften{20};
const Instant kIssuedAt{1'772'442'000'000'000};

/// An issuer that can begin to sign by another key, or fall silent.
struct Issuer {
  Trust trust{"https://login.example", "fascicolo"};
  DevelopmentIssuer former{trust};
  DevelopmentIssuer later{trust};
  std::atomic<bool> has_rotated{false};
  std::atomic<bool> is_silent{false};
  std::atomic<int> fetched{0};

  IssuerKeys::Fetch AsFetch() {
    return [this]() -> Result<std::string> {
      ++fetched;
      if (is_silent) return Failure{FailureCode::kUnavailable, "nobody answers"};
      return has_rotated ? later.KeySetJson() : former.KeySetJson();
    };
  }
  [[nodiscard]] bool Knows(const IssuerKeys& keys, const DevelopmentIssuer& by) const {
    return CheckToken(by.Issue("anna", {}, kIssuedAt), *keys.Now(), trust, kIssuedAt).ok();
  }
};

bool Becomes(const std::function<bool()>& holds) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!holds() && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  return holds();
}

TEST(IssuerKeys, AreReplacedWhenATokenNamesAnotherKey) {
  Issuer issuer;
  const auto keys = IssuerKeys::Fetched(issuer.AsFetch(), kOften).value();
  EXPECT_TRUE(issuer.Knows(*keys, issuer.former));
  issuer.has_rotated = true;
  EXPECT_FALSE(issuer.Knows(*keys, issuer.later));
  EXPECT_TRUE(Becomes([&] {
    keys->Want();
    return issuer.Knows(*keys, issuer.later);
  }));
  EXPECT_FALSE(issuer.Knows(*keys, issuer.former)) << "what the issuer withdrew is withdrawn";
}

TEST(IssuerKeys, AreAskedForNoMoreOftenHoweverManyWantThem) {
  Issuer issuer;
  const auto keys = IssuerKeys::Fetched(issuer.AsFetch(), std::chrono::hours(1)).value();
  for (int i = 0; i < 1'000; ++i) keys->Want();
  std::this_thread::sleep_for(kOften);
  EXPECT_EQ(issuer.fetched, 1);
}

TEST(IssuerKeys, StayWhileTheIssuerIsSilent) {
  Issuer issuer;
  const auto keys = IssuerKeys::Fetched(issuer.AsFetch(), kOften).value();
  issuer.is_silent = true;
  EXPECT_TRUE(Becomes([&] {
    keys->Want();
    return issuer.fetched >= 3;
  }));
  EXPECT_TRUE(issuer.Knows(*keys, issuer.former));
}

TEST(IssuerKeys, MustBeThereAtTheBeginning) {
  Issuer issuer;
  issuer.is_silent = true;
  const auto silent = IssuerKeys::Fetched(issuer.AsFetch(), kOften);
  ASSERT_FALSE(silent.ok());
  EXPECT_EQ(silent.error().code, FailureCode::kUnavailable);
  const auto none = IssuerKeys::Fetched([] { return Result<std::string>(std::string("{}")); }, kOften);
  ASSERT_FALSE(none.ok());
  EXPECT_EQ(none.error().code, FailureCode::kDamaged);
}

TEST(FetchedDocument, IsTheBodyOfWhatIsThere) {
  const auto server = http::StartedServer([](const http::Request& request, http::Answer answer) {
    if (request.target == "/keys") return answer.Send({200, {}, R"({"keys":[]})"});
    if (request.target == "/long") return answer.Send({200, {}, std::string(kMaxFetchedBytes + 1, ' ')});
    if (request.target == "/away") return answer.Send({302, {{"Location", "/keys"}}, {}});
    answer.Send({404, {}, {}});
  });
  const std::string place = "http://127.0.0.1:" + std::to_string(server->port());
  EXPECT_EQ(Fetched(place + "/keys").value(), R"({"keys":[]})");
  EXPECT_EQ(Fetched(place + "/none").error().code, FailureCode::kUnavailable);
  EXPECT_EQ(Fetched(place + "/long").error().code, FailureCode::kTooLarge);
  EXPECT_NE(Fetched(place + "/away").value(), R"({"keys":[]})") << "nobody sends us elsewhere";
}

TEST(FetchedDocument, ComesOverAnOpenLineFromThisMachineAlone) {
  for (const char* url :
       {"http://login.example/keys", "http://127.0.0.1.example/keys", "ftp://127.0.0.1/keys", "file:///etc/passwd"}) {
    EXPECT_FALSE(Fetched(url).ok()) << url;
  }
  EXPECT_TRUE(IsUrl("https://login.example/keys"));
  EXPECT_FALSE(IsUrl("keys.json"));
}

}  // namespace
}  // namespace fascicolo::oidc
