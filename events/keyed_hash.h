// BLAKE2b (RFC 7693) under a key: derives keys from keys, and fingerprints what must not be guessed.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <string_view>

#include "events/body.h"

namespace fascicolo::events {

/// A secret of 32 bytes.
using Key = std::array<std::uint8_t, 32>;

/// Takes a purpose, so that keys for two things never meet, and parts, each preceded by its length.
class KeyedHash {
 public:
  KeyedHash(const Key& key, std::string_view purpose);
  ~KeyedHash();
  KeyedHash(const KeyedHash&) = delete;
  KeyedHash& operator=(const KeyedHash&) = delete;

  KeyedHash& Add(ConstBytes part);
  /// The first bytes of the hash; once.
  template <class Array>
  [[nodiscard]] Array Finish() {
    const Key full = FinishAll();
    Array result;
    static_assert(std::tuple_size_v<Array> <= std::tuple_size_v<Key>);
    std::copy_n(full.begin(), result.size(), result.begin());
    return result;
  }

 private:
  [[nodiscard]] Key FinishAll();
  struct State;
  std::unique_ptr<State> state_;
};

/// Overwrites a secret that is no longer needed, where an optimiser would leave it.
void Wipe(Key& key);

}  // namespace fascicolo::events
