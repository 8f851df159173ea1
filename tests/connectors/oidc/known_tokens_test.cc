#include "connectors/oidc/known_tokens.h"

#include "connectors/oidc/development_issuer.h"

#include <gtest/gtest.h>

namespace fascicolo::oidc {
namespace {

const Instant kMorning{1'772'442'000'000'000};
const Instant kEvening{kMorning.micros + 12LL * 3'600 * 1'000'000};

struct Known {
  Trust trust{"https://login.example", "fascicolo"};
  DevelopmentIssuer issuer{trust};
  std::shared_ptr<const KeySet> keys = std::make_shared<const KeySet>(KeySet::Read(issuer.KeySetJson()).value());
  KnownTokens tokens{trust};
};

TEST(KnownToken, IsTheSameAgainUntilItsTimeIsOver) {
  Known known;
  const std::string token = known.issuer.Issue("anna", {"worker"}, kMorning);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(known.tokens.Check(token, known.keys, kMorning).value().subject, "anna");
  EXPECT_EQ(known.tokens.size(), 1U);
  const auto late = known.tokens.Check(token, known.keys, kEvening);
  ASSERT_FALSE(late.ok());
  EXPECT_EQ(late.error(), Fault::kExpired);
}

TEST(KnownToken, IsNoneThatDiffersInAByte) {
  Known known;
  std::string token = known.issuer.Issue("anna", {"worker"}, kMorning);
  ASSERT_TRUE(known.tokens.Check(token, known.keys, kMorning).ok());
  token[token.size() - 3] = token[token.size() - 3] == 'A' ? 'B' : 'A';
  EXPECT_FALSE(known.tokens.Check(token, known.keys, kMorning).ok());
  EXPECT_FALSE(known.tokens.Check(token + "=", known.keys, kMorning).ok());
}

TEST(KnownToken, IsForgottenWithItsKeys) {
  Known known;
  const std::string token = known.issuer.Issue("anna", {"worker"}, kMorning);
  ASSERT_TRUE(known.tokens.Check(token, known.keys, kMorning).ok());
  const DevelopmentIssuer other(known.trust);
  const auto others = std::make_shared<const KeySet>(KeySet::Read(other.KeySetJson()).value());
  EXPECT_FALSE(known.tokens.Check(token, others, kMorning).ok());
}

}  // namespace
}  // namespace fascicolo::oidc
