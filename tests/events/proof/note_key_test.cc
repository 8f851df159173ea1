#include "events/proof/note_key.h"

#include <gtest/gtest.h>

#include "events/proof/vectors.h"

namespace fascicolo::proof {
namespace {

using vectors::FromHexText;

TEST(NoteKey, SignsAsRfc8032Does) {
  for (const auto& vector : vectors::kEd25519) {
    const SignerKey signer("example.org/log", KeyType::kEd25519, FromHexText<Seed>(vector.seed));
    EXPECT_EQ(ToHex(signer.verifier().key.data(), 32), vector.key);
    const auto bytes = FromHexText(vector.message);
    const std::string message(bytes.begin(), bytes.end());
    const Signature signature = signer.Sign(message);
    EXPECT_EQ(ToHex(signature.data(), signature.size()), vector.signature);
    EXPECT_TRUE(signer.verifier().Verify(message, signature));
    EXPECT_FALSE(signer.verifier().Verify(message + "x", signature));
  }
}

TEST(NoteKey, HasTheTextFormOfOthers) {
  const SignerKey log(vectors::kLogOrigin, KeyType::kEd25519, FromHexText<Seed>(vectors::kLogSeed));
  EXPECT_EQ(log.verifier().ToString(), vectors::kLogKey);
  const SignerKey witness("witness.example.com/w1", KeyType::kCosignature, FromHexText<Seed>(vectors::kWitnessSeed));
  EXPECT_EQ(witness.verifier().ToString(), vectors::kWitnessKey);
}

TEST(NoteKey, ComesBackFromItsText) {
  for (const std::string& text : {vectors::kLogKey, vectors::kWitnessKey}) {
    const auto key = ReadVerifierKey(text);
    ASSERT_TRUE(key) << text;
    EXPECT_EQ(key->ToString(), text);
  }
  const SignerKey signer("example.org/log", KeyType::kEd25519, FromHexText<Seed>(vectors::kLogSeed));
  const auto again = ReadSignerKey(signer.ToString());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->verifier(), signer.verifier());
  EXPECT_EQ(again->ToString(), signer.ToString());
}

// golang.org/x/mod/sumdb/note, its example keys.
TEST(NoteKey, ReadsTheKeysOfGo) {
  const auto signer =
      ReadSignerKey("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");
  ASSERT_TRUE(signer) << signer.error().ToString();
  EXPECT_EQ(signer->verifier().name, "PeterNeumann");
  const auto verifier = ReadVerifierKey("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  ASSERT_TRUE(verifier) << verifier.error().ToString();
  EXPECT_EQ(*verifier, signer->verifier());
}

TEST(NoteKey, WithAWrongIdIsNone) {
  std::string text = vectors::kLogKey;
  text[text.find('+') + 1] = text[text.find('+') + 1] == '0' ? '1' : '0';
  EXPECT_FALSE(ReadVerifierKey(text));
  EXPECT_FALSE(ReadVerifierKey("other" + vectors::kLogKey));
}

TEST(NoteKey, IsNotReadFromAnythingElse) {
  for (const char* text : {"", "a", "a+00000000", "+00000000+AAAA", "a+0000000g+AAAA", "a+00000000+", "a b+00000000+AAAA",
                           "a+00000000+AQ=="}) {
    EXPECT_FALSE(ReadVerifierKey(text)) << text;
    EXPECT_FALSE(ReadSignerKey(std::string("PRIVATE+KEY+") + text)) << text;
  }
  EXPECT_FALSE(ReadSignerKey(vectors::kLogKey)) << "a public key signs nothing";
}

TEST(NoteKey, IsCalledByAWordWithoutSpacesAndPlus) {
  EXPECT_TRUE(IsKeyName("comune.example/fascicolo"));
  EXPECT_TRUE(IsKeyName("città.example"));
  for (const char* name : {"", "a b", "a+b", "a\tb", "a\u00a0b", "a\u3000b", "a\xff", "a\nb"}) {
    EXPECT_FALSE(IsKeyName(name)) << name;
  }
}

}  // namespace
}  // namespace fascicolo::proof
