#include "events/sealing.h"

#include <algorithm>

#include "events/aead.h"
#include "events/big_endian.h"
#include "events/hash.h"

namespace fascicolo::events {
namespace {

constexpr std::size_t kPadBytes = 64;

Key SectionKey(const Key& subject_key, const CommandId& command, std::uint32_t ordinal) {
  std::array<std::uint8_t, 4> number;
  PutBigEndian(number.data(), ordinal);
  return KeyedHash(subject_key, "fascicolo section").Add(command.bytes).Add(number).Finish<Key>();
}

Hash Commitment(const Key& section_key) {
  return Hash{KeyedHash(section_key, "fascicolo commitment").Finish<Key>()};
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

bool IsSame(const schema::Hash* stored, const Hash& hash) {
  return stored != nullptr && std::equal(hash.bytes.begin(), hash.bytes.end(), stored->bytes()->data());
}

}  // namespace

Sealed Seal(const SubjectKey& key, const SealedFor& whose, const CommandId& command, std::uint32_t ordinal,
            std::string_view field, std::string_view text, RandomSource& random) {
  Key section_key = SectionKey(key.key, command, ordinal);
  const std::string plain = Padded(text);
  const auto nonce = random.Draw<Nonce>();
  Sealed sealed;
  sealed.ciphertext.resize(plain.size() + kTagBytes);
  Encrypt(section_key, nonce, command.bytes, AsBytes(plain), sealed.ciphertext);
  auto& descriptor = sealed.descriptor;
  descriptor.key = std::make_unique<schema::Id>(ToSchema(key.id));
  descriptor.nonce = std::make_unique<schema::Nonce>(flatbuffers::span<const std::uint8_t, 24>(nonce));
  descriptor.length = static_cast<std::uint32_t>(sealed.ciphertext.size());
  descriptor.ciphertext_hash = std::make_unique<schema::Hash>(ToSchemaHash(Sha256(sealed.ciphertext)));
  descriptor.commitment = std::make_unique<schema::Hash>(ToSchemaHash(Commitment(section_key)));
  descriptor.subject = std::make_unique<schema::Id>(ToSchema(whose.subject));
  descriptor.field = field;
  descriptor.retention = whose.retention;
  descriptor.epoch = whose.epoch;
  Wipe(section_key);
  return sealed;
}

Result<std::string> Open(const Key& key, const schema::Section& section, const CommandId& command,
                         std::uint32_t ordinal, ConstBytes ciphertext) {
  Key section_key = SectionKey(key, command, ordinal);
  const Failure damaged{FailureCode::kDamaged, "sealed section does not open with this key"};
  if (section.nonce() == nullptr || ciphertext.size() < kTagBytes + kPadBytes ||
      !IsSame(section.ciphertext_hash(), Sha256(ciphertext)) || !IsSame(section.commitment(), Commitment(section_key))) {
    return damaged;
  }
  std::string plain(ciphertext.size() - kTagBytes, '\0');
  Nonce nonce;
  std::copy_n(section.nonce()->bytes()->data(), nonce.size(), nonce.begin());
  const std::span<std::uint8_t> plain_bytes(reinterpret_cast<std::uint8_t*>(plain.data()), plain.size());
  const bool opened = Decrypt(section_key, nonce, command.bytes, ciphertext, plain_bytes);
  Wipe(section_key);
  if (!opened) return damaged;
  const auto end = plain.find_last_not_of('\0');
  if (end == std::string::npos || plain[end] != '\x80') return damaged;
  plain.resize(end);
  return plain;
}

}  // namespace fascicolo::events
