#include "events/vault/wrapping.h"

#include <algorithm>

#include "events/aead.h"

namespace fascicolo::vault {

using events::Nonce;
static_assert(kWrappedBytes == sizeof(Nonce) + sizeof(events::Key) + events::kTagBytes);

events::Bytes Wrap(const events::Key& key, const events::Key& under, events::ConstBytes bound,
                   events::RandomSource& random) {
  const auto nonce = random.Draw<Nonce>();
  events::Bytes wrapped(nonce.begin(), nonce.end());
  wrapped.resize(kWrappedBytes);
  events::Encrypt(under, nonce, bound, key, std::span(wrapped).subspan(nonce.size()));
  return wrapped;
}

std::optional<events::Key> Unwrap(events::ConstBytes wrapped, const events::Key& under, events::ConstBytes bound) {
  if (wrapped.size() != kWrappedBytes) return std::nullopt;
  Nonce nonce;
  std::copy_n(wrapped.begin(), nonce.size(), nonce.begin());
  events::Key key;
  if (!events::Decrypt(under, nonce, bound, wrapped.subspan(nonce.size()), key)) return std::nullopt;
  return key;
}

}  // namespace fascicolo::vault
