#include "events/vault/key_copy.h"

#include <gmock/gmock.h>

#include "events/vault/vault_kit.h"

namespace fascicolo::vault {
namespace {

using ::testing::HasSubstr;

class KeyCopyTest : public VaultTest {
 protected:
  /// Of a vault with one batch of keys.
  KeyCopy Made() {
    auto vault = Create().value();
    key_ = NewKey(vault);
    return CopyKeys(*store_).value();
  }
  events::SubjectKey key_;
};

TEST_F(KeyCopyTest, HoldsTheWholeVaultUnderItsMasterKey) {
  const KeyCopy copy = Made();
  EXPECT_EQ(copy.subjects, Count(RecordKind::kSubject));
  auto again = Vault::Open(ReadKeyCopy(copy.text).value(), Master(1), Ledger(1)).value();
  EXPECT_EQ(again.Find(key_.id).value(), key_.key);
  EXPECT_EQ(again.IndexSecret(), Open().value().IndexSecret());
  EXPECT_EQ(again.FeedSecret(), Open().value().FeedSecret());
  EXPECT_NE(again.FeedSecret(), again.IndexSecret());
  EXPECT_EQ(Vault::Open(ReadKeyCopy(copy.text).value(), Master(2), Ledger(1)).error().code, FailureCode::kDamaged);
}

TEST_F(KeyCopyTest, IsTheSameTextAgain) {
  const KeyCopy copy = Made();
  const auto again = ReadKeyCopy(copy.text).value();
  EXPECT_EQ(CopyKeys(*again).value().text, copy.text);
}

TEST_F(KeyCopyTest, ShowsNoKeyInTheClear) {
  const KeyCopy copy = Made();
  EXPECT_EQ(copy.text.find(ToHex(key_.key.data(), key_.key.size())), std::string::npos);
}

TEST_F(KeyCopyTest, CutShortAnywhereIsNoticed) {
  const std::string text = Made().text;
  for (std::size_t bytes = 0; bytes < text.size(); ++bytes) {
    const auto read = ReadKeyCopy(std::string_view(text).substr(0, bytes));
    ASSERT_FALSE(read.ok()) << bytes;
  }
}

TEST_F(KeyCopyTest, NamesTheLineThatIsNoRecord) {
  std::string text = Made().text;
  text[text.find('\n') + 1] = 'x';
  const auto read = ReadKeyCopy(text);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, FailureCode::kDamaged);
  EXPECT_THAT(read.error().message, HasSubstr("line 2"));
}

TEST_F(KeyCopyTest, OfANewerProgramIsLeftAlone) {
  EXPECT_EQ(ReadKeyCopy("fascicolo keys 2 0\n").error().code, FailureCode::kTooNew);
}

}  // namespace
}  // namespace fascicolo::vault
