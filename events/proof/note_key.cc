#include "events/proof/note_key.h"

#include <sodium.h>

#include <algorithm>
#include <optional>

#include "events/big_endian.h"
#include "events/json/value.h"

namespace fascicolo::proof {
namespace {

constexpr std::string_view kPrivate = "PRIVATE+KEY+";
using SecretKey = std::array<std::uint8_t, crypto_sign_ed25519_SECRETKEYBYTES>;

// unicode.IsSpace of Go, beyond ASCII, in UTF-8: the rule that other readers of notes apply.
constexpr std::array<std::string_view, 19> kWideSpaces{
    "\u0085", "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006",
    "\u2007", "\u2008", "\u2009", "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"};

std::string IdText(std::uint32_t id) {
  std::array<std::uint8_t, 4> bytes{};
  events::PutBigEndian(bytes.data(), id);
  return ToHex(bytes.data(), bytes.size());
}

std::string Coded(KeyType type, const std::array<std::uint8_t, 32>& key) {
  Bytes bytes{static_cast<std::uint8_t>(type)};
  bytes.insert(bytes.end(), key.begin(), key.end());
  return ToBase64(bytes);
}

/// NAME+ID+base64(type || 32 bytes), as public and private keys have it.
struct KeyText {
  std::string name;
  std::uint32_t id = 0;
  KeyType type = KeyType::kEd25519;
  std::array<std::uint8_t, 32> key{};
};

Result<KeyText, FormError> ReadKeyText(std::string_view text) {
  const FormError malformed{"key", "is not NAME+ID+KEY", "example.org/name+1a2b3c4d+AbCd..."};
  const auto id_at = text.find('+');
  const auto key_at = id_at == std::string_view::npos ? id_at : text.find('+', id_at + 1);
  if (key_at == std::string_view::npos) return malformed;
  KeyText read;
  read.name = text.substr(0, id_at);
  std::array<std::uint8_t, 4> id{};
  const auto id_text = text.substr(id_at + 1, key_at - id_at - 1);
  auto bytes = FromBase64(text.substr(key_at + 1));
  if (!IsKeyName(read.name) || id_text.size() != 2 * id.size() || !FromHex(id_text, id.data(), id.size()) || !bytes ||
      bytes->empty()) {
    return malformed;
  }
  read.id = events::GetBigEndian<std::uint32_t>(id.data());
  read.type = static_cast<KeyType>(bytes->front());
  const bool known = read.type == KeyType::kEd25519 || read.type == KeyType::kCosignature;
  if (!known || bytes->size() != 1 + read.key.size()) {
    return FormError{"key", "is of a type that is not known here", "Ed25519 (1) or a cosignature's (4)"};
  }
  std::copy(bytes->begin() + 1, bytes->end(), read.key.begin());
  sodium_memzero(bytes->data(), bytes->size());
  return read;
}

FormError WrongId() { return {"key", "has not the id that its name and key give", "a key copied whole"}; }

SecretKey Expanded(const Seed& seed, PublicKey& key) {
  SecretKey secret;
  crypto_sign_ed25519_seed_keypair(key.data(), secret.data(), seed.data());
  return secret;
}

}  // namespace

bool IsKeyName(std::string_view name) {
  if (name.empty() || !events::json::IsUtf8(name)) return false;
  const auto is_plain = [](char c) { return static_cast<unsigned char>(c) > ' ' && c != '+' && c != '\x7f'; };
  return std::all_of(name.begin(), name.end(), is_plain) &&
         std::none_of(kWideSpaces.begin(), kWideSpaces.end(),
                      [name](std::string_view space) { return name.find(space) != std::string_view::npos; });
}

std::uint32_t VerifierKey::id() const {
  const std::array<std::uint8_t, 2> between{'\n', static_cast<std::uint8_t>(type)};
  const Hash hash = events::Sha256({events::AsBytes(name), between, key});
  return events::GetBigEndian<std::uint32_t>(hash.bytes.data());
}

std::string VerifierKey::ToString() const { return name + "+" + IdText(id()) + "+" + Coded(type, key); }

bool VerifierKey::Verify(std::string_view message, const Signature& signature) const {
  const ConstBytes bytes = events::AsBytes(message);
  return crypto_sign_ed25519_verify_detached(signature.data(), bytes.data(), bytes.size(), key.data()) == 0;
}

Result<VerifierKey, FormError> ReadVerifierKey(std::string_view text) {
  auto read = ReadKeyText(text);
  if (!read) return read.error();
  VerifierKey key{std::move(read->name), read->type, read->key};
  if (key.id() != read->id) return WrongId();
  return key;
}

SignerKey::SignerKey(std::string name, KeyType type, const Seed& seed)
    : verifier_{std::move(name), type, {}}, seed_(seed) {
  FASCICOLO_CHECK(IsKeyName(verifier_.name));
  SecretKey secret = Expanded(seed_, verifier_.key);
  sodium_memzero(secret.data(), secret.size());
}

SignerKey::~SignerKey() { sodium_memzero(seed_.data(), seed_.size()); }

Signature SignerKey::Sign(std::string_view message) const {
  PublicKey key;
  SecretKey secret = Expanded(seed_, key);
  const ConstBytes bytes = events::AsBytes(message);
  Signature signature;
  crypto_sign_ed25519_detached(signature.data(), nullptr, bytes.data(), bytes.size(), secret.data());
  sodium_memzero(secret.data(), secret.size());
  return signature;
}

std::string SignerKey::ToString() const {
  return std::string(kPrivate) + verifier_.name + "+" + IdText(verifier_.id()) + "+" + Coded(verifier_.type, seed_);
}

Result<SignerKey, FormError> ReadSignerKey(std::string_view text) {
  if (!text.starts_with(kPrivate)) return FormError{"key", "is not a private key", std::string(kPrivate) + "NAME+ID+KEY"};
  auto read = ReadKeyText(text.substr(kPrivate.size()));
  if (!read) return read.error();
  SignerKey key(std::move(read->name), read->type, read->key);
  sodium_memzero(read->key.data(), read->key.size());
  if (key.verifier().id() != read->id) return WrongId();
  return key;
}

}  // namespace fascicolo::proof
