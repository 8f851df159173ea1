// A change of the master key, killed at each of its steps.
#include "connectors/program/authority/key_change.h"

#include "contract/ledger/scratch.h"
#include "events/vault/master.h"
#include "events/vault/row_key_store.h"

#include <gtest/gtest.h>

namespace fascicolo::program {
namespace {

namespace fs = std::filesystem;

class KeyChange : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto key = random_.Draw<events::Key>();
    ASSERT_TRUE(vault::WriteMaster(file_, key).ok());
    ASSERT_TRUE(vault::Vault::Create(Store(true), key, LedgerId{}, random_).ok());
  }
  [[nodiscard]] std::unique_ptr<vault::KeyStore> Store(bool create = false) const {
    return vault::RowKeyStore::InDirectory(scratch_.path() + "/vault", create).value();
  }
  [[nodiscard]] Result<vault::Vault> Open() const {
    return OpenWithKeyFile(file_, [&](const events::Key& master) { return vault::Vault::Open(Store(), master, LedgerId{}); });
  }
  [[nodiscard]] events::Key KeyIn(const fs::path& file) const {
    return vault::ReadMaster(file, []() -> Result<std::string> { return std::string(); }).value();
  }

  const Scratch scratch_;
  const fs::path file_ = scratch_.path() + "/key";
  const fs::path next_ = scratch_.path() + "/key.next";
  events::SystemRandom random_;
};

TEST_F(KeyChange, LeavesOneFileThatOpensTheVault) {
  const auto before = KeyIn(file_);
  {
    auto vault = Open();
    ASSERT_TRUE(vault.ok());
    ASSERT_TRUE(ChangeKeyFile(file_, false, *vault, random_).ok());
  }
  EXPECT_NE(KeyIn(file_), before);
  EXPECT_FALSE(fs::exists(next_));
  EXPECT_TRUE(Open().ok());
}

TEST_F(KeyChange, KilledBeforeTheVaultChangedLeavesTheOldKeyInForce) {
  ASSERT_TRUE(vault::WriteMaster(next_, random_.Draw<events::Key>()).ok());
  auto vault = Open();
  ASSERT_TRUE(vault.ok()) << vault.error().message;
  EXPECT_TRUE(vault->IsUnder(KeyIn(file_)));
  EXPECT_TRUE(ChangeKeyFile(file_, false, *vault, random_).ok()) << "and can be done again";
}

TEST_F(KeyChange, KilledBeforeTheNewFileTookItsPlaceIsFinishedOnOpening) {
  const auto next = random_.Draw<events::Key>();
  {
    auto vault = Open();
    ASSERT_TRUE(vault::WriteMaster(next_, next).ok());
    ASSERT_TRUE(vault->ChangeMaster(next, random_).ok());
  }
  ASSERT_NE(KeyIn(file_), next);

  const auto vault = Open();

  ASSERT_TRUE(vault.ok()) << vault.error().message;
  EXPECT_TRUE(vault->IsUnder(next));
  EXPECT_EQ(KeyIn(file_), next);
  EXPECT_FALSE(fs::exists(next_));
}

TEST_F(KeyChange, WithTwoKeysOfOthersFailsAsWithOne) {
  fs::remove(file_);
  ASSERT_TRUE(vault::WriteMaster(file_, random_.Draw<events::Key>()).ok());
  ASSERT_TRUE(vault::WriteMaster(next_, random_.Draw<events::Key>()).ok());
  const auto vault = Open();
  ASSERT_FALSE(vault.ok());
  EXPECT_NE(vault.error().message.find("this master key does not open the vault"), std::string::npos);
  EXPECT_TRUE(fs::exists(next_));
}

}  // namespace
}  // namespace fascicolo::program
