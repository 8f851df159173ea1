#include "events/proof/checkpoint.h"

#include <gtest/gtest.h>

#include "events/proof/vectors.h"

namespace fascicolo::proof {
namespace {

TEST(Checkpoint, IsThreeLines) {
  const Checkpoint checkpoint{"example.com/cm-log", 8, vectors::HashOf(vectors::kRoots[8])};
  EXPECT_EQ(checkpoint.ToString(), "example.com/cm-log\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n");
  const auto read = ReadCheckpoint(checkpoint.ToString());
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, checkpoint);
}

TEST(Checkpoint, SignedIsWhatOthersSign) {
  const SignerKey log(vectors::kLogOrigin, KeyType::kEd25519, vectors::FromHexText<Seed>(vectors::kLogSeed));
  const std::string text = Checkpoint{vectors::kLogOrigin, 8, vectors::HashOf(vectors::kRoots[8])}.ToString();
  EXPECT_EQ((SignedNote{text, {SignText(text, log)}}).ToString(), vectors::kCheckpoint);
}

TEST(Checkpoint, MayHaveFurtherLinesOfOthers) {
  const std::string text = "a\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nmore\nand more\n";
  const auto read = ReadCheckpoint(text);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->extensions.size(), 2U);
  EXPECT_EQ(read->ToString(), text);
}

TEST(Checkpoint, IsNotReadFromAnythingElse) {
  const std::string root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
  for (const std::string& text :
       {std::string(), std::string("a\n0\n"), "a\n00\n" + root + "\n", "a\n-1\n" + root + "\n", "a\n1\n" + root,
        "\n1\n" + root + "\n", "a\n18446744073709551616\n" + root + "\n", std::string("a\n1\nAAAA\n"),
        "a\n1\n" + root + "\n\n", "a\n1 \n" + root + "\n"}) {
    EXPECT_FALSE(ReadCheckpoint(text)) << text;
  }
}

TEST(Checkpoint, IsVerifiedByOriginAndKeyThatAreKnownBeforehand) {
  const auto note = ReadNote(vectors::kCosigned);
  const auto key = ReadVerifierKey(vectors::kLogKey);
  ASSERT_TRUE(note && key);
  const auto verified = VerifyCheckpoint(*note, vectors::kLogOrigin, *key);
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->size, 8U);

  EXPECT_FALSE(VerifyCheckpoint(*note, "example.com/another", *key));
  const SignerKey other(vectors::kLogOrigin, KeyType::kEd25519, vectors::FromHexText<Seed>(vectors::kWitnessSeed));
  EXPECT_FALSE(VerifyCheckpoint(*note, vectors::kLogOrigin, other.verifier())) << "signed, but by nobody we know";
  SignedNote forged = *note;
  forged.text = Checkpoint{vectors::kLogOrigin, 9, verified->root}.ToString();
  EXPECT_FALSE(VerifyCheckpoint(forged, vectors::kLogOrigin, *key));
}

}  // namespace
}  // namespace fascicolo::proof
