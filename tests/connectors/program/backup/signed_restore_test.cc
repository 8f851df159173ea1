// What was signed, in a backup and after a restoring.
#include "connectors/program/backup/backup_kit.h"
#include "events/proof/checkpoint.h"

namespace fascicolo::program_test {
namespace {

namespace fs = std::filesystem;

void Put(const fs::path& from, const fs::path& to) {
  fs::remove_all(to);
  fs::copy(from, to, fs::copy_options::recursive);
}

class LostMachineThatSigned : public BackedUp {
 protected:
  void SetUp() override {
    BackedUp::SetUp();
    Submit(1, 3);
  }
  [[nodiscard]] Ran Checkpoint(const Words& more = {}) const {
    return desk_.RunBare(And({"checkpoint", "--json", "--data", desk_.data().string(), "--trust-clock"}, more));
  }
  [[nodiscard]] nlohmann::json Signed() const {
    const auto ran = Checkpoint();
    EXPECT_EQ(ran.code, 0) << ran.err;
    return ran.json();
  }
  /// The ledger as it was when it was put aside, beside what was signed of it since.
  void PutTheLogBackFrom(const fs::path& older) const {
    for (const char* part : {"ledger", "state", "views", "vault"}) Put(older / part, desk_.data() / part);
  }
  [[nodiscard]] fs::path CopyOfWhatWasSigned() const {
    for (const auto& entry : fs::directory_iterator(folder() / "signing")) return entry.path();
    return {};
  }
  /// What was signed, moved to where it survives the machine.
  [[nodiscard]] fs::path WhatWasSignedElsewhere() const {
    const auto survived = desk_.root() / "survived";
    fs::create_directory(survived);
    fs::rename(desk_.data() / "signed", survived / "signed");
    return survived;
  }
  [[nodiscard]] std::string PutAside() const {
    for (const auto& entry : fs::directory_iterator(desk_.data())) {
      if (entry.path().filename().string().starts_with("signed.lost-")) return entry.path().string();
    }
    return {};
  }
};

TEST_F(LostMachineThatSigned, GoesOnSigningTheSameHistoryByTheSameKey) {
  std::ofstream(desk_.data() / "witnesses") << "quorum none\n";
  const auto before = Signed();
  std::ofstream(desk_.root() / "kept") << before.at("note").get<std::string>();
  TakeBackup();
  LoseTheMachine();

  const auto restored = Restore();

  ASSERT_EQ(restored.code, 0) << restored.err;
  EXPECT_TRUE(restored.json().at("signs_on"));
  EXPECT_EQ(BytesOf(desk_.data() / "witnesses"), "quorum none\n");
  EXPECT_EQ(fs::status(desk_.data() / "signing-key").permissions(), fs::perms::owner_read | fs::perms::owner_write);
  const auto after = Signed();
  EXPECT_EQ(after.at("key"), before.at("key"));
  EXPECT_GT(after.at("size"), before.at("size"));
  const auto held = desk_.Run({"verify", "--quick", "--against", (desk_.root() / "kept").string(), "--json"});
  EXPECT_EQ(held.code, 0) << held.out << held.err;
  Submit(4, 4);
}

TEST_F(LostMachineThatSigned, RemembersWhatItSignedSoThatNothingOlderIsWritten) {
  Put(desk_.data(), desk_.root() / "older");
  Submit(4, 5);
  ASSERT_EQ(Checkpoint().code, 0);
  TakeBackup();
  LoseTheMachine();
  ASSERT_EQ(Restore().code, 0);
  PutTheLogBackFrom(desk_.root() / "older");
  fs::remove(desk_.data() / "copy.json");  // or it would be read as a copy
  const auto ran = desk_.Run({"submit", "-"}, ContactLine(6));
  EXPECT_EQ(ran.code, 3);
  EXPECT_NE(ran.err.find("were signed: it was cut, or an older one put back"), std::string::npos) << ran.err;
}

TEST_F(LostMachineThatSigned, IsNotRestoredFromABackupWhoseOwnNoteIsAheadOfItsLog) {
  Put(desk_.data(), desk_.root() / "older");
  Submit(4, 5);
  const auto before = Signed();
  PutTheLogBackFrom(desk_.root() / "older");
  TakeBackup();
  LoseTheMachine();

  const auto refused = Restore();
  EXPECT_EQ(refused.code, 1) << refused.err;
  EXPECT_NE(refused.err.find("the checkpoint that the backup has"), std::string::npos) << refused.err;
  EXPECT_FALSE(fs::exists(desk_.data()));

  const auto accepted = Restore({"--accept-loss", "carla.neri"});
  ASSERT_EQ(accepted.code, 0) << accepted.err;
  EXPECT_FALSE(accepted.json().at("signs_on"));
  EXPECT_NE(BytesOf(fs::path(PutAside()) / "why").find("carla.neri answers for what is lost"), std::string::npos);
  EXPECT_NE(Signed().at("key"), before.at("key")) << "what the old key signed stays true of the lost commits";
}

TEST_F(LostMachineThatSigned, IsNotRestoredWhereWhatSurvivedHasSignedMore) {
  TakeBackup();
  Submit(4, 5);
  ASSERT_EQ(Checkpoint().code, 0);
  const auto survived = WhatWasSignedElsewhere();
  LoseTheMachine();
  const auto refused = Restore({"--ahead", survived.string()});
  EXPECT_EQ(refused.code, 1) << refused.err;
  EXPECT_NE(refused.err.find("2 commits would be lost"), std::string::npos) << refused.err;
}

TEST_F(LostMachineThatSigned, IsNotRestoredWhereWhatSurvivedHasSignedAnotherHistory) {
  Put(desk_.data(), desk_.root() / "fork");
  Submit(4, 6);
  TakeBackup();
  Put(desk_.root() / "fork", desk_.data());
  Submit(7, 9);
  ASSERT_EQ(Checkpoint().code, 0);
  const auto survived = WhatWasSignedElsewhere();
  LoseTheMachine();
  const auto refused = Restore({"--ahead", survived.string()});
  EXPECT_EQ(refused.code, 3) << refused.err;
  EXPECT_NE(refused.err.find("another history"), std::string::npos) << refused.err;
  EXPECT_FALSE(fs::exists(desk_.data()));
}

TEST_F(LostMachineThatSigned, IsRestoredForADrillWithoutTheKeyThatSigns) {
  const auto before = Signed();
  TakeBackup();
  LoseTheMachine();
  ASSERT_EQ(Restore({"--new-signing-key"}).code, 0);
  EXPECT_FALSE(PutAside().empty());
  EXPECT_NE(Signed().at("key"), before.at("key"));
}

TEST_F(LostMachineThatSigned, IsBackedUpWithAKeyThatOnlyItsOwnerReads) {
  ASSERT_EQ(Checkpoint().code, 0);
  TakeBackup();
  EXPECT_EQ(fs::status(folder() / "signing").permissions(), fs::perms::owner_all);
  EXPECT_EQ(fs::status(CopyOfWhatWasSigned()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_NE(BytesOf(CopyOfWhatWasSigned()).find("PRIVATE+KEY+"), std::string::npos);
  std::fstream(CopyOfWhatWasSigned(), std::ios::in | std::ios::out).put('x');
  EXPECT_EQ(Check().code, 3) << "a changed copy is found";
  EXPECT_EQ(Backup().code, 3) << "and not continued over";
}

TEST_F(LostMachineThatSigned, ABackupDoesNotForgetWhatTheLedgerForgot) {
  const auto before = Signed();
  TakeBackup();
  fs::remove_all(desk_.data() / "signed");
  fs::remove(desk_.data() / "signing-key");
  Submit(4, 5);
  TakeBackup();
  LoseTheMachine();
  ASSERT_EQ(Restore().code, 0);
  EXPECT_EQ(Signed().at("key"), before.at("key"));
}

TEST_F(LostMachineThatSigned, ABackupBringsNoKeyBackThatWasPutAside) {
  const auto before = Signed();
  TakeBackup();
  fs::remove(desk_.data() / "signing-key");  // somebody else may have it
  ASSERT_EQ(Checkpoint({"--accept-loss", "the key was seen by others"}).code, 0);
  const auto other = Signed();
  ASSERT_NE(other.at("key"), before.at("key"));
  TakeBackup();
  LoseTheMachine();
  ASSERT_EQ(Restore().code, 0);
  EXPECT_EQ(Signed().at("key"), other.at("key"));
  EXPECT_FALSE(PutAside().empty()) << "what the old key signed is kept for ever";
}

}  // namespace
}  // namespace fascicolo::program_test
