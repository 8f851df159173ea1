// Rotation of the wrapping key and of the master key, killed at every write.
#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "events/vault/vault_kit.h"

namespace fascicolo::vault {
namespace {

using ::testing::HasSubstr;

/// Keys that somebody has, others that nobody does, and a rotation over them.
class Rotation : public VaultTest {
 protected:
  void SetUp() override {
    auto vault = Create();
    for (int i = 0; i < 20; ++i) assigned_.push_back(NewKey(*vault));
    hash_ = vault->RequestHash(events::Bytes{7}, {});
  }
  [[nodiscard]] bool IsAssigned(const KeyId& id) const {
    return std::any_of(assigned_.begin(), assigned_.end(), [&](const auto& key) { return key.id == id; });
  }
  Status Rotate(Vault& vault) {
    return vault.Rotate([this](const KeyId& id) { return IsAssigned(id); }, random_);
  }
  void ExpectNothingLost(const char* when) {
    auto vault = Open();
    ASSERT_TRUE(vault.ok()) << when << ": " << vault.error().message;
    for (const events::SubjectKey& key : assigned_) {
      const auto found = vault->Find(key.id);
      ASSERT_TRUE(found.ok()) << when << ": " << found.error().message;
      EXPECT_EQ(*found, key.key) << when;
    }
    EXPECT_EQ(vault->RequestHash(events::Bytes{7}, {}), hash_) << when;
  }
  std::set<KeyId> WrappingKeys() {
    std::set<KeyId> ids;
    EXPECT_TRUE(store_->ForEach(RecordKind::kWrapping, [&](const KeyId& id, events::ConstBytes) -> Status {
      ids.insert(id);
      return {};
    }).ok());
    return ids;
  }

  std::vector<events::SubjectKey> assigned_;
  Hash hash_;
};

TEST_F(Rotation, PutsEveryKeyUnderANewWrappingKeyAndDropsThoseOfNobody) {
  const auto before = WrappingKeys();
  ASSERT_GT(Count(RecordKind::kSubject), assigned_.size());
  auto vault = Open();
  ASSERT_TRUE(Rotate(*vault).ok());
  ExpectNothingLost("rotated");
  EXPECT_EQ(Count(RecordKind::kSubject), assigned_.size());
  const auto after = WrappingKeys();
  ASSERT_EQ(after.size(), 1U);
  EXPECT_FALSE(before.contains(*after.begin()));
}

TEST_F(Rotation, LeavesNothingThatTheOldWrappingKeyOpens) {
  auto old = Open();  // a thief's copy of the wrapping key, in the memory of another process
  auto vault = Open();
  ASSERT_TRUE(Rotate(*vault).ok());
  EXPECT_FALSE(old->Find(KeyId{}).ok());
  std::map<KeyId, events::Bytes> records;
  ASSERT_TRUE(store_->ForEach(RecordKind::kSubject, [&](const KeyId& id, events::ConstBytes value) -> Status {
    records[id] = {value.begin(), value.end()};
    return {};
  }).ok());
  const auto wrapping = *WrappingKeys().begin();
  for (const auto& [id, value] : records) {
    EXPECT_TRUE(std::equal(wrapping.bytes.begin(), wrapping.bytes.end(), value.begin() + 1)) << ToHex(id);
  }
}

TEST_F(Rotation, KilledAtAnyWriteLosesNothingAndGoesOn) {
  for (int writes = 0;; ++writes) {
    SCOPED_TRACE(writes);
    // Each time the same vault anew.
    store_ = RowKeyStore::InMemory();
    random_ = events::SeededRandom(11);
    assigned_.clear();
    SetUp();

    int left = writes;
    auto dying = Vault::Open(std::make_unique<DyingStore>(*store_, &left), Master(1), Ledger(1));
    const bool finished = Rotate(*dying).ok();
    ExpectNothingLost("killed");

    auto again = Open();
    ASSERT_TRUE(Rotate(*again).ok());
    ExpectNothingLost("gone on");
    EXPECT_EQ(WrappingKeys().size(), 1U);
    if (finished) {
      EXPECT_GT(writes, 25) << "a rotation that writes less tests less";
      return;
    }
  }
}

TEST_F(Rotation, GoesOnWithTheOneThatWasBegun) {
  int left = 5;
  auto dying = Vault::Open(std::make_unique<DyingStore>(*store_, &left), Master(1), Ledger(1));
  ASSERT_FALSE(Rotate(*dying).ok());
  auto vault = Open();
  EXPECT_TRUE(vault->is_rotating());
  const auto both = WrappingKeys();
  ASSERT_EQ(both.size(), 2U);

  ASSERT_TRUE(Rotate(*vault).ok());

  EXPECT_FALSE(vault->is_rotating());
  EXPECT_TRUE(both.contains(*WrappingKeys().begin())) << "no third wrapping key";
}

TEST_F(Rotation, IsHeardOfByANodeThatHadTheVaultOpen) {
  auto follower = Open();
  auto vault = Open();
  ASSERT_TRUE(Rotate(*vault).ok());
  const auto found = follower->Find(assigned_[0].id);
  ASSERT_TRUE(found.ok()) << found.error().message;
  EXPECT_EQ(*found, assigned_[0].key);
}

TEST_F(Rotation, MakesNoUseOfKeysThatItDropped) {
  auto vault = Open();
  assigned_.push_back(NewKey(*vault));
  ASSERT_TRUE(Rotate(*vault).ok());
  const events::SubjectKey next = NewKey(*vault);
  EXPECT_TRUE(store_->Find({RecordKind::kSubject, next.id})->has_value());
}

TEST_F(Rotation, OfTheMasterKeyTakesEffectAtOnce) {
  auto vault = Open();
  ASSERT_TRUE(vault->ChangeMaster(Master(2), random_).ok());
  EXPECT_FALSE(Open(1).ok());
  auto opened = Open(2);
  ASSERT_TRUE(opened.ok());
  EXPECT_EQ(*opened->Find(assigned_[3].id), assigned_[3].key);
  EXPECT_TRUE(vault->IsUnder(Master(2)));
}

TEST_F(Rotation, OfTheMasterKeyWaitsForTheOneThatWasBegun) {
  int left = 5;
  auto dying = Vault::Open(std::make_unique<DyingStore>(*store_, &left), Master(1), Ledger(1));
  ASSERT_FALSE(Rotate(*dying).ok());
  auto vault = Open();
  const Status changed = vault->ChangeMaster(Master(2), random_);
  ASSERT_FALSE(changed.ok());
  EXPECT_THAT(changed.error().message, HasSubstr("finish it first"));
  EXPECT_TRUE(Open(1).ok());
}

TEST_F(Rotation, FindsANewNameWhereASeedBringsUpTheOldOne) {
  auto vault = Open();
  events::SeededRandom same_seed{11};
  ASSERT_TRUE(vault->Rotate([this](const KeyId& id) { return IsAssigned(id); }, same_seed).ok());
  ExpectNothingLost("rotated");
  EXPECT_EQ(WrappingKeys().size(), 1U);
}

}  // namespace
}  // namespace fascicolo::vault
