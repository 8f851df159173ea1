// A key under another: XChaCha20-Poly1305 with a random nonce, bound to what it is and whose by the additional data.
#pragma once

#include <optional>

#include "events/body.h"
#include "events/keyed_hash.h"
#include "events/random.h"

namespace fascicolo::vault {

inline constexpr std::size_t kWrappedBytes = 24 + 32 + 16;  ///< nonce, key, tag

/// `bound` must be the same again to unwrap: purpose, ledger, name.
[[nodiscard]] events::Bytes Wrap(const events::Key& key, const events::Key& under, events::ConstBytes bound,
                                 events::RandomSource& random);
/// None: not wrapped under this key, or bound to something else.
[[nodiscard]] std::optional<events::Key> Unwrap(events::ConstBytes wrapped, const events::Key& under,
                                                events::ConstBytes bound);

}  // namespace fascicolo::vault
