#include "simulation/shared_keys.h"

#include <utility>

namespace fascicolo::simulation {

/// Takes its time with new keys; a forgetful one says at once that it has them, and has them when the next batch comes.
class SharedKeys::Lent final : public vault::KeyStore {
 public:
  Lent(vault::KeyStore& store, bool forgetful) : store_(store), forgetful_(forgetful) {}

  Status Put(std::span<const vault::Record> records) override { return store_.Put(records); }
  Status Begin(std::span<const vault::Record> records) override {
    const auto late = std::exchange(held_, {records.begin(), records.end()});
    asked_ = 0;
    return store_.Put(late);
  }
  Result<bool> IsSettled() override {
    if (forgetful_) return true;
    if (++asked_ < kAsksUntilSettled) return false;
    if (Status put = store_.Put(std::exchange(held_, {})); !put) return put.error();
    return true;
  }
  Status Erase(std::span<const vault::RecordName> names) override { return store_.Erase(names); }
  Result<std::optional<events::Bytes>> Find(const vault::RecordName& name) override {
    for (const vault::Record& record : held_) {
      if (record.name == name) return std::optional(record.value);
    }
    return store_.Find(name);
  }
  Status Refresh() override { return store_.Refresh(); }
  Status ForEach(vault::RecordKind kind, const Visit& visit) override { return store_.ForEach(kind, visit); }

 private:
  static constexpr int kAsksUntilSettled = 3;
  vault::KeyStore& store_;
  bool forgetful_;
  int asked_ = 0;
  std::vector<vault::Record> held_;
};

SharedKeys::SharedKeys() {
  events::SeededRandom random(1);
  FASCICOLO_CHECK(vault::Vault::Create(std::make_unique<Lent>(*store_, false), events::Key{}, LedgerId{}, random).ok());
}

vault::Vault SharedKeys::OpenVault(bool forgetful) {
  auto opened = vault::Vault::Open(std::make_unique<Lent>(*store_, forgetful), events::Key{}, LedgerId{});
  FASCICOLO_CHECK(opened.ok());
  return std::move(opened).value();
}

}  // namespace fascicolo::simulation
