// Notes, proofs, policies and paths with anything changed: what is read at all has one form, so that nobody can show two
// texts for one signature.
#include <gtest/gtest.h>

#include <random>

#include "events/proof/tiles.h"
#include "events/proof/tlog_proof.h"
#include "events/proof/vectors.h"
#include "events/proof/witness_policy.h"

namespace fascicolo::proof {
namespace {

constexpr int kRounds = 40'000;

class HostileText : public testing::Test {
 protected:
  /// One of `whole` with some bytes changed, taken away, added, or a piece repeated or left out.
  std::string Next(const std::vector<std::string>& whole) {
    std::string text = whole[chance_() % whole.size()];
    for (auto changes = 1 + chance_() % 4; changes > 0 && !text.empty(); --changes) {
      const std::size_t at = chance_() % text.size();
      switch (chance_() % 4) {
        case 0: text[at] = static_cast<char>(chance_()); break;
        case 1: text.erase(at, 1 + chance_() % 5); break;
        case 2: text.insert(at, 1, "\n +=x/0\t"[chance_() % 8]); break;
        default: text = text.substr(0, at) + text.substr(chance_() % text.size()); break;
      }
    }
    return text;
  }
  const std::uint64_t seed_ = std::random_device{}();
  std::mt19937_64 chance_{seed_};
};

TEST_F(HostileText, ThatIsReadIsWrittenBackTheSame) {
  SCOPED_TRACE("seed " + std::to_string(seed_));
  const std::vector<std::string> whole{vectors::kCosigned, vectors::kTlogProofOf5, "tile/0/x001/x234/067.p/8"};
  int read = 0;
  for (int round = 0; round < kRounds; ++round) {
    const std::string text = Next(whole);
    if (const auto note = ReadNote(text)) {
      ++read;
      ASSERT_EQ(note->ToString(), text);
      const auto checkpoint = ReadCheckpoint(note->text);
      ASSERT_TRUE(!checkpoint || checkpoint->ToString() == note->text) << note->text;
    }
    if (const auto proof = ReadTlogProof(text)) {
      ++read;
      ASSERT_EQ(proof->ToString(), text);
    }
    if (const auto tile = ReadTilePath(text)) {
      ++read;
      ASSERT_EQ(PathOf(*tile), text);
    }
  }
  EXPECT_GT(read, kRounds / 100) << "some changes leave something to be read";
}

TEST_F(HostileText, NeverVerifiesWithAnotherText) {
  SCOPED_TRACE("seed " + std::to_string(seed_));
  const auto key = ReadVerifierKey(vectors::kLogKey);
  ASSERT_TRUE(key);
  for (int round = 0; round < kRounds; ++round) {
    const auto note = ReadNote(Next({vectors::kCheckpoint}));
    if (!note || CheckSignature(*note, *key).verdict != SignatureVerdict::kGood) continue;
    ASSERT_TRUE(vectors::kCheckpoint.starts_with(note->text + "\n"));
  }
}

TEST_F(HostileText, InAPolicyOrAKeyOrABundleIsReadOrNamed) {
  SCOPED_TRACE("seed " + std::to_string(seed_));
  const std::vector<std::string> whole{
      "log " + vectors::kLogKey + "\nwitness w " + vectors::kWitnessKey + "\ngroup g 1 w\nquorum g\n", vectors::kLogKey};
  for (int round = 0; round < kRounds / 4; ++round) {
    const std::string text = Next(whole);
    const auto policy = WitnessPolicy::Read(text);
    ASSERT_TRUE(policy || !policy.error().problem.empty());
    const auto key = ReadVerifierKey(text);
    ASSERT_TRUE(key || !key.error().problem.empty());
    const auto entries = ReadEntries(events::AsBytes(text));
    ASSERT_TRUE(entries || !entries.error().problem.empty());
  }
}

}  // namespace
}  // namespace fascicolo::proof
