#include "events/aead.h"

#include <sodium.h>

#include "events/result.h"

namespace fascicolo::events {

static_assert(sizeof(Nonce) == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(sizeof(Key) == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(kTagBytes == crypto_aead_xchacha20poly1305_ietf_ABYTES);

void Encrypt(const Key& key, const Nonce& nonce, ConstBytes bound, ConstBytes plain, std::span<std::uint8_t> sealed) {
  FASCICOLO_CHECK(sealed.size() == plain.size() + kTagBytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data(), nullptr, plain.data(), plain.size(), bound.data(),
                                             bound.size(), nullptr, nonce.data(), key.data());
}

bool Decrypt(const Key& key, const Nonce& nonce, ConstBytes bound, ConstBytes sealed, std::span<std::uint8_t> plain) {
  FASCICOLO_CHECK(sealed.size() == plain.size() + kTagBytes);
  return crypto_aead_xchacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr, sealed.data(), sealed.size(),
                                                    bound.data(), bound.size(), nonce.data(), key.data()) == 0;
}

}  // namespace fascicolo::events
