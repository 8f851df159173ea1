// Strong names for the numbers and ids that must never be swapped.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace fascicolo {

/// A 64-bit count with a meaning of its own.
template <class Tag>
struct Count {
  std::uint64_t value = 0;
  constexpr auto operator<=>(const Count&) const = default;
  [[nodiscard]] constexpr Count next() const { return Count{value + 1}; }
};
using Position = Count<struct PositionTag>;  ///< index of an accepted commit in its ledger: 0-based, gapless
using Lineage = Count<struct LineageTag>;    ///< raised by a restore from an older backup
using Term = Count<struct TermTag>;          ///< counts the claims to be the writer; the opening is term 1
using Version = Count<struct VersionTag>;    ///< counts the events of one entity; the first event makes it 1

/// 16 bytes that name one thing for ever. Text form: 32 lower-case hexadecimal digits.
template <class Tag>
struct Id {
  std::array<std::uint8_t, 16> bytes{};
  constexpr auto operator<=>(const Id&) const = default;
  [[nodiscard]] constexpr bool is_zero() const { return bytes == std::array<std::uint8_t, 16>{}; }
};
using LedgerId = Id<struct LedgerTag>;    ///< first 16 bytes of SHA-256(origin)
using WriterId = Id<struct WriterTag>;    ///< random per process
using CommandId = Id<struct CommandTag>;  ///< chosen by the client, once per intention
using EntityId = Id<struct EntityTag>;    ///< derived from command id and ordinal
using KeyId = Id<struct KeyTag>;          ///< names a sealing key in the vault

/// A SHA-256 value.
struct Hash {
  std::array<std::uint8_t, 32> bytes{};
  constexpr auto operator<=>(const Hash&) const = default;
};

/// The id that a hash names: its first 16 bytes.
template <class IdType>
[[nodiscard]] constexpr IdType IdFromHash(const Hash& hash) {
  IdType id;
  for (std::size_t i = 0; i < id.bytes.size(); ++i) id.bytes[i] = hash.bytes[i];
  return id;
}

/// Lower-case hexadecimal digits of any byte array.
[[nodiscard]] std::string ToHex(const std::uint8_t* data, std::size_t size);
template <class Bytes>
[[nodiscard]] std::string ToHex(const Bytes& named) {
  return ToHex(named.bytes.data(), named.bytes.size());
}
/// Reads exactly `size` bytes from 2 x `size` hexadecimal digits (either case); dashes are ignored (UUID form).
[[nodiscard]] bool FromHex(std::string_view text, std::uint8_t* data, std::size_t size);
template <class IdType>
[[nodiscard]] std::optional<IdType> IdFromText(std::string_view text) {
  IdType id;
  if (!FromHex(text, id.bytes.data(), id.bytes.size())) return std::nullopt;
  return id;
}

/// Ids are hashes or random: their first 8 bytes are hash enough.
struct IdHash {
  template <class Tag>
  std::size_t operator()(const Id<Tag>& id) const {
    std::size_t head;
    std::memcpy(&head, id.bytes.data(), sizeof head);
    return head;
  }
};

}  // namespace fascicolo
