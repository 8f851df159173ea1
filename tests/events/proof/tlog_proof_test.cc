#include "events/proof/tlog_proof.h"

#include <gtest/gtest.h>

#include "events/proof/vectors.h"

namespace fascicolo::proof {
namespace {

class TlogProofTest : public testing::Test {
 protected:
  TlogProofTest() {
    auto read = ReadTlogProof(vectors::kTlogProofOf5);
    auto key = ReadVerifierKey(vectors::kLogKey);
    EXPECT_TRUE(read && key);
    if (read && key) {
      proof_ = std::move(read).value();
      key_ = std::move(key).value();
    }
  }
  [[nodiscard]] bool Holds(const TlogProof& proof, const std::string& entry) const {
    return VerifyTlogProof(proof, vectors::FromHexText(entry), vectors::kLogOrigin, key_).ok();
  }
  TlogProof proof_;
  VerifierKey key_;
};

TEST_F(TlogProofTest, OfOthersIsReadAndVerified) {
  EXPECT_EQ(proof_.index, 5U);
  EXPECT_EQ(proof_.path, vectors::HashesOf(vectors::kInclusionOf5In8));
  EXPECT_TRUE(Holds(proof_, vectors::kLeaves[5]));
  EXPECT_EQ(proof_.ToString(), vectors::kTlogProofOf5);
}

TEST_F(TlogProofTest, HoldsForItsOwnEntryOnly) {
  EXPECT_FALSE(Holds(proof_, vectors::kLeaves[4]));
  TlogProof other = proof_;
  other.index = 4;
  EXPECT_FALSE(Holds(other, vectors::kLeaves[5]));
  other = proof_;
  other.checkpoint.signatures.front().signature.front() ^= 1;
  EXPECT_FALSE(Holds(other, vectors::kLeaves[5]));
}

TEST_F(TlogProofTest, CarriesWhatSomebodyAddsToIt) {
  proof_.extra = {1, 2, 3};
  const auto again = ReadTlogProof(proof_.ToString());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->extra, proof_.extra);
  EXPECT_TRUE(Holds(*again, vectors::kLeaves[5]));
}

TEST_F(TlogProofTest, IsNotReadFromAnythingElse) {
  const std::string begin = "c2sp.org/tlog-proof@v1\n";
  for (const std::string& text : {std::string(), begin, begin + "index 5", begin + "index 05\n\n" + vectors::kCheckpoint,
                                  begin + "extra !\nindex 5\n\n" + vectors::kCheckpoint,
                                  begin + "extra \nindex 5\n\n" + vectors::kCheckpoint,
                                  begin + "index 5\nAAAA\n\n" + vectors::kCheckpoint, begin + "index 5\n\n",
                                  begin + "index 5\n", "c2sp.org/tlog-proof@v2\nindex 5\n\n" + vectors::kCheckpoint}) {
    EXPECT_FALSE(ReadTlogProof(text)) << text;
  }
}

TEST_F(TlogProofTest, HasAtMostAsManyHashesAsATreeCanNeed) {
  proof_.path.assign(kMaxPath, Hash{});
  EXPECT_TRUE(ReadTlogProof(proof_.ToString()));
  proof_.path.emplace_back();
  EXPECT_FALSE(ReadTlogProof(proof_.ToString()));
}

}  // namespace
}  // namespace fascicolo::proof
