#include "connectors/oidc/key_set.h"

#include "connectors/oidc/forger.h"

#include <gmock/gmock.h>

namespace fascicolo::oidc {
namespace {

using nlohmann::json;

std::string SetOf(const std::vector<json>& keys) { return json{{"keys", keys}}.dump(); }

TEST(KeySet, HoldsKeysForTheAlgorithmOfTheirType) {
  Forger rsa(RsaKey(), "r");
  Forger ec(EcKey(), "e");
  const auto set = KeySet::Read(SetOf({rsa.Public(), ec.Public()}));
  ASSERT_TRUE(set.ok());
  EXPECT_EQ(set->Find("r")->algorithm(), Algorithm::kRs256);
  EXPECT_EQ(set->Find("e")->algorithm(), Algorithm::kEs256);
  EXPECT_EQ(set->Find("other"), nullptr);
}

TEST(KeySet, PassesOverKeysThatItDoesNotTake) {
  Forger other_curve(EcKey(CJOSE_JWK_EC_P_521), "big");
  Forger secret(SecretKey("a secret"), "secret");
  Forger ec(EcKey(), "e");
  auto for_encryption = ec.Public();
  for_encryption["use"] = "enc";
  auto for_another = ec.Public();
  for_another["alg"] = "ES384";
  const auto set = KeySet::Read(SetOf({other_curve.Public(), secret.Public(), for_encryption, for_another, {{"kty", "OKP"}}}));
  ASSERT_TRUE(set.ok());
  EXPECT_EQ(set->size(), 0U);
}

TEST(KeySet, NamesTheKeyThatIsWrong) {
  Forger rsa(RsaKey(1'024), "short");
  EXPECT_EQ(KeySet::Read(SetOf({rsa.Public()})).error().place, "/keys/0");
  Forger ec(EcKey(), "e");
  EXPECT_EQ(KeySet::Read(SetOf({ec.Public(), ec.Public()})).error().ToString(), "/keys/1/kid: stands twice");
  auto nameless = ec.Public();
  nameless.erase("kid");
  EXPECT_EQ(KeySet::Read(SetOf({nameless})).error().place, "/keys/0/kid");
  auto broken = ec.Public();
  broken["x"] = "AAAA";
  EXPECT_EQ(KeySet::Read(SetOf({broken})).error().place, "/keys/0");
  for (const char* number : {"A=AA", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVE="}) {
    broken["x"] = number;
    EXPECT_EQ(KeySet::Read(SetOf({broken})).error().place, "/keys/0") << number;
  }
  EXPECT_EQ(KeySet::Read("{}").error().place, "/keys");
  EXPECT_EQ(KeySet::Read(R"({"keys":7})").error().place, "/keys");
  EXPECT_FALSE(KeySet::Read("no JSON").ok());
  EXPECT_EQ(KeySet::Read(SetOf(std::vector<json>(kMaxKeys + 1, json{{"kty", "oct"}}))).error().place, "/keys");
}

}  // namespace
}  // namespace fascicolo::oidc
