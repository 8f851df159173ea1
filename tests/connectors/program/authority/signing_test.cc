#include "connectors/program/authority/signing.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace fascicolo::program {
namespace {

namespace fs = std::filesystem;

class SigningTest : public ::testing::Test {
 protected:
  SigningTest() : root_(fs::temp_directory_path() / ("fascicolo-signing-" + std::to_string(::getpid()))) {
    fs::create_directories(root_);
  }
  ~SigningTest() override { fs::remove_all(root_); }
  [[nodiscard]] Result<proof::SignerKey> KeyOf(const std::string& origin) {
    return ReadOrMakeSigningKey(paths_.key, origin, random_);
  }
  Status Keep(const proof::SignerKey& key, std::uint64_t size) {
    auto kept = proof::SignedCheckpoints::Open(events::SystemFiles(), paths_.kept.string());
    EXPECT_TRUE(kept);
    const std::string text = proof::Checkpoint{key.verifier().name, size, Hash{}}.ToString();
    return kept->Keep({text, {proof::SignText(text, key)}});
  }
  FailureCode CheckKey() {
    const auto kept = proof::SignedCheckpoints::Open(events::SystemFiles(), paths_.kept.string());
    EXPECT_TRUE(kept);
    const Status checked = CheckSigningKey(paths_.key, "town.example/a", *kept);
    EXPECT_FALSE(checked);
    return checked ? FailureCode::kUnavailable : checked.error().code;
  }

  fs::path root_;
  SigningPaths paths_ = SigningInDirectory(root_);
  events::SystemRandom random_;
};

TEST_F(SigningTest, MakesAKeyOnceForTheOwnerAlone) {
  const auto made = KeyOf("town.example/a");
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(fs::status(paths_.key).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  const auto again = KeyOf("town.example/a");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->verifier(), made->verifier());
}

TEST_F(SigningTest, TakesNoKeyThatIsAnothersOrDamaged) {
  ASSERT_TRUE(KeyOf("town.example/a"));
  EXPECT_EQ(KeyOf("town.example/b").error().code, FailureCode::kDamaged);
  fs::resize_file(paths_.key, 30);
  EXPECT_EQ(KeyOf("town.example/a").error().code, FailureCode::kDamaged);
}

TEST_F(SigningTest, CannotNameAKeyAfterEveryOrigin) {
  for (const char* origin : {"a town", "a+b", ""}) {
    const auto key = KeyOf(origin);
    ASSERT_FALSE(key) << origin;
    EXPECT_EQ(key.error().code, FailureCode::kUnavailable);
  }
  EXPECT_FALSE(fs::exists(paths_.key));
}

TEST_F(SigningTest, KnowsTheKeyThatSignedBefore) {
  {
    const auto key = KeyOf("town.example/a");
    ASSERT_TRUE(Keep(*key, 5));
    const auto kept = proof::SignedCheckpoints::Open(events::SystemFiles(), paths_.kept.string());
    EXPECT_TRUE(CheckSigningKey(paths_.key, "town.example/a", *kept));
  }
  fs::remove(paths_.key);
  EXPECT_EQ(CheckKey(), FailureCode::kDamaged) << "missing";
  ASSERT_TRUE(KeyOf("town.example/a"));
  EXPECT_EQ(CheckKey(), FailureCode::kDamaged) << "another";
}

TEST_F(SigningTest, PutsAsideWhatWasSignedAndGoesOnWhereItWasKilled) {
  const auto key = KeyOf("town.example/a");
  ASSERT_TRUE(Keep(*key, 5));
  // Killed when the key had been moved already.
  fs::rename(paths_.key, paths_.kept / "signing-key");
  ASSERT_TRUE(PutSignedAside(paths_, "monday", "the disk died"));
  EXPECT_FALSE(fs::exists(paths_.key));
  EXPECT_FALSE(fs::exists(paths_.kept));
  const fs::path aside = paths_.kept.string() + ".lost-monday";
  EXPECT_TRUE(fs::exists(aside / "signing-key"));
  EXPECT_TRUE(fs::exists(aside / "00000000000000000005"));
  std::string why;
  std::getline(std::ifstream(aside / "why"), why);
  EXPECT_EQ(why, "the disk died");
}

TEST_F(SigningTest, ReadsAPolicyWhereThereIsOne) {
  ASSERT_TRUE(ReadWitnesses(paths_.witnesses));
  EXPECT_FALSE(ReadWitnesses(paths_.witnesses)->has_value());
  std::ofstream(paths_.witnesses) << "quorum none\n";
  EXPECT_TRUE(ReadWitnesses(paths_.witnesses)->has_value());
  std::ofstream(paths_.witnesses) << "hello\n";
  EXPECT_EQ(ReadWitnesses(paths_.witnesses).error().code, FailureCode::kDamaged);
}

TEST(SigningPlace, OnKafkaStandsBesideTheMasterKey) {
  const SigningPaths paths = SigningBesideKey("/home/a/.config/fascicolo/0123.key");
  EXPECT_EQ(paths.key, "/home/a/.config/fascicolo/0123.signing-key");
  EXPECT_EQ(paths.kept, "/home/a/.config/fascicolo/0123.signed");
  EXPECT_EQ(paths.witnesses, "/home/a/.config/fascicolo/0123.witnesses");
}

}  // namespace
}  // namespace fascicolo::program
