#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "events/vault/vault_kit.h"
#include "events/vault/wrapping.h"

namespace fascicolo::vault {
namespace {

using ::testing::HasSubstr;

TEST_F(VaultTest, FindsItsKeysAgainAfterReopening) {
  events::SubjectKey key;
  {
    auto vault = Create();
    ASSERT_TRUE(vault.ok()) << vault.error().message;
    key = NewKey(*vault);
  }
  auto again = Open();
  ASSERT_TRUE(again.ok()) << again.error().message;
  const auto found = again->Find(key.id);
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(*found, key.key);
}

TEST_F(VaultTest, HasMadeAKeyDurableBeforeItGivesItOut) {
  auto vault = Create();
  for (int i = 0; i < 100; ++i) {
    const events::SubjectKey key = NewKey(*vault);
    EXPECT_TRUE(store_->Find({RecordKind::kSubject, key.id})->has_value());
  }
}

TEST_F(VaultTest, GivesNoKeyOutTwice) {
  std::set<KeyId> given;
  {
    auto vault = Create();
    for (int i = 0; i < 3'000; ++i) EXPECT_TRUE(given.insert(NewKey(*vault).id).second);
  }
  auto again = Open();
  EXPECT_TRUE(given.insert(NewKey(*again).id).second) << "left over from another process";
}

TEST_F(VaultTest, NeverWritesOverAKeyWhoseNameASeedBringsUpAgain) {
  auto vault = Create();
  const events::SubjectKey key = NewKey(*vault);
  auto again = Open();
  events::SeededRandom same_seed{11};
  for (int i = 0; i < 50; ++i) ASSERT_TRUE(again->NewKey(kTerm, same_seed).ok());
  EXPECT_EQ(*Open()->Find(key.id), key.key);
}

TEST_F(VaultTest, GivesAKeyAgainThatSealedNothing) {
  auto vault = Create();
  const events::SubjectKey one = NewKey(*vault);
  const events::SubjectKey two = NewKey(*vault);
  vault->TakeBack({one, two});
  EXPECT_EQ(NewKey(*vault).id, one.id);
  EXPECT_EQ(NewKey(*vault).id, two.id);
}

TEST_F(VaultTest, LeavesAloneTheKeysThatItMadeInAnEarlierTerm) {
  auto vault = Create();
  (void)NewKey(*vault, Term{3});  // and some more were made with it
  const std::size_t made = Count(RecordKind::kSubject);
  (void)NewKey(*vault, Term{5});
  EXPECT_GT(Count(RecordKind::kSubject), made);
}

TEST_F(VaultTest, MakesFewKeysForOneTextAndManyForMany) {
  auto vault = Create();
  (void)NewKey(*vault);
  EXPECT_EQ(Count(RecordKind::kSubject), 8U);
  for (int i = 0; i < 5'000; ++i) (void)NewKey(*vault);
  EXPECT_LT(Count(RecordKind::kSubject), 5'001U + 2 * 1'024U);
}

/// Settles a batch when it is told to, or fails it.
class SlowStore final : public KeyStore {
 public:
  explicit SlowStore(KeyStore& store) : store_(store) {}
  Status Put(std::span<const Record> records) override { return store_.Put(records); }
  Status Begin(std::span<const Record> records) override {
    begun_.assign(records.begin(), records.end());
    return {};
  }
  Result<bool> IsSettled() override {
    if (fails) return Failure{FailureCode::kUnavailable, "no broker"};
    if (!settles) return false;
    if (Status put = store_.Put(begun_); !put) return put.error();
    return true;
  }
  Status Erase(std::span<const RecordName> names) override { return store_.Erase(names); }
  Result<std::optional<events::Bytes>> Find(const RecordName& name) override { return store_.Find(name); }
  Status Refresh() override { return {}; }
  Status ForEach(RecordKind kind, const Visit& visit) override { return store_.ForEach(kind, visit); }

  bool settles = false;
  bool fails = false;

 private:
  KeyStore& store_;
  std::vector<Record> begun_;
};

TEST_F(VaultTest, DoesNotWaitForKeysThatAreBeingMade) {
  ASSERT_TRUE(Create().ok());
  auto slow = std::make_unique<SlowStore>(*store_);
  SlowStore& slowly = *slow;
  auto vault = Vault::Open(std::move(slow), Master(1), Ledger(1));
  const auto too_early = vault->NewKey(kTerm, random_);
  ASSERT_FALSE(too_early.ok());
  EXPECT_EQ(too_early.error().code, FailureCode::kUnavailable);
  EXPECT_EQ(Count(RecordKind::kSubject), 0U);

  slowly.settles = true;
  const auto key = vault->NewKey(kTerm, random_);
  ASSERT_TRUE(key.ok());
  EXPECT_TRUE(store_->Find({RecordKind::kSubject, key->id})->has_value());
}

TEST_F(VaultTest, MakesOtherKeysInPlaceOfABatchThatFailed) {
  ASSERT_TRUE(Create().ok());
  auto slow = std::make_unique<SlowStore>(*store_);
  SlowStore& slowly = *slow;
  auto vault = Vault::Open(std::move(slow), Master(1), Ledger(1));
  slowly.fails = true;
  const auto failed = vault->NewKey(kTerm, random_);
  ASSERT_FALSE(failed.ok());
  EXPECT_EQ(failed.error().message, "no broker");
  slowly.fails = false;
  slowly.settles = true;
  EXPECT_TRUE(vault->NewKey(kTerm, random_).ok());
}

TEST_F(VaultTest, DoesNotOpenUnderAnotherMasterKey) {
  ASSERT_TRUE(Create().ok());
  const auto opened = Open(2);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, FailureCode::kDamaged);
  EXPECT_THAT(opened.error().message, HasSubstr("this master key does not open the vault"));
}

TEST_F(VaultTest, IsOneLedgersOwn) {
  ASSERT_TRUE(Create().ok());
  const auto opened = Open(1, 2);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, FailureCode::kLocked);
  EXPECT_THAT(opened.error().message, HasSubstr(ToHex(Ledger(1))));
}

TEST_F(VaultTest, IsNotMadeOverAnother) {
  auto vault = Create();
  const events::SubjectKey key = NewKey(*vault);
  auto again = Create();
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(*again->Find(key.id), key.key);
  EXPECT_FALSE(Vault::Create(std::make_unique<DyingStore>(*store_), Master(2), Ledger(1), random_).ok());
}

TEST_F(VaultTest, HalfMadeSaysSoAndCanBeMadeToTheEnd) {
  for (int writes = 0; writes < 3; ++writes) {
    store_ = RowKeyStore::InMemory();
    int left = writes;
    const auto died =
        Vault::Create(std::make_unique<DyingStore>(*store_, &left), Master(1), Ledger(1), random_);
    ASSERT_FALSE(died.ok()) << "after " << writes << " writes";
    const auto opened = Open();
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().code, FailureCode::kNotFound);
    EXPECT_THAT(opened.error().message, HasSubstr("half made"));

    auto made = Create();
    ASSERT_TRUE(made.ok()) << made.error().message;
    EXPECT_FALSE(made->is_rotating());
    EXPECT_TRUE(Open().ok());
  }
}

TEST_F(VaultTest, SaysThatAKeyIsNotThere) {
  auto vault = Create();
  const auto found = vault->Find(KeyId{});
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.error().code, FailureCode::kNotFound);
  EXPECT_THAT(found.error().message, HasSubstr("erased, or the vault is older than the ledger"));
}

TEST_F(VaultTest, DoesNotTakeOneRecordForAnother) {
  auto vault = Create();
  const events::SubjectKey one = NewKey(*vault);
  const events::SubjectKey two = NewKey(*vault);
  const auto value = store_->Find({RecordKind::kSubject, one.id}).value().value();
  ASSERT_TRUE(store_->Put(std::array{Record{{RecordKind::kSubject, two.id}, value}}).ok());
  const auto found = vault->Find(two.id);
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.error().code, FailureCode::kDamaged);
}

TEST_F(VaultTest, NoticesEveryFlippedBitOfARecord) {
  auto vault = Create();
  const RecordName name{RecordKind::kSubject, NewKey(*vault).id};
  const events::Bytes value = store_->Find(name).value().value();
  for (std::size_t bit = 0; bit < value.size() * 8; ++bit) {
    events::Bytes flipped = value;
    flipped[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    ASSERT_TRUE(store_->Put(std::array{Record{name, flipped}}).ok());
    EXPECT_FALSE(vault->Find(name.id).ok()) << "bit " << bit;
  }
}

TEST_F(VaultTest, TellsARetryByASecretOfItsOwn) {
  auto vault = Create();
  const events::Bytes command{1, 2, 3};
  const Hash hash = vault->RequestHash(command, {"/name", "Inventata"});
  EXPECT_EQ(Open()->RequestHash(command, {"/name", "Inventata"}), hash);
  EXPECT_NE(vault->RequestHash(command, {"/name", "Inventato"}), hash);

  store_ = RowKeyStore::InMemory();
  EXPECT_NE(Create()->RequestHash(command, {"/name", "Inventata"}), hash) << "another ledger's";
}

TEST_F(VaultTest, ErasesAKeyAndKeepsTheOthers) {
  auto vault = Create();
  const events::SubjectKey gone = NewKey(*vault);
  const events::SubjectKey kept = NewKey(*vault);
  ASSERT_TRUE(vault->Erase({gone.id}).ok());
  EXPECT_FALSE(vault->Find(gone.id).ok());
  EXPECT_TRUE(vault->Find(kept.id).ok());
}

TEST_F(VaultTest, CopiedOpensUnderTheSameMasterKey) {
  auto vault = Create();
  const events::SubjectKey key = NewKey(*vault);
  auto copy = RowKeyStore::InMemory();
  ASSERT_TRUE(vault->CopyInto(*copy).ok());
  auto opened = Vault::Open(std::move(copy), Master(1), Ledger(1));
  ASSERT_TRUE(opened.ok()) << opened.error().message;
  EXPECT_EQ(*opened->Find(key.id), key.key);
}

TEST(Wrapping, OpensUnderTheSameKeyAndBindingOnly) {
  events::SeededRandom random(1);
  const auto key = random.Draw<events::Key>();
  const auto under = random.Draw<events::Key>();
  const events::Bytes bound{1, 2, 3};
  const auto wrapped = Wrap(key, under, bound, random);
  EXPECT_EQ(wrapped.size(), kWrappedBytes);
  EXPECT_EQ(Unwrap(wrapped, under, bound), key);
  EXPECT_FALSE(Unwrap(wrapped, key, bound).has_value());
  EXPECT_FALSE(Unwrap(wrapped, under, events::Bytes{1, 2}).has_value());
  EXPECT_FALSE(Unwrap(events::ConstBytes(wrapped).first(71), under, bound).has_value());
}

}  // namespace
}  // namespace fascicolo::vault
