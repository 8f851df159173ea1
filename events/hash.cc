// The functions below EVP, which OpenSSL 3 deprecates in favour of it: a commit needs some six hashes of a few hundred
// bytes, and EVP's way through its providers costs more than a quarter of each (ops/decisions/0006). They use the same
// SHA instructions.
#define OPENSSL_API_COMPAT 10100

#include "events/hash.h"

#include <libdeflate.h>
#include <openssl/sha.h>

#include "events/result.h"

namespace fascicolo::events {
namespace {

void Add(SHA256_CTX& context, ConstBytes bytes) {
  FASCICOLO_CHECK(SHA256_Update(&context, bytes.data(), bytes.size()) == 1);
}

Hash End(SHA256_CTX& context) {
  Hash hash;
  FASCICOLO_CHECK(SHA256_Final(hash.bytes.data(), &context) == 1);
  return hash;
}

}  // namespace

struct Sha256Stream::Context {
  SHA256_CTX raw;
};

Hash Sha256(std::initializer_list<ConstBytes> parts) {
  SHA256_CTX context;
  SHA256_Init(&context);
  for (ConstBytes part : parts) Add(context, part);
  return End(context);
}

Sha256Stream::Sha256Stream() : context_(std::make_unique<Context>()) { SHA256_Init(&context_->raw); }

Sha256Stream::~Sha256Stream() = default;

void Sha256Stream::Add(ConstBytes bytes) { events::Add(context_->raw, bytes); }

Hash Sha256Stream::Finish() {
  const Hash hash = End(context_->raw);
  SHA256_Init(&context_->raw);
  return hash;
}

std::uint32_t Crc32(ConstBytes bytes, std::uint32_t seed) {
  return libdeflate_crc32(seed, bytes.data(), bytes.size());
}

}  // namespace fascicolo::events
