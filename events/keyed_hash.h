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

/// BLAKE2b of 32 bytes. Wiped when it goes.
class Blake2b {
 public:
  /// `key`: none, or 16 to 64 bytes.
  explicit Blake2b(ConstBytes key = {});
  ~Blake2b();
  Blake2b(const Blake2b&) = delete;
  Blake2b& operator=(const Blake2b&) = delete;

  void Add(ConstBytes part);
  [[nodiscard]] Key Finish();  ///< once

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Takes a purpose, so that keys for two things never meet, and parts, each preceded by its length.
class KeyedHash {
 public:
  KeyedHash(const Key& key, std::string_view purpose) : hash_(key) { Add(AsBytes(purpose)); }

  KeyedHash& Add(ConstBytes part);
  /// The first bytes of the hash; once.
  template <class Array>
  [[nodiscard]] Array Finish() {
    const Key full = hash_.Finish();
    Array result;
    static_assert(std::tuple_size_v<Array> <= std::tuple_size_v<Key>);
    std::copy_n(full.begin(), result.size(), result.begin());
    return result;
  }

 private:
  Blake2b hash_;
};

/// Overwrites a secret that is no longer needed, where an optimiser would leave it.
void Wipe(Key& key);

}  // namespace fascicolo::events
