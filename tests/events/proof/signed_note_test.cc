#include "events/proof/signed_note.h"

#include <gtest/gtest.h>

#include "events/proof/vectors.h"

namespace fascicolo::proof {
namespace {

using vectors::FromHexText;

VerifierKey KeyFrom(const std::string& text) {
  auto key = ReadVerifierKey(text);
  EXPECT_TRUE(key) << text;
  return key ? *key : VerifierKey{};
}

SignedNote NoteFrom(const std::string& text) {
  auto note = ReadNote(text);
  EXPECT_TRUE(note) << text;
  return note ? *note : SignedNote{};
}

// C2SP signed-note and transparency-dev/merkle.
TEST(SignedNote, VerifiesWithTheExampleOfTheSpecification) {
  const SignedNote note = NoteFrom(
      "This is an example message.\n\n\u2014 example.com/foo "
      "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n");
  const VerifierKey key = KeyFrom("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
  EXPECT_EQ(CheckSignature(note, key).verdict, SignatureVerdict::kGood);
}

TEST(SignedNote, IsSignedAsGoDoes) {
  const auto signer =
      ReadSignerKey("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");
  ASSERT_TRUE(signer);
  const std::string text =
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
  const SignedNote note{text, {SignText(text, *signer)}};
  EXPECT_EQ(note.ToString(),
            text + "\n\u2014 PeterNeumann "
                   "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n");
}

TEST(SignedNote, ComesBackByteForByte) {
  EXPECT_EQ(NoteFrom(vectors::kCosigned).ToString(), vectors::kCosigned);
}

TEST(SignedNote, KeepsTheLinesOfKeysThatNobodyKnows) {
  const std::string unknown = vectors::kCheckpoint + "\u2014 somebody.example AAAAAAYHCA==\n";
  const SignedNote note = NoteFrom(unknown);
  ASSERT_EQ(note.signatures.size(), 2U);
  EXPECT_EQ(note.ToString(), unknown);
  EXPECT_EQ(CheckSignature(note, KeyFrom(vectors::kLogKey)).verdict, SignatureVerdict::kGood);
}

TEST(SignedNote, SplitsAtTheLastEmptyLine) {
  const SignerKey signer("example.org/log", KeyType::kEd25519, FromHexText<Seed>(vectors::kLogSeed));
  const std::string text = "one\n\ntwo\n";
  const SignedNote note = NoteFrom(SignedNote{text, {SignText(text, signer)}}.ToString());
  EXPECT_EQ(note.text, text);
  EXPECT_EQ(CheckSignature(note, signer.verifier()).verdict, SignatureVerdict::kGood);
}

TEST(SignedNote, TellsAForgedLineFromAnAbsentOne) {
  SignedNote note = NoteFrom(vectors::kCheckpoint);
  const VerifierKey log = KeyFrom(vectors::kLogKey);
  EXPECT_EQ(CheckSignature(note, KeyFrom(vectors::kWitnessKey)).verdict, SignatureVerdict::kAbsent);

  note.signatures.front().signature.back() ^= 1;
  EXPECT_EQ(CheckSignature(note, log).verdict, SignatureVerdict::kForged);
  note.signatures.front().signature.pop_back();
  EXPECT_EQ(CheckSignature(note, log).verdict, SignatureVerdict::kForged) << "too short is no signature either";
}

TEST(SignedNote, WithOneGoodAndOneForgedLineOfAKeyIsForged) {
  SignedNote note = NoteFrom(vectors::kCheckpoint);
  note.signatures.push_back(note.signatures.front());
  note.signatures.back().signature.front() ^= 1;
  EXPECT_EQ(CheckSignature(note, KeyFrom(vectors::kLogKey)).verdict, SignatureVerdict::kForged);
}

TEST(SignedNote, ChangedByOneByteIsForged) {
  SignedNote note = NoteFrom(vectors::kCheckpoint);
  note.text[0] = 'x';
  EXPECT_EQ(CheckSignature(note, KeyFrom(vectors::kLogKey)).verdict, SignatureVerdict::kForged);
}

TEST(Cosignature, SaysWhenTheWitnessSawIt) {
  const auto checked = CheckSignature(NoteFrom(vectors::kCosigned), KeyFrom(vectors::kWitnessKey));
  EXPECT_EQ(checked.verdict, SignatureVerdict::kGood);
  EXPECT_EQ(checked.time, vectors::kCosignTime);
}

TEST(Cosignature, IsMadeAsOthersMakeIt) {
  const SignerKey witness("witness.example.com/w1", KeyType::kCosignature, FromHexText<Seed>(vectors::kWitnessSeed));
  SignedNote note = NoteFrom(vectors::kCheckpoint);
  note.signatures.push_back(CosignText(note.text, witness, vectors::kCosignTime));
  EXPECT_EQ(note.ToString(), vectors::kCosigned);
}

TEST(Cosignature, OfAnotherTimeIsForged) {
  SignedNote note = NoteFrom(vectors::kCosigned);
  note.signatures.back().signature[7] ^= 1;
  EXPECT_EQ(CheckSignature(note, KeyFrom(vectors::kWitnessKey)).verdict, SignatureVerdict::kForged);
}

TEST(Cosignature, OfSeveralTheNewestCounts) {
  const SignerKey witness("witness.example.com/w1", KeyType::kCosignature, FromHexText<Seed>(vectors::kWitnessSeed));
  SignedNote note = NoteFrom(vectors::kCosigned);
  note.signatures.push_back(CosignText(note.text, witness, vectors::kCosignTime + 60));
  note.signatures.push_back(CosignText(note.text, witness, vectors::kCosignTime + 30));
  EXPECT_EQ(CheckSignature(note, witness.verifier()).time, vectors::kCosignTime + 60);
}

TEST(SignedNote, IsNotReadFromAnythingElse) {
  const std::vector<std::string> texts{
      "", "\n", "\n\n", "text\n", "text\n\n", "\n\n\u2014 a AAAAAAYHCA==\n", "text\n\u2014 a AAAAAAYHCA==\n",
      "text\n\n\u2014 a AAAAAAYHCA==", "text\n\n- a AAAAAAYHCA==\n", "text\n\n\u2014 a AAAAAA==\n",
      "text\n\n\u2014 a+b AAAAAAYHCA==\n", "text\n\n\u2014 a AAAAAAYHCA\n", "te\txt\n\n\u2014 a AAAAAAYHCA==\n",
      "te\xffxt\n\n\u2014 a AAAAAAYHCA==\n", "text\n\n\u2014  AAAAAAYHCA==\n"};
  for (const std::string& text : texts) EXPECT_FALSE(ReadNote(text)) << text;
}

TEST(SignedNote, HasLimits) {
  std::string note = "text\n\n";
  for (std::size_t i = 0; i < kMaxNoteSignatures; ++i) note += "\u2014 a AAAAAAYHCA==\n";
  EXPECT_TRUE(ReadNote(note));
  EXPECT_FALSE(ReadNote(note + "\u2014 a AAAAAAYHCA==\n"));
  EXPECT_FALSE(ReadNote(std::string(kMaxNoteBytes, 'x') + note));
}

TEST(SignedNote, ReadsTheLinesThatAWitnessAnswers) {
  const auto lines = ReadSignatureLines(vectors::kCosigned.substr(vectors::kCheckpoint.size()));
  ASSERT_TRUE(lines);
  ASSERT_EQ(lines->size(), 1U);
  EXPECT_EQ(lines->front().name, "witness.example.com/w1");
  EXPECT_FALSE(ReadSignatureLines("not a line\n"));
}

}  // namespace
}  // namespace fascicolo::proof
