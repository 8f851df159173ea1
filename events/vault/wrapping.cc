#include "events/vault/wrapping.h"

#include <sodium.h>

namespace fascicolo::vault {
namespace {

using Nonce = std::array<std::uint8_t, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES>;
static_assert(kWrappedBytes == sizeof(Nonce) + sizeof(events::Key) + crypto_aead_xchacha20poly1305_ietf_ABYTES);

}  // namespace

events::Bytes Wrap(const events::Key& key, const events::Key& under, events::ConstBytes bound,
                   events::RandomSource& random) {
  const auto nonce = random.Draw<Nonce>();
  events::Bytes wrapped(nonce.begin(), nonce.end());
  wrapped.resize(kWrappedBytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(wrapped.data() + nonce.size(), nullptr, key.data(), key.size(),
                                             bound.data(), bound.size(), nullptr, nonce.data(), under.data());
  return wrapped;
}

std::optional<events::Key> Unwrap(events::ConstBytes wrapped, const events::Key& under, events::ConstBytes bound) {
  if (wrapped.size() != kWrappedBytes) return std::nullopt;
  events::Key key;
  const auto sealed = wrapped.subspan(sizeof(Nonce));
  const int opened =
      crypto_aead_xchacha20poly1305_ietf_decrypt(key.data(), nullptr, nullptr, sealed.data(), sealed.size(),
                                                 bound.data(), bound.size(), wrapped.data(), under.data());
  if (opened != 0) return std::nullopt;
  return key;
}

}  // namespace fascicolo::vault
