#include "events/hash.h"

#include <libdeflate.h>
#include <openssl/evp.h>

#include "events/result.h"

namespace fascicolo::events {
namespace {

// Fetched once: an implicit fetch costs more than the hash of a tree node.
const EVP_MD* Algorithm() {
  static EVP_MD* const kMd = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return kMd;
}

struct Context {
  EVP_MD_CTX* raw = EVP_MD_CTX_new();
  ~Context() { EVP_MD_CTX_free(raw); }
};

void Begin(EVP_MD_CTX* context) {
  FASCICOLO_CHECK(EVP_DigestInit_ex2(context, Algorithm(), nullptr) == 1);
}

Hash End(EVP_MD_CTX* context) {
  Hash hash;
  FASCICOLO_CHECK(EVP_DigestFinal_ex(context, hash.bytes.data(), nullptr) == 1);
  return hash;
}

}  // namespace

Hash Sha256(std::initializer_list<ConstBytes> parts) {
  thread_local Context context;
  Begin(context.raw);
  for (ConstBytes part : parts) {
    FASCICOLO_CHECK(EVP_DigestUpdate(context.raw, part.data(), part.size()) == 1);
  }
  return End(context.raw);
}

Sha256Stream::Sha256Stream() : context_(EVP_MD_CTX_new()) {
  Begin(static_cast<EVP_MD_CTX*>(context_));
}

Sha256Stream::~Sha256Stream() { EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(context_)); }

void Sha256Stream::Add(ConstBytes bytes) {
  FASCICOLO_CHECK(EVP_DigestUpdate(static_cast<EVP_MD_CTX*>(context_), bytes.data(),
                                   bytes.size()) == 1);
}

Hash Sha256Stream::Finish() {
  auto* context = static_cast<EVP_MD_CTX*>(context_);
  const Hash hash = End(context);
  Begin(context);
  return hash;
}

std::uint32_t Crc32(ConstBytes bytes, std::uint32_t seed) {
  return libdeflate_crc32(seed, bytes.data(), bytes.size());
}

}  // namespace fascicolo::events
