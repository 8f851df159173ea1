#include "connectors/program/backup/signing_copy.h"

#include <gtest/gtest.h>

#include "contract/ledger/scratch.h"

#include <fstream>

namespace fascicolo::program {
namespace {

const SigningParts kParts{{"signing-key", "PRIVATE+KEY+a\n"},
                          {"witnesses", "quorum none\n"},
                          {"signed/00000000000000000003", "a note\n\nwith lines\n"},
                          {"signed/00000000000000000012", "a later note\n"},
                          {"signed.lost-2026-03-02T08:00:00Z/why", "part of it is lost\n"}};

TEST(SigningCopy, SaysAgainWhatWasCopied) {
  const auto read = ReadSigningCopy(SigningCopyOf(kParts));
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(*read, kParts);
  EXPECT_EQ(NewestNoteIn(*read), "a later note\n");
  EXPECT_EQ(NewestNoteIn({}), std::nullopt);
}

TEST(SigningCopy, IsPutBackWhereItWasFoundAndFoundAgain) {
  const Scratch scratch;
  const SigningPaths paths = SigningInDirectory(scratch.path());
  ASSERT_TRUE(PutSigningBack(kParts, paths).ok());
  EXPECT_EQ(ReadSigning(paths).value(), kParts);
  EXPECT_TRUE(PutSigningBack(kParts, paths).ok()) << "again, as after an interruption";
  const SigningPaths beside_key = SigningBesideKey(std::filesystem::path(scratch.path()) / "master.key");
  ASSERT_TRUE(PutSigningBack(kParts, beside_key).ok());
  EXPECT_EQ(ReadSigning(beside_key).value(), kParts);
}

TEST(SigningCopy, IsNotPutOverAnotherKey) {
  const Scratch scratch;
  const SigningPaths paths = SigningInDirectory(scratch.path());
  std::ofstream(paths.key) << "PRIVATE+KEY+b\n";
  EXPECT_EQ(PutSigningBack(kParts, paths).error().code, FailureCode::kLocked);
}

TEST(SigningCopy, NamesNoPlaceOutsideOfItsOwn) {
  for (const char* name : {"key", "../signing-key", "signed/../x", "signed/a/b", "signed/", "signed.lost-1/../..", "signed.lost-1"}) {
    EXPECT_FALSE(ReadSigningCopy(SigningCopyOf({{name, "x"}})).ok()) << name;
  }
  for (const char* text : {"part", "part signing-key 9\nx", "part signing-key x\n", "signing-key 1\nx"}) {
    EXPECT_EQ(ReadSigningCopy(text).error().code, FailureCode::kDamaged) << text;
  }
}

TEST(SigningCopy, KeepsWhatAnEarlierOneHadButForWhatWasPutAside) {
  const SigningParts now{{"signing-key", "PRIVATE+KEY+b\n"},
                         {"signed.lost-2026-04-01T08:00:00Z/00000000000000000012", "a later note\n"},
                         {"signed.lost-2026-04-01T08:00:00Z/signing-key", "PRIVATE+KEY+a\n"}};
  const SigningParts both = WithEarlier(now, kParts);
  EXPECT_EQ(both.at("signing-key"), "PRIVATE+KEY+b\n");
  EXPECT_TRUE(both.contains("signed/00000000000000000003"));
  EXPECT_FALSE(both.contains("signed/00000000000000000012"));
  EXPECT_TRUE(both.contains("signed.lost-2026-03-02T08:00:00Z/why"));
}

TEST(SigningCopy, TakesAnEarlierKeyOnlyWithNotesThatWereForgotten) {
  EXPECT_TRUE(WithEarlier({}, kParts).contains("signing-key"));
  const SigningParts no_notes{{"signing-key", "PRIVATE+KEY+a\n"}};
  EXPECT_FALSE(WithEarlier({}, no_notes).contains("signing-key"));
}

}  // namespace
}  // namespace fascicolo::program
