#include "events/sealing.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "events/big_endian.h"

namespace fascicolo::events {
namespace {

constexpr std::size_t kPadBytes = 64;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

void StartSodium() {
  static const bool kStarted = sodium_init() >= 0;
  FASCICOLO_CHECK(kStarted);
}

/// BLAKE2b keyed with `key` over a purpose and parts, each preceded by its length.
class KeyedHash {
 public:
  KeyedHash(const Key& key, std::string_view purpose) {
    StartSodium();
    crypto_generichash_init(&state_, key.data(), key.size(), sizeof(Key));
    Add(AsBytes(purpose));
  }
  KeyedHash& Add(ConstBytes part) {
    std::uint8_t length[8];
    PutBigEndian(length, std::uint64_t{part.size()});
    crypto_generichash_update(&state_, length, sizeof length);
    crypto_generichash_update(&state_, part.data(), part.size());
    return *this;
  }
  template <class Array>
  Array Finish() {
    Key full;
    crypto_generichash_final(&state_, full.data(), full.size());
    Array result;
    std::copy_n(full.begin(), result.size(), result.begin());
    return result;
  }

 private:
  crypto_generichash_state state_;
};

std::array<std::uint8_t, 4> Ordinal(std::uint32_t ordinal) {
  std::array<std::uint8_t, 4> bytes;
  PutBigEndian(bytes.data(), ordinal);
  return bytes;
}

Hash Commitment(const Key& section_key) {
  Hash hash;
  hash.bytes = KeyedHash(section_key, "fascicolo commitment").Finish<decltype(hash.bytes)>();
  return hash;
}

schema::Hash ToSchemaHash(const Hash& hash) {
  return schema::Hash(flatbuffers::span<const std::uint8_t, 32>(hash.bytes));
}

std::string Padded(std::string_view text) {
  std::string padded(text);
  padded += '\x80';  // ISO/IEC 7816-4 padding
  padded.resize((padded.size() + kPadBytes - 1) / kPadBytes * kPadBytes, '\0');
  return padded;
}

}  // namespace

NonceBytes RandomNonces::Next() {
  StartSodium();
  NonceBytes nonce;
  randombytes_buf(nonce.data(), nonce.size());
  return nonce;
}

NonceBytes SeededNonces::Next() {
  Key seed{};
  PutBigEndian(seed.data(), seed_);
  std::array<std::uint8_t, 8> count;
  PutBigEndian(count.data(), count_++);
  return KeyedHash(seed, "fascicolo nonce").Add(count).Finish<NonceBytes>();
}

Result<SealingKeys> SealingKeys::FromFile(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::string text;
  if (!in || !(in >> text)) {
    return Failure{FailureCode::kNotFound, "key file " + file.string() + " cannot be read"};
  }
  Key key;
  if (!FromHex(text, key.data(), key.size())) {
    return Failure{FailureCode::kDamaged,
                   "key file " + file.string() + " does not hold 64 hexadecimal digits"};
  }
  return SealingKeys(key);
}

Result<SealingKeys> SealingKeys::CreateFile(const std::filesystem::path& file) {
  StartSodium();
  Key key;
  randombytes_buf(key.data(), key.size());
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return Failure{FailureCode::kIo, "key file " + file.string() + " cannot be made"};
  const std::string text = ToHex(key.data(), key.size()) + "\n";
  const bool written = ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                       ::fsync(fd) == 0;
  ::close(fd);
  if (!written) return Failure{FailureCode::kIo, "key file " + file.string() + ": write failed"};
  return SealingKeys(key);
}

Key SealingKeys::SectionKey(const EntityId& subject, const CommandId& command,
                            std::uint32_t ordinal) const {
  const Key subject_key =
      KeyedHash(master_, "fascicolo subject").Add(subject.bytes).Finish<Key>();
  return KeyedHash(subject_key, "fascicolo section")
      .Add(command.bytes)
      .Add(Ordinal(ordinal))
      .Finish<Key>();
}

Sealed SealingKeys::Seal(const EntityId& subject, const CommandId& command, std::uint32_t ordinal,
                         std::string_view field, std::string_view text,
                         const NonceBytes& nonce) const {
  const Key key = SectionKey(subject, command, ordinal);
  const std::string plain = Padded(text);
  Sealed sealed;
  sealed.ciphertext.resize(plain.size() + kTagBytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(
      sealed.ciphertext.data(), nullptr, AsBytes(plain).data(), plain.size(),
      command.bytes.data(), command.bytes.size(), nullptr, nonce.data(), key.data());

  KeyId key_id;
  key_id.bytes =
      KeyedHash(master_, "fascicolo key id").Add(subject.bytes).Finish<decltype(key_id.bytes)>();
  auto& descriptor = sealed.descriptor;
  descriptor.key = std::make_unique<schema::Id>(ToSchema(key_id));
  descriptor.nonce =
      std::make_unique<schema::Nonce>(flatbuffers::span<const std::uint8_t, 24>(nonce));
  descriptor.length = static_cast<std::uint32_t>(sealed.ciphertext.size());
  descriptor.ciphertext_hash = std::make_unique<schema::Hash>(ToSchemaHash(Sha256(sealed.ciphertext)));
  descriptor.commitment = std::make_unique<schema::Hash>(ToSchemaHash(Commitment(key)));
  descriptor.subject = std::make_unique<schema::Id>(ToSchema(subject));
  descriptor.field = field;
  return sealed;
}

Result<std::string> SealingKeys::Open(const schema::Section& section, const CommandId& command,
                                      std::uint32_t ordinal, ConstBytes ciphertext) const {
  const Key key = SectionKey(Entity(section.subject()), command, ordinal);
  const Failure damaged{FailureCode::kDamaged, "sealed section does not open with this key"};
  const auto same = [](const schema::Hash* stored, const Hash& hash) {
    return stored != nullptr && std::equal(hash.bytes.begin(), hash.bytes.end(), stored->bytes()->data());
  };
  if (section.nonce() == nullptr || ciphertext.size() < kTagBytes + kPadBytes ||
      !same(section.ciphertext_hash(), Sha256(ciphertext)) ||
      !same(section.commitment(), Commitment(key))) {
    return damaged;
  }
  std::string plain(ciphertext.size() - kTagBytes, '\0');
  auto* plain_bytes = reinterpret_cast<std::uint8_t*>(plain.data());
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          plain_bytes, nullptr, nullptr, ciphertext.data(), ciphertext.size(), command.bytes.data(),
          command.bytes.size(), section.nonce()->bytes()->data(), key.data()) != 0) {
    return damaged;
  }
  const auto end = plain.find_last_not_of('\0');
  if (end == std::string::npos || plain[end] != '\x80') return damaged;
  plain.resize(end);
  return plain;
}

Hash SealingKeys::RequestHash(ConstBytes command, const std::vector<std::string>& personal) const {
  KeyedHash hash(master_, "fascicolo request");
  hash.Add(command);
  for (const std::string& text : personal) hash.Add(AsBytes(text));
  Hash result;
  result.bytes = hash.Finish<decltype(result.bytes)>();
  return result;
}

}  // namespace fascicolo::events
