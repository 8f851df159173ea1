// XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03): bytes encrypted under a key and a nonce, and bound to what stands beside them
// in the clear. It does not commit to its key: who needs that adds a commitment (events/sealing.h).
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "events/hash.h"
#include "events/keyed_hash.h"

namespace fascicolo::events {

using Nonce = std::array<std::uint8_t, 24>;  ///< so long that one drawn by chance is never drawn twice
inline constexpr std::size_t kTagBytes = 16;

/// `sealed` is kTagBytes longer than `plain`.
void Encrypt(const Key& key, const Nonce& nonce, ConstBytes bound, ConstBytes plain, std::span<std::uint8_t> sealed);
/// False: another key, nonce or binding, or a changed byte; `plain` is then of no use. `sealed` is kTagBytes longer.
[[nodiscard]] bool Decrypt(const Key& key, const Nonce& nonce, ConstBytes bound, ConstBytes sealed,
                           std::span<std::uint8_t> plain);

}  // namespace fascicolo::events
