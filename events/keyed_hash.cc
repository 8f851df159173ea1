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

struct Blake2b::State {
  crypto_generichash_state hash;
};

Blake2b::Blake2b(ConstBytes key) : state_(std::make_unique<State>()) {
  StartSodium();
  crypto_generichash_init(&state_->hash, key.data(), key.size(), sizeof(Key));
}

Blake2b::~Blake2b() { sodium_memzero(state_.get(), sizeof(State)); }

void Blake2b::Add(ConstBytes part) { crypto_generichash_update(&state_->hash, part.data(), part.size()); }

Key Blake2b::Finish() {
  Key full;
  crypto_generichash_final(&state_->hash, full.data(), full.size());
  return full;
}

KeyedHash& KeyedHash::Add(ConstBytes part) {
  std::array<std::uint8_t, 8> length;
  PutBigEndian(length.data(), std::uint64_t{part.size()});
  hash_.Add(length);
  hash_.Add(part);
  return *this;
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
