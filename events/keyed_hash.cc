#include "events/keyed_hash.h"

#include <sodium.h>

#include "events/big_endian.h"
#include "events/random.h"

namespace fascicolo::events {
namespace {

void StartSodium() {
  static const bool kStarted = sodium_init() >= 0;
  FASCICOLO_CHECK(kStarted);
}

}  // namespace

struct KeyedHash::State {
  crypto_generichash_state hash;
};

KeyedHash::KeyedHash(const Key& key, std::string_view purpose) : state_(std::make_unique<State>()) {
  StartSodium();
  crypto_generichash_init(&state_->hash, key.data(), key.size(), sizeof(Key));
  Add(AsBytes(purpose));
}

KeyedHash::~KeyedHash() { sodium_memzero(state_.get(), sizeof(State)); }

KeyedHash& KeyedHash::Add(ConstBytes part) {
  std::uint8_t length[8];
  PutBigEndian(length, std::uint64_t{part.size()});
  crypto_generichash_update(&state_->hash, length, sizeof length);
  crypto_generichash_update(&state_->hash, part.data(), part.size());
  return *this;
}

Key KeyedHash::FinishAll() {
  Key full;
  crypto_generichash_final(&state_->hash, full.data(), full.size());
  return full;
}

void Wipe(Key& key) { sodium_memzero(key.data(), key.size()); }

void SystemRandom::Fill(std::span<std::uint8_t> bytes) {
  FASCICOLO_CHECK(bytes.size() <= kMostAtOnce);
  StartSodium();
  randombytes_buf(bytes.data(), bytes.size());
}

void SeededRandom::Fill(std::span<std::uint8_t> bytes) {
  FASCICOLO_CHECK(bytes.size() <= kMostAtOnce);
  Key seed{};
  PutBigEndian(seed.data(), seed_);
  std::array<std::uint8_t, 8> count;
  PutBigEndian(count.data(), count_++);
  const auto drawn = KeyedHash(seed, "fascicolo nonce").Add(count).Finish<Key>();
  std::copy_n(drawn.begin(), bytes.size(), bytes.begin());
}

}  // namespace fascicolo::events
