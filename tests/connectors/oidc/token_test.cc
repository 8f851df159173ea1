#include "connectors/oidc/token.h"

#include "connectors/oidc/development_issuer.h"
#include "connectors/oidc/forger.h"

#include <gmock/gmock.h>

namespace fascicolo::oidc {
namespace {

using nlohmann::json;
using testing::ElementsAre;

const Trust kTrust{"https://issuer.example", "fascicolo"};
constexpr std::int64_t kNow = 1'772'000'000;  ///< seconds

json Good() {
  return {{"iss", kTrust.issuer}, {"aud", kTrust.audience}, {"sub", "anna.rossi"}, {"roles", {"coordinator"}},
          {"iat", kNow - 10},     {"exp", kNow + 3'600}};
}
json With(const char* name, json value) {
  json claims = Good();
  claims[name] = std::move(value);
  return claims;
}
json Without(const char* name) {
  json claims = Good();
  claims.erase(name);
  return claims;
}

class Token : public testing::Test {
 protected:
  Token() : keys_(KeySet::Read(json{{"keys", {rsa_.Public(), ec_.Public()}}}.dump()).value()) {}
  /// Why it is no good; "": it is.
  std::string FaultOf(const std::string& token, std::int64_t now = kNow) {
    const auto checked = CheckToken(token, keys_, kTrust, Instant{now * kMicrosPerSecond});
    return checked ? "" : std::string(TextOf(checked.error()));
  }
  std::string FaultIn(const json& claims, std::int64_t now = kNow) { return FaultOf(ec_.Sign(claims, "ES256", "e"), now); }

  Forger rsa_{RsaKey(), "r"};
  Forger ec_{EcKey(), "e"};
  KeySet keys_;
};

TEST_F(Token, OfATrustedIssuerSaysWhoAsks) {
  for (const std::string& token : {rsa_.Sign(Good(), "RS256", "r"), ec_.Sign(Good(), "ES256", "e")}) {
    const auto claims = CheckToken(token, keys_, kTrust, Instant{kNow * kMicrosPerSecond});
    ASSERT_TRUE(claims.ok());
    EXPECT_EQ(claims->subject, "anna.rossi");
    EXPECT_THAT(claims->roles, ElementsAre("coordinator"));
    EXPECT_EQ(claims->expires.micros, (kNow + 3'600) * kMicrosPerSecond);
  }
  EXPECT_EQ(FaultIn(With("aud", {"other", kTrust.audience})), "");
  EXPECT_EQ(FaultIn(Without("roles")), "") << "nobody's roles: nothing is allowed, but it is a token";
}

TEST_F(Token, WithoutASignatureOrByAnotherAlgorithmIsRefused) {
  const std::string good = ec_.Sign(Good(), "ES256", "e");
  const std::string payload = good.substr(good.find('.'), good.rfind('.') - good.find('.'));
  // {"alg":"none","kid":"e"}
  EXPECT_EQ(FaultOf("eyJhbGciOiJub25lIiwia2lkIjoiZSJ9" + payload + "."), "algorithm");
  EXPECT_EQ(FaultOf(rsa_.Sign(Good(), "RS512", "r")), "algorithm");
  EXPECT_EQ(FaultOf(rsa_.Sign(Good(), "PS256", "r")), "algorithm");
  // The public key taken for a shared secret.
  Forger confused(SecretKey(rsa_.Public().dump()), "r");
  EXPECT_EQ(FaultOf(confused.Sign(Good(), "HS256", "r")), "algorithm");
  EXPECT_EQ(FaultOf(rsa_.Sign(Good(), "RS256", "e")), "algorithm") << "a key is for one algorithm";
}

TEST_F(Token, ByAnotherKeyIsRefused) {
  Forger stranger(EcKey(), "e");
  EXPECT_EQ(FaultOf(stranger.Sign(Good(), "ES256", "e")), "signature");
  EXPECT_EQ(FaultOf(ec_.Sign(Good(), "ES256", "unknown")), "unknown_key");
  EXPECT_EQ(FaultOf(ec_.Sign(Good(), "ES256", "")), "unknown_key");
  EXPECT_EQ(FaultOf(ec_.Sign(Good(), "ES256", "../../e")), "unknown_key");
  EXPECT_EQ(FaultOf(ec_.Sign(Good(), "ES256", "e", R"(["exp"])")), "malformed");
}

TEST_F(Token, IsForOneIssuerOneAudienceAndItsTime) {
  EXPECT_EQ(FaultIn(With("iss", "https://issuer.example/")), "issuer");
  EXPECT_EQ(FaultIn(With("aud", "another")), "audience");
  EXPECT_EQ(FaultIn(With("aud", json::array())), "audience");
  EXPECT_EQ(FaultIn(Good(), kNow + 3'600 + kLeewaySeconds - 1), "");
  EXPECT_EQ(FaultIn(Good(), kNow + 3'600 + kLeewaySeconds), "expired");
  EXPECT_EQ(FaultIn(With("nbf", kNow + kLeewaySeconds)), "");
  EXPECT_EQ(FaultIn(With("nbf", kNow + kLeewaySeconds + 1)), "not_yet");
  EXPECT_EQ(FaultIn(With("iat", kNow + kLeewaySeconds + 1)), "not_yet");
}

TEST_F(Token, WithoutWhatMustBeThereIsMalformed) {
  for (const char* name : {"iss", "aud", "sub", "exp", "iat"}) EXPECT_EQ(FaultIn(Without(name)), "malformed") << name;
  EXPECT_EQ(FaultIn(With("exp", "tomorrow")), "malformed");
  EXPECT_EQ(FaultIn(With("exp", -1)), "malformed");
  EXPECT_EQ(FaultIn(With("exp", std::int64_t{1} << 62)), "malformed");
  EXPECT_EQ(FaultIn(With("sub", "")), "malformed");
  EXPECT_EQ(FaultIn(With("roles", {1, 2})), "malformed");
  EXPECT_EQ(FaultIn(With("aud", {{"a", 1}})), "malformed");
  EXPECT_EQ(FaultIn(json::array()), "malformed");
}

TEST_F(Token, ThatIsChangedAnywhereIsRefused) {
  const std::string good = ec_.Sign(Good(), "ES256", "e");
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string changed = good;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    const auto checked = CheckToken(changed, keys_, kTrust, Instant{kNow * kMicrosPerSecond});
    const bool may_be_the_same = i + 1 == good.size();  // a signature's last letter has bits that no byte owns
    EXPECT_TRUE(!checked || may_be_the_same) << i;
  }
  EXPECT_EQ(FaultOf(""), "malformed");
  EXPECT_EQ(FaultOf(good + ".x"), "malformed");
  EXPECT_EQ(FaultOf(good.substr(0, good.rfind('.'))), "malformed");
  EXPECT_EQ(FaultOf(std::string(kMaxTokenBytes, 'A') + ".A.A"), "malformed");
}

TEST_F(Token, ThatIsNotBase64UrlIsRefusedBeforeAnybodyDecodesIt) {
  const std::string good = ec_.Sign(Good(), "ES256", "e");
  for (const char* wrong : {"=", "A=", "===", "+", "/", " ", "\n", "\x80"}) {
    for (std::size_t dot = good.find('.'); dot != std::string::npos; dot = good.find('.', dot + 1)) {
      EXPECT_EQ(FaultOf(std::string(good).insert(dot, wrong)), "malformed") << wrong;
      EXPECT_EQ(FaultOf(std::string(good).insert(dot - 5, wrong)), "malformed") << wrong;
    }
    EXPECT_EQ(FaultOf(good + wrong), "malformed") << wrong;
  }
  EXPECT_EQ(FaultOf("A.A.A"), "malformed");
  EXPECT_EQ(FaultOf(".."), "malformed");
}

TEST_F(Token, OfTheDevelopmentIssuerIsGoodForAnHour) {
  const DevelopmentIssuer issuer(kTrust);
  keys_ = KeySet::Read(issuer.KeySetJson()).value();
  const std::string token = issuer.Issue("anna.rossi", {"coordinator", "auditor"}, Instant{kNow * kMicrosPerSecond});
  EXPECT_EQ(FaultOf(token), "");
  EXPECT_EQ(FaultOf(token, kNow + 3'600 + kLeewaySeconds), "expired");
  const DevelopmentIssuer another(kTrust);
  EXPECT_EQ(FaultOf(another.Issue("anna.rossi", {}, Instant{kNow * kMicrosPerSecond})), "signature");
}

}  // namespace
}  // namespace fascicolo::oidc
