// A vault in memory that can be opened again, and a store that dies in the middle of a write.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <span>

#include "events/vault/row_key_store.h"
#include "events/vault/vault.h"

namespace fascicolo::vault {

inline constexpr Term kTerm{3};

/// A store that outlives its vaults, and may die in the middle of a write.
class DyingStore final : public KeyStore {
 public:
  explicit DyingStore(KeyStore& store, int* writes_left = nullptr) : store_(store), writes_left_(writes_left) {}
  Status Put(std::span<const Record> records) override {
    for (const Record& record : records) {
      if (!MayWrite()) return Died();
      if (Status put = store_.Put(std::array{record}); !put) return put;
    }
    return {};
  }
  Status Erase(std::span<const RecordName> names) override {
    for (const RecordName& name : names) {
      if (!MayWrite()) return Died();
      if (Status erased = store_.Erase(std::array{name}); !erased) return erased;
    }
    return {};
  }
  Result<std::optional<events::Bytes>> Find(const RecordName& name) override { return store_.Find(name); }
  Status Refresh() override { return {}; }
  Status ForEach(RecordKind kind, const Visit& visit) override { return store_.ForEach(kind, visit); }

 private:
  static Failure Died() { return {FailureCode::kIo, "died"}; }
  bool MayWrite() { return writes_left_ == nullptr || --*writes_left_ >= 0; }
  KeyStore& store_;
  int* writes_left_;
};

class VaultTest : public ::testing::Test {
 protected:
  static LedgerId Ledger(std::uint8_t number) {
    LedgerId id;
    id.bytes.fill(number);
    return id;
  }
  static events::Key Master(std::uint8_t number) {
    events::Key key;
    key.fill(number);
    return key;
  }
  Result<Vault> Create() { return Vault::Create(std::make_unique<DyingStore>(*store_), Master(1), Ledger(1), random_); }
  Result<Vault> Open(std::uint8_t master = 1, std::uint8_t ledger = 1) {
    return Vault::Open(std::make_unique<DyingStore>(*store_), Master(master), Ledger(ledger));
  }
  events::SubjectKey NewKey(Vault& vault, Term term = kTerm) {
    auto key = vault.NewKey(term, random_);
    EXPECT_TRUE(key.ok());
    return *key;
  }
  std::size_t Count(RecordKind kind) {
    std::size_t count = 0;
    EXPECT_TRUE(store_->ForEach(kind, [&](const KeyId&, events::ConstBytes) -> Status {
      ++count;
      return {};
    }).ok());
    return count;
  }

  std::unique_ptr<RowKeyStore> store_ = RowKeyStore::InMemory();
  events::SeededRandom random_{11};
};

}  // namespace fascicolo::vault
